"""What is known of whole numbers among the reals: the floor (DLMF, Common Notations: the greatest whole number that is not above x), and
that two different whole numbers are at least 1 apart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import ceiling, floor

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def _speaks_of_floor(function: Any) -> None:
    if function is not floor:
        raise NotApplicable(f"`{function}` is not the floor")


def floor_below(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """floor(x) <= x."""
    (x,) = arguments
    _speaks_of_floor(function)
    return Comparison(floor(x), "<=", x)


def floor_above(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """x < floor(x) + 1."""
    (x,) = arguments
    _speaks_of_floor(function)
    return Comparison(x, "<", floor(x) + 1)


def whole_gap(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a + 1 <= b for whole numbers a < b."""
    a, b = arguments
    _speaks_of_floor(function)
    if not (a.is_integer and b.is_integer):
        raise NotApplicable("`", a, "` and `", b, "` are not both known to be whole numbers")
    require(context, b - a, ">")
    return Comparison(a + 1, "<=", b)


def floor_unique(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """floor(x) = e for the whole number e with e <= x < e + 1."""
    x, e = arguments
    _speaks_of_floor(function)
    if not e.is_integer:
        raise NotApplicable("`", e, "` is not known to be a whole number")
    require(context, x - e, ">=")
    require(context, e + 1 - x, ">")
    return Comparison(floor(x), "==", e)


def ceiling_by_floor(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """ceil(x) = -floor(-x) (DLMF, Common Notations)."""
    (x,) = arguments
    _speaks_of_floor(function)
    return Comparison(ceiling(x), "==", -floor(-x))


AXIOMS: dict[str, Rule] = {
    "floor_below": floor_below,
    "floor_above": floor_above,
    "floor_unique": floor_unique,
    "ceiling_by_floor": ceiling_by_floor,
    "whole_gap": whole_gap,
}
