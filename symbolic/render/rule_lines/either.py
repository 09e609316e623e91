"""One part of a disjunction, as lines."""

from __future__ import annotations

from symbolic.render.proof_lines import node_lines
from symbolic.render.proof_place import Place
from symbolic.trusted.rules.either import Either


def _either(node: Either, place: Place) -> list[str]:
    return node_lines(node.proof, place)


LINES = {Either: _either}
