"""Sums and products by known values, by telescoping and by what a partial sum leaves out, as lines of a proof."""

from __future__ import annotations

from typing import Any

from symbolic.language.statements import Comparison, Finite
from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.endless_products import GammaProduct, WeierstrassProduct, gamma_value
from symbolic.trusted.rules.finite_sums import KnownRange, Telescoping, telescoping_value
from symbolic.trusted.rules.series import KnownSeries, TelescopingSeries
from symbolic.trusted.rules.series_tails import GeometricTail, PositiveTail, tail_fact


def _series(node: KnownSeries, place: Place) -> list[str]:
    parts = ", ".join(f"{p.name}({', '.join(map(term_text, p.arguments))})" for p in node.parts)
    told = since(f"{term_text(node.term)} by the known series {parts}", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Finite(node.term)))


def _telescoping_series(node: TelescopingSeries, place: Place) -> list[str]:
    told = since(f"{term_text(node.term)} telescopes by {term_text(node.antidifference)}", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Finite(node.term)))


def _gamma_product(node: GammaProduct, place: Place) -> list[str]:
    value = gamma_value(node.above, node.below)
    told = since(f"{term_text(node.term)} = {term_text(value)}, a product of gamma functions", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Comparison(node.term, "==", value)))


def _weierstrass(node: WeierstrassProduct, place: Place) -> list[str]:
    told = since(f"{term_text(node.term)} by the product of {node.name} at {term_text(node.x)}", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Finite(node.term)))


def _range(node: KnownRange, place: Place) -> list[str]:
    told = since(
        f"{term_text(node.term)}, known as {node.name}({', '.join(map(term_text, node.arguments))})", node.same, place.aiming(None)
    )
    return then(told, node.then, place)


def _telescoping(node: Telescoping, place: Place) -> list[str]:
    value = telescoping_value(node.term, node.antidifference)
    told = since(f"{term_text(node.term)} = {term_text(value)}, as it telescopes", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Comparison(node.term, "==", value)))


def _tail(node: Any, place: Place) -> list[str]:
    if isinstance(node, PositiveTail):
        fact, proof = Comparison(node.term, "<", node.value), node.positive
    else:
        fact, proof = tail_fact(node.term, node.value, node.ratio), node.decay
    why = "the parts left out are positive" if isinstance(node, PositiveTail) else "a geometric series bounds what is left out"
    return then(since(f"{statement_text(fact)}, as {why}", proof, place.aiming(None)), node.then, place.adding(fact))


LINES = {
    KnownSeries: _series,
    TelescopingSeries: _telescoping_series,
    GammaProduct: _gamma_product,
    WeierstrassProduct: _weierstrass,
    KnownRange: _range,
    Telescoping: _telescoping,
    GeometricTail: _tail,
    PositiveTail: _tail,
}
