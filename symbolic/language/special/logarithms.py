"""Logarithms to the bases 2 and 10, which keep their names on the page; proofs see through them to log x/log 2 and log x/log 10.

Also where `log1p` is defined, and its enclosure, which keeps the digits of a small argument.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sympy import Function, Integer, log

from symbolic.language.balls import ball, is_exactly, settled, sign
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.elementary import log1p
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison

LARGEST_POWER = 4096


class log2(Function):
    """The logarithm to base 2, for x > 0."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return log(self.args[0]) / log(Integer(2))

    def fdiff(self, argindex: int = 1) -> Any:
        return 1 / (self.args[0] * log(Integer(2)))

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_positive or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _latex(printer, "2", self.args[0], exp)


class log10(Function):
    """The logarithm to base 10, for x > 0."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return log(self.args[0]) / log(Integer(10))

    def fdiff(self, argindex: int = 1) -> Any:
        return 1 / (self.args[0] * log(Integer(10)))

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_positive or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _latex(printer, "10", self.args[0], exp)


def _latex(printer: Any, base: str, argument: Any, power: Any) -> str:
    raised = "" if power is None else rf"^{{{power}}}"
    return rf"\log_{{{base}}}{raised}\left({printer._print(argument)}\right)"


def _to_base(base: int) -> Callable[[Any], Any]:
    """The enclosure of a logarithm; exact for powers of the base."""

    def enclose(x: Any) -> Any:
        found = sign(x)
        if found is None:
            raise Unknown(f"the sign of the argument of log{base} is not resolved")
        if found <= 0:
            raise Undefined(f"log{base}({x})")
        if isinstance(x, Fraction):
            exponent = _exponent(x, base)
            if exponent is not None:
                return Fraction(exponent)
        return ball(x).log() / ball(Fraction(base)).log()

    return enclose


def _exponent(x: Fraction, base: int) -> int | None:
    """The whole k with base^k = x, when there is one of moderate size."""
    power, lower = (x.numerator, x.denominator) if x.denominator == 1 else (x.denominator, x.numerator)
    if lower != 1 or power.bit_length() > LARGEST_POWER:
        return None
    count = 0
    while power % base == 0:
        power, count = power // base, count + 1
    if power != 1:
        return None
    return count if x.denominator == 1 else -count


def _positive(x: Any) -> tuple[Any, ...]:
    return (Comparison(x, ">", Integer(0)),)


def _enclose_log1p(x: Any) -> Any:
    if x <= -1:
        raise Undefined(f"log1p({x})")
    if not x > -1:
        raise Unknown("whether the argument of log1p is above -1 is not resolved")
    return Fraction(0) if is_exactly(x, 0) else settled(ball(x).log1p(), "log1p")


MEANINGS = {
    log1p: Meaning(lambda x: (Comparison(x, ">", Integer(-1)),), _enclose_log1p, lambda index, x: 1 / (1 + x)),
    log2: Meaning(_positive, _to_base(2), lambda index, x: 1 / (x * log(Integer(2)))),
    log10: Meaning(_positive, _to_base(10), lambda index, x: 1 / (x * log(Integer(10)))),
}

__all__ = ["MEANINGS", "log2", "log10"]
