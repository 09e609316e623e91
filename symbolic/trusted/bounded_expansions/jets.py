"""Taylor coefficients of terms over balls: coefficient k encloses the k-th derivative over k!, at every point of the ball.

By Arb's power series. A function whose coefficients are finite over a ball is analytic on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from flint import arb, arb_series, ctx
from sympy import LambertW

from symbolic.language.balls import ball
from symbolic.language.differentiation import evaluate_derivatives
from symbolic.language.meaning import value
from symbolic.language.point import Point
from symbolic.language.special.normal import normal_cdf
from symbolic.language.terms import free_symbols
from symbolic.trusted.bounded_expansions.scale import NoExpansion

Series = Any
Step = Callable[[Series], Series]


def taylor_at(head: Any, place: Any, n: int) -> list[Any]:
    """Coefficients 0 to n of a function of one argument over the ball `place`."""
    if hasattr(head, "taylor"):
        return list(head.taylor(place, n))
    if head not in _STEPS:
        raise NoExpansion(f"no Taylor series of `{head}`")
    return coefficients(_STEPS[head], place, n)


def coefficients(step: Step, place: Any, n: int) -> list[Any]:
    """Coefficients 0 to n of `step` over the ball `place`. Raises `NoExpansion` where they are not finite."""
    before = ctx.cap
    ctx.cap = n + 2
    try:
        found = step(arb_series([place, 1], n + 2))
        result = [found[k] for k in range(n + 1)]
    except (ZeroDivisionError, ValueError) as error:
        raise NoExpansion("a denominator may vanish") from error
    finally:
        ctx.cap = before
    if not all(c.is_finite() for c in result):
        raise NoExpansion("not analytic on the whole ball, as far as is seen")
    return result


def _constant(series: Series) -> Any:
    return series[0]


def _exp2(series: Series) -> tuple[Series, Series]:
    return series.exp(), (-series).exp()


def _sinh(series: Series) -> Series:
    up, down = _exp2(series)
    return (up - down) / 2


def _cosh(series: Series) -> Series:
    up, down = _exp2(series)
    return (up + down) / 2


def _tanh(series: Series) -> Series:
    if _constant(series) < 0:
        return -_tanh(-series)
    return 1 - 2 / ((2 * series).exp() + 1)


def _asinh(series: Series) -> Series:
    if _constant(series) < 0:
        return -_asinh(-series)
    return (series + (series * series + 1).sqrt()).log()


def _acosh(series: Series) -> Series:
    return (series + (series * series - 1).sqrt()).log()


def _atanh(series: Series) -> Series:
    return ((1 + series) / (1 - series)).log() / 2


def _positive(series: Series) -> Series:
    if not _constant(series) > 0:
        raise NoExpansion("off the positive axis")
    return series


def _digamma(series: Series) -> Series:
    """The derivative of log Gamma, composed: coefficients at the constant, then powers of the rest."""
    _positive(series)
    outer = arb_series([_constant(series), 1], ctx.cap + 1)
    before = ctx.cap
    ctx.cap = before + 1
    try:
        slope = outer.lgamma().derivative()
    finally:
        ctx.cap = before
    return _compose(slope, series)


def _polygamma(order: int) -> Step:
    """Derivatives of digamma over the constant's ball, composed with the rest."""

    def step(series: Series) -> Series:
        before = ctx.cap
        ctx.cap = before + order
        try:
            slope = _digamma(arb_series([_constant(series), 1], ctx.cap))
            for _ in range(order):
                slope = slope.derivative()
        finally:
            ctx.cap = before
        return _compose(slope, series)

    return step


def _compose(outer: Series, inner: Series) -> Series:
    """outer(inner - inner[0]) by Horner's scheme."""
    small = inner - inner[0]
    total = arb_series([outer[ctx.cap - 1]], ctx.cap)
    for k in range(ctx.cap - 2, -1, -1):
        total = total * small + outer[k]
    return total


def _beyond_one(series: Series) -> Series:
    if not _constant(series) > 1:
        raise NoExpansion("zeta at most at 1")
    return series


def _absolute(series: Series) -> Series:
    if _constant(series) > 0:
        return series
    if _constant(series) < 0:
        return -series
    raise NoExpansion("a kink")


def _normal(series: Series) -> Series:
    return (-series / arb(2).sqrt()).erfc() / 2


_STEPS: dict[Any, Step] = {
    sympy.exp: arb_series.exp,
    sympy.log: arb_series.log,
    sympy.sin: arb_series.sin,
    sympy.cos: arb_series.cos,
    sympy.tan: arb_series.tan,
    sympy.asin: arb_series.asin,
    sympy.acos: arb_series.acos,
    sympy.atan: arb_series.atan,
    sympy.sinh: _sinh,
    sympy.cosh: _cosh,
    sympy.tanh: _tanh,
    sympy.asinh: _asinh,
    sympy.acosh: _acosh,
    sympy.atanh: _atanh,
    sympy.erf: arb_series.erf,
    sympy.erfc: arb_series.erfc,
    normal_cdf: _normal,
    sympy.gamma: lambda s: _positive(s).gamma(),
    sympy.loggamma: lambda s: _positive(s).lgamma(),
    sympy.digamma: _digamma,
    LambertW: lambda s: s.lambertw(),
    sympy.zeta: lambda s: _beyond_one(s).zeta(),
    sympy.Abs: _absolute,
}


def compiled(term: Any, variable: Any) -> Step:
    """A function from the series of `variable` to that of `term`. Raises `NoExpansion` for terms that have none here."""
    if term == variable:
        return lambda series: series
    if variable not in free_symbols(term):
        number = ball(value(term, Point()))
        return lambda series: arb_series([number], ctx.cap)
    if term.is_Add or term.is_Mul:
        return _folded(term, variable)
    if isinstance(term, sympy.Pow):
        return _power(term, variable)
    if isinstance(term, sympy.factorial | sympy.binomial | sympy.beta):
        return compiled(by_gamma(term), variable)
    if isinstance(term, sympy.Derivative | sympy.Subs):
        return compiled(evaluate_derivatives(term), variable)
    if isinstance(term, sympy.Max | sympy.Min):
        return _extremum(term, variable)
    if isinstance(term, sympy.polygamma) and term.args[0].is_Integer and 0 <= term.args[0] <= 20:
        inside, polygamma = compiled(term.args[1], variable), _polygamma(int(term.args[0]))
        return lambda series: polygamma(inside(series))
    if type(term) in _STEPS and len(term.args) == 1:
        inner, step = compiled(term.args[0], variable), _STEPS[type(term)]
        return lambda series: step(inner(series))
    if hasattr(term, "definition"):
        return compiled(term.definition, variable)
    raise NoExpansion(f"no Taylor series of `{term}`")


def by_gamma(term: Any) -> Any:
    """Factorials, binomials and the Beta function by Gamma functions, for arguments at which each of these is positive."""
    if isinstance(term, sympy.factorial):
        return sympy.gamma(term.args[0] + 1)
    first, second = term.args[:2]
    if isinstance(term, sympy.beta):
        return sympy.gamma(first) * sympy.gamma(second) / sympy.gamma(first + second)
    return sympy.gamma(first + 1) / sympy.gamma(second + 1) / sympy.gamma(first - second + 1)


def _folded(term: Any, variable: Any) -> Step:
    parts = [compiled(part, variable) for part in term.args]
    adding = bool(term.is_Add)

    def step(series: Series) -> Series:
        total = parts[0](series)
        for part in parts[1:]:
            total = total + part(series) if adding else total * part(series)
        return total

    return step


def _power(term: Any, variable: Any) -> Step:
    base, exponent = term.args
    inner = compiled(base, variable)
    if exponent.is_Integer and abs(int(exponent)) <= 400:
        return lambda series: _whole(inner(series), int(exponent))
    if exponent == sympy.Rational(1, 2):
        return lambda series: _positive(inner(series)).sqrt()
    above = compiled(exponent, variable)
    return lambda series: (_positive(inner(series)).log() * above(series)).exp()


def _whole(series: Series, exponent: int) -> Series:
    if exponent < 0:
        if not (_constant(series) > 0 or _constant(series) < 0):
            raise NoExpansion("a denominator may vanish")
        return _whole(1 / series, -exponent)
    result = arb_series([1], ctx.cap)
    while exponent:
        if exponent % 2:
            result = result * series
        exponent //= 2
        series = series * series if exponent else series
    return result


def _extremum(term: Any, variable: Any) -> Step:
    parts = [compiled(part, variable) for part in term.args]
    largest = isinstance(term, sympy.Max)

    def step(series: Series) -> Series:
        found = [part(series) for part in parts]
        for one in found:
            if all(other is one or (one[0] > other[0] if largest else one[0] < other[0]) for other in found):
                return one
        raise NoExpansion("a kink")

    return step


__all__ = ["by_gamma", "coefficients", "compiled", "taylor_at"]
