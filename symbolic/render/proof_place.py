"""Where in a proof a reader stands: the goal, the facts, the variable of the limit that is being taken.

The proof alone can be told without them. Where the claim is known its facts are carried along, so that a property of a function is shown as
what it says at its arguments (`f(y) < f(z)`); a fact that is not carried costs a detail, never a wrong line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sympy import Symbol

from symbolic.language.domain import Domain
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Statement
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import inside
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import is_zero

ANY = Symbol("t")
RISE, FALL = "right side - left side", "left side - right side"
LONG = 15  # operations in a term that is hard to recognise


@dataclass(frozen=True)
class Place:
    """`goal` and the facts of `context`, None where they are not known; `variable` is that of the limit."""

    goal: Statement | None = None
    context: Context | None = None
    variable: Any = ANY

    def aiming(self, goal: Statement | None) -> Place:
        return replace(self, goal=goal)

    def adding(self, *facts: Statement) -> Place:
        return replace(self, context=self.context and self.context.adding(*facts))

    def replacing(self, old: Any, new: Any) -> Place:
        """Goal and comparisons with `new` for `old`."""
        goal = self.goal and substitute_statement(self.goal, {old: new})
        known = self.context.facts if self.context else ()
        restated = [substitute_statement(fact, {old: new}) for fact in known if isinstance(fact, Comparison)]
        return self.aiming(goal).adding(*restated)

    def side_difference(self, term: Any) -> str | None:
        """What to call `term` where it is the difference of the two sides of the goal."""
        goal = self.goal
        if isinstance(goal, Comparison) and ZERO not in (goal.left, goal.right):
            if is_zero(term - (goal.right - goal.left)):
                return RISE
            if is_zero(term - (goal.left - goal.right)):
                return FALL
        return None

    def recognised(self, term: Any) -> Any:
        """A long `term` as the difference of the two sides of the goal or of a fact, where it is one: proofs are made of normal forms."""
        if term.count_ops() <= LONG:
            return term
        name = self.side_difference(term)
        if name is not None:
            return Symbol(f"({name})")
        for fact in self.context.facts if self.context else ():
            if isinstance(fact, Comparison) and ZERO not in (fact.left, fact.right):
                for difference in (fact.left - fact.right, fact.right - fact.left):
                    if difference.count_ops() < term.count_ops() and is_zero(term - difference):
                        return difference
        return term

    def inside(self, integral: Any, *terms: Any) -> tuple[Any, Place]:
        """A new variable for that of `integral`, and the place where it runs inside the interval."""
        fresh, facts = inside(integral, self.context or Context(Domain()), *terms, closed=False)
        return fresh, self.adding(*facts)


NOWHERE = Place()
Rule = Callable[[Any, Place], list[str]]


def evident(proof: Any) -> bool:
    """A proof that only cites facts: nobody needs to read it where a condition is proved."""
    if isinstance(proof, rules.Instance | rules.Specialise | rules.Rewrite | rules.Resolve):
        return evident(proof.then)
    if isinstance(proof, rules.Have):
        return evident(proof.proof) and evident(proof.then)
    return isinstance(proof, rules.Known | rules.Combination | rules.Absurd | rules.Evaluate | rules.Proper | rules.PartOfFinite)
