"""Runs from Polya's urn: the chance that k exchangeable events, of one probability and one correlation between any two, all happen.

`polya_run(k, mean, correlation)` is E[p^k] for a Beta-distributed p of that mean, whose parameters a, b make the correlation 1/(a + b + 1):
the rising factorials of a and of a + b, whose quotient it is (DLMF 5.2.4 and 5.12.1), each divided by a + b. In this form, the product of
(mean (1 - correlation) + i correlation)/(1 + (i - 1) correlation) over i = 0, ..., k - 1, nothing is singular at correlation 0, where it is
mean^k; the first factor is the mean, also at correlation 1, where all others are 1. Eggenberger and Polya, Ueber die Statistik verketteter
Vorgaenge, 1923.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import Function, Integer, Product, Symbol

from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.terms import fresh_symbol

LONGEST = 100_000  # factors that an enclosure multiplies


class polya_run(Function):
    """E[p^k] for a Beta-distributed p, k a whole number from 1 on, mean and correlation from 0 to 1."""

    nargs = 3

    @property
    def definition(self) -> Any:
        k, mean, correlation = self.args
        i = Symbol("i", integer=True)
        if i in self.free_symbols:
            i = fresh_symbol(i, self.free_symbols)
        factor = (mean * (1 - correlation) + i * correlation) / (1 + (i - 1) * correlation)
        return mean * Product(factor, (i, Integer(1), k - 1))

    def _eval_is_extended_real(self) -> bool | None:
        return all(argument.is_extended_real for argument in self.args) or None

    def _latex(self, printer: Any) -> str:
        return str(printer._print(self.definition))


def enclose(k: Any, mean: Any, correlation: Any) -> Any:
    """The product, factor by factor."""
    if not isinstance(k, Fraction) or k.denominator != 1:
        raise Unknown("the number of factors is not a whole number")
    if k < 1:
        raise Undefined("polya_run of no event")
    if k > LONGEST:
        raise Unknown("the product is too long")
    result = mean
    exact = isinstance(mean, Fraction) and isinstance(correlation, Fraction) and k <= 64
    mean, correlation = (mean, correlation) if exact else (_ball(mean), _ball(correlation))
    result = mean
    for i in range(1, int(k)):
        result = result * ((mean * (1 - correlation) + i * correlation) / (1 + (i - 1) * correlation))
    return result


def _ball(number: Any) -> Any:
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


MEANINGS = {polya_run: Meaning(enclosure=enclose)}

__all__ = ["MEANINGS", "enclose", "polya_run"]
