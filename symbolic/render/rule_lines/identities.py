"""Identities in a proof, as lines."""

from __future__ import annotations

from symbolic.language.statements import Comparison
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.identities import Identity


def _identity(node: Identity, place: Place) -> list[str]:
    if not isinstance(place.goal, Comparison):
        return ["both sides agree by identities of the functions that occur"]
    return [f"{term_text(place.goal.left)} = {term_text(place.goal.right)} by identities of the functions that occur"]


LINES = {Identity: _identity}
