"""A term as a sum of powers of one variable, exactly where its constants are exact: {power: coefficient}, like powers collected."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sympy import Pow

from symbolic.language.balls import ball
from symbolic.language.terms import free_symbols

LARGEST_POWER = 64
MOST_TERMS = 200
Laurent = dict[Any, Any]


def laurent(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Laurent | None:
    """The powers (rational) and coefficients (exact or balls, none of them exactly 0); None for terms that are no such sum."""
    if variable not in free_symbols(term):
        number = constant(term)
        return _without_zeros({Fraction(0): number})
    if term == variable:
        return {Fraction(1): Fraction(1)}
    if term.is_Add:
        total: Laurent = {}
        for part in term.args:
            found = laurent(part, variable, constant)
            if found is None:
                return None
            for power, c in found.items():
                total[power] = _plus(total[power], c) if power in total else c
        return _without_zeros(total)
    if term.is_Mul:
        product: Laurent | None = {Fraction(0): Fraction(1)}
        for factor in term.args:
            found = laurent(factor, variable, constant)
            product = None if found is None or product is None else _multiplied(product, found)
        return product
    if isinstance(term, Pow):
        return _power(term, variable, constant)
    return None


def _power(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Laurent | None:
    base, exponent = term.args
    if not exponent.is_Rational:
        return None
    found = laurent(base, variable, constant)
    if found is None:
        return None
    if len(found) == 1:
        ((power, c),) = found.items()
        if c == 1 and isinstance(c, Fraction):
            return {power * Fraction(int(exponent.p), int(exponent.q)): c}
        if exponent.is_Integer and abs(exponent) <= LARGEST_POWER and (isinstance(c, Fraction) or c > 0 or c < 0):
            return {power * int(exponent): c ** int(exponent)}
        return None
    if not (exponent.is_Integer and 0 <= exponent <= LARGEST_POWER):
        return None
    result: Laurent | None = {Fraction(0): Fraction(1)}
    for _ in range(int(exponent)):
        result = None if result is None else _multiplied(result, found)
    return result


def _multiplied(left: Laurent, right: Laurent) -> Laurent | None:
    if len(left) * len(right) > MOST_TERMS:
        return None
    total: Laurent = {}
    for p, a in left.items():
        for q, b in right.items():
            c = a * b if isinstance(a, Fraction) and isinstance(b, Fraction) else ball(a) * ball(b)
            total[p + q] = _plus(total[p + q], c) if p + q in total else c
    return _without_zeros(total)


def _plus(a: Any, b: Any) -> Any:
    return a + b if isinstance(a, Fraction) and isinstance(b, Fraction) else ball(a) + ball(b)


def _without_zeros(found: Laurent) -> Laurent:
    return {power: c for power, c in found.items() if not (isinstance(c, Fraction) and c == 0)}


__all__ = ["laurent"]
