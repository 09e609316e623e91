"""The tilted cosine law for moderate d and beta, by its power series, whose terms are all positive.

With t_k = (beta^2/4)^k/((d/2)_k k!), Z = P = the sum of t_k and beta A = 2 M/P for M = the sum of k t_k. For beta <= 1 double precision
suffices: with S = P - 1 and W = the sum of (2k - 1) t_k over k >= 1,

    log Z = log1p(S),    D = 2 M/(1 + S) - log1p(S) = (W - S^2)/(1 + S) - log1pmx(S).

For larger tilts 1 - A and D are small differences. There P and M are summed to about 30 digits, and log P = k log 2 + log(P 2^-k).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from symbolic.numeric import double_double as dd

SMALL_TILT = 1.0
SMALL_TERMS = 11
FRACTION_BITS = 140
LOG2_HIGH, LOG2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10  # log 2; the first has 32 bits, so small multiples are exact


@dataclass(frozen=True)
class Sums:
    """P and M at beta, as pairs of doubles. `fn` is the module `math` or NumPy."""

    beta: Any
    p: dd.Pair
    m: dd.Pair
    fn: Any


def small_mean(d: Any, beta: Any, fn: Any) -> Any:
    """A for beta <= 1."""
    total, weighted, _ = _small(d, beta)
    return beta / d * weighted / (1.0 + total)


def small_shortfall(d: Any, beta: Any, fn: Any) -> Any:
    """1 - A for beta <= 1, where A <= tanh 1."""
    return 1.0 - small_mean(d, beta, fn)


def small_log_normaliser(d: Any, beta: Any, fn: Any) -> Any:
    """log Z for beta <= 1."""
    return fn.log1p(_small(d, beta)[0])


def small_divergence(d: Any, beta: Any, fn: Any) -> Any:
    """D for beta <= 1."""
    total, _, odd = _small(d, beta)
    return (odd - total * total) / (1.0 + total) - fn.log1pmx(total)


def _small(d: Any, beta: Any) -> tuple[Any, Any, Any]:
    """S, M/t_1 and W, by Horner's rule; t_1 = beta^2/(2 d)."""
    y = 0.5 * beta * beta
    total, weighted, odd = 0.0 * y, 0.0 * y, 0.0 * y
    for k in range(SMALL_TERMS, 0, -1):
        ratio = y / ((d + 2.0 * k) * (k + 1.0))  # t_(k+1)/t_k
        total = 1.0 + ratio * total
        weighted = k + ratio * weighted
        odd = (2.0 * k - 1.0) + ratio * odd
    first = y / d
    return first * total, weighted, first * odd


def sums(d: float, beta: float) -> Sums:
    """P and M for numbers, in fixed point."""
    one = 1 << FRACTION_BITS
    numerator, denominator = d.as_integer_ratio()
    top, bottom = beta.as_integer_ratio()
    square = (top * top * denominator << FRACTION_BITS) // (bottom * bottom)
    term, k, p, m = one, 0, one, 0
    while term:
        term = term * square // ((numerator + 2 * k * denominator) * (2 * k + 2)) >> FRACTION_BITS
        k += 1
        p += term
        m += k * term
    return Sums(beta, _pair(p), _pair(m), math)


def _pair(value: int) -> dd.Pair:
    high = value / (1 << FRACTION_BITS)
    return high, (value - int(math.ldexp(high, FRACTION_BITS))) / (1 << FRACTION_BITS)


def sums_array(d: Any, beta: Any) -> Sums:
    """P and M for arrays of the same shape, in pairs of doubles, by Horner's rule: M_k = r_k (P_(k+1) + M_(k+1)), P_k = 1 + r_k P_(k+1)."""
    y = dd.two_product(beta, 0.5 * beta)
    one = np.ones_like(beta)
    p: dd.Pair = (one, 0.0 * one)
    m: dd.Pair = (0.0 * one, 0.0 * one)
    for k in range(int(16 + 1.5 * float(np.max(beta))), -1, -1):
        order = dd.two_sum(d, 2.0 * k)
        ratio = dd.divide(y, dd.multiply(order, (k + 1.0, 0.0)))
        m = dd.multiply(ratio, dd.add(p, m))
        p = dd.add((one, 0.0), dd.multiply(ratio, p))
    return Sums(beta, p, m, np)


def mean(s: Sums) -> Any:
    """A = 2 M/(beta P)."""
    return dd.divide((2.0 * s.m[0], 2.0 * s.m[1]), _scaled(s))[0]


def shortfall(s: Sums) -> Any:
    """1 - A = (beta P - 2 M)/(beta P)."""
    scaled = _scaled(s)
    high, low = dd.two_sum(scaled[0], -2.0 * s.m[0])
    return (high + (low + (scaled[1] - 2.0 * s.m[1]))) / scaled[0]


def _scaled(s: Sums) -> dd.Pair:
    return dd.multiply(s.p, (s.beta, 0.0))


def log_normaliser(s: Sums) -> Any:
    """log P = log1p(P - 1)."""
    return s.fn.log1p((s.p[0] - 1.0) + s.p[1])


def divergence(s: Sums) -> Any:
    """2 M/P - k log 2 - log(P 2^-k), with P 2^-k between 1 and 2."""
    high, low = dd.divide((2.0 * s.m[0], 2.0 * s.m[1]), s.p)
    half, exponent = s.fn.frexp(s.p[0])
    power = exponent - 1
    rest, lost = dd.two_sum(high, -power * LOG2_HIGH)
    excess = (2.0 * half - 1.0) + s.fn.ldexp(s.p[1], -power)
    return rest + (lost + low - power * LOG2_LOW - s.fn.log1p(excess))
