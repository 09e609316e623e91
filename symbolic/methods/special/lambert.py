"""Which instances of the axioms on Lambert's W to try: at the arguments that occur."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import E, LambertW

from symbolic.language.special import unfold_special
from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.special.lambert import BELOW_INVERSE_E

Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]
RULES = ("lambert_equation", "lambert_range", "lambert_sign", "lambert_below_argument")


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """The defining equation, the range and the sign, each of which asks how the argument stands to -1/e and 0."""
    found = {w for term in terms for w in unfold_special(term).atoms(LambertW) if free_symbols(w) <= free_symbols(term)}
    for w in sorted(found, key=str):
        for rule in RULES:
            yield rule, LambertW, tuple(w.args), (w.args[0] + 1 / E, w.args[0] + BELOW_INVERSE_E, w.args[0])
