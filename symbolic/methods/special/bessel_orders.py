"""Which facts about modified Bessel functions and partial sums to try: signs, the order of each pair, sums where powers stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from sympy import Integer, Pow, besseli, besselj, besselk, cosh, exp

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero
from symbolic.trusted.special.bessel_orders import LONGEST

MOST_APPLICATIONS = 6
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """For the applications that occur, and their pairs."""
    for function in (besselk, besseli, besselj):
        found = {part for term in terms for part in term.atoms(function) if free_symbols(part) <= free_symbols(term)}
        known = sorted(found, key=str)[:MOST_APPLICATIONS]
        if function is besselk:
            for part in known:
                yield "besselk_positive", function, tuple(part.args), (part.args[1],)
        if function is not besselj:
            yield from _pairs(function, known)
        for part in known if function is not besselk else ():
            if part.args[0] == 0:
                yield from _sums(function, part.args[1], terms)


def _pairs(function: Any, known: list[Any]) -> Iterator[Proposed]:
    for one, other in permutations(known, 2):
        (v, x), (w, y) = one.args, other.args
        if is_zero(x - y):
            yield "bessel_by_order", function, (v, w, x), (v, w - v, x)
        elif function is besselk and is_zero(v - w):
            yield "besselk_falls", function, (v, x, y), (x, y - x)


def _sums(function: Any, x: Any, terms: Any) -> Iterator[Proposed]:
    """As many parts as there may be powers of x in the terms; cosh of the same argument."""
    degrees = [
        int(p.exp) for term in terms for p in term.atoms(Pow) if p.exp.is_Integer and 2 <= p.exp < 2 * LONGEST and p.base in (*x.args, x)
    ]
    if function is besseli and any(term.has(cosh, exp) for term in terms):
        yield "besseli_below_cosh", function, (x,), ()
    for parts in sorted({1, 1 + max(degrees, default=0) // 2}):
        yield "bessel_partial_sum", function, (x, Integer(parts)), ()
