"""Accurate floating-point routines for functions that `math` and NumPy lack: one for Python floats and one for arrays, of the same meaning.

`log1pmx(x) = log(1 + x) - x`. With r = x/(2 + x), log(1 + x) = 2 atanh(r) (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964,
4.1.27 and 4.6.22) and x r = x - 2 r, so

    log1pmx(x) = r (2 r^2 S(r^2) - x),    S(z) = 1/3 + z/5 + z^2/7 + ...,

in which the last difference loses at most a factor 1.1. On -1/2 <= x <= 1 (z <= 1/9), S is its [4/5] Pade approximant, the unique quotient
of polynomials of degree 4 and 5 whose series agrees through z^9; its error contributes under 5e-17 of the result. Elsewhere log1p(x) - x
loses less than two bits. The tests measure the whole: under 4 ulp.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

_P0, _P1, _P2, _P3, _P4 = 1 / 3, -212 / 315, 178 / 399, -15292 / 142443, 1679 / 247401
_Q1, _Q2, _Q3, _Q4, _Q5 = -55 / 21, 330 / 133, -330 / 323, 55 / 323, -33 / 4199

# B_2k/(2k) of the asymptotic series of digamma (Abramowitz and Stegun 6.3.18).
_DIGAMMA = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12)
_DIGAMMA_FROM = 10.0


def log1pmx(x: float) -> float:
    """log(1 + x) - x to 4 ulp for x > -1; -inf at -1 and at infinity, nan below -1."""
    if -0.5 <= x <= 1.0:
        r = x / (2.0 + x)
        z = r * r
        p = _P0 + z * (_P1 + z * (_P2 + z * (_P3 + z * _P4)))
        q = 1.0 + z * (_Q1 + z * (_Q2 + z * (_Q3 + z * (_Q4 + z * _Q5))))
        return r * (2.0 * z * (p / q) - x)
    if x > -1.0:
        return math.log1p(x) - x if x < math.inf else -math.inf
    return -math.inf if x == -1.0 else math.nan


def log1pmx_array(x: Any, out: Any = None) -> Any:
    """`log1pmx` of every element of a float64 array, into `out` unless the array is a single value; no warning is raised."""
    x = np.asarray(x, dtype=np.float64)
    if x.ndim == 0:
        return np.float64(log1pmx(float(x)))
    if out is None:
        out = np.empty_like(x)
    with np.errstate(all="ignore"):
        near = (x >= -0.5) & (x <= 1.0)
        if near.all():
            return _near(x, out)
        if near.any():
            _near(x, out)
        far = np.log1p(x)
        far -= x
        far[...] = np.where(x == np.inf, -np.inf, far)
        np.copyto(out, far, where=~near)
    return out


def _near(x: Any, out: Any) -> Any:
    r = x / (x + 2.0)
    z = r * r
    p = z * _P4
    for coefficient in (_P3, _P2, _P1):
        p += coefficient
        p *= z
    p += _P0
    q = z * _Q5
    for coefficient in (_Q4, _Q3, _Q2, _Q1):
        q += coefficient
        q *= z
    q += 1.0
    p /= q
    p *= z
    p *= 2.0
    p -= x
    return np.multiply(p, r, out=out)


def digamma(x: float) -> float:
    """The logarithmic derivative of the gamma function; nan at its poles 0, -1, -2, ... Absolute error near its zeros about 1e-15."""
    if not x > -math.inf or (x <= 0 and x == math.floor(x)):
        return math.nan
    if x == math.inf:
        return x
    result = 0.0
    if x < 0:
        result, x = -math.pi / math.tan(math.pi * (x - math.floor(x))), 1.0 - x
    while x < _DIGAMMA_FROM:
        result -= 1.0 / x
        x += 1.0
    z = 1.0 / (x * x)
    tail = 0.0
    for coefficient in reversed(_DIGAMMA):
        tail = z * (coefficient + tail)
    return result + (math.log(x) - 0.5 / x - tail)
