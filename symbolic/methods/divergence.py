"""Where an integral, a sum, a product or a limit has no value: at one of the simple points that the assumptions allow."""

from __future__ import annotations

from sympy import Rational, nan, zoo
from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain
from symbolic.language.enumeration import points
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.language.tidying import tidy_term
from symbolic.trusted.divergence import without_value

MOST_POINTS = 16


def divergence(given: Domain, goal: Finite) -> str | None:
    """Why the term of `goal` has no value somewhere, and where; None where no such place is found."""
    term = tidy_term(goal.expression)
    if term.has(AppliedUndef):
        return None
    if not free_symbols(term) and not given.assumptions:
        return without_value(term)
    for point in points(given, (Comparison(term, "==", term),), MOST_POINTS):
        values = {symbol: Rational(value.numerator, value.denominator) for symbol, value in point.values.items()}
        at_point = substitute(term, values)
        reason = None if at_point.has(nan, zoo) else without_value(at_point)
        if reason is not None:
            where = ", ".join(f"{name} = {value}" for name, value in sorted((str(s), v) for s, v in values.items()))
            return f"{reason}, at {where}" if where else reason
    return None


__all__ = ["divergence"]
