"""SymPy's numerical evaluation of functions and its signs of numbers, made reliable: by balls.

SymPy 1.14 evaluates f(a) with two digits by rounding a first: acos(1 - 10^-9), acosh(1 + 10^-9), log(1 + 10^-9) and loggamma(2 + 10^-9)
come out as 0, and its assumptions then say that some of these numbers are zero (`acosh(1 + Rational(1, 10**9)).is_zero` is True, and
`sin(3*acos(1 - Rational(1, 10**9)))` is 0 by itself). Signs of numbers decide how SymPy simplifies by itself, so they must be right. Here a
value is the middle of a ball that has enough digits, and a sign that of a ball; where no precision gives them, they stay open.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from mpmath.libmp import from_man_exp, from_rational
from sympy import Expr, Float, Integral, acos, asin, atan, log, polygamma
from sympy.core import evalf
from sympy.core.function import AppliedUndef, Function

SPARE_BITS = (16, 200, 1000, 4000)
SIGN_BITS = (64, 256, 1024, 4096)
_value_by_sympy = Function._eval_evalf
_sign_by_sympy = Expr._eval_is_extended_positive_negative


def _enclosures(term: Any, precisions: tuple[int, ...]) -> Iterator[tuple[int, Any]]:
    """The value of a term without symbols at rising precisions: exact or a ball. Raises `LookupError` where it has no real value."""
    from symbolic.language.meaning import Undefined, Unknown, value
    from symbolic.language.point import Point
    from symbolic.language.precision import working_precision

    for bits in precisions:
        with working_precision(bits):
            try:
                found = value(term, Point())
            except Unknown:
                continue
            except (Undefined, ArithmeticError, ValueError, TypeError) as error:
                raise LookupError(str(term)) from error
        yield bits, found


def _known(term: Any) -> bool:
    from symbolic.language.special import meaning_of

    return not term.free_symbols and (isinstance(term, log) or meaning_of(term) is not None)


def reliable_value(term: Any, bits: int) -> Any:
    """A `Float` with `bits` significant bits for a real number; None where no precision gives them."""
    for _, found in _enclosures(term, tuple(bits + spare for spare in SPARE_BITS)):
        if isinstance(found, Fraction):
            return Float._new(from_rational(found.numerator, found.denominator, bits), bits)
        if found.is_finite() and found.rel_accuracy_bits() >= bits:
            mantissa, exponent = found.mid().man_exp()
            return Float._new(from_man_exp(int(mantissa), int(exponent), bits), bits)
    return None


def reliable_sign(term: Any) -> int | None:
    """The sign of a number without symbols; None where it is not resolved."""
    from symbolic.language.balls import sign

    return next((found for _, ball in _enclosures(term, SIGN_BITS) if (found := sign(ball)) is not None), None)


def _evaluated(self: Any, prec: int) -> Any:
    if isinstance(self, AppliedUndef) or not _known(self):
        return _value_by_sympy(self, prec)
    try:
        return reliable_value(self, prec)
    except LookupError:
        return _value_by_sympy(self, prec)


def _signed(self: Any, positive: bool) -> Any:
    if not self.is_number or not self.args:
        return _sign_by_sympy(self, positive)
    if self.has(Integral):
        return None  # assumptions are asked all the time, and an integral's value may take seconds
    try:
        found = reliable_sign(self)
    except LookupError:
        return _sign_by_sympy(self, positive)
    return None if found is None else found == (1 if positive else -1)


def _evaluated_log(term: Any, prec: int, options: Any) -> Any:
    try:
        found = reliable_value(term, prec) if _known(term) else None
    except LookupError:
        found = None
    return evalf.evalf_log(term, prec, options) if found is None else (found._mpf_, None, prec, None)


def install() -> None:
    """Let SymPy ask here first."""
    for head in (acos, asin, atan):  # SymPy calls atan(k) irrational, and so not zero, for every integer k, 0 among them
        head._prop_handler.pop("rational", None)
    Function._eval_evalf = _evaluated
    polygamma._eval_evalf = _evaluated
    Expr._eval_is_extended_positive_negative = _signed
    evalf._create_evalf_table()
    evalf.evalf_table[log] = _evaluated_log


install()

__all__ = ["install", "reliable_sign", "reliable_value"]
