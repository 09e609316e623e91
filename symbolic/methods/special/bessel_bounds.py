"""Which bounds of the Bessel function of the first kind to try: each, at every application that occurs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import besselj

from symbolic.trusted.context import Context
from symbolic.trusted.special.bessel_bounds import BOUNDS

MOST_APPLICATIONS = 2
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Both sides of each bound; its premises are signs of the order and of the argument."""
    found = sorted({j for term in terms[:2] for j in term.atoms(besselj)}, key=str)
    for application in found[:MOST_APPLICATIONS]:
        order, x = application.args
        for name in BOUNDS:
            yield f"besselj_below_{name}", besselj, (order, x), (order, x)
            yield f"besselj_above_{name}", besselj, (order, x), (order, x)
