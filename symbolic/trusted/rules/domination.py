"""The comparison test: a function between 0 and an integrable one is integrable, and its integral lies between 0 and the other's.

A function that is continuous inside the interval is measurable there, and one with 0 <= f <= g is integrable if g is, with the integral of
f at most that of g (Rudin, Real and Complex Analysis, 1987, section 1.24).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Conjunction, Finite, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.calculus import one_range, require_order
from symbolic.trusted.conditions import Condition, continuous, inside, interval_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected


@dataclass(frozen=True)
class Domination:
    """`integral` against that of `bound` over the same interval, which is known to be finite.

    `conditions` prove that both integrands are defined inside the interval, `between` that 0 <= integrand <= bound there.
    """

    integral: Any
    bound: Any
    conditions: tuple[Any, ...]
    between: Any
    then: Any


def bounding(node: Domination) -> Any:
    """The integral of the bound."""
    return Integral(node.bound, node.integral.limits[0])


def domination_facts(node: Domination) -> tuple[Statement, ...]:
    """What the node adds to the facts."""
    larger = bounding(node)
    return Finite(node.integral), Comparison(node.integral, ">=", ZERO), Comparison(node.integral, "<=", larger)


def domination_conditions(context: Context, node: Domination) -> tuple[Condition, ...]:
    """Both integrands are defined inside the interval."""
    both = (node.integral.function, node.bound)
    return tuple(condition for term in both for condition in interval_conditions(context, bounding(node), term, closed=False))


def between_goal(context: Context, node: Domination) -> tuple[Any, tuple[Statement, ...], Conjunction]:
    """A symbol, facts that place it inside the interval, and what is to be shown there."""
    ((variable, _, _),) = node.integral.limits
    fresh, facts = inside(node.integral, context, node.bound, closed=False)
    f, g = (substitute(term, {variable: fresh}) for term in (node.integral.function, node.bound))
    return fresh, facts, Conjunction((Comparison(f, ">=", ZERO), Comparison(f, "<=", g)))


def _domination(kernel: Kernel, context: Context, goal: Statement, node: Domination) -> None:
    variable, lower, upper = one_range(context, node.integral)
    require_order(context, lower, upper)
    known = set(symbols_of(context.facts, goal, node.integral))
    if not set(symbols_of(node.bound)) - {variable} <= known:
        raise Rejected(f"`{node.bound}` has symbols that are new here")
    if Finite(bounding(node)) not in context.facts:
        raise Rejected(f"`{bounding(node)}` is not known to be finite")
    if not continuous(node.integral.function, variable, context.domain):
        raise Rejected(f"`{node.integral.function}` is not seen to be continuous in `{variable}`")
    kernel.check_conditions(context, domination_conditions(context, node), node.conditions)
    _, facts, between = between_goal(context, node)
    kernel.check(context.adding(*facts), between, node.between)
    kernel.check(context.adding(*domination_facts(node)), goal, node.then)


RULES = {Domination: _domination}
