"""Runs from Polya's urn in double precision: the product in pairs of doubles, so that many factors lose no more than one.

The factors lie between 0 and 1, so that the product may underflow before its last factor; it is carried with its exponent apart, and its
low part is there to the end.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.language.special import polya as heads
from symbolic.numeric.special.gamma_ratio import log_gamma_ratio
from symbolic.numeric.special.operations import Operation

LONGEST = 20_000  # factors that are multiplied one by one
SPLITTER = 2.0**27 + 1
Pair = tuple[Any, Any]  # of floats, or of arrays


def polya_run(k: float, mean: float, correlation: float) -> float:
    """E[p^k] to 1 ulp for k up to 20,000, and as many more as its logarithm is large beyond; nan outside the domain."""
    if not (k >= 1 and k == math.floor(k) and 0 <= mean <= 1 and 0 <= correlation <= 1):
        return math.nan
    if k > LONGEST:
        return _long(k, mean, correlation)
    found: Pair = (mean, 0.0)
    exponent = 0
    for i in range(1, int(k)):
        found = _product(found, _factor(float(i), mean, correlation))
        shift = math.frexp(found[0])[1]
        found, exponent = (math.ldexp(found[0], -shift), math.ldexp(found[1], -shift)), exponent + shift
    return math.ldexp(found[0] + found[1], exponent)


def polya_run_array(k: Any, mean: Any, correlation: Any, out: Any = None) -> Any:
    """`polya_run` of every element of arrays that broadcast, into `out` if given; no warning is raised."""
    whole, means, correlations = np.broadcast_arrays(*(np.asarray(a, dtype=np.float64) for a in (k, mean, correlation)))
    result = np.full(whole.shape, np.nan)
    flat, rows = result.reshape(-1), [a.reshape(-1) for a in (whole, means, correlations)]
    with np.errstate(all="ignore"):
        inside = (rows[0] >= 1) & (rows[0] == np.floor(rows[0])) & (rows[1] >= 0) & (rows[1] <= 1) & (rows[2] >= 0) & (rows[2] <= 1)
        places = np.flatnonzero(inside & (rows[0] <= LONGEST))
        places = places[np.argsort(-rows[0][places], kind="stable")]  # the longest first: those still going are the first ones
        flat[places] = _products(*(row[places] for row in rows))
    for place in np.flatnonzero(inside & (rows[0] > LONGEST)):
        flat[place] = _long(*(float(row[place]) for row in rows))
    if out is None:
        return result[()]
    np.copyto(out, result)
    return out


def _products(k: Any, mean: Any, correlation: Any) -> Any:
    """For numbers of factors that do not rise."""
    high, low, exponent = mean.copy(), np.zeros_like(mean), np.zeros(mean.shape, dtype=np.int64)
    longest = int(k[0]) if k.size else 1
    going = np.searchsorted(-k, -np.arange(longest), side="left")  # how many have more than i factors
    for i in range(1, longest):
        part = slice(0, int(going[i]))
        found = _product((high[part], low[part]), _factor(float(i), mean[part], correlation[part]))
        shift = np.frexp(found[0])[1]
        high[part], low[part] = np.ldexp(found[0], -shift), np.ldexp(found[1], -shift)
        exponent[part] += shift
    return np.ldexp(high + low, exponent)


def _factor(i: float, mean: Any, correlation: Any) -> Pair:
    """(mean (1 - c) + i c)/(1 + (i - 1) c)."""
    rest = 1.0 - correlation
    above = _sum(_product((rest, (1.0 - rest) - correlation), (mean, 0.0)), _exact(i, correlation))
    below = _sum((1.0, 0.0), _exact(i - 1, correlation))
    high = above[0] / below[0]
    back = _product(below, (high, 0.0))
    return high, ((above[0] - back[0]) + (above[1] - back[1])) / below[0]


def _sum(a: Pair, b: Pair) -> Pair:
    """(a0 + a1) + (b0 + b1)."""
    high = a[0] + b[0]
    back = high - a[0]
    return high, (a[0] - (high - back)) + (b[0] - back) + a[1] + b[1]


def _product(a: Pair, b: Pair) -> Pair:
    """(a0 + a1)(b0 + b1)."""
    high, low = _exact(a[0], b[0])
    return high, low + (a[0] * b[1] + a[1] * b[0])


def _exact(a: Any, b: Any) -> Pair:
    """a b with what its rounding misses, for numbers that are not huge (Dekker 1971)."""
    high = a * b
    a_high, b_high = SPLITTER * a - (SPLITTER * a - a), SPLITTER * b - (SPLITTER * b - b)
    a_low, b_low = a - a_high, b - b_high
    return high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low


def _long(k: float, mean: float, correlation: float) -> float:
    """exp of the logarithm of Gamma(a + k) Gamma(a + b)/(Gamma(a) Gamma(a + b + k))."""
    if mean in (0, 1) or correlation in (0, 1):
        return mean if correlation else math.pow(mean, k)
    scale = (1 - correlation) / correlation
    a, b = mean * scale, (1 - mean) * scale
    return math.exp(log_gamma_ratio(b, a, k)) if 0 < a < math.inf and b < math.inf else math.pow(mean, k)


OPERATIONS = {"polya_run": Operation(heads.polya_run, polya_run, polya_run_array)}
