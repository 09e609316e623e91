"""Tangents of the exponential function at the exponents that occur: exp(u) >= 1 + u."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import exp

from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge, normal_form

MOST_EXPONENTS = 4


def propose(context: Context, terms: Any) -> Iterator[tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]]:
    """At every exponent that is not bound, in the form in which the normal form has it."""
    exponents = sorted({a.args[0] for term in terms[:4] for a in _exponentials(context, term)}, key=str)
    for exponent in exponents[:MOST_EXPONENTS]:
        yield "tangent", exp, (exponent,), (exponent,)


def _exponentials(context: Context, term: Any) -> list[Any]:
    if not term.has(exp):
        return []
    try:
        return [atom for atom in normal_form(term, context.positive).atoms if isinstance(atom, exp)]
    except TooLarge:
        return []
