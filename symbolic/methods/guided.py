"""Guided proofs, `Claim(..., by=Guided(first, second))`: steps by the form of the goal, steps that bring in facts or end a proof."""

from symbolic.methods.guided_facts import BySum, Lemma, Property, Prove, Specialised, TakeLogarithms, multiple
from symbolic.methods.guided_structure import (
    Arbitrary,
    Exhibit,
    Guided,
    GuidedStep,
    Induct,
    Proof,
    Rest,
    Separately,
    Suppose,
    Trichotomy,
    follow,
    placed,
)

__all__ = [
    "Arbitrary",
    "BySum",
    "Exhibit",
    "Guided",
    "GuidedStep",
    "Induct",
    "Lemma",
    "Proof",
    "Property",
    "Prove",
    "Rest",
    "Separately",
    "Specialised",
    "Suppose",
    "TakeLogarithms",
    "Trichotomy",
    "follow",
    "multiple",
    "placed",
]
