"""Induction from a beginning, single values and residues, as lines of a proof."""

from __future__ import annotations

from sympy import Integer

from symbolic.language.predicates import substitute_statement
from symbolic.render.proof_lines import node_lines, under
from symbolic.render.proof_place import Place
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.whole_numbers import EachValue, InductionFrom, Residues


def _induction(node: InductionFrom, place: Place) -> list[str]:
    name, goal, lines = term_text(node.variable), place.goal, []
    for i, base in enumerate(node.bases):
        start = node.start + i
        first = goal and substitute_statement(goal, {node.variable: start})
        lines += under(f"induction, {name} = {term_text(start)}", node_lines(base, place.aiming(first)))
    following = node.variable + len(node.bases)
    after = goal and substitute_statement(goal, {node.variable: following})
    step = node_lines(node.step, (place.adding(goal) if goal else place).aiming(after))
    return [*lines, *under(f"induction, to {term_text(following)}", step)]


def _each_value(node: EachValue, place: Place) -> list[str]:
    lines = []
    for i, proof in enumerate(node.proofs):
        value = node.lower + i
        goal = place.goal and substitute_statement(place.goal, {node.variable: Integer(value)})
        lines += under(f"{term_text(node.variable)} = {value}", node_lines(proof, place.aiming(goal)))
    return lines


def _residues(node: Residues, place: Place) -> list[str]:
    lines = []
    for r, proof in enumerate(node.proofs):
        lines += under(f"{term_text(node.variable)} leaves {r} when divided by {node.modulus}", node_lines(proof, place))
    return lines


LINES = {InductionFrom: _induction, EachValue: _each_value, Residues: _residues}
