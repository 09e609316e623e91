"""Whether an algebraic number is zero: a bound below which no such number but zero lies, and a ball.

An expression in integers, +, -, *, / and real roots is P/Q with P and Q algebraic integers, as the rules of `_separate` show: a root z of
P/Q of order q has (z Q)^q = P Q^(q-1). Under every embedding into the complex numbers P stays below a bound U(P) that the same rules
give. If P is not zero, the product of its conjugates, of which there are at most D = the product of the orders of the roots, is a nonzero
integer, so that |P| U(P)^(D-1) >= 1 and |P/Q| >= 1/(U(P)^(D-1) U(Q)). (C. Burnikel, R. Fleischer, K. Mehlhorn, S. Schirra, A strong and
easily computable separation bound for arithmetic expressions involving radicals, Algorithmica 27, 2000.) 2 cos(pi r) and 2 sin(pi r) for
rational r are sums of two roots of unity, whose field has degree phi(N).
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm, log2
from typing import Any

import sympy
from sympy import Abs, Add, Pow, cos, pi, sin, totient

from symbolic.language.balls import ball
from symbolic.language.meaning import Undefined, Unknown, value, working_precision
from symbolic.language.point import Point

MOST_BITS = 100_000
FIRST_BITS = 128
SPARE_BITS = 64
ROUNDED_UP = 1 + 1e-9  # sums of logarithms in floating point err by less


class NotAlgebraic(ValueError):
    """The term is not built from rational numbers by arithmetic and real roots."""


def is_algebraic(term: Any) -> bool:
    """Whether `algebraic_zero` can decide about the term."""
    if term.is_Rational:
        return True
    if isinstance(term, sin | cos):
        return bool((term.args[0] / pi).is_Rational)
    if isinstance(term, Pow):
        return bool(term.exp.is_Rational) and is_algebraic(term.base)
    return bool(term.is_Add or term.is_Mul or isinstance(term, Abs)) and all(is_algebraic(part) for part in term.args)


def algebraic_zero(term: Any) -> bool:
    """Whether the algebraic number `term` is seen to be zero; False for nonzero numbers and where the bound asks for too much work.

    Raises `NotAlgebraic` for other terms.
    """
    orders: dict[Any, int] = {}
    term = _whole(term)
    above, below = _separate(term, orders)
    degree = _degree(orders)
    bits = int((above * (degree - 1) + below) * ROUNDED_UP) + 2
    if bits > MOST_BITS:
        return False
    first = _enclosed(term, FIRST_BITS)
    if first is None or not first.contains(0):
        return False
    found = _enclosed(term, bits + SPARE_BITS)
    return found is not None and bool(abs(found).upper() < ball(Fraction(1, 2**bits)))


def _whole(term: Any) -> Any:
    """A sum times the least common denominator of its coefficients, over their greatest common divisor: the bound is better."""
    if not term.is_Add:
        return term
    coefficients = [part.as_coeff_Mul()[0] for part in term.args]
    scale = sympy.Rational(lcm(*(int(c.q) for c in coefficients)), gcd(*(int(c.p) for c in coefficients)) or 1)
    return Add(*(scale * part for part in term.args))


def _enclosed(term: Any, bits: int) -> Any:
    with working_precision(bits):
        try:
            found = ball(value(term, Point()))
        except (Undefined, Unknown):
            return None
        return found if found.is_finite() else None


def _degree(orders: dict[Any, int]) -> int:
    """The degree of a field that holds all roots; the key None has the order of the roots of unity."""
    result = int(totient(orders.get(None, 1)))
    for root, order in orders.items():
        result *= 1 if root is None else order
    return result


def _separate(term: Any, orders: dict[Any, int]) -> tuple[float, float]:
    """The binary logarithms of U(P) >= 1 and U(Q) >= 1 for `term` = P/Q; the roots that occur are added to `orders`."""
    if term.is_Rational:
        return _size(int(term.p)), _size(int(term.q))
    if isinstance(term, Abs):
        return _separate(term.args[0], orders)
    if isinstance(term, sin | cos):
        fraction = term.args[0] / pi
        if not fraction.is_Rational:
            raise NotAlgebraic(str(term))
        orders[None] = lcm(orders.get(None, 4), 2 * int(fraction.q))
        return 1.0, 1.0  # 2 cos is the algebraic integer, and 2 the denominator
    if isinstance(term, Pow):
        return _power(term, orders)
    if term.is_Add:
        parts = [_separate(part, orders) for part in term.args]
        denominator = sum(below for _, below in parts)
        return max(above + denominator - below for above, below in parts) + log2(len(parts)) + 1e-9, denominator
    if term.is_Mul:
        parts = [_separate(part, orders) for part in term.args]
        return sum(above for above, _ in parts), sum(below for _, below in parts)
    raise NotAlgebraic(str(term))


def _power(term: Any, orders: dict[Any, int]) -> tuple[float, float]:
    if not term.exp.is_Rational:
        raise NotAlgebraic(str(term))
    above, below = _separate(term.base, orders)
    times, order = int(term.exp.p), int(term.exp.q)
    if times < 0:
        above, below, times = below, above, -times
    if order > 1:
        orders[Pow(term.base, sympy.Rational(1, order), evaluate=False)] = order
        above, below = (above + (order - 1) * below) / order, below
    return times * above, times * below


def _size(number: int) -> float:
    return float(max(abs(number), 1).bit_length())
