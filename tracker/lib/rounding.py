"""Rounding for readers, from exact fractions."""

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` to so many decimals, halves away from zero, from the exact fraction."""
    size = int(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(size if value >= 0 else -size).scaleb(-places)
