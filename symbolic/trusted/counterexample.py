"""Checking a counterexample: every assumption holds at the point, every graph has its function's properties, and the statement fails.

Only a point that passes here makes a claim `refuted`.
"""

from __future__ import annotations

from symbolic.language.admission import admits, holds_at
from symbolic.language.domain import symbols_of
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation


def violates(obligation: Obligation, point: Point) -> bool:
    """Whether `point` satisfies all that is given and certainly makes the goal false; undefined terms and doubt are no violation."""
    symbols = symbols_of(obligation.given, obligation.goal)
    return admits(obligation.given, point, symbols, obligation.goal) and holds_at(obligation.goal, point) is False
