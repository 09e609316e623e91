"""Limits of quotients of gamma functions, and limits inside a continuous function, as lines of a proof."""

from __future__ import annotations

from sympy import Add, Mul, gamma

from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.render.proof_lines import node_lines, since
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import ZERO
from symbolic.trusted.rules.gamma_limits import GammaQuotientLimit
from symbolic.trusted.rules.limit_composition import LimitInside


def _gamma_quotients(node: GammaQuotientLimit, place: Place) -> list[str]:
    v = place.variable
    quotients = (gamma(rate * v + c) / gamma(rate * v + d) for rate, c, d in node.quotients)
    written = Mul(node.factor, v**node.power, *quotients, evaluate=False)
    goal = Comparison(Add(node.power, *(c - d for _, c, d in node.quotients)), "<" if node.vanishing else "==", ZERO)
    head = f"{term_text(written)}, where Gamma(z + c)/Gamma(z + d) goes like z^(c - d): the powers add up, {statement_text(goal)}"
    return since(head, node.growth, place.aiming(goal))


def _inside(node: LimitInside, place: Place) -> list[str]:
    head = f"{term_text(substitute(node.outer, {node.variable: node.inner}))} is continuous in {term_text(node.inner)}, which goes"
    return [head, *(f"  {line}" for line in node_lines(node.then, place))]


LINES = {GammaQuotientLimit: _gamma_quotients, LimitInside: _inside}
