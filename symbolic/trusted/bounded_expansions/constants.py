"""Coefficients: exact rationals, exact real constants as SymPy terms, or balls where no exact value is known.

Leading parts cancel exactly (atan(x) - pi/2 towards infinity), so a coefficient is zero only by exact arithmetic or by the normal form.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb
from sympy import Integer, Pow, Rational

from symbolic.language.balls import ball
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.trusted.bounded_expansions.scale import NoExpansion
from symbolic.trusted.normal_form import TooLarge, normal_form, normalised

Constant = Any  # Fraction, SymPy term or arb
BITS = 192


def constant(term: Any) -> Constant:
    """A SymPy term without symbols as a coefficient."""
    if term.is_Rational:
        return Fraction(int(term.p), int(term.q))
    return term


def canonical(number: Constant) -> Constant:
    """The same number, written as all terms with the same normal form are: exponents are compared as they are written."""
    return _canonical(number) if not isinstance(number, Fraction | arb) else number


@lru_cache(maxsize=5000)
def _canonical(term: Any) -> Constant:
    try:
        return constant(normalised(term))
    except (TooLarge, ZeroDivisionError):
        return term


def term_of(number: Constant) -> Any:
    """The coefficient as a SymPy term. Raises `NoExpansion` for balls."""
    if isinstance(number, Fraction):
        return Rational(number.numerator, number.denominator)
    if isinstance(number, arb):
        raise NoExpansion("an exact constant is needed")
    return number


@lru_cache(maxsize=20000)
def _enclosed(term: Any) -> Any:
    try:
        with working_precision(BITS):
            return ball(value(term, Point()))
    except (Undefined, Unknown, ZeroDivisionError) as error:
        raise NoExpansion(str(error)) from error


def enclosed(number: Constant) -> Any:
    """A ball around the coefficient."""
    if isinstance(number, arb):
        found = number
    else:
        found = ball(number) if isinstance(number, Fraction) else _enclosed(number)
    if not found.is_finite():
        raise NoExpansion("a constant is not enclosed")
    return found


def size(number: Constant) -> Any:
    """An upper bound of the absolute value."""
    return enclosed(number).abs_upper()


def add(left: Constant, right: Constant) -> Constant:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    if isinstance(left, arb) or isinstance(right, arb):
        return enclosed(left) + enclosed(right)
    return constant(term_of(left) + term_of(right))


def multiply(left: Constant, right: Constant) -> Constant:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    if isinstance(left, arb) or isinstance(right, arb):
        return enclosed(left) * enclosed(right)
    return constant(term_of(left) * term_of(right))


def inverse(number: Constant) -> Constant:
    """1/number, for a number that is known not to be zero."""
    if isinstance(number, Fraction):
        return 1 / number
    if isinstance(number, arb):
        return 1 / number
    return constant(Pow(number, -1))


def power(number: Constant, exponent: Any) -> Constant:
    """number**exponent for a positive number and a SymPy exponent."""
    if isinstance(number, arb):
        return (number.log() * enclosed(constant(exponent))).exp()
    return constant(Pow(term_of(number), exponent))


def sign(number: Constant) -> int:
    """-1, 0 or 1. Raises `NoExpansion` when the balls and the normal form leave it open."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    around = enclosed(number)
    if around > 0:
        return 1
    if around < 0:
        return -1
    if not isinstance(number, arb) and _vanishes(number):
        return 0
    raise NoExpansion(f"the sign of `{number}` is not resolved")


@lru_cache(maxsize=5000)
def _vanishes(term: Any) -> bool:
    try:
        return term == Integer(0) or normal_form(term).is_zero
    except (TooLarge, ZeroDivisionError):
        return False
