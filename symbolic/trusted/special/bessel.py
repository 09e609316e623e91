"""What is known of hyp0f1(b, x) = the sum of x^k/((b)_k k!), b > 0, of modified Bessel functions, and of the inverses of the cosine law.

For x >= 0 all terms are positive: the sum is at least its first two, it rises with x, and it falls as b rises, since (b)_k rises. The
contiguous relation follows by comparing coefficients, 1/(b)_k = 1/(b+1)_k + k/(b (b+1)_k); it is the recurrence I_(v-1)(z) - I_(v+1)(z) =
(2v/z) I_v(z) (DLMF 10.29.1) in other words, by I_v(z) = (z/2)^v hyp0f1(v + 1, z^2/4)/Gamma(v + 1) (DLMF 10.39.9). A_d rises strictly from 0
towards 1 on beta >= 0 for d >= 1 (Amos, Computation of modified Bessel functions and their ratios, 1974), and D_d with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, besseli, gamma, log

from symbolic.language.special import bessel
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

ZERO, ONE = Integer(0), Integer(1)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def _speaks_of(function: Any, *known: Any) -> None:
    if function not in known:
        raise NotApplicable(f"`{function}` is not a function that this rule speaks of")


def _strict(context: Context, term: Any) -> bool:
    """Whether a term, which must not be negative, is positive."""
    require(context, term, ">=")
    return implied(context.relation(term), ">")


def positive(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, x) > 0 for b > 0 and x >= 0."""
    _speaks_of(function, hyp0f1)
    b, x = arguments
    require(context, b, ">")
    require(context, x, ">=")
    return Comparison(hyp0f1(b, x), ">", ZERO)


def first_terms(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, x) >= 1 + x/b for b > 0 and x >= 0, strictly for x > 0."""
    _speaks_of(function, hyp0f1)
    b, x = arguments
    require(context, b, ">")
    return Comparison(hyp0f1(b, x), ">" if _strict(context, x) else ">=", 1 + x / b)


def at_zero(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, 0) = 1 for b > 0; also where x is known to be 0."""
    _speaks_of(function, hyp0f1)
    b, x = arguments
    require(context, b, ">")
    require(context, x, "==")
    return Comparison(hyp0f1(b, x), "==", ONE)


def contiguous(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, x) = hyp0f1(b + 1, x) + x hyp0f1(b + 2, x)/(b (b + 1)) for b > 0."""
    _speaks_of(function, hyp0f1)
    b, x = arguments
    require(context, b, ">")
    return Comparison(hyp0f1(b, x), "==", hyp0f1(b + 1, x) + x * hyp0f1(b + 2, x) / (b * (b + 1)))


def falls_with_parameter(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, x) > hyp0f1(c, x) for 0 < b < c and x > 0; the weak form for b <= c and x >= 0."""
    _speaks_of(function, hyp0f1)
    b, c, x = arguments
    require(context, b, ">")
    strict = [_strict(context, c - b), _strict(context, x)]
    return Comparison(hyp0f1(b, x), ">" if all(strict) else ">=", hyp0f1(c, x))


def rises_with_argument(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(b, x) < hyp0f1(b, y) for b > 0 and 0 <= x < y; the weak form for x <= y."""
    _speaks_of(function, hyp0f1)
    b, x, y = arguments
    require(context, b, ">")
    require(context, x, ">=")
    return Comparison(hyp0f1(b, x), "<" if _strict(context, y - x) else "<=", hyp0f1(b, y))


def bessel_function(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """I_v(z) = (z/2)^v hyp0f1(v + 1, z^2/4)/Gamma(v + 1) for v > -1 and z > 0 (DLMF 10.39.9)."""
    _speaks_of(function, besseli)
    v, z = arguments
    require(context, v + 1, ">")
    require(context, z, ">")
    return Comparison(besseli(v, z), "==", (z / 2) ** v * hyp0f1(v + 1, z**2 / 4) / gamma(v + 1))


def bessel_positive(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """I_v(z) > 0 for v > -1 and z > 0 (DLMF 10.25.2: all terms of the series are positive)."""
    equation = bessel_function(context, function, arguments)
    return Comparison(equation.left, ">", ZERO)


def convex(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """log Z_d(u) >= log Z_d(v) + A_d(v) (u - v) for d >= 1: a logarithm of a moment generating function lies above its tangents.

    Strictly for u != v, the cosine not being constant (Billingsley, Probability and Measure, 1995, section 9).
    """
    _speaks_of(function, bessel.cosine_log_normaliser)
    d, u, v = arguments
    require(context, d - 1, ">=")
    tangent = function(d, v) + bessel.mean_cosine(d, v) * (u - v)
    return Comparison(function(d, u), ">" if implied(context.relation(u - v), "!=") else ">=", tangent)


def _reached(context: Context, function: Any, d: Any, u: Any) -> None:
    """Where an inverse is defined."""
    _speaks_of(function, bessel.inverse_mean_cosine, bessel.inverse_divergence)
    require(context, d - 1, ">=")
    require(context, u, ">=")
    if function is bessel.inverse_mean_cosine:
        require(context, 1 - u, ">")
    elif not implied(context.relation(d - 1), ">"):
        require(context, log(Integer(2)) - u, ">")


def inverse_equation(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """A_d at its inverse is the cosine, D_d at its inverse the divergence."""
    d, u = arguments
    _reached(context, function, d, u)
    law = bessel.mean_cosine if function is bessel.inverse_mean_cosine else bessel.cosine_divergence
    return Comparison(law(d, function(d, u)), "==", u)


def inverse_sign(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """The inverse at u is a tilt that is never negative, and positive for u > 0."""
    d, u = arguments
    _reached(context, function, d, u)
    return Comparison(function(d, u), ">" if _strict(context, u) else ">=", ZERO)


def inverse_order(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """The inverses at u and v in one dimension are in the order of u and v."""
    d, u, v = arguments
    _reached(context, function, d, u)
    _reached(context, function, d, v)
    known = context.relation(u - v)
    if known is None:
        raise NotApplicable("the order of `", u, "` and `", v, "` is not among the facts")
    return Comparison(function(d, u), known, function(d, v))


AXIOMS: dict[str, Rule] = {
    "hyp0f1_positive": positive,
    "hyp0f1_first_terms": first_terms,
    "hyp0f1_at_zero": at_zero,
    "hyp0f1_contiguous": contiguous,
    "hyp0f1_falls_with_parameter": falls_with_parameter,
    "hyp0f1_rises_with_argument": rises_with_argument,
    "bessel_function": bessel_function,
    "bessel_positive": bessel_positive,
    "cosine_law_convex": convex,
    "inverse_cosine_law_equation": inverse_equation,
    "inverse_cosine_law_sign": inverse_sign,
    "inverse_cosine_law_order": inverse_order,
}
