"""Sign on an interval for algebraic terms, after the exact methods for them."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.statements import Comparison
from symbolic.methods.problem import Found, Problem
from symbolic.methods.sign_on_interval import algebraic, sign_on_interval


@dataclass(frozen=True)
class SignOfAlgebraicTerm:
    """The same search, for what only has powers with rational exponents."""

    name: str = "algebraic sign on an interval"
    rank: int = 58

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison) or not algebraic(problem.states):
            return None
        proof = sign_on_interval(problem.context, problem.states)
        return None if proof is None else Found(proof=proof)


METHOD = SignOfAlgebraicTerm()
