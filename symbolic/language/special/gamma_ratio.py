"""The symmetric ratio of gamma functions, as its logarithm.

`log_gamma_ratio(a, x, n) = log(Gamma(x + n) Gamma(x + a) / (Gamma(x) Gamma(x + a + n)))` for x > 0 and a, n >= 0. For whole n the ratio is
the product of the n factors (x + i)/(x + a + i) (DLMF 5.2.5 and 5.5.1): the chance of n failures in a row under a Beta(a, x) prior. It is
symmetric in a and n, never above 1, and 1 only where a or n is 0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import Function, Integer, digamma, gamma, log

from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison


class log_gamma_ratio(Function):
    """log(Gamma(x + n) Gamma(x + a) / (Gamma(x) Gamma(x + a + n))), for x > 0 and a, n >= 0."""

    nargs = 3

    @property
    def definition(self) -> Any:
        a, x, n = self.args
        return log(gamma(x + n) * gamma(a + x) / (gamma(x) * gamma(a + x + n)))

    def fdiff(self, argindex: int = 1) -> Any:
        a, x, n = self.args
        by_a, by_n = digamma(a + x) - digamma(a + x + n), digamma(x + n) - digamma(a + x + n)
        return (by_a, by_n + digamma(a + x) - digamma(x), by_n)[argindex - 1]

    def _eval_is_extended_real(self) -> bool | None:
        return all(argument.is_extended_real for argument in self.args) or None

    def _eval_is_real(self) -> bool | None:
        return all(argument.is_real for argument in self.args) or None

    def _latex(self, printer: Any) -> str:
        a, x, n = self.args
        top = rf"\Gamma\left({printer._print(x + n)}\right) \Gamma\left({printer._print(a + x)}\right)"
        bottom = rf"\Gamma\left({printer._print(x)}\right) \Gamma\left({printer._print(a + x + n)}\right)"
        return rf"\log{{\left(\frac{{{top}}}{{{bottom}}} \right)}}"


def _conditions(a: Any, x: Any, n: Any) -> tuple[Comparison, ...]:
    return (Comparison(x, ">", Integer(0)), Comparison(a, ">=", Integer(0)), Comparison(n, ">=", Integer(0)))


def enclose(a: Any, x: Any, n: Any) -> Any:
    """By logarithms of gamma, whose sizes stay moderate where gamma's do not; exactly 0 where a or n is."""
    for value, needed in ((x, "> 0"), (a, ">= 0"), (n, ">= 0")):
        if value < 0 or (value == 0 and needed == "> 0"):
            raise Undefined(f"log_gamma_ratio with an argument that is not {needed}")
        if not (value > 0 or (needed == ">= 0" and value >= 0)):
            raise Unknown("the sign of an argument of log_gamma_ratio is not resolved")
    if (isinstance(a, Fraction) and a == 0) or (isinstance(n, Fraction) and n == 0):
        return Fraction(0)
    a, x, n = _ball(a), _ball(x), _ball(n)
    found = (x + n).lgamma() - x.lgamma() - (x + a + n).lgamma() + (x + a).lgamma()
    if not found.is_finite():
        raise Unknown("the gamma ratio is not enclosed at this precision")
    return found


def _ball(number: Any) -> Any:
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


MEANINGS = {log_gamma_ratio: Meaning(conditions=_conditions, enclosure=enclose)}

__all__ = ["MEANINGS", "enclose", "log_gamma_ratio"]
