"""Monotone expressions and extrema by the derivative's signs inside an interval, and Phi at infinity, as lines of a proof."""

from __future__ import annotations

from typing import Any

from sympy import Mul, oo

from symbolic.language.differentiation import derivative
from symbolic.language.domain import Domain
from symbolic.language.predicates import unfold
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison, Extremum, Shape
from symbolic.render.proof_lines import since
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.calculus import SLOPE
from symbolic.trusted.context import ZERO
from symbolic.trusted.rules.interior_derivative import BEFORE_AND_AFTER, ByInteriorDerivative, BySlopeChange, interior, sides
from symbolic.trusted.rules.normal_limits import NormalTail


def _interior(node: ByInteriorDerivative, place: Place) -> list[str]:
    goal = place.goal
    if not isinstance(goal, Shape):
        return since("the derivative has one sign inside the interval", node.sign, place.aiming(None))
    sign = Comparison(derivative(goal.expression, goal.variable), SLOPE[goal.kind], ZERO)
    inner = place.adding(*interior(place.context, goal.variable)) if place.context else place
    return since(f"derivative in {term_text(goal.variable)} inside the interval: {statement_text(sign)}", node.sign, inner.aiming(sign))


def _slope_change(node: BySlopeChange, place: Place) -> list[str]:
    goal = place.goal
    if not isinstance(goal, Extremum):
        return ["the derivative changes its sign there and nowhere else"]
    variable, at = term_text(goal.variable), term_text(goal.at)
    wanted = [due.goal for due in unfold(place.context.domain if place.context else Domain(), goal)[:-1]]
    lines: list[str] = []
    for due, proof in zip(wanted, node.admissible, strict=False):
        lines += since(f"{variable} = {at} is allowed: {statement_text(due)}", proof, place.aiming(due))
    slope = derivative(goal.expression, goal.variable)
    contexts: tuple[Any, ...] = sides(place.context, goal) if place.context else (None, None)
    described = zip(("<", ">"), BEFORE_AND_AFTER[goal.kind], (node.before, node.after), contexts, strict=True)
    for side, relation, part, context in described:
        sign = Comparison(slope, relation, ZERO)
        there = Place(sign, context, place.variable)
        lines += since(f"derivative where {variable} {side} {at}: {statement_text(sign)}", part.sign, there)
    return lines


def _tail(node: NormalTail, place: Place) -> list[str]:
    sign = Comparison(node.slope, ">" if node.rises else "<", ZERO)
    moving = Mul(node.factor, normal_cdf(node.slope * place.variable + node.offset), evaluate=False)
    ends = f"{term_text(ZERO)} and {term_text(node.factor)}" if node.rises else f"{term_text(node.factor)} and {term_text(ZERO)}"
    head = f"{term_text(moving)} goes to {ends} at {term_text(-oo)} and {term_text(oo)}, since {statement_text(sign)}"
    return since(head, node.sign, place.aiming(sign))


LINES = {ByInteriorDerivative: _interior, BySlopeChange: _slope_change, NormalTail: _tail}
