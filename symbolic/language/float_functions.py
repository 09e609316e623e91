"""The functions and constants of the vocabulary in floats, for searching."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import sympy
from flint import arb

MOST_TERMS = 300  # of a sum or product
SAME = 1e-13  # sides of a comparison that agree to this share are too close to tell apart


def _gap(left: float, right: float) -> float:
    """left - right on a bounded scale; 0 where rounding hides the sign."""
    difference = left - right
    size = abs(left) + abs(right)
    if abs(difference) <= SAME * size:
        return 0.0
    if math.isinf(size):
        if math.isinf(left) and math.isinf(right):
            raise OverflowError("both sides are too large")
        return 1.0 if difference > 0 else -1.0
    return difference / (1.0 + size)


def _least(*margins: Callable[[], float]) -> float:
    """A disjunction fails where every part does; parts after one that holds need no value."""
    found = math.inf
    for part in margins:
        try:
            found = min(found, part())
        except (ArithmeticError, ValueError):
            if found < 0:
                return found
            raise
    return found


def _arms(*pairs: Callable[[], Any]) -> float:
    for test, branch in zip(pairs[::2], pairs[1::2], strict=True):
        if test()[0]:
            return float(branch())
    raise ArithmeticError("no branch")


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != math.floor(exponent):
        raise ValueError("a power of a negative number")
    return float(base**exponent)


def _gamma_at(value: float) -> float:
    return math.gamma(value)


def _binomial(n: float, k: float) -> float:
    if n == math.floor(n) and k == math.floor(k) and 0 <= k <= n <= 10**4:
        return float(math.comb(int(n), int(k)))
    return math.gamma(n + 1) / (math.gamma(k + 1) * math.gamma(n - k + 1))


def _beta(a: float, b: float) -> float:
    return math.exp(math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b))


def _sum(part: Callable[[float], float], first: float, last: float) -> float:
    return sum(part(float(i)) for i in _indices(first, last))


def _product(part: Callable[[float], float], first: float, last: float) -> float:
    return math.prod(part(float(i)) for i in _indices(first, last))


def _indices(first: float, last: float) -> range:
    if last - first > MOST_TERMS or first != math.floor(first) or last != math.floor(last):
        raise ArithmeticError("too many terms")
    return range(int(first), int(last) + 1)


NODES = 24


@cache
def _rule() -> tuple[tuple[float, float], ...]:
    """Nodes and weights of Gauss and Legendre's rule on [-1, 1]."""
    roots = [arb.legendre_p_root(NODES, k, weight=True) for k in range(NODES)]
    return tuple((float(node.mid()), float(weight.mid())) for node, weight in roots)


def _integral(integrand: Callable[[float], float], lower: float, upper: float) -> float:
    """Gauss and Legendre's rule on a few pieces, shorter ones towards the ends; infinite ends by t = s/(1 - s^2)."""
    if math.isinf(lower) or math.isinf(upper):
        low = -1.0 if math.isinf(lower) else _from_line(lower)
        high = 1.0 if math.isinf(upper) else _from_line(upper)
        return _integral(lambda s: integrand(s / (1 - s * s)) * (1 + s * s) / (1 - s * s) ** 2, low, high)
    total = 0.0
    cuts = [lower + (upper - lower) * share for share in (0, 0.001, 0.05, 0.5, 0.95, 0.999, 1)]
    for a, b in pairwise(cuts):
        half, middle = (b - a) / 2, (a + b) / 2
        total += half * sum(w * integrand(middle + half * node) for node, w in _rule())
    return total


def _from_line(value: float) -> float:
    """The s with s/(1 - s^2) = value."""
    return 0.0 if value == 0 else (math.sqrt(1 + 4 * value * value) - 1) / (2 * value)


def enclosed(enclosure: Callable[..., Any]) -> Callable[..., float]:
    """The middle of an enclosure at the lowest precision."""

    def apply(*values: float) -> float:
        found = enclosure(*(Fraction(int(v)) if v == math.floor(v) else arb(v) for v in values))
        if isinstance(found, Fraction):
            return float(found)
        if not found.is_finite():
            raise ArithmeticError("not enclosed")
        return float(found.mid())

    return apply


def _by_ball(method: Any) -> Callable[[float], float]:
    return lambda value: float(method(arb(value)).mid())


NAMESPACE: dict[str, Any] = {
    **{name: getattr(math, name) for name in ("sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan")},
    **{name: getattr(math, name) for name in ("asinh", "acosh", "atanh", "erf", "erfc", "inf", "lgamma", "floor", "ceil")},
    "abs": abs,
    "max": max,
    "min": min,
    "True": True,
    "_le": _gap,
    "_ge": lambda left, right: _gap(right, left),
    "_eq": lambda left, right: abs(_gap(left, right)),
    "_ne": lambda left, right: -abs(_gap(left, right)),
    "_near": lambda left, right: abs(left - right) <= 1e-9 * (abs(left) + abs(right)) + 1e-300,
    "_some": _least,
    "_iff": lambda left, right: max(min(-left, right), min(left, -right)),
    "_arms": _arms,
    "_power": _power,
    "_gamma": _gamma_at,
    "_factorial": lambda value: math.gamma(value + 1),
    "_digamma": _by_ball(arb.digamma),
    "_binomial": _binomial,
    "_beta": _beta,
    "_sign": lambda value: float((value > 0) - (value < 0)),
    "_sum": _sum,
    "_product": _product,
    "_integral": _integral,
}
HEADS: dict[Any, str] = {
    **{getattr(sympy, name): name for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan")},
    **{getattr(sympy, name): name for name in ("asinh", "acosh", "atanh", "erf", "erfc")},
    sympy.Abs: "abs",
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
    sympy.sign: "_sign",
    sympy.gamma: "_gamma",
    sympy.loggamma: "lgamma",
    sympy.digamma: "_digamma",
    sympy.factorial: "_factorial",
    sympy.binomial: "_binomial",
    sympy.beta: "_beta",
}
CONSTANTS = {
    sympy.pi: math.pi,
    sympy.E: math.e,
    sympy.EulerGamma: 0.5772156649015329,
    sympy.GoldenRatio: (1 + math.sqrt(5)) / 2,
}
