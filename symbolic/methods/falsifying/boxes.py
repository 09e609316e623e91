"""Branch and bound: boxes on which the statement can still fail, cut in halves, those with the highest bound first.

It finds what no slope leads to: thin peaks of periodic, piecewise and flat functions.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

from symbolic.language.predicates import substitute_statement
from symbolic.methods.falsifying.intervals import Box, upper_margin
from symbolic.methods.falsifying.target import WORST, Target

MOST_VARIABLES = 3
CUTS = (0.0, 1.0, 10.0, 100.0, 1e4, 1e8)  # of half-lines
POLISHED = 6  # of the best middles, handed on where no failure was met


def suspects(target: Target, most: int) -> Iterator[list[float]]:
    """Places at which the margin seems positive, as boxes lead to them; at the end the best places met."""
    symbols = target.within.symbols
    if not most or not 1 <= len(symbols) <= MOST_VARIABLES:
        return
    goal = substitute_statement(target.obligation.goal, dict(target.within.fixed))
    bound = upper_margin(goal, symbols)
    relations = [upper_margin(_negated(r), symbols) for r in target.within.relations]
    whole = [bool(s.is_integer) for s in symbols]
    queue: list[tuple[float, int, Box]] = []
    best: list[tuple[float, list[float]]] = []
    count = 0

    def consider(box: Box) -> list[float] | None:
        nonlocal count
        count += 1
        top = bound(box)
        if top < 0 or (top == 0 and not target.touching) or any(r(box) < 0 for r in relations):
            return None
        heapq.heappush(queue, (-top if top < math.inf else -1e300, count, box))
        middle = [float(round((a + b) / 2)) if w else _middle(a, b) for (a, b), w in zip(box, whole, strict=True)]
        value = target.at(middle)
        if value > WORST:
            best.append((value, middle))
        return middle if value > 0 else None

    for box in _first_boxes(target):
        place = consider(box)
        if place is not None:
            yield place
    while queue and count < most:
        _, _, box = heapq.heappop(queue)
        for half in _halves(box, whole):
            place = consider(half)
            if place is not None:
                yield place
    best.sort(key=lambda pair: -pair[0])
    yield from (place for _, place in best[:POLISHED])


def _negated(relation: Any) -> Any:
    from symbolic.language.statements import Negation

    return Negation(relation)


def _middle(a: float, b: float) -> float:
    """The middle of an interval, in proportion where it spans scales."""
    return math.sqrt(a) * math.sqrt(b) if a > 0 and b > 16 * a else (a + b) / 2


def _first_boxes(target: Target) -> Iterator[Box]:
    """The ranges of the symbols, unbounded ones cut into pieces out to where they are left alone."""
    return product(*(_pieces(*_ends(span.interval({}))) for span in _free_spans(target)))


def _free_spans(target: Target) -> list[Any]:
    """Ranges by constraints on one symbol alone; the others are among the relations."""
    found = []
    for span in target.spans:
        alone = tuple(c for c in span.constraints if set(c.slopes) == {span.symbol})
        found.append(type(span)(span.symbol, alone, ()))
    return found


def _ends(interval: Any) -> tuple[float, float]:
    return (-math.inf if interval.low is None else float(interval.low), math.inf if interval.high is None else float(interval.high))


def _pieces(low: float, high: float) -> list[tuple[float, float]]:
    if math.isfinite(low) and math.isfinite(high):
        return [(low, high)]
    if math.isfinite(low):
        return [(low + a, low + b) for a, b in pairwise(CUTS)]
    if math.isfinite(high):
        return [(high - b, high - a) for a, b in pairwise(CUTS)]
    return [*_pieces(0.0, math.inf), *_pieces(-math.inf, 0.0)]


def _halves(box: Box, whole: list[bool]) -> Iterator[Box]:
    """The box cut across its widest side."""
    widths = [(b - a) / (1 + min(abs(a), abs(b))) for a, b in box]
    i = max(range(len(box)), key=lambda j: widths[j])
    a, b = box[i]
    if widths[i] <= 1e-13 or (whole[i] and b - a < 1):
        return
    middle = _middle(a, b)
    low, high = ((a, float(math.floor(middle))), (float(math.floor(middle)) + 1, b)) if whole[i] else ((a, middle), (middle, b))
    for part in (low, high):
        yield [*box[:i], part, *box[i + 1 :]]


__all__ = ["suspects"]
