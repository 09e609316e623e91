"""Both bounds of each inverse sine and cosine that occurs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import acos, asin

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context

MOST_APPLICATIONS = 4
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Premises: the argument lies in [-1, 1]."""
    found = {part for term in terms for part in term.atoms(asin, acos) if free_symbols(part) <= free_symbols(term)}
    for part in sorted(found, key=str)[:MOST_APPLICATIONS]:
        (u,) = part.args
        for name in ("above", "below"):
            yield f"inverse_circular_{name}", type(part), (u,), (1 - u, 1 + u)
