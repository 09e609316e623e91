"""At sight: the statement is among the facts, or says no more than the sign of a term that they give."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.methods.problem import Found, Problem
from symbolic.trusted import proofs as rules


@dataclass(frozen=True)
class AtSight:
    """The first method, and the cheapest."""

    name: str = "at sight"
    rank: int = 1

    def attempt(self, problem: Problem) -> Found | None:
        return Found(proof=rules.Known()) if problem.context.holds(problem.states) else None


METHOD = AtSight()
