"""Signs and ranges of circular and hyperbolic functions: at every argument that occurs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import cosh

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.special.odd_functions import BOUNDED, ODD

Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]
MOST = 8


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """The sign, which asks for that of the argument, and both bounds."""
    heads = (*ODD, *BOUNDED, cosh)
    found = {part for term in terms if term.has(*heads) for part in term.atoms(*heads) if free_symbols(part) <= free_symbols(term)}
    for part in sorted(found, key=str)[:MOST]:
        head = type(part)
        if head in ODD:
            yield "odd_sign", head, part.args, part.args
        if head in BOUNDED:
            yield "below_one", head, part.args, ()
            yield "above_minus_one", head, part.args, ()
        if head is cosh:
            yield "cosh_at_least_one", head, part.args, ()
