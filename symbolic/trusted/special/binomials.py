"""Binomial coefficients of natural numbers and Stirling's approximation.

The coefficients count subsets (DLMF 26.3.1); their neighbours' ratios are 26.3.7 and 26.3.8 there, the row's sum 2^n is 26.3.4. Bounds of
n! for n = 1, 2, ... after Robbins, A remark on Stirling's formula, American Mathematical Monthly 62 (1955).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, Rational, binomial, factorial, log, pi

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

ZERO, ONE = Integer(0), Integer(1)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def _whole(context: Context, function: Any, known: Any, *terms: Any) -> None:
    """The terms are natural numbers, and the rule speaks of the function."""
    if function is not known:
        raise NotApplicable("`", function, "` is not `", known, "`")
    for term in terms:
        if not term.is_integer:
            raise NotApplicable("`", term, "` is not known to be a whole number")
        require(context, term, ">=")


def sign(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """binomial(n, k) >= 0, and >= 1 where k <= n."""
    n, k = arguments
    _whole(context, function, binomial, n, k)
    inside = implied(context.relation(n - k), ">=")
    return Comparison(binomial(n, k), ">=", ONE if inside else ZERO)


def following(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """(k + 1) binomial(n, k + 1) = (n - k) binomial(n, k)."""
    n, k = arguments
    _whole(context, function, binomial, n, k)
    return Comparison((k + 1) * binomial(n, k + 1), "==", (n - k) * binomial(n, k))


def next_row(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """(n + 1 - k) binomial(n + 1, k) = (n + 1) binomial(n, k)."""
    n, k = arguments
    _whole(context, function, binomial, n, k)
    return Comparison((n + 1 - k) * binomial(n + 1, k), "==", (n + 1) * binomial(n, k))


def pascal(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """binomial(n + 1, k + 1) = binomial(n, k) + binomial(n, k + 1) (DLMF 26.3.5)."""
    n, k = arguments
    _whole(context, function, binomial, n, k)
    return Comparison(binomial(n + 1, k + 1), "==", binomial(n, k) + binomial(n, k + 1))


def row(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """binomial(n, k) <= 2^n."""
    n, k = arguments
    _whole(context, function, binomial, n, k)
    return Comparison(binomial(n, k), "<=", 2**n)


def below(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """n^k <= k^k binomial(n, k) for 1 <= k <= n: the coefficient is the product of (n - i)/(k - i) >= n/k over i = 0, ..., k - 1."""
    n, k = arguments
    _whole(context, function, binomial, n, k, n - k)
    require(context, k, ">")
    return Comparison(n**k, "<=", k**k * binomial(n, k))


def by_factorials(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """binomial(n, k) = n!/(k! (n - k)!) for 0 <= k <= n."""
    n, k = arguments
    _whole(context, function, binomial, n, k, n - k)
    return Comparison(binomial(n, k), "==", factorial(n) / (factorial(k) * factorial(n - k)))


def _stirling(n: Any, correction: Any) -> Any:
    """The logarithm of sqrt(2 pi) n^(n + 1/2) e^(-n + correction)."""
    return (n + Rational(1, 2)) * log(n) - n + log(2 * pi) / 2 + correction


def stirling_above(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """n! < sqrt(2 pi) n^(n + 1/2) e^(-n + 1/(12 n)), n >= 1, in logarithms."""
    (n,) = arguments
    _whole(context, function, factorial, n)
    require(context, n, ">")
    return Comparison(log(factorial(n)), "<", _stirling(n, 1 / (12 * n)))


def stirling_below(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """n! > sqrt(2 pi) n^(n + 1/2) e^(-n + 1/(12 n + 1)), n >= 1, in logarithms."""
    (n,) = arguments
    _whole(context, function, factorial, n)
    require(context, n, ">")
    return Comparison(log(factorial(n)), ">", _stirling(n, 1 / (12 * n + 1)))


AXIOMS: dict[str, Rule] = {
    "binomial_sign": sign,
    "binomial_following": following,
    "binomial_next_row": next_row,
    "binomial_pascal": pascal,
    "binomial_row": row,
    "binomial_below": below,
    "binomial_by_factorials": by_factorials,
    "stirling_above": stirling_above,
    "stirling_below": stirling_below,
}
