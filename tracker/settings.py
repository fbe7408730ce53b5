"""All settings, read from the environment; with none set, the embedded services are used."""

import socket
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from tracker.embedded import addresses
from tracker.lib.broker import broker_url
from tracker.lib.secret import secret_in

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where this copy lives and what it is
HOME = Path(env.str("TRACKER_HOME", default=str(BASE_DIR / "var"))).resolve()
PORT = env.int("PORT", default=8000)
DEMO = bool(env.str("DEMO", default=""))
DEMO_START = datetime.fromisoformat(env.str("TRACKER_NOW", default="2025-11-17T07:00:00+07:00"))
# A demo's rates page opens on the day of the last published figures, as they were known then.
RATES_OPEN_ON = date.fromisoformat(env.str("RATES_OPEN_ON", default="2025-11-15"))
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_in(HOME / "secret_key")
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://localhost:{PORT}").rstrip("/")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK)
MAIL_FOLDER = HOME / "mail"

# Files that prove what was submitted: kept apart from the database, to be backed up with it.
EVIDENCE_FOLDER = Path(env.str("EVIDENCE_FOLDER", default=str(HOME / "evidence")))
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_BYTES", default=20 * 1024 * 1024)  # each
EVIDENCE_MAX_FILES = env.int("EVIDENCE_MAX_FILES", default=10)
# One received ahead of a form that is never sent is removed after so long, at the earliest a day.
EVIDENCE_HELD_DAYS = max(1, env.int("EVIDENCE_HELD_DAYS", default=2))
# Files that were ordered (exports, meeting packs): shared by web and workers, made anew if lost.
JOBS_FOLDER = Path(env.str("JOBS_FOLDER", default=str(HOME / "jobs")))
JOBS_KEEP_DAYS = env.int("JOBS_KEEP_DAYS", default=7)
# An instrument with a thousand open tasks is superseded by one form, with three fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
MAX_BODY_BYTES = EVIDENCE_MAX_BYTES * EVIDENCE_MAX_FILES + 1024 * 1024

# Services: whatever the environment does not name is embedded
EMBEDDED = addresses(HOME)
DATABASE_URL = env.str("DATABASE_URL", default=EMBEDDED.database_url)
MIGRATE_DATABASE_URL = env.str("MIGRATE_DATABASE_URL", default=EMBEDDED.migrate_database_url)
REDIS_URL = env.str("REDIS_URL", default=EMBEDDED.redis_url)
EMAIL_URL = env.str("EMAIL_URL", default=EMBEDDED.email_url)

# `default` is the application's role, which can only read history; `owner` migrates and loads.
DATABASES = {
    "default": environ.Env.db_url_config(DATABASE_URL),
    "owner": environ.Env.db_url_config(MIGRATE_DATABASE_URL),
}
for database in DATABASES.values():
    # A socket folder stands percent-encoded where a URL has its host.
    database |= {"HOST": unquote(database["HOST"]), "CONN_MAX_AGE": 60}
    database["CONN_HEALTH_CHECKS"] = True
    # A host that hangs must not hang whoever asks whether it lives.
    database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # Statements are many and short; compiling the long ones costs more than it saves.
    database["OPTIONS"].setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}

vars().update(environ.Env.email_url_config(EMAIL_URL))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = env.float("MAIL_TIMEOUT", default=20)  # for each word with the server
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Tracker <tracker@localhost>")
# Who sends a message holds it so long; then another may. Longer than a sweep and a few time-outs.
MAIL_LEASE_SECONDS = env.float("MAIL_LEASE_SECONDS", default=600)
MAIL_RETRY_SECONDS = env.float("MAIL_RETRY_SECONDS", default=60)  # the first delay; then doubled
MAIL_PATIENCE_SECONDS = env.float("MAIL_PATIENCE_SECONDS", default=120)  # a sweep sends so long
SWEEP_SECONDS = env.float("SWEEP_SECONDS", default=60)
SWEEP_SILENCE_SECONDS = env.float("SWEEP_SILENCE_SECONDS", default=900)  # then something is wrong
# More mails than this in one sweep wait for an administrator's yes.
STORM_MAILS = env.int("STORM_MAILS", default=1000)
# Who else is told when delivery stands still; administrators are in any case.
ALARM_MAIL = env.list("ALARM_MAIL", default=[])

INSTALLED_APPS = [
    # first, because the first app's templates and translations win
    "tracker",
    "accounts",
    "tasks",
    "reports",
    "notifications",
    "seeds",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "django_include_bootstrap",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.middleware.CompressedText",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tracker.middleware.BoundedBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tracker.middleware.ReadersLanguage",
    "notifications.interfaces.web.opening.OpeningIsReading",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.context.site",
            ],
            # Tags that say what pages of this layer say: beside those, not in `templatetags`.
            "libraries": {
                "figures": "reports.interfaces.web.figures",
                "instruments": "reports.interfaces.web.instrument_answer",
            },
        },
    }
]
FORM_RENDERER = "tracker.lib.widgets.QuickWidgets"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Safe by default; https at PUBLIC_URL turns on what only makes sense there
HTTPS = urlsplit(PUBLIC_URL).scheme == "https"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from beside the server, without a proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"tracker_{PORT}", f"tracker_csrf_{PORT}"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The first one says how to sign in (WWW-Authenticate).
        "accounts.interfaces.api.authentication.TokenAuthentication",
        "accounts.interfaces.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["tracker.lib.api.parsing.JsonParser"],
    "DEFAULT_METADATA_CLASS": None,
    # Strangers reach the schema and its documentation only.
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"anon": "60/min"},
    "DEFAULT_SCHEMA_CLASS": "tracker.lib.api.schema.DocumentedErrors",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "tracker.lib.api.errors.Envelope",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tracker",
    "DESCRIPTION": "Assigned tasks, their deadlines, and the rates computed from them.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Act": "tasks.enums.Act",
        "Audience": "notifications.enums.Audience",
        "Block": "accounts.enums.Block",
        "Capacity": "tasks.rules.passing.Capacity",
        "Cause": "notifications.enums.Cause",
        "Change": "reports.rules.meetings.changes.Change",
        "Clarity": "tasks.enums.Clarity",
        "DayChange": "tasks.interfaces.calendar_changes.DayChange",
        "DayRuling": "tasks.enums.DayRuling",
        "DeadlineBasis": "tasks.enums.DeadlineBasis",
        "DeliverableKind": "tasks.enums.DeliverableKind",
        "ErrorType": "tracker.lib.api.schema.ErrorType",
        "Fact": "reports.rules.meetings.changes.Fact",
        "Fate": "tasks.enums.Fate",
        "InstrumentKind": "tasks.enums.InstrumentKind",
        "JobState": "reports.enums.JobState",
        "Knowledge": "tasks.enums.Knowledge",
        "Language": "accounts.models.people.Language",
        "CountedIn": "notifications.enums.Unit",
        "Measure": "reports.rules.measures.CODES",
        "ObstacleKind": "tasks.enums.ObstacleKind",
        "OrganisationKind": "accounts.enums.OrganisationKind",
        "Outcome": "tasks.enums.Outcome",
        "PackFormat": "reports.interfaces.pack.job.FORMATS",
        "NoticeState": "notifications.enums.NoticeState",
        "MessageState": "notifications.enums.MessageState",
        "NotSentBecause": "notifications.enums.Reason",
        "Organised": "tasks.enums.Organised",
        "Participation": "tasks.enums.Participation",
        "Reporting": "tasks.enums.Reporting",
        "Rhythm": "tasks.enums.Rhythm",
        "Presence": "tasks.queries.then.Presence",
        "Role": "accounts.enums.Role",
        "RungRuling": "notifications.enums.RungRuling",
        "Slice": "reports.enums.Slice",
        "Standing": "tasks.enums.Standing",
        "Status": "tasks.enums.Status",
        "Trouble": "notifications.enums.Trouble",
        "SwitchedBy": "notifications.enums.Switch",
        "TaskClass": "reports.rules.meetings.passages.CLASSES",
        "Unit": "reports.rules.work.measures.UNITS",
        "Unranked": "reports.rules.ranking.WHY_NOT",
        "Urgency": "notifications.enums.Urgency",
        "Verdict": "notifications.enums.Verdict",
    },
}

# Where the dates are that follow from working days: each module has them in COMPUTED.
COMPUTED = ["tasks.queries.computed", "notifications.queries.computed"]
# What people are in charge of, and what they leave behind, as these modules know it.
DUTIES = ["tasks.queries.duties"]

# Where the lists are that can be had as files: each module has them in EXPORTS, by name.
EXPORTS = [
    "reports.interfaces.exports.tasks",
    "reports.interfaces.exports.waiting",
    "reports.interfaces.exports.records",
    "reports.interfaces.exports.people",
    "reports.interfaces.exports.moved",
    "reports.interfaces.exports.calendar",
    "reports.interfaces.exports.rates",
    "reports.interfaces.exports.work",
    "reports.interfaces.exports.late",
    "reports.interfaces.exports.behind",
    "reports.interfaces.exports.points",
    "reports.interfaces.exports.meetings",
    "reports.interfaces.exports.meeting_tasks",
    "notifications.interfaces.exports",
    "notifications.interfaces.ladder_exports",
]

CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 240
# A killed worker's job comes back after this; longer than any job may take.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    # A broker that vanished without a word is noticed within minutes, not after two hours.
    "socket_keepalive": True,
    "socket_keepalive_options": {
        getattr(socket, name): value
        for name, value in {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}.items()
        if hasattr(socket, name)  # not every system calls them so
    },
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CONSUMER = "tracker.consumer:LastingConsumer"
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # after a hundred a worker would give up: 50 minutes
# A sweep that is sending when the broker goes away finishes; cut short it would be a repeat.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
# What takes minutes has workers of its own: no reminder waits behind it.
CELERY_TASK_ROUTES = {"reports.jobs.carry_out": {"queue": "jobs"}}
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Every process writes to its standard error, for whoever keeps its log; Django by itself would
# write an error down only while DEBUG is on.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Below that it tells of every page that was not found.
        "django.request": {"level": "ERROR"},
    },
}
# What apps add to /health/: its name there → a function that says whether all is well.
HEALTH_PARTS = {
    "figures": "reports.domain.recount.agrees",
    "sweeps": "notifications.queries.heartbeat.sweeps_go_on",
    "watcher": "notifications.queries.heartbeat.watcher_lives",
}
# Ticks only: each asks the database what is due, so one that runs twice or late does no harm.
CELERY_BEAT_SCHEDULER = "tracker.beat.LivingScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5  # seconds between two heartbeats
CELERY_BEAT_SCHEDULE = {
    "mergers": {"task": "tasks.jobs.carry_out_mergers", "schedule": 60.0},
    # One that has waited long for a worker is left out: others have come since.
    "sweep": {
        "task": "notifications.jobs.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": 10 * SWEEP_SECONDS},
    },
    "clarity": {"task": "tasks.jobs.judge_all", "schedule": 60.0},
    "occurrences": {"task": "tasks.jobs.open_occurrences", "schedule": 60.0},
    "jobs": {"task": "reports.jobs.look_after_jobs", "schedule": 60.0},
    "tally": {"task": "reports.jobs.draw_together", "schedule": 60.0},
    "roll-up": {"task": "reports.jobs.roll_up", "schedule": 600.0},
    "recount": {"task": "reports.jobs.recount_figures", "schedule": 600.0},
    "seal": {"task": "tasks.jobs.seal", "schedule": 600.0},
    "unsent": {"task": "tasks.jobs.remove_unsent_files", "schedule": 3600.0},
}
