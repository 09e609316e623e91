"""The ranges of the inverse sine and cosine: [-pi/2, pi/2] and [0, pi] on [-1, 1], strictly inside it (DLMF 4.23(ii), principal values)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, acos, asin, pi

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]
ZERO = Integer(0)


def _at(context: Context, function: Any, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    (u,) = arguments
    if function not in (asin, acos):
        raise NotApplicable(f"`{function}` is neither the inverse sine nor the inverse cosine")
    require(context, 1 - u, ">=")
    require(context, 1 + u, ">=")
    return u, (ZERO, pi) if function is acos else (-pi / 2, pi / 2)


def above(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """The lower end: of acos at u = 1, of asin at u = -1."""
    u, (low, _) = _at(context, function, arguments)
    off_the_end = implied(context.relation(1 - u if function is acos else 1 + u), ">")
    return Comparison(function(u), ">" if off_the_end else ">=", low)


def below(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """The upper end: of acos at u = -1, of asin at u = 1."""
    u, (_, high) = _at(context, function, arguments)
    off_the_end = implied(context.relation(1 + u if function is acos else 1 - u), ">")
    return Comparison(function(u), "<" if off_the_end else "<=", high)


AXIOMS: dict[str, Rule] = {"inverse_circular_above": above, "inverse_circular_below": below}
