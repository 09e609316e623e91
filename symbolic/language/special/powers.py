"""`pow1pm1(x, y) = (1 + x)^y - 1` for x > -1: floating point that forms 1 + x has lost a small x.

Proofs do not see through it: what they use stands in `trusted.special.powers`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import Function, Integer, log

from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison


class pow1pm1(Function):
    """(1 + x)^y - 1, for x > -1."""

    nargs = 2

    @property
    def definition(self) -> Any:
        x, y = self.args
        return (1 + x) ** y - 1

    def fdiff(self, argindex: int = 1) -> Any:
        x, y = self.args
        return y * (1 + x) ** (y - 1) if argindex == 1 else log(1 + x) * (1 + x) ** y

    def _eval_is_extended_real(self) -> bool | None:
        return all(argument.is_extended_real for argument in self.args) or None

    def _latex(self, printer: Any) -> str:
        x, y = self.args
        return rf"\left(\left({printer._print(1 + x)}\right)^{{{printer._print(y)}}} - 1\right)"


def enclose(x: Any, y: Any) -> Any:
    """Exact for whole exponents of moderate size; by the logarithm of 1 + x otherwise."""
    if x <= -1:
        raise Undefined("pow1pm1 at x <= -1")
    if not x > -1:
        raise Unknown("whether x > -1 is not resolved")
    if isinstance(x, Fraction) and isinstance(y, Fraction) and y.denominator == 1 and abs(y) <= 64:
        return (1 + x) ** int(y) - 1
    return (_ball(x).log1p() * _ball(y)).expm1()


def _ball(number: Any) -> Any:
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


MEANINGS = {
    pow1pm1: Meaning(
        conditions=lambda x, y: (Comparison(x, ">", Integer(-1)),),
        enclosure=enclose,
        derivative=lambda index, x, y: pow1pm1(x, y).fdiff(index),
        transparent=False,
    )
}

__all__ = ["MEANINGS", "enclose", "pow1pm1"]
