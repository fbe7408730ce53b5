import pytest

from accounts.models import Organisation, User
from seeds.load import Loaded, load
from tasks.models import Clause, Instrument, Task
from tests.harness.clock import START

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_organisations_and_instruments() -> None:
    loaded = load(demo=False, start=START)
    assert loaded.organisations == Organisation.objects.count() > 0
    assert loaded.instruments == Instrument.objects.count() > 0
    assert not Task.objects.exists()
    assert not User.objects.exists()


def test_twice() -> None:
    load(demo=False, start=START)
    assert load(demo=False, start=START) == Loaded()


def test_what_a_user_entered_stays() -> None:
    load(demo=False, start=START)
    Organisation.objects.filter(code="MOST").update(name="Tên khác")
    load(demo=False, start=START)
    assert Organisation.objects.get(code="MOST").name == "Tên khác"


def test_every_clause_says_that_its_text_is_a_summary() -> None:
    load(demo=False, start=START)
    assert not Clause.objects.exclude(text__contains="tóm lược, không phải nguyên văn").exists()
