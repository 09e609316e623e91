"""Sums and products over finite ranges in a proof, as lines."""

from __future__ import annotations

from typing import Any

from symbolic.language.statements import Comparison
from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import ZERO
from symbolic.trusted.rules.ranges import EmptyRange, FirstPart, LastPart, SignOfParts, without_first, without_last


def _split_off(node: Any, place: Place) -> list[str]:
    value = without_last(node.term) if isinstance(node, LastPart) else without_first(node.term)
    said = f"{term_text(node.term)} = {term_text(value)}"
    return then([said], node.then, place.adding(Comparison(node.term, "==", value)))


def _empty(node: EmptyRange, place: Place) -> list[str]:
    return then([f"{term_text(node.term)} has no parts"], node.then, place)


def _sign(node: SignOfParts, place: Place) -> list[str]:
    said = Comparison(node.term, node.relation, ZERO)
    told = since(f"{term_text(node.term)} {node.relation} 0, part by part", node.proof, place.aiming(None))
    return then(told, node.then, place.adding(said))


LINES = {LastPart: _split_off, FirstPart: _split_off, EmptyRange: _empty, SignOfParts: _sign}
