"""Which bounds of the Bessel function of the first kind to try: powers where such powers occur, else constants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Pow, Rational, besselj, factorial, gamma, sqrt

from symbolic.trusted.context import Context

MOST_APPLICATIONS = 2
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Both sides of each bound; its premises are signs of the order and of the argument."""
    found = sorted({j for term in terms[:2] for j in term.atoms(besselj)}, key=str)
    for application in found[:MOST_APPLICATIONS]:
        order, x = application.args
        for name in _of_interest(terms[0], order, x):
            yield f"besselj_below_{name}", besselj, (order, x), (order, x)
            yield f"besselj_above_{name}", besselj, (order, x), (order, x)


def _of_interest(term: Any, order: Any, x: Any) -> tuple[str, ...]:
    """The bounds that can meet what else stands in the term."""
    powers = {power for power in term.atoms(Pow) if power.exp.is_Rational}
    if any(power.base == x and power.exp == Rational(-1, 3) for power in powers):
        return ("argument",)
    if any(power.base == order and power.exp == Rational(-1, 3) for power in powers):
        return ("order",)
    if term.has(gamma, factorial):
        return ("power",)
    return ("unit", "root_of_half" if sqrt(2) in powers else "near_root_of_half")
