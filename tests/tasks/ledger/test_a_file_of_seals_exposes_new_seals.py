"""Seals that were printed or mailed away show what the owner did to those in the database."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.tasks.ledger.tampering import rewrite_to_the_end, run, said, seal_anew, tampering

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "seals.txt"


def export(file: Path) -> None:
    printed = StringIO()
    call_command("seals", stdout=printed)
    file.write_text(printed.getvalue())


def test_a_file_agrees_with_the_database_it_is_of(file: Path) -> None:
    with tampering():
        export(file)
        assert said(seals=file) == ""


def test_history_and_seals_made_anew(file: Path) -> None:
    with tampering() as task:
        export(file)
        run(f"UPDATE tasks_taskevent SET title = 'Khác' WHERE task_id = {task.pk} AND revision = 2")  # noqa: S608
        rewrite_to_the_end(task, 2)
        seal_anew()
        assert said() == ""
        assert said(seals=file).startswith(
            "seal 1 in the file: rewritten: the database has another"
        )


def test_seals_cut_off(file: Path) -> None:
    with tampering():
        export(file)
        run("DELETE FROM tasks_seal")
        assert said() == ""
        assert said(seals=file).startswith("seal 1 in the file: cut off")


def test_a_file_that_was_changed_itself(file: Path) -> None:
    with tampering():
        export(file)
        file.write_text(file.read_text().replace('"count": 5', '"count": 6'))
        assert said(seals=file).startswith("seal 1 in the file: damaged")


@pytest.mark.parametrize("text", ["nonsense", "abcd  {}", "zz  {}"])
def test_a_file_that_is_none(file: Path, text: str) -> None:
    file.write_text(text)
    assert str(file) in said(seals=file)


def test_no_file(file: Path) -> None:
    assert str(file) in said(seals=file)
