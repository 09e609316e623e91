"""Strict shapes although the derivative vanishes at some points: of an analytic function these are isolated.

On an open interval the zeros of a real-analytic function that is not zero everywhere are isolated (Rudin, Principles of Mathematical
Analysis, 1976, theorem 8.5). So an expression whose derivative is analytic, nowhere negative and at one point not zero rises strictly; with
the second derivative in its place, it is strictly convex.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Pow

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison, Shape
from symbolic.language.terms import substitute
from symbolic.trusted.calculus import BEND, SLOPE, defined, require_interval
from symbolic.trusted.conditions import continuous
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.interior_derivative import interior

WEAK = {">": ">=", "<": "<="}
ANALYTIC = (
    sympy.Add,
    sympy.Mul,
    sympy.exp,
    sympy.log,
    sympy.sin,
    sympy.cos,
    sympy.tan,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.asinh,
    sympy.atan,
    sympy.erf,
    sympy.erfc,
    sympy.gamma,
    sympy.loggamma,
    sympy.polygamma,
    normal_cdf,
)


@dataclass(frozen=True)
class ByAnalyticDerivative:
    """A strict shape: `conditions` prove that the derivatives are defined inside, `sign` that the last has no other sign there.

    `inside` proves that the constant `place` lies inside the interval, `nonzero` that the derivative does not vanish there.
    """

    conditions: tuple[Any, ...]
    sign: Any
    place: Any
    inside: tuple[Any, ...]
    nonzero: Any


def derivatives(goal: Shape) -> tuple[tuple[Any, ...], str]:
    """The derivatives that must be defined, the last of them giving the shape, and its strict relation to 0."""
    slope = derivative(goal.expression, goal.variable)
    if goal.kind in BEND:
        return (slope, derivative(slope, goal.variable)), BEND[goal.kind]
    return (slope,), SLOPE[goal.kind]


def analytic(context: Context, term: Any, variable: Any) -> bool:
    """Whether `term` is real-analytic in `variable` wherever it is defined and the facts hold."""
    if variable not in symbols_of(term) or term == variable:
        return True
    if isinstance(term, Pow) and not term.exp.is_Integer and not implied(context.relation(term.base), ">"):
        return False
    return isinstance(term, (Pow, *ANALYTIC)) and all(analytic(context, part, variable) for part in term.args)


def _by_analytic_derivative(kernel: Kernel, context: Context, goal: Any, proof: ByAnalyticDerivative) -> None:
    if not isinstance(goal, Shape) or goal.kind not in (*BEND, "increasing", "decreasing"):
        raise Rejected(f"`{goal}` does not say that an expression has a strict shape")
    variable = goal.variable
    require_interval(context, variable)
    if not continuous(goal.expression, variable, context.domain):
        raise Rejected(f"`{goal.expression}` is not seen to be continuous in `{variable}`")
    inner = context.adding(*interior(context, variable))
    terms, relation = derivatives(goal)
    for term in terms:
        if not analytic(inner, term, variable):
            raise Rejected(f"`{term}` is not seen to be analytic in `{variable}`")
    kernel.check_conditions(inner, defined(inner, *terms), proof.conditions)
    kernel.check(inner, Comparison(terms[-1], WEAK[relation], ZERO), proof.sign)
    outer = context.forgetting(variable)
    goals = inside_goals(context, inner, variable, proof.place)
    if len(goals) != len(proof.inside):
        raise Rejected(f"{len(goals)} facts place `{variable}`, {len(proof.inside)} proofs")
    for wanted, inside in zip(goals, proof.inside, strict=True):
        kernel.check(outer, wanted, inside)
    kernel.check(outer, Comparison(substitute(terms[-1], {variable: proof.place}), "!=", ZERO), proof.nonzero)


def inside_goals(context: Context, inner: Context, variable: Any, place: Any) -> tuple[Comparison, ...]:
    """What it means that `place`, a number, lies inside the interval. Raises `Rejected` for what is no number."""
    if not (place.is_Rational or not symbols_of(place)):
        raise Rejected(f"`{place}` is no number")
    found = []
    for fact in inner.facts:
        if variable in symbols_of(fact):
            if not isinstance(fact, Comparison):
                raise Rejected(f"`{fact}` does not confine `{variable}` to an interval")
            found.append(substitute_statement(fact, {variable: place}))
    return tuple(found)


RULES = {ByAnalyticDerivative: _by_analytic_derivative}
NAMES = {ByAnalyticDerivative: "derivative sign"}
