"""Graphs for uninterpreted functions by rising cost: tables at the arguments that occur, named functions where derivatives occur."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain, terms_of
from symbolic.language.families import families
from symbolic.language.functions import Properties
from symbolic.language.point import Formula, Table
from symbolic.language.screening import FAILURES, NotScreened, closure

MOST_TABLES = 40


def applications_in(given: Domain, statements: Sequence[Any]) -> list[Any]:
    found: set[Any] = set()
    for term in terms_of([given.relations, *statements]):
        if not isinstance(term, type):
            found |= set(term.atoms(AppliedUndef))
    return sorted(found, key=str)


def graphs_of(
    given: Domain, functions: Sequence[Any], applications: Sequence[Any], values: dict[Any, Fraction], cost: int
) -> Iterator[dict[Any, Table | Formula]]:
    """Graphs of exactly this cost: tables at the arguments that occur, function by function; named functions where derivatives occur."""
    if not functions:
        if cost == 0:
            yield {}
        return
    derived = {getattr(a.func, "base_function", None) for a in applications} - {None}
    yield from _graph_each(given, list(functions), applications, {**values}, cost, derived, {})


def _graph_each(
    given: Domain,
    left: list[Any],
    applications: Sequence[Any],
    env: dict[Any, Any],
    cost: int,
    derived: set[Any],
    chosen: dict[Any, Table | Formula],
) -> Iterator[dict[Any, Table | Formula]]:
    if not left:
        if cost == 0:
            yield dict(chosen)
        return
    f, arguments = _next_function(left, applications, env)
    rest = [g for g in left if g != f]
    properties = given.properties(f)
    named = f in derived or arguments is None or properties.arity > 1
    options = _formulas(properties) if named or arguments is None else _tables(arguments, properties, cost)
    for price, graph in options:
        if price > cost or (not rest and price != cost):
            continue
        yield from _graph_each(given, rest, applications, {**env, f: graph}, cost - price, derived, {**chosen, f: graph})


def _next_function(left: list[Any], applications: Sequence[Any], env: dict[Any, Any]) -> tuple[Any, list[Fraction] | None]:
    """A function all of whose arguments have values by now, and these arguments; else the first, without arguments."""
    for f in left:
        arguments: set[Fraction] = set()
        for application in applications:
            if application.func != f:
                continue
            try:
                value = closure(application.args[0])(env)
            except (*FAILURES, KeyError, NotScreened):
                break
            if not isinstance(value, Fraction | int):
                break
            arguments.add(Fraction(value))
        else:
            return f, sorted(arguments)
    return left[0], None


def _formulas(properties: Properties) -> Iterator[tuple[int, Formula]]:
    yield from enumerate(families(properties))


_STEPS = tuple(Fraction(*pair) for pair in ((1, 1), (2, 1), (3, 1), (1, 2), (4, 1), (1, 3)))


def _tables(arguments: list[Fraction], properties: Properties, most: int) -> Iterator[tuple[int, Table]]:
    """Tables with `properties` at `arguments`, of cost up to `most`: a base value and a step (or slope) for each gap."""
    if not arguments:
        yield 0, Table()
        return
    gaps = [b - a for a, b in pairwise(arguments)]
    found = 0
    for price in range(most + 1):
        for base_cost, base in enumerate((Fraction(0), Fraction(1), Fraction(-1))):
            if base_cost > price:
                break
            for steps in _step_choices(len(gaps), properties, price - base_cost):
                increments = [s * g for s, g in zip(steps, gaps, strict=True)] if properties.curvature else list(steps)
                levels = list(accumulate(increments, initial=base))
                table = Table(tuple(zip(arguments, levels, strict=True)))
                if table.extendable(properties):
                    yield price, table
                    found += 1
                    if found >= MOST_TABLES:
                        return


def _step_choices(count: int, properties: Properties, cost: int) -> Iterator[tuple[Fraction, ...]]:
    """`count` steps of exactly this total cost; for curved functions slopes that bend the right way, the flattest bend free of charge."""
    if properties.curvature:
        yield from _slopes(count, properties, cost)
        return
    signs = {1: (1,), -1: (-1,), 0: (1, -1)}[properties.direction]
    choices = [(i + j, sign * step) for i, step in enumerate(_STEPS) for j, sign in enumerate(signs)]
    if not properties.strictly_monotone:
        choices.append((1, Fraction(0)))
    yield from _with_cost(sorted(choices), count, cost)


def _with_cost(choices: list[tuple[int, Fraction]], count: int, cost: int) -> Iterator[tuple[Fraction, ...]]:
    if count == 0:
        if cost == 0:
            yield ()
        return
    for price, step in choices:
        if price > cost or (count == 1 and price != cost):
            continue
        for rest in _with_cost(choices, count - 1, cost - price):
            yield (step, *rest)


def _slopes(count: int, properties: Properties, cost: int) -> Iterator[tuple[Fraction, ...]]:
    """Slopes that fall (rise) by one each, or by a larger drop at one place; positive (negative) throughout for monotone functions."""
    if count == 0:
        if cost == 0:
            yield ()
        return
    drops = [1] * count
    if cost:
        drops[(cost - 1) % count] += 1 + (cost - 1) // count
    falling = [Fraction(sum(drops[i:])) for i in range(count)]
    if properties.direction * properties.curvature < 0 or not properties.direction:
        slopes = falling
    else:
        slopes = [-s for s in reversed(falling)]
    yield tuple(slopes if properties.curvature < 0 else [-s for s in slopes])
