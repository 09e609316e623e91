"""The sign of a term on a bounded interval, box by box: balls, and Taylor's formula around the middle of each box."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flint import arb

from symbolic.language.balls import ball
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.trusted.bounded_expansions.jets import coefficients, compiled
from symbolic.trusted.bounded_expansions.scale import NoExpansion


@dataclass(frozen=True)
class Boxes:
    """At most `most` boxes are looked at; `order` is that of Taylor's formula in a box."""

    most: int = 600
    order: int = 3


def positive_between(term: Any, variable: Any, low: Any, high: Any, strict: bool, boxes: Boxes) -> Any:
    """None when `term` is positive (or not negative) for all values from `low` to `high`; else a ball where that is not seen."""
    step = None
    with suppress(NoExpansion, Undefined, Unknown):
        step = compiled(term, variable)
    waiting, looked = [(low.lower(), high.upper())], 0
    while waiting:
        first, last = waiting.pop()
        looked += 1
        box = first.union(last)
        if _positive(term, variable, step, box, strict, boxes.order):
            continue
        middle = ((first + last) / 2).mid()
        if looked + len(waiting) >= boxes.most or not first < middle or not middle < last:
            return box
        waiting += [(middle, last), (first, middle)]
    return None


def _positive(term: Any, variable: Any, step: Any, box: Any, strict: bool, order: int) -> bool:
    try:
        around = ball(value(term, Point({variable: box}, {})))
        if around > 0 or (not strict and around >= 0):
            return True
    except (Undefined, Unknown, ZeroDivisionError):
        pass
    if step is None:
        return False
    try:
        around = centred(step, box, order)
    except (NoExpansion, ZeroDivisionError, OverflowError):
        return False
    return bool(around > 0 or (not strict and around >= 0))


def centred(step: Any, box: Any, order: int) -> Any:
    """sum of c_k(m) (x - m)^k for k < n, and c_n over the whole box times (x - m)^n."""
    middle = box.mid()
    here = coefficients(step, middle, order - 1)
    away = coefficients(step, box, order)[order]
    shift = box - middle
    total = here[0]
    power = arb(1)
    for c in [*here[1:], away]:
        power = power * shift
        total = total + c * power
    return total


__all__ = ["Boxes", "centred", "positive_between"]
