"""The normal distribution function and its inverse in double precision, accurate in both tails.

The distribution function is erfc(-x/sqrt 2)/2, where a rounding of x/sqrt 2 by one part in 2^53 would cost x^2 times as much in the lower
tail: the argument is carried as a sum of two doubles, and the second one enters by the derivative. A quantile starts from a rational
approximation (Abramowitz and Stegun 26.2.23), which Halley steps and, far out, Newton steps on the logarithm refine until rounding is all
that is left.
"""

from __future__ import annotations

import math
from typing import Any

from symbolic.language.special.normal import normal_cdf, normal_quantile, normal_quantile_difference, scaled_normal_cdf
from symbolic.numeric.ball_functions import divide
from symbolic.numeric.special.double_double import difference, product, quotient
from symbolic.numeric.special.operations import Operation, ball_routine

ROOT_HALF = (0.7071067811865476, -4.833646656726457e-17)  # 1/sqrt 2 as a sum of two doubles
TWO_OVER_ROOT_PI = 1.1283791670955126
ROOT_TWO_PI = 2.5066282746310002
LOG_ROOT_TWO_PI = 0.9189385332046727
HALLEY_STEPS = 3
FAR = 1e-12  # below this probability, which stands at -7.03, the tail is handled by its logarithm
FRACTION_TERMS = 60
NEAR = 2.0  # quantiles of probabilities whose logarithms differ by less than this part of them are subtracted without cancellation
PIECE = 0.4  # part of the logarithm over which eight nodes suffice
NODES = (  # Gauss-Legendre nodes and weights on (-1, 1), for the positive half
    (0.1834346424956498, 0.3626837833783620),
    (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745),
    (0.9602898564975363, 0.1012285362903763),
)


def cdf(x: float) -> float:
    """Phi(x)."""
    return _cdf_of_sum(x, 0.0)


def scaled_cdf(x: float, mean: float, deviation: float) -> float:
    """Phi((x - mean)/deviation), for a positive deviation."""
    if not deviation > 0 or math.isnan(x - mean):
        return math.nan
    if math.isinf(x - mean) or math.isinf(deviation):
        return _cdf_of_sum((x - mean) / deviation, 0.0)
    return _cdf_of_sum(*quotient(difference(x, mean), deviation))


def _cdf_of_sum(high: float, low: float) -> float:
    """Phi(high + low) for a low part that is small against the high one."""
    if high != high:
        return high
    if abs(high) > 40:
        return 1.0 if high > 0 else 0.0
    z, rest = product((high, low), ROOT_HALF)
    return 0.5 * (math.erfc(-z) + rest * TWO_OVER_ROOT_PI * math.exp(-z * z))


def quantile(p: float) -> float:
    """The x with Phi(x) = p; infinite at 0 and 1, nan outside."""
    if not 0 < p < 1:
        return -math.inf if p == 0 else math.inf if p == 1 else math.nan
    if 0.25 <= p <= 0.75:
        return _central(p - 0.5)
    return _lower(p) if p < 0.5 else -_lower(1 - p)


def _central(excess: float) -> float:
    """The x with erf(x/sqrt 2)/2 = excess, for an excess of at most 1/4: exact to first order at 0."""
    x = excess * ROOT_TWO_PI * (1 + excess * excess)
    for _ in range(HALLEY_STEPS):
        step = (0.5 * math.erf(x * ROOT_HALF[0]) - excess) * ROOT_TWO_PI * math.exp(0.5 * x * x)
        x -= step / (1 + 0.5 * x * step)
    return x


def _lower(p: float) -> float:
    """The quantile of p < 1/4."""
    t = math.sqrt(-2 * math.log(p))
    top, bottom = 2.515517 + t * (0.802853 + t * 0.010328), 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    x = top / bottom - t
    if p < FAR:
        return -_far(-x, math.log(p))
    for _ in range(HALLEY_STEPS):
        step = (cdf(x) - p) * ROOT_TWO_PI * math.exp(0.5 * x * x)
        x -= step / (1 + 0.5 * x * step)
    return x


def _far(x: float, log_p: float) -> float:
    """The y > 0 with log Phi(-y) = log p, from y = x: the left side has the derivative -1/mills(y)."""
    for _ in range(HALLEY_STEPS):
        ratio = mills(x)
        x -= ratio * (0.5 * x * x + LOG_ROOT_TWO_PI - math.log(ratio) + log_p)
    return x


def mills(x: float) -> float:
    """Phi(-x)/phi(x) by Laplace's continued fraction 1/(x + 1/(x + 2/(x + ...))) (Abramowitz and Stegun 26.2.14), for x > 3."""
    value = x
    for k in range(FRACTION_TERMS, 0, -1):
        value = x + k / value
    return 1 / value


def quantile_difference(p: float, q: float) -> float:
    """quantile(p) - quantile(q), to full relative precision also where p is nearly q."""
    if not (0 < p < 1 and 0 < q < 1):
        return quantile(p) - quantile(q) if p != q else math.nan
    if q > p:
        return -quantile_difference(q, p)
    if p == q:
        return 0.0
    if q >= 0.25 and p <= 0.75:
        return quantile(p) - quantile(q) if p - q > 0.1 else _central_difference(p, q)
    if q > 0.5:
        p, q = 1 - q, 1 - p
    length = math.log1p((p - q) / q) if p - q < q else math.log(p / q) if q > 1e-300 * p else math.inf
    near = p <= 0.5 and length < -NEAR * math.log(p)
    return _tail_difference(q, length, -PIECE * math.log(p)) if near else quantile(p) - quantile(q)


def _central_difference(p: float, q: float) -> float:
    """The integral of the quantile's derivative, 1/phi(quantile), from q to p."""
    half, middle = 0.5 * (p - q), 0.5 * p + 0.5 * q
    total = 0.0
    for node, weight in NODES:
        for at in (middle - half * node, middle + half * node):
            x = quantile(at)
            total += weight * math.exp(0.5 * x * x)
    return half * ROOT_TWO_PI * total


def _tail_difference(q: float, length: float, longest: float) -> float:
    """The integral over log p of the quantile's derivative by it, which is Phi/phi at the quantile, from log q on, piece by piece.

    It goes like 1/sqrt(-2 log p), so pieces that are short against log p leave an error of less than 2^-53 with eight nodes.
    """
    pieces = max(1, math.ceil(length / longest))
    half = 0.5 * length / pieces
    total = 0.0
    for piece in range(pieces):
        for node, weight in NODES:
            for at in (half * (2 * piece + 1 - node), half * (2 * piece + 1 + node)):
                total += weight * _mills_at_quantile(q * math.exp(at))
    return half * total


def _mills_at_quantile(p: float) -> float:
    x = quantile(p)
    return mills(-x) if x < -3 else p * ROOT_TWO_PI * math.exp(0.5 * x * x)


def _scaled_ball(x: Any, mean: Any, deviation: Any) -> Any:
    """The distribution function at (x - mean)/deviation, at the precision that is set."""
    return ball_routine(OPERATIONS["normal_cdf"])(divide(x - mean, deviation))


OPERATIONS = {
    "normal_cdf": Operation(normal_cdf, cdf),
    "scaled_normal_cdf": Operation(scaled_normal_cdf, scaled_cdf, ball=_scaled_ball),
    "normal_quantile": Operation(normal_quantile, quantile),
    "normal_quantile_difference": Operation(normal_quantile_difference, quantile_difference),
}
