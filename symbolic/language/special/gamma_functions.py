"""Gamma and its relatives on the real line: gamma, loggamma, polygamma (digamma is that of order 0), factorial.

Gamma has poles at 0, -1, -2, ... and is real elsewhere, so are the polygamma functions; `loggamma(x)` is log Gamma(x) for x > 0, and the
factorial of x is Gamma(x + 1) (DLMF 5.2, 5.15). On x > 0, Gamma and its logarithm are convex with their least value at 1.46163214...
(DLMF 5.4.20), and psi^(n) is monotone; wide balls are enclosed by that.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from flint import acb, arb, fmpq
from sympy import Integer

from symbolic.language.balls import WIDE, ball, is_exactly, monotone, settled
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.hypergeometric import needs_no_pole, off_poles
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Disjunction

LARGEST_FACTORIAL = 2000
LARGEST_ORDER = 500
LEAST_AT = (fmpq(14616321449, 10**10), fmpq(14616321450, 10**10))  # DLMF 5.4.20
LEAST_GAMMA, LEAST_LOGGAMMA = fmpq(885603194410888, 10**15), fmpq(-1214862906, 10**10)  # below the least values (DLMF 5.4.20)
ZERO = Integer(0)


def enclose_gamma(x: Any) -> Any:
    """Exact at moderate whole numbers."""
    needs_no_pole(x, f"gamma({x})")
    if isinstance(x, Fraction):
        if x.denominator == 1 and x <= LARGEST_FACTORIAL:
            return Fraction(math.factorial(int(x) - 1))
        x = ball(x)
    if x > 0:
        return settled(_convex(arb.gamma, x, LEAST_GAMMA), "gamma")
    return settled(x.gamma(), "gamma")


def enclose_loggamma(x: Any) -> Any:
    if x <= 0:
        raise Undefined(f"loggamma({x})")
    if not x > 0:
        raise Unknown("whether the argument of loggamma is positive is not resolved")
    if is_exactly(x, 1) or is_exactly(x, 2):
        return Fraction(0)
    return settled(_convex(arb.lgamma, ball(x), LEAST_LOGGAMMA), "loggamma")


def _convex(function: Callable[[Any], Any], x: Any, least: Any) -> Any:
    """Gamma or its logarithm at a positive ball."""
    if x.rad() < WIDE or x < LEAST_AT[0] or x > LEAST_AT[1]:
        return monotone(function, x)
    if not x.lower() > 0:
        return function(x)
    ends = function(x.lower()).union(function(x.upper()))
    return ends.union(arb(least))


def enclose_polygamma(order: Any, x: Any) -> Any:
    """psi^(n)(x): between two poles monotone for even n; for odd n on x > 0 only."""
    if not (isinstance(order, Fraction) and order.denominator == 1 and order >= 0):
        raise Undefined(f"polygamma of order {order}")
    needs_no_pole(x, f"digamma({x})")
    if order > LARGEST_ORDER:
        raise Unknown("the order of a polygamma function is too large")
    n, x = int(order), ball(x)
    function = arb.digamma if n == 0 else (lambda u: acb(u).polygamma(n).real)
    if x > 0 or n % 2 == 0:
        return settled(monotone(function, x), "digamma")
    return settled(function(x), "polygamma")


def enclose_factorial(x: Any) -> Any:
    """Exact at natural numbers that are not huge, Gamma one further on elsewhere."""
    if isinstance(x, Fraction) and x.denominator == 1 and 0 <= x <= LARGEST_FACTORIAL:
        return Fraction(math.factorial(int(x)))
    return enclose_gamma(x + 1)


def _loggamma_conditions(x: Any) -> tuple[Any, ...]:
    return (Comparison(x, ">", ZERO),)


def factorial_conditions(x: Any) -> tuple[Any, ...]:
    """x + 1 is no pole of Gamma; stated with x >= 0 first, which is what is usually known."""
    if x.is_nonnegative or (x.is_Rational and x.q != 1):
        return ()
    return (Disjunction((Comparison(x, ">=", ZERO), Comparison(x, ">", Integer(-1)), Comparison(x, "!=", sympy.floor(x)))),)


def _polygamma(order: int) -> Callable[[Any], Any]:
    return lambda u: sympy.polygamma(Integer(order), u)


def _polygamma_derivative(index: int, order: Any, x: Any) -> Any:
    from symbolic.language.differentiation import NoDerivative

    if index != 2:
        raise NoDerivative(f"no rule for the derivative of `{sympy.polygamma(order, x)}` by its order")
    return sympy.polygamma(order + 1, x)


psi = _polygamma(0)

MEANINGS = {
    sympy.gamma: Meaning(off_poles, enclose_gamma, lambda index, x: sympy.gamma(x) * psi(x)),
    sympy.loggamma: Meaning(_loggamma_conditions, enclose_loggamma, lambda index, x: psi(x)),
    sympy.polygamma: Meaning(lambda order, x: off_poles(x), enclose_polygamma, _polygamma_derivative),
    sympy.digamma: Meaning(off_poles, lambda x: enclose_polygamma(Fraction(0), x), lambda index, x: sympy.polygamma(Integer(1), x)),
    sympy.trigamma: Meaning(off_poles, lambda x: enclose_polygamma(Fraction(1), x), lambda index, x: sympy.polygamma(Integer(2), x)),
    sympy.factorial: Meaning(factorial_conditions, enclose_factorial, lambda index, x: sympy.gamma(x + 1) * psi(x + 1)),
}

__all__ = ["MEANINGS", "enclose_factorial", "enclose_gamma", "enclose_loggamma", "enclose_polygamma", "factorial_conditions", "psi"]
