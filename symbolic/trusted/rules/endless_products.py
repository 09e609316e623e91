"""Endless products of rational functions of the index, by Gamma.

    the product over k >= 0 of (k + a_1)...(k + a_m)/((k + b_1)...(k + b_m)) = Gamma(b_1)...Gamma(b_m)/(Gamma(a_1)...Gamma(a_m))

where a_1 + ... + a_m = b_1 + ... + b_m and all are positive (Whittaker and Watson, A Course of Modern Analysis, 12.13; from Euler's limit,
DLMF 5.8.1). Likewise sin(pi x) = pi x times the product of 1 - x^2/k^2, k >= 1, and its relatives for cos, sinh and cosh (DLMF 4.22.1,
4.22.2, 4.36.1, 4.36.2), which hold for all real x.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Add, Integer, Mul, Product, cos, cosh, gamma, pi, sin, sinh

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.rules.series import endless, index, part_conditions

ONE = Integer(1)


@dataclass(frozen=True)
class GammaProduct:
    """The endless product `term` over j >= a of (j - a + a_i)/(j - a + b_i), for `above` a_i and `below` b_i."""

    term: Any
    above: tuple[Any, ...]
    below: tuple[Any, ...]
    conditions: tuple[Any, ...]
    same: Any
    then: Any


@dataclass(frozen=True)
class WeierstrassProduct:
    """The endless product `term`, which begins at 1, of the factors of `name` (`sin`, `cos`, `sinh`, `cosh`) at x."""

    term: Any
    name: str
    x: Any
    conditions: tuple[Any, ...]
    same: Any
    then: Any


FACTORS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any], Any]]] = {
    "sin": (lambda k, x: 1 - x**2 / k**2, lambda x: sin(pi * x) / (pi * x)),
    "cos": (lambda k, x: 1 - 4 * x**2 / (2 * k - 1) ** 2, lambda x: cos(pi * x)),
    "sinh": (lambda k, x: 1 + x**2 / k**2, lambda x: sinh(pi * x) / (pi * x)),
    "cosh": (lambda k, x: 1 + 4 * x**2 / (2 * k - 1) ** 2, lambda x: cosh(pi * x)),
}


def gamma_value(above: tuple[Any, ...], below: tuple[Any, ...]) -> Any:
    return Mul(*(gamma(b) for b in below)) / Mul(*(gamma(a) for a in above))


def gamma_factor(above: tuple[Any, ...], below: tuple[Any, ...], k: Any) -> Any:
    return Mul(*(k + a for a in above)) / Mul(*(k + b for b in below))


def weierstrass_fact(context: Context, term: Any, name: str, x: Any) -> Comparison:
    """The value of the product; where x may be 0, pi x times the product."""
    value = FACTORS[name][1](x)
    if name in ("cos", "cosh") or implied(context.relation(x), "!="):
        return Comparison(term, "==", value)
    return Comparison(pi * x * term, "==", (sin if name == "sin" else sinh)(pi * x))


def _constants(context: Context, goal: Statement, term: Any, *constants: Any) -> None:
    known = set(symbols_of(context.facts, goal, term))
    variable = term.limits[0][0]
    if not set(symbols_of(*constants)) <= known or variable in symbols_of(*constants):
        raise Rejected(f"`{constants}` are not all constant here")
    require_defined(context, *constants)


def _gamma_product(kernel: Kernel, context: Context, goal: Statement, proof: GammaProduct) -> None:
    function, variable, lower = endless(proof.term, Product)
    _constants(context, goal, proof.term, *proof.above, *proof.below)
    if len(proof.above) != len(proof.below):
        raise Rejected("as many factors above as below are needed")
    try:
        for place in (*proof.above, *proof.below):
            require(context, place, ">")
        require(context, Add(*proof.above, *(-b for b in proof.below)), "==")
    except NotApplicable as error:
        raise Rejected(str(error)) from error
    kernel.check_conditions(context, part_conditions(context, proof.term), proof.conditions)
    fresh, facts = index(context, proof.term)
    inner = context.with_symbols([fresh]).adding(*facts)
    named = gamma_factor(proof.above, proof.below, fresh - lower)
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), "==", named), proof.same)
    value = gamma_value(proof.above, proof.below)
    kernel.check(context.adding(Comparison(proof.term, "==", value), Finite(proof.term)), goal, proof.then)


def _weierstrass_product(kernel: Kernel, context: Context, goal: Statement, proof: WeierstrassProduct) -> None:
    function, variable, lower = endless(proof.term, Product)
    _constants(context, goal, proof.term, proof.x)
    if proof.name not in FACTORS or lower != 1:
        raise Rejected(f"`{proof.name}` at 1 is expected")
    factor, _ = FACTORS[proof.name]
    kernel.check_conditions(context, part_conditions(context, proof.term), proof.conditions)
    fresh, facts = index(context, proof.term)
    inner = context.with_symbols([fresh]).adding(*facts)
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), "==", factor(fresh, proof.x)), proof.same)
    kernel.check(context.adding(weierstrass_fact(context, proof.term, proof.name, proof.x), Finite(proof.term)), goal, proof.then)


RULES = {GammaProduct: _gamma_product, WeierstrassProduct: _weierstrass_product}
NAMES = {GammaProduct: "infinite product", WeierstrassProduct: "infinite product"}

__all__ = ["FACTORS", "GammaProduct", "WeierstrassProduct", "gamma_factor", "gamma_value", "weierstrass_fact"]
