"""Which named formulas may stand for uninterpreted functions, given what assumptions say of all their values.

Beside the general families: constants at, between and next to the numbers that stand in assumptions for all values, and curves above them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sympy import Integer, Rational, Symbol

from symbolic.language.domain import Domain, functions_of, terms_of
from symbolic.language.families import T, families, family_fits
from symbolic.language.functions import Properties
from symbolic.language.point import Formula
from symbolic.language.statements import Comparison, Conjunction, Disjunction, Quantified

MOST_NUMBERS = 6
SMALL = Rational(1, 100)
FIRST = 3  # of the general families come before the further ones


def formula_choices(given: Domain, functions: Sequence[Any]) -> list[list[Formula]]:
    """For each function the formulas to try, the most likely first."""
    return [_choices(given, f) for f in functions]


def _choices(given: Domain, function: Any) -> list[Formula]:
    properties = given.properties(function)
    general = families(properties)
    bounds = [a for a in given.relations if isinstance(a, Quantified | Conjunction | Disjunction)]
    bounds = [a for a in bounds if _quantified(a) and function in functions_of((a,))]
    if not bounds:
        return general
    further = [f for f in _further(bounds, given, properties) if family_fits(f, properties) and f not in general[:FIRST]]
    return [*general[:FIRST], *further, *(f for f in general[FIRST:] if f not in further)]


def _quantified(statement: Any) -> bool:
    return isinstance(statement, Quantified) or any(_quantified(part) for part in getattr(statement, "parts", ()))


def _further(bounds: Sequence[Any], given: Domain, properties: Properties) -> list[Formula]:
    numbers = _numbers(bounds)
    values = [a for a in given.relations if isinstance(a, Comparison) and functions_of((a,))]
    numbers += [n for n in _numbers(values) if n not in numbers]
    numbers = numbers[:MOST_NUMBERS]
    ordered = sorted(numbers)
    between = [(a + b) / 2 for a, b in pairwise(ordered)]
    ends = [ordered[-1] + 1, ordered[0] - 1] if ordered else []
    near = [n + step for step in (1, -1, SMALL, -SMALL) for n in numbers]
    constants = list(dict.fromkeys([*ends, *numbers, *between, *near]))
    if properties.arity > 1:
        variables = (T, *(Symbol(f"t{i}", real=True) for i in range(2, properties.arity + 1)))
        return [Formula(c, variables) for c in constants]
    largest = ends[0] if ends else Integer(1)
    return [Formula(term, T) for term in (*constants, T**2 + largest, T + largest)]


def _numbers(statements: Sequence[Any]) -> list[Rational]:
    """The rational numbers in the terms of statements, in a fixed order."""
    found = {n for s in statements for term in terms_of(s) if not isinstance(term, type) for n in term.atoms(Rational)}
    mirrored = {-n for n in found}
    return [*sorted(found, key=lambda n: (n.q, abs(n.p), n)), *sorted(mirrored - found, key=lambda n: (n.q, abs(n.p), n))]


def by_total(sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Choices of one index for each size, the smallest sums first."""
    for total in range(sum(size - 1 for size in sizes) + 1):
        yield from _of_total(sizes, total)


def _of_total(sizes: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    if not sizes:
        if total == 0:
            yield ()
        return
    for first in range(min(sizes[0] - 1, total) + 1):
        for rest in _of_total(sizes[1:], total - first):
            yield (first, *rest)
