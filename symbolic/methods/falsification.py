"""Falsification: points by rising cost, then wild ones (huge, tiny, nearly equal); the first that exact arithmetic confirms refutes.

Statements about integrals and limits are first freed of them by equations that the kernel has checked.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sympy import Integral, Limit, Rational

from symbolic.language.admission import holds_at
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.enumeration import points, wild_points
from symbolic.language.meaning import PRECISIONS, Undefined, Unknown, compare, value, working_precision
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation, substitute_statement
from symbolic.language.screening import FAILURES, NotScreened, OffGraph, predicate
from symbolic.language.statements import Comparison, Finite, Quantified, Statement
from symbolic.methods import search
from symbolic.methods.evaluation import evaluated
from symbolic.methods.problem import Found, Problem, obligation_context
from symbolic.methods.satisfiability import put_functions, with_named_functions
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import Context
from symbolic.trusted.counterexample import violates
from symbolic.trusted.kernel import Kernel, Rejected

SIMPLE_POINTS = 80
WILD_POINTS = 20
PATIENT_POINTS = 6000
SEED = 20240229


@dataclass(frozen=True)
class Falsification:
    """Searches `simple` points in order of simplicity and `wild` ones at random from a fixed seed."""

    simple: int = SIMPLE_POINTS
    wild: int = WILD_POINTS
    name: str = "falsification"
    rank: int = 10

    def attempt(self, problem: Problem) -> Found | None:
        tried = 0
        for obligation in problem.obligations:
            at_once = _number_violated(obligation)
            if at_once:
                return Found(point=Point(), obligation=obligation, tried=tried + 1)
            if at_once is False:
                tried += 1
                continue
            free = without_calculus(problem, obligation)
            if free is None:
                at, holds = at_named_functions(obligation)
                if holds is False:
                    return Found(point=at, tried=tried)
                tried += holds is True
                continue
            point, count = self._search(free)
            tried += count
            if point is not None:
                return Found(point=point, obligation=free, tried=tried)
        return Found(tried=tried) if tried else None

    def _search(self, obligation: Obligation) -> tuple[Point | None, int]:
        if _about_numbers(obligation):
            return (Point(), 1) if violates(obligation, Point()) else (None, 1)
        try:
            holds = predicate(obligation.goal)
        except NotScreened:
            return None, 0
        count = 0
        for point in self._points(obligation):
            try:
                fails = not holds({**point.values, **point.graphs})
            except OffGraph:
                continue
            except FAILURES:
                fails = False
            count += 1
            if fails and violates(obligation, point):
                return point, count
        return None, count

    def _points(self, obligation: Obligation) -> Iterator[Point]:
        statements = (obligation.goal,)
        yield from points(obligation.given, statements, self.simple)
        yield from wild_points(obligation.given, statements, self.wild, random.Random(SEED))


def _about_numbers(obligation: Obligation) -> bool:
    """No symbol and no uninterpreted function stands in it: it holds, or not, at the one point there is."""
    return not symbols_of(obligation.given, obligation.goal) and not functions_of(obligation.given.assumptions, obligation.goal)


def _number_violated(obligation: Obligation) -> bool | None:
    """Whether balls refute a statement about numbers that has integrals; None for others, and where balls do not decide."""
    if not _about_numbers(obligation) or not any(t.has(Integral) for t in terms_of(obligation.goal) if not isinstance(t, type)):
        return None
    if violates(obligation, Point()):
        return True
    return None if evaluated(obligation.goal) is None else False


def without_calculus(problem: Problem, obligation: Obligation) -> Obligation | None:
    """The obligation with integrals and limits replaced by their values, each checked by the kernel; None when one does not give way."""
    if any(isinstance(a, Quantified | Finite) for a in obligation.given.relations):
        return None
    terms = [t for t in terms_of(obligation.goal) if not isinstance(t, type)]
    if not any(t.has(Integral, Limit) for t in terms):
        return obligation
    if not isinstance(obligation.goal, Comparison):
        return None
    goal: Statement = obligation.goal
    context = obligation_context(problem, obligation)
    for calculus_term in sorted({c for t in terms for c in t.atoms(Integral, Limit)}, key=lambda t: len(str(t))):
        found = _value(context, calculus_term, problem.budget)
        if found is None:
            return None
        goal = substitute_statement(goal, {calculus_term: found})
    return Obligation(obligation.given, goal)


def at_named_functions(obligation: Obligation) -> tuple[Point | None, bool | None]:
    """One point with named functions for the uninterpreted ones, and whether the goal holds there.

    For goals that points alone cannot decide: assumptions about all values, and integrals of uninterpreted functions.
    """
    point = with_named_functions(obligation.given, obligation.goal)
    if point is None or not isinstance(obligation.goal, Comparison):
        return None, None
    values = {symbol: Rational(v.numerator, v.denominator) for symbol, v in point.values.items()}
    goal = substitute_statement(put_functions(obligation.goal, point.graphs), values)
    if symbols_of(goal):
        return point, None
    terms = [t for t in terms_of(goal) if not isinstance(t, type)]
    for calculus_term in sorted({c for t in terms for c in t.atoms(Integral, Limit)}, key=lambda t: len(str(t))):
        found = _value(Context.of(Domain()), calculus_term, Budget(combinations=60))
        if found is None:
            return point, None
        goal = substitute_statement(goal, {calculus_term: found})
    holds = holds_at(goal, Point())
    return point, _not_apart(goal) if holds is None else holds


def _not_apart(goal: Any) -> bool | None:
    """True when both sides have enclosures and these overlap: equal sides can never be told from nearly equal ones by balls."""
    try:
        with working_precision(PRECISIONS[-1]):
            return True if compare(value(goal.left, Point()), "!=", value(goal.right, Point())) is None else None
    except (Undefined, Unknown):
        return None


def _value(context: Any, term: Any, budget: Budget) -> Any:
    """What an integral or limit equals by the kernel's word; None when the search finds no value."""
    from symbolic.methods.integrals import evaluate_calculus

    state = State(context, Comparison(term, "==", term + 1))
    for _ in range(8):
        following = evaluate_calculus(state, budget)
        if following is None:
            return None
        state = following
        assert isinstance(state.goal, Comparison)
        if not state.goal.left.has(Integral, Limit):
            break
    assert isinstance(state.goal, Comparison)
    found = state.goal.left
    claim = Comparison(term, "==", found)
    proof = search.prove(context, claim, budget)
    if proof is None:
        return None
    try:
        Kernel().check(context, claim, proof)
    except Rejected:
        return None
    return found


METHOD = Falsification()
PATIENT = Falsification(PATIENT_POINTS, 500, name="patient falsification")

__all__ = ["METHOD", "PATIENT", "Falsification"]
