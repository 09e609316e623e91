"""Roots and absolute values of products, and powers of -1 with whole exponents.

(f g)^r = f^r g^r for f, g >= 0; (f^2)^r = |f|^(2r); |f g| = |f| |g|; sqrt(f/g) = sqrt(f g)/|g|. (f g)^n = f^n g^n for every whole n. max and
min of two numbers are (u + v + |u - v|)/2 and (u + v - |u - v|)/2.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq
from sympy import Abs, Integer, Max, Min, Mul, Pow, Rational

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.normal_form import Quotient, normal_form

ONE, MINUS_ONE = Integer(1), Integer(-1)


def expand(term: Any, context: Any) -> Any:
    """Every root, absolute value and power with a symbolic whole exponent taken apart as far as signs allow."""

    def rule(part: Any) -> Any:
        if isinstance(part, Max | Min) and len(part.args) == 2:
            u, v = part.args
            return (u + v + (1 if isinstance(part, Max) else -1) * absolute(u - v, context)) / 2
        if isinstance(part, Abs):
            return absolute(part.args[0], context)
        if isinstance(part, Pow) and not part.exp.is_Integer:
            if part.exp.is_Rational:
                return _root(part.base, part.exp, context)
            if part.exp.is_integer:
                return _whole_power(part.base, part.exp, context)
        return part

    return everywhere(term, rule)


def absolute(term: Any, context: Any) -> Any:
    """|term| as a product of factors of known sign and absolute values of the others."""
    number, factors = factors_of(term, context)
    return abs(number) * Mul(*(Pow(_size(factor, context), times) for factor, times in factors))


def _size(factor: Any, context: Any) -> Any:
    relation = context.relation(factor)
    if implied(relation, ">="):
        return factor
    return -factor if implied(relation, "<=") else Abs(factor, evaluate=False)


def factors_of(term: Any, context: Any) -> tuple[Rational, list[tuple[Any, int]]]:
    """A rational and irreducible polynomials over atoms with exponents; those of the denominator are negative."""
    quotient = normal_form(term, context.positive)
    if quotient.is_zero:
        return Integer(0), []
    number: Any = ONE
    found: list[tuple[Any, int]] = []
    one = quotient.denominator / quotient.denominator
    for polynomial, direction in ((quotient.numerator, 1), (quotient.denominator, -1)):
        constant, factors = polynomial.factor()
        lead = fmpq(constant)
        number *= Rational(int(lead.p), int(lead.q)) ** direction
        for factor, times in factors:
            content = fmpq(factor.leading_coefficient())
            number *= Rational(int(content.p), int(content.q)) ** (int(times) * direction)
            found.append((Quotient(factor / content, one, quotient.atoms).top(), int(times) * direction))
    return number, sorted(found, key=lambda entry: str(entry[0]))


def _root(base: Any, exponent: Rational, context: Any) -> Any:
    """base**exponent for a fraction: `outside` times the power of what is not taken apart.

    A factor of unknown sign may leave in even powers only, and only if it is not 0 where the rest would be negative: the rest is known not
    to be negative, or the factor not to vanish, as all of them do not where the exponent is negative.
    """
    number, factors = factors_of(base, context)
    if number == 0:
        return Pow(base, exponent)
    outside: Any = ONE
    rest: list[tuple[Any, int]] = []
    for factor, times in factors:
        relation = context.relation(factor)
        if implied(relation, ">="):
            outside *= Pow(factor, times * exponent)
        elif implied(relation, "<="):
            outside *= Pow(-factor, times * exponent)
            number *= MINUS_ONE**times
        else:
            rest.append((factor, times))
    if not any(times % 2 for _, times in rest) and number > 0:
        outside *= Mul(*(Pow(Abs(factor, evaluate=False), times * exponent) for factor, times in rest))
        return outside * Pow(number, exponent)
    kept = []
    for factor, times in rest:
        leaves = times - times % 2 if exponent.q % 2 == 0 else 0
        if leaves and (exponent < 0 or leaves < 0 or implied(context.relation(factor), "!=")):
            outside *= Pow(Abs(factor, evaluate=False), leaves * exponent)
            times -= leaves
        kept.append((factor, times))
    inner = abs(number) if number > 0 else number
    return outside * Pow(abs(inner), exponent) * Pow(Mul(inner / abs(inner), *(Pow(f, t) for f, t in kept)), exponent)


def _whole_power(base: Any, exponent: Any, context: Any) -> Any:
    """base**exponent for a whole exponent that is not a number: by factors, powers of -1 with the exponent reduced modulo 2."""
    number, factors = factors_of(base, context)
    if number == 0:
        return Pow(base, exponent)
    sign = _sign_power(exponent, context) if number < 0 else ONE
    return sign * Pow(abs(number), exponent) * Mul(*(Pow(factor, times * exponent, evaluate=False) for factor, times in factors))


def _sign_power(exponent: Any, context: Any) -> Any:
    """(-1)**exponent as a product of (-1)**(products of whole symbols), whose powers and multiples count modulo 2."""
    quotient = normal_form(exponent, context.positive)
    if not quotient.denominator.is_constant():
        return Pow(MINUS_ONE, exponent)
    result: Any = ONE
    for coefficient, powers in quotient.terms():
        if not coefficient.is_Integer or not all(atom.is_integer for atom in powers):
            return Pow(MINUS_ONE, exponent)
        if coefficient % 2:
            result *= Pow(MINUS_ONE, Mul(*powers)) if powers else MINUS_ONE
    return result


EXPANSION = Expansion(60, (Abs, Max, Min, Pow), expand)
