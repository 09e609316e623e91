"""Improper integrals and integrals whose ends may be in either order, as lines of a proof."""

from __future__ import annotations

from symbolic.language.statements import Comparison, Finite
from symbolic.render.proof_lines import node_lines, since, then, under
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.improper_integrals import Convergent, KnownIntegral, OpenPrimitive
from symbolic.trusted.rules.orientation import EitherOrder, Reversed, order_goals, reversed_integral


def _known(node: KnownIntegral, place: Place) -> list[str]:
    arguments = ", ".join(map(term_text, node.arguments))
    told = since(f"{term_text(node.integral)} by the known integral {node.name}({arguments})", node.same, place.aiming(None))
    return then(told, node.then, place.adding(Finite(node.integral)))


def _open_primitive(node: OpenPrimitive, place: Place) -> list[str]:
    head = f"{term_text(node.integral)} by the limits of the primitive {term_text(node.primitive)}, differentiated back"
    return then(since(head, node.differentiates_back, place.aiming(None)), node.then, place.adding(Finite(node.integral)))


def _convergent(node: Convergent, place: Place) -> list[str]:
    return ["the integrand is continuous, and small enough at both ends"]


def _either_order(node: EitherOrder, place: Place) -> list[str]:
    lines = [f"{term_text(node.integral)} = {term_text(node.value)}, in whichever order its ends are"]
    for (order, goal), proof in zip(order_goals(node.integral, node.value), (node.forward, node.backward), strict=True):
        lines += [f"  {line}" for line in under(f"if {statement_text(order)}", node_lines(proof, place.adding(order).aiming(goal)))]
    return then(lines, node.then, place.adding(Comparison(node.integral, "==", node.value)))


def _reversed(node: Reversed, place: Place) -> list[str]:
    back = reversed_integral(node.integral)
    said = f"{term_text(node.integral)} is minus {term_text(back)}"
    return then([said], node.then, place.adding(Comparison(node.integral, "==", -back)))


LINES = {
    KnownIntegral: _known,
    OpenPrimitive: _open_primitive,
    Convergent: _convergent,
    EitherOrder: _either_order,
    Reversed: _reversed,
}
