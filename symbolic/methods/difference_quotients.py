"""Whether a derivative is missing at a point: the difference quotients from both sides differ, or grow without end."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symbolic.language.balls import ball
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision

STEPS = (Fraction(1, 2**30), Fraction(1, 2**60))
BITS = 320


def no_derivative_at(term: Any, point: Point) -> bool:
    """For a first derivative by one variable: quotients at two small steps. True when they show a kink, or nothing can be said of them."""
    variable = term.variable_count[0][0]
    if variable not in point.values or term.derivative_count != 1:
        return True
    try:
        with working_precision(BITS):
            before, after = (_quotient(term.expr, variable, point, sign * step) for step in STEPS[:1] for sign in (-1, 1))
            closer_before, closer_after = (_quotient(term.expr, variable, point, sign * STEPS[1]) for sign in (-1, 1))
    except (Undefined, Unknown):
        return True
    size = 1 + abs(closer_after)
    apart = abs(closer_after - closer_before) > size / 100 and abs(after - before) > size / 100
    steep = any(abs(near) > 2 * abs(far) + 1 for near, far in ((closer_after, after), (closer_before, before)))
    return bool(apart or steep)


def _quotient(term: Any, variable: Any, point: Point, step: Fraction) -> Any:
    there = Point({**point.values, variable: point.values[variable] + step}, point.graphs)
    return (ball(value(term, there)) - ball(value(term, point))) / ball(step)


__all__ = ["no_derivative_at"]
