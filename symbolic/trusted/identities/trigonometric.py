"""Sines and cosines of sums and multiples by those of independent angles (DLMF 4.21.1 to 4.21.34 follow).

Every argument is a sum of rational multiples of terms; of each term the greatest common measure b of its multiples is a base angle, so that
de Moivre's formula gives sin and cos of n b as polynomials in sin b and cos b. pi k for a whole k gives (-1)^k, and rational multiples of
pi stay numbers. At an inverse function sine and cosine are algebraic: cos(asin u) = sqrt(1 - u^2) >= 0 and so on (DLMF 4.23).
"""

from __future__ import annotations

from math import gcd, lcm
from typing import Any

from sympy import Integer, Rational, acos, asin, atan, cos, cot, csc, pi, sec, sin, sqrt, tan

from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.normal_form import TooLarge, exponent_terms

ZERO, ONE, HALF = Integer(0), Integer(1), Rational(1, 2)
LARGEST_MULTIPLE = 64

_AS_SINE_AND_COSINE = {
    tan: lambda u: sin(u) / cos(u),
    cot: lambda u: cos(u) / sin(u),
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
}


def expand(term: Any, context: Any) -> Any:
    """All sines and cosines of `term` as polynomials in those of its base angles."""

    def quotients(part: Any) -> Any:
        return _AS_SINE_AND_COSINE[type(part)](*part.args) if type(part) in _AS_SINE_AND_COSINE else part

    return _innermost_first(everywhere(term, quotients), context)


def _innermost_first(term: Any, context: Any) -> Any:
    """Arguments that hold sines and cosines themselves are expanded before what they stand in."""

    def inside(part: Any) -> Any:
        if isinstance(part, sin | cos) and part.args[0].has(sin, cos):
            return part.func(_innermost_first(part.args[0], context))
        return part

    found = applications(term, sin, cos)
    if any(part.args[0].has(sin, cos) for part in found):
        term = everywhere(term, inside)
        found = applications(term, sin, cos)
    parts = {argument: exponent_terms(argument, context.positive) for argument in dict.fromkeys(part.args[0] for part in found)}
    units = _units(parts)

    def rule(part: Any) -> Any:
        if not isinstance(part, sin | cos) or part.args[0] not in parts:
            return part
        cosine, sine = _cosine_and_sine(parts[part.args[0]], units)
        return cosine if isinstance(part, cos) else sine

    return everywhere(term, rule)


def _units(parts: dict[Any, list[tuple[Rational, Any]]]) -> dict[Any, Rational]:
    """The greatest common measure of the multiples of each term, 1 where they are whole and the term has a known sine or is pi times k."""
    multiples: dict[Any, list[Rational]] = {}
    for terms in parts.values():
        for coefficient, rest in terms:
            multiples.setdefault(rest, []).append(coefficient)
    found = {}
    for rest, coefficients in multiples.items():
        below = lcm(*(int(c.q) for c in coefficients))
        above = gcd(*(int(c.p * below / c.q) for c in coefficients))
        known = isinstance(rest, asin | acos | atan) or _times_pi(rest) is not None
        found[rest] = Rational(1 if known else above, below)
    return found


def _times_pi(rest: Any) -> Any:
    """k for pi k with a whole k, else None."""
    other = rest / pi
    return other if other.is_integer and not other.has(pi) else None


def _cosine_and_sine(terms: list[tuple[Rational, Any]], units: dict[Any, Rational]) -> tuple[Any, Any]:
    """cos and sin of a sum by the addition theorems."""
    cosine, sine = ONE, ZERO
    for coefficient, rest in terms:
        c, s = _of_multiple(coefficient, rest, units[rest])
        cosine, sine = cosine * c - sine * s, sine * c + cosine * s
    return cosine, sine


def _of_multiple(coefficient: Rational, rest: Any, unit: Rational) -> tuple[Any, Any]:
    if rest == pi:
        return cos(coefficient * pi), sin(coefficient * pi)
    whole = _times_pi(rest)
    if whole is not None and coefficient.is_Integer:
        return Integer(-1) ** (coefficient * whole), ZERO
    times = int(coefficient / unit)
    if abs(times) > LARGEST_MULTIPLE:
        raise TooLarge(f"the sine of {times} times `{unit * rest}` is too large to expand")
    cosine, sine = _multiplied(*_of_base(unit, rest), abs(times))
    return cosine, sine if times > 0 else -sine


def _multiplied(c: Any, s: Any, times: int) -> tuple[Any, Any]:
    """cos and sin of the multiple of an angle, by halving the multiple."""
    if times == 0:
        return ONE, ZERO
    cosine, sine = _multiplied(c, s, times // 2)
    cosine, sine = cosine**2 - sine**2, 2 * sine * cosine
    return (cosine * c - sine * s, sine * c + cosine * s) if times % 2 else (cosine, sine)


def _of_base(unit: Rational, rest: Any) -> tuple[Any, Any]:
    """cos and sin of unit * rest, without functions where `rest` is an inverse function and the unit 1 or 1/2."""
    if isinstance(rest, asin | acos | atan) and unit in (ONE, HALF):
        (u,) = rest.args
        if isinstance(rest, atan):
            c, s = 1 / sqrt(1 + u**2), u / sqrt(1 + u**2)
        else:
            other = sqrt(1 - u**2)
            c, s = (u, other) if isinstance(rest, acos) else (other, u)
        if unit == ONE:
            return c, s
        if isinstance(rest, acos):  # in [0, pi]: both halves are not negative
            return sqrt((1 + u) / 2), sqrt((1 - u) / 2)
        half = sqrt((1 + c) / 2)  # in [-pi/2, pi/2]: the cosine of the half is positive
        return half, s / (2 * half)
    return cos(unit * rest, evaluate=False), sin(unit * rest, evaluate=False)


EXPANSION = Expansion(40, (sin, cos, *_AS_SINE_AND_COSINE), expand)
