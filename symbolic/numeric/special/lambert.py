"""Lambert's W and the gap that its lower branch leaves, in double precision.

The gap t of r solves log(1 + t/r) = t. With r = 1 - d and t = d + u, both d and u positive, the equation is c = u - log(1 + u) for
c = -d - log(1 - d), so it is solved for u by Newton's method, whose residual log1pmx(u) + c has full relative precision even where d and u
are tiny. sqrt(2c) + 2c/3 < u < sqrt(2c) + c (Chatzigeorgiou, Bounds on the Lambert function and their application to the outage analysis of
user cooperation, 2013) starts it.

W itself is taken from Arb: it is ill-conditioned at its branch point, where only more digits help.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import LambertW

from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.special import lambert as heads
from symbolic.numeric.accurate import log1pmx, log1pmx_array
from symbolic.numeric.special.operations import Operation

NEWTON_STEPS = 7
SMALL = 1e-6  # below it three powers of d leave an error under 2^-60
BITS = (128, 512)


def _above(c: Any, root: Any, residual: Any) -> Any:
    """The positive u with u - log(1 + u) = c, for c > 0."""
    u = root(2.0 * c) + 0.8 * c
    for _ in range(NEWTON_STEPS):
        u = u + (c + residual(u)) * (1.0 + u) / u
    return u


def _series(d: Any) -> Any:
    """The gap of 1 - d for small d: u - log(1 + u) = -d - log(1 - d) solved for u by powers of d."""
    return d * (2.0 + d * (2.0 / 3.0 + d * (4.0 / 9.0)))


def lambert_gap(r: float) -> float:
    """The gap for 0 < r <= 1, infinite at 0; nan elsewhere."""
    if not 0 < r < 1:
        return 0.0 if r == 1 else math.inf if r == 0 else math.nan
    d = 1.0 - r
    if d < SMALL:
        return _series(d)
    return d + _above(-log1pmx(-d) if r >= 0.5 else r - 1.0 - math.log(r), math.sqrt, log1pmx)


def lambert_gap_below(d: float) -> float:
    """The gap of 1 - d for 0 <= d < 1, infinite at 1; nan elsewhere."""
    if not 0 < d < 1:
        return 0.0 if d == 0 else math.inf if d == 1 else math.nan
    return _series(d) if d < SMALL else d + _above(-log1pmx(-d), math.sqrt, log1pmx)


def _gap_array(r: Any, out: Any = None) -> Any:
    return _array(r, out, 1.0, 0.0, lambda r, d: np.where(r >= 0.5, -log1pmx_array(-d), r - 1.0 - np.log(r)), lambda r: 1.0 - r)


def _gap_below_array(d: Any, out: Any = None) -> Any:
    return _array(d, out, 0.0, 1.0, lambda _, d: -log1pmx_array(-d), lambda d: d)


def _array(x: Any, out: Any, none: float, infinite: float, level: Any, distance: Any) -> Any:
    """One formula for both gaps: 0 at `none`, infinite at `infinite`, between them from the distance d of r from 1 and the level c."""
    x = np.asarray(x, dtype=np.float64)
    inside = (x > 0) & (x < 1)
    with np.errstate(all="ignore"):
        kept = np.where(inside, x, 0.5)
        d = distance(kept)
        c = np.asarray(level(kept, d))
        near = d < SMALL
        gap = np.where(near, _series(d), d + _above(np.where(near, 1.0, c), np.sqrt, log1pmx_array))
        found = np.where(inside, gap, np.where(x == none, 0.0, np.where(x == infinite, np.inf, np.nan)))
    if out is None:
        return found
    np.copyto(out, found)
    return out


def lambert_w(x: float, branch: float = 0.0) -> float:
    """W_0 or W_{-1} rounded from 128 bits or more; nan outside the branch's domain."""
    if not math.isfinite(x):
        return math.inf if x == math.inf and branch == 0 else math.nan
    for bits in BITS:
        with working_precision(bits):
            try:
                value = heads.MEANINGS[LambertW].enclosure(Fraction(x), Fraction(branch))  # type: ignore[misc]
            except Undefined:
                return math.nan
            except Unknown:
                continue
            return float(value)
    return math.nan


OPERATIONS = {
    "lambert_gap": Operation(heads.lambert_gap, lambert_gap, _gap_array),
    "lambert_gap_below": Operation(heads.lambert_gap_below, lambert_gap_below, _gap_below_array),
    "lambert_w": Operation(LambertW, lambert_w),
}
