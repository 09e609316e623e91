"""Polynomials over atoms, reduced by the equations that single atoms satisfy.

sin(b)^2 = 1 - cos(b)^2, |f|^2 = f^2, sgn(f) |f| = f, ((-1)^k)^2 = 1 for a whole k, and W(u) e^W(u) = u for Lambert's W (DLMF 4.13.1). Roots
are reduced by the normal form itself, as far as it has their radicands.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq, fmpq_mpoly_ctx
from sympy import Abs, Integer, LambertW, Pow, cos, exp, sign, sin

from symbolic.trusted.normal_form import atoms_of, polynomial_in, reduce_roots


def reduced(polynomial: Any, atoms: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """`polynomial` with powers and products of atoms replaced as far as such an equation lets them be, and its atoms then."""
    polynomial, atoms = _with_radicands(polynomial, atoms)
    ring = polynomial.context()
    place = dict(zip(atoms, ring.gens(), strict=False))
    for index, atom in (*enumerate(atoms), *enumerate(atoms)):  # the square of |sin b| has sin b once more
        square = _square(atom, place, ring)
        if square is not None:
            polynomial = _lowered(polynomial, ring, index, square)
        for partner, product in _partners(atom, place, ring):
            polynomial = _paired(polynomial, ring, index, atoms.index(partner), product)
    return polynomial, atoms


def _with_radicands(polynomial: Any, atoms: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Over a ring that has the atoms of all radicands whose roots occur to a power that makes them whole, these powers reduced."""
    degrees = dict(zip(atoms, polynomial.degrees(), strict=False))
    radicands = [a.base for a in atoms if isinstance(a, Pow) and a.exp.is_Rational and not a.exp.is_Integer and degrees[a] >= a.exp.q]
    missing = {atom for radicand in radicands for atom in atoms_of(radicand)} - set(atoms)
    if not missing:
        return polynomial, atoms
    extended = (*atoms, *sorted(missing, key=str))
    ring = fmpq_mpoly_ctx.get([f"a{i}" for i in range(len(extended))], "degrevlex")
    none = (0,) * (len(extended) - len(atoms))
    lifted = {(*map(int, exponents), *none): fmpq(coefficient) for exponents, coefficient in polynomial.terms()}
    place = dict(zip(extended, ring.gens(), strict=False))
    return reduce_roots(ring.from_dict(lifted), ring, extended, place), extended


def _partners(atom: Any, place: dict[Any, Any], ring: Any) -> list[tuple[Any, Any]]:
    """Atoms whose product with `atom` is a polynomial in others, with that polynomial."""
    partner = (
        exp(atom, evaluate=False) if isinstance(atom, LambertW) else Abs(*atom.args, evaluate=False) if isinstance(atom, sign) else None
    )
    product = polynomial_in(atom.args[0], ring, place) if partner in place else None
    return [] if product is None else [(partner, product)]


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
    if polynomial.is_zero() or not all(polynomial.degrees()[place] for place in (first, second)):
        return polynomial
    result = ring.constant(0)
    for exponents, coefficient in polynomial.terms():
        common = min(int(exponents[first]), int(exponents[second]))
        kept = tuple(int(e) - common * (i in (first, second)) for i, e in enumerate(exponents))
        result += ring.from_dict({kept: fmpq(coefficient)}) * product**common
    return result
