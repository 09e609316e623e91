"""Derivative sign: monotone, convex and concave expressions, and unique extrema, by the signs of derivatives on an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.predicates import unfold
from symbolic.language.statements import Comparison, Extremum, Shape
from symbolic.language.terms import substitute
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import BEND, SLOPE, defined
from symbolic.trusted.context import ZERO


@dataclass(frozen=True)
class DerivativeSign:
    """Proposes the derivatives' signs; the kernel checks that the domain is an interval and takes the derivatives itself."""

    name: str = "derivative sign"
    rank: int = 40

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Shape | Extremum):
            return None
        try:
            proof = _shape(problem, problem.states) if isinstance(problem.states, Shape) else _extremum(problem, problem.states)
        except NoDerivative:
            return None
        return None if proof is None else Found(proof=proof)


def signed_derivative(states: Shape) -> tuple[tuple[Any, ...], Comparison]:
    """The derivatives that must be defined, and the sign of the last of them, which gives the shape."""
    slope = derivative(states.expression, states.variable)
    if states.kind not in BEND:
        return (slope,), Comparison(slope, SLOPE[states.kind], ZERO)
    bend = derivative(slope, states.variable)
    return (slope, bend), Comparison(bend, BEND[states.kind], ZERO)


def _shape(problem: Problem, states: Shape) -> Any:
    terms, goal = signed_derivative(states)
    conditions = prove_conditions(problem.context, defined(problem.context, *terms), problem.budget)
    sign = prove(problem.context, goal, problem.budget) if conditions is not None else None
    return None if conditions is None or sign is None else rules.ByDerivative(conditions, sign)


def _extremum(problem: Problem, states: Extremum) -> Any:
    context, budget = problem.context, problem.budget
    *admissible, _ = unfold(problem.given, states)
    places: list[Any] = [prove(context, obligation.goal, budget) for obligation in admissible]
    slope = derivative(states.expression, states.variable)
    bend = derivative(slope, states.variable)
    conditions = prove_conditions(context, defined(context, slope, bend), budget)
    stationary: Any = prove(context, Comparison(substitute(slope, {states.variable: states.at}), "==", ZERO), budget)
    curvature: Any = prove(context, Comparison(bend, "<" if states.kind == "maximum" else ">", ZERO), budget)
    if None in places or None in (conditions, stationary, curvature):
        return None
    return rules.ByCurvature(tuple(places), conditions or (), stationary, curvature)


METHOD = DerivativeSign()
