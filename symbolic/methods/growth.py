"""A step of guided proofs: a term compared at two places by the sign of its derivative between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.methods import search
from symbolic.methods.guided import GuidedStep, follow
from symbolic.methods.state import Budget, State
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import Context
from symbolic.trusted.rules.growth import Growth, growth_conditions, slope_goal, statement_of


@dataclass(frozen=True)
class ByGrowth:
    """`term` in `variable` at `end` in `relation` to itself at `start`; `steps(t)` lead the proofs at a place t in between."""

    term: Any
    variable: Any
    start: Any
    end: Any
    relation: str
    steps: Callable[[Any], tuple[GuidedStep, ...]] = lambda place: ()

    def prove(self, state: State, rest: Callable[[State], Any], budget: Budget) -> Any:
        node = Growth(self.term, self.variable, self.start, self.end, self.relation, (), None, None)
        context = state.context
        conditions = []
        for condition in growth_conditions(context, self.term, self.variable, self.start, self.end):
            proof = self._condition(context, condition, budget)
            if proof is None:
                return None
            conditions.append(proof)
        facts, goal = slope_goal(context, node)
        sign = self._led(context.with_symbols(symbols_of(facts)).adding(*facts), facts, goal, budget)
        if sign is None:
            return None
        node = replace(node, conditions=tuple(conditions), sign=sign)
        return rest(state.learn((statement_of(node),), lambda then: replace(node, then=then)))

    def _condition(self, context: Context, condition: Condition, budget: Budget) -> Any:
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        found = search.prove(inner, condition.holds, budget)
        return self._led(inner, condition.guards, condition.holds, budget) if found is None else found

    def _led(self, context: Context, facts: tuple[Any, ...], goal: Any, budget: Budget) -> Any:
        """By the steps at the new place, which the facts mention."""
        known = set(symbols_of(self.term, self.start, self.end))
        (place,) = [s for s in symbols_of([f for f in facts if isinstance(f, Comparison)]) if s not in known]
        return follow(self.steps(place), State(context, goal), budget)
