"""Monotone on an interval by the sign of the derivative inside it, and unique extrema by its signs before and after the place.

By the mean value theorem the ends of the interval do not matter, as long as the expression is continuous up to them: a square grows on
t >= 0 although its slope vanishes at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, unfold
from symbolic.language.statements import Comparison, Extremum, Shape, Statement
from symbolic.trusted.calculus import SLOPE, defined, require_interval
from symbolic.trusted.conditions import continuous
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import normalised

STRICT = {"<=": "<", ">=": ">"}
BEFORE_AND_AFTER = {"maximum": (">", "<"), "minimum": ("<", ">")}


@dataclass(frozen=True)
class ByInteriorDerivative:
    """A monotone expression: continuous on the interval, with a derivative of one sign inside it.

    `conditions` prove that the derivative is defined inside, `sign` its sign there.
    """

    conditions: tuple[Any, ...]
    sign: Any


@dataclass(frozen=True)
class SlopeSide:
    """On one side of the place: proofs that the derivative is defined there, and of its sign."""

    conditions: tuple[Any, ...]
    sign: Any


@dataclass(frozen=True)
class BySlopeChange:
    """A unique extremum: the place is admissible, the expression rises strictly before it and falls strictly after it, or the reverse."""

    admissible: tuple[Any, ...]
    before: SlopeSide
    after: SlopeSide


def interior(context: Context, variable: Any) -> tuple[Statement, ...]:
    """What holds strictly between two points that the assumptions allow: each weak bound on the variable becomes a strict one.

    A bound c v + r >= 0 with c not 0 differs at two points, so it is positive between them; where c might be 0 it stays as it is.
    """
    found: list[Statement] = []
    for fact in (*kind_facts([variable]), *context.domain.relations):
        if not isinstance(fact, Comparison) or fact.relation not in STRICT or variable not in symbols_of(fact):
            continue
        slope = normalised(derivative(fact.left - fact.right, variable), context.positive)
        if context.relation(slope) in ("<", ">", "!="):
            found.append(Comparison(fact.left, STRICT[fact.relation], fact.right))
    return tuple(found)


def by_interior_derivative(kernel: Kernel, context: Context, goal: Statement, proof: ByInteriorDerivative) -> None:
    """Mean value theorem on the closed segment between two admissible points."""
    if not isinstance(goal, Shape) or goal.kind not in SLOPE:
        raise Rejected(f"`{goal}` does not say that an expression is monotone")
    require_interval(context, goal.variable)
    _require_continuous(context, goal.expression, goal.variable)
    inner = context.adding(*interior(context, goal.variable))
    slope = derivative(goal.expression, goal.variable)
    kernel.check_conditions(inner, defined(inner, slope), proof.conditions)
    kernel.check(inner, Comparison(slope, SLOPE[goal.kind], ZERO), proof.sign)


def by_slope_change(kernel: Kernel, context: Context, goal: Statement, proof: BySlopeChange) -> None:
    """Mean value theorem between the place and any other admissible point."""
    if not isinstance(goal, Extremum):
        raise Rejected(f"`{goal}` is not about an extremum")
    require_interval(context, goal.variable)
    _require_continuous(context, goal.expression, goal.variable)
    *admissible, _ = unfold(context.domain, goal)
    if len(admissible) != len(proof.admissible):
        raise Rejected(f"{len(admissible)} conditions on the place, {len(proof.admissible)} proofs")
    for obligation, inner in zip(admissible, proof.admissible, strict=True):
        kernel.check(context, obligation.goal, inner)
    slope = derivative(goal.expression, goal.variable)
    signs = BEFORE_AND_AFTER[goal.kind]
    for local, sign, side in zip(sides(context, goal), signs, (proof.before, proof.after), strict=True):
        kernel.check_conditions(local, defined(local, slope), side.conditions)
        kernel.check(local, Comparison(slope, sign, ZERO), side.sign)


def sides(context: Context, goal: Extremum) -> tuple[Context, Context]:
    """The facts strictly before and strictly after the place, inside the interval."""
    inner = context.adding(*interior(context, goal.variable))
    return tuple(inner.adding(Comparison(goal.variable, relation, goal.at)) for relation in ("<", ">"))  # type: ignore[return-value]


def _require_continuous(context: Context, expression: Any, variable: Any) -> None:
    if not continuous(expression, variable, context.domain):
        raise Rejected(f"`{expression}` is not seen to be continuous in `{variable}`")


RULES = {ByInteriorDerivative: by_interior_derivative, BySlopeChange: by_slope_change}
NAMES = {ByInteriorDerivative: "derivative sign", BySlopeChange: "derivative sign"}
