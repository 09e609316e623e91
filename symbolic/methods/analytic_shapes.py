"""Analytic shapes: strictly monotone and strictly curved expressions whose derivative vanishes at isolated points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Rational

from symbolic.language.differentiation import NoDerivative
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.statements import Comparison, Shape
from symbolic.language.terms import substitute
from symbolic.methods.evaluation import evaluated
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.trusted.calculus import defined
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.rules.analytic_shapes import WEAK, ByAnalyticDerivative, analytic, derivatives, inside_goals
from symbolic.trusted.rules.interior_derivative import interior

PLACES = (Integer(1), Rational(1, 2), Integer(-1), Integer(2), Rational(1, 3), Rational(3, 2), Integer(5), Integer(-3))


@dataclass(frozen=True)
class AnalyticShapes:
    """Proposes a place where the derivative is not zero; the kernel checks that the derivative is analytic."""

    name: str = "analytic shapes"
    rank: int = 43

    def attempt(self, problem: Problem) -> Found | None:
        states = problem.states
        if not isinstance(states, Shape) or states.kind.startswith("non"):
            return None
        try:
            proof = _shape(problem, states)
        except (NoDerivative, Rejected):
            return None
        return None if proof is None else Found(proof=proof)


def _shape(problem: Problem, states: Shape) -> Any:
    context, variable, budget = problem.context, states.variable, problem.budget
    inner = context.adding(*interior(context, variable))
    terms, relation = derivatives(states)
    if not all(analytic(inner, term, variable) for term in terms):
        return None
    conditions = prove_conditions(inner, defined(inner, *terms), budget)
    sign = _sign(problem, inner, Comparison(terms[-1], WEAK[relation], ZERO)) if conditions is not None else None
    if conditions is None or sign is None:
        return None
    outer = context.forgetting(variable)
    for place in PLACES:
        goals = inside_goals(context, inner, variable, place)
        nonzero = Comparison(substitute(terms[-1], {variable: place}), "!=", ZERO)
        proofs = [(evaluated(goal) if not symbols_of(goal) else None) or prove(outer, goal, budget) for goal in (*goals, nonzero)]
        if None not in proofs:
            return ByAnalyticDerivative(conditions, sign, place, tuple(proofs[:-1]), proofs[-1])
    return None


def _sign(problem: Problem, inner: Context, goal: Comparison) -> Any:
    """The sign of the derivative, by the search, else by any method."""
    from symbolic.methods.portfolio import accepted, find_proof

    proof = prove(inner, goal, problem.budget)
    facts = [fact for fact in inner.facts if isinstance(fact, Comparison)]
    if proof is None and len(facts) == len(inner.facts):
        proof = find_proof(Problem(Domain(*facts), goal))
        proof = proof if proof is not None and accepted(inner, goal, proof) else None
    return proof


METHOD = AnalyticShapes()
