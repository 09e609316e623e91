"""Lambert's W: the real solutions w of w e^w = x (DLMF 4.13.1).

SymPy's `LambertW(x)` is the principal branch, w >= -1 for x >= -1/e; `LambertW(x, -1)` the other real one, w <= -1 for -1/e <= x < 0.

`lambert_gap(r)`, for 0 < r <= 1, is how far the other solution w of w e^(-w) = r e^(-r) lies above r: -W_{-1}(-r e^(-r)) - r. It is the
positive root t of log(1 + t/r) = t, zero at r = 1. Written with W it would lose all digits near r = 1, and underflow for small r.
`lambert_gap_below(d)` is `lambert_gap(1 - d)`, for arguments so near 1 that only their distance from it has digits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq
from sympy import E, Function, Integer, LambertW, exp

from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison

ZERO, ONE = Integer(0), Integer(1)


class lambert_gap(Function):
    """The distance from r to the other solution w of w e^(-w) = r e^(-r), for 0 < r <= 1."""

    nargs = 1

    @property
    def definition(self) -> Any:
        (r,) = self.args
        return -LambertW(-r * exp(-r), -1) - r

    def fdiff(self, argindex: int = 1) -> Any:
        (r,) = self.args
        return (self + r) * (1 - r) / (r * (1 - r - self)) - 1

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_real or None

    def _latex(self, printer: Any) -> str:
        return str(printer._print(self.definition))


class lambert_gap_below(Function):
    """`lambert_gap(1 - d)`, for 0 <= d < 1."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return lambert_gap(1 - self.args[0])

    def fdiff(self, argindex: int = 1) -> Any:
        (d,) = self.args
        return 1 - (self + 1 - d) * d / ((1 - d) * (d - self))

    def _eval_is_extended_real(self) -> bool | None:
        return self.args[0].is_extended_real or None

    def _latex(self, printer: Any) -> str:
        return str(printer._print(self.definition.definition))


def _conditions(x: Any, branch: Any = ZERO) -> tuple[Any, ...]:
    """Where the branch is real."""
    if branch == 0:
        return (Comparison(x, ">=", -1 / E),)
    if branch == -1:
        return (Comparison(x, ">=", -1 / E), Comparison(x, "<", ZERO))
    return (Comparison(ONE, "==", ZERO),)  # no other branch has real values on an interval


def _enclosure(x: Any, branch: Any = Fraction(0)) -> Any:
    """By Arb (Johansson, Computing the Lambert W function in arbitrary-precision complex interval arithmetic, 2017)."""
    if branch not in (0, -1):
        raise Undefined(f"LambertW(x, {branch})")
    if branch == 0 and isinstance(x, Fraction) and x == 0:
        return Fraction(0)
    ball = _ball(x)
    edge = -arb(-1).exp()
    if ball < edge or (branch == -1 and ball >= 0):
        raise Undefined(f"LambertW({ball}, {branch})")
    if not (ball > edge and (branch == 0 or ball < 0)):
        raise Unknown(f"LambertW({ball}, {branch}) is too near the edge of its domain")
    return _finite(ball.lambertw(int(branch)))


def _gap(r: Any) -> Any:
    if isinstance(r, Fraction) and r == 1:
        return Fraction(0)
    ball = _ball(r)
    if ball <= 0 or ball > 1:
        raise Undefined(f"lambert_gap({ball})")
    if not (ball > 0 and ball < 1):
        raise Unknown(f"lambert_gap({ball}) is too near the edge of its domain")
    argument = -ball * (-ball).exp()
    if not (argument > -arb(-1).exp() and argument < 0):
        raise Unknown(f"lambert_gap({ball}) is too near the edge of its domain")
    return _finite(-argument.lambertw(-1) - ball)


def _gap_below(d: Any) -> Any:
    return _gap(1 - d if isinstance(d, Fraction) else 1 - _ball(d))


def _ball(x: Any) -> Any:
    return arb(fmpq(x.numerator, x.denominator)) if isinstance(x, Fraction) else x


def _finite(ball: Any) -> Any:
    if not ball.is_finite():
        raise Unknown("no finite enclosure at this precision")
    return ball


def _derivative(index: int, x: Any, branch: Any = ZERO) -> Any:
    """DLMF 4.13.4; w/x is e^(-w), which has a value at x = 0, too."""
    w = LambertW(x, branch)
    if index != 1:
        return ZERO
    return w / (x * (1 + w)) if x.is_nonzero or branch == -1 else exp(-w) / (1 + w)


MEANINGS = {
    LambertW: Meaning(_conditions, _enclosure, _derivative),
    lambert_gap: Meaning(lambda r: (Comparison(r, ">", ZERO), Comparison(r, "<=", ONE)), _gap),
    lambert_gap_below: Meaning(lambda d: (Comparison(d, ">=", ZERO), Comparison(d, "<", ONE)), _gap_below),
}
