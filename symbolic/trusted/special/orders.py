"""Maxima, minima and absolute values by their definitions, without a case for each arm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Abs, Integer, Max, Min

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

ZERO = Integer(0)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def extreme_bounds_part(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Each of a, b, ... is at most Max(a, b, ...) and at least Min(a, b, ...)."""
    term, part = arguments
    if function not in (Max, Min) or not isinstance(term, function) or part not in term.args:
        raise NotApplicable("`", part, "` is not among the arguments of `", term, "`")
    return Comparison(part, "<=" if function is Max else ">=", term)


def extreme_is_bounded(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """What is at least each of a, b, ... is at least Max(a, b, ...); mirrored for Min."""
    term, bound = arguments
    if function not in (Max, Min) or not isinstance(term, function):
        raise NotApplicable("`", term, "` is neither a maximum nor a minimum")
    for part in term.args:
        require(context, bound - part if function is Max else part - bound, ">=")
    return Comparison(term, "<=" if function is Max else ">=", bound)


def absolute_nonnegative(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """|a| >= 0."""
    (a,) = arguments
    if function is not Abs:
        raise NotApplicable("`", function, "` is not the absolute value")
    return Comparison(Abs(a), ">=", ZERO)


def absolute_bounds_its_argument(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a <= |a|."""
    (a,) = arguments
    if function is not Abs:
        raise NotApplicable("`", function, "` is not the absolute value")
    return Comparison(a, "<=", Abs(a))


def absolute_is_bounded(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """-bound <= a <= bound gives |a| <= bound."""
    a, bound = arguments
    if function is not Abs:
        raise NotApplicable("`", function, "` is not the absolute value")
    require(context, bound - a, ">=")
    require(context, bound + a, ">=")
    return Comparison(Abs(a), "<=", bound)


def absolute_of_product(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a b <= |a| |b|."""
    a, b = arguments
    if function is not Abs:
        raise NotApplicable("`", function, "` is not the absolute value")
    return Comparison(a * b, "<=", Abs(a) * Abs(b))


AXIOMS: dict[str, Rule] = {
    "extreme_bounds_part": extreme_bounds_part,
    "extreme_is_bounded": extreme_is_bounded,
    "absolute_nonnegative": absolute_nonnegative,
    "absolute_bounds_its_argument": absolute_bounds_its_argument,
    "absolute_is_bounded": absolute_is_bounded,
    "absolute_of_product": absolute_of_product,
}
