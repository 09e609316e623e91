"""The search for a counterexample to a statement about symbols alone, from cheap to thorough."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from typing import Any

from symbolic.language.enumeration import places, wild_places
from symbolic.language.point import Point
from symbolic.methods.falsifying import boxes
from symbolic.methods.falsifying.climbing import grid, peaks, simplex
from symbolic.methods.falsifying.constants import named_nearby
from symbolic.methods.falsifying.effort import Effort
from symbolic.methods.falsifying.feasibility import feasible_places
from symbolic.methods.falsifying.rationalising import (
    NEAR,
    rationalised,
    round_numbers,
    simple_coordinate,
    simplest_near,
    simplified,
    touched,
)
from symbolic.methods.falsifying.target import WORST, Target

SEED = 20240229
MOST_NAMED = 8  # combinations of named numbers at one place
SUSPICIOUS = 1e-9  # margins within this of 0 may be the work of rounding
EVALUATIONS = 160  # of one climb, for each variable


def search(target: Target, effort: Effort) -> Point | None:
    """A counterexample as simple as the search finds, checked for certain; None where it ends without one."""
    simple: list[tuple[Fraction, ...]] = []
    further = [_scales, _lines, _ascents, _climbs, _boxes]
    for step in (_enumerated, _strangers, _wild, _feasible, *further):
        if step in further and target.equation and not (step is _lines and effort.boxes):
            continue  # an equation that fails does so almost everywhere, or at a few whole numbers
        found = step(target, effort, simple)
        if found is not None:
            return simplified(target, found)
    return None


def _enumerated(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    for _, values in places(target.within, effort.simple):
        if len(simple) < 200:
            simple.append(values)
        found = target.fails_at(values)
        if found is not None:
            return found
    return None


def _strangers(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Where floats see nothing at all, a few points are checked exactly."""
    if any(target.at([float(v) for v in values]) > WORST for values in simple[:12]):
        return None
    return next(filter(None, (target.checked(values, 0.0 if target.touching else 1.0) for values in simple[:5])), None)


def _wild(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    for values in wild_places(target.within, effort.wild, random.Random(SEED)):
        found = target.fails_at(values)
        if found is not None:
            return found
        if not simple:
            simple.append(values)
    return None


def _feasible(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Where no simple point satisfies the relations, one that does is climbed to."""
    if not simple and target.within.symbols:
        simple += feasible_places(target.within, effort.grid)
    return next(filter(None, map(target.fails_at, simple[:1])), None)


def _scales(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Huge and tiny values of one symbol: floats see too little there, so that near misses are checked exactly."""
    exponents = (6, 12, 20) if effort.boxes == 0 else (3, 6, 9, 12, 16, 20, 25, 30, 40)
    for base in simple[:1]:
        for i, span in enumerate(target.spans):
            interval = span.interval({s: v for s, v in zip(target.within.symbols, base, strict=True) if s != span.symbol})
            for exponent in exponents:
                for value in _of_scale(exponent, base, i):
                    found = _seen_closely(target, (*base[:i], value, *base[i + 1 :])) if value in interval else None
                    if found is not None:
                        return found
    return None


def _of_scale(exponent: int, base: tuple[Fraction, ...], i: int) -> list[Fraction]:
    large, small = Fraction(10**exponent), Fraction(1, 10**exponent)
    others = dict.fromkeys(v for j, v in enumerate(base) if j != i)
    return [large, small, -large, -small, *(v + small for v in others), *(v - small for v in others)]


def _seen_closely(target: Target, values: tuple[Fraction, ...]) -> Point | None:
    try:
        seems = target.at([float(v) for v in values])
    except OverflowError:
        seems = WORST
    if seems == WORST and len(values) == 1:
        return target.checked(values, SUSPICIOUS)
    return target.checked(values, max(seems, SUSPICIOUS)) if seems > -SUSPICIOUS else None


def _ascents(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """One coordinate after the other to its best value, twice around, from a few starts."""
    if len(target.within.symbols) < 2 or effort.boxes == 0:
        return None
    for start in simple[: effort.lines]:
        place = list(start)
        for i in (*range(len(start)), *range(len(start))):
            found = _line(target, tuple(place), i, effort, move=place)
            if found is not None:
                return found
    return None


def _lines(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Along each coordinate through simple points."""
    for base in simple[: effort.lines]:
        for i in range(len(base)):
            found = _line(target, base, i, effort)
            if found is not None:
                return found
        if len(base) == 1:
            break
    return None


def _line(target: Target, base: tuple[Fraction, ...], i: int, effort: Effort, move: list[Fraction] | None = None) -> Point | None:
    """The best places on the line through `base` along coordinate i; `move` is moved to the best of them."""
    symbols = target.within.symbols
    interval = target.spans[i].interval({s: v for s, v in zip(symbols, base, strict=True) if s != symbols[i]})
    if interval.empty:
        return None
    place = [float(v) for v in base]

    def along(value: float) -> float:
        return target.at([*place[:i], value, *place[i + 1 :]])

    low = -math.inf if interval.low is None else float(interval.low)
    high = math.inf if interval.high is None else float(interval.high)
    several = 3 if effort.boxes == 0 else 12
    tops = peaks(along, grid(low, high, effort.grid, interval.whole), several, interval.whole)
    if move is not None and tops and math.isfinite(tops[0][1]):
        close = simplest_near(tops[0][1], 1e-6)
        move[i] = close if close in interval else Fraction(tops[0][1])
    for value, best in tops:
        if value > 0:
            candidate = simple_coordinate(target, [*place[:i], best, *place[i + 1 :]], i, interval)
            found = None if candidate is None else target.fails_at((*base[:i], candidate, *base[i + 1 :]))
        elif value > -NEAR and target.touching:
            found = _touch_on_line(target, base, i, best)
        else:
            break
        if found is not None:
            return found
    return None


def _touch_on_line(target: Target, base: tuple[Fraction, ...], i: int, best: float) -> Point | None:
    """Simple numbers next to a place where both sides almost meet; then named irrational ones."""
    for candidate in dict.fromkeys((*round_numbers(best), *(simplest_near(best, 10.0**-k) for k in range(2, 9)))):
        found = target.fails_at((*base[:i], candidate, *base[i + 1 :]))
        if found is not None:
            return found
    for number in named_nearby(best):
        target.propose_tie((*base[:i], number, *base[i + 1 :]))
    return None


def _starts(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Iterator[list[float]]:
    step = max(len(simple) // max(effort.climbs // 2, 1), 1)
    chosen = [*simple[::step][: max(effort.climbs // 2, 1)], *wild_places(target.within, effort.climbs // 2, random.Random(SEED + 1))]
    for values in chosen:
        yield [float(v) for v in values]


def _climbs(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Upwards in all variables at once."""
    count = len(target.within.symbols)
    if count < 2 or all(s.is_integer for s in target.within.symbols):
        return None
    for start in _starts(target, effort, simple):
        value, place = simplex(target.at, start, EVALUATIONS * count)
        found = _from_peak(target, value, place)
        if found is not None:
            return found
    return None


def _from_peak(target: Target, value: float, place: list[float]) -> Point | None:
    if value > 0:
        values = rationalised(target, place)
        return None if values is None else target.fails_at(values)
    if value > -NEAR and target.touching and target.checks > 0:
        values = touched(target, place, EVALUATIONS)
        found = None if values is None else target.fails_at(values)
        if found is None:
            _propose_named(target, place)
        return found
    return None


def _propose_named(target: Target, place: list[float]) -> None:
    """Named irrational numbers, or simple ones, for all coordinates of a place where both sides almost meet."""
    choices = [[*named_nearby(v)[:2], *_simple_if_close(v)] for v in place]
    for values in islice(product(*choices), MOST_NAMED):
        target.propose_tie(values)


def _simple_if_close(value: float) -> list[Fraction]:
    near = simplest_near(value, 1e-5)
    return [near] if max(abs(near.numerator), near.denominator) <= 1000 else []


def _boxes(target: Target, effort: Effort, simple: list[tuple[Fraction, ...]]) -> Point | None:
    """Branch and bound by intervals, for what no slope leads to."""
    for place in boxes.suspects(target, effort.boxes):
        found: Any = _from_peak(target, target.at(place), place)
        if found is not None:
            return found
    return None


__all__ = ["search"]
