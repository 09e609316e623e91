"""Roots and absolute values of products, and powers of -1 with whole exponents.

(f g)^r = f^r g^r for f, g >= 0; (f^a)^r = f^(a r) for f > 0 (DLMF 4.2.26); (f^2)^r = |f|^(2r); |f g| = |f| |g|; sqrt(f/g) = sqrt(f g)/|g|.
(f g)^n = f^n g^n for every whole n.
max and min of two numbers are (u + v + |u - v|)/2 and (u + v - |u - v|)/2.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq
from sympy import Abs, Add, Integer, Max, Min, Mul, Pow, Rational, cos, sign, sin

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.identities.relations import reduced
from symbolic.trusted.normal_form import Quotient, normal_form

ONE, MINUS_ONE = Integer(1), Integer(-1)


def expand(term: Any, context: Any) -> Any:
    """Every root, absolute value and power with a symbolic whole exponent taken apart as far as signs allow."""

    def rule(part: Any) -> Any:
        if isinstance(part, Max | Min) and len(part.args) == 2:
            u, v = part.args
            return (u + v + (1 if isinstance(part, Max) else -1) * absolute(u - v, context)) / 2
        if isinstance(part, sign):
            return _sign(part.args[0], context)
        if isinstance(part, Abs):
            return absolute(part.args[0], context)
        if isinstance(part, Pow) and not part.exp.is_Integer:
            if isinstance(part.base, Pow) and implied(context.relation(part.base.base), ">"):
                return Pow(part.base.base, part.base.exp * part.exp, evaluate=False)
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


def _sign(term: Any, context: Any) -> Any:
    """The sign of a product as the product of the signs, those that are known as numbers."""
    known = {">": Integer(1), "<": MINUS_ONE, "==": Integer(0)}
    number, factors = factors_of(term, context)
    if number == 0:
        return number
    signs = (known.get(context.relation(factor) or "", sign(factor, evaluate=False)) for factor, _ in factors)
    return Mul(known[">"] if number > 0 else MINUS_ONE, *(Pow(s, abs(times)) for s, (_, times) in zip(signs, factors, strict=True)))


def _size(factor: Any, context: Any) -> Any:
    relation = context.relation(factor)
    if implied(relation, ">="):
        return factor
    return -factor if implied(relation, "<=") else Abs(factor, evaluate=False)


def factors_of(term: Any, context: Any) -> tuple[Rational, list[tuple[Any, int]]]:
    """A rational and irreducible polynomials over atoms with exponents; those of the denominator are negative."""
    quotient = _with_relations(normal_form(term, context.positive), context)
    if any(isinstance(atom, sin | cos) for atom in quotient.atoms):
        quotient = _homogeneous(quotient, context)
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


def _with_relations(quotient: Quotient, context: Any) -> Quotient:
    """The quotient after sin^2 + cos^2 = 1 and the like."""
    above, below = (reduced(polynomial, quotient.atoms) for polynomial in (quotient.numerator, quotient.denominator))
    if above[0] == quotient.numerator and below[0] == quotient.denominator:
        return quotient
    one = quotient.denominator / quotient.denominator
    terms = [Quotient(polynomial, one, atoms).top() for polynomial, atoms in (above, below)]
    return normal_form(terms[0] / terms[1], context.positive)


def _homogeneous(quotient: Quotient, context: Any) -> Quotient:
    """With sin^2 + cos^2 for 1, so that 1 + 2 sin b cos b shows its root: all terms of one degree in sin b and cos b, where these are all
    even or all odd.
    """
    one = quotient.denominator / quotient.denominator
    parts = [Quotient(polynomial, one, quotient.atoms) for polynomial in (quotient.numerator, quotient.denominator)]
    for angle in sorted({atom.args[0] for atom in quotient.atoms if isinstance(atom, sin | cos)}, key=str):
        pair = (sin(angle, evaluate=False), cos(angle, evaluate=False))
        whole = pair[0] ** 2 + pair[1] ** 2
        parts = [normal_form(_raised(part, pair, whole), context.positive) for part in parts]
    return normal_form(parts[0].term() / parts[1].term(), context.positive)


def _raised(part: Quotient, pair: tuple[Any, Any], whole: Any) -> Any:
    degrees = [sum(powers.get(atom, 0) for atom in pair) for _, powers in part.terms()]
    if len({degree % 2 for degree in degrees}) > 1:
        return part.term()
    summands = (Mul(c, *(Pow(a, e) for a, e in powers.items())) for c, powers in part.terms())
    return Add(*(s * whole ** ((max(degrees) - degree) // 2) for s, degree in zip(summands, degrees, strict=True)))


def _root(base: Any, exponent: Rational, context: Any) -> Any:
    """base**exponent for a fraction, where base >= 0: what may leave the root times the root of the rest.

    A factor that may be 0 leaves only together with all others: where it is 0, the rest may be negative and have no root.
    """
    number, factors = factors_of(base, context)
    outside: list[tuple[Any, Any]] = []
    weak: list[tuple[Any, int]] = []
    open_: list[tuple[Any, int]] = []
    for factor, times in factors:
        relation = context.relation(factor)
        present = exponent < 0 or times < 0 or implied(relation, "!=")  # not 0 where the root is defined
        if implied(relation, ">=") or implied(relation, "<="):
            sized, turn = (factor, 1) if implied(relation, ">=") else (-factor, -1)
            number *= Integer(turn) ** times
            (outside if present else weak).append((sized, times))
        else:
            leaves = times - times % 2 if present and exponent.q % 2 == 0 else 0
            outside.append((Abs(factor, evaluate=False), leaves))
            open_.append((factor, times - leaves))
    if not any(times % 2 for _, times in open_) and number > 0:
        outside += [*weak, *((Abs(factor, evaluate=False), times) for factor, times in open_)]
        weak, open_ = [], []
    turn = Integer(1 if number >= 0 else -1)
    rest = turn * Mul(*(Pow(factor, times) for factor, times in (*weak, *open_)))
    held = ONE if rest == 1 else Pow(rest, exponent, evaluate=False)  # SymPy would take out squares of what may be 0
    return Mul(*(Pow(sized, times * exponent) for sized, times in outside)) * Pow(turn * number, exponent) * held


def _whole_power(base: Any, exponent: Any, context: Any) -> Any:
    """base**exponent for a whole exponent that is not a number: by factors, powers of -1 with the exponent reduced modulo 2."""
    number, factors = factors_of(base, context)
    if number == 0:
        return Pow(base, exponent)
    turn = _sign_power(exponent, context) if number < 0 else ONE
    return turn * Pow(abs(number), exponent) * Mul(*(Pow(factor, times * exponent, evaluate=False) for factor, times in factors))


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


EXPANSION = Expansion(60, (Abs, sign, Max, Min, Pow), expand)
