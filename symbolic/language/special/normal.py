"""The standard normal distribution: its distribution function and quantiles.

`normal_cdf(x)` is the probability that a standard normal variable is at most x, (1 + erf(x/sqrt 2))/2 = erfc(-x/sqrt 2)/2 (DLMF 7.2.1,
Abramowitz and Stegun 26.2.2 and 26.2.29). `normal_quantile(p)`, for 0 < p < 1, is its inverse. Proofs do not see through either: what they
use stands in `trusted.special.normal`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import Function, Integer, Rational, erfc, exp, pi, sqrt

from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison


class normal_cdf(Function):
    """The probability that a standard normal variable is at most x."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return erfc(-self.args[0] / sqrt(2)) / 2

    def fdiff(self, argindex: int = 1) -> Any:
        return _density(self.args[0])

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_real or None

    def _eval_is_extended_positive(self) -> bool | None:
        return self.args[0].is_real or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _applied(printer, r"\Phi", self.args[0], exp)


class normal_quantile(Function):
    """The number that a standard normal variable does not exceed with probability p, for 0 < p < 1."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> Any:
        return 1 / _density(self)

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_real or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        name = r"\Phi^{-1}" if exp is None else r"\left(\Phi^{-1}\right)"
        return _applied(printer, name, self.args[0], exp)


class scaled_normal_cdf(Function):
    """The probability that a normal variable with this mean and deviation > 0 is at most x: Phi((x - mean)/deviation).

    Floating point keeps the quotient to twice the precision: Phi multiplies its relative error by the square of the argument.
    """

    nargs = 3

    @property
    def definition(self) -> Any:
        x, mean, deviation = self.args
        return normal_cdf((x - mean) / deviation)

    def fdiff(self, argindex: int = 1) -> Any:
        x, mean, deviation = self.args
        slope = _density((x - mean) / deviation) / deviation
        return (slope, -slope, -slope * (x - mean) / deviation)[argindex - 1]

    def _eval_is_extended_real(self) -> bool | None:
        return all(a.is_extended_real for a in self.args) or None

    def _latex(self, printer: Any) -> str:
        return str(printer._print(self.definition))


class normal_quantile_difference(Function):
    """normal_quantile(p) - normal_quantile(q), which floating point has to compute as one where p and q are close."""

    nargs = 2

    @property
    def definition(self) -> Any:
        p, q = self.args
        return normal_quantile(p) - normal_quantile(q)

    def fdiff(self, argindex: int = 1) -> Any:
        return (1 if argindex == 1 else -1) / _density(normal_quantile(self.args[argindex - 1]))

    def _eval_is_extended_real(self) -> bool | None:
        return all(a.is_extended_real for a in self.args) or None

    def _latex(self, printer: Any) -> str:
        return str(printer._print(self.definition))


def _applied(printer: Any, name: str, argument: Any, power: Any) -> str:
    raised = name if power is None else f"{name}^{{{power}}}"
    return rf"{raised}\left({printer._print(argument)}\right)"


def _density(x: Any) -> Any:
    """The standard normal density (Abramowitz and Stegun 26.2.1)."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def _ball(number: Any) -> Any:
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


def enclose_cdf(x: Any) -> Any:
    """erfc(-x/sqrt 2)/2, which keeps its relative precision in the lower tail; 1/2 at 0."""
    if isinstance(x, Fraction) and x == 0:
        return Fraction(1, 2)
    return (-_ball(x) / arb(2).sqrt()).erfc() / 2


def enclose_quantile(p: Any) -> Any:
    """The inverse of erfc where it is small, on either side of 1/2."""
    if isinstance(p, Fraction):
        if p <= 0 or p >= 1:
            raise Undefined(normal_quantile(Rational(p.numerator, p.denominator)))
        if p == Fraction(1, 2):
            return Fraction(0)
    lower = _ball(p)
    upper = _ball(1 - p)
    if lower <= 0 or upper <= 0:
        raise Undefined("a quantile outside (0, 1)")
    if not (lower > 0 and upper > 0):
        raise Unknown("whether a probability lies in (0, 1) is not resolved")
    found = -(2 * lower).erfcinv() if lower < fmpq(1, 2) else (2 * upper).erfcinv() if upper < fmpq(1, 2) else (lower - upper).erfinv()
    if not found.is_finite():
        raise Unknown("a quantile is not enclosed at this precision")
    return found * arb(2).sqrt()


def enclose_quantile_difference(p: Any, q: Any) -> Any:
    """The difference of the quantiles, exactly 0 for equal probabilities."""
    first, second = enclose_quantile(p), enclose_quantile(q)
    if isinstance(p, Fraction) and p == q:
        return Fraction(0)
    return _ball(first) - _ball(second)


MEANINGS = {
    normal_cdf: Meaning(
        conditions=lambda x: (),
        enclosure=enclose_cdf,
        derivative=lambda index, x: _density(x),
        transparent=False,
    ),
    normal_quantile: Meaning(
        conditions=lambda p: (Comparison(p, ">", Integer(0)), Comparison(p, "<", Integer(1))),
        enclosure=enclose_quantile,
        derivative=lambda index, p: sqrt(2 * pi) * exp(normal_quantile(p) ** 2 / 2),
    ),
    scaled_normal_cdf: Meaning(),
    normal_quantile_difference: Meaning(enclosure=enclose_quantile_difference),
}

__all__ = [
    "MEANINGS",
    "enclose_cdf",
    "enclose_quantile",
    "normal_cdf",
    "normal_quantile",
    "normal_quantile_difference",
    "scaled_normal_cdf",
]
