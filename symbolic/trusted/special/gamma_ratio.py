"""What is known of the gamma function on the positive axis beyond its recurrence and its sign, which are part of the normal form.

Its logarithm is strictly convex: the second derivative, the trigamma function, is a sum of squares (DLMF 5.15.1; 5.5.18 is the inequality
between three points). Gautschi's bounds of a quotient of neighbours follow from it and the recurrence (DLMF 5.6.4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, gamma

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def log_convex(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Gamma(x + a) Gamma(x + n) < Gamma(x) Gamma(x + a + n) for x, a, n > 0: the outer pair has the same sum and is further apart."""
    x, a, n = arguments
    _speaks_of_gamma(function)
    for term in arguments:
        require(context, term, ">")
    return Comparison(gamma(x + a) * gamma(x + n), "<", gamma(x) * gamma(x + a + n))


def gautschi_above(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Gamma(x + 1) < (x + 1)^(1 - s) Gamma(x + s) for x > 0 and 0 < s < 1."""
    x, s = _between_neighbours(context, function, arguments)
    return Comparison(gamma(x + 1), "<", (x + 1) ** (1 - s) * gamma(x + s))


def gautschi_below(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Gamma(x + 1) > x^(1 - s) Gamma(x + s) for x > 0 and 0 < s < 1."""
    x, s = _between_neighbours(context, function, arguments)
    return Comparison(gamma(x + 1), ">", x ** (1 - s) * gamma(x + s))


def _between_neighbours(context: Context, function: Any, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    x, s = arguments
    _speaks_of_gamma(function)
    for term in (x, s, Integer(1) - s):
        require(context, term, ">")
    return x, s


def _speaks_of_gamma(function: Any) -> None:
    if function is not gamma:
        raise NotApplicable(f"`{function}` is not the gamma function")


AXIOMS: dict[str, Rule] = {"gamma_log_convex": log_convex, "gautschi_above": gautschi_above, "gautschi_below": gautschi_below}
