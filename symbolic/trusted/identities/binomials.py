"""Binomial coefficients at neighbouring places by one of them.

Where 0 <= k <= n is known, binomial(n, k) = Gamma(n + 1)/(Gamma(k + 1) Gamma(n - k + 1)) (DLMF 1.2.6). Elsewhere, for whole k: the sum
over i of binomial(j, i) binomial(n, k - i) is binomial(n + j, k) (Vandermonde, DLMF 1.2.7 applied j times), and (k + 1) binomial(n, k + 1)
= (n - k) binomial(n, k), both for every real n where k is a natural number, with 0 for k = -1, -2, ...
"""

from __future__ import annotations

from math import comb
from typing import Any

from sympy import Integer, Mul, binomial, gamma

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.normal_form import normalised

LARGEST_STEP = 12
Place = tuple[Any, Any]


def expand(term: Any, context: Any) -> Any:
    """Every family of neighbours by its lowest member, or by Gamma."""
    found = applications(term, binomial)
    if all(_inside(part, context) for part in found):
        return everywhere(term, lambda part: _by_gamma(part) if isinstance(part, binomial) else part)
    families: list[list[tuple[Any, int, int]]] = []
    for part in found:
        family, row, column = _family(part, families, context)
        family.append((part, row, column))
    values: dict[Any, Any] = {}
    for family in families:
        values.update(_by_lowest(family, context))
    return everywhere(term, lambda part: values.get(part, part))


def _inside(part: Any, context: Any) -> bool:
    n, k = part.args
    return all(implied(context.relation(least), ">=") for least in (n, k, n - k))


def _by_gamma(part: Any) -> Any:
    n, k = part.args
    return gamma(n + 1) / (gamma(k + 1) * gamma(n - k + 1))


def _family(part: Any, families: list[Any], context: Any) -> tuple[Any, int, int]:
    """The family whose first member differs from `part` by whole numbers, and these; a new one if there is none."""
    for family in families:
        first = family[0][0]
        steps = [normalised(a - b, context.positive) for a, b in zip(part.args, first.args, strict=True)]
        if all(step.is_Integer and abs(step) <= LARGEST_STEP for step in steps):
            return family, int(steps[0]), int(steps[1])
    families.append([])
    return families[-1], 0, 0


def _by_lowest(family: list[tuple[Any, int, int]], context: Any) -> dict[Any, Any]:
    """Each member by the coefficient in the lowest row and, among the columns that are known to be natural, the lowest one."""
    first = family[0][0]
    bottom = min(row for _, row, _ in family)
    n = first.args[0] + bottom
    k = first.args[1]
    left = min(column - (row - bottom) for _, row, column in family)
    natural = [k + c for c in range(left, left + 2 * LARGEST_STEP) if _natural(k + c, context)]
    if not natural or (len(family) < 2 and not k.is_Integer):
        return {}
    lowest = Integer(0) if k.is_Integer else normalised(natural[0], context.positive)
    base = Integer(1) if lowest == 0 else binomial(n, lowest, evaluate=False)
    found = {}
    for part, row, column in family:
        steps = row - bottom
        places = [int(normalised(k + column - i - lowest, context.positive)) for i in range(steps + 1)]
        weights = [comb(steps, i) for i in range(steps + 1)]
        if any(place < 0 and lowest != 0 for place in places):
            return {}
        if max(places) > LARGEST_STEP:
            return {}
        along = [_along(n, lowest, place) if place >= 0 else Integer(0) for place in places]
        found[part] = base * sum((w * a for w, a in zip(weights, along, strict=True)), Integer(0))
    return found


def _natural(k: Any, context: Any) -> bool:
    return bool(k.is_integer) and implied(context.relation(k), ">=")


def _along(n: Any, k: Any, steps: int) -> Any:
    """binomial(n, k + steps)/binomial(n, k)."""
    return Mul(*((n - k - i) / (k + i + 1) for i in range(steps)))


EXPANSION = Expansion(25, (binomial,), expand)
