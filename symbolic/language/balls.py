"""Numbers that are exact or enclosed: as balls, their sign, their order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq


def ball(number: Any) -> Any:
    """A ball around an exact or already enclosed value."""
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


def sign(number: Any) -> int | None:
    """-1, 0 or 1 when certain, else None."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    if not number.is_finite():
        return None
    if number > 0:
        return 1
    if number < 0:
        return -1
    return 0 if number.is_zero() else None


def compare(left: Any, relation: str, right: Any) -> bool | None:
    """Whether `left relation right` for two values; None when the balls overlap."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        difference: int | None = (left > right) - (left < right)
    else:
        difference = sign(ball(left) - ball(right))
    if difference is None:
        return None
    return {
        "==": difference == 0,
        "!=": difference != 0,
        "<": difference < 0,
        "<=": difference <= 0,
        ">": difference > 0,
        ">=": difference >= 0,
    }[relation]
