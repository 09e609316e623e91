"""Which instances of the axioms on binomial coefficients to try: signs, and ratios of neighbours that both occur."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

from sympy import Pow, binomial

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import is_zero

MOST_COEFFICIENTS = 4
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Signs first, then the row's sum, then the ratio to a neighbour."""
    found = {b for term in terms for b in term.atoms(binomial) if free_symbols(b) <= free_symbols(term)}
    known = [b.args for b in sorted(found, key=str) if all(a.is_integer for a in b.args)][:MOST_COEFFICIENTS]
    for n, k in known:
        yield "binomial_sign", binomial, (n, k), (n - k,)
    for n, k in known:
        yield "binomial_row", binomial, (n, k), ()
        if any(power.exp == k for term in terms for power in term.atoms(Pow)):
            yield "binomial_below", binomial, (n, k), (k, n - k, n)
    for (n, k), (other, lower) in permutations(known, 2):
        if is_zero(other - n) and is_zero(lower - k - 1):
            yield "binomial_following", binomial, (n, k), ()
        elif is_zero(other - n - 1) and is_zero(lower - k):
            yield "binomial_next_row", binomial, (n, k), ()


__all__ = ["propose"]
