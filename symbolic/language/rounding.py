"""Decimal rounding of exact numbers."""

from __future__ import annotations

from fractions import Fraction


def rounded(number: Fraction, digits: int) -> tuple[Fraction, Fraction]:
    """A positive number rounded to so many significant digits, half up, and the unit of its last digit."""
    unit = Fraction(10) ** (decimal_exponent(number) - digits + 1)
    target = (number / unit + Fraction(1, 2)).__floor__() * unit
    return target, Fraction(10) ** (decimal_exponent(target) - digits + 1)


def decimal_exponent(number: Fraction) -> int:
    exponent = len(str(number.numerator)) - len(str(number.denominator))
    while Fraction(10) ** exponent > number:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= number:
        exponent += 1
    return exponent
