"""A step of guided proofs: a statement about numbers, shown by ball arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import as_statement
from symbolic.methods.evaluation import evaluated
from symbolic.methods.guided.steps import Proof, Rest
from symbolic.methods.state import Budget, State


@dataclass(frozen=True)
class ByEvaluation:
    """A statement without free symbols is true by its balls: the goal itself, or a `statement` on the way to it."""

    statement: Any = None

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        if self.statement is None:
            proof = evaluated(state.goal)
            return None if proof is None else state.finish(proof)
        wanted = as_statement(self.statement)
        proof = evaluated(wanted)
        return None if proof is None else rest(state.have(wanted, proof))
