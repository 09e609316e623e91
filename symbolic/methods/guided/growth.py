"""The step that compares a term at two places by the sign of its derivative between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.methods import search
from symbolic.methods.guided.steps import Proof, Told, follow, told
from symbolic.methods.state import Budget, State
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import Context
from symbolic.trusted.rules.growth import Growth, growth_conditions, slope_goal, statement_of


@dataclass(frozen=True)
class ByGrowth:
    """`term` in `variable` at `end` in `relation` to itself at `start`.

    At a place t in between, `slope(t)` leads the proof of the derivative's sign, `defined(t)` those of conditions that the search leaves.
    """

    term: Any
    variable: Any
    start: Any
    end: Any
    relation: str
    slope: Told = ()
    defined: Told = ()

    def apply(self, state: State, budget: Budget) -> State | None:
        node = Growth(self.term, self.variable, self.start, self.end, self.relation, (), None, None)
        context = state.context
        conditions = []
        for condition in growth_conditions(context, self.term, self.variable, self.start, self.end):
            proof = self._condition(context, condition, budget)
            if proof is None:
                return None
            conditions.append(proof)
        facts, goal = slope_goal(context, node)
        inner = context.with_symbols(symbols_of(facts)).adding(*facts)
        sign = follow(told(self.slope, self._place(facts)), State(inner, goal), budget)
        if sign is None:
            return None
        node = replace(node, conditions=tuple(conditions), sign=sign)
        return state.learn((statement_of(node),), lambda then: replace(node, then=then))

    def _condition(self, context: Context, condition: Condition, budget: Budget) -> Proof | None:
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        found = search.prove(inner, condition.holds, budget)
        if found is None:
            found = follow(told(self.defined, self._place(condition.guards)), State(inner, condition.holds), budget)
        return found

    def _place(self, facts: tuple[Any, ...]) -> Any:
        """The symbol for a place in between, which the facts bring in."""
        known = set(symbols_of(self.term, self.start, self.end))
        return next(s for s in symbols_of(facts) if s not in known)
