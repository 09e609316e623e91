"""Sums of rational multiples of pi and of inverse sines and tangents of numbers: zero by their sine and their size.

sin D = 0 and |D| < pi give D = 0; the sine is an algebraic number.
"""

from __future__ import annotations

from math import gcd, lcm
from typing import Any

from sympy import Abs, Integer, Mul, Pow, Rational, asin, atan, pi, sin

from symbolic.language.meaning import Undefined, truth
from symbolic.language.point import Point
from symbolic.language.statements import Comparison
from symbolic.trusted.normal_form import Quotient

LARGEST_TOTAL = 200  # multiples of all angles together


def sum_of_angles(quotient: Quotient) -> Any:
    """The numerator as a sum of whole multiples of angles and a rational one of pi, up to a factor; None when it is of another form."""
    terms: list[tuple[Rational, Any]] = []
    for coefficient, powers in quotient.terms():
        atom = Mul(*(Pow(a, e) for a, e in powers.items()))
        if not (atom == pi or (isinstance(atom, asin | atan) and not atom.free_symbols)):
            return None
        terms.append((coefficient, atom))
    weights = [c for c, atom in terms if atom != pi]
    if not weights:
        return None
    below = lcm(*(int(c.q) for c in weights))
    above = gcd(*(int(c.p * below / c.q) for c in weights))
    scaled = [(c * Rational(below, above), atom) for c, atom in terms]
    if sum(abs(c) for c, atom in scaled if atom != pi) > LARGEST_TOTAL:
        return None
    return sum((c * atom for c, atom in scaled), Integer(0))


def smaller_than_pi(angle: Any) -> bool:
    try:
        return truth(Comparison(Abs(angle, evaluate=False), "<", pi), Point()) is True
    except Undefined:
        return False


def sine(angle: Any) -> Any:
    return sin(angle, evaluate=False)


__all__ = ["sine", "smaller_than_pi", "sum_of_angles"]
