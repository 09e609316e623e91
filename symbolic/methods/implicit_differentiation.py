"""Implicit differentiation: an equation that holds for all values is differentiated, and the result solved for an unknown derivative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.statements import Comparison, Implication, Quantified
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import defined


@dataclass(frozen=True)
class ImplicitDifferentiation:
    """Adds the derivative of every assumed identity in one variable, then searches directly."""

    name: str = "implicit differentiation"
    rank: int = 28

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison):
            return None
        state = State(problem.context, problem.states)
        for fact in problem.given.relations:
            if isinstance(fact, Quantified):
                state = _differentiated(state, fact, problem.budget)
        if not state.wraps:
            return None
        proof = prove(state.context, state.goal, problem.budget)
        return None if proof is None else Found(proof=state.finish(proof))


def _differentiated(state: State, fact: Quantified, budget: Any) -> State:
    premise, equation = (fact.body.premise, fact.body.conclusion) if isinstance(fact.body, Implication) else (None, fact.body)
    if len(fact.variables) != 1 or not isinstance(equation, Comparison) or equation.relation != "==":
        return state
    (variable,) = fact.variables
    try:
        slopes = [derivative(side, variable) for side in (equation.left, equation.right)]
    except NoDerivative:
        return state
    local = state.context.adding(*(() if premise is None else (premise,)))
    conditions = prove_conditions(local, defined(local, *slopes), budget)
    if conditions is None:
        return state
    result: Any = Comparison(slopes[0], "==", slopes[1])
    if premise is not None:
        result = Implication(premise, result)
    learned = Quantified("forall", fact.variables, result)
    return state.learn((learned,), lambda then: rules.DifferentiateFact(fact, conditions, then))


METHOD = ImplicitDifferentiation()
