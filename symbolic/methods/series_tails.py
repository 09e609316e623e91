"""Finite sums that begin a series with a known value: the goal is compared with that value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Abs, Integer, Sum, fraction, gammasimp, nan, simplify, together, zoo

from symbolic.language.domain import terms_of
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import substitute
from symbolic.methods.calculus_terms import calculus_in
from symbolic.methods.equations import established
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.series import series_step
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import MIRROR, Context
from symbolic.trusted.normal_form import TooLarge, is_zero, normalised
from symbolic.trusted.rules.logic import Only
from symbolic.trusted.rules.series_tails import GeometricTail, PositiveTail, beyond, continued, decay_goal, tail_fact

ZERO = Integer(0)


@dataclass(frozen=True)
class SeriesTails:
    """What a partial sum leaves out is positive, or bounded by a geometric series."""

    name: str = "series remainder"
    rank: int = 26

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison) or problem.states.relation in ("==", "!="):
            return None
        state = State(problem.context, problem.states)
        for term in _partial_sums(problem.states):
            for attempt in (_below, _near):
                try:
                    proof = attempt(state, term)
                except (TooLarge, ZeroDivisionError):
                    continue
                if proof is not None:
                    return Found(proof=proof)
        return None


def _partial_sums(statement: Any) -> list[Any]:
    found = {s for term in terms_of(statement) for s in term.atoms(Sum)}
    return sorted((s for s in found if len(s.limits[0]) == 3 and not s.limits[0][2].is_infinite and s.limits[0][1].is_Integer), key=str)


def _whole(state: State, term: Any) -> tuple[State, Any] | None:
    """The state that knows the value of the endless sum, and that value."""
    endless = continued(term)
    valued = series_step(State(state.context, Finite(endless), state.wraps), endless, Budget())
    if valued is None:
        return None
    value = next(f.right for f in valued.context.facts if isinstance(f, Comparison) and f.left == endless and f.relation == "==")
    return State(valued.context, state.goal, valued.wraps), value


def _below(state: State, term: Any) -> Any:
    """By the positive parts that are left out."""
    known = _whole(state, term)
    if known is None:
        return None
    following, value = known
    fresh, after = beyond(following.context, following.goal, term)
    part = substitute(term.function, {term.limits[0][0]: fresh})
    inner = following.context.with_symbols([fresh]).adding(after)
    proof = prove(inner, Comparison(part, ">", ZERO), Budget(combinations=60, places=20))
    if proof is None:
        return None
    learned = following.learn((Comparison(term, "<", value),), partial(PositiveTail, term, value, proof))
    last = _without_endless(learned)
    return None if last is None else learned.finish(last)


def _near(state: State, term: Any) -> Any:
    """A bound on the absolute value of what is left out, by a geometric series."""
    assert isinstance(state.goal, Comparison)
    larger, relation, smaller = oriented_sides(state.goal)
    known = _whole(state, term) if isinstance(smaller, Abs) else None
    if known is None:
        return None
    following, value = known
    if normalised(smaller.args[0] - (value - term)) != 0 and normalised(smaller.args[0] + (value - term)) != 0:
        return None
    for ratio in _ratios(term):
        proof = _with_ratio(following, term, value, ratio, larger, relation)
        if proof is not None:
            return proof
    return None


def _with_ratio(state: State, term: Any, value: Any, ratio: Any, larger: Any, relation: str) -> Any:
    small = established(state, Comparison(1 - ratio, ">", ZERO), Budget(combinations=100, places=30))
    if small is None:
        return None
    fact = tail_fact(term, value, ratio)
    gap = larger - fact.right
    enough = rules.Combination(()) if is_zero(gap, small.context.positive) else None
    bound = Comparison(larger, relation, fact.right)
    enough = enough or prove(small.context, bound, Budget(combinations=100, places=30))
    if enough is None:
        return None
    fresh, after = beyond(small.context, small.goal, term)
    inner = small.context.with_symbols([fresh]).adding(after)
    decay = prove(inner, decay_goal(term, ratio, fresh), Budget())
    if decay is None:
        return None
    learned = small.learn((fact,), partial(GeometricTail, term, value, ratio, decay)).have(bound, enough)
    products = (rules.Product(Integer(1), ((fact.right - fact.left, 1),)), rules.Product(Integer(1), ((gap, 1),)))
    return learned.finish(rules.Combination(products if gap != 0 else products[:1]))


def _without_endless(state: State) -> Any:
    """A proof of the goal from the facts without those about the endless sum, which would only lengthen the search."""
    kept = tuple(f for f in state.context.facts if not any(calculus_in(t) for t in terms_of(f) if not isinstance(t, type)))
    proof = prove(Context(state.context.domain).adding(*kept), state.goal, Budget(combinations=200, places=60))
    return None if proof is None else Only(kept, proof)


def oriented_sides(goal: Comparison) -> tuple[Any, str, Any]:
    """The larger side, its relation and the smaller side."""
    return (goal.left, goal.relation, goal.right) if goal.relation in (">", ">=") else (goal.right, MIRROR[goal.relation], goal.left)


def _ratios(term: Any) -> list[Any]:
    """|f(j + 1)/f(j)| at the first index that the sum leaves out, and at the one before: larger than all later ratios, if these fall."""
    variable, _, upper = term.limits[0]
    following, here = (substitute(term.function, {variable: place}) for place in (variable + 1, variable))
    quotient = gammasimp(simplify(following / here))
    found = []
    for place in (upper + 1, upper):
        top, bottom = fraction(together(substitute(quotient, {variable: place})))
        bound = Abs(top) / (bottom if bottom.is_nonnegative else Abs(bottom))
        if not bound.has(zoo, nan):
            found.append(bound)
    return found


METHOD = SeriesTails()
