"""Functions with the sign of their argument, and ranges of the hyperbolic functions and of sine and cosine.

sinh, tanh, asinh, atanh, atan, asin and erf are odd and strictly increasing (DLMF 4.28, 4.31 to 4.37, 7.4.1, 7.5), so they have the sign of
their argument; -1 < tanh < 1 (4.28.3 with 4.28.2), cosh >= 1 (4.28.2), -1 <= sin, cos <= 1 (4.21.12).
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, asin, asinh, atan, atanh, cos, cosh, erf, sin, sinh, tanh

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context

ZERO, ONE = Integer(0), Integer(1)
ODD = (sinh, tanh, asinh, atanh, atan, asin, erf)
BOUNDED = {sin: "<=", cos: "<=", tanh: "<"}


def sign_of_argument(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(u) stands to 0 as u does."""
    (u,) = arguments
    relation = context.relation(u)
    if function not in ODD or relation is None:
        raise NotApplicable("`", function, "` at `", u, "`: the sign is not known")
    return Comparison(function(u, evaluate=False), relation, ZERO)


def below_one(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(u) < 1 for tanh, f(u) <= 1 for sine and cosine."""
    (u,) = arguments
    if function not in BOUNDED:
        raise NotApplicable("`", function, "` is not bounded by 1")
    return Comparison(function(u, evaluate=False), BOUNDED[function], ONE)


def above_minus_one(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(u) > -1 for tanh, f(u) >= -1 for sine and cosine."""
    upper = below_one(context, function, arguments)
    return Comparison(-ONE, upper.relation, upper.left)


def at_least_one(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """cosh(u) >= 1."""
    if function is not cosh:
        raise NotApplicable("`", function, "` is not the hyperbolic cosine")
    return Comparison(cosh(*arguments, evaluate=False), ">=", ONE)


AXIOMS = {
    "odd_sign": sign_of_argument,
    "below_one": below_one,
    "above_minus_one": above_minus_one,
    "cosh_at_least_one": at_least_one,
}
