"""erfc, Phi and erf of arguments that differ in sign by erf: erfc = 1 - erf (DLMF 7.2.2), erf is odd (7.4.1), and Phi(x) = (1 + erf(x/sqrt
2))/2 (Abramowitz and Stegun 26.2.29); the quantile undoes Phi.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, erf, erfc, sqrt

from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.normal_form import normalised

ONE = Integer(1)


def expand(term: Any, context: Any) -> Any:
    """Everything in erf at arguments with a positive leading coefficient, and quantiles of what is not a value of Phi."""

    def rule(part: Any) -> Any:
        if isinstance(part, normal_quantile):
            return _quantile(part.args[0], context)
        if isinstance(part, normal_cdf):
            (inner,) = part.args
            return inner.args[0] if isinstance(inner, normal_quantile) else part
        return part

    return everywhere(everywhere(term, rule), lambda part: _in_erf(part, context))


def _in_erf(part: Any, context: Any) -> Any:
    if isinstance(part, erfc):
        return ONE - _in_erf(erf(part.args[0]), context)
    if isinstance(part, normal_cdf):
        if part.has(normal_quantile):
            back = _value_at_quantile(part.args[0])
            if back is not None:
                return back
        return (ONE + _in_erf(erf(part.args[0] / sqrt(2)), context)) / 2
    if isinstance(part, erf):
        argument = normalised(part.args[0], context.positive)
        return -erf(-argument) if leading_sign(argument) < 0 else erf(argument)
    return part


def _value_at_quantile(argument: Any) -> Any:
    """Phi at the quantile of p or its negative."""
    if isinstance(argument, normal_quantile):
        return argument.args[0]
    if isinstance(-argument, normal_quantile):
        return ONE - (-argument).args[0]
    return None


def _quantile(p: Any, context: Any) -> Any:
    """The quantile of Phi(x) is x, that of 1 - p minus that of p."""
    for inner, sign in ((p, 1), (normalised(ONE - p), -1)):
        if isinstance(inner, normal_cdf):
            return sign * inner.args[0]
    doubled = normalised(2 * p - ONE)
    if isinstance(doubled, erf) or isinstance(-doubled, erf):  # Phi(x) = (1 + erf(x/sqrt 2))/2
        return sqrt(2) * (doubled.args[0] if isinstance(doubled, erf) else -(-doubled).args[0])
    p = normalised(p, context.positive)
    if p == ONE / 2:
        return Integer(0)
    return -normal_quantile(ONE - p) if leading_sign(p) < 0 else normal_quantile(p)


EXPANSION = Expansion(20, (erf, erfc, normal_cdf, normal_quantile), expand)
