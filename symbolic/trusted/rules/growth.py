"""The values of a term at two places, by the sign of its derivative between them: the mean value theorem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.conditions import Condition, continuous, inside, interval_conditions
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined

RELATIONS = {">": ">", "<": ">", ">=": ">=", "<=": ">="}  # how the places must stand for the slope's sign to carry over


@dataclass(frozen=True)
class Growth:
    """`term` in the new symbol `variable` at `end` stands in `relation` to itself at `start` <= `end`.

    `conditions` prove that it is defined on the closed interval and its derivative inside, `sign` how the derivative stands to 0 inside.
    """

    term: Any
    variable: Any
    start: Any
    end: Any
    relation: str
    conditions: tuple[Any, ...]
    sign: Any
    then: Any


def statement_of(node: Growth) -> Comparison:
    """What the node adds to the facts."""
    at_end, at_start = (substitute(node.term, {node.variable: place}) for place in (node.end, node.start))
    return Comparison(at_end, node.relation, at_start)


def growth_conditions(context: Context, term: Any, variable: Any, start: Any, end: Any) -> tuple[Condition, ...]:
    """The term is defined on the closed interval, its derivative inside."""
    carrier = Integral(term, (variable, start, end))
    return (
        *interval_conditions(context, carrier, term, closed=True),
        *interval_conditions(context, carrier, derivative(term, variable), closed=False),
    )


def slope_goal(context: Context, node: Growth) -> tuple[tuple[Statement, ...], Comparison]:
    """Facts that place a symbol inside the interval, and the derivative's sign there."""
    fresh, facts = inside(Integral(node.term, (node.variable, node.start, node.end)), context, node.term, closed=False)
    return facts, Comparison(substitute(derivative(node.term, node.variable), {node.variable: fresh}), node.relation, ZERO)


def _growth(kernel: Kernel, context: Context, goal: Statement, node: Growth) -> None:
    variable, known = node.variable, set(symbols_of(context.facts, goal))
    if node.relation not in RELATIONS:
        raise Rejected(f"`{node.relation}` is no order")
    if (
        not (variable.is_Symbol and variable.is_extended_real)
        or variable.is_integer
        or variable in known
        or variable.is_nonzero is not None
    ):
        raise Rejected(f"`{variable}` is not a new symbol for any real number")
    if not set(symbols_of(node.term)) - {variable} <= known or not set(symbols_of(node.start, node.end)) <= known:
        raise Rejected(f"`{node.term}` has symbols that are new here")
    require_defined(context, node.start, node.end)
    if not implied(context.relation(node.end - node.start), RELATIONS[node.relation]):
        raise Rejected(f"the order of `{node.start}` and `{node.end}` is not among the facts")
    if not continuous(node.term, variable, context.domain):
        raise Rejected(f"`{node.term}` is not seen to be continuous in `{variable}`")
    kernel.check_conditions(context, growth_conditions(context, node.term, variable, node.start, node.end), node.conditions)
    facts, sign = slope_goal(context, node)
    kernel.check(context.adding(*facts), sign, node.sign)
    kernel.check(context.adding(statement_of(node)), goal, node.then)


RULES = {Growth: _growth}
