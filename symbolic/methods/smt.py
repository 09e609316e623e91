"""SMT: the same search with solvers for leaves. z3 proposes; the kernel asks z3 again, and cvc5 where it is installed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from symbolic.methods.direct import Direct
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget


@dataclass(frozen=True)
class Smt:
    """Direct proof in which an unsatisfiable negation may close a branch: functions by the axiom instances that the search has made."""

    name: str = "smt"
    rank: int = 60

    def attempt(self, problem: Problem) -> Found | None:
        return Direct().attempt(replace(problem, budget=Budget(combinations=250, places=60, solver=True)))


METHOD = Smt()
