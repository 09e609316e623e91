"""Exponentials of which a sum or difference is made: in the order of their exponents, and of 1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Integer, exp

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero

MOST_EXPONENTIALS = 4
ZERO = Integer(0)
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """The order of any two exponentials that stand in the goal, and of each in the goal or in the first facts and 1."""
    near = sorted({e.args[0] for term in terms[:4] for e in term.atoms(exp) if free_symbols(e) <= free_symbols(term)}, key=str)
    for exponent in near:
        yield "monotone", exp, (exponent, ZERO), (exponent,)
        yield "monotone", exp, (ZERO, exponent), (exponent,)
    for a, b in combinations(near[:MOST_EXPONENTIALS], 2):
        if context.relation(exp(a) - exp(b)) is not None:
            yield "reflected", exp, (a, b), ()
    for term in terms[:1]:
        written = [e for e in sorted(term.atoms(exp), key=str) if free_symbols(e) <= free_symbols(term)]
        for first, second in combinations(written[:MOST_EXPONENTIALS], 2):
            a, b = first.args[0], second.args[0]
            if not is_zero(a - b, context.positive):
                yield "monotone", exp, (a, b), (b - a,)
                yield "monotone", exp, (b, a), (b - a,)
