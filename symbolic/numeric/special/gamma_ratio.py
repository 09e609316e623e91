"""Accurate values of the logarithm of the symmetric gamma ratio

    R(a, x, n) = Gamma(x + n) Gamma(x + a) / (Gamma(x) Gamma(x + a + n)),    x > 0,  a, n >= 0,    0 < R <= 1.

The difference of four values of log Gamma cancels: at x = 3e11, a = 1e9, n = 1 nothing is left of it in double precision. Put instead
Stirling's formula log Gamma(y) = (y - 1/2) log y - y + log(2 pi)/2 + phi(y), phi(y) ~ 1/(12 y) - 1/(360 y^3) + 1/(1260 y^5) - 1/(1680 y^7)
+ ... (DLMF 5.11.1), in each place. The linear parts cancel exactly, and with t = x + a + n and log1pmx(u) = log(1 + u) - u what is left is

    log R = -(a n/t)(1 + 1/(2x)) + (x - 1/2) log1pmx((a/x)(n/t)) + n log1pmx(-a/t) + a log1pmx(-n/t) - D,

where D = phi(x) - phi(x + n) - phi(x + a) + phi(t) > 0, since phi is convex. Every summand is negative: the sum loses nothing. D is a
combination of D_k = p^k - q^k - r^k + s^k for the reciprocals p, q, r, s of x, x + n, x + a, t. These satisfy

    D_1 = a n (2x + a + n) p q r s,    D_(k+1) = p D_k + (p - q)(q^k - s^k) + (p - r)(r^k - s^k) + D_1 s^k,

with p - q = n p q, p - r = a p r, q - s = a q s and r - s = n r s, so that nothing is subtracted there, either.

Stirling's series reaches full precision from y = 30: the first term left out contributes less than 90/1188 y^-10 < 2e-16 of log R.
A smaller x is raised by Gamma's recurrence (DLMF 5.5.1), R(a, x, n) = (1 - a n/((x + a)(x + n))) R(a, x + 1, n): negative logarithms again.
R is symmetric in a and n; the smaller of the two is called a, so that -a/t >= -1/2.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.language.special.gamma_ratio import log_gamma_ratio as head
from symbolic.numeric.accurate import log1pmx, log1pmx_array
from symbolic.numeric.special.operations import Operation

STIRLING_FROM = 30.0
_STIRLING = (1 / 12, 0.0, -1 / 360, 0.0, 1 / 1260, 0.0, -1 / 1680)


def log_gamma_ratio(a: float, x: float, n: float) -> float:
    """log R to 4 ulp; nan unless x > 0 and a, n >= 0."""
    if not (a >= 0 and 0 < x < math.inf and n >= 0):
        return math.nan
    if a > n:
        a, n = n, a
    if a == 0:
        return 0.0 if n < math.inf else math.nan
    if n == math.inf:
        return -math.inf
    terms = []
    while x < STIRLING_FROM:
        terms.append(_step(a, x, n))
        x += 1.0
    t = x + a + n
    last = log1pmx(-n / t) if 2 * n <= t else math.log((x + a) / t) + n / t
    terms += [(x - 0.5) * log1pmx(a / x * (n / t)), n * log1pmx(-a / t), a * last, -a * (n / t) * (1 + 0.5 / x), -_tail(a, x, n, t)]
    return math.fsum(terms)


def _step(a: float, x: float, n: float) -> float:
    """log(1 - u) for u = a n/((x + a)(x + n)), where 1 - u = x t/((x + a)(x + n))."""
    u = a / (x + a) * (n / (x + n))
    return math.log1p(-u) if 2 * u <= 1 else math.log(x / (x + a) * ((x + a + n) / (x + n)))


def _tail(a: Any, x: Any, n: Any, t: Any) -> Any:
    """D, for numbers or arrays."""
    p, q, r, s = 1 / x, 1 / (x + n), 1 / (x + a), 1 / t
    first = (a * p) * (n * q) * ((2 * x + a + n) * r) * s
    power, across, along, both = s, a * q * s, n * r * s, first
    total = _STIRLING[0] * both
    for weight in _STIRLING[1:]:
        both = p * both + n * p * q * across + a * p * r * along + first * power
        across = q * across + a * q * s * power
        along = r * along + n * r * s * power
        power = power * s
        total = total + weight * both
    return total


def log_gamma_ratio_array(a: Any, x: Any, n: Any, out: Any = None) -> Any:
    """`log_gamma_ratio` of every element of arrays that broadcast, into `out` if given; no warning is raised."""
    a, x, n = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in (a, x, n)))
    small, large = np.minimum(a, n), np.maximum(a, n)
    with np.errstate(all="ignore"):
        steps, raised = _raised(small, x, large)
        value = steps + _by_stirling(small, raised, large)
        value = np.where(small == 0, 0.0, np.where(large == np.inf, -np.inf, value))
        value = np.where((a >= 0) & (n >= 0) & (x > 0) & (x < np.inf) & ~((small == 0) & (large == np.inf)), value, np.nan)
    if out is None:
        return value[()]
    np.copyto(out, value)
    return out


def _raised(a: Any, x: Any, n: Any) -> tuple[Any, Any]:
    """The logarithms of the factors that raise x to where Stirling's series holds, summed from the smallest on, and x raised."""
    count = np.where((x > 0) & (x < STIRLING_FROM), np.ceil(STIRLING_FROM - x), 0.0)
    steps = np.zeros_like(count)
    for k in range(int(count.max(initial=0.0)) - 1, -1, -1):
        here = x + k
        u = a / (here + a) * (n / (here + n))
        log = np.where(2 * u <= 1, np.log1p(-u), np.log(here / (here + a) * ((here + a + n) / (here + n))))
        steps += np.where(k < count, log, 0.0)
    return steps, x + count


def _by_stirling(a: Any, x: Any, n: Any) -> Any:
    t = x + a + n
    share = n / t
    last = np.where(2 * n <= t, log1pmx_array(-share), np.log((x + a) / t) + share)
    total = -_tail(a, x, n, t)
    total = total + (x - 0.5) * log1pmx_array(a / x * share)
    total = total + n * log1pmx_array(-a / t)
    return total + a * last - a * share * (1 + 0.5 / x)


OPERATIONS = {"log_gamma_ratio": Operation(head, log_gamma_ratio, log_gamma_ratio_array)}
