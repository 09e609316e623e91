"""Direct proof: predicates unfolded to what they mean, then normal forms, gaps with exhaustive cases, integrals and limits (`search`)."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.methods.problem import Found, Problem, obligation_context
from symbolic.methods.search import prove
from symbolic.trusted import proofs as rules


@dataclass(frozen=True)
class Direct:
    """Every obligation by the search of `search.py`, without a solver's word."""

    name: str = "direct"
    rank: int = 30

    def attempt(self, problem: Problem) -> Found | None:
        obligations = problem.obligations
        if len(obligations) == 1 and obligations[0].goal == problem.states:
            proof = prove(problem.context, problem.states, problem.budget)
            return None if proof is None else Found(proof=proof)
        proofs = []
        for obligation in obligations:
            proof = prove(obligation_context(problem, obligation), obligation.goal, problem.budget)
            if proof is None:
                return None
            proofs.append(proof)
        return Found(proof=rules.Unfold(tuple(proofs)))


METHOD = Direct()
