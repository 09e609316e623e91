"""Powers of 1 + x to a few ulp, whatever the exponent: the logarithm is carried as a sum of two doubles.

A relative error e of log(1 + x) is an error m log(1 + x) e of (1 + x)^m, up to 745 times as large before the power leaves the doubles. With
s + e = 1 + x and s = 2^j t, t in [1/sqrt 2, sqrt 2),

    log(1 + x) = j log 2 + 2 artanh(z),    z = (t - 1)/(t + 1),

where the series of artanh (Abramowitz and Stegun 4.6.22) is summed in pairs for its first two terms; the rest is below 2e-4 of the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np

from symbolic.language.special import compound as heads
from symbolic.numeric.ball_functions import checked, logarithm, power
from symbolic.numeric.double_double import Pair, add, divide, multiply, quick_two_sum, two_sum
from symbolic.numeric.special.operations import Operation

LOG_2 = (0.6931471805599453, 2.3190468138462996e-17)
LOG_2_SHORT = (6.93147180369123816490e-01, 1.90821492927058770002e-10)  # the first part has 33 bits: whole multiples of it are exact
TWO_THIRDS = (0.6666666666666666, 3.700743415417188e-17)
ROOT_HALF = 0.7071067811865476
TAIL = tuple(2.0 / (2 * i + 5) for i in range(11))
ARTANH_TERMS = 22  # z^2 < 0.0295, and 0.0295^22/45 < 2^-106
FAR = 1e5  # exponentials of such a number are 0 or infinite
MOST_BITS = 4000


def _ldexp(x: float, bits: float) -> float:
    try:
        return math.ldexp(x, int(bits))
    except OverflowError:
        return math.copysign(math.inf, x)


NUMBERS = SimpleNamespace(
    frexp=math.frexp,
    ldexp=_ldexp,
    rint=round,
    exp=math.exp,
    expm1=math.expm1,
    where=lambda condition, a, b: a if condition else b,
    clip=lambda x, low, high: min(max(x, low), high),
)
ARRAYS = SimpleNamespace(
    frexp=np.frexp,
    ldexp=lambda x, bits: np.ldexp(x, np.asarray(bits, dtype=np.int64).astype(np.int32)),
    rint=np.rint,
    exp=np.exp,
    expm1=np.expm1,
    where=np.where,
    clip=np.clip,
)


def _pair(number: Fraction) -> Pair:
    return float(number), float(number - Fraction(float(number)))


ARTANH = tuple(_pair(Fraction(2, 2 * i + 1)) for i in range(ARTANH_TERMS))


def _fast_series(z: Pair) -> Pair:
    """2 artanh(z), with an error below 2^-64 of it."""
    square = multiply(z, z)
    cube = multiply(multiply(square, z), TWO_THIRDS)
    tail = 0.0
    for coefficient in reversed(TAIL):
        tail = coefficient + square[0] * tail
    return add((2.0 * z[0], 2.0 * z[1]), (cube[0], cube[1] + square[0] * square[0] * z[0] * tail))


def _full_series(z: Pair) -> Pair:
    """2 artanh(z) to all digits of a pair."""
    square = multiply(z, z)
    total: Pair = (0.0, 0.0)
    for coefficient in reversed(ARTANH):
        total = add(coefficient, multiply(square, total))
    return multiply(z, total)


def _log(xp: Any, high: Any, low: Any, series: Callable[[Pair], Pair] = _fast_series) -> Pair:
    """log(high + low) for high > 0 and a low part below half an ulp of it."""
    mantissa, bits = xp.frexp(high)
    small = mantissa < ROOT_HALF
    mantissa, bits = xp.where(small, 2.0 * mantissa, mantissa), bits - xp.where(small, 1, 0)
    rest = xp.ldexp(low, -bits)
    z = divide(two_sum(mantissa - 1.0, rest), add(two_sum(mantissa, 1.0), (rest, 0.0)))
    return add(multiply((1.0 * bits, 0.0), LOG_2), series(z))


def _times(xp: Any, factor: Any, pair: Pair) -> Pair:
    """factor * pair, with both scaled to avoid overflow on the way."""
    mantissa, bits = xp.frexp(factor)
    unit, more = xp.frexp(pair[0])
    high, low = multiply((mantissa, 0.0), (unit, xp.ldexp(pair[1], -more)))
    scale = xp.clip(bits + more, -MOST_BITS, MOST_BITS)
    return xp.ldexp(high, scale), xp.ldexp(low, scale)


def _exponential(xp: Any, factor: Any, exponent: Pair) -> Any:
    """factor * exp(exponent) in one scaling."""
    high = xp.clip(exponent[0], -FAR, FAR)
    bits = xp.rint(high / LOG_2[0])
    low = xp.where(abs(exponent[0]) < FAR, exponent[1], 0.0)
    reduced = ((high - bits * LOG_2_SHORT[0]) - bits * LOG_2_SHORT[1]) + low
    mantissa, more = xp.frexp(factor)
    return xp.ldexp(mantissa * xp.exp(reduced), bits + more)


def _scaled(xp: Any, b: Any, n: Any, k: Any, x: Any, m: Any) -> Any:
    power = _times(xp, k, _log(xp, n, 0.0 * n))
    survival = _times(xp, m, _log(xp, *two_sum(1.0, x)))
    high, low = two_sum(xp.clip(power[0], -1e300, 1e300), xp.clip(survival[0], -1e300, 1e300))
    return _exponential(xp, b, quick_two_sum(high, low + (power[1] + survival[1])))


def _minus_1(xp: Any, x: Any, y: Any) -> Any:
    high, low = _times(xp, y, _log(xp, *two_sum(1.0, x)))
    near = xp.expm1(xp.clip(high, -1.0, 1.0))
    near = xp.where(near == 0.0, 0.0 * x, near)  # from below for a loss, so that 1 - (1 + x)^0 is 0 and not -0
    return xp.where(
        abs(high) < 1.0, xp.where(low == 0.0, near, near + low * (1.0 + near)), _exponential(xp, 1.0 + 0.0 * high, (high, low)) - 1.0
    )


def _plus(xp: Any, b: Any, c: Any, x: Any) -> Any:
    """b + c log(1 + x), at the scale of the larger summand."""
    logarithm = _log(xp, *two_sum(1.0, x), _full_series)
    (b, b_bits), (c, c_bits), (unit, l_bits) = xp.frexp(b), xp.frexp(c), xp.frexp(logarithm[0])
    product, rest = multiply((c, 0.0), (unit, xp.ldexp(logarithm[1], -l_bits)))
    p_bits = xp.where(product == 0, b_bits, c_bits + l_bits)
    scale = xp.where(b_bits > p_bits, b_bits, p_bits)
    high, low = two_sum(xp.ldexp(b, b_bits - scale), xp.ldexp(product, p_bits - scale))
    return xp.ldexp(high + (low + xp.ldexp(rest, p_bits - scale)), scale)


def _finite(*values: float) -> bool:
    return all(map(math.isfinite, values))


def scaled_compound(b: float, n: float, k: float, x: float, m: float) -> float:
    """b n^k (1 + x)^m for b, n > 0 and x > -1; nan elsewhere."""
    return _scaled(NUMBERS, b, n, k, x, m) if b > 0 and n > 0 and x > -1 and _finite(b, n, k, x, m) else math.nan


def compound_minus_1(x: float, y: float) -> float:
    """(1 + x)^y - 1 for x > -1; nan elsewhere."""
    return _minus_1(NUMBERS, x, y) if x > -1 and _finite(x, y) else math.nan


def plus_log1p(b: float, c: float, x: float) -> float:
    """b + c log(1 + x) for x > -1; nan elsewhere."""
    return _plus(NUMBERS, b, c, x) if x > -1 and _finite(b, c, x) else math.nan


def _on_arrays(formula: Any, admitted: Any) -> Any:
    """The same formula element by element where the arguments are admitted, nan elsewhere."""

    def routine(*values: Any, out: Any = None) -> Any:
        arrays = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
        with np.errstate(all="ignore"):
            inside = admitted(*arrays) & np.logical_and.reduce([np.isfinite(a) for a in arrays])
            found = np.where(inside, formula(ARRAYS, *(np.where(inside, a, 0.5) for a in arrays)), np.nan)
        if out is None:
            return found
        np.copyto(out, found)
        return out

    return routine


def _ball_scaled(b: Any, n: Any, k: Any, x: Any, m: Any) -> Any:
    return checked(checked(b * power(n, k)) * power(1 + x, m))


def _ball_minus_1(x: Any, y: Any) -> Any:
    return checked(power(1 + x, y) - 1)


def _ball_plus(b: Any, c: Any, x: Any) -> Any:
    return checked(b + c * logarithm(1 + x))


OPERATIONS = {
    "scaled_compound": Operation(
        heads.scaled_compound, scaled_compound, _on_arrays(_scaled, lambda b, n, k, x, m: (b > 0) & (n > 0) & (x > -1)), _ball_scaled
    ),
    "compound_minus_1": Operation(heads.compound_minus_1, compound_minus_1, _on_arrays(_minus_1, lambda x, y: x > -1), _ball_minus_1),
    "plus_log1p": Operation(heads.plus_log1p, plus_log1p, _on_arrays(_plus, lambda b, c, x: x > -1), _ball_plus),
}
