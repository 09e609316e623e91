"""Whether a derivative or a limit is missing at a point: difference quotients, or values, from the two sides differ or grow."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symbolic.language.balls import ball
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point, rational
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
    here = point.values[variable]
    there = Point({**point.values, variable: here + (step if isinstance(here, Fraction) else rational(step))}, point.graphs)
    return (ball(value(term, there)) - ball(value(term, point))) / ball(step)


def two_limits(limit: Any) -> str | None:
    """Of a limit from both sides, at a number: values near the point that settle on different ones from left and right."""
    term, variable, point, direction = limit.args
    if str(direction) != "+-" or point.is_infinite:
        return None
    try:
        with working_precision(BITS):
            place = value(point, Point())
            sides = [[ball(value(term, Point({variable: place + sign * step}))) for step in STEPS] for sign in (-1, 1)]
    except (Undefined, Unknown, TypeError):
        return None
    (far_left, left), (far_right, right) = sides
    settled = abs(far_left - left) < 1e-6 and abs(far_right - right) < 1e-6
    if not (settled and abs(left - right) > 1e-3):
        return None
    return f"it goes to about {_short(left)} from the left and {_short(right)} from the right"


def _short(number: Any) -> str:
    return f"{float(number.mid()):.6g}"


__all__ = ["no_derivative_at", "two_limits"]
