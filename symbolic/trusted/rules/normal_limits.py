"""The normal distribution function at infinity: Phi goes to 1 upwards and to 0 downwards (Abramowitz and Stegun 26.2.2, total mass 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import oo

from symbolic.language.domain import symbols_of
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero


@dataclass(frozen=True)
class NormalTail:
    """factor * Phi(slope * v + offset) as v goes to oo or -oo; `rises` says whether the slope is positive or negative, `sign` proves it."""

    factor: Any
    slope: Any
    offset: Any
    rises: bool
    sign: Any


def normal_tail(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: NormalTail) -> Any:
    """The factor where the argument of Phi goes to infinity, 0 where it goes to minus infinity."""
    constants = (proof.factor, proof.slope, proof.offset)
    if not point.is_infinite or any(v in symbols_of(term) for term in constants):
        raise Rejected(f"`{e}` is not taken to an end of the line with constants `{constants}`")
    require_defined(context, *constants)
    kernel.check(context, Comparison(proof.slope, ">" if proof.rises else "<", ZERO), proof.sign)
    if not is_zero(e - proof.factor * normal_cdf(proof.slope * v + proof.offset), context.positive):
        raise Rejected(f"`{e}` is not `{proof.factor}` times the normal distribution function that was named")
    return proof.factor if proof.rises == (point == oo) else ZERO


LIMIT_RULES = {NormalTail: normal_tail}
