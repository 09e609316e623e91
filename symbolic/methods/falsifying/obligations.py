"""One obligation against everything that the search has: symbols, tables, formulas, values of integrals, lemmas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sympy import Integer

from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.enumeration import points
from symbolic.language.errors import LanguageError
from symbolic.language.meaning import Unknown
from symbolic.language.obligations import obligations_of, opposed
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation
from symbolic.language.statements import Comparison, Disjunction, Finite, Quantified
from symbolic.methods.falsifying.calculus import calculus_in, without_calculus
from symbolic.methods.falsifying.effort import QUICK, Effort
from symbolic.methods.falsifying.formulas import at, graphs_for, with_formulas
from symbolic.methods.falsifying.lemmas import lemmas_for
from symbolic.methods.falsifying.plain import search
from symbolic.methods.falsifying.tables import applications, by_tables
from symbolic.methods.falsifying.target import target
from symbolic.methods.state import Budget
from symbolic.trusted.counterexample import decided, violates

BEYOND = (LanguageError, ArithmeticError, NotImplementedError, RecursionError, TypeError, ValueError)  # terms that SymPy refuses
AFTER_TABLES = 8  # formulas where tables could have told
MOST_TIES = 40  # looked at with the largest precision


@dataclass(frozen=True)
class Outcome:
    """A `point` at which `obligation` fails, with the `lemmas` that show it; or how many points were tried in vain."""

    point: Point | None = None
    obligation: Obligation | None = None
    lemmas: Mapping[Any, Any] = field(default_factory=dict)
    tried: int = 0


def settled(obligation: Obligation, effort: Effort) -> Outcome:
    """The first of the obligation's parts that fails somewhere."""
    tried = 0
    for part in obligations_of(obligation.given, obligation.goal):
        try:
            found = _part(part, effort)
        except BEYOND:
            continue
        tried += found.tried
        if found.point is not None:
            return Outcome(found.point, found.obligation, found.lemmas, tried)
    return Outcome(tried=tried)


def _part(obligation: Obligation, effort: Effort) -> Outcome:
    functions = functions_of(obligation.given.assumptions, obligation.goal)
    if isinstance(obligation.goal, Quantified):
        return _existence(obligation, effort)
    if not functions and calculus_in(obligation.goal):
        free = without_calculus(obligation, Budget())
        if free is not None and free != obligation:
            closed = not symbols_of(free.given, free.goal)
            return _about_numbers(free, effort) if closed else _about_symbols(free, effort, evaluated=True)
    if not functions and not symbols_of(obligation.given, obligation.goal):
        return _about_numbers(obligation, effort)
    if not functions:
        return _about_symbols(obligation, effort)
    known = applications(obligation)
    tried = 0
    if known is not None:
        point, tried = by_tables(known, effort)
        if point is not None:
            return Outcome(point, obligation, tried=tried)
    return _with_formulas(obligation, replace(effort.inner, formulas=min(effort.formulas, AFTER_TABLES)) if known else effort, tried)


def _about_numbers(obligation: Obligation, effort: Effort) -> Outcome:
    """It holds, or not, at the one point there is."""
    point = Point()
    if violates(obligation, point):
        return Outcome(point, obligation, tried=1)
    if calculus_in(obligation.goal):
        free = without_calculus(obligation, Budget())
        if free is not None and free.goal != obligation.goal and violates(free, point):
            return Outcome(point, free, tried=1)
    if (effort.boxes or any(isinstance(a, Quantified) for a in obligation.given.relations)) and effort.proofs:
        lemmas = lemmas_for(obligation, point)
        if lemmas is not None and violates(obligation, point, lemmas):
            return Outcome(point, obligation, lemmas, 1)
    return Outcome(tried=1)


def _about_symbols(obligation: Obligation, effort: Effort, *, evaluated: bool = False) -> Outcome:
    """Assumptions for all values are set aside for the search, and proved at what it finds."""
    hard = [a for a in obligation.given.relations if isinstance(a, Quantified | Finite)]
    stripped = Obligation(Domain(*(a for a in obligation.given.assumptions if a not in hard)), obligation.goal) if hard else obligation
    aim = target(stripped, effort.checks)
    if aim is None:
        return Outcome() if evaluated else _evaluated(obligation, effort)
    point = search(aim, effort.lighter(obligation.goal))
    if point is not None and hard:
        lemmas = lemmas_for(obligation, point) if effort.proofs else None
        settled_there = lemmas is not None and violates(obligation, point, lemmas)
        return Outcome(point, obligation, lemmas or {}, aim.tried) if settled_there else Outcome()
    if point is not None:
        return Outcome(point, obligation, tried=aim.tried)
    for tie in islice(_plausible(stripped, aim.ties), effort.proofs):
        lemmas = lemmas_for(obligation, tie)
        if lemmas is not None and violates(obligation, tie, lemmas):
            return Outcome(tie, obligation, lemmas, aim.tried)
    restated = _with_equations(obligation) if effort.boxes and not hard else None
    if restated is not None:
        found = _about_symbols(restated, effort.inner, evaluated=True)
        if found.point is not None and violates(obligation, found.point, found.lemmas):
            return Outcome(found.point, obligation, found.lemmas, aim.tried + found.tried)
    if calculus_in(obligation.goal) and not evaluated:
        found = _evaluated(obligation, effort)
        return Outcome(found.point, found.obligation, found.lemmas, found.tried + aim.tried)
    return Outcome(tried=0 if hard else aim.tried)


def _with_equations(obligation: Obligation) -> Obligation | None:
    """Where only equality makes the goal fail, the equation among the assumptions, so that it is solved; None elsewhere."""
    parts = obligation.goal.parts if isinstance(obligation.goal, Disjunction) else (obligation.goal,)
    equations = [opposed(p) for p in parts if isinstance(p, Comparison) and p.relation == "!="]
    if not equations:
        return None
    others = tuple(p for p in parts if not (isinstance(p, Comparison) and p.relation == "!="))
    goal = Disjunction(others) if len(others) > 1 else others[0] if others else Comparison(Integer(1), "==", Integer(0))
    return Obligation(obligation.given & Domain(*equations), goal)


def _plausible(obligation: Obligation, ties: list[Point]) -> Iterator[Point]:
    """Places where the goal is not seen to hold even with the largest precision, those with the simplest values first."""
    ordered = sorted(ties, key=lambda point: sum(len(str(v)) for v in point.values.values()))
    return (point for point in ordered[:MOST_TIES] if decided(obligation.goal, point) is not True)


def _evaluated(obligation: Obligation, effort: Effort) -> Outcome:
    """With integrals and limits replaced by their values."""
    free = without_calculus(obligation, Budget())
    if free is None or free == obligation:
        return Outcome()
    if not symbols_of(free.given, free.goal):
        return _about_numbers(free, effort)
    return _about_symbols(free, effort, evaluated=True)


def _with_formulas(obligation: Obligation, effort: Effort, tried: int) -> Outcome:
    for rank, graphs in enumerate(graphs_for(obligation, effort.formulas)):
        restated = with_formulas(obligation, graphs)
        if restated is None or any(map(_fails_quickly, restated.given.relations)):
            continue
        found = _part(restated, effort if rank == 0 else effort.inner)
        tried += found.tried
        if found.point is None or found.obligation is None:
            continue
        point = at(_completed(obligation, found.point), graphs)
        if violates(obligation, point, found.lemmas):
            return Outcome(point, obligation, found.lemmas, tried)
        lemmas = lemmas_for(obligation, point) if effort.proofs else None
        if lemmas is not None and violates(obligation, point, lemmas):
            return Outcome(point, obligation, lemmas, tried)
    return Outcome(tried=tried)


def _completed(obligation: Obligation, point: Point) -> Point:
    """With simple values for symbols that stand nowhere any more once the formulas are put in."""
    missing = [s for s in symbols_of(obligation.given, obligation.goal) if s not in point.values]
    simple = next(points(Domain(), tuple(Comparison(s, "==", s) for s in missing), 1), None) if missing else None
    return point if simple is None else Point({**simple.values, **point.values}, point.graphs)


def _fails_quickly(assumption: Any) -> bool:
    """Whether an assumption for all values is false for these formulas."""
    if not isinstance(assumption, Quantified) or symbols_of(assumption):
        return False
    return settled(Obligation(Domain(), assumption), QUICK.inner).point is not None


def _existence(obligation: Obligation, effort: Effort) -> Outcome:
    """That something exists is refuted at a point where it is proved that nothing does."""
    goal = obligation.goal
    assert isinstance(goal, Quantified)
    if not effort.proofs or functions_of(obligation.given.assumptions, goal):
        return Outcome()
    return _nowhere(obligation, effort)


def _nowhere(obligation: Obligation, effort: Effort) -> Outcome:
    tried = 0
    for point in islice(points(obligation.given, (obligation.goal,), effort.proofs), effort.proofs):
        tried += 1
        try:
            lemmas = lemmas_for(obligation, point)
        except Unknown:
            continue
        if lemmas is not None and violates(obligation, point, lemmas):
            return Outcome(point, obligation, lemmas, tried)
    return Outcome(tried=tried)


__all__ = ["Outcome", "settled"]
