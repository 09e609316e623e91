"""Which high integer powers to compare: each with 1, two of one exponent by their bases, two of one base by their exponents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Integer, Pow

from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import TooLarge, is_zero

HIGH, HIGH_SUM = 7, 5  # exponents from which a power of a symbol, of a sum, is not multiplied out
MOST_POWERS = 6
ONE = Integer(1)
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def high_powers(terms: Any) -> list[Any]:
    """The powers in `terms` whose exponents are high, with positive exponents."""
    found: dict[Any, None] = {}
    for term in terms:
        for power in sorted(term.atoms(Pow), key=str):
            if power.exp.is_Integer and free_symbols(power) <= free_symbols(term):
                size = abs(int(power.exp))
                if size >= (HIGH if not power.base.is_Add else HIGH_SUM) and not power.base.is_Rational:
                    found.setdefault(Pow(power.base, size))
    return list(found)[:MOST_POWERS]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """For the powers that stand in the goal or in the first facts."""
    powers = high_powers(terms[:6])
    for power in powers:
        base, exponent = power.args
        if not context.contradictory:
            yield "power_sign", Pow, (base, exponent), (base,)
            yield "base_order", Pow, (base, ONE, exponent), (base, base - 1)
    for first, second in combinations(powers, 2):
        yield from _pair(context, first, second)


def _pair(context: Context, first: Any, second: Any) -> Iterator[Proposed]:
    (a, m), (b, n) = first.args, second.args
    try:
        same = is_zero(a - b, context.positive)
    except TooLarge:
        same = False
    if same:
        yield "exponent_order", Pow, (a, m, n), (a, a - 1)
        return
    low = min(m, n)
    yield "base_order", Pow, (a, b, low), (a, b, a - b)
    if m == n and context.signs:
        yield "base_reflected", Pow, (a, b, m), (a, b)
    if m != n:
        base, high = (a, m) if m > n else (b, n)
        yield "exponent_order", Pow, (base, low, high), (base, base - 1)
        other = b if m > n else a
        if implied(context.relation(other - 1), ">="):
            yield "exponent_order", Pow, (other, low, high), (other, other - 1)
            yield "base_order", Pow, (a, b, high), (a, b, a - b)


__all__ = ["high_powers", "propose"]
