"""By letters of the alphabet, then tones, then numbers' worth; people by their given name."""

import random

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Organisation, User
from tests.factories import OrganisationFactory, UserFactory
from tracker.lib.sorting import name_sort_key, sort_key

pytestmark = pytest.mark.shared
BODIES = [
    *("An Giang", "Ánh Dương", "Ăn Mòn", "Ân Thi", "Bạc Liêu", "Bộ Công an", "Cần Thơ"),
    *("Dân tộc", "Dương Minh Châu", "Đà Nẵng", "Đắk Lắk", "Đỗ Động", "Ea Súp"),
    *("Hà Nội", "Hả Hê", "Hạ Long", "Ô Môn", "Ơ Đu", "Quận 2", "Quận 10", "Tư Nghĩa", "Ú Oà"),
    *("Ư Minh", "Vũ Thư", "Vụ 1", "Vụ 9", "Vụ 10"),
]
PEOPLE = [
    *("Dương Thị An", "Đặng Văn An (minh hoạ)", "Vũ An", "Lê Văn Ánh", "Phạm Hồng Ân"),
    *("Trần Dương", "Bùi Đặng", "Nguyễn Văn Đỗ", "Đỗ Thu Hà", "Hà Minh Hạ", "Nguyễn Thị Vân"),
]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậdđeêghinoôơuưyăzw0129 -(.\u0301\u0323"
WORDS = st.text(LETTERS + LETTERS.upper())


def test_organisations_and_people_are() -> None:
    for name in random.sample(BODIES, len(BODIES)):
        OrganisationFactory.create(name=name)
    for name in random.sample(PEOPLE, len(PEOPLE)):
        UserFactory.create(full_name=name)
    assert [each.name for each in Organisation.objects.filter(name__in=BODIES)] == BODIES
    assert [each.full_name for each in User.objects.filter(full_name__in=PEOPLE)] == PEOPLE


def test_in_the_application_too() -> None:
    assert sorted(set(BODIES), key=sort_key) == BODIES
    assert sorted(set(PEOPLE), key=name_sort_key) == PEOPLE


@settings(max_examples=30)
@given(words=st.lists(WORDS, min_size=30, max_size=30))
def test_by_the_same_keys_as_the_database(words: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT each, tracker_sorted(each), tracker_name_sorted(each)"
            " FROM unnest(%s::text[]) AS each",
            [words],
        )
        found = cursor.fetchall()
    assert found == [(each, sort_key(each), name_sort_key(each)) for each in words]
