"""Gamma at arguments that are independent of one another: factorial, beta and log-gamma by Gamma, then multiplication and reflection.

Gauss: Gamma(n z) = (2 pi)^((1-n)/2) n^(n z - 1/2) Gamma(z) Gamma(z + 1/n) ... Gamma(z + (n-1)/n) (DLMF 5.5.6). Euler: Gamma(z) Gamma(1 - z)
= pi/sin(pi z) (DLMF 5.5.3). The recurrence is part of the normal form. Where a factor that a formula brings in has a pole or a zero, both
sides of the equation that is decided extend by continuity.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Mul, Pow, Rational, beta, ceiling, factorial, gamma, log, loggamma, pi, sin, sqrt

from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.normal_form import exponent_terms, normalised

ONE, HALF = Integer(1), Rational(1, 2)
LARGEST_FACTOR = 6


def expand(term: Any, context: Any) -> Any:
    """All of the family by Gamma at few arguments."""
    term = everywhere(term, lambda part: _by_gamma(part, context))
    bases = {application.args[0]: base_of(application.args[0], context) for application in applications(term, gamma)}
    chosen = {base: _replacement(base, set(bases.values()), context) for base in dict.fromkeys(bases.values())}

    def rule(part: Any) -> Any:
        if not isinstance(part, gamma) or part.args[0] not in bases:
            return part
        base = bases[part.args[0]]
        if chosen[base] is None:
            return part
        shift = normalised(part.args[0] - _argument(base), context.positive)
        return _shifted(_argument(base), int(shift)) * chosen[base] if shift.is_Integer else part

    expanded = everywhere(term, rule) if any(value is not None for value in chosen.values()) else term
    return _reflected(expanded, context)


def _by_gamma(part: Any, context: Any) -> Any:
    if isinstance(part, factorial):
        return gamma(part.args[0] + 1)
    if isinstance(part, beta):
        a, b = part.args[:2]
        return gamma(a) * gamma(b) / gamma(a + b)
    if isinstance(part, loggamma):
        return log(gamma(part.args[0]))
    return part


def base_of(argument: Any, context: Any) -> tuple[Any, Rational]:
    """The argument as a moving part and a constant in (0, 1], up to an integer."""
    moving: Any = Integer(0)
    constant: Any = Integer(0)
    for coefficient, rest in exponent_terms(argument, context.positive):
        if rest == 1:
            constant += coefficient
        else:
            moving += coefficient * rest
    return moving, constant - ceiling(constant) + 1


def _argument(base: tuple[Any, Rational]) -> Any:
    return base[0] + base[1]


def _shifted(base: Any, shift: int) -> Any:
    """Gamma(base + shift)/Gamma(base)."""
    if shift >= 0:
        return Mul(*(base + i for i in range(shift)))
    return Mul(*(Pow(base - i, -1) for i in range(1, -shift + 1)))


def _replacement(base: tuple[Any, Rational], bases: set[tuple[Any, Rational]], context: Any) -> Any:
    """Gamma at n z by Gauss's formula where z, up to an integer multiple of 1/n, occurs as well; None where it does not."""
    moving, constant = base
    if moving == 0:
        return sqrt(pi) if constant == HALF else None
    for n in range(2, LARGEST_FACTOR + 1):
        for other, offset in sorted(bases, key=str):
            if other != 0 and normalised(moving - n * other, context.positive) == 0 and (n * offset - constant).is_Integer:
                z = (moving + constant) / n
                parts = Mul(*(gamma(z + Rational(k, n)) for k in range(n)))
                return (2 * pi) ** Rational(1 - n, 2) * Integer(n) ** (n * z - HALF) * parts
    return None


def _reflected(term: Any, context: Any) -> Any:
    """Gamma at -m + c by Gamma at m + c' where c + c' is whole and both occur: the one whose moving part leads with a minus sign goes."""
    bases = {application.args[0]: base_of(application.args[0], context) for application in applications(term, gamma)}
    known = set(bases.values())

    def rule(part: Any) -> Any:
        if not isinstance(part, gamma) or part.args[0] not in bases:
            return part
        moving, constant = bases[part.args[0]]
        partner = (normalised(-moving, context.positive), constant if constant == ONE else ONE - constant)
        goes = leading_sign(moving) < 0 or (moving == 0 and constant > HALF)
        if not goes or partner not in known:
            return part
        z = part.args[0]
        if normalised(z, context.positive).is_integer:  # sin(pi z) = 0 would hide a pole of Gamma
            return part
        return pi / (sin(pi * z) * gamma(1 - z))

    return everywhere(term, rule)


EXPANSION = Expansion(26, (gamma, factorial, beta, loggamma), expand)
