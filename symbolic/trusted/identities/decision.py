"""Whether a term is zero wherever it is defined and the facts hold: expansions, normal form, relations of atoms, algebraic numbers,
logarithms.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm
from typing import Any

from flint import fmpq
from sympy import Add, Mul, Pow, Rational, asin, atan, exp, log, sign

from symbolic.language.differentiation import evaluate_derivatives
from symbolic.language.special import unfold_special
from symbolic.trusted.context import Context
from symbolic.trusted.identities.algebraic import algebraic_zero, is_algebraic
from symbolic.trusted.identities.angles import sine, smaller_than_pi, sum_of_angles
from symbolic.trusted.identities.expansion import expansions
from symbolic.trusted.identities.relations import reduced
from symbolic.trusted.identities.signs import vanishes_in_all_signs
from symbolic.trusted.normal_form import Quotient, normal_form

DEEPEST = 2  # equations between logarithms inside equations between logarithms
LARGEST_MULTIPLE = 24  # of a logarithm whose argument is raised to a power


@dataclass(frozen=True)
class Decision:
    """Whether the term is seen to vanish, and whether balls had a say in it."""

    zero: bool
    enclosed: bool = False


NO, YES = Decision(False), Decision(True)


def vanishes(context: Context, term: Any, depth: int = 0) -> Decision:
    """Whether `term` is seen to be zero wherever it is defined and the facts of `context` hold."""
    quotient = expanded(context, term)
    return YES if quotient.is_zero else _decide(context, quotient, depth)


def expanded(context: Context, term: Any) -> Quotient:
    """The normal form of `term` after all expansions, its numerator (which may have further atoms) reduced by relations of the atoms."""
    term = evaluate_derivatives(unfold_special(term))
    for expansion in expansions():
        if term.has(*expansion.heads):
            term = expansion.expand(term, context)
    quotient = normal_form(term, context.positive)
    numerator, atoms = reduced(quotient.numerator, quotient.atoms)
    return Quotient(numerator, quotient.denominator, atoms)


def _decide(context: Context, quotient: Quotient, depth: int) -> Decision:
    if any(isinstance(atom, log) for atom in quotient.atoms) and depth < DEEPEST:
        by_logarithms = _logarithms_cancel(context, quotient, depth)
        if by_logarithms.zero:
            return by_logarithms
    if any(isinstance(atom, sign) for atom in quotient.atoms) and vanishes_in_all_signs(quotient.numerator, quotient.atoms):
        return YES
    if any(isinstance(atom, asin | atan) for atom in quotient.atoms) and depth < DEEPEST:
        angle = sum_of_angles(quotient)
        if angle is not None:
            return Decision(smaller_than_pi(angle) and vanishes(context, sine(angle), DEEPEST).zero, enclosed=True)
    return _algebraic_coefficients(quotient)


def _algebraic_coefficients(quotient: Quotient) -> Decision:
    """Zero when the coefficient of each product of the other atoms is a zero algebraic number."""
    if not any(is_algebraic(atom) for atom in quotient.atoms):
        return NO
    coefficients: dict[Any, Any] = {}
    for number, powers in quotient.terms():
        others = frozenset((atom, power) for atom, power in powers.items() if not is_algebraic(atom))
        known = Mul(number, *(Pow(atom, power) for atom, power in powers.items() if is_algebraic(atom)))
        coefficients[others] = coefficients.get(others, 0) + known
    return Decision(all(algebraic_zero(total) for total in coefficients.values()), enclosed=True)


def _logarithms_cancel(context: Context, quotient: Quotient, depth: int) -> Decision:
    """c (q_1 log u_1 + ... + q_n log u_n + r) is 0 where u_1^q_1 ... u_n^q_n = exp(-r), for rational q.

    A logarithm is defined for positive arguments only, so that nothing is to be shown of the signs. The summands are sorted by what
    stands before the logarithms; each sort has to cancel, together with the rest where that is a multiple.
    """
    groups, rest = _by_factor(quotient)
    if groups is None:
        return NO
    enclosed = False
    for factor, logarithms in groups:
        remainder: Any = Rational(0)
        if not rest.is_zero():
            divisible, left = divmod(rest, factor)
            if left.is_zero():
                remainder, rest = Quotient(divisible, factor / factor, quotient.atoms).top(), left
        found = _product_is_one(context, logarithms, remainder, depth)
        if not found.zero:
            return NO
        enclosed = enclosed or found.enclosed
    if rest.is_zero():
        return Decision(True, enclosed)
    return _algebraic_coefficients(Quotient(rest, rest.context().constant(1), quotient.atoms))


def _by_factor(quotient: Quotient) -> tuple[Any, Any]:
    """The numerator as a sum of factor * (q_1 log u_1 + ...), and the rest; (None, None) where logarithms are multiplied together."""
    numerator, ring = quotient.numerator, quotient.numerator.context()
    places = [index for index, atom in enumerate(quotient.atoms) if isinstance(atom, log)]
    parts: dict[int | None, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in numerator.terms():
        present = [place for place in places if exponents[place]]
        if len(present) > 1 or (present and exponents[present[0]] > 1):
            return None, None
        where = present[0] if present else None
        kept = tuple(0 if index == where else int(e) for index, e in enumerate(exponents))
        parts.setdefault(where, {})[kept] = fmpq(coefficient)
    rest = ring.from_dict(parts.pop(None, {}))
    groups: list[tuple[Any, list[tuple[Rational, Any]]]] = []
    for place, part in sorted(parts.items(), key=lambda entry: entry[0] or 0):
        polynomial = ring.from_dict(part)
        lead = fmpq(polynomial.leading_coefficient())
        monic, weight = polynomial / lead, Rational(int(lead.p), int(lead.q))
        same = next((members for factor, members in groups if factor == monic), None)
        if same is None:
            same = []
            groups.append((monic, same))
        same.append((weight, quotient.atoms[place or 0].args[0]))
    return groups, rest


def _product_is_one(context: Context, logarithms: list[tuple[Rational, Any]], remainder: Any, depth: int) -> Decision:
    common = lcm(*(int(weight.q) for weight, _ in logarithms))
    shared = gcd(*(int(weight * common) for weight, _ in logarithms))
    powers = [(argument, int(weight * common) // shared) for weight, argument in logarithms]
    if max(abs(power) for _, power in powers) > LARGEST_MULTIPLE:
        return NO
    above = Mul(*(Pow(argument, power) for argument, power in powers if power > 0))
    below = Mul(*(Pow(argument, -power) for argument, power in powers if power < 0))
    return vanishes(context, Add(above, -below * exp(-remainder * common / shared)), depth + 1)


__all__ = ["Decision", "expanded", "vanishes"]
