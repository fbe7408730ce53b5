"""The harness: each test runs as the application role on a clone of a migrated database.

The process that starts the run brings up the services (or finds them in the environment); each
worker clones the template that the owner made once. See `tests/harness/`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.harness.browser import chromium
from tests.harness.clock import START
from tests.harness.databases import Server
from tests.harness.mail import Sink, sink
from tests.harness.services import running
from tests.harness.sharing import undone
from tests.harness.worker import Worker
from tracker.management.commands import compile_locale

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
SERVICES = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "REDIS_URL")
NOT_OURS = (
    "SECRET_KEY",
    "DEBUG",
    "PORT",
    "PUBLIC_URL",
    "ALLOWED_HOSTS",
    "TRACKER_NOW",
    "MAIL_FROM",
)
whole_run = ExitStack()
# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile(
    "tracker",
    parent=hypothesis.settings(),
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("tracker")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set the environment up before pytest-django reads the settings."""
    if settings.configured:
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: the tests choose their settings")
    if not WORKER:
        _start_run()
    config.stash[worker_key] = worker = _worker()
    worker.settle()
    assert settings.DATABASES  # read now, so that pytest-django sets Django up
    if not WORKER:
        compile_locale.Command().handle()  # before anything reads a translation


def _start_run() -> None:
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ["DEMO"] = "1"
    os.environ["TEST_HOME"] = str(whole_run.enter_context(running()))
    os.environ.update({f"TEST_{name}": os.environ[name] for name in SERVICES})
    _worker().server.template()


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    whole_run.close()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Workers too must not read the settings before they know what is theirs."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


worker_key = pytest.StashKey[Worker]()


def _worker() -> Worker:
    home, name = Path(os.environ["TEST_HOME"]), WORKER or "main"
    server = Server(os.environ["TEST_DATABASE_URL"], os.environ["TEST_MIGRATE_DATABASE_URL"], home)
    return Worker(name, server, home / name)


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> Worker:
    """The process this test runs in."""
    return request.config.stash[worker_key]


@pytest.fixture(scope="session", autouse=True)
def _real_parts(django_test_environment: None) -> None:
    """Undo what Django's test runner replaces: mail leaves through SMTP. Waste no time."""
    from tracker import health

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    # A browser keeps its connections to the live server; those to the database must not stay.
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing is collected for tests
    )
    settings.WHITENOISE_AUTOREFRESH = (
        True  # or each client of a test looks through all static files
    )
    PBKDF2PasswordHasher.iterations = 1000  # the same algorithm: a million rounds prove no more
    health.PING_PATIENCE = 0.2  # no worker is there to answer, unless a test starts the whole


@pytest.fixture(scope="session")
def django_db_setup(
    worker: Worker, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Instead of pytest-django's: this worker's clone, made by the owner."""
    with django_db_blocker.unblock():
        worker.renew()
    yield
    with django_db_blocker.unblock():
        worker.drop()


@pytest.fixture(scope="session")
def _seeded_database(
    worker: Worker, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        worker.renew(seeded=True)


@pytest.fixture(autouse=True)
def _language() -> None:
    """Whatever language the test before answered its last request in, begin with the default."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="module")
def shared_database(
    request: pytest.FixtureRequest, worker: Worker, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """One transaction around all tests of a module that is marked `shared`.

    What fixtures of module scope build in it is there for each test, which has a savepoint of its
    own; so is the clock where they left it.
    """
    seeded = request.node.get_closest_marker("seeded") is not None
    request.getfixturevalue("_seeded_database" if seeded else "django_db_setup")
    translation.activate(settings.LANGUAGE_CODE)
    with django_db_blocker.unblock():
        worker.use(seeded=seeded)
        worker.set_clock()
        with undone():
            yield


@pytest.fixture(autouse=True)
def _database_in_use(request: pytest.FixtureRequest) -> None:
    """Before the test's transaction begins: the clone it asks for, its clock at the start."""
    if not _uses_database(request.node):
        return
    if request.node.get_closest_marker("shared"):
        request.getfixturevalue("shared_database")
        return
    seeded = request.node.get_closest_marker("seeded") is not None
    request.getfixturevalue("_seeded_database" if seeded else "django_db_setup")
    worker = request.config.stash[worker_key]
    worker.use(seeded=seeded)
    worker.set_clock()


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest, _database_in_use: None) -> None:
    """Instead of pytest-django's, whose transaction would begin before the clone is chosen."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")


def _uses_database(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Some markers need no second one. Two processes are to end at about the same time."""
    for item in items:
        implied = item.get_closest_marker("seeded") or item.get_closest_marker("shared")
        if implied and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
    items.sort(key=_turn)
    seeded = [item for item in items if item.get_closest_marker("seeded")]
    for item in seeded[:1]:
        items.remove(item)
        items.insert(0, item)


def _turn(item: pytest.Item) -> int:
    """What takes long comes first and what is seeded last, but for one.

    That one makes the seeded template in one process while the other does what takes long.
    """
    if item.get_closest_marker("seeded"):
        return 2
    return 0 if item.get_closest_marker("long") else 1


@pytest.fixture(scope="session", autouse=True)
def _fresh_clone_after_real_transactions(worker: Worker) -> Iterator[None]:
    """Instead of Django's flush, which the application's role may not do and history forbids."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: _renew_used(worker))
        yield


def _renew_used(worker: Worker) -> None:
    seeded = settings.DATABASES["default"]["NAME"].endswith("_seeded")
    worker.renew(seeded=seeded)


@pytest.fixture
def set_clock(worker: Worker) -> Callable[[datetime], None]:
    """Call it with an aware moment, and the demo's clock stands there (and runs on)."""
    return worker.set_clock


@pytest.fixture(scope="session")
def start() -> datetime:
    """Where the clock stands when a test begins: Monday 2025-11-17, 07:00 in Hanoi."""
    return START


@pytest.fixture(scope="session")
def _sink(worker: Worker) -> Iterator[Sink]:
    with sink(worker.home / "mail", settings.EMAIL_PORT) as server:
        yield server


@pytest.fixture
def mail(_sink: Sink) -> Sink:
    """A real SMTP server, empty: `mail.messages()` are those that have arrived since."""
    _sink.clear()
    return _sink


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; skips loudly where there is none, and fails then in CI."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps a loop running in this thread, which Django would take for its own.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # While it runs Django keeps other connections for this thread, and would lose these.
        connections.close_all()
        with chromium() as launched:
            yield launched
            connections.close_all()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in a context of its own, that fails the test on any error it meets."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, errors
