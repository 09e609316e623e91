"""Plausibility: a goal that fails at some simple point where the facts hold is not worth a search. It proves and refutes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.meaning import Undefined, Unknown, truth_once
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.statements import Comparison, Statement
from symbolic.trusted.context import Context

VALUES = tuple(Fraction(*pair) for pair in ((1, 2), (1, 1), (2, 1), (3, 1), (1, 3), (5, 4), (3, 4), (7, 2), (1, 10), (9, 10), (10, 1)))
WHOLE = tuple(map(Fraction, (1, 2, 3, 0, 4, 7, 10)))
DRAWS, ENOUGH = 160, 8


def implausible(context: Context, goal: Comparison) -> bool:
    """Whether the goal fails at one of a few points, always the same, at which the facts about its symbols hold."""
    symbols = symbols_of(goal)
    near = [fact for fact in context.facts if isinstance(fact, Comparison) and set(symbols_of(fact)) & set(symbols)]
    involved = symbols_of(symbols, near)
    seen = 0
    with working_precision(64):
        for point in _points(involved):
            if not all(_holds(fact, point) for fact in near):
                continue
            seen += 1
            if _holds(goal, point) is False:
                return True
            if seen >= ENOUGH:
                break
    return False


def _points(symbols: list[Any]) -> Iterator[Point]:
    source = random.Random(1)
    for index in range(DRAWS):
        signs = (1, -1) if index % 2 else (1,)
        yield Point({s: source.choice(signs) * source.choice(WHOLE if s.is_integer else VALUES) for s in symbols}, {})


def _holds(statement: Statement, point: Point) -> bool | None:
    try:
        return truth_once(statement, point)
    except (Undefined, Unknown, ZeroDivisionError, OverflowError):
        return None
