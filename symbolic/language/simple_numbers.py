"""Numbers of an interval by rising cost: small whole numbers first, then small fractions, then the simplest that the interval has."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from symbolic.language.admissible_ranges import Interval, simplest_between

ENOUGH = 10  # numbers in an interval
Priced = tuple[tuple[int, Fraction], ...]


def height(value: Fraction) -> int:
    """The cost of a number: how far it is from 1 in numerator and denominator, a little more for negative ones and 0."""
    size = abs(value.numerator) + (value.denominator - 1) * 4
    return max(size - 1, 0) + (1 if value < 0 else 0) + (1 if value == 0 else 0)


_STANDARD: Priced = tuple(
    sorted(
        ((height(v), v) for v in {Fraction(p, q) for q in range(1, 6) for p in range(-12, 13)}),
        key=lambda pair: (pair[0], pair[1] < 0, pair[1]),
    )
)


@lru_cache(maxsize=4096)
def numbers_in(interval: Interval) -> Priced:
    """Numbers of `interval` with their costs, the cheapest first; none for an empty one."""
    if interval.empty:
        return ()
    standard = [(cost, value) for cost, value in _STANDARD if value in interval]
    if len(standard) >= ENOUGH:
        return tuple(standard)
    found = {value: cost for cost, value in standard}
    for rank, value in enumerate(_inside(interval)):
        found.setdefault(value, min(rank + 1, height(value)))
    return tuple(sorted(((cost, value) for value, cost in found.items()), key=lambda pair: (pair[0], pair[1])))


def _inside(interval: Interval) -> list[Fraction]:
    """The simplest number inside, the ends that belong to it, and the simplest ones between those."""
    if interval.whole:
        first, last = interval.ends()
        if first is None:
            assert last is not None
            return [Fraction(last - i) for i in range(ENOUGH)]
        stop = first + ENOUGH if last is None else min(last + 1, first + ENOUGH)
        return [Fraction(i) for i in range(first, stop)] + ([Fraction(last)] if last is not None and last >= stop else [])
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return [low]
    ends = [end for end, included in ((low, interval.low_in), (high, interval.high_in)) if included and end is not None]
    middle = interval.simplest()
    cuts = [low if low is not None else middle - 2, middle, high if high is not None else middle + 2]
    found = [middle, *ends]
    for _ in range(3):
        between = [simplest_between(a, b) if a < b else a for a, b in pairwise(cuts)]
        found += between
        cuts = sorted({*cuts, *between})
    return [value for value in dict.fromkeys(found) if value in interval]


__all__ = ["Priced", "height", "numbers_in"]
