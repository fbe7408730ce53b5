"""Database functions as Django expressions."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Func,
    GeneratedField,
    IntegerField,
    TextField,
    Value,
)


class Now(Func):
    """The database's clock, `tracker_now()`: the recorded moment of a row (timestamptz)."""

    function = "tracker_now"
    output_field = DateTimeField()


class Fold(Func):
    """Texts, joined by spaces, without diacritics and case: "Đắk Lắk" folds to "dak lak"."""

    function = "tracker_fold"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class Sorted(Func):
    """What a text is sorted by, as Vietnamese expect: an, ăn, ân; d, đ; then tones; 9 before 10."""

    function = "tracker_sorted"
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    output_field = TextField(db_collation="C")


class NameSorted(Sorted):
    """What a person's name is sorted by: the given name, which comes last, then the others."""

    function = "tracker_name_sorted"


def sort_key(expression: Func) -> GeneratedField:
    """A column with what rows are sorted by: worked out when a row is written."""
    key = TextField(db_collation="C")
    return GeneratedField(expression=expression, output_field=key, db_persist=True)


class Element(Func):
    """`array[index]`, counted from 1; NULL outside of the array."""

    template = "(%(expressions)s)"
    arg_joiner = ""

    def __init__(self, array: Any, index: Any, **extra: Any) -> None:
        super().__init__(array, _Subscript(index), **extra)


class _Subscript(Func):
    template = "[%(expressions)s]"
    output_field = IntegerField()


class Cardinality(Func):
    """How many elements an array has; 0 for an empty one."""

    function = "cardinality"
    output_field = IntegerField()


class OneOf(Func):
    """Whether a value is one of an array's elements; an index serves, also beside others in OR."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class Split(Func):
    """A text[] of what stands between the commas of a text; empty for an empty text."""

    template = "coalesce(string_to_array(%(expressions)s, ','), '{}'::text[])"
    output_field = ArrayField(TextField())


class StepOn(Func):
    """Which step of a step function holds on a day: 0 before the first, else counted from 1.

    `starts` is an ascending date[]: the days from which each step holds.
    """

    function = "width_bucket"
    output_field = IntegerField()

    def __init__(self, day: date | Any, starts: str, **extra: Any) -> None:
        if isinstance(day, date):
            day = Value(day, output_field=DateField())
        super().__init__(day, starts, **extra)


def dates(name: Any) -> "ArrayField[Any, Any]":
    """A date[] column called `name`, empty unless told."""
    return ArrayField(DateField(), verbose_name=name, default=list, blank=True)
