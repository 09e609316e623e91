"""Odd roots of every real number: `real_root(x, n)`, for an odd whole number n >= 1, is the only real y with y^n = x.

SymPy's `x**(1/3)` is the principal root, which is not real for x < 0. Proofs see through the name: y = sgn(x) |x|^(1/n).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb
from sympy import Abs, Function, Integer, Rational, integer_nthroot, sign

from symbolic.language.balls import ball
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison

LARGEST_DEGREE = 10**6


class real_root(Function):
    """The real n-th root of x, for odd n."""

    nargs = 2

    @property
    def definition(self) -> Any:
        x, n = self.args
        if x.is_nonnegative:
            return x ** (1 / n)
        if x.is_negative:
            return -((-x) ** (1 / n))
        return sign(x) * Abs(x) ** (1 / n)

    def fdiff(self, argindex: int = 1) -> Any:
        x, n = self.args
        return Abs(x) ** (1 / n - 1) / n

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_real or None

    def _eval_is_extended_positive(self) -> bool | None:
        return self.args[0].is_extended_positive

    def _eval_is_extended_negative(self) -> bool | None:
        return self.args[0].is_extended_negative

    def _eval_is_zero(self) -> bool | None:
        return self.args[0].is_zero

    def _latex(self, printer: Any, exp: Any = None) -> str:
        x, n = (printer._print(argument) for argument in self.args)
        root = rf"\sqrt[{n}]{{{x}}}"
        return root if exp is None else rf"{root}^{{{exp}}}"


def _odd(n: Any) -> bool:
    return bool(n.is_Integer and n > 0 and n % 2 == 1)


def _conditions(x: Any, n: Any) -> tuple[Any, ...]:
    return () if _odd(n) else (Comparison(Integer(1), "==", Integer(0)),)  # only odd degrees have this meaning


def enclose(x: Any, n: Any) -> Any:
    """Exact for powers of rational numbers; elsewhere the ends of the ball, as the root rises."""
    if not (isinstance(n, Fraction) and n.denominator == 1 and n > 0 and n % 2 == 1):
        raise Undefined(f"a root of degree {n}")
    degree = int(n)
    if degree > LARGEST_DEGREE:
        raise Unknown("the degree of a root is too large")
    if isinstance(x, Fraction):
        top, exact_top = integer_nthroot(abs(x.numerator), degree)
        bottom, exact_bottom = integer_nthroot(x.denominator, degree)
        if exact_top and exact_bottom:
            return Fraction(int(top) * (1 if x >= 0 else -1), int(bottom))
        return _of_exact(ball(x), degree)
    if not x.is_finite():
        raise Unknown("the argument of a root is not enclosed")
    return _of_exact(x.lower(), degree).union(_of_exact(x.upper(), degree))


def _of_exact(x: Any, degree: int) -> Any:
    if x.is_zero():
        return arb(0)
    size = abs(x).root(degree)
    return size if x > 0 else -size


def _derivative(index: int, x: Any, n: Any) -> Any:
    return Abs(x) ** (Rational(1, int(n)) - 1) / n


MEANINGS = {real_root: Meaning(_conditions, enclose, _derivative)}

__all__ = ["MEANINGS", "enclose", "real_root"]
