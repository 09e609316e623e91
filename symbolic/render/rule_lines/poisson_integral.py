"""Poisson's integral in a proof, as a line."""

from __future__ import annotations

from symbolic.language.statements import Comparison, Finite
from symbolic.render.proof_lines import then
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.poisson_integral import PoissonIntegral, poisson_value


def _poisson(node: PoissonIntegral, place: Place) -> list[str]:
    value = poisson_value(node.factor, node.q, node.b)
    said = f"{term_text(node.integral)} = {term_text(value)}, Poisson's integral"
    return then([said], node.then, place.adding(Comparison(node.integral, "==", value), Finite(node.integral)))


LINES = {PoissonIntegral: _poisson}
