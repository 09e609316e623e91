"""Poisson's integral for the modified Bessel function: the normaliser of the tilted cosine law in any dimension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Rational, exp, gamma

from symbolic.language.domain import symbols_of
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.trusted.calculus import one_range
from symbolic.trusted.context import Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero

ONE, HALF = Integer(1), Rational(1, 2)


@dataclass(frozen=True)
class PoissonIntegral:
    """The integral over (-1, 1) of factor (1 - t^2)^(q-1) e^(b t), for q > 0 and real b, is

    factor Gamma(1/2) Gamma(q)/Gamma(q + 1/2) hyp0f1(q + 1/2, b^2/4).
    """

    integral: Any
    factor: Any
    q: Any
    b: Any
    then: Any


def poisson_value(factor: Any, q: Any, b: Any) -> Any:
    """What the integral is: Euler's integrals of the even powers of t, summed against the series of e^(b t)."""
    return factor * gamma(HALF) * gamma(q) / gamma(q + HALF) * hyp0f1(q + HALF, b**2 / 4)


def _poisson_integral(kernel: Kernel, context: Context, goal: Statement, proof: PoissonIntegral) -> None:
    """DLMF 10.32.2 with 10.39.9, at order q - 1/2; absolutely convergent since the exponential is bounded on (-1, 1)."""
    variable, lower, upper = one_range(context, proof.integral)
    known = set(symbols_of(context.facts, goal, proof.integral))
    for term in (proof.factor, proof.q, proof.b):
        if variable in symbols_of(term) or not set(symbols_of(term)) <= known:
            raise Rejected(f"`{term}` is no constant here")
    require_defined(context, proof.factor, proof.q, proof.b)
    if (lower, upper) != (-1, 1) or not implied(context.relation(proof.q), ">"):
        raise Rejected(f"`{proof.integral}` is not an integral over (-1, 1) with `{proof.q} > 0`")
    inside_both = context.forgetting(variable).adding(
        Comparison(variable, ">", -ONE), Comparison(variable, "<", ONE), Comparison(variable**2, "<", ONE)
    )
    named = proof.factor * (1 - variable**2) ** (proof.q - 1) * exp(proof.b * variable)
    if not is_zero(proof.integral.function - named, inside_both.positive):
        raise Rejected(f"`{proof.integral.function}` is not the integrand that was named")
    value = poisson_value(proof.factor, proof.q, proof.b)
    kernel.check(context.adding(Comparison(proof.integral, "==", value), Finite(proof.integral)), goal, proof.then)


RULES = {PoissonIntegral: _poisson_integral}
