"""A short search for exact algebra, then the word of solvers, before any long search: what solvers see at once need not take long.

Facts about functions are instantiated as in the search; arms, orders and cases are left to the solvers. Integrals, limits and sums are no
matter for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sympy import Derivative, Integral, Limit, Product, Sum

from symbolic.language.domain import terms_of
from symbolic.methods.direct import Direct
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget

CALCULUS = (Derivative, Integral, Limit, Product, Sum)


@dataclass(frozen=True)
class SolversEarly:
    """Direct proof with a small budget; then, for statements without calculus, one question to the solvers for each part."""

    name: str = "solvers early"
    rank: int = 29

    def attempt(self, problem: Problem) -> Found | None:
        if any(term.has(*CALCULUS) for term in terms_of(problem.states) if not isinstance(term, type)):
            return None
        short = Direct().attempt(replace(problem, budget=Budget(combinations=60, places=30, intervals=0)))
        if short is not None:
            return short
        return Direct().attempt(replace(problem, budget=Budget(combinations=60, places=0, intervals=0, solver=True)))


METHOD = SolversEarly()
