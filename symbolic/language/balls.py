"""Numbers that are exact or enclosed: as balls, their sign, their order."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from symbolic.language.precision import Unknown

WIDE = 2.0**-20  # radius from which a ball's two ends are looked at


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


def settled(found: Any, what: str) -> Any:
    """`found` when it is a number or a finite ball. Raises `Unknown` for a ball that says nothing."""
    if not isinstance(found, Fraction) and not found.is_finite():
        raise Unknown(f"{what} is not enclosed at this precision")
    return found


def monotone(function: Callable[[Any], Any], x: Any) -> Any:
    """The values on a ball of a function that is monotone there: wide balls by their two ends, which loses nothing but rounding."""
    found = function(x)
    if x.rad() < WIDE and found.is_finite():
        return found
    ends = function(x.lower()).union(function(x.upper()))
    return ends if ends.is_finite() and not (found.is_finite() and found.rad() < ends.rad()) else found


def is_exactly(number: Any, wanted: int) -> bool:
    """Whether it is this whole number, exactly."""
    return isinstance(number, Fraction) and number == wanted
