"""Which facts about the zeta function and the polylogarithm to try: their bounds, and the order of each pair."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from sympy import polylog, zeta

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero

MOST_APPLICATIONS = 4
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """For the applications that occur with symbols in them, and their pairs."""
    zetas = [(z.args[0],) for z in _applications(zeta, terms) if len(z.args) == 1]
    for (s,) in zetas:
        yield "zeta_above_one", zeta, (s,), (s - 1,)
    for (s,), (t,) in permutations(zetas, 2):
        yield "zeta_falls", zeta, (s, t), (s - 1, t - s)
    logarithms = [tuple(part.args) for part in _applications(polylog, terms)]
    for s, x in logarithms:
        yield "polylogarithm_above", polylog, (s, x), (x, 1 - x)
    for (s, x), (t, y) in permutations(logarithms, 2):
        if is_zero(x - y):
            yield "polylogarithm_falls", polylog, (s, t, x), (x, 1 - x, t - s)


def _applications(function: Any, terms: Any) -> list[Any]:
    found = {part for term in terms for part in term.atoms(function) if free_symbols(part) and free_symbols(part) <= free_symbols(term)}
    return sorted(found, key=str)[:MOST_APPLICATIONS]
