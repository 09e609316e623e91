"""Shapes of compositions with uninterpreted functions: from the shape of the inner expression, by whatever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import Comparison, Shape
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.rules.composition import ByComposition, inner_shape


@dataclass(frozen=True)
class Compositions:
    """Goes inward, one function after the other; at the end the search or calculus shows the shape of the innermost expression."""

    name: str = "composition"
    rank: int = 24

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Shape):
            return None
        proof = _proof(problem, problem.states)
        return None if proof is None else Found(proof=proof)


def _proof(problem: Problem, states: Shape) -> Any:
    context = problem.context
    try:
        shape = inner_shape(context, states)
    except Rejected:
        return None
    placed = None
    if context.domain.properties(states.expression.func).positive_axis:
        placed = prove(context, Comparison(shape.expression, ">", ZERO), problem.budget)
        if placed is None:
            return None
    inner = _proof(problem, shape) or _innermost(problem, shape)
    return None if inner is None else ByComposition(inner, placed)


def _innermost(problem: Problem, shape: Shape) -> Any:
    from symbolic.methods import shapes_by_calculus
    from symbolic.methods.portfolio import BEYOND, accepted

    there = Problem(problem.given, shape)
    try:
        found = shapes_by_calculus.METHOD.attempt(there)
    except BEYOND:
        found = None
    if found is not None and found.proof is not None and accepted(there.context, shape, found.proof):
        return found.proof
    proofs = []
    for obligation in there.obligations:
        context = there.context.adding(*(a for a in obligation.given.relations if a not in there.context.facts))
        proof = prove(context, obligation.goal, problem.budget)
        if proof is None:
            return None
        proofs.append(proof)
    return rules.Unfold(tuple(proofs))


METHOD = Compositions()
