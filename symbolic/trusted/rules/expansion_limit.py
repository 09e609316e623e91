"""Limits by asymptotic expansion (`trusted.asymptotics`), which shows besides that the expression is defined near the point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Limit, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import approaches
from symbolic.trusted.asymptotic_functions import NoExpansion, expanded, limit_in
from symbolic.trusted.conditions import Condition, still_parts, term_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero

DEEPEST = 12


@dataclass(frozen=True)
class LimitByExpansion:
    """`limit` has the value that the expansions with `depth` terms of each power series give, from each side from which it is taken.

    `conditions` prove that the parts which do not move are defined; of those that move, the expansion shows it.
    """

    limit: Any
    depth: int
    conditions: tuple[Any, ...]
    then: Any


@dataclass(frozen=True)
class Expanded:
    """A limit from one side by the expansion with `depth` terms of each power series."""

    depth: int


def fixed_conditions(context: Context, limit: Any) -> tuple[Condition, ...]:
    """The conditions of the largest parts of a limit's expression that do not move with its variable."""
    expression, variable, _, _ = limit.args
    taken = frozenset(symbols_of(context.facts, limit))
    return tuple(condition for part in still_parts(expression, variable) for condition in term_conditions(part, (), taken))


def expansion_value(context: Context, limit: Any, depth: int) -> tuple[Any, bool]:
    """The value of a limit and whether balls decided a sign; raises `NoExpansion` where there is no finite one."""
    expression, variable, point, direction = limit.args
    inner = context.forgetting(variable)
    found, enclosed = [], False
    for side in ("+", "-") if str(direction) == "+-" else (str(direction),):
        series, algebra = expanded(inner, expression, variable, point, side, depth)
        found.append(limit_in(series, algebra))
        enclosed |= algebra.enclosed
    if any(value in (oo, -oo) for value in found):
        raise NoExpansion(f"`{expression}` goes to infinity")
    if len(found) == 2 and not is_zero(found[0] - found[1], inner.positive):
        raise NoExpansion("the two sides are not seen to agree")
    return found[0], enclosed


def _limit_by_expansion(kernel: Kernel, context: Context, goal: Statement, proof: LimitByExpansion) -> None:
    limit = proof.limit
    if not isinstance(limit, Limit) or not 1 <= proof.depth <= DEEPEST:
        raise Rejected(f"`{limit}` is not a limit")
    _, variable, point, direction = limit.args
    if not approaches(variable, point, str(direction)):
        raise Rejected(f"`{variable}` does not approach `{point}` through all real numbers")
    require_defined(context, *(() if point in (oo, -oo) else (point,)))
    kernel.check_conditions(context, fixed_conditions(context, limit), proof.conditions)
    try:
        value, enclosed = expansion_value(context, limit, proof.depth)
    except NoExpansion as error:
        raise Rejected(str(error)) from error
    if enclosed:
        kernel.grades.add("enclosure")
    kernel.check(context.adding(Comparison(limit, "==", value), Finite(limit)), goal, proof.then)


def _expanded(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: Expanded) -> Any:
    if not 1 <= proof.depth <= DEEPEST:
        raise Rejected(f"{proof.depth} terms")
    try:
        value, enclosed = expansion_value(context, Limit(e, v, point, direction), proof.depth)
    except NoExpansion as error:
        raise Rejected(str(error)) from error
    if enclosed:
        kernel.grades.add("enclosure")
    return value


RULES = {LimitByExpansion: _limit_by_expansion}
NAMES = {LimitByExpansion: "limit"}
LIMIT_RULES = {Expanded: _expanded}
