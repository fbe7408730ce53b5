"""Rounding for readers, from exact fractions."""

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` (not negative) to so many decimals, halves up, from the exact fraction."""
    return Decimal(int(value * 10**places + Fraction(1, 2))).scaleb(-places)
