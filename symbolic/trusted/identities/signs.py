"""Polynomials in s = sgn(f): zero where f > 0, where f < 0 and where f = 0.

With |f| = s f and s^3 = s such a polynomial is A + B s + C s^2. For f != 0 it is A + C + B or A + C - B; for f = 0 it is A, where roots of
|f| are 0, too.
"""

from __future__ import annotations

from typing import Any

from flint import fmpq
from sympy import Abs, Pow, sign

from symbolic.trusted.normal_form import polynomial_in


def vanishes_in_all_signs(polynomial: Any, atoms: tuple[Any, ...]) -> bool:
    """Whether the polynomial is zero whatever the sign of f is, for the first f whose sign is among `atoms`."""
    ring = polynomial.context()
    place = dict(zip(atoms, ring.gens(), strict=False))
    index, atom = next((i, a) for i, a in enumerate(atoms) if isinstance(a, sign))
    f = polynomial_in(atom.args[0], ring, place)
    magnitude = Abs(*atom.args, evaluate=False)
    size = atoms.index(magnitude) if f is not None and magnitude in atoms else None
    parts = _by_power(polynomial, ring, index, size, f)
    if not (parts[1].is_zero() and (parts[0] + parts[2]).is_zero()):
        return False
    with_root = [i for i, a in enumerate(atoms) if a == magnitude or (isinstance(a, Pow) and a.exp.is_Rational and a.base == magnitude)]
    left = {tuple(map(int, e)): fmpq(c) for e, c in parts[0].terms() if not any(e[i] for i in with_root)}
    return not left or (f is not None and bool(divmod(ring.from_dict(left), f)[1].is_zero()))


def _by_power(polynomial: Any, ring: Any, index: int, size: int | None, f: Any) -> list[Any]:
    """A, B and C."""
    parts = [ring.constant(0), ring.constant(0), ring.constant(0)]
    for exponents, coefficient in polynomial.terms():
        sizes = int(exponents[size]) if size is not None else 0
        power = int(exponents[index]) + sizes
        kept = tuple(0 if i in (index, size) else int(e) for i, e in enumerate(exponents))
        parts[power if power < 3 else 2 - power % 2] += ring.from_dict({kept: fmpq(coefficient)}) * (f**sizes if sizes else 1)
    return parts


__all__ = ["vanishes_in_all_signs"]
