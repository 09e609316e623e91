"""Small steps that several methods need: an equation proved, a comparison made a fact."""

from __future__ import annotations

from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.methods import search
from symbolic.methods.evaluation import evaluated
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import TooLarge, is_zero
from symbolic.trusted.rules.identities import Identity


def prove_equal(context: Context, left: Any, right: Any, budget: Any) -> Any:
    """A proof that two terms are equal: by normal form, by identities, by search; None otherwise."""
    try:
        if is_zero(left - right, context.positive):
            return rules.Combination(())
    except (TooLarge, ZeroDivisionError):
        pass
    goal = Comparison(left, "==", right)
    try:
        Kernel().check(context, goal, Identity())
    except Rejected:
        return search.prove(context, goal, budget)
    return Identity()


def established(state: State, statement: Comparison, budget: Any) -> State | None:
    """The state in which `statement` is a fact; None where it is not shown."""
    if state.context.holds(statement):
        return state
    at_once = evaluated(statement) if not symbols_of(statement) else None
    proof = at_once or search.prove(state.context, statement, budget)
    return None if proof is None else state.have(statement, proof)


__all__ = ["established", "prove_equal"]
