"""Integrals, limits, and sums and products without end: the terms that have a value only by a limiting process."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, Integral, Limit, Product, Subs, Sum, oo


def is_endless(term: Any) -> bool:
    """Whether `term` is a sum or product without end."""
    return isinstance(term, Sum | Product) and len(term.limits) == 1 and len(term.limits[0]) == 3 and term.limits[0][2] == oo


def calculus_in(term: Any) -> list[Any]:
    """The terms of that kind in `term`, the shortest first."""
    if isinstance(term, type) or not term.has(Integral, Limit, Sum, Product):
        return []
    found = [part for part in _parts(term) if isinstance(part, Integral | Limit) or is_endless(part)]
    return sorted(found, key=lambda part: (len(str(part)), str(part)))


def _parts(term: Any) -> set[Any]:
    """The term's parts but for those under a derivative, which is taken first."""
    if isinstance(term, Derivative | Subs) or not term.args:
        return set()
    found = {term}
    for argument in term.args:
        found |= _parts(argument)
    return found


__all__ = ["calculus_in", "is_endless"]
