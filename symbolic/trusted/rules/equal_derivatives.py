"""Two expressions with the same derivative on an interval that agree at one of its points agree on all of it (mean value theorem)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.calculus import defined
from symbolic.trusted.conditions import continuous
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import normalised

STRICT = {"<=": "<", ">=": ">", "<": "<", ">": ">"}


@dataclass(frozen=True)
class EqualDerivatives:
    """For an equation: its two sides have equal derivatives by `variable` on the interval that `facts` describe, and agree at `anchor`.

    `conditions` prove that both sides are defined on the interval, `slope_conditions` that their derivatives are inside it, `slopes` that
    these are equal, `inside` that the anchor satisfies each bound, `value` that the sides agree there.
    """

    variable: Any
    facts: tuple[Statement, ...]
    anchor: Any
    conditions: tuple[Any, ...]
    slope_conditions: tuple[Any, ...]
    slopes: Any
    inside: tuple[Any, ...]
    value: Any


def bounds(context: Context, variable: Any, facts: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The bounds that `facts` and the kind of `variable` put on it; raises `Rejected` where they might not describe an interval."""
    if variable.is_integer or not variable.is_Symbol:
        raise Rejected(f"`{variable}` does not run through an interval")
    every = tuple(dict.fromkeys((*kind_facts([variable]), *facts)))
    for fact in every:
        if not context.holds(fact):
            raise Rejected(f"`{fact}` is not among the facts")
        if not isinstance(fact, Comparison) or fact.relation not in STRICT:
            raise Rejected(f"`{fact}` does not confine `{variable}` to an interval")
        if variable in symbols_of(_slope(fact, variable)):
            raise Rejected(f"`{fact}` is not affine in `{variable}`")
    return every


def _slope(fact: Any, variable: Any) -> Any:
    return normalised(derivative(fact.left - fact.right, variable))


def places(context: Context, variable: Any, every: tuple[Any, ...]) -> tuple[Context, Context, Context]:
    """What holds whatever the variable is; what holds on the interval; and strictly between two of its points.

    A bound c v + r >= 0 with c not 0 differs at two points, so it is positive between them; where c might be 0 it stays as it is.
    """
    outside = context.forgetting(variable)
    closed = outside.adding(*every)
    moving = [fact for fact in every if outside.relation(_slope(fact, variable)) in ("<", ">", "!=")]
    between = closed.adding(*(Comparison(fact.left, STRICT[fact.relation], fact.right) for fact in moving))
    return outside, closed, between


def equal_derivatives(kernel: Kernel, context: Context, goal: Statement, proof: EqualDerivatives) -> None:
    if not isinstance(goal, Comparison) or goal.relation != "==":
        raise Rejected(f"`{goal}` is not an equation")
    variable, anchor = proof.variable, proof.anchor
    every = bounds(context, variable, proof.facts)
    if variable in symbols_of(anchor) or not set(symbols_of(anchor)) <= set(symbols_of(context.facts, goal)):
        raise Rejected(f"`{anchor}` is no place for `{variable}`")
    if not all(continuous(side, variable, context.domain) for side in (goal.left, goal.right)):
        raise Rejected(f"`{goal}` is not seen to be continuous in `{variable}`")
    outside, closed, between = places(context, variable, every)
    kernel.check_conditions(closed, defined(closed, goal.left, goal.right), proof.conditions)
    slopes = (derivative(goal.left, variable), derivative(goal.right, variable))
    kernel.check_conditions(between, defined(between, *slopes), proof.slope_conditions)
    kernel.check(between, Comparison(slopes[0] - slopes[1], "==", ZERO), proof.slopes)
    require_defined(outside, anchor)
    if len(every) != len(proof.inside):
        raise Rejected(f"{len(every)} bounds, {len(proof.inside)} proofs")
    for fact, inner in zip(every, proof.inside, strict=True):
        at = substitute_statement(fact, {variable: anchor})
        require_defined(outside, at.left, at.right)
        kernel.check(outside, at, inner)
    at_anchor = (substitute(side, {variable: anchor}) for side in (goal.left, goal.right))
    kernel.check(outside, Comparison(next(at_anchor), "==", next(at_anchor)), proof.value)


RULES = {EqualDerivatives: equal_derivatives}
NAMES = {EqualDerivatives: "equal derivatives"}
