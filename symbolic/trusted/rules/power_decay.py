"""A power times a decaying exponential vanishes at infinity, whatever the power (Abramowitz and Stegun 4.2.20 for whole powers).

For a rate r > 0 and any real a, t^a e^(-rt) = e^(a log t - rt), and a log t - rt goes to minus infinity because log t = o(t).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import exp, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.limits import beyond
from symbolic.trusted.normal_form import is_zero


@dataclass(frozen=True)
class PowerDecay:
    """factor * v^power * exp(-rate * v) -> 0 as v -> oo, with constant factor and power and a positive rate; `positive` proves its sign."""

    factor: Any
    power: Any
    rate: Any
    positive: Any


def power_decay(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: PowerDecay) -> Any:
    """Zero. The expression is compared under a name of its own for v, so that no fact about a free v can be used of the bound one."""
    constants = (proof.factor, proof.power, proof.rate)
    if point != oo or any(v in symbols_of(term) for term in constants):
        raise Rejected(f"`{e}` does not go to infinity with constants `{constants}`")
    require_defined(context, *constants)
    kernel.check(context, Comparison(proof.rate, ">", ZERO), proof.positive)
    fresh, facts = beyond(context, e, v, point, direction)
    named = proof.factor * fresh**proof.power * exp(-proof.rate * fresh)
    if not is_zero(substitute(e, {v: fresh}) - named, context.adding(*facts).positive):
        raise Rejected(f"`{e}` is not `{named}`")
    return ZERO


LIMIT_RULES = {PowerDecay: power_decay}
