"""Circular and hyperbolic functions, their inverses, and the error function: real domains, exact values where there are any, enclosures.

Values at 0 (and 1) are exact, so that a point where two sides touch is seen to be one; elsewhere Arb encloses, wide balls by their ends
where the function is monotone.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from flint import arb
from sympy import Integer

from symbolic.language.balls import WIDE, ball, monotone, settled
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison

ZERO, ONE = Integer(0), Integer(1)
Exact = dict[int, int]


def _entire(function: Callable[[Any], Any], exact: Exact, *, rising: bool = False) -> Callable[[Any], Any]:
    """Of a function that is defined everywhere, monotone or not."""

    def enclose(x: Any) -> Any:
        if isinstance(x, Fraction) and x in exact:
            return Fraction(exact[int(x)])
        inner = ball(x)
        return settled(monotone(function, inner) if rising else function(inner), "a function")

    return enclose


def _cosh(x: Any) -> Any:
    """Even, and rising for positive arguments."""
    if x.rad() < WIDE:
        return x.cosh()
    size = abs(x)
    return monotone(arb.cosh, x) if x > 0 or x < 0 else arb(1).union(size.upper().cosh())


def _between(function: Callable[[Any], Any], low: Any, high: Any, exact: Exact, *, strict: bool = False) -> Callable[[Any], Any]:
    """Of a monotone function on low <= x <= high (None: no bound), or strictly between."""

    def enclose(x: Any) -> Any:
        if isinstance(x, Fraction) and x in exact:
            return Fraction(exact[int(x)])
        outside = (low is not None and (x <= low if strict else x < low)) or (high is not None and (x >= high if strict else x > high))
        if outside:
            raise Undefined(f"an inverse function at {x}")
        inside = (low is None or (x > low if strict else x >= low)) and (high is None or (x < high if strict else x <= high))
        if not inside:
            raise Unknown("whether an inverse function is defined is not resolved")
        return settled(monotone(function, ball(x)), "an inverse function")

    return enclose


def _tan(x: Any) -> Any:
    if isinstance(x, Fraction) and x == 0:
        return x
    found = settled(ball(x).tan(), "the tangent")  # finite only where the ball has no pole
    return monotone(arb.tan, ball(x)) if found.rad() > WIDE else found


def _reciprocal(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """cot, sec and csc, which SymPy writes for tan(pi/2 - x) and the like: finite only on balls without a pole."""

    def enclose(x: Any) -> Any:
        if isinstance(x, Fraction) and x == 0 and function is not arb.sec:
            raise Undefined("the cotangent or cosecant of 0")
        return settled(function(ball(x)), "a reciprocal of a circular function")

    return enclose


def _sine_not_zero(x: Any) -> tuple[Any, ...]:
    return (Comparison(sympy.sin(x), "!=", ZERO),)


def _nothing(x: Any) -> tuple[Any, ...]:
    return ()


def _in_unit_interval(x: Any) -> tuple[Any, ...]:
    return (Comparison(-ONE, "<=", x), Comparison(x, "<=", ONE))


def _inside_unit_interval(x: Any) -> tuple[Any, ...]:
    return (Comparison(-ONE, "<", x), Comparison(x, "<", ONE))


def _off_poles(x: Any) -> tuple[Any, ...]:
    return (Comparison(sympy.cos(x), "!=", ZERO),)


def _from_one(x: Any) -> tuple[Any, ...]:
    return (Comparison(x, ">=", ONE),)


MEANINGS = {
    sympy.sin: Meaning(_nothing, _entire(arb.sin, {0: 0})),
    sympy.cos: Meaning(_nothing, _entire(arb.cos, {0: 1})),
    sympy.sinh: Meaning(_nothing, _entire(arb.sinh, {0: 0}, rising=True)),
    sympy.cosh: Meaning(_nothing, _entire(_cosh, {0: 1})),
    sympy.tanh: Meaning(_nothing, _entire(arb.tanh, {0: 0}, rising=True)),
    sympy.atan: Meaning(_nothing, _entire(arb.atan, {0: 0}, rising=True)),
    sympy.asinh: Meaning(_nothing, _entire(arb.asinh, {0: 0}, rising=True)),
    sympy.erf: Meaning(_nothing, _entire(arb.erf, {0: 0}, rising=True)),
    sympy.erfc: Meaning(_nothing, _entire(arb.erfc, {0: 1}, rising=True)),
    sympy.tan: Meaning(_off_poles, _tan),
    sympy.cot: Meaning(_sine_not_zero, _reciprocal(arb.cot), lambda index, x: -1 - sympy.cot(x) ** 2),
    sympy.sec: Meaning(_off_poles, _reciprocal(arb.sec), lambda index, x: sympy.sec(x) * sympy.tan(x)),
    sympy.csc: Meaning(_sine_not_zero, _reciprocal(arb.csc), lambda index, x: -sympy.csc(x) * sympy.cot(x)),
    sympy.asin: Meaning(_in_unit_interval, _between(arb.asin, -1, 1, {0: 0})),
    sympy.acos: Meaning(_in_unit_interval, _between(arb.acos, -1, 1, {1: 0})),
    sympy.acosh: Meaning(_from_one, _between(arb.acosh, 1, None, {1: 0})),
    sympy.atanh: Meaning(_inside_unit_interval, _between(arb.atanh, -1, 1, {0: 0}, strict=True)),
}

__all__ = ["MEANINGS"]
