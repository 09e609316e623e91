"""A statement about symbols, ready to be searched: its region, its margin, and the exact check of what looks like a counterexample."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from symbolic.language import floats
from symbolic.language.admissible_ranges import Range
from symbolic.language.obligations import opposed
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation, substitute_statement
from symbolic.language.region import Region, region
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Nearness,
    Negation,
)
from symbolic.trusted.counterexample import NO_LEMMAS, Lemmas, violates

WORST = -math.inf


@dataclass
class Target:
    """`margin` over the free symbols of `within`; `touching`: a margin of 0 may be a violation. `checks` by exact arithmetic are left.

    `graphs` and `lemmas` go with every point that is checked.
    """

    obligation: Obligation
    within: Region
    margin: floats.Number
    touching: bool
    checks: int
    graphs: dict[Any, Any] = field(default_factory=dict)
    lemmas: Lemmas = field(default_factory=lambda: NO_LEMMAS)
    tried: int = 0
    ties: list[Point] = field(default_factory=list)
    seen: set[tuple[Fraction, ...]] = field(default_factory=set)

    @property
    def equation(self) -> bool:
        return isinstance(self.obligation.goal, Comparison) and self.obligation.goal.relation == "=="

    @cached_property
    def spans(self) -> tuple[Range, ...]:
        """The range of each free symbol, given all others."""
        constraints = [c for span in self.within.ranges for c in span.constraints]
        return tuple(Range(s, tuple(c for c in constraints if s in c.slopes), ()) for s in self.within.symbols)

    def at(self, place: Sequence[float]) -> float:
        """The margin at an admissible place; minus infinity elsewhere."""
        self.tried += 1
        return floats.finite_margin(self.margin, place) if self.within.admits(place) else WORST

    def fails_at(self, values: tuple[Fraction, ...]) -> Point | None:
        """The point with these values if it is a counterexample for certain; those that only look like one cost a check."""
        try:
            place = [float(v) for v in values]
        except OverflowError:
            return self.checked(values, 0.0)
        return self.checked(values, self.at(place))

    def checked(self, values: tuple[Fraction, ...], seems: float) -> Point | None:
        if seems < 0 or (seems == 0 and not self.touching) or values in self.seen or self.checks <= 0:
            return None
        self.seen.add(values)
        self.checks -= 1
        known = self.within.complete(dict(zip(self.within.symbols, values, strict=True)))
        if known is None:
            return None
        point = Point(known, self.graphs)
        if violates(self.obligation, point, self.lemmas):
            return point
        if seems == 0:
            self.ties.append(point)
        return None

    def propose_tie(self, values: tuple[Any, ...]) -> None:
        """A place where both sides may be equal, with irrational values, which only a proof can tell."""
        known = self.within.complete(dict(zip(self.within.symbols, values, strict=True)))
        if known is not None:
            self.ties.append(Point(known, self.graphs))


def target(obligation: Obligation, checks: int) -> Target | None:
    """None where the goal has no fast evaluation."""
    within = region(obligation.given, (obligation.goal,))
    goal = substitute_statement(obligation.goal, dict(within.fixed)) if within.fixed else obligation.goal
    try:
        margin = floats.margin(goal, within.symbols)
    except floats.NotCompiled:
        return None
    return Target(obligation, within, margin, touching(goal), checks)


def touching(statement: Any) -> bool:
    """Whether equality of the two sides of a comparison in it can make it fail."""
    if isinstance(statement, Comparison):
        return statement.relation in ("<", ">", "!=")
    if isinstance(statement, Nearness):
        return False
    if isinstance(statement, Conjunction | Disjunction):
        return any(map(touching, statement.parts))
    if isinstance(statement, Negation):
        opposite = opposed(statement.part)
        return opposite is None or touching(opposite)
    if isinstance(statement, Implication):
        return touching(Negation(statement.premise)) or touching(statement.conclusion)
    return isinstance(statement, Equivalence)


__all__ = ["WORST", "Target", "target", "touching"]
