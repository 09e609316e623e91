"""Induction over a natural number that the assumptions do not restrict further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context


@dataclass(frozen=True)
class InductionMethod:
    """Tries each natural symbol of the statement in turn."""

    name: str = "induction"
    rank: int = 29

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison):
            return None
        for variable in symbols_of(problem.states):
            if variable.is_integer and variable.is_nonnegative:
                proof = _over(problem, variable)
                if proof is not None:
                    return Found(proof=proof)
        return None


def _over(problem: Problem, variable: Any) -> Any:
    context, goal, budget = problem.context, problem.states, problem.budget
    first = Integer(1) if variable.is_positive else ZERO
    base = Context(context.domain).adding(*(fact for fact in context.facts if variable not in symbols_of(fact)))
    everywhere = base.with_symbols([variable])
    if any(variable in symbols_of(fact) and not everywhere.holds(fact) for fact in context.facts):
        return None
    start = prove(base, substitute_statement(goal, {variable: first}), budget)
    if start is None:
        return None
    step = prove(context.adding(goal), substitute_statement(goal, {variable: variable + 1}), budget)
    return None if step is None else rules.Induction(variable, start, step)


METHOD = InductionMethod()
