"""The tilted cosine law as functions of (d, beta): A, 1 - A, log Z and D, for Python floats and for arrays.

Three ways cover all d >= 1 and beta >= 0: power series for beta <= 1 and for moderate d and beta (`bessel_series`), and expansions in
1/sqrt(nu^2 + beta^2), nu = d/2 - 1, for the rest (`bessel_uniform`). For d = 1, A = tanh.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from symbolic.numeric.accurate import log1pmx, log1pmx_array
from symbolic.numeric.special import bessel_series as series
from symbolic.numeric.special import bessel_uniform as uniform

HIGH_ORDER = 20.0  # nu from which the expansion for large orders holds for every beta
LARGE = 32.0  # sqrt(nu^2 + beta^2) from which that for large tilts holds for every order
FEW_ORDERS = 200.0  # arrays are split here: fewer terms are needed beyond
STIRLING_FROM = 12
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188)

MATH = SimpleNamespace(log=math.log, log1p=math.log1p, hypot=math.hypot, exp=math.exp, expm1=math.expm1, tanh=math.tanh, log1pmx=log1pmx)
ARRAYS = SimpleNamespace(log=np.log, log1p=np.log1p, hypot=np.hypot, exp=np.exp, expm1=np.expm1, tanh=np.tanh, log1pmx=log1pmx_array)


@dataclass(frozen=True)
class Quantity:
    """One function of (d, beta), by region: `small` and `moderate` tilts, `high` orders, large tilts at `middle` and `low` orders.

    `line` is its closed form for d = 1 and beta > 1, where there is a better one; `odd` says that it changes sign with beta.
    """

    small: Callable[..., Any]
    moderate: Callable[..., Any]
    high: Callable[..., Any]
    middle: Callable[..., Any]
    low: Callable[..., Any]
    line: Callable[..., Any] | None = None
    odd: bool = False


def stirling_correction(x: Any, fn: Any) -> Any:
    """log Gamma(x + 1) - ((x + 1/2) log x - x + log(2 pi)/2), for x >= 1/2 (DLMF 5.11.1), by way of its values at x + 1, x + 2, ..."""
    total = 0.0 * x
    for _ in range(STIRLING_FROM):
        total = total + ((x + 0.5) * fn.log1p(1.0 / x) - 1.0)
        x = x + 1.0
    z, tail = 1.0 / (x * x), 0.0
    for coefficient in reversed(STIRLING):
        tail = coefficient + z * tail
    return total + tail / x


def _log_gamma(x: Any, fn: Any) -> Any:
    """log Gamma of a number, or of an array that repeats a few values."""
    if fn is MATH:
        return math.lgamma(x)
    values, back = np.unique(x, return_inverse=True)
    return np.array([math.lgamma(value) for value in values.tolist()])[back.reshape(x.shape)]


def _tail(beta: Any, fn: Any) -> Any:
    """1 - tanh(beta), without subtraction."""
    e = fn.exp(-2.0 * beta)
    return 2.0 * e / (1.0 + e)


def _line_divergence(beta: Any, fn: Any) -> Any:
    """D for d = 1: log 2 less what is missing."""
    e = fn.exp(-2.0 * beta)
    return math.log(2.0) - (fn.log1p(e) + 2.0 * beta * e / (1.0 + e))


def _mean(at: uniform.Place, *_: Any) -> Any:
    return uniform.mean(at)


def _shortfall(at: uniform.Place, *_: Any) -> Any:
    return uniform.shortfall(at)


MEAN = Quantity(series.small_mean, series.mean, _mean, _mean, _mean, line=lambda b, fn: fn.tanh(b), odd=True)
SHORTFALL = Quantity(series.small_shortfall, series.shortfall, _shortfall, _shortfall, _shortfall, line=_tail)
LOG_NORMALISER = Quantity(
    series.small_log_normaliser,
    series.log_normaliser,
    uniform.high_order_log_normaliser,
    uniform.large_tilt_log_normaliser,
    uniform.low_order_log_normaliser,
)
DIVERGENCE = Quantity(
    series.small_divergence,
    series.divergence,
    uniform.high_order_divergence,
    uniform.large_tilt_divergence,
    uniform.low_order_divergence,
    line=_line_divergence,
)


def scalar(quantity: Quantity, d: float, beta: float) -> float:
    """The value for numbers; nan outside d >= 1."""
    if not (1.0 <= d < math.inf and -math.inf < beta < math.inf):
        return math.nan
    if beta < 0.0:
        return -scalar(quantity, d, -beta) if quantity.odd else scalar(quantity, d, -beta)
    nu = 0.5 * d - 1.0
    if d == 1.0 and beta > series.SMALL_TILT and quantity.line is not None:
        return float(quantity.line(beta, MATH))
    if nu >= HIGH_ORDER:
        return float(quantity.high(uniform.place(nu, beta, MATH)))
    if beta <= series.SMALL_TILT:
        return float(quantity.small(d, beta, MATH))
    if math.hypot(nu, beta) < LARGE:
        return float(quantity.moderate(series.sums(d, beta)))
    return float(_large(quantity, uniform.place(nu, beta, MATH), low=nu < 0.5))


def _large(quantity: Quantity, at: uniform.Place, *, low: bool) -> Any:
    return quantity.low(at, _log_gamma(at.nu + 1.0, at.fn)) if low else quantity.middle(at, stirling_correction(at.nu, at.fn))


def array(quantity: Quantity, d: Any, beta: Any) -> Any:
    """The values for float64 arrays of one shape; nan outside d >= 1. No warning is raised."""
    size = np.abs(beta)
    found = np.full(size.shape, np.nan)
    with np.errstate(all="ignore"):
        usable = (d >= 1.0) & (d < np.inf) & (size < np.inf)
        for mask, compute in _regions(quantity, 0.5 * d - 1.0, d, size):
            mask &= usable
            if mask.any():
                found[mask] = compute(d[mask], size[mask])
                usable &= ~mask
        return np.where(beta < 0, -found, found) if quantity.odd else found


def _regions(quantity: Quantity, nu: Any, d: Any, beta: Any) -> Any:
    """Masks and what to compute there; the first that fits counts."""
    w = np.hypot(nu, beta)

    def expansion(which: Callable[[uniform.Place], Any]) -> Callable[[Any, Any], Any]:
        return lambda d, beta: which(_place(0.5 * d - 1.0, beta))

    if quantity.line is not None:
        line = quantity.line
        yield (d == 1.0) & (beta > series.SMALL_TILT), lambda d, beta: line(beta, ARRAYS)
    yield (nu >= HIGH_ORDER) & (w >= FEW_ORDERS), expansion(quantity.high)
    yield nu >= HIGH_ORDER, expansion(quantity.high)
    yield beta <= series.SMALL_TILT, lambda d, beta: quantity.small(d, beta, ARRAYS)
    yield w < LARGE, lambda d, beta: quantity.moderate(series.sums_array(d, beta))
    for few in (FEW_ORDERS, 0.0):
        yield (nu < 0.5) & (w >= few), expansion(lambda at: _large(quantity, at, low=True))
        yield (nu >= 0.5) & (w >= few), expansion(lambda at: _large(quantity, at, low=False))


def _place(nu: Any, beta: Any) -> uniform.Place:
    return uniform.place(nu, beta, ARRAYS, float(np.hypot(nu, beta).min()))
