"""Powers of 1 + x, as in compound interest and repeated risks, where floating point has to keep more digits than 1 + x has.

`compound_minus_1(x, y)` is (1 + x)^y - 1, `scaled_compound(b, n, k, x, m)` is b n^k (1 + x)^m for positive b and n, in one exponential, so
that neither factor overflows or vanishes before the others balance it. `plus_log1p(b, c, x)` is b + c log(1 + x), where the two cancel.
"""

from __future__ import annotations

from typing import Any

from sympy import Function, log

from symbolic.language.special.elementary import log1p
from symbolic.language.special.meanings import Meaning


class compound_minus_1(Function):
    """(1 + x)^y - 1, for x > -1."""

    nargs = 2

    @property
    def definition(self) -> Any:
        x, y = self.args
        return (1 + x) ** y - 1

    def fdiff(self, argindex: int = 1) -> Any:
        x, y = self.args
        return (self + 1) * (y / (1 + x) if argindex == 1 else log1p(x))

    def _eval_is_extended_real(self) -> bool | None:
        return all(a.is_extended_real for a in self.args) or None


class scaled_compound(Function):
    """b n^k (1 + x)^m, for b, n > 0 and x > -1."""

    nargs = 5

    @property
    def definition(self) -> Any:
        b, n, k, x, m = self.args
        return b * n**k * (1 + x) ** m

    def fdiff(self, argindex: int = 1) -> Any:
        b, n, k, x, m = self.args
        return self * (1 / b, k / n, log(n), m / (1 + x), log1p(x))[argindex - 1]

    def _eval_is_extended_real(self) -> bool | None:
        return all(a.is_extended_real for a in self.args) or None


class plus_log1p(Function):
    """b + c log(1 + x), for x > -1."""

    nargs = 3

    @property
    def definition(self) -> Any:
        b, c, x = self.args
        return b + c * log(1 + x)

    def fdiff(self, argindex: int = 1) -> Any:
        _, c, x = self.args
        return (1, log1p(x), c / (1 + x))[argindex - 1]

    def _eval_is_extended_real(self) -> bool | None:
        return all(a.is_extended_real for a in self.args) or None


MEANINGS = {compound_minus_1: Meaning(), scaled_compound: Meaning(), plus_log1p: Meaning()}
