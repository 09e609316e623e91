"""The signs of sines and cosines whose argument is seen to lie in one half period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Integer, cos, pi, sin

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context, implied

Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]
HALF_PERIODS = (0, 1, -1, 2, -2)


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """One instance for each of them."""
    found = {part for term in terms for part in term.atoms(sin, cos) if free_symbols(part) <= free_symbols(term)}
    angles = [{part.args[0] for part in found if isinstance(part, kind)} for kind in (sin, cos)]
    for u in sorted(angles[0] & angles[1], key=str):
        yield "on_the_circle", sin, (u,), ()
    for part in sorted(found, key=str):
        (u,) = part.args
        for j in HALF_PERIODS:
            low = Integer(j) * pi if isinstance(part, sin) else (Integer(j) - Integer(1) / 2) * pi
            if implied(context.relation(u - low), ">=") and implied(context.relation(low + pi - u), ">="):
                yield "circular_sign", type(part), (u, Integer(j)), ()
                break
