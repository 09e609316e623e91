"""Values for a function at given arguments, the plainest first: steps of 1, then one step larger or smaller than the others."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from symbolic.language.functions import Properties

BASES = tuple(Fraction(*pair) for pair in ((0, 1), (1, 1), (-1, 1), (1000, 1), (-1000, 1), (1, 1000)))
STEPS = tuple(Fraction(*pair) for pair in ((1, 1), (2, 1), (1, 2), (100, 1), (1, 100), (10**6, 1), (1, 10**6)))
Heights = tuple[Fraction, ...]


def levels(arguments: tuple[Any, ...], of: Properties) -> Iterator[Heights]:
    """Values at sorted `arguments`; the caller keeps those that fit everything that is declared."""
    if not arguments:
        yield ()
        return
    if of.arity != 1:
        yield from _unrelated(len(arguments))
        return
    gaps = [b - a for a, b in pairwise(arguments)]
    for steps, base in _ordered(len(gaps), of.direction, of.curvature, of.strictly_monotone):
        rises = [s * g for s, g in zip(steps, gaps, strict=True)] if of.curvature else list(steps)
        heights = tuple(accumulate(rises, initial=base))
        yield heights
        if of.names & {"positive", "nonnegative"} and min(heights) <= 0:
            yield tuple(h - min(heights) + 1 for h in heights)


@lru_cache(maxsize=500)
def _ordered(count: int, direction: int, curvature: int, strict: bool) -> tuple[tuple[Heights, Fraction], ...]:
    """Steps (slopes for curved functions) with a first value."""
    patterns = list(dict.fromkeys(_slopes(count, direction, curvature) if curvature else _steps(count, direction, strict)))
    first = [(steps, BASES[0]) for steps in patterns[:4]]
    return tuple(dict.fromkeys([*first, *((steps, base) for base in BASES for steps in patterns)]))


def _mixed(count: int) -> Iterator[Heights]:
    """All steps 1; one of them another size; all of another size."""
    yield (Fraction(1),) * count
    for size in STEPS[1:]:
        for place in range(count):
            yield tuple(size if i == place else Fraction(1) for i in range(count))
    for size in STEPS[1:]:
        yield (size,) * count


def _steps(count: int, direction: int, strict: bool) -> Iterator[Heights]:
    if direction:
        for steps in _mixed(count):
            yield tuple(direction * s for s in steps)
        if not strict:
            yield (Fraction(0),) * count
            for place in range(count):
                yield tuple(Fraction(direction * (i == place)) for i in range(count))
        return
    for steps in _mixed(count):
        yield steps
        yield tuple(-s for s in steps)
        yield tuple(s * (-1) ** i for i, s in enumerate(steps))
        yield tuple(-s * (-1) ** i for i, s in enumerate(steps))
    yield (Fraction(0),) * count


def _slopes(count: int, direction: int, curvature: int) -> Iterator[Heights]:
    """Slopes that rise (fall) from one gap to the next, by drops of various sizes, on one side of 0 where the function is monotone."""
    if count == 0:
        yield ()
        return
    for drops in _mixed(count - 1):
        for start in _MONOTONE_STARTS if direction else (Fraction(-(count // 2)), *_STARTS):
            rising = tuple(accumulate(drops, initial=start))
            if direction < 0:
                rising = tuple(-s for s in reversed(rising))
            yield rising if curvature > 0 else rising[::-1]


_MONOTONE_STARTS = (Fraction(1), Fraction(1, 100), Fraction(100))
_STARTS = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 100), Fraction(-100), Fraction(-2))


def _unrelated(count: int) -> Iterator[Heights]:
    yield tuple(Fraction(i) for i in range(count))
    yield (Fraction(0),) * count
    yield (Fraction(1),) * count
    for place in range(count):
        yield tuple(Fraction(i == place) for i in range(count))
        yield tuple(Fraction(-1 if i == place else 1) for i in range(count))
    yield tuple(Fraction(-i) for i in range(count))


__all__ = ["levels"]
