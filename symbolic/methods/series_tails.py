"""Finite sums that begin a series with a known value: the goal is compared with that value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import sympy
from sympy import Abs, Integer, Sum, simplify

from symbolic.language.domain import terms_of
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import substitute
from symbolic.methods.equations import established
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.series import series_step
from symbolic.methods.state import Budget, State
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.series_tails import GeometricTail, PositiveTail, beyond, continued, decay_goal, tail_fact

ZERO = Integer(0)


@dataclass(frozen=True)
class SeriesTails:
    """What a partial sum leaves out is positive, or bounded by a geometric series."""

    name: str = "series remainder"
    rank: int = 31

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison) or problem.states.relation in ("==", "!="):
            return None
        state = State(problem.context, problem.states)
        for term in _partial_sums(problem.states):
            for attempt in (_positive, _geometric):
                try:
                    following = attempt(state, term)
                except (TooLarge, ZeroDivisionError):
                    continue
                proof = None if following is None else prove(following.context, following.goal, Budget())
                if following is not None and proof is not None:
                    return Found(proof=following.finish(proof))
        return None


def _partial_sums(statement: Any) -> list[Any]:
    found = {s for term in terms_of(statement) for s in term.atoms(Sum)}
    return sorted((s for s in found if len(s.limits[0]) == 3 and not s.limits[0][2].is_infinite and s.limits[0][1].is_Integer), key=str)


def _whole(state: State, term: Any) -> State | None:
    """The state that knows the value of the endless sum."""
    valued = series_step(State(state.context, Finite(continued(term)), state.wraps), continued(term), Budget())
    return None if valued is None else State(valued.context, state.goal, valued.wraps)


def _positive(state: State, term: Any) -> State | None:
    known = _whole(state, term)
    if known is None:
        return None
    fresh, after = beyond(known.context, known.goal, term)
    part = substitute(term.function, {term.limits[0][0]: fresh})
    proof = prove(known.context.with_symbols([fresh]).adding(after), Comparison(part, ">", ZERO), Budget(combinations=60, places=20))
    if proof is None:
        return None
    return known.learn((Comparison(term, "<", continued(term)),), partial(PositiveTail, term, proof))


def _geometric(state: State, term: Any) -> State | None:
    known = _whole(state, term)
    ratio = _ratio(term) if known is not None else None
    if known is None or ratio is None:
        return None
    known = established(known, Comparison(1 - ratio, ">", ZERO), Budget())
    if known is None:
        return None
    fresh, after = beyond(known.context, known.goal, term)
    inner = known.context.with_symbols([fresh]).adding(after)
    proof = prove(inner, decay_goal(term, ratio, fresh), Budget())
    if proof is None:
        return None
    return known.learn((tail_fact(term, ratio),), partial(GeometricTail, term, ratio, proof))


def _ratio(term: Any) -> Any:
    """|f(b + 1)/f(b)| at the first index b that the sum leaves out: larger than all later ratios, if these fall."""
    variable, _, upper = term.limits[0]
    following, here = (substitute(term.function, {variable: place}) for place in (variable + 1, variable))
    quotient = sympy.gammasimp(simplify(following / here))
    bound = substitute(quotient, {variable: upper + 1})
    top, bottom = sympy.fraction(sympy.together(bound))
    found = Abs(top) / (bottom if bottom.is_nonnegative else Abs(bottom))
    return None if found.has(sympy.zoo, sympy.nan) else found


METHOD = SeriesTails()
