"""Interior derivative: monotone expressions and unique extrema by signs of the derivative inside, before and after the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.predicates import unfold
from symbolic.language.statements import Comparison, Extremum, Shape
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.trusted.calculus import SLOPE, defined
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.rules.interior_derivative import BEFORE_AND_AFTER, ByInteriorDerivative, BySlopeChange, SlopeSide, interior, sides


@dataclass(frozen=True)
class InteriorDerivative:
    """Proposes the derivative's signs; the kernel checks continuity, that the domain is an interval, and takes the derivative itself."""

    name: str = "interior derivative"
    rank: int = 42

    def attempt(self, problem: Problem) -> Found | None:
        states = problem.states
        if not isinstance(states, Extremum) and not (isinstance(states, Shape) and states.kind in SLOPE):
            return None
        try:
            proof = _extremum(problem, states) if isinstance(states, Extremum) else _shape(problem, states)
        except NoDerivative:
            return None
        return None if proof is None else Found(proof=proof)


def _shape(problem: Problem, states: Shape) -> Any:
    context = problem.context
    inner = context.adding(*interior(context, states.variable))
    side = _side(inner, derivative(states.expression, states.variable), SLOPE[states.kind], problem.budget)
    return None if side is None else ByInteriorDerivative(side.conditions, side.sign)


def _extremum(problem: Problem, states: Extremum) -> Any:
    *admissible, _ = unfold(problem.given, states)
    places = [prove(problem.context, obligation.goal, problem.budget) for obligation in admissible]
    if None in places:
        return None
    slope = derivative(states.expression, states.variable)
    found = []
    for local, sign in zip(sides(problem.context, states), BEFORE_AND_AFTER[states.kind], strict=True):
        side = _side(local, slope, sign, problem.budget)
        if side is None:
            return None
        found.append(side)
    return BySlopeChange(tuple(places), *found)


def _side(context: Context, slope: Any, sign: str, budget: Any) -> SlopeSide | None:
    conditions = prove_conditions(context, defined(context, slope), budget)
    found = prove(context, Comparison(slope, sign, ZERO), budget) if conditions is not None else None
    return None if conditions is None or found is None else SlopeSide(conditions, found)


METHOD = InteriorDerivative()
