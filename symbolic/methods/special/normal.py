"""Which instances of the axioms on the normal distribution to try: at the arguments that occur, and at pairs of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Integer, Rational

from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero, normalised
from symbolic.trusted.special.normal import value_at

MOST_ARGUMENTS = 6
CENTRE = {normal_cdf: Integer(0), normal_quantile: Rational(1, 2)}
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Values and inverses, reflections, then the order of two values by that of their arguments and the other way round."""
    for function in (normal_cdf, normal_quantile):
        arguments = _arguments(function, terms)
        if len(arguments) == 1 and not is_zero(arguments[0] - CENTRE[function], context.positive):
            arguments.append(CENTRE[function])
        for a in arguments:
            yield from _values(function, a)
            yield from _reflection(context, function, a, arguments)
        for a, b in combinations(arguments, 2):
            if not is_zero(a - b, context.positive):
                yield "normal_increasing", function, (a, b), (*_inside(function, a, b), b - a)
                if context.relation(value_at(function, a) - value_at(function, b)) is not None:
                    yield "normal_reflected", function, (a, b), _inside(function, a, b)


def _values(function: Any, a: Any) -> Iterator[Proposed]:
    """The value at the centre, the inverse, and the range."""
    if a == CENTRE[function]:
        yield "normal_at_centre", function, (), ()
    if function is normal_cdf:
        yield "normal_positive", function, (a,), ()
        yield "normal_below_one", function, (a,), ()
    other = normal_quantile if function is normal_cdf else normal_cdf
    if isinstance(a, other):
        yield "normal_inverse", function, a.args, _inside(other, *a.args)


def _reflection(context: Context, function: Any, a: Any, arguments: list[Any]) -> Iterator[Proposed]:
    """Where both a and its mirror image occur, or a is written as one."""
    mirror = -a if function is normal_cdf else 1 - a
    paired = any(is_zero(mirror - b, context.positive) for b in arguments)
    if paired or (function is normal_cdf and a.could_extract_minus_sign()):
        yield "normal_symmetric", function, (a,), _inside(function, a)


def _inside(function: Any, *arguments: Any) -> tuple[Any, ...]:
    """The terms whose sign says that a quantile exists."""
    return tuple(term for a in arguments for term in (a, 1 - a)) if function is normal_quantile else ()


def _arguments(function: Any, terms: Any) -> list[Any]:
    """The different arguments, up to normal form, at which the function stands."""
    found: dict[Any, Any] = {}
    for term in terms:
        for application in sorted(term.atoms(function), key=str):
            if free_symbols(application) <= free_symbols(term):
                found.setdefault(normalised(application.args[0]), application.args[0])
    return list(found.values())[:MOST_ARGUMENTS]
