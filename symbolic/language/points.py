"""A point that satisfies the assumptions, so that nothing is ever proved from a contradiction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symbolic.language.admission import admits
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.enumeration import points
from symbolic.language.errors import ContradictoryAssumptions
from symbolic.language.point import Point

MOST_POINTS = 3000


def find_point(given: Domain, statements: Sequence[Any] = (), most: int = MOST_POINTS) -> Point | None:
    """The simplest point found that `given` admits, with values for everything in `statements`; None when the search ends without one."""
    for point in points(given, statements, most):
        if admits(given, point, symbols_of(given, *statements)):
            return point
    return None


def satisfying_point(given: Domain) -> Point:
    """Like `find_point`, but raises `ContradictoryAssumptions` when none is found."""
    point = find_point(given)
    if point is None:
        shown = ", ".join(f"`{a}`" for a in given.assumptions)
        raise ContradictoryAssumptions(f"no point was found that satisfies {shown}: look for a contradiction among them")
    return point
