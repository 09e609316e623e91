"""The thin form of guided proofs that need nothing but other claims."""

from __future__ import annotations

from symbolic.claims.claim import Claim
from symbolic.methods.guided.facts import Lemma
from symbolic.methods.guided.steps import Guided


def Using(*lemmas: Claim) -> Guided:
    """`Claim(..., by=Using(first, second))`: prove the claims `first` and `second`, then the claim with both as facts.

    Nothing is taken on trust: a lemma that does not hold under the claim's assumptions ends the attempt.
    """
    return Guided(*(Lemma(claim) for claim in lemmas))
