"""Limits by asymptotic expansion, as lines of a proof."""

from __future__ import annotations

from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison
from symbolic.render.proof_lines import then
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import Context
from symbolic.trusted.rules.expansion_limit import Expanded, LimitByExpansion, expansion_value


def _limit(node: LimitByExpansion, place: Place) -> list[str]:
    value, _ = expansion_value(place.context or Context.of(Domain()), node.limit, node.depth)
    said = f"{term_text(node.limit)} = {term_text(value)}, by the asymptotic expansion with {node.depth} terms of each power series"
    return then([said], node.then, place.adding(Comparison(node.limit, "==", value)))


def _expanded(node: Expanded, place: Place) -> list[str]:
    return [f"by the asymptotic expansion with {node.depth} terms of each power series"]


LINES = {LimitByExpansion: _limit, Expanded: _expanded}
