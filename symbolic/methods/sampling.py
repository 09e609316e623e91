"""A cheap look before a long search: does the goal fail at a few points at which the facts hold? Only ever used to save work."""

from __future__ import annotations

import random
from typing import Any

from sympy import Dummy, Integral, Limit
from sympy.core.function import AppliedUndef

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.screening import FAILURES, NotScreened, predicate
from symbolic.language.statements import Comparison, Quantified
from symbolic.trusted.context import Context

SAMPLES = 40
SEED = 7


def seems_false(context: Context, goal: Comparison) -> bool:
    """Whether some sample satisfies the facts and violates `goal`, each f(a) of a function without shape taken as a number of its own."""
    if goal.left.has(Integral, Limit) or goal.right.has(Integral, Limit):
        return False
    if any(isinstance(fact, Quantified) for fact in context.facts):
        return False  # samples do not see what is assumed of all values
    applications = sorted({a for side in (goal.left, goal.right) for a in side.atoms(AppliedUndef)}, key=str)
    properties = [context.domain.properties(getattr(a.func, "base_function", a.func)) for a in applications]
    if any(p.direction or p.curvature for p in properties):
        return False
    numbers = {a: Dummy("f", real=True) for a in applications}
    positive = [numbers[a] for a, p in zip(applications, properties, strict=True) if "nonnegative" in p]
    try:
        holds = predicate(substitute_statement(goal, numbers))
        facts = [predicate(substitute_statement(f, numbers)) for f in context.facts if _about(f, goal)]
    except NotScreened:
        return False
    names = [*numbers.values(), *symbols_of(goal, [f for f in context.facts if _about(f, goal)])]
    chance = random.Random(SEED)
    for _ in range(SAMPLES):
        env: dict[Any, Any] = {name: chance.choice((0.1, 0.5, 0.9, 1.0, 1.5, 2.0, 3.0, 7.0)) * chance.choice((1, 1, -1)) for name in names}
        env |= {name: abs(env[name]) for name in names if name in positive or name.is_positive}
        try:
            if all(fact(env) for fact in facts) and not holds(env):
                return True
        except FAILURES:
            continue
    return False


def _about(fact: Any, goal: Comparison) -> bool:
    """A comparison that the sampler can evaluate and that shares a symbol with the goal."""
    if not isinstance(fact, Comparison) or any(side.has(Integral, Limit) or side.is_infinite for side in (fact.left, fact.right)):
        return False
    return bool(set(symbols_of(fact)) & set(symbols_of(goal)))
