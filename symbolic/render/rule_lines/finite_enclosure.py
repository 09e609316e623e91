"""Convergence shown by an enclosure, as a line."""

from __future__ import annotations

from symbolic.render.proof_place import Place
from symbolic.trusted.rules.finite_enclosure import EnclosedFinite


def _finite(node: EnclosedFinite, place: Place) -> list[str]:
    return ["converges absolutely: ball arithmetic encloses it"]


LINES = {EnclosedFinite: _finite}
