"""Checks that only the database can make."""

from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL


class SqlCheck(models.CheckConstraint):
    """A named CHECK written in SQL over the table's own columns.

    Django cannot evaluate it in Python, so `full_clean()` leaves it to the database.
    """

    def __init__(self, *, name: str, sql: str) -> None:
        self.sql = sql
        condition = RawSQL(sql, [], output_field=models.BooleanField())
        super().__init__(name=name, condition=condition)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        del kwargs["condition"]
        return path, args, kwargs | {"sql": self.sql}

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database refuses the row; see the tests of each constraint."""
