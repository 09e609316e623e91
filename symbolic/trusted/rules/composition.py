"""The shape of a composition with an uninterpreted function.

An increasing concave f of a concave g is concave, strictly where f and g are (Boyd and Vandenberghe, Convex Optimization, 2004, section
3.2.4): g at a mean exceeds the mean of its values, f carries the order over, and f at their mean is not below the mean of f at them. The
other three cases are mirror images: f convex and increasing with g convex, f concave and decreasing with g convex, f convex and
decreasing with g concave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy.core.function import AppliedUndef

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Shape, Statement
from symbolic.trusted.calculus import require_interval
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected

CURVATURE = {"convex": 1, "concave": -1}


@dataclass(frozen=True)
class ByComposition:
    """For a goal about f(g): `inner` proves the shape of g; `placed` that g is positive, where f lives on the positive numbers."""

    inner: Any
    placed: Any = None


def inner_shape(context: Context, goal: Statement) -> Shape:
    """What has to be shown of the inner expression."""
    if not (isinstance(goal, Shape) and goal.kind in CURVATURE and isinstance(goal.expression, AppliedUndef)):
        raise Rejected(f"`{goal}` does not say that an uninterpreted function of something is strictly curved")
    function = goal.expression.func
    properties = context.domain.properties(function)
    if len(goal.expression.args) != 1 or goal.variable not in symbols_of(goal.expression):
        raise Rejected(f"`{goal.expression}` is not a function of one expression in `{goal.variable}`")
    if properties.curvature != CURVATURE[goal.kind] or not properties.direction:
        raise Rejected(f"`{function}` is not known to be {goal.kind} and monotone")
    kind = next(k for k, sign in CURVATURE.items() if sign == CURVATURE[goal.kind] * properties.direction)
    return Shape(kind, goal.expression.args[0], goal.variable)


def by_composition(kernel: Kernel, context: Context, goal: Statement, proof: ByComposition) -> None:
    shape = inner_shape(context, goal)
    require_interval(context, shape.variable)
    kernel.check(context, shape, proof.inner)
    assert isinstance(goal, Shape)
    if context.domain.properties(goal.expression.func).positive_axis:
        kernel.check(context, Comparison(shape.expression, ">", ZERO), proof.placed)


RULES = {ByComposition: by_composition}
NAMES = {ByComposition: "composition"}
