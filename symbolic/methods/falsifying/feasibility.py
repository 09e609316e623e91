"""Points of a region that is too narrow to be met by simple ones: the relations' own margins are climbed down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from symbolic.language import floats
from symbolic.language.enumeration import places
from symbolic.language.region import Region
from symbolic.language.statements import Conjunction
from symbolic.methods.falsifying.climbing import grid, peaks, simplex
from symbolic.methods.falsifying.rationalising import simplest_near

STARTS, EVALUATIONS, DIGITS = 6, 300, 13


def feasible_places(within: Region, count: int) -> list[tuple[Fraction, ...]]:
    """At most one choice for the free symbols that seems to satisfy all relations, found from where the affine ones hold."""
    try:
        margin = floats.margin(Conjunction(within.relations), within.symbols)
    except floats.NotCompiled:
        return []

    def closeness(place: Sequence[float]) -> float:
        return -floats.finite_margin(margin, place) if all(map(_is_number, place)) else -1e300

    affine = replace(within, checks=tuple(() for _ in within.checks))
    for _, start in islice(places(affine, STARTS), STARTS):
        place = [float(v) for v in start]
        if len(place) == 1:
            low, high = _ends(within)
            tops = peaks(lambda v: closeness([v]), grid(low, high, max(count, 120)), 6)
            candidates = [[best] for _, best in tops]
        else:
            candidates = [simplex(closeness, place, EVALUATIONS * len(place))[1]]
        for candidate in candidates:
            found = _simple(within, candidate)
            if found is not None:
                return [found]
    return []


def _is_number(value: float) -> bool:
    return value - value == 0


def _ends(within: Region) -> tuple[float, float]:
    interval = within.ranges[0].interval({})
    return (float("-inf") if interval.low is None else float(interval.low), float("inf") if interval.high is None else float(interval.high))


def _simple(within: Region, place: list[float]) -> tuple[Fraction, ...] | None:
    """The simplest numbers next to `place` that keep the relations."""
    for digits in range(1, DIGITS):
        if not all(map(_is_number, place)):
            return None
        values = tuple(
            Fraction(round(v)) if s.is_integer else simplest_near(v, 10.0**-digits) for s, v in zip(within.symbols, place, strict=True)
        )
        if within.admits([float(v) for v in values]):
            return values
    return None


__all__ = ["feasible_places"]
