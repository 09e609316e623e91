"""The Bessel functions J, Y, I and K of real order and argument.

J and I of whole order take every real x; of other orders x > 0, and x = 0 where the order is positive (DLMF 10.2.2 and 10.25.2: the power
(x/2)^v stands before a series in x^2). Y and K take x > 0.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb
from sympy import Integer, besseli, besselj, besselk, bessely, floor

from symbolic.language.balls import WIDE, ball, settled
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Conjunction, Disjunction

ZERO = Integer(0)
Values = Callable[[Any, Any], Any]


def _first_kind(values: Values, *, oscillates: bool) -> Callable[[Any, Any], Any]:
    """J or I: at 0 by the leading power, at negative arguments by parity."""

    def enclose(v: Any, x: Any) -> Any:
        whole = isinstance(v, Fraction) and v.denominator == 1
        if isinstance(x, Fraction) and x == 0:
            return _at_zero(v, whole)
        if not whole and not x > 0:
            if x < 0:
                raise Undefined(f"a Bessel function of order {v} at {x}")
            raise Unknown("the sign of the argument of a Bessel function is not resolved")
        order, argument = ball(v), ball(x)
        if whole and argument < 0:
            found = values(order, -argument) * (-1 if int(v) % 2 else 1)
        else:
            found = values(order, argument)
        bounded = oscillates and (whole or v >= 0) and argument.rad() > WIDE
        return settled(_cut(found) if bounded else found, "a Bessel function")

    return enclose


def _cut(found: Any) -> Any:
    """|J_v(x)| <= 1 for v >= 0 and for whole v (DLMF 10.14.1)."""
    unit = arb(0, 1)
    return found.intersection(unit) if found.is_finite() else unit


def _at_zero(v: Any, whole: bool) -> Any:
    if isinstance(v, Fraction) and v == 0:
        return Fraction(1)
    if whole or v > 0:
        return Fraction(0)
    if v < 0:
        raise Undefined(f"a Bessel function of order {v} at 0")
    raise Unknown("the sign of the order of a Bessel function is not resolved")


def _second_kind(values: Values) -> Callable[[Any, Any], Any]:
    def enclose(v: Any, x: Any) -> Any:
        if x <= 0:
            raise Undefined(f"a Bessel function of the second kind at {x}")
        if not x > 0:
            raise Unknown("the sign of the argument of a Bessel function is not resolved")
        return settled(values(ball(v), ball(x)), "a Bessel function")

    return enclose


def _second_conditions(v: Any, x: Any) -> tuple[Any, ...]:
    return (Comparison(x, ">", ZERO),)


def first_conditions(v: Any, x: Any) -> tuple[Any, ...]:
    """A whole order, or an argument that is not negative, and positive for orders that are not."""
    if v.is_integer or x.is_positive:
        return ()
    if v.is_Rational:
        return (Comparison(x, ">=" if v > 0 else ">", ZERO),)
    if v.is_nonnegative:
        return (Disjunction((Comparison(x, ">=", ZERO), Comparison(v, "==", floor(v)))),)
    at_zero = Conjunction((Comparison(v, ">=", ZERO), Comparison(x, ">=", ZERO)))
    return (Disjunction((Comparison(x, ">", ZERO), at_zero, Comparison(v, "==", floor(v)))),)


def _derivative(head: Any, before: int, after: int) -> Callable[..., Any]:
    """(before C_(v-1) + after C_(v+1))/2 (DLMF 10.6.1 and 10.29.1)."""

    def slope(index: int, v: Any, x: Any) -> Any:
        from symbolic.language.differentiation import NoDerivative

        if index != 2:
            raise NoDerivative(f"no rule for the derivative of `{head(v, x, evaluate=False)}` by its order")
        lower, upper = (head(order, x, evaluate=False) for order in (v - 1, v + 1))
        return (before * lower + after * upper) / 2

    return slope


enclose_j = _first_kind(lambda v, x: x.bessel_j(v), oscillates=True)
enclose_i = _first_kind(lambda v, x: x.bessel_i(v), oscillates=False)

MEANINGS = {
    besselj: Meaning(first_conditions, enclose_j, _derivative(besselj, 1, -1), continuous=(2,)),
    besseli: Meaning(first_conditions, enclose_i, _derivative(besseli, 1, 1), continuous=(2,)),
    bessely: Meaning(_second_conditions, _second_kind(lambda v, x: x.bessel_y(v)), _derivative(bessely, 1, -1)),
    besselk: Meaning(_second_conditions, _second_kind(lambda v, x: x.bessel_k(v)), _derivative(besselk, -1, -1)),
}

__all__ = ["MEANINGS", "enclose_i", "enclose_j", "first_conditions"]
