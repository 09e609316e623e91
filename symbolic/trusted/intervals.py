"""The interval to which facts confine a variable: what comparisons with constants say at sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Abs, Integer, oo

from symbolic.language.balls import ball, compare
from symbolic.language.domain import symbols_of
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.statements import Comparison
from symbolic.trusted.context import MIRROR, Context


@dataclass(frozen=True)
class Interval:
    """lower < x < upper; `closed` says of each end whether it belongs to it. `without` are single points that do not."""

    lower: Any = -oo
    upper: Any = oo
    closed: tuple[bool, bool] = (False, False)
    without: tuple[Any, ...] = ()

    def admits(self, place: Any) -> bool:
        """Whether a point between the ends, or an end, belongs to it."""
        if place in self.without:
            return False
        return not ((place == self.lower and not self.closed[0]) or (place == self.upper and not self.closed[1]))


def interval_of(context: Context, variable: Any) -> Interval:
    """The smallest interval around all values of `variable` that the facts about it alone show."""
    found = Interval()
    for fact in context.facts:
        if isinstance(fact, Comparison) and symbols_of(fact) == [variable]:
            for relation, bound in _bounds(fact, variable):
                found = _narrowed(found, relation, bound)
    inner = tuple(place for place in found.without if _order(place, found.lower) is not True and _order(found.upper, place) is not True)
    found = Interval(found.lower, found.upper, found.closed, inner)
    return _whole(found) if variable.is_integer else found


def _bounds(fact: Comparison, variable: Any) -> list[tuple[str, Any]]:
    """Pairs (relation, constant) with x relation constant."""
    for side, other, relation in ((fact.left, fact.right, fact.relation), (fact.right, fact.left, MIRROR[fact.relation])):
        if variable in symbols_of(other):
            continue
        if side == variable:
            return [(relation, other)]
        if side == Abs(variable) and relation in ("<", "<="):
            return [(relation, other), (MIRROR[relation], -other)]
        if side == Abs(variable) and relation == "!=" and other == 0:
            return [("!=", other)]
    return _affine(fact, variable)


def _affine(fact: Comparison, variable: Any) -> list[tuple[str, Any]]:
    from symbolic.language.differentiation import NoDerivative, derivative
    from symbolic.language.terms import substitute
    from symbolic.trusted.normal_form import TooLarge, normalised

    term = fact.left - fact.right
    try:
        slope = normalised(derivative(term, variable))
        if symbols_of(slope):
            return []
        rest = normalised(substitute(term, {variable: Integer(0)}))
        with working_precision(128):
            direction = compare(value(slope, Point()), ">", value(Integer(0), Point()))
            other = compare(value(slope, Point()), "<", value(Integer(0), Point()))
    except (NoDerivative, TooLarge, Undefined, Unknown, ZeroDivisionError):
        return []
    if not (direction or other):
        return []
    return [(fact.relation if direction else MIRROR[fact.relation], normalised(-rest / slope))]


def _narrowed(found: Interval, relation: str, bound: Any) -> Interval:
    lower, upper, (left, right), without = found.lower, found.upper, found.closed, found.without
    if bound.is_infinite:
        return found
    if relation == "!=":
        return Interval(lower, upper, (left, right), tuple(dict.fromkeys((*without, bound))))
    if relation in (">", ">=", "=="):
        higher = _order(lower, bound)
        if higher is True:
            lower, left = bound, relation != ">"
        elif higher is None and lower == bound:
            left = left and relation != ">"
    if relation in ("<", "<=", "=="):
        lower_than = _order(bound, upper)
        if lower_than is True:
            upper, right = bound, relation != "<"
        elif lower_than is None and upper == bound:
            right = right and relation != "<"
    return Interval(lower, upper, (left, right), without)


def _order(first: Any, second: Any) -> bool | None:
    """first < second; None where that is not resolved."""
    if first == second:
        return None
    if oo in (first, second) or -oo in (first, second):
        return bool(first == -oo or second == oo)
    try:
        with working_precision(128):
            low, high = ball(value(first, Point())), ball(value(second, Point()))
    except (Undefined, Unknown, ZeroDivisionError):
        return None
    return True if low < high else False if low > high else None


def _whole(found: Interval) -> Interval:
    """Of integers: a strict bound by a whole number is a weak one by the next; only whole numbers are left out."""
    lower, upper, (left, right) = found.lower, found.upper, found.closed
    without = tuple(place for place in found.without if place.is_Integer)
    for _ in range(len(without) + 1):
        if lower.is_Integer and (not left or lower in without):
            lower, left = lower + 1, True
        if upper.is_Integer and (not right or upper in without):
            upper, right = upper - 1, True
    return Interval(lower, upper, (left, right), without)


__all__ = ["Interval", "interval_of"]
