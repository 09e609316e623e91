"""Equations by equal derivatives, as lines of a proof."""

from __future__ import annotations

from symbolic.language.differentiation import derivative
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.render.proof_lines import since
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.equal_derivatives import EqualDerivatives


def _constant(node: EqualDerivatives, place: Place) -> list[str]:
    variable = term_text(node.variable)
    goal = place.goal
    if not isinstance(goal, Comparison):
        return [f"both sides have the same derivative in {variable}, and agree at {variable} = {term_text(node.anchor)}"]
    slopes = Comparison(derivative(goal.left, node.variable), "==", derivative(goal.right, node.variable))
    left, right = (substitute(side, {node.variable: node.anchor}) for side in (goal.left, goal.right))
    at = Comparison(left, "==", right)
    lines = since(f"both sides have the same derivative in {variable}: {statement_text(slopes)}", node.slopes, place.aiming(slopes))
    return [*lines, *since(f"and they agree at {variable} = {term_text(node.anchor)}: {statement_text(at)}", node.value, place.aiming(at))]


LINES = {EqualDerivatives: _constant}
