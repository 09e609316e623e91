"""Floors lie between their argument less 1 and their argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import floor

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context

Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Both bounds of every floor that occurs."""
    found = {f for term in terms for f in term.atoms(floor) if free_symbols(f) <= free_symbols(term)}
    for f in sorted(found, key=str):
        yield "floor_below", floor, f.args, ()
        yield "floor_above", floor, f.args, ()
