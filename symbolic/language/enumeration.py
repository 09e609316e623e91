"""Admissible points in order of simplicity: small whole numbers first, most symbols at 1, then small fractions.

The cost of a point is the sum of the costs of its values; points come by rising cost, so the first counterexample found is among the
simplest. Symbols that equations fix are put in afterwards.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any

from symbolic.language.admissible_ranges import Interval
from symbolic.language.domain import Domain, functions_of
from symbolic.language.graphs import applications_in, graphs_of
from symbolic.language.point import Point
from symbolic.language.region import Region, passes, region
from symbolic.language.simple_numbers import numbers_in

LARGEST_COST = 16
MOST_STEPS = 60_000  # values tried for one list of points


class _Walk:
    """Depth-first search for values of the free symbols of a region, with a limit on the work."""

    def __init__(self, within: Region, steps: int) -> None:
        self.within = within
        self.steps = steps

    def of_cost(self, cost: int) -> Iterator[tuple[Fraction, ...]]:
        """Values of exactly this total cost that seem to satisfy the relations."""
        if all(passes(check, ()) for check in self.within.checks[0]):
            yield from self._extend(0, cost, [], {})

    def _extend(self, depth: int, left: int, place: list[float], values: dict[Any, Fraction]) -> Iterator[tuple[Fraction, ...]]:
        if depth == len(self.within.symbols):
            if left == 0:
                yield tuple(values.values())
            return
        span = self.within.ranges[depth]
        last = depth == len(self.within.symbols) - 1
        for cost, value in numbers_in(span.interval(values)):
            if cost > left or self.steps <= 0:
                break
            if last and cost != left:
                continue
            self.steps -= 1
            place.append(float(value))
            values[span.symbol] = value
            if all(passes(check, place) for check in self.within.checks[depth + 1]):
                yield from self._extend(depth + 1, left - cost, place, values)
            place.pop()
            del values[span.symbol]


def places(within: Region, most: int, steps: int = MOST_STEPS) -> Iterator[tuple[int, tuple[Fraction, ...]]]:
    """At most `most` choices for the free symbols of `within`, by rising cost, each with its cost."""
    walk = _Walk(within, steps)
    count = 0
    for cost in range(LARGEST_COST + 1):
        for values in walk.of_cost(cost):
            yield cost, values
            count += 1
            if count >= most:
                return
        if not within.symbols or walk.steps <= 0:
            return


def points(given: Domain, statements: Sequence[Any], most: int) -> Iterator[Point]:
    """At most `most` points by rising cost, with values for all symbols and graphs for all functions of `given` and `statements`.

    Relations between symbols hold at each (as far as fast evaluation tells); the caller checks the rest exactly.
    """
    within = region(given, tuple(statements))
    functions = functions_of(given.assumptions, *statements)
    yield from islice(_with_graphs(given, statements, within, functions, most) if functions else _alone(within, most), most)


def _alone(within: Region, most: int) -> Iterator[Point]:
    for _, chosen in places(within, most):
        values = within.complete(dict(zip(within.symbols, chosen, strict=True)))
        if values is not None:
            yield Point(values)


def _with_graphs(given: Domain, statements: Sequence[Any], within: Region, functions: Sequence[Any], most: int) -> Iterator[Point]:
    applications = applications_in(given, statements)
    for values, cost in _complete(within, most):
        for graphs in graphs_of(given, functions, applications, values, cost):
            yield Point(values, graphs)


def _complete(within: Region, most: int) -> Iterator[tuple[dict[Any, Any], int]]:
    """Values of all symbols by rising cost; every choice comes again with 1, 2, ... to spend on graphs, as the total rises."""
    known: list[tuple[int, dict[Any, Any]]] = []
    walk = _Walk(within, MOST_STEPS)
    for total in range(LARGEST_COST + 1):
        for chosen in walk.of_cost(total) if within.symbols or total == 0 else ():
            values = within.complete(dict(zip(within.symbols, chosen, strict=True)))
            if values is not None and len(known) < most:
                known.append((total, values))
        for cost, values in reversed(known):
            yield values, total - cost


_WILD = tuple(
    Fraction(*pair)
    for pair in ((1, 1000), (1, 10**6), (10**6, 1), (1000, 1), (999, 1000), (1001, 1000), (7, 3), (22, 7), (1, 2), (5, 1), (1, 97), (89, 1))
)


def wild_places(within: Region, most: int, chance: random.Random) -> Iterator[tuple[Fraction, ...]]:
    """At most `most` choices for the free symbols with huge, tiny and nearly equal values."""
    for _ in range(most):
        values: dict[Any, Fraction] = {}
        place: list[float] = []
        for depth, span in enumerate(within.ranges):
            interval = span.interval(values)
            for value in _wild_values(interval, list(values.values()), chance):
                place.append(float(value))
                if all(passes(check, place) for check in within.checks[depth + 1]):
                    values[span.symbol] = value
                    break
                place.pop()
            else:
                break
        else:
            yield tuple(values.values())


def wild_points(given: Domain, statements: Sequence[Any], most: int, chance: random.Random) -> Iterator[Point]:
    """At most `most` admissible points with huge, tiny and nearly equal values; tables are simple ones at the arguments that occur."""
    within = region(given, tuple(statements))
    functions = functions_of(given.assumptions, *statements)
    applications = applications_in(given, statements)
    for chosen in wild_places(within, most, chance):
        values = within.complete(dict(zip(within.symbols, chosen, strict=True)))
        if values is not None:
            cost = chance.randrange(4) if functions else 0
            yield from (Point(values, graphs) for graphs in islice(graphs_of(given, functions, applications, values, cost), 1))


def _wild_values(interval: Interval, others: list[Fraction], chance: random.Random) -> Iterator[Fraction]:
    """Numbers of the interval in a random order: wild ones of either sign, ones next to its ends and to what other symbols have."""
    pool = [*_wild_inside(interval), *(v * f for v in others[-3:] for f in _NEAR)]
    for value in chance.sample(pool, min(len(pool), 12)):
        number = Fraction(round(value)) if interval.whole else value
        if number in interval:
            yield number
    yield from (value for _, value in numbers_in(interval)[:1])


_NEAR = (Fraction(1001, 1000), Fraction(999, 1000), Fraction(2), Fraction(1, 2), Fraction(1), Fraction(10**6 + 1, 10**6))


@lru_cache(maxsize=512)
def _wild_inside(interval: Interval) -> tuple[Fraction, ...]:
    pool = [*_WILD, *(-v for v in _WILD)]
    width = interval.high - interval.low if interval.low is not None and interval.high is not None else Fraction(1)
    pool += [interval.low + width * t for t in _WILD[:3] if interval.low is not None]
    pool += [interval.high - width * t for t in _WILD[:3] if interval.high is not None]
    return tuple(v for v in pool if (Fraction(round(v)) if interval.whole else v) in interval)


__all__ = ["places", "points", "wild_places", "wild_points"]
