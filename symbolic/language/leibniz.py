"""The derivative of an integral by a variable of its ends: the fundamental theorem of calculus with the chain rule.

    d/dx of the integral of f over (a(x), b(x)) is f(b(x)) b'(x) - f(a(x)) a'(x)

for f free of x and continuous where it is defined; the integral and f at the moving ends are defined where the terms are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Derivative, Integer, Integral, Piecewise, Subs, ceiling, floor, sign
from sympy.core.function import AppliedUndef

from symbolic.language.special import meaning_of
from symbolic.language.terms import free_symbols, substitute

_NOT_CONTINUOUS = (floor, ceiling, sign, Piecewise, AppliedUndef, Derivative, Subs, Integral)


def by_ends(term: Any, variable: Any, derivative: Callable[[Any], Any]) -> Any:
    """The derivative of an integral by its ends; None where the rule does not apply. `derivative` is that of other terms."""
    if len(term.limits) != 1 or len(term.limits[0]) != 3:
        return None
    bound, lower, upper = term.limits[0]
    if variable in free_symbols(term.function) - {bound} or not _continuous(term.function):
        return None
    result: Any = Integer(0)
    for end, direction in ((upper, 1), (lower, -1)):
        if variable in free_symbols(end):
            result += direction * substitute(term.function, {bound: end}) * derivative(end)
    return result


def _continuous(term: Any) -> bool:
    """Whether every operation of `term` is continuous where it is defined."""
    if isinstance(term, _NOT_CONTINUOUS):
        return False
    special = meaning_of(term)
    if special is not None and special.continuous is not True:
        return False
    return all(_continuous(argument) for argument in term.args)


__all__ = ["by_ends"]
