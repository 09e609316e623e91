"""The tilt at which the cosine law has a given mean cosine or divergence, and what follows from it, for floats and for arrays.

By Amos' bounds (1974) h = A/(1 - A^2) lies between beta/d and beta/(d - 1): it is nearly linear in beta, and Newton's method for h(beta) =
c/(1 - c^2) converges at once from beta = c (d - c^2)/(1 - c^2) (Banerjee, Dhillon, Ghosh and Sra, 2005). The step is

    (c - A)(1 + c A)(1 - A^2) / ((1 - c^2) A' (1 + A^2)),    A' = 1 - A^2 - (d - 1) A/beta,

where c - A is taken as the difference of 1 - A and 1 - c for c > 1/2, so that the end of the scale keeps its digits. The divergence then
is beta c - log Z = D(beta) + beta (c - A), which is right to second order in what is left of c - A, since dD = beta dA. A given divergence
w is reached by Newton's method for log D as a function of log beta, whose derivative is beta^2 A'/D. For d = 1, beta = atanh(c) and

    D = log 2 - H((1 + c)/2) = c^2 + ((1 + c) log1pmx(c) + (1 - c) log1pmx(-c))/2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from symbolic.numeric.special.bessel_law import ARRAYS, DIVERGENCE, LOG_NORMALISER, MATH, MEAN, SHORTFALL, Quantity, array, scalar

MOST_STEPS = 60
CLOSE = 1e-11  # a step this small, relative to beta, is the last: the next would be below rounding
NEAR_ZERO = 0.3  # for d = 1: divergences below are far enough from log 2
SATURATED = 80.0  # 1 - c <= e^-80 from here on, by D <= -(d/2) log(1 - c^2)
FAR_TILT = 1e5  # beta/d beyond which A' cancels, but h is linear to as many digits
LOG2_REST = 2.3190468138462996e-17  # log 2 less the double nearest to it


def _evaluate(quantity: Quantity, d: Any, beta: Any) -> Any:
    return array(quantity, d, beta) if isinstance(beta, np.ndarray) else scalar(quantity, d, beta)


def _choose(condition: Any, yes: Any, no: Any) -> Any:
    return np.where(condition, yes, no) if isinstance(condition, np.ndarray) else (yes if condition else no)


def _functions(beta: Any) -> Any:
    return ARRAYS if isinstance(beta, np.ndarray) else MATH


def _missing(d: Any, beta: Any, c: Any) -> tuple[Any, Any]:
    """A and c - A."""
    shortfall = _evaluate(SHORTFALL, d, beta)
    a = _evaluate(MEAN, d, beta)
    return a, _choose(c > 0.5, shortfall - (1.0 - c), c - a)


def _tilt_step(beta: Any, d: Any, c: Any) -> Any:
    """The next tilt on the way to the mean cosine c."""
    a, left = _missing(d, beta, c)
    outside = (1.0 - c) * (1.0 + c)
    inside = _evaluate(SHORTFALL, d, beta) * (1.0 + a)
    slope = inside - (d - 1.0) * a / beta
    straight = beta * left * (1.0 + c * a) / (outside * a)
    far = (beta > FAR_TILT * d) | (slope <= 0.0)
    step = straight * _choose(far, 1.0, inside * a / (beta * _choose(far, 1.0, slope) * (1.0 + a * a)))
    following = beta + step
    return _choose(following > 0.0, following, 0.5 * beta)


def _settle(step: Callable[..., Any], beta: Any, *given: Any) -> Any:
    """`beta = step(beta, *given)` until every step is small; of arrays, what is settled is left alone."""
    if not isinstance(beta, np.ndarray):
        for _ in range(MOST_STEPS):
            beta, before = step(beta, *given), beta
            if abs(beta - before) <= CLOSE * beta:
                break
        return beta
    moving = np.arange(beta.size)
    for _ in range(MOST_STEPS):
        before = beta[moving]
        beta[moving] = step(before, *(values[moving] for values in given))
        moving = moving[~(abs(beta[moving] - before) <= CLOSE * before)]
        if not moving.size:
            break
    return beta


def tilt_at_cosine(d: Any, c: Any) -> Any:
    """beta for d > 1 and 0 < c < 1."""
    start = c * (d - c * c) / ((1.0 - c) * (1.0 + c))
    return _settle(_tilt_step, start, d, c)


def divergence_at_cosine(d: Any, c: Any) -> Any:
    """D for d > 1 and 0 < c < 1."""
    beta = tilt_at_cosine(d, c)
    near = beta * c - _evaluate(LOG_NORMALISER, d, beta)
    return _choose(c < 0.4, near, _evaluate(DIVERGENCE, d, beta) + beta * _missing(d, beta, c)[1])


def _divergence_step(beta: Any, d: Any, w: Any) -> Any:
    """The next tilt on the way to the divergence w."""
    fn = _functions(beta)
    a = _evaluate(MEAN, d, beta)
    reached = _evaluate(DIVERGENCE, d, beta)
    slope = beta * (beta * _evaluate(SHORTFALL, d, beta) * (1.0 + a) - (d - 1.0) * a)
    slope = _choose((beta > FAR_TILT * d) | (slope <= 0.0), 0.5 * (d - 1.0), slope)
    step = fn.log(w / reached) * reached / slope
    return beta * fn.exp(_choose(abs(step) < 2.0, step, _choose(step > 0.0, 2.0, -2.0) + 0.0 * step))


def tilt_at_divergence(d: Any, w: Any) -> Any:
    """beta for d > 1 and w > 0."""
    fn = _functions(w)
    exponent = -2.0 * w / (d - 0.5)
    c = (-fn.expm1(exponent)) ** 0.5
    start = c * (d - c * c) * fn.exp(-exponent)
    return _settle(_divergence_step, start, d, w)


def cosine_at_divergence(d: Any, w: Any) -> Any:
    """c for d > 1 and w > 0."""
    limit = 0.5 * SATURATED * d
    reached = _evaluate(MEAN, d, tilt_at_divergence(d, _choose(w < limit, w, limit)))
    return _choose(w < limit, reached, 1.0 + 0.0 * w)


def line_tilt(c: Any) -> Any:
    return np.arctanh(c) if isinstance(c, np.ndarray) else math.atanh(c)


def line_divergence(c: Any) -> Any:
    fn = _functions(c)
    return c * c + 0.5 * ((1.0 + c) * fn.log1pmx(c) + (1.0 - c) * fn.log1pmx(-c))


def line_cosine(w: Any) -> Any:
    """c at D = w < log 2."""
    return _functions(w).tanh(line_tilt_at_divergence(w))


def line_tilt_at_divergence(w: Any) -> Any:
    """beta at D = w < log 2."""
    fn = _functions(w)
    return _settle(_line_step, _choose(w < NEAR_ZERO, (2.0 * w) ** 0.5, -0.5 * fn.log(_to_log2(w))), w)


def _to_log2(w: Any) -> Any:
    """log 2 - w."""
    return (math.log(2.0) - w) + LOG2_REST


def _line_step(beta: Any, w: Any) -> Any:
    """By D itself for small w, by what is missing to log 2 beyond."""
    fn = _functions(w)
    e = fn.exp(-2.0 * beta)
    missing = fn.log1p(e) + 2.0 * beta * e / (1.0 + e)
    fall = 4.0 * beta * e / ((1.0 + e) * (1.0 + e))
    reached = line_divergence(fn.tanh(beta))
    return beta + _choose(w < NEAR_ZERO, fn.log(w / reached) * reached / fall, fn.log(missing / _to_log2(w)) * missing / fall)
