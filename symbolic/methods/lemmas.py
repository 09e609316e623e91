"""Lemmas: a claim proved with the help of other claims, each of which is proved again, here, under the claim's own assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral

from symbolic.claims.claim import Claim
from symbolic.language.domain import terms_of
from symbolic.language.statements import Finite
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import State


def _with_finite_integrals(state: State, lemma: Claim, problem: Problem) -> State | None:
    """The state in which every integral that the lemma speaks of is known to be finite: else its statement might mean nothing here."""
    terms = [term for term in terms_of(lemma.states) if not isinstance(term, type)]
    for integral in sorted({i for term in terms for i in term.atoms(Integral)}, key=str):
        if Finite(integral) not in state.context.facts:
            proof = prove(state.context, Finite(integral), problem.budget)
            if proof is None and hasattr(lemma.by, "condition"):
                proof = lemma.by.condition(State(state.context, Finite(integral)), problem.budget)
            if proof is None:
                return None
            state = state.have(Finite(integral), proof)
    return state


@dataclass(frozen=True, init=False)
class Using:
    """`Claim(..., by=Using(first, second))`: prove the claims `first` and `second`, then the claim with both as facts.

    Nothing is taken on trust: a lemma that does not hold under the claim's assumptions ends the attempt.
    """

    lemmas: tuple[Claim, ...]
    name: str = "lemmas"
    rank: int = 26

    def __init__(self, *lemmas: Claim) -> None:
        object.__setattr__(self, "lemmas", lemmas)

    def attempt(self, problem: Problem) -> Found | None:
        from symbolic.methods.portfolio import find_proof

        state = State(problem.context, problem.states)
        for lemma in self.lemmas:
            proof: Any = find_proof(Problem(problem.given, lemma.states, by=lemma.by))
            if proof is None:
                return None
            following = _with_finite_integrals(state, lemma, problem)
            if following is None:
                return None
            state = following.have(lemma.states, proof)
        proof = prove(state.context, state.goal, problem.budget)
        return None if proof is None else Found(proof=state.finish(proof))
