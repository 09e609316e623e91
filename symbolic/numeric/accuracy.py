"""How far a compiled function is from the truth: its largest error in units in the last place, against ball arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from symbolic.numeric.backends.ball import PRECISION, enclosures, settled
from symbolic.numeric.ball_functions import Undecided, as_ball
from symbolic.numeric.compile import gradient_program, program_of
from symbolic.numeric.function import CompiledFunction
from symbolic.numeric.program import Program

BITS_KEPT = 100


@dataclass(frozen=True)
class MeasuredError:
    """The largest error over `points` points: `ulps` units in the last place, met at the arguments `at`."""

    ulps: float
    at: tuple[Any, ...]
    points: int

    def __str__(self) -> str:
        return f"at most {self.ulps:.2f} ulp over {self.points} points, at {self.at}"


def measure(function: CompiledFunction, points: Iterable[Sequence[Any]]) -> MeasuredError:
    """The largest error of `function` over `points` of its domain, each a sequence of floats (lists or arrays for vectors and matrices).

    The truth is the enclosure of the formula as its author wrote it, not of the form that is evaluated, to 100 bits. A result of nan or of
    the wrong infinity is an infinite error.
    """
    recipe = function.recipe
    program = (
        gradient_program(recipe, recipe.expression)
        if function.stacked
        else program_of((recipe.expression,), recipe.arguments, None, recipe.positive_definite)
    )
    worst: tuple[float, tuple[Any, ...]] = (0.0, ())
    count = 0
    for point in points:
        count += 1
        found = np.ravel(np.asarray(function(*point), dtype=np.float64))
        error = max(map(ulps, map(float, found), true_values(program, point)))
        if error >= worst[0]:
            worst = (error, tuple(point))
    return MeasuredError(*worst, count)


def ulps(value: float, truth: Fraction) -> float:
    """The distance of `value` from `truth` in units in the last place of `truth`."""
    try:
        size = float(abs(truth))
    except OverflowError:
        return 0.0 if math.isinf(value) and (value > 0) == (truth > 0) else math.inf
    if not math.isfinite(value):
        return math.inf
    return float(abs(Fraction(value) - truth) / Fraction(math.ulp(size)))


def true_values(program: Program, point: Sequence[Any]) -> list[Fraction]:
    """All entries of the outputs at the exact values of floats, to `BITS_KEPT` correct bits."""
    values = [np.asarray(value, dtype=np.float64).tolist() for value in point]
    return list(settled(lambda bits: _attempt(program, values, bits), 2 * BITS_KEPT))


def _attempt(program: Program, values: Sequence[Any], bits: int) -> list[Fraction]:
    entries = [
        entry for value in enclosures(program, values, bits) for entry in (value.entries() if hasattr(value, "entries") else [value])
    ]
    return [_middle(entry, bits) for entry in entries]


def _middle(value: Any, bits: int) -> Fraction:
    if not isinstance(value, flint.fmpq):
        with PRECISION, flint.ctx.workprec(bits):
            ball = as_ball(value)
            if not ball.is_exact() and ball.rel_accuracy_bits() < BITS_KEPT:
                raise Undecided("the ball is too wide to measure with")
            value = ball.mid().fmpq()
    return Fraction(int(value.p), int(value.q))
