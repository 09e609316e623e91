"""Finite sums and products with known values, and by telescoping.

Where f(j) = G(j + 1) - G(j), the sum of f over j = a, ..., b is G(b + 1) - G(a). The known ones are the binomial theorem with its
derivatives (DLMF 1.2.2), Vandermonde's sum (DLMF 15.4.24 in other words), and the products of sines and of gamma functions at equal
distances (DLMF 4.21.35, 5.5.6 and 5.5.7); the product of sin(k pi/n) for 0 < k < n is the limit of the former, divided by sin z, for z to
0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Integer, Product, Rational, Sum, binomial, gamma, pi, sin, sqrt

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.conditions import within_range
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.rules.ranges import parts

ONE, TWO = Integer(1), Integer(2)
HIGHEST_MOMENT = 6


@dataclass(frozen=True)
class FiniteValue:
    """A sum or product (`head`) of `part(k)` over k = `lower`, ..., `upper` is `value`, where `premises` hold."""

    head: Any
    part: Callable[[Any], Any]
    lower: Any
    upper: Any
    value: Any
    premises: tuple[Comparison, ...] = ()


@dataclass(frozen=True)
class KnownRange:
    """`term` is `factor` times the known sum or product `name` with `arguments`; for products the factor is 1."""

    term: Any
    factor: Any
    name: str
    arguments: tuple[Any, ...]
    same: Any
    then: Any


@dataclass(frozen=True)
class Telescoping:
    """`term`, a sum of G(j + 1) - G(j) for `antidifference` G in its variable; `same` proves that of each part."""

    term: Any
    antidifference: Any
    same: Any
    then: Any


def _natural(*terms: Any) -> tuple[Comparison, ...]:
    for term in terms:
        if not term.is_integer:
            raise NotApplicable("`", term, "` is not known to be a whole number")
    return tuple(Comparison(term, ">=", ZERO) for term in terms)


def binomial_moment(n: Any, x: Any, y: Any, m: Any) -> FiniteValue:
    """k (k-1) ... (k-m+1) binomial(n, k) x^k y^(n-k): n (n-1) ... (n-m+1) x^m (x + y)^(n-m)."""
    if not (m.is_Integer and 0 <= m <= HIGHEST_MOMENT):
        raise NotApplicable("`", m, "` is no small natural number")
    extra = () if m == 0 else (Comparison(x + y, "!=", ZERO),)
    value = sympy.ff(n, m) * x**m * (x + y) ** (n - m)
    return FiniteValue(Sum, lambda k: sympy.ff(k, m) * binomial(n, k) * x**k * y ** (n - k), ZERO, n, value, (*_natural(n), *extra))


def vandermonde(a: Any, b: Any, n: Any) -> FiniteValue:
    """binomial(a, k) binomial(b, n - k) for natural a, b and n."""
    value = binomial(a + b, n)
    return FiniteValue(Sum, lambda k: binomial(a, k) * binomial(b, n - k), ZERO, n, value, _natural(a, b, n))


def binomial_squares(n: Any) -> FiniteValue:
    """binomial(n, k)^2: Vandermonde's sum with binomial(n, n - k) = binomial(n, k)."""
    return FiniteValue(Sum, lambda k: binomial(n, k) ** 2, ZERO, n, binomial(2 * n, n), _natural(n))


def sine_product(n: Any, z: Any) -> FiniteValue:
    """sin(z + k pi/n) for 0 <= k < n: sin(n z)/2^(n-1)."""
    premises = (*_natural(n), Comparison(n - 1, ">=", ZERO))
    return FiniteValue(Product, lambda k: sin(z + k * pi / n), ZERO, n - 1, sin(n * z) / 2 ** (n - 1), premises)


def sine_product_from_one(n: Any) -> FiniteValue:
    """sin(k pi/n) for 0 < k < n: n/2^(n-1)."""
    premises = (*_natural(n), Comparison(n - 1, ">=", ZERO))
    return FiniteValue(Product, lambda k: sin(k * pi / n), ONE, n - 1, n / 2 ** (n - 1), premises)


def gamma_product(n: Any, z: Any) -> FiniteValue:
    """Gamma(z + k/n) for 0 <= k < n and z > 0: (2 pi)^((n-1)/2) n^(1/2 - n z) Gamma(n z)."""
    premises = (*_natural(n), Comparison(n - 1, ">=", ZERO), Comparison(z, ">", ZERO))
    value = (2 * pi) ** ((n - 1) / TWO) * n ** (Rational(1, 2) - n * z) * gamma(n * z)
    return FiniteValue(Product, lambda k: gamma(z + k / n), ZERO, n - 1, value, premises)


def gamma_product_from_one(n: Any) -> FiniteValue:
    """Gamma(k/n) for 0 < k < n: (2 pi)^((n-1)/2)/sqrt(n)."""
    premises = (*_natural(n), Comparison(n - 1, ">=", ZERO))
    return FiniteValue(Product, lambda k: gamma(k / n), ONE, n - 1, (2 * pi) ** ((n - 1) / TWO) / sqrt(n), premises)


VALUES: dict[str, Callable[..., FiniteValue]] = {
    "binomial moment": binomial_moment,
    "Vandermonde": vandermonde,
    "binomial squares": binomial_squares,
    "sines": sine_product,
    "sines from one": sine_product_from_one,
    "gammas": gamma_product,
    "gammas from one": gamma_product_from_one,
}


def finite_value(context: Context, name: str, arguments: tuple[Any, ...]) -> FiniteValue:
    """The known sum or product of that name, whose premises are among the facts. Raises `NotApplicable`."""
    if name not in VALUES:
        raise NotApplicable("`", name, "` is not a known sum")
    try:
        found = VALUES[name](*arguments)
    except TypeError as error:
        raise NotApplicable(str(error)) from error
    for premise in found.premises:
        require(context, premise.left, premise.relation)
    return found


def _known_range(kernel: Kernel, context: Context, goal: Statement, proof: KnownRange) -> None:
    function, variable, lower, upper = parts(proof.term)
    constants = (proof.factor, *proof.arguments)
    if variable in symbols_of(*constants) or not set(symbols_of(*constants)) <= set(symbols_of(context.facts, goal, proof.term)):
        raise Rejected(f"`{constants}` are not all constant here")
    require_defined(context, *constants)
    known = finite_value(context, proof.name, proof.arguments)
    if not isinstance(proof.term, known.head) or (known.head is Product and proof.factor != 1):
        raise Rejected(f"`{proof.term}` is of another kind than `{proof.name}`")
    for end, other in ((lower, known.lower), (upper, known.upper)):
        if context.relation(end - other) != "==":
            raise Rejected(f"`{end}` is not `{other}`")
    require_defined(context, known.value)
    fresh, facts = within_range(proof.term, symbols_of(context.facts, goal))
    inner = context.with_symbols([fresh]).adding(*facts)
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), "==", proof.factor * known.part(fresh)), proof.same)
    kernel.check(context.adding(Comparison(proof.term, "==", proof.factor * known.value)), goal, proof.then)


def telescoping_value(term: Any, antidifference: Any) -> Any:
    _, variable, lower, upper = parts(term)
    last, first = (substitute(antidifference, {variable: place}) for place in (upper + 1, lower))
    return last - first if isinstance(term, Sum) else last / first


def _telescoping(kernel: Kernel, context: Context, goal: Statement, proof: Telescoping) -> None:
    function, variable, lower, upper = parts(proof.term)
    if not isinstance(proof.term, Sum):
        raise Rejected(f"`{proof.term}` is no sum")
    if not set(symbols_of(proof.antidifference)) - {variable} <= set(symbols_of(context.facts, goal, proof.term)):
        raise Rejected(f"`{proof.antidifference}` has symbols that are new here")
    if not implied(context.relation(upper + 1 - lower), ">="):
        raise Rejected(f"`{lower} <= {upper} + 1` is not among the facts")
    fresh, facts = within_range(proof.term, symbols_of(context.facts, goal, proof.antidifference))
    inner = context.with_symbols([fresh]).adding(*facts)
    here, following = (substitute(proof.antidifference, {variable: place}) for place in (fresh, fresh + 1))
    require_defined(inner, here, following)
    value = telescoping_value(proof.term, proof.antidifference)
    require_defined(context, *(substitute(proof.antidifference, {variable: place}) for place in (lower, upper + 1)))
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), "==", following - here), proof.same)
    kernel.check(context.adding(Comparison(proof.term, "==", value)), goal, proof.then)


RULES = {KnownRange: _known_range, Telescoping: _telescoping}
NAMES = {KnownRange: "known sum", Telescoping: "telescoping sum"}

__all__ = ["VALUES", "FiniteValue", "KnownRange", "Telescoping", "finite_value", "telescoping_value"]
