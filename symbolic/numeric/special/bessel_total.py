"""The total shortfall, half the integral of (1 - A)^2 over beta > 0, and the function hyp0f1 itself.

In y = log beta the integrand is analytic for |Im y| < pi/2, so the trapezoidal rule with step h errs by a multiple of e^(-2 pi a/h) for any
a < pi/2, and h = 1/5 leaves less than rounding; `language.special.bessel_integral` derives rigorous bounds. All terms are positive.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.numeric.special.bessel_law import SHORTFALL, array

STEP = 0.2
BELOW = -41.0  # log beta: what is left out below is under e^-41/2, against a total of at least 0.19
BEYOND = 41.0  # above log d: under d e^-41/2, against a total of at least 0.19 d
FRACTION_BITS = 128
LARGEST_ARGUMENT = 2.0**20


def total_shortfall(d: float) -> float:
    """For d >= 1; nan elsewhere."""
    if not 1.0 <= d < math.inf:
        return math.nan
    first, last = math.floor(BELOW / STEP), math.ceil((BEYOND + math.log(d)) / STEP)
    beta = np.exp(STEP * np.arange(first, last + 1))
    missing = array(SHORTFALL, np.full(beta.shape, d), beta)
    return math.fsum((missing * missing * beta).tolist()) * (0.5 * STEP)


def total_shortfall_array(d: Any) -> Any:
    """The same, once for each different value."""
    values, back = np.unique(d, return_inverse=True)
    return np.array([total_shortfall(value) for value in values.tolist()], dtype=np.float64)[back].reshape(d.shape)


def limit_function(b: float, x: float) -> float:
    """hyp0f1, rounded once: its series in fixed point. Infinite where it overflows; nan for b <= 0 and x < -2^20, where terms cancel."""
    if not (0.0 < b < math.inf and -LARGEST_ARGUMENT <= x < math.inf):
        return math.nan
    if _lower_bound(b, x) > 710.0:
        return math.inf
    bits = FRACTION_BITS + (int(6.0 * math.sqrt(-x)) if x < 0 else 0)  # e^(2 sqrt(-x)) is the largest sum of absolute terms
    numerator, denominator = b.as_integer_ratio()
    top, bottom = x.as_integer_ratio()
    one = 1 << bits
    term, total, k = one, one, 0
    while term not in (0, -1):
        term = term * top * denominator // (bottom * (numerator + k * denominator) * (k + 1))
        total += term
        k += 1
    try:
        return total / one
    except OverflowError:
        return math.inf


def _lower_bound(b: float, x: float) -> float:
    """A lower bound of log hyp0f1 for x > 0: with nu = b - 1/2 and z = 2 sqrt(x), the integral of z/(nu + 1/2 + sqrt((nu + 3/2)^2 + z^2)),
    a lower bound of the ratio of Bessel functions (Amos, 1974, equation 16), at the point where it has half its size.
    """
    if x <= 0:
        return 0.0
    z = math.sqrt(x)
    return z * z / (b + math.hypot(b + 1.0, z))
