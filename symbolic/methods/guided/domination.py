"""A step of guided proofs: the comparison test for an integral."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Integral

from symbolic.language.statements import Finite
from symbolic.language.terms import as_term
from symbolic.methods import search
from symbolic.methods.guided.steps import Told, follow, told
from symbolic.methods.interval_facts import ordered_ends, prove_conditions
from symbolic.methods.state import Budget, State
from symbolic.trusted.rules.domination import Domination, between_goal, domination_conditions, domination_facts


@dataclass(frozen=True)
class Dominated:
    """`integral` is finite, not negative and at most the integral of `bound`: `steps(u)` lead the proof of 0 <= integrand <= bound at u."""

    integral: Any
    bound: Any
    steps: Told = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "bound", as_term(self.bound))

    def apply(self, state: State, budget: Budget) -> State | None:
        larger = Integral(self.bound, self.integral.limits[0])
        ordered = ordered_ends(state, self.integral, budget)
        if ordered is not None and Finite(larger) not in ordered.context.facts:
            finite = search.prove(ordered.context, Finite(larger), budget)
            ordered = None if finite is None else ordered.have(Finite(larger), finite)
        if ordered is None:
            return None
        node = Domination(self.integral, self.bound, (), None, None)
        conditions = prove_conditions(ordered.context, domination_conditions(ordered.context, node), budget)
        fresh, facts, goal = between_goal(ordered.context, node)
        between = follow(told(self.steps, fresh), State(ordered.context.adding(*facts), goal), Budget())
        if conditions is None or between is None:
            return None
        node = replace(node, conditions=conditions, between=between)
        return ordered.learn(domination_facts(node), lambda then: replace(node, then=then))


__all__ = ["Dominated"]
