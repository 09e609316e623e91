"""Which instances of the axioms on hyp0f1 and the inverses of the cosine law to try: those for the applications that occur."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import Any

from sympy import Integer, besseli

from symbolic.language.special import unfold_special
from symbolic.language.special.bessel import cosine_log_normaliser, hyp0f1, inverse_divergence, inverse_mean_cosine
from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero, normalised

MOST_APPLICATIONS = 8
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Signs first, then relations between neighbours, then orders."""
    if not any(term.has(hyp0f1, besseli, inverse_mean_cosine, inverse_divergence) for term in map(unfold_special, terms)):
        return
    seen = [unfold_special(term) for term in terms]
    for function in (inverse_mean_cosine, inverse_divergence):
        yield from _inverses(function, _applications(function, seen))
    for v, z in _applications(besseli, seen):
        yield "bessel_positive", besseli, (v, z), (v + 1, z)
        yield "bessel_function", besseli, (v, z), (v + 1, z)
    known = _applications(hyp0f1, seen)
    for b, x in known:
        yield "hyp0f1_positive", hyp0f1, (b, x), (b, x)
        if is_zero(x, context.positive):
            yield "hyp0f1_at_zero", hyp0f1, (b, x), (b,)
    yield from _neighbours(context, known)
    yield from _orders(context, known)
    for b, x in known:
        yield "hyp0f1_first_terms", hyp0f1, (b, x), (b, x)


def _inverses(function: Any, known: list[tuple[Any, Any]]) -> Iterator[Proposed]:
    for d, u in known:
        yield "inverse_cosine_law_sign", function, (d, u), (d - 1, u)
        yield "inverse_cosine_law_equation", function, (d, u), (d - 1, u)
    for (d, u), (e, v) in permutations(known, 2):
        first, second = function(d, u), function(e, v)
        yield "cosine_law_convex", cosine_log_normaliser, (e, first, second), (e - 1,)
        if d == e:
            yield "inverse_cosine_law_order", function, (d, u, v), (u - v,)


def _neighbours(context: Context, known: list[tuple[Any, Any]]) -> Iterator[Proposed]:
    """The contiguous relation where all three of its functions occur."""
    for b, x in known:
        others = [c - b for c, y in known if is_zero(x - y, context.positive)]
        if all(any(is_zero(step - wanted) for step in others) for wanted in (Integer(1), Integer(2))):
            yield "hyp0f1_contiguous", hyp0f1, (b, x), (b,)


def _orders(context: Context, known: list[tuple[Any, Any]]) -> Iterator[Proposed]:
    for (b, x), (c, y) in combinations(known, 2):
        if is_zero(x - y, context.positive):
            yield "hyp0f1_falls_with_parameter", hyp0f1, (b, c, x), (b, c - b, x)
            yield "hyp0f1_falls_with_parameter", hyp0f1, (c, b, x), (c, b - c, x)
        elif is_zero(b - c, context.positive):
            yield "hyp0f1_rises_with_argument", hyp0f1, (b, x, y), (b, x, y - x)
            yield "hyp0f1_rises_with_argument", hyp0f1, (b, y, x), (b, y, x - y)


def _applications(function: Any, terms: list[Any]) -> list[tuple[Any, Any]]:
    """The different pairs of arguments, up to normal form, at which the function stands."""
    found: dict[Any, tuple[Any, Any]] = {}
    for term in terms:
        for application in sorted(term.atoms(function), key=str):
            if free_symbols(application) <= free_symbols(term):
                first, second = application.args
                found.setdefault((normalised(first), normalised(second)), (first, second))
    return list(found.values())[:MOST_APPLICATIONS]
