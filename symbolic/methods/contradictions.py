"""Assumptions that contradict each other: what they exclude is proved from them, as if it were a claim."""

from __future__ import annotations

from sympy import Integer

from symbolic.claims.verdict import ERROR, UNDECIDED, Verdict
from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison, FunctionProperty
from symbolic.methods.problem import Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context
from symbolic.trusted.solver import agreeing_solvers

ABSURD = Comparison(Integer(1), "==", Integer(0))


def unsatisfied(problem: Problem) -> Verdict:
    """Contradictory assumptions are an error; assumptions for which merely no point was found leave the claim undecided."""
    shown = ", ".join(f"`{a}`" for a in problem.given.assumptions)
    if contradictory(problem):
        return Verdict(ERROR, message=f"the assumptions contradict each other: {shown}; from a contradiction anything would follow")
    return Verdict(
        UNDECIDED, message=f"no point was found that satisfies the assumptions {shown}; nothing is proved from what may be impossible"
    )


def plainly_contradictory(context: Context) -> bool:
    """By the direct search or by a solver."""
    return prove(context, ABSURD, Budget(combinations=120, places=60)) is not None or bool(agreeing_solvers(context, ABSURD))


def contradictory(problem: Problem) -> bool:
    """By the search, by a solver, or by any method: one of the assumptions is refuted by the others."""
    from symbolic.methods.portfolio import find_proof

    if plainly_contradictory(problem.context) or prove(problem.context, ABSURD, problem.budget) is not None:
        return True
    properties = [a for a in problem.given.assumptions if isinstance(a, FunctionProperty)]
    relations = [a for a in problem.given.relations if isinstance(a, Comparison)]
    for index in reversed(range(len(relations))):
        others = [a for a in problem.given.relations if a is not relations[index]]
        if find_proof(Problem(Domain(*properties, *others), negate(relations[index]))) is not None:
            return True
    return False


__all__ = ["contradictory", "plainly_contradictory", "unsatisfied"]
