"""The sign of a term on an interval, and a name for a term, as lines of a proof."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Rational, oo

from symbolic.language.differentiation import NoDerivative
from symbolic.language.statements import Comparison, Shape
from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import ZERO
from symbolic.trusted.rules.analytic_shapes import WEAK, ByAnalyticDerivative, derivatives
from symbolic.trusted.rules.interior_derivative import interior
from symbolic.trusted.rules.naming import Named
from symbolic.trusted.rules.sign_on_interval import Node, SignOnInterval


def _sign(node: SignOnInterval, place: Place) -> list[str]:
    low, high = (term_text(node.nodes[end].place) for end in (0, -1))
    variable = term_text(node.variable)
    lines = [f"for {variable} from {low} to {high}, by balls and Taylor's formula box by box"]
    if node.period:
        lines = [f"for one period of {variable}, from {low} to {high}, by balls and Taylor's formula box by box"]
    return lines + [line for part in node.nodes for line in _beside(part, variable)]


def _beside(node: Node, variable: str) -> list[str]:
    reaches = [reach for reach in (node.left, node.right) if reach is not None]
    if not reaches:
        return []
    if node.place in (oo, -oo):
        bound = term_text(_rational(1 / reaches[0]))
        where = f"{variable} >= {bound}" if node.place == oo else f"{variable} <= -{bound}"
        return [f"where {where}, by the leading part of an expansion with a bounded remainder"]
    within = term_text(_rational(max(reaches)))
    return [f"within {within} of {variable} = {term_text(node.place)}, by the leading part of an expansion with a bounded remainder"]


def _rational(number: Fraction) -> Any:
    return Rational(number.numerator, number.denominator)


def _named(node: Named, place: Place) -> list[str]:
    said = Comparison(node.symbol, "==", node.term)
    return then([f"write {statement_text(said)}"], node.then, place.adding(said))


def _analytic(node: ByAnalyticDerivative, place: Place) -> list[str]:
    goal = place.goal
    plain = "the derivative has no other sign, and its zeros are isolated"
    if not isinstance(goal, Shape):
        return since(plain, node.sign, place.aiming(None))
    try:
        terms, relation = derivatives(goal)
    except NoDerivative:
        return since(plain, node.sign, place.aiming(None))
    sign = Comparison(terms[-1], WEAK[relation], ZERO)
    inner = place.adding(*interior(place.context, goal.variable)) if place.context else place
    return [
        *since(f"inside the interval: {statement_text(sign)}", node.sign, inner.aiming(sign)),
        "its zeros are isolated, since it is analytic",
    ]


LINES = {SignOnInterval: _sign, Named: _named, ByAnalyticDerivative: _analytic}
