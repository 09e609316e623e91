"""Quotients of gamma functions at infinity: Gamma(z + c)/Gamma(z + d) z^(d - c) -> 1 as z -> oo (DLMF 5.11.12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add, Mul, gamma, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero


@dataclass(frozen=True)
class GammaQuotientLimit:
    """factor * v^power * the product of Gamma(rate v + c)/Gamma(rate v + d) over `quotients`, triples of rate, c and d, as v -> oo.

    `positive` proves that each rate is; `growth` that power + c - d, summed, is 0, or below 0 where it is `vanishing`.
    """

    factor: Any
    power: Any
    quotients: tuple[tuple[Any, Any, Any], ...]
    vanishing: bool
    positive: tuple[Any, ...]
    growth: Any


def gamma_quotient_limit(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: GammaQuotientLimit) -> Any:
    """0 where the powers of v add up to less than 0; the factor and the rates to the powers c - d where they add up to 0."""
    constants = (proof.factor, proof.power, *(part for quotient in proof.quotients for part in quotient))
    if point != oo or any(v in symbols_of(term) for term in constants):
        raise Rejected(f"`{e}` is not taken to infinity with constants `{constants}`")
    if len(proof.positive) != len(proof.quotients):
        raise Rejected("each rate needs a proof that it is positive")
    for (rate, _, _), positive in zip(proof.quotients, proof.positive, strict=True):
        require_defined(context, rate)
        kernel.check(context, Comparison(rate, ">", ZERO), positive)
        context = context.adding(Comparison(rate, ">", ZERO))
    require_defined(context, *constants)
    exponent = Add(proof.power, *(c - d for _, c, d in proof.quotients))
    kernel.check(context, Comparison(exponent, "<" if proof.vanishing else "==", ZERO), proof.growth)
    beyond = context.adding(Comparison(v, ">", ZERO)).positive
    named = Mul(proof.factor, v**proof.power, *(gamma(rate * v + c) / gamma(rate * v + d) for rate, c, d in proof.quotients))
    if not is_zero(e - named, beyond):
        raise Rejected(f"`{e}` is not the product of quotients that was named")
    return ZERO if proof.vanishing else Mul(proof.factor, *(rate ** (c - d) for rate, c, d in proof.quotients))


LIMIT_RULES = {GammaQuotientLimit: gamma_quotient_limit}
