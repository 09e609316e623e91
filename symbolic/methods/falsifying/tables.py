"""Counterexamples with uninterpreted functions as tables: values at the arguments that occur, fitted to what is declared of the functions.

With the symbols chosen, the values of the functions are unknown numbers, and what is declared of a function are linear inequalities between
its values: order for a monotone function, falling (rising) slopes for a concave (convex) one. First some standard tables are tried, then
the unknowns are searched like any other symbols.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

from sympy import Derivative, Subs, Symbol
from sympy.core.function import AppliedUndef

from symbolic.language import floats
from symbolic.language.domain import Domain, symbols_of, terms_of
from symbolic.language.enumeration import places, wild_places
from symbolic.language.functions import Properties
from symbolic.language.mapping import map_terms
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point, Table, rational
from symbolic.language.predicates import Obligation, substitute_statement
from symbolic.language.region import Region, passes, region
from symbolic.language.statements import Comparison, Finite, Quantified
from symbolic.language.terms import substitute
from symbolic.methods.falsifying.effort import Effort
from symbolic.methods.falsifying.plain import search
from symbolic.methods.falsifying.standard_tables import levels
from symbolic.methods.falsifying.target import target, touching
from symbolic.trusted.counterexample import violates

SEED = 20240229
SEARCHED = 120  # standard tables for each choice of symbols whose tables are searched
MOST_CHOICES = 24  # of standard tables for one function


@dataclass(frozen=True)
class Applications:
    """Every application of a function in an obligation, with the symbol that stands for its value, and the restated relations and goal."""

    obligation: Obligation
    within: Region
    unknowns: dict[Any, Any]
    relations: tuple[Any, ...]
    goal: Any

    def arguments(self, values: dict[Any, Any]) -> dict[Any, Any] | None:
        """The argument of each application when symbols have `values`; None where one is not rational."""
        found = {}
        for application in self.unknowns:
            try:
                numbers = tuple(value(a, Point(values)) for a in application.args)
            except (Undefined, Unknown):
                return None
            if not all(isinstance(number, Fraction) for number in numbers):
                return None
            if self.properties(application).positive_axis and numbers[0] <= 0:
                return None
            found[application] = numbers[0] if len(numbers) == 1 else numbers
        return found

    def properties(self, application: Any) -> Properties:
        return self.obligation.given.properties(application.func)


def applications(obligation: Obligation) -> Applications | None:
    """None where tables cannot do: derivatives, functions of functions, functions under integrals, sums and quantifiers."""
    if any(isinstance(a, Quantified | Finite) for a in obligation.given.relations):
        return None
    parts = [*obligation.given.relations, obligation.goal]
    if any(t.has(Derivative, Subs) for t in terms_of(parts) if not isinstance(t, type)):
        return None
    found = sorted({a for t in terms_of(parts) if not isinstance(t, type) for a in t.atoms(AppliedUndef)}, key=str)
    free = set(symbols_of(obligation.given, obligation.goal))
    for application in found:
        inner = {a for part in application.args for a in part.atoms(AppliedUndef)}
        if inner or hasattr(application.func, "base_function") or not set(symbols_of(*application.args)) <= free:
            return None
    unknowns = {application: Symbol(f"value_{i}_of_{application.func.__name__}", real=True) for i, application in enumerate(found)}
    restated = [map_terms(part, lambda term: substitute(term, unknowns)) for part in parts]
    told = tuple(new for old, new in zip(parts[:-1], restated[:-1], strict=True) if new != old)
    return Applications(obligation, region(obligation.given, (obligation.goal,)), unknowns, told, restated[-1])


def by_tables(known: Applications, effort: Effort) -> tuple[Point | None, int]:
    """A counterexample, and how many tables were tried."""
    found, tried = _standard(known, effort)
    if found is not None or not (known.relations or effort.boxes):
        return found, tried
    for values in islice(_assignments(known, effort), max(effort.tables // SEARCHED, 3)):
        tried += 1
        found = _searched(known, values, effort)
        if found is not None:
            return found, tried
    return None, tried


def _assignments(known: Applications, effort: Effort) -> Iterator[dict[Any, Any]]:
    """Values of the symbols: simple ones and wild ones in turn."""
    chosen = (values for _, values in places(known.within, effort.simple))
    strange = wild_places(known.within, effort.wild, random.Random(SEED))
    for choice in _in_turn(chosen, strange):
        values = known.within.complete(dict(zip(known.within.symbols, choice, strict=True)))
        if values is not None:
            yield values


def _in_turn(one: Iterator[Any], other: Iterator[Any]) -> Iterator[Any]:
    """Two of the first to each of the second, while they last."""
    for item in one:
        yield item
        yield from islice(one, 1)
        yield from islice(other, 1)
    yield from other


def _standard(known: Applications, effort: Effort) -> tuple[Point | None, int]:
    symbols = [*symbols_of(known.obligation.given, known.obligation.goal), *known.unknowns.values()]
    try:
        margin = floats.margin(known.goal, symbols)
        checks = [floats.holds(relation, symbols) for relation in known.relations]
    except floats.NotCompiled:
        return None, 0
    contact = touching(known.goal)
    tried, left = 0, effort.checks
    each = max(effort.tables // 40, 4)
    for values in _assignments(known, effort):
        arguments = known.arguments(values)
        if arguments is None:
            continue
        for tables in islice(_choices(known, arguments), each):
            heights = [float(tables[a.func](arguments[a]) or 0) for a in known.unknowns]
            place = [float(values[s]) for s in symbols[: len(symbols) - len(heights)]] + heights
            tried += 1
            seems = floats.finite_margin(margin, place)
            if (seems > 0 or (seems == 0 and contact)) and all(passes(check, place) for check in checks) and left > 0:
                left -= 1
                point = Point(values, _graphs(known, tables))
                if violates(known.obligation, point):
                    return point, tried
        if tried > effort.tables:
            break
    return None, tried


def _graphs(known: Applications, tables: dict[Any, Table]) -> dict[Any, Any]:
    return {f: tables.get(f, Table()) for f in _functions(known)}


def _functions(known: Applications) -> list[Any]:
    from symbolic.language.domain import functions_of

    return functions_of(known.obligation.given.assumptions, known.obligation.goal)


def _choices(known: Applications, arguments: dict[Any, Any]) -> Iterator[dict[Any, Table]]:
    """Standard tables for all functions: the plainest for each first, then one function after the other varied."""
    options = []
    for f in dict.fromkeys(a.func for a in known.unknowns):
        of = known.obligation.given.properties(f)
        inside = sorted({argument for a, argument in arguments.items() if a.func == f})
        tables = (Table(tuple(zip(inside, heights, strict=True))) for heights in levels(tuple(inside), of))
        options.append((f, list(islice((t for t in tables if t.extendable(of)), MOST_CHOICES))))
    if not all(tables for _, tables in options):
        return
    for total in range(2 * MOST_CHOICES):
        for ranks in _ranks([len(tables) for _, tables in options], total):
            yield {f: tables[rank] for (f, tables), rank in zip(options, ranks, strict=True)}


def _ranks(sizes: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    if not sizes:
        if total == 0:
            yield ()
        return
    for first in range(min(sizes[0] - 1, total) + 1):
        for rest in _ranks(sizes[1:], total - first):
            yield (first, *rest)


def _searched(known: Applications, values: dict[Any, Any], effort: Effort) -> Point | None:
    """The values of the functions as unknowns of a statement about symbols."""
    arguments = known.arguments(values)
    if arguments is None:
        return None
    at = {symbol: rational(number) for symbol, number in values.items()}
    names = _one_for_each_value(known, arguments)
    merged = {unknown: names[(a.func, arguments[a])] for a, unknown in known.unknowns.items()}
    restated = [substitute_statement(part, {**at, **merged}) for part in (*known.relations, known.goal)]
    declared = [fact for f in dict.fromkeys(a.func for a in known.unknowns) for fact in _declared(known, names, f)]
    inner = target(Obligation(Domain(*declared, *restated[:-1]), restated[-1]), effort.checks)
    if inner is None:
        return None
    found = search(inner, effort.inner)
    if found is None:
        return None
    tables: dict[Any, Table] = {}
    for f in dict.fromkeys(a.func for a in known.unknowns):
        entries = sorted((argument, found.values.get(name, Fraction(0))) for (g, argument), name in names.items() if g == f)
        if not all(isinstance(height, Fraction) for _, height in entries):
            return None
        tables[f] = Table(tuple(entries))
    point = Point(values, _graphs(known, tables))
    return point if violates(known.obligation, point) else None


def _one_for_each_value(known: Applications, arguments: dict[Any, Any]) -> dict[Any, Any]:
    """One unknown for each function and argument: equal arguments share it."""
    found: dict[Any, Any] = {}
    for application, unknown in known.unknowns.items():
        found.setdefault((application.func, arguments[application]), unknown)
    return found


def _declared(known: Applications, names: dict[Any, Any], f: Any) -> list[Any]:
    """What is declared of `f`, as relations between its values."""
    of = known.obligation.given.properties(f)
    if of.arity != 1:
        return []
    entries = sorted((argument, name) for (g, argument), name in names.items() if g == f)
    facts = []
    if of.names & {"positive", "nonnegative"}:
        strict = "positive" in of or of.strictly_monotone
        facts += [Comparison(name, ">" if strict else ">=", rational(Fraction(0))) for _, name in entries]
    slopes = [(w - v) / rational(b - a) for (a, v), (b, w) in pairwise(entries)]
    if of.direction:
        strictly = of.strictly_monotone or of.curvature
        relation = {1: ">", -1: "<"}[of.direction] + ("" if strictly else "=")
        facts += [Comparison(slope, relation, rational(Fraction(0))) for slope in slopes]
    if of.curvature:
        facts += [Comparison(t, "<" if of.curvature < 0 else ">", s) for s, t in pairwise(slopes)]
    return facts


__all__ = ["Applications", "applications", "by_tables"]
