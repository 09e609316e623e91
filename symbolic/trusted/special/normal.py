"""What is known of the standard normal distribution function Phi and of its inverse.

Phi(x) is the integral of the density up to x (Abramowitz and Stegun 26.2.2). The density is positive, even and has the total mass 1
(26.2.1), whence the range (0, 1), strict monotonicity and Phi(-x) = 1 - Phi(x) (26.2.5, 26.2.6). The inverse inherits all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, Rational, erf, sqrt

from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

ZERO, ONE, HALF = Integer(0), Integer(1), Rational(1, 2)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def _speaks_of(function: Any, *known: Any) -> None:
    if function not in known:
        raise NotApplicable(f"`{function}` is not the normal distribution function or its inverse")


def _defined(context: Context, function: Any, *arguments: Any) -> None:
    """A quantile exists for probabilities strictly between 0 and 1."""
    _speaks_of(function, normal_cdf, normal_quantile)
    if function is normal_quantile:
        for argument in arguments:
            require(context, argument, ">")
            require(context, ONE - argument, ">")


def value_at(function: Any, argument: Any) -> Any:
    """f(a), with Phi(0) = 1/2 and the quantile 0 of 1/2 as numbers."""
    centre, value = (ZERO, HALF) if function is normal_cdf else (HALF, ZERO)
    return value if argument == centre else function(argument)


def definition(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Phi(x) = (1 + erf(x/sqrt 2))/2 (Abramowitz and Stegun 26.2.29)."""
    _speaks_of(function, normal_cdf)
    (x,) = arguments
    return Comparison(normal_cdf(x), "==", (1 + erf(x / sqrt(2))) / 2)


def positive(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Phi(x) > 0."""
    _speaks_of(function, normal_cdf)
    (x,) = arguments
    return Comparison(normal_cdf(x), ">", ZERO)


def below_one(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Phi(x) < 1."""
    _speaks_of(function, normal_cdf)
    (x,) = arguments
    return Comparison(normal_cdf(x), "<", ONE)


def increasing(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(a) and f(b) are in the order of a and b: f is strictly increasing."""
    a, b = arguments
    _defined(context, function, a, b)
    known = context.relation(a - b)
    if known is None:
        raise NotApplicable("the order of `", a, "` and `", b, "` is not among the facts")
    return Comparison(value_at(function, a), known, value_at(function, b))


def reflected(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a and b are in the order of f(a) and f(b)."""
    a, b = arguments
    _defined(context, function, a, b)
    known = context.relation(value_at(function, a) - value_at(function, b))
    if known is None:
        raise NotApplicable("the order of `", function(a), "` and `", function(b), "` is not among the facts")
    return Comparison(a, known, b)


def symmetric(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Phi(-x) = 1 - Phi(x); the quantile at 1 - p is minus that at p."""
    (a,) = arguments
    _defined(context, function, a)
    if function is normal_cdf:
        return Comparison(normal_cdf(-a), "==", 1 - normal_cdf(a))
    return Comparison(normal_quantile(1 - a), "==", -normal_quantile(a))


def at_centre(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """Phi(0) = 1/2, and the quantile of 1/2 is 0."""
    _speaks_of(function, normal_cdf, normal_quantile)
    if arguments:
        raise NotApplicable("the value at the centre takes no argument")
    return Comparison(normal_cdf(ZERO), "==", HALF) if function is normal_cdf else Comparison(normal_quantile(HALF), "==", ZERO)


def inverse(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f is the outer function: Phi(quantile(p)) = p for 0 < p < 1, and quantile(Phi(x)) = x."""
    (a,) = arguments
    _speaks_of(function, normal_cdf, normal_quantile)
    if function is normal_cdf:
        _defined(context, normal_quantile, a)
        return Comparison(normal_cdf(normal_quantile(a)), "==", a)
    return Comparison(normal_quantile(normal_cdf(a)), "==", a)


AXIOMS: dict[str, Rule] = {
    "normal_definition": definition,
    "normal_positive": positive,
    "normal_below_one": below_one,
    "normal_increasing": increasing,
    "normal_reflected": reflected,
    "normal_symmetric": symmetric,
    "normal_at_centre": at_centre,
    "normal_inverse": inverse,
}
