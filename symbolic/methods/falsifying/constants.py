"""Irrational numbers that a float may stand for: multiples of pi, square and cube roots, powers and logarithms, the golden ratio."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational

from symbolic.methods.falsifying.rationalising import simplest_near

CLOSE = 5e-6  # the top of a smooth hill is flat in floats about so far
LARGEST = 60  # numerator and denominator of the rational part


def named_nearby(value: float) -> list[Any]:
    """Exact numbers within rounding of `value`, the simplest kinds first."""
    if not math.isfinite(value) or value == 0:
        return []
    size, sign = abs(value), 1 if value > 0 else -1
    found = []
    for read, write in _FORMS:
        try:
            inner = read(size)
        except (ValueError, OverflowError):
            continue
        if not math.isfinite(inner):
            continue
        number = simplest_near(inner, CLOSE)
        if number and max(abs(number.numerator), number.denominator) <= LARGEST:
            exact = sign * write(_rational(number))
            if not exact.is_Rational and exact.is_real and abs(float(exact) - value) <= 10 * CLOSE * size:
                found.append(exact)
    return list(dict.fromkeys(found))


def _rational(number: Fraction) -> Any:
    return Rational(number.numerator, number.denominator)


_FORMS = (
    (lambda v: v / math.pi, lambda r: r * sympy.pi),
    (lambda v: v * v, sympy.sqrt),
    (lambda v: v / math.e, lambda r: r * sympy.E),
    (lambda v: v * math.e, lambda r: r / sympy.E),
    (math.log, sympy.exp),
    (math.exp, sympy.log),
    (lambda v: v**3, lambda r: r ** Rational(1, 3)),
    (lambda v: v * v * math.pi, lambda r: sympy.sqrt(r / sympy.pi)),
    (lambda v: v / math.log(2), lambda r: r * sympy.log(2)),
    (lambda v: v / math.sqrt(math.pi), lambda r: r * sympy.sqrt(sympy.pi)),
    (lambda v: v**4, lambda r: r ** Rational(1, 4)),
    (lambda v: v - math.sqrt(5) / 2, lambda r: r + sympy.sqrt(5) / 2),
    (lambda v: v - math.sqrt(2), lambda r: r + sympy.sqrt(2)),
    (lambda v: v - math.sqrt(3), lambda r: r + sympy.sqrt(3)),
    (lambda v: math.tan(v) if v < math.pi / 2 else math.nan, sympy.atan),
    (math.sinh, sympy.asinh),
    (math.cosh, sympy.acosh),
)

__all__ = ["named_nearby"]
