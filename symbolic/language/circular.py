"""sin, cos and tan of rational multiples of pi, where they are rational: no ball is exactly 0 or 1/2."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy


def multiple_of_pi(term: Any, evaluate: Callable[[Any], Any]) -> Fraction | None:
    """The rational number that `term` is pi times, where its form shows that; 0 is none of pi's multiples here."""
    if term == sympy.pi:
        return Fraction(1)
    if not (term.is_Add or term.is_Mul) or not term.has(sympy.pi):
        return None
    if term.is_Add:
        parts = [multiple_of_pi(part, evaluate) for part in term.args]
        known = [part for part in parts if part is not None]
        return sum(known, Fraction(0)) if len(known) == len(parts) else None
    with_pi = [factor for factor in term.args if factor.has(sympy.pi)]
    if len(with_pi) != 1:
        return None
    found = multiple_of_pi(with_pi[0], evaluate)
    for factor in term.args:
        if found is None or factor is with_pi[0]:
            continue
        number = evaluate(factor)
        found = found * number if isinstance(number, Fraction) else None
    return found


def exact_circular(head: Any, multiple: Fraction) -> Any:
    """sin, cos or tan of `multiple` times pi where that is 0, 1/2, 1 or their negatives; zoo at a pole of tan; None elsewhere."""
    turns = multiple % 2
    if head is sympy.cos:
        return _SINES.get((turns + Fraction(1, 2)) % 2)
    if head is sympy.sin:
        return _SINES.get(turns)
    return {Fraction(0): Fraction(0), Fraction(1, 4): Fraction(1), Fraction(1, 2): sympy.zoo, Fraction(3, 4): Fraction(-1)}.get(
        multiple % 1
    )


_SINES = {Fraction(k, 6): Fraction(v, 2) for k, v in ((0, 0), (1, 1), (3, 2), (5, 1), (6, 0), (7, -1), (9, -2), (11, -1))}

__all__ = ["exact_circular", "multiple_of_pi"]
