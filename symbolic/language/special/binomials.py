"""Binomial coefficients of real numbers and Euler's beta function.

`binomial(n, k)` is n (n - 1) ... (n - k + 1)/k! for k = 0, 1, 2, ... and any real n, and Gamma(n + 1)/(Gamma(k + 1) Gamma(n - k + 1)) for
any real k where n is not one of -1, -2, ... (DLMF 1.2.6 and 5.3): 0 for k = -1, -2, ... For n and k both among these, authors differ, and
there it is undefined here. `beta(a, b)` is Gamma(a) Gamma(b)/Gamma(a + b) (DLMF 5.12.1).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy
from sympy import Integer, floor

from symbolic.language.balls import ball, settled
from symbolic.language.special.gamma_functions import LARGEST_FACTORIAL, psi
from symbolic.language.special.hypergeometric import needs_no_pole, off_poles
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Conjunction, Disjunction

ZERO = Integer(0)
LARGEST_LOWER = 1000  # up to which the product is multiplied out
LARGEST_EXACT = 10_000  # bits
LARGEST_POLYNOMIAL = 30


def enclose_binomial(n: Any, k: Any) -> Any:
    if isinstance(k, Fraction) and k.denominator == 1:
        return _of_whole(n, int(k))
    needs_no_pole(n + 1, f"binomial({n}, {k})")
    n, k = ball(n), ball(k)
    if n > 100 and k > 0 and n - k > 0:
        found = ((n + 1).lgamma() - (k + 1).lgamma() - (n - k + 1).lgamma()).exp()
    else:
        found = (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()
    return settled(found, "a binomial coefficient")


def _of_whole(n: Any, k: int) -> Any:
    """A whole lower argument."""
    if k < 0:
        needs_no_pole(n + 1, f"binomial({n}, {k})")
        return Fraction(0)
    if isinstance(n, Fraction) and n.denominator == 1 and n >= 0:
        if k > n:
            return Fraction(0)
        k = min(k, int(n) - k)
    if k <= LARGEST_LOWER:
        exact = isinstance(n, Fraction) and k * max(abs(n.numerator), n.denominator, 1).bit_length() <= LARGEST_EXACT
        return _product(n if exact else ball(n), k)
    needs_no_pole(n + 1, "a binomial coefficient")
    return enclose_binomial(ball(n), ball(Fraction(k)))


def _product(n: Any, k: int) -> Any:
    if isinstance(n, Fraction) and n.denominator == 1 and n >= 0:
        return Fraction(math.comb(int(n), k))
    found: Any = Fraction(1) if isinstance(n, Fraction) else ball(Fraction(1))
    for i in range(k):
        found = found * (n - i) / (i + 1)
    return found if isinstance(found, Fraction) else settled(found, "a binomial coefficient")


def enclose_beta(a: Any, b: Any) -> Any:
    for part in (a, b):
        needs_no_pole(part, f"beta({a}, {b})")
    if all(isinstance(part, Fraction) and part.denominator == 1 for part in (a, b)) and a + b <= LARGEST_FACTORIAL:
        return Fraction(math.factorial(int(a) - 1) * math.factorial(int(b) - 1), math.factorial(int(a + b) - 1))
    a, b = ball(a), ball(b)
    if a > 0 and b > 0:
        found = (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp()
    else:
        found = a.gamma() * b.gamma() * (a + b).rgamma()
    return settled(found, "beta")


def binomial_conditions(n: Any, k: Any) -> tuple[Any, ...]:
    """n is not one of -1, -2, ..., or k one of 0, 1, 2, ..."""
    whole = k.is_integer
    if n.is_nonnegative or (whole and k.is_nonnegative) or (n.is_Rational and n.q != 1):
        return ()
    natural = Comparison(k, ">=", ZERO) if whole else Conjunction((Comparison(k, ">=", ZERO), Comparison(k, "==", floor(k))))
    return (Disjunction((Comparison(n, ">=", ZERO), natural, Comparison(n, ">", Integer(-1)), Comparison(n, "!=", floor(n)))),)


def _binomial_derivative(index: int, n: Any, k: Any) -> Any:
    """By n the derivative of a polynomial for literal k; of the quotient of gammas otherwise."""
    if index == 1 and k.is_Integer and k <= LARGEST_POLYNOMIAL:
        factors = [n - i for i in range(int(k))]
        total = sum((sympy.Mul(*factors[:i], *factors[i + 1 :]) for i in range(len(factors))), ZERO)
        return total / math.factorial(max(int(k), 0))
    slope = psi(n + 1) - psi(n - k + 1) if index == 1 else psi(n - k + 1) - psi(k + 1)
    return sympy.binomial(n, k) * slope


def _beta_derivative(index: int, a: Any, b: Any) -> Any:
    return sympy.beta(a, b) * (psi((a, b)[index - 1]) - psi(a + b))


MEANINGS = {
    sympy.binomial: Meaning(binomial_conditions, enclose_binomial, _binomial_derivative, continuous=(1, 2)),
    sympy.beta: Meaning(lambda a, b: (*off_poles(a), *off_poles(b)), enclose_beta, _beta_derivative),
}

__all__ = ["MEANINGS", "binomial_conditions", "enclose_beta", "enclose_binomial"]
