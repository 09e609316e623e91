"""The functions of `math` with IEEE answers instead of exceptions: infinity at a pole or an overflow, nan outside the domain."""

from __future__ import annotations

import math
from collections.abc import Callable

from symbolic.numeric.accurate import digamma, log1pmx

INFINITY = math.inf


def divide(a: float, b: float) -> float:
    """a/b."""
    if b != 0:
        return a / b
    return math.nan if a == 0 or a != a else math.copysign(INFINITY, a) * math.copysign(1.0, b)


def power(a: float, b: float) -> float:
    """a^b; nan for a negative base and an exponent that is not a whole number."""
    try:
        return math.pow(a, b)
    except OverflowError:
        return -INFINITY if a < 0 and b % 2 == 1 else INFINITY
    except ValueError:
        if a == 0:
            return math.copysign(INFINITY, a) if b % 2 == 1 else INFINITY
        return math.nan


def modulo(a: float, b: float) -> float:
    """a - b floor(a/b)."""
    return math.nan if b == 0 or math.isinf(a) else a % b


def floor(x: float) -> float:
    """The largest whole number that is not above x."""
    return float(math.floor(x)) if math.isfinite(x) else x


def ceiling(x: float) -> float:
    """The smallest whole number that is not below x."""
    return float(math.ceil(x)) if math.isfinite(x) else x


def sign(x: float) -> float:
    """-1, 0 or 1."""
    return x if x != x else float((x > 0) - (x < 0))


def log(x: float) -> float:
    """The natural logarithm, -inf at 0."""
    return math.log(x) if x > 0 or x != x else (-INFINITY if x == 0 else math.nan)


def log1p(x: float) -> float:
    """log(1 + x), -inf at -1."""
    return math.log1p(x) if x > -1 or x != x else (-INFINITY if x == -1 else math.nan)


def atanh(x: float) -> float:
    """The inverse of tanh, infinite at -1 and 1."""
    return math.copysign(INFINITY, x) if abs(x) == 1 else _or_nan(math.atanh)(x)


def loggamma(x: float) -> float:
    """log gamma(x) for x >= 0; nan for negative x, where it is not real."""
    if x < 0:
        return math.nan
    return _saturated(math.lgamma)(x) if x != 0 else INFINITY


def gamma(x: float) -> float:
    """The gamma function; nan at its poles 0, -1, -2, ..."""
    return math.nan if x <= 0 and x == math.floor(max(x, -1e300)) else _saturated(math.gamma)(x)


def _or_nan(function: Callable[[float], float]) -> Callable[[float], float]:
    def guarded(x: float) -> float:
        try:
            return function(x)
        except ValueError:
            return math.nan

    return guarded


def _saturated(function: Callable[[float], float], odd: bool = False) -> Callable[[float], float]:
    def guarded(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return math.copysign(INFINITY, x) if odd else INFINITY
        except ValueError:
            return math.nan

    return guarded


SAFE: dict[str, Callable[..., float]] = {
    "divide": divide,
    "power": power,
    "modulo": modulo,
    "floor": floor,
    "ceiling": ceiling,
    "sign": sign,
    "log": log,
    "log1p": log1p,
    "log1pmx": log1pmx,
    "digamma": digamma,
    "loggamma": loggamma,
    "gamma": gamma,
    "atanh": atanh,
    "erf": math.erf,
    "erfc": math.erfc,
    "exp": _saturated(math.exp),
    "expm1": _saturated(math.expm1),
    "cosh": _saturated(math.cosh),
    "sinh": _saturated(math.sinh, odd=True),
    **{name: _or_nan(getattr(math, name)) for name in ("sin", "cos", "tan", "asin", "acos", "acosh")},
    "square_root": _or_nan(math.sqrt),
    "atan": math.atan,
    "tanh": math.tanh,
    "asinh": math.asinh,
    "atan2": math.atan2,
}

FAST: dict[str, Callable[..., float]] = {
    **SAFE,
    **{
        name: getattr(math, name) for name in ("log", "log1p", "exp", "expm1", "cosh", "sinh", "sin", "cos", "tan", "asin", "acos", "acosh")
    },
    "square_root": math.sqrt,
    "power": math.pow,
}
