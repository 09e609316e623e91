"""Digamma and its derivatives psi^(m) at arguments that are independent of one another, and their values at rational numbers.

Recurrence psi^(m)(z + 1) = psi^(m)(z) + (-1)^m m!/z^(m+1) (DLMF 5.5.2, 5.15.5), reflection psi(1 - z) = psi(z) + pi cot(pi z) and its
derivative (5.5.4, 5.15.6), multiplication (5.5.8 and 5.15.7), Gauss's values at rational numbers (5.4.19), psi^(m)(1) and psi^(m)(1/2)
(5.15.2, 5.15.3). Beside these, Hurwitz's zeta(m + 1, z) = (-1)^(m+1) psi^(m)(z)/m! for m = 1, 2, ... (25.11.12).
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sympy import EulerGamma, Integer, Pow, Rational, cos, cot, digamma, factorial, log, pi, polygamma, sin, trigamma, zeta

from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.identities.gamma_family import LARGEST_FACTOR, base_of
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.normal_form import TooLarge, normalised

ZERO, ONE, HALF = Integer(0), Integer(1), Rational(1, 2)
LARGEST_SHIFT = 200
LARGEST_DENOMINATOR = 12
Base = tuple[Any, Rational]


def expand(term: Any, context: Any) -> Any:
    """Everything by psi^(m) at few arguments."""
    orders = {digamma: ZERO, trigamma: ONE}
    term = everywhere(term, lambda part: polygamma(orders[type(part)], part.args[0]) if type(part) in orders else part)
    term = everywhere(term, _hurwitz)
    term = everywhere(term, lambda part: _shifted(part, context))
    for step in (_multiplied, _reflected):
        known = {(part.args[0], base_of(part.args[1], context)) for part in applications(term, polygamma)}
        term = everywhere(term, partial(step, known=known, context=context))
    return everywhere(term, _at_rational)


def _hurwitz(part: Any) -> Any:
    if not (isinstance(part, zeta) and len(part.args) == 2 and part.args[0].is_Integer and part.args[0] >= 2):
        return part
    m = part.args[0] - 1
    return (-1) ** (m + 1) * polygamma(m, part.args[1], evaluate=False) / factorial(m)


def _whole_order(part: Any) -> bool:
    return isinstance(part, polygamma) and part.args[0].is_Integer and part.args[0] >= 0


def _shifted(part: Any, context: Any) -> Any:
    """The constant part of the argument moved into (0, 1]."""
    if not _whole_order(part):
        return part
    m, z = part.args
    moving, constant = base_of(z, context)
    base = moving + constant
    steps = normalised(z - base, context.positive)
    if not steps.is_Integer:
        return part
    shift = int(steps)
    if abs(shift) > LARGEST_SHIFT:
        raise TooLarge(f"`{part}` is too far from where it would be reduced to")
    weight = (-1) ** m * factorial(m)
    terms = (Pow(base + i, -m - 1) for i in range(shift)) if shift > 0 else (-Pow(base - i, -m - 1) for i in range(1, -shift + 1))
    return sum((weight * step for step in terms), polygamma(m, base, evaluate=False))


def _multiplied(part: Any, known: set[tuple[Any, Base]], context: Any) -> Any:
    """psi^(m) at n z by those at z, z + 1/n, ... where one of these occurs."""
    if not _whole_order(part):
        return part
    m, argument = part.args
    moving, constant = base_of(argument, context)
    for n in range(2, LARGEST_FACTOR + 1):
        for order, (other, offset) in sorted(known, key=str):
            fits = order == m and other != 0 and normalised(moving - n * other, context.positive) == 0
            if fits and (n * offset - constant).is_Integer:
                parts = sum(_shifted(polygamma(m, argument / n + Rational(k, n), evaluate=False), context) for k in range(n))
                return log(Integer(n)) * (1 if m == 0 else 0) + parts / Integer(n) ** (m + 1)
    return part


def _reflected(part: Any, known: set[tuple[Any, Base]], context: Any) -> Any:
    """psi and psi' at 1 - z by those at z."""
    if not _whole_order(part) or part.args[0] > 1:
        return part
    m, z = part.args
    moving, constant = base_of(z, context)
    partner = (m, (normalised(-moving, context.positive), constant if constant == ONE else ONE - constant))
    if not (leading_sign(moving) < 0 and partner in known):
        return part
    other = _shifted(polygamma(m, 1 - z, evaluate=False), context)
    return other - pi * cot(pi * z) if m == 0 else (pi / sin(pi * z)) ** 2 - other


def _at_rational(part: Any) -> Any:
    if not _whole_order(part) or not part.args[1].is_Rational:
        return part
    m, z = part.args
    if m > 0:
        weight = {ONE: ONE, HALF: Integer(2) ** (m + 1) - 1}.get(z)
        return part if weight is None else (-1) ** (m + 1) * factorial(m) * weight * zeta(m + 1)
    if z == ONE:
        return -EulerGamma
    p, q = int(z.p), int(z.q)
    if q > LARGEST_DENOMINATOR:
        return part
    waves = sum((cos(2 * pi * Rational(k * p, q)) * log(sin(pi * Rational(k, q))) for k in range(1, (q + 1) // 2)), ZERO)
    return -EulerGamma - log(Integer(2 * q)) - pi / 2 * cos(pi * z) / sin(pi * z) + 2 * waves


EXPANSION = Expansion(22, (digamma, trigamma, polygamma), expand)
