"""Terms with arms: `Max`, `Min`, `Abs`, `sign`, `Piecewise` take the value of the arm in force, by cases where the facts leave it open."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from sympy import Abs, Integer, Max, Min, Piecewise, sign

from symbolic.language.domain import terms_of
from symbolic.language.statements import Comparison, Statement, as_statement
from symbolic.language.terms import bound_symbols
from symbolic.methods import cases, search, signs
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context, implied

Proof = Any


def first_arm(*statements: Statement) -> Any:
    """The first innermost `Max`, `Min`, `Abs`, `sign` or `Piecewise` whose variables are free."""
    for statement in statements:
        for term in terms_of(statement):
            found = None if isinstance(term, type) else _innermost(term)
            if found is not None:
                return found
    return None


def _innermost(term: Any) -> Any:
    if not getattr(term, "args", ()) or bound_symbols(term):
        return None
    for argument in term.args:
        found = _innermost(argument)
        if found is not None:
            return found
    return term if isinstance(term, Max | Min | Abs | sign | Piecewise) else None


def resolve(state: State, arm: Any, budget: Budget, depth: int) -> Proof | None:
    if isinstance(arm, Piecewise):
        return _piecewise(state, arm, budget, depth)
    if isinstance(arm, sign):
        return _sign(state, arm, budget, depth)
    if isinstance(arm, Abs):
        switch, choices = arm.args[0], (-arm.args[0], arm.args[0])
    else:
        first, second = arm.args[0], arm.args[1]
        switch, choices = first - second, (second, first) if isinstance(arm, Max) else (first, second)
        if len(arm.args) > 2:
            return _many_arms(state, arm, budget, depth)
    state = signs.saturate(state, budget, [switch])
    relation, state = signs.sign(state, switch, budget)
    if implied(relation, "<=") or implied(relation, ">="):
        return _in_force(state, arm, choices[implied(relation, ">=")], budget, depth)

    def branch(context: Context, above: bool) -> Proof | None:
        return _in_force(State(context, state.goal), arm, choices[above], budget, depth + 1)

    return cases.trichotomy(state, switch, lambda c: branch(c, False), lambda c: branch(c, True), lambda c: branch(c, True))


def _sign(state: State, arm: Any, budget: Budget, depth: int) -> Proof | None:
    """-1, 0 or 1 as the argument is below, at or above 0."""
    values = {"<": Integer(-1), "==": Integer(0), ">": Integer(1)}
    relation, state = signs.sign(signs.saturate(state, budget, [arm.args[0]]), arm.args[0], budget)
    if relation in values:
        return _in_force(state, arm, values[relation], budget, depth)
    branches = [lambda c, v=v: _in_force(State(c, state.goal), arm, v, budget, depth + 1) for v in values.values()]
    return cases.trichotomy(state, arm.args[0], *branches)


def _many_arms(state: State, arm: Any, budget: Budget, depth: int) -> Proof | None:
    """Three arms or more: compare two that are not in order yet, until one dominates."""

    def again(context: Context) -> Proof | None:
        return resolve(State(context, state.goal), arm, budget, depth + 1)

    wanted = ">=" if isinstance(arm, Max) else "<="
    for one in arm.args:
        if all(one == other or implied(state.context.relation(one - other), wanted) for other in arm.args):
            return _in_force(state, arm, one, budget, depth)
    for one, other in combinations(arm.args, 2):
        relation, following = signs.sign(state, one - other, budget)
        if relation is not None and following is not state:
            return _many_arms(following, arm, budget, depth)
        if relation is None:
            return cases.trichotomy(state, one - other, again, again, again)
    return None


def _in_force(state: State, arm: Any, value: Any, budget: Budget, depth: int) -> Proof | None:
    following = state.replace(arm, value, lambda then: rules.Resolve(arm, value, then))
    return search.prove_after(following, budget, depth)


def _piecewise(state: State, arm: Any, budget: Budget, depth: int) -> Proof | None:
    for branch, raw in arm.args:
        condition = None if raw is True or raw == True else as_statement(raw)  # noqa: E712
        if condition is None or state.context.holds(condition):
            return _in_force(state, arm, branch, budget, depth)
        if state.context.holds(negate(condition)):
            continue
        if not isinstance(condition, Comparison):
            return None
        switch = condition.left - condition.right
        relation, following = signs.sign(state, switch, budget)
        if relation in ("<", "==", ">"):
            return resolve(following, arm, budget, depth)
        again = [lambda c: resolve(State(c, state.goal), arm, budget, depth + 1) for _ in range(3)]
        return cases.trichotomy(state, switch, *again)
    return None
