"""Derivations: every step proved as an equation by the portfolio's provers, and their chain as a proof of the whole."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from sympy import Integer

from symbolic.claims.derivation import Derivation
from symbolic.language.statements import Comparison
from symbolic.methods.problem import Found, Problem
from symbolic.trusted import proofs as rules


@dataclass(frozen=True)
class ByDerivation:
    """For a claim that names a `Derivation` whose two ends are the claim's two sides."""

    name: str = "derivation"
    rank: int = 25

    def attempt(self, problem: Problem) -> Found | None:
        from symbolic.methods.portfolio import find_proof

        derivation = problem.by
        if not isinstance(derivation, Derivation) or not isinstance(problem.states, Comparison):
            return None
        if (problem.states.left, problem.states.relation, problem.states.right) != (derivation.start, "==", derivation.result):
            return None
        expressions = [derivation.start, *(step.expression for step in derivation.steps)]
        proof: Any = rules.Combination(
            tuple(rules.Product(Integer(1), ((a - b, 1),)) for a, b in itertools.pairwise(expressions) if a != b)
        )
        hints = (step.by for step in reversed(derivation.steps))
        for before, after, hint in zip(reversed(expressions[:-1]), reversed(expressions[1:]), hints, strict=True):
            if before == after:
                continue
            link = Comparison(before, "==", after)
            found = find_proof(Problem(problem.given, link, problem.budget, by=hint))
            if found is None:
                return None
            proof = rules.Have(link, found, proof)
        return Found(proof=proof)


METHOD = ByDerivation()
