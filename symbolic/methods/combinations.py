"""Finding positive combinations: a term as a sum of products of facts with positive coefficients.

Facts are gaps (y - x > 0 from x < y, f(y) - f(x) > 0 from an increasing f, ...), so the certificate reads like `n*(m - k)*(f(z) - f(y))`.
Candidate products are multiplied out, exact linear arithmetic finds the coefficients, and the kernel multiplies out again with FLINT.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational

from symbolic.methods.candidates import Candidate, facts, generous_products, known_factors, multipliers, products, strength_of, written
from symbolic.methods.linear_program import solve
from symbolic.methods.polynomials import polynomial_of, scaled, times
from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import Quotient, normal_form
from symbolic.trusted.proofs import Product


def combine(context: Context, target: Any, relation: str, slack: int = 0) -> tuple[Product, ...] | None:
    """Products of facts that sum to `target`, showing `target relation 0` for relation ">", ">=" or "=="; None when none is found.

    A product may exceed the target's degree in an atom by `slack`.
    """
    quotient = normal_form(target, context.positive)
    denominators = known_factors(context, quotient)
    if denominators is None:
        return None
    sign, inverse = denominators
    numerator = scaled(polynomial_of(quotient.numerator, quotient), Fraction(sign))
    if relation == "==" and not numerator:
        return ()
    single = _factored(context, quotient, sign, inverse, relation)
    if single is not None:
        return single
    base = facts(context, [target])
    for multiplier in multipliers(base):
        wanted = times(numerator, multiplier.polynomial)
        multiplied = generous_products(base, wanted, slack) if slack else products(base, wanted)
        pool = [*written(context, target, multiplier, quotient, sign), *multiplied]
        found = solve(wanted, pool, strict=relation == ">", only_free=relation == "==")
        if found is not None:
            undo = tuple((factor, -power) for factor, power in multiplier.factors)
            return tuple(_product(c, coefficient, (*inverse, *undo)) for coefficient, c in found)
    return None


def factored(context: Context, target: Any, relation: str) -> tuple[Product, ...] | None:
    """Like `combine`, but only by factoring: quick, for signs that are merely nice to know."""
    quotient = normal_form(target, context.positive)
    denominators = known_factors(context, quotient)
    return None if denominators is None else _factored(context, quotient, *denominators, relation)


def contradiction(context: Context, about: list[Any]) -> tuple[Product, ...] | None:
    """Products of facts that sum to zero although one is positive: a fact `f >= 0` (or `f = 0`) of which the others show the opposite."""
    for term in about:
        relation = context.relation(term)
        if implied(relation, ">="):  # an equation, too: both of its signs are tried
            found = combine(context, -term, ">")
            if found is not None:
                return (*found, Product(Integer(1), ((term, 1),)))
        if relation == "==":
            found = combine(context, term, ">")
            if found is not None:
                return (*found, Product(Integer(-1), ((term, 1),)))
            continue
    return None


def _product(candidate: Candidate, coefficient: Fraction, extra: tuple[tuple[Any, int], ...]) -> Product:
    powers: dict[Any, int] = {}
    for factor, power in (*candidate.factors, *extra):
        powers[factor] = powers.get(factor, 0) + power
    return Product(Rational(coefficient.numerator, coefficient.denominator), tuple((f, p) for f, p in powers.items() if p))


def _factored(context: Context, quotient: Quotient, sign: int, inverse: Any, relation: str) -> tuple[Product, ...] | None:
    """The numerator as one product of factors of known sign: the shortest certificate there is."""
    if relation == "==" or quotient.is_zero:
        return None
    constant, found = quotient.numerator.factor()
    coefficient = Fraction(int(constant.p), int(constant.q)) * sign
    factors = []
    for flint_factor, power in found:
        part = Quotient(flint_factor, quotient.denominator, quotient.atoms)
        term = Add(*(Mul(c, *(Pow(a, e) for a, e in powers.items())) for c, powers in part.terms()))
        if context.relation(term) in ("<", "<=") and int(power) % 2:
            term, coefficient = -term, -coefficient
        strength = strength_of(context, term, int(power))
        if relation == "!=":
            strength = "!=" if implied(context.relation(term), "!=") else None
        if strength is None or (strength == ">=" and relation == ">"):
            return None
        factors.append((term, int(power)))
    return (_product(Candidate({}, tuple(factors), strict=True), coefficient, inverse),) if coefficient > 0 or relation == "!=" else None


__all__ = ["combine", "contradiction", "factored"]
