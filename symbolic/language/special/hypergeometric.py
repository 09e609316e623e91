"""Kummer's and Gauss's hypergeometric functions of real arguments (DLMF 13.2.2 and 15.2.1):

    hyp1f1(a, b, x)    = the sum of (a)_k x^k/((b)_k k!)             for every x,
    hyp2f1(a, b, c, x) = the sum of (a)_k (b)_k x^k/((c)_k k!)       for |x| < 1, continued analytically to x < 1,

where the lower parameter, b or c, is not one of 0, -1, -2, ...
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Function, Integer, floor
from sympy.core.function import ArgumentIndexError

from symbolic.language.balls import ball
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Disjunction

ZERO, ONE = Integer(0), Integer(1)


class hyp1f1(Function):
    """Kummer's function M(a, b, x)."""

    nargs = 3

    def fdiff(self, argindex: int = 1) -> Any:
        a, b, x = self.args
        if argindex != 3:
            raise ArgumentIndexError(self, argindex)
        return a / b * hyp1f1(a + 1, b + 1, x)

    def _eval_is_extended_real(self) -> bool | None:
        return all(argument.is_extended_real for argument in self.args) or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        a, b, x = (printer._print(argument) for argument in self.args)
        return rf"{{}}_1F_1{_power(exp)}\left({a}; {b}; {x}\right)"


class hyp2f1(Function):
    """Gauss's function F(a, b; c; x)."""

    nargs = 4

    def fdiff(self, argindex: int = 1) -> Any:
        a, b, c, x = self.args
        if argindex != 4:
            raise ArgumentIndexError(self, argindex)
        return a * b / c * hyp2f1(a + 1, b + 1, c + 1, x)

    def _eval_is_extended_real(self) -> bool | None:
        return (all(argument.is_extended_real for argument in self.args) and (1 - self.args[3]).is_extended_positive) or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        a, b, c, x = (printer._print(argument) for argument in self.args)
        return rf"{{}}_2F_1{_power(exp)}\left({a}, {b}; {c}; {x}\right)"


def _power(exponent: Any) -> str:
    return "" if exponent is None else rf"^{{{exponent}}}"


def off_poles(term: Any) -> tuple[Any, ...]:
    """`term` is none of 0, -1, -2, ...: positive, or no whole number."""
    if term.is_positive or (term.is_Rational and term.q != 1):
        return ()
    return (Disjunction((Comparison(term, ">", ZERO), Comparison(term, "!=", floor(term)))),)


def needs_no_pole(value: Any, what: str) -> None:
    """Raises `Undefined` for 0, -1, -2, ..., and `Unknown` for a ball that may contain one of them."""
    if isinstance(value, Fraction):
        if value <= 0 and value.denominator == 1:
            raise Undefined(what)
    elif not value > 0 and (not value.is_finite() or value.contains_integer()):
        raise Unknown(f"whether {what} is defined is not resolved")


def _settled(value: Any, what: str) -> Any:
    if not value.is_finite():
        raise Unknown(f"{what} is not enclosed at this precision")
    return value


def enclose_1f1(a: Any, b: Any, x: Any) -> Any:
    needs_no_pole(b, "hyp1f1 at a lower parameter 0, -1, -2, ...")
    if any(isinstance(part, Fraction) and part == 0 for part in (a, x)):
        return Fraction(1)
    return _settled(ball(x).hypgeom_1f1(ball(a), ball(b)), "hyp1f1")


def enclose_2f1(a: Any, b: Any, c: Any, x: Any) -> Any:
    needs_no_pole(c, "hyp2f1 at a lower parameter 0, -1, -2, ...")
    if x >= 1:
        raise Undefined("hyp2f1 at an argument that is not below 1")
    if not x < 1:
        raise Unknown("whether the argument of hyp2f1 is below 1 is not resolved")
    if any(isinstance(part, Fraction) and part == 0 for part in (a, b, x)):
        return Fraction(1)
    return _settled(ball(x).hypgeom_2f1(ball(a), ball(b), ball(c)), "hyp2f1")


def _by_argument(term: Any, index: int) -> Any:
    from symbolic.language.differentiation import NoDerivative

    try:
        return term.fdiff(index)
    except ArgumentIndexError as error:
        raise NoDerivative(f"no rule for the derivative of `{term}` by a parameter") from error


MEANINGS = {
    hyp1f1: Meaning(lambda a, b, x: off_poles(b), enclose_1f1, lambda index, *parts: _by_argument(hyp1f1(*parts), index)),
    hyp2f1: Meaning(
        lambda a, b, c, x: (*off_poles(c), Comparison(x, "<", ONE)),
        enclose_2f1,
        lambda index, *parts: _by_argument(hyp2f1(*parts), index),
    ),
}

__all__ = ["MEANINGS", "hyp1f1", "hyp2f1", "needs_no_pole", "off_poles"]
