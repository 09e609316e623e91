"""Derivatives, integrals and limits in a proof, as short lines of mathematics: the rules of `trusted.calculus`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sympy import Add, Integral, Mul, exp, gamma, pi, sqrt

from symbolic.language.differentiation import derivative
from symbolic.language.domain import Domain
from symbolic.language.predicates import unfold
from symbolic.language.statements import Comparison, Extremum, Finite, Shape, Statement
from symbolic.language.terms import substitute
from symbolic.render.proof_lines import node_lines, since, then, under
from symbolic.render.proof_place import Place, Rule, evident
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import BEND, SLOPE
from symbolic.trusted.context import ZERO


def _unless_evident(head: str, proof: Any, place: Place) -> list[str]:
    """A reason, indented, where it is not seen at sight."""
    return [] if evident(proof) else [f"  {line}" for line in under(head, node_lines(proof, place))]


def _finite(terms: Iterable[Any], proofs: Iterable[Any], place: Place) -> list[str]:
    pairs = [(Finite(term), proof) for term, proof in zip(terms, proofs, strict=False)]
    return [line for goal, proof in pairs for line in _unless_evident(statement_text(goal), proof, place.aiming(goal))]


def _valued(integral: Any, value: Any, place: Place) -> Place:
    return place.adding(Comparison(integral, "==", value), Finite(integral))


# --- Derivatives ------------------------------------------------------------------------------------------------------------------------


def _by_derivative(node: rules.ByDerivative, place: Place) -> list[str]:
    goal = place.goal
    if not isinstance(goal, Shape):
        return under("the derivative has one sign", node_lines(node.sign, place.aiming(None)))
    slope = derivative(goal.expression, goal.variable)
    bent = goal.kind in BEND
    slope = derivative(slope, goal.variable) if bent else slope
    sign = Comparison(slope, BEND[goal.kind] if bent else SLOPE[goal.kind], ZERO)
    name = f"{'second ' * bent}derivative in {term_text(goal.variable)}"
    return since(f"{name}: {statement_text(sign)}", node.sign, place.aiming(sign))


def _by_curvature(node: rules.ByCurvature, place: Place) -> list[str]:
    goal = place.goal
    if not isinstance(goal, Extremum):
        named = (("the derivative is 0 there", node.stationary), ("the second derivative has one sign", node.curvature))
        return [line for head, proof in named for line in since(head, proof, place.aiming(None))]
    variable, at = term_text(goal.variable), term_text(goal.at)
    slope = derivative(goal.expression, goal.variable)
    level = Comparison(substitute(slope, {goal.variable: goal.at}), "==", ZERO)
    bend = Comparison(derivative(slope, goal.variable), "<" if goal.kind == "maximum" else ">", ZERO)
    wanted = [due.goal for due in unfold(place.context.domain if place.context else Domain(), goal)[:-1]]
    lines = [
        line
        for due, proof in zip(wanted, node.admissible, strict=False)
        for line in since(f"{variable} = {at} is allowed: {statement_text(due)}", proof, place.aiming(due))
    ]
    lines += since(f"derivative in {variable}, {term_text(slope)}, is 0 at {variable} = {at}", node.stationary, place.aiming(level))
    return lines + since(f"second derivative: {statement_text(bend)}", node.curvature, place.aiming(bend))


def _differentiate_fact(node: rules.DifferentiateFact, place: Place) -> list[str]:
    return then([f"both sides differentiated: {statement_text(node.fact)}"], node.then, place)


# --- Integrals --------------------------------------------------------------------------------------------------------------------------


def _antiderivative(node: rules.Antiderivative, place: Place) -> list[str]:
    integral, primitive = node.integral, node.primitive
    variable, lower, upper = integral.limits[0]
    fresh, within = place.inside(integral, primitive)
    lines = [f"{term_text(integral)} by the primitive {term_text(primitive)}, differentiated back"]
    if not evident(node.differentiates_back):
        slope = derivative(substitute(primitive, {variable: fresh}), fresh)
        goal = Comparison(slope, "==", substitute(integral.function, {variable: fresh}))
        lines += _unless_evident("its derivative is the integrand", node.differentiates_back, within.aiming(goal))
    ends = [(f"{term_text(lower)} and {term_text(upper)}", node.lower)]
    if node.lower != node.upper:
        ends = [(term_text(end), proof) for end, proof in ((lower, node.lower), (upper, node.upper))]
    for end, proof in ends:
        if proof is not None:
            head = f"at {term_text(variable)} = {end}"
            limits = under(head, node_lines(proof, replace(place, variable=variable)))
            lines += [f"  {line}".replace(f"{term_text(primitive)} ->", "the primitive ->") for line in limits]
    return then(lines, node.then, place.adding(Finite(integral)))


def _gaussian_integral(node: rules.GaussianIntegral, place: Place) -> list[str]:
    value = node.factor * sqrt(pi / node.a) * exp(node.b**2 / (4 * node.a) + node.c)
    line = f"{term_text(node.integral)} = {term_text(value)}, the Gaussian integral"
    return then([line], node.then, _valued(node.integral, value, place))


def _beta_integral(node: rules.BetaIntegral, place: Place) -> list[str]:
    value = node.factor * gamma(node.p) * gamma(node.q) / gamma(node.p + node.q)
    line = f"{term_text(node.integral)} = {term_text(value)}, the Beta integral"
    return then([line], node.then, _valued(node.integral, value, place))


def _linearity(node: rules.Linearity, place: Place) -> list[str]:
    total = Add(*(coefficient * part for coefficient, part in node.parts))
    lines = [f"{term_text(node.integral)} = {term_text(total)} by linearity"]
    lines += _finite((part for _, part in node.parts), node.finite, place)
    return then(lines, node.then, _valued(node.integral, total, place))


def _additivity(node: rules.Additivity, place: Place) -> list[str]:
    variable, lower, upper = node.integral.limits[0]
    parts = [Integral(node.integral.function, (variable, *ends)) for ends in ((lower, node.middle), (node.middle, upper))]
    lines = [f"{term_text(node.integral)} split at {term_text(variable)} = {term_text(node.middle)}"]
    lines += _finite(parts, node.finite, place)
    return then(lines, node.then, _valued(node.integral, parts[0] + parts[1], place))


def _same_integrand(node: rules.SameIntegrand, place: Place) -> list[str]:
    variable, *_ = node.integral.limits[0]
    other = Integral(node.integrand, *node.integral.limits)
    fresh, within = place.inside(node.integral, node.integrand)
    sides = (substitute(term, {variable: fresh}) for term in (node.integral.function, node.integrand))
    agree = Comparison(next(sides), "==", next(sides))
    lines = since(f"{term_text(node.integral)} = {term_text(other)}", node.proof, within.aiming(agree))
    return then(lines, node.then, place.adding(Comparison(node.integral, "==", other)))


def _integral_sign(node: rules.IntegralSign, place: Place) -> list[str]:
    fresh, within = place.inside(node.integral)
    sign = Comparison(substitute(node.integral.function, {node.integral.limits[0][0]: fresh}), ">=", ZERO)
    after = Comparison(node.integral, ">=", ZERO)
    lines = since(f"{statement_text(after)} by its integrand", node.proof, within.aiming(sign))
    return then(lines, node.then, place.adding(after))


def _proper(node: rules.Proper, place: Place) -> list[str]:
    return ["continuous on a bounded closed interval"]


def _part_of_finite(node: rules.PartOfFinite, place: Place) -> list[str]:
    return [f"part or multiple of {term_text(node.whole)}, which converges"]


# --- Limits -----------------------------------------------------------------------------------------------------------------------------


def _limit_value(node: rules.LimitValue, place: Place) -> list[str]:
    taken = node_lines(node.proof, replace(place, variable=node.limit.args[1]))
    return then(under(term_text(node.limit), taken), node.then, place.adding(Finite(node.limit)))


def _continuity(node: rules.Continuity, place: Place) -> list[str]:
    return [f"-> {term_text(node.value)}, by continuity"]


def _reciprocal(node: rules.Reciprocal, place: Place) -> list[str]:
    new = term_text(node.variable)
    head = f"put 1/{new} for {term_text(place.variable)}, {new} -> 0 from above"
    return [head, *node_lines(node.then, replace(place, variable=node.variable))]


def _equivalent(node: rules.Equivalent, place: Place) -> list[str]:
    head = f"= {term_text(node.expression)} near the point"
    reason = [] if evident(node.proof) else under("since", node_lines(node.proof, place.aiming(None)), "")
    return [head, *(f"  {line}" for line in reason), *node_lines(node.then, place)]


def _lhopital(node: rules.LHopital, place: Place) -> list[str]:
    slopes = (derivative(term, place.variable) for term in (node.numerator, node.denominator))
    ratio = Mul(next(slopes), 1 / next(slopes), evaluate=False)
    head = f"0/0 with numerator {term_text(node.numerator)}, denominator {term_text(node.denominator)}; their derivatives give"
    return under(f"{head} {term_text(ratio)}", node_lines(node.then, place), "")


def _decay(node: rules.Decay, place: Place) -> list[str]:
    positive: Statement = Comparison(node.rate, ">", ZERO)
    vanishing = node.polynomial * exp(-node.rate * place.variable)
    return [f"{term_text(vanishing)} -> 0, since {statement_text(positive)}", *_unless_evident("which holds", node.positive, place)]


def _gaussian_decay(node: rules.GaussianDecay, place: Place) -> list[str]:
    t = place.variable
    positive: Statement = Comparison(node.a, ">", ZERO)
    vanishing = Mul(node.polynomial, exp(-node.a * t**2 + node.b * t + node.c), evaluate=False)
    return [f"{term_text(vanishing)} -> 0, since {statement_text(positive)}", *_unless_evident("which holds", node.positive, place)]


def _sum_of_limits(node: rules.SumOfLimits, place: Place) -> list[str]:
    told = [under(term_text(part), node_lines(proof, place), "") for part, proof in zip(node.parts, node.proofs, strict=True)]
    return ["term by term", *(f"  {line}" for entry in told for line in entry)]


CALCULUS: dict[type, Rule] = {
    rules.ByDerivative: _by_derivative,
    rules.ByCurvature: _by_curvature,
    rules.DifferentiateFact: _differentiate_fact,
    rules.Antiderivative: _antiderivative,
    rules.GaussianIntegral: _gaussian_integral,
    rules.BetaIntegral: _beta_integral,
    rules.Linearity: _linearity,
    rules.Additivity: _additivity,
    rules.SameIntegrand: _same_integrand,
    rules.IntegralSign: _integral_sign,
    rules.Proper: _proper,
    rules.PartOfFinite: _part_of_finite,
    rules.LimitValue: _limit_value,
    rules.Continuity: _continuity,
    rules.Reciprocal: _reciprocal,
    rules.Equivalent: _equivalent,
    rules.LHopital: _lhopital,
    rules.Decay: _decay,
    rules.GaussianDecay: _gaussian_decay,
    rules.SumOfLimits: _sum_of_limits,
}
