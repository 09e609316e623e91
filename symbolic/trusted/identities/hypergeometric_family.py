"""Hypergeometric functions with parameters at which they are elementary: the series of the functions named, term by term.

0F1: DLMF 10.16.9 and 10.39.9 at the orders -1/2 and 1/2; 1F1: 13.6.1, 13.6.2, 13.6.5, 13.6.7; 2F1: 15.4.1 to 15.4.6. Kummer's
transformation M(a, b, x) = e^x M(b - a, b, -x) (13.2.39), and Euler's F(a, b; c; x) = (1 - x)^(c-a-b) F(c - a, c - b; c; x) (15.8.1).
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Pow, Rational, asin, atan, besseli, besselj, cos, default_sort_key, erf, exp, gamma, log, pi, sin, sqrt

from symbolic.language.special.bessel import hyp0f1
from symbolic.language.special.hypergeometric import hyp1f1, hyp2f1
from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.identities.roots import absolute, factors_of
from symbolic.trusted.normal_form import normalised

ONE, HALF = Integer(1), Rational(1, 2)
THREE_HALVES = Rational(3, 2)
LONGEST = 12  # sums that are written out


def expand(term: Any, context: Any) -> Any:
    """Those whose argument has a known sign, where a root of it is needed, and is not 0, where it stands in a denominator."""

    with_bessel = term.has(besselj, besseli)

    def rule(part: Any) -> Any:
        if not isinstance(part, hyp0f1 | hyp1f1 | hyp2f1):
            return part
        arguments = [normalised(argument, context.positive) for argument in part.args]
        if arguments[-1] == 0:
            return ONE
        if len(arguments) > 2:
            finite = _polynomial(arguments)
            if finite is not None:
                return finite
        kind: Any = {hyp0f1: _zero_one, hyp1f1: _one_one, hyp2f1: _two_one}[type(part)]
        found = kind(*arguments, context)
        if found is None and with_bessel and isinstance(part, hyp0f1):
            found = _bessel(arguments[0], arguments[1], context)
        if found is None and isinstance(part, hyp2f1):
            return _eulerian(*arguments)
        return part.func(*arguments, evaluate=False) if found is None else found

    return everywhere(term, rule)


def _polynomial(arguments: list[Any]) -> Any:
    """The sum itself where an upper parameter is 0, -1, -2, ... and not too low."""
    *upper, lower, x = arguments
    ends = [-int(a) for a in upper if a.is_Integer and -LONGEST <= a <= 0]
    if not ends:
        return None
    total, part = ONE, ONE
    for k in range(min(ends)):
        for a in upper:
            part *= a + k
        part *= x / ((lower + k) * (k + 1))
        total += part
    return total


def _root_of(x: Any, context: Any) -> Any:
    """(r, sign) with x = sign r^2, r real: r^2 as written, or by the sign of x; None for an unknown sign."""
    number, factors = factors_of(x, context)
    if number == 0:
        return None
    if all(times % 2 == 0 for _, times in factors):
        size = sqrt(abs(number))
        for factor, times in factors:
            size *= Pow(factor, times // 2)
        return size, (1 if number > 0 else -1)
    relation = context.relation(x)
    if implied(relation, ">="):
        return sqrt(x), 1
    return (sqrt(absolute(x, context)), -1) if implied(relation, "<=") else None


def _nonzero(x: Any, context: Any) -> bool:
    number, factors = factors_of(x, context)
    return number != 0 and all(implied(context.relation(factor), "!=") for factor, _ in factors)


def _zero_one(b: Any, x: Any, context: Any) -> Any:
    if b not in (HALF, THREE_HALVES):
        return None
    found = _root_of(x, context)
    if found is None:
        return None
    z = 2 * found[0]
    if b == HALF:
        return (exp(z) + exp(-z)) / 2 if found[1] > 0 else cos(z)
    if not _nonzero(x, context):
        return None
    return (exp(z) - exp(-z)) / (2 * z) if found[1] > 0 else sin(z) / z


def _bessel(b: Any, x: Any, context: Any) -> Any:
    """Gamma(b) r^(1-b) C_(b-1)(2 r) for x = r^2, r > 0 and C = I, or x = -r^2 and C = J (DLMF 10.39.9, 10.16.9).

    For b = 1, 2, ... both sides are even in r, so that r need not be positive; for b = 1 it may be 0.
    """
    found = _root_of(x, context)
    if found is None:
        return None
    wanted = ">" if not (b.is_Integer and b > 0) else "!="
    if b != ONE and not implied(context.relation(found[0]), wanted):
        return None
    r, sign = found
    return gamma(b) * Pow(r, 1 - b) * (besseli if sign > 0 else besselj)(normalised(b - 1), normalised(2 * r), evaluate=False)


def _one_one(a: Any, b: Any, x: Any, context: Any) -> Any:
    found = _kummer(a, b, x, context)
    if found is None:
        turned = _kummer(normalised(b - a), b, normalised(-x), context)
        found = None if turned is None else exp(x) * turned
    if found is None and leading_sign(x) < 0:
        return exp(x) * hyp1f1(normalised(b - a), b, normalised(-x), evaluate=False)
    return found


def _kummer(a: Any, b: Any, x: Any, context: Any) -> Any:
    if normalised(a - b) == 0:
        return exp(x)
    if a == 0:
        return ONE
    if a == ONE and b == 2 and _nonzero(x, context):
        return (exp(x) - 1) / x
    if (a, b) in ((HALF, THREE_HALVES), (ONE, THREE_HALVES)):
        found = _root_of(x, context)
        if found is None or found[1] != (1 if a == ONE else -1) or not _nonzero(x, context):
            return None
        return (exp(x) if a == ONE else 1) * sqrt(pi) * erf(found[0]) / (2 * found[0])
    return None


def _two_one(a: Any, b: Any, c: Any, x: Any, context: Any) -> Any:
    for one, other in ((a, b), (b, a)):
        if normalised(other - c) == 0:
            return Pow(1 - x, -one)
        if one == 0:
            return ONE
    if not _nonzero(x, context):
        return None
    if (a, b, c) == (ONE, ONE, Integer(2)):
        return -log(1 - x) / x
    found = _root_of(x, context)
    if found is None or c != THREE_HALVES:
        return None
    z, sign = found
    if {a, b} == {HALF, ONE}:
        return log((1 + z) / (1 - z)) / (2 * z) if sign > 0 else atan(z) / z
    if a == b == HALF:
        return asin(z) / z if sign > 0 else log(z + sqrt(1 + z**2)) / z
    return None


def _eulerian(a: Any, b: Any, c: Any, x: Any) -> Any:
    """The one of the two sides of Euler's transformation whose parameters come first."""
    written = sorted((a, b), key=default_sort_key)
    turned = sorted((normalised(c - a), normalised(c - b)), key=default_sort_key)
    first = min((written, turned), key=lambda pair: [default_sort_key(parameter) for parameter in pair])
    factor = ONE if first == written else Pow(1 - x, normalised(c - a - b))
    return factor * hyp2f1(*first, c, x, evaluate=False)


EXPANSION = Expansion(18, (hyp0f1, hyp1f1, hyp2f1), expand)
