"""Zeros between two places: a term that is continuous along a segment on which all assumptions hold, of opposite signs at its ends.

So a denominator vanishes at no simple number, and an equation has a solution that cannot be written down. The segment is halved until it
is narrow; that the term has a value and the assumptions hold all along it is then seen in ball arithmetic over the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

from flint import arb

from symbolic.language.balls import ball, sign
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.enumeration import points
from symbolic.language.meaning import Undefined, Unknown, truth_once, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Comparison, Finite, Quantified
from symbolic.language.terms import free_symbols
from symbolic.trusted.conditions import continuous

MOST_POINTS = 6
HALVINGS = 60
BITS = 256
PLACES = tuple(
    sorted(
        {Fraction(sign * k, q) for k in (0, 1, 2, 3, 4, 5, 7, 10, 20, 100, 1000, 10**6) for q in (1, 2, 3, 10, 1000) for sign in (1, -1)}
    )
)


def vanishes_between(given: Domain, needed: Any) -> str | None:
    """Where `term != 0` fails, as `x between 1.3247 and 1.3248`; None when no such place is found."""
    if not (isinstance(needed, Comparison) and needed.relation == "!="):
        return None
    found = next(iter(zeros(given, needed.left - needed.right)), None)
    if found is None:
        return None
    variable, place, low, high = found
    others = [f"{s} = {v}" for s, v in sorted(place.items(), key=lambda pair: str(pair[0])) if s != variable]
    return ", ".join([*others, f"some {variable} between {_decimal(low)} and {_decimal(high)}"])


def _decimal(number: Fraction) -> str:
    return f"{float(number):.6g}"


def zeros(given: Domain, term: Any) -> Iterator[tuple[Any, dict[Any, Any], Fraction, Fraction]]:
    """A variable, values of the others, and a narrow interval of it in which `term` has a zero that the assumptions allow."""
    if any(isinstance(a, Quantified | Finite) for a in given.relations) or functions_of(given.assumptions, term):
        return
    symbols = symbols_of(given, term)
    moving = [s for s in symbols if s in free_symbols(term) and not s.is_integer and continuous(term, s, given)]
    statement = Comparison(term, "==", term)
    for point in islice(points(given, (statement,), MOST_POINTS), MOST_POINTS) if moving else ():
        for variable in moving:
            yield from _along(given, term, variable, dict(point.values), symbols)


def _along(given: Domain, term: Any, variable: Any, values: dict[Any, Any], symbols: list[Any]) -> Iterator[Any]:
    with working_precision(BITS):
        signs = [(place, _sign(term, {**values, variable: place})) for place in PLACES]
        for (low, before), (high, after) in pairwise([pair for pair in signs if pair[1] is not None]):
            if before * after >= 0:  # type: ignore[operator]
                continue
            low, high = _narrowed(term, variable, values, low, high, before)  # type: ignore[arg-type]
            middle = (ball(low) + ball(high)) / 2
            whole = arb(middle.mid(), (ball(high) - ball(low)).upper())
            place = {**values, variable: whole}
            if _sees(given, term, place, symbols):
                yield variable, values, low, high


def _sign(term: Any, values: dict[Any, Any]) -> int | None:
    try:
        return sign(value(term, Point(values)))
    except (Undefined, Unknown, ZeroDivisionError):
        return None


def _narrowed(term: Any, variable: Any, values: dict[Any, Any], low: Fraction, high: Fraction, before: int) -> tuple[Fraction, Fraction]:
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = _sign(term, {**values, variable: middle})
        if found is None or found == 0:
            break
        low, high = (middle, high) if found == before else (low, middle)
    return low, high


def _sees(given: Domain, term: Any, place: dict[Any, Any], symbols: list[Any]) -> bool:
    """Whether the term has a value, and every assumption holds, throughout the interval."""
    try:
        value(term, Point(place))
        return all(truth_once(fact, Point(place)) is True for fact in (*kind_facts(symbols), *given.relations))
    except (Undefined, Unknown, ZeroDivisionError):
        return False


__all__ = ["vanishes_between", "zeros"]
