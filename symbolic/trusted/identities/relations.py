"""Polynomials over atoms, reduced by the equations that single atoms satisfy.

sin(b)^2 = 1 - cos(b)^2, |f|^2 = f^2, ((-1)^k)^2 = 1 for a whole k, and W(u) e^W(u) = u for Lambert's W (DLMF 4.13.1). Roots are reduced by
the normal form itself.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq
from sympy import Abs, Integer, LambertW, Pow, cos, exp, sin

from symbolic.trusted.normal_form import polynomial_in

MOST_TERMS = 20_000


def reduced(polynomial: Any, atoms: tuple[Any, ...]) -> Any:
    """`polynomial` with squares and products of atoms replaced as far as such an equation lets them be."""
    ring = polynomial.context()
    place = dict(zip(atoms, ring.gens(), strict=False))
    for index, atom in enumerate(atoms):
        square = _square(atom, place, ring)
        if square is not None:
            polynomial = _lowered(polynomial, ring, index, square)
        if isinstance(atom, LambertW) and exp(atom, evaluate=False) in place:
            argument = polynomial_in(atom.args[0], ring, place)
            if argument is not None:
                polynomial = _paired(polynomial, ring, index, atoms.index(exp(atom, evaluate=False)), argument)
    return polynomial


def _square(atom: Any, place: dict[Any, Any], ring: Any) -> Any:
    """The square of an atom in terms of the others."""
    if isinstance(atom, sin):
        partner = cos(atom.args[0], evaluate=False)
        return ring.constant(1) - place[partner] ** 2 if partner in place else None
    if isinstance(atom, Abs):
        return polynomial_in(atom.args[0] ** 2, ring, place)
    if isinstance(atom, Pow) and atom.base == Integer(-1) and atom.exp.is_integer:
        return ring.constant(1)
    return None


def _lowered(polynomial: Any, ring: Any, index: int, square: Any) -> Any:
    """Even powers of the atom at `index` replaced by powers of its square."""
    if polynomial.is_zero() or polynomial.degrees()[index] < 2:
        return polynomial
    by_power: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in polynomial.terms():
        half, odd = divmod(int(exponents[index]), 2)
        kept = tuple(odd if i == index else int(e) for i, e in enumerate(exponents))
        by_power.setdefault(half, {})[kept] = fmpq(coefficient)
    result = ring.constant(0)
    for half, part in sorted(by_power.items()):
        result += ring.from_dict(part) * square**half
    return result


def _paired(polynomial: Any, ring: Any, first: int, second: int, product: Any) -> Any:
    """Products of the atoms at two places replaced by what they are."""
    result = ring.constant(0)
    for exponents, coefficient in polynomial.terms():
        common = min(int(exponents[first]), int(exponents[second]))
        kept = tuple(int(e) - common * (i in (first, second)) for i, e in enumerate(exponents))
        result += ring.from_dict({kept: fmpq(coefficient)}) * product**common
    return result
