"""Polynomials with rational coefficients over any terms, as the search for combinations adds and multiplies them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symbolic.trusted.normal_form import Quotient

Monomial = frozenset[tuple[Any, int]]
Polynomial = dict[Monomial, Fraction]
ONE: Polynomial = {frozenset(): Fraction(1)}


def polynomial_of(flint_polynomial: Any, quotient: Quotient) -> Polynomial:
    part = Quotient(flint_polynomial, quotient.denominator, quotient.atoms)
    return {frozenset(powers.items()): Fraction(int(c.p), int(c.q)) for c, powers in part.terms()}


def times(left: Polynomial, right: Polynomial) -> Polynomial:
    if left is ONE:
        return right
    if right is ONE:
        return left
    result: Polynomial = {}
    for one, a in left.items():
        for other, b in right.items():
            powers = dict(one)
            for atom, power in other:
                powers[atom] = powers.get(atom, 0) + power
            key = frozenset(powers.items())
            result[key] = result.get(key, Fraction(0)) + a * b
    return {monomial: c for monomial, c in result.items() if c}


def scaled(polynomial: Polynomial, factor: Fraction) -> Polynomial:
    return {monomial: c * factor for monomial, c in polynomial.items()}


def atoms_of(polynomial: Polynomial) -> set[Any]:
    return {atom for monomial in polynomial for atom, _ in monomial}


def degrees(polynomial: Polynomial) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for monomial in polynomial:
        for atom, power in monomial:
            found[atom] = max(found.get(atom, 0), power)
    return found


def degree(polynomial: Polynomial) -> int:
    return max((sum(power for _, power in monomial) for monomial in polynomial), default=0)


def within(polynomial: Polynomial, bound: dict[Any, int]) -> bool:
    return all(power <= bound.get(atom, 1) for monomial in polynomial for atom, power in monomial)


def reaches(polynomial: Polynomial, uniform: dict[Any, int]) -> bool:
    return all(any(dict(monomial).get(atom, 0) >= degree for monomial in polynomial) for atom, degree in uniform.items())
