"""Admissible points in order of simplicity: small whole numbers first, most symbols at 1, then small fractions.

The cost of a point is the sum of the costs of its values; points come by rising cost, so the first counterexample found is among the
simplest.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.families import families
from symbolic.language.functions import Properties
from symbolic.language.point import Formula, Point, Table
from symbolic.language.screening import FAILURES, NotScreened, closure, predicate
from symbolic.language.statements import Finite, FunctionProperty, Quantified

LARGEST_COST = 16
MOST_TABLES = 40


def _cost(value: Fraction) -> int:
    size = abs(value.numerator) + (value.denominator - 1) * 4
    return max(size - 1, 0) + (1 if value < 0 else 0) + (1 if value == 0 else 0)


@lru_cache(maxsize=1)
def _values() -> tuple[tuple[int, Fraction], ...]:
    found = {Fraction(p, q) for q in range(1, 6) for p in range(-12, 13)}
    return tuple(sorted(((_cost(v), v) for v in found), key=lambda pair: (pair[0], pair[1] < 0, pair[1])))


def _candidates(symbol: Any, most: int) -> list[tuple[int, Fraction]]:
    found = []
    for cost, value in _values():
        if cost > most:
            break
        if kind_admits(symbol, value):
            found.append((cost, value))
    return found


def kind_admits(symbol: Any, value: Fraction) -> bool:
    """Whether the declared kind of `symbol` allows `value`."""
    return not (
        (symbol.is_integer and value.denominator != 1)
        or (symbol.is_positive and value <= 0)
        or (symbol.is_negative and value >= 0)
        or (symbol.is_nonnegative and value < 0)
        or (symbol.is_nonpositive and value > 0)
        or (symbol.is_nonzero and value == 0)
    )


@dataclass(frozen=True)
class _Check:
    """A relation that can be tested once the symbols up to `depth` have values."""

    depth: int
    holds: Any


def _order(symbols: Sequence[Any], relations: Sequence[Any]) -> list[Any]:
    """Symbols in the order in which the relations name them, so that a relation can be tested early."""
    named = [s for relation in relations for s in symbols_of(relation)]
    return list(dict.fromkeys([*named, *symbols]))


def _checks(order: Sequence[Any], relations: Sequence[Any]) -> list[_Check]:
    place = {symbol: i for i, symbol in enumerate(order)}
    found = []
    for relation in relations:
        if isinstance(relation, Quantified | Finite | FunctionProperty) or functions_of(relation):
            continue
        try:
            holds = predicate(relation)
        except NotScreened:
            continue
        depth = max((place[s] for s in symbols_of(relation)), default=-1)
        found.append(_Check(depth, holds))
    return found


def assignments(symbols: Sequence[Any], relations: Sequence[Any], cost: int) -> Iterator[dict[Any, Fraction]]:
    """Values for `symbols` of exactly this total `cost` that satisfy the relations between symbols, by depth-first search."""
    order = _order(symbols, relations)
    checks = _checks(order, relations)
    by_depth = [[c.holds for c in checks if c.depth == depth] for depth in range(-1, len(order))]
    if not all(_passes(holds, {}) for holds in by_depth[0]):
        return
    yield from _extend(order, by_depth, 0, cost, {})


def _extend(order: list[Any], by_depth: list[list[Any]], depth: int, left: int, env: dict[Any, Any]) -> Iterator[dict[Any, Fraction]]:
    if depth == len(order):
        if left == 0:
            yield dict(env)
        return
    symbol = order[depth]
    for cost, value in _candidates(symbol, left):
        if depth == len(order) - 1 and cost != left:
            continue
        env[symbol] = value
        if all(_passes(holds, env) for holds in by_depth[depth + 1]):
            yield from _extend(order, by_depth, depth + 1, left - cost, env)
    env.pop(symbol, None)


def _passes(holds: Any, env: dict[Any, Any]) -> bool:
    try:
        return bool(holds(env))
    except FAILURES:
        return False


def points(given: Domain, statements: Sequence[Any], most: int) -> Iterator[Point]:
    """At most `most` points by rising cost, with values for all symbols and graphs for all functions of `given` and `statements`.

    Relations between symbols hold at each (as far as fast evaluation tells); the caller checks the rest exactly.
    """
    symbols = symbols_of(given, *statements)
    relations = [r for r in given.relations if not isinstance(r, Quantified)]
    functions = functions_of(given.assumptions, *statements)
    applications = _applications(given, statements)
    count = 0
    for total in range(LARGEST_COST + 1):
        for symbol_cost in range(total, -1, -1):
            if not functions and symbol_cost != total:
                break
            for values in assignments(symbols, relations, symbol_cost):
                for graphs in _graphs(given, functions, applications, values, total - symbol_cost):
                    yield Point(values, graphs)
                    count += 1
                    if count >= most:
                        return
        if not symbols and not functions:
            return


def _applications(given: Domain, statements: Sequence[Any]) -> list[Any]:
    found: set[Any] = set()
    for term in terms_of([given.relations, *statements]):
        if not isinstance(term, type):
            found |= set(term.atoms(AppliedUndef))
    return sorted(found, key=str)


def _graphs(
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
    options = _formulas(properties) if f in derived or arguments is None else _tables(arguments, properties, cost)
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


_WILD = tuple(
    Fraction(*pair)
    for pair in ((1, 1000), (1, 10**6), (10**6, 1), (1000, 1), (999, 1000), (1001, 1000), (7, 3), (22, 7), (1, 2), (5, 1), (1, 97), (89, 1))
)


def wild_points(given: Domain, statements: Sequence[Any], most: int, chance: random.Random) -> Iterator[Point]:
    """At most `most` admissible points with huge, tiny and nearly equal values; tables are simple ones at the arguments that occur."""
    symbols = symbols_of(given, *statements)
    relations = [r for r in given.relations if not isinstance(r, Quantified)]
    functions = functions_of(given.assumptions, *statements)
    applications = _applications(given, statements)
    order = _order(symbols, relations)
    checks = _checks(order, relations)
    by_depth = [[c.holds for c in checks if c.depth == depth] for depth in range(-1, len(order))]
    for _ in range(most):
        values = _wild_assignment(order, by_depth, 0, {}, chance)
        if values is None:
            continue
        for graphs in _graphs(given, functions, applications, values, chance.randrange(4) if functions else 0):
            yield Point(values, graphs)
            break


def _wild_assignment(
    order: list[Any], by_depth: list[list[Any]], depth: int, env: dict[Any, Any], chance: random.Random
) -> dict[Any, Fraction] | None:
    if depth == len(order):
        return dict(env)
    symbol = order[depth]
    for value in _wild_values(symbol, list(env.values()), chance):
        env[symbol] = value
        if all(_passes(holds, env) for holds in by_depth[depth + 1]):
            found = _wild_assignment(order, by_depth, depth + 1, env, chance)
            if found is not None:
                return found
    env.pop(symbol, None)
    return None


def _wild_values(symbol: Any, others: list[Fraction], chance: random.Random) -> list[Fraction]:
    """A few values of the symbol's kind: wild ones of either sign, and ones next to what other symbols have."""
    near = [v * f for v in others[-3:] for f in (Fraction(1001, 1000), Fraction(999, 1000), Fraction(2), Fraction(1, 2))]
    pool = [*_WILD, *near, *(-v for v in _WILD)]
    drawn = chance.sample(pool, min(len(pool), 10))
    if symbol.is_integer:
        drawn = [Fraction(round(v)) for v in drawn]
    return [v for v in drawn if kind_admits(symbol, v)]
