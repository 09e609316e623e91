"""Statements about numbers, shown by ball arithmetic, in guided proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import as_statement
from symbolic.methods.evaluation import evaluated
from symbolic.methods.guided.steps import Steps, follow
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State


@dataclass(frozen=True)
class ByEvaluation:
    """A statement without free symbols, true by its balls."""

    statement: Any

    def apply(self, state: State, budget: Budget) -> State | None:
        wanted = as_statement(self.statement)
        proof = evaluated(wanted)
        return None if proof is None else state.have(wanted, proof)


@dataclass(frozen=True)
class Numeric:
    """`Claim(..., by=Numeric(steps))`: a claim about numbers, whose terms are defined as the steps show."""

    defined: Steps = ()
    name: str = "evaluation"
    rank: int = 20

    def attempt(self, problem: Problem) -> Found | None:
        """A proof by balls."""
        proof = evaluated(problem.states)
        return None if proof is None else Found(proof=proof)

    def condition(self, state: State, budget: Budget) -> Any:
        """A proof of a condition of well-posedness."""
        return follow(self.defined, state, budget)


__all__ = ["ByEvaluation", "Numeric"]
