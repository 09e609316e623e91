"""The step that compares quotients and products of hyp0f1 by the coefficients of their power series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import as_statement
from symbolic.methods.hypergeometric_products import by_series
from symbolic.methods.state import Budget, State


@dataclass(frozen=True)
class BySeries:
    """This comparison, by the coefficients of its power series."""

    statement: Any

    def apply(self, state: State, budget: Budget) -> State | None:
        statement = as_statement(self.statement)
        proof = by_series(state.context, statement, budget)
        return None if proof is None else state.have(statement, proof)
