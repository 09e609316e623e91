"""From a float place to a point with simple exact values, where the margin stays what it was."""

from __future__ import annotations

import math
from fractions import Fraction

from symbolic.language.admissible_ranges import Interval, simplest_between
from symbolic.language.point import Point
from symbolic.language.simple_numbers import height, numbers_in
from symbolic.methods.falsifying.climbing import section, simplex
from symbolic.methods.falsifying.target import Target

SHARES = tuple(b * 10.0**-k for k in range(15) for b in (1.0, 0.3))
NEAR = 1e-9  # margins this close to 0 may be 0 at the true place


def simplest_near(value: float, share: float) -> Fraction:
    """The simplest number within `share` of `value`, in proportion to it."""
    width = share * (abs(value) if value else 1.0)
    low, high = Fraction(value - width), Fraction(value + width)
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    return simplest_between(low, high)


def rationalised(target: Target, place: list[float]) -> tuple[Fraction, ...] | None:
    """Simple values next to `place` at which the margin is positive, one coordinate after the other."""
    values: list[Fraction] = []
    current = list(place)
    for i, span in enumerate(target.within.ranges):
        known = dict(zip(target.within.symbols, values, strict=False))
        found = simple_coordinate(target, current, i, span.interval(known))
        if found is None:
            return None
        values.append(found)
        current[i] = float(found)
    return tuple(values)


def simple_coordinate(target: Target, place: list[float], i: int, interval: Interval) -> Fraction | None:
    for candidate in _candidates(place[i], interval):
        moved = [*place[:i], float(candidate), *place[i + 1 :]]
        if target.at(moved) > 0:
            return candidate
    return None


def _candidates(value: float, interval: Interval) -> list[Fraction]:
    """Ever closer and less simple numbers of the interval."""
    if not math.isfinite(value):
        return []
    if interval.whole:
        return [v for v in (Fraction(round(value)), Fraction(math.floor(value)), Fraction(math.ceil(value))) if v in interval]
    near = dict.fromkeys((*round_numbers(value), *(simplest_near(value, share) for share in SHARES), Fraction(value)))
    return [v for v in near if v in interval]


def round_numbers(value: float) -> list[Fraction]:
    """Decimal numbers of few digits next to a huge or tiny value, which read better than the simplest fraction."""
    if value == 0 or 1e-3 <= abs(value) <= 1e3:
        return []
    found = []
    for digits in (1, 2):
        unit = Fraction(10) ** (math.floor(math.log10(abs(value))) - digits + 1)
        steps = math.floor(Fraction(value) / unit)
        found += [steps * unit, (steps + 1) * unit]
    return [*dict.fromkeys([found[0] if abs(value) < 1 else found[1], *found])]


def touched(target: Target, place: list[float], evaluations: int) -> tuple[Fraction, ...] | None:
    """Simple values at which the margin seems to be 0, near a place where it almost is: each coordinate is made simple and the others
    climb back.
    """
    values: list[Fraction] = []
    current = list(place)
    for i, span in enumerate(target.within.ranges):
        known = dict(zip(target.within.symbols, values, strict=False))
        for candidate in _candidates(current[i], span.interval(known))[:24]:
            moved = _climbed_back(target, [*current[:i], float(candidate), *current[i + 1 :]], i + 1, evaluations)
            if moved is not None:
                values.append(candidate)
                current = moved
                break
        else:
            return None
    return tuple(values)


def _climbed_back(target: Target, place: list[float], free: int, evaluations: int) -> list[float] | None:
    """The place with the coordinates from `free` on moved to where the margin is almost 0; None where it is not."""
    fixed, rest = place[:free], place[free:]
    if not rest:
        return place if target.at(place) >= -1e-15 else None
    if len(rest) == 1:
        width = 1e-3 * (abs(rest[0]) or 1.0)
        value, best = section(lambda v: target.at([*fixed, v]), rest[0] - width, rest[0] + width)
        found = (value, [best])
    else:
        found = simplex(lambda r: target.at([*fixed, *r]), rest, evaluations)
    return [*fixed, *found[1]] if found[0] > -NEAR else None


def simplified(target: Target, point: Point) -> Point:
    """A counterexample, each of its values replaced by the cheapest one that its range offers and that still fails, one after the other."""
    best = point
    symbols = target.within.symbols
    for i, span in enumerate(target.within.ranges):
        current = [best.values[s] for s in symbols]
        for cost, candidate in numbers_in(span.interval(dict(zip(symbols, current[:i], strict=False)))):
            if cost >= height(current[i]):
                break
            moved = (*current[:i], candidate, *current[i + 1 :])
            found = target.fails_at(moved)
            if found is not None:
                best = found
                break
    return best


__all__ = ["NEAR", "rationalised", "round_numbers", "simple_coordinate", "simplest_near", "simplified", "touched"]
