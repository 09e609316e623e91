"""Why a statement is false at a point, in a line: the values of what it compares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from symbolic.language.meaning import PRECISIONS, Undefined, Unknown, truth, value, working_precision
from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Nearness,
    Negation,
    Statement,
)

DIGITS = 12
LONGEST = 40  # digits of a number that is shown exactly


def why_false(goal: Statement, point: Any) -> str:
    """The values at `point` that make `goal` false there: `left side 1, right side 2, and `left == right` is false`."""
    if isinstance(goal, Implication):
        return f"the premise holds; {why_false(goal.conclusion, point)}"
    if isinstance(goal, Equivalence):
        holds, fails = (goal.left, goal.right) if _holds(goal.left, point) else (goal.right, goal.left)
        return f"`{holds}` holds; {why_false(fails, point)}"
    if isinstance(goal, Comparison):
        left, right = _apart(goal.left, goal.right, point)
        return f"left side {left}, right side {right}, and `left {goal.relation} right` is false"
    if isinstance(goal, Conjunction):
        failing = next((part for part in goal.parts if _holds(part, point) is False), None)
        if failing is not None:
            return f"of `{goal}` the part `{failing}` fails: {why_false(failing, point)}"
    if isinstance(goal, Disjunction):
        return "; ".join(f"`{part}`: {why_false(part, point)}" for part in goal.parts)
    if isinstance(goal, Negation):
        return f"`{goal.part}` holds there"
    if isinstance(goal, Approximation | Nearness):
        shown, number = _apart(goal.expression, goal.number, point)
        return f"the value is {shown}, the number given is {number}, and `{goal}` is false"
    return f"`{goal}` is false there"


def _holds(statement: Statement, point: Any) -> bool | None:
    try:
        return truth(statement, point)
    except (Undefined, Unknown):
        return None


def _apart(left: Any, right: Any, point: Any) -> tuple[str, str]:
    """Both values with as many digits as it takes to tell them apart, where they are not equal."""
    shown = ("unknown", "unknown")
    for precision in PRECISIONS:
        with working_precision(precision):
            numbers = _value(left, point), _value(right, point)
            digits = max(DIGITS, precision // 5 if precision > PRECISIONS[0] else 0)
            found = (_shown(numbers[0], digits), _shown(numbers[1], digits))
        if found[0] != found[1] or None in numbers or all(isinstance(number, Fraction) for number in numbers):
            return found if precision == PRECISIONS[0] or len(max(found, key=len)) < 60 else _shortened(found)
        shown = found
    return shown


def _shortened(found: tuple[str, str]) -> tuple[str, str]:
    """Two long decimals up to a few digits beyond the first in which they differ."""
    common = next((place for place, (a, b) in enumerate(zip(*found, strict=False)) if a != b), 60)
    if any("e" in text[: common + 4] for text in found):
        return found
    first, second = (text[: common + 4] + _power(text) for text in found)
    return first, second


def _power(text: str) -> str:
    return text[text.index("e") :] if "e" in text else ""


def _value(term: Any, point: Any) -> Any:
    try:
        return value(term, point)
    except (Undefined, Unknown):
        return None


def _shown(number: Any, digits: int) -> str:
    if number is None:
        return "unknown"
    if isinstance(number, Fraction):
        if max(number.numerator.bit_length(), number.denominator.bit_length()) < 3.3 * LONGEST:
            return str(number)
        number = arb(number.numerator) / arb(number.denominator)
    return str(number.str(digits, radius=False)) if number.is_finite() else "a number too large to be written"


__all__ = ["why_false"]
