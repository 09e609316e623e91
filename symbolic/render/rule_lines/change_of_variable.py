"""A change of variable in a proof, as a line."""

from __future__ import annotations

from sympy import Integral

from symbolic.language.statements import Comparison, Finite
from symbolic.render.proof_lines import then
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.change_of_variable import ChangeOfVariable, in_new_variable


def _changed(node: ChangeOfVariable, place: Place) -> list[str]:
    old = node.integral.limits[0][0]
    value: Integral = in_new_variable(node.integral, node.variable, node.place, node.lower, node.upper, rising=node.rising)
    said = f"with {term_text(old)} = {term_text(node.place)}: {term_text(node.integral)} = {term_text(value)}"
    return then([said], node.then, place.adding(Comparison(node.integral, "==", value), Finite(node.integral), Finite(value)))


LINES = {ChangeOfVariable: _changed}
