"""A domain as a search walks through it: free symbols in an order in which each has a range given those before it, and fixed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy

from symbolic.language import floats
from symbolic.language.admissible_ranges import Range, ranges_of_symbols
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.equations import solved
from symbolic.language.point import rational
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Comparison, Finite, FunctionProperty, Quantified, Statement
from symbolic.language.terms import free_symbols, substitute

LARGEST_PUT_IN = 10**4
_WRITTEN_OUT = (sympy.factorial, sympy.gamma, sympy.binomial, sympy.Sum, sympy.Product)


@dataclass(frozen=True)
class Region:
    """`symbols` may be chosen, each from its range in `ranges`; `fixed` ones equal terms in them.

    `relations` are the assumptions about symbols alone, in terms of the free ones; `checks[i]` those that can be tested once the first i
    free symbols have values, on a sequence of floats.
    """

    symbols: tuple[Any, ...]
    fixed: Mapping[Any, Any]
    ranges: tuple[Range, ...]
    relations: tuple[Statement, ...]
    checks: tuple[tuple[Callable[[Sequence[float]], bool], ...], ...]

    @cached_property
    def _explodes(self) -> bool:
        """Whether SymPy might write out an enormous number when large values are put into a fixed symbol's term."""
        powers = (p for term in self.fixed.values() for p in term.atoms(sympy.Pow))
        return any(not p.exp.is_Rational for p in powers) or any(term.has(*_WRITTEN_OUT) for term in self.fixed.values())

    def complete(self, values: Mapping[Any, Fraction]) -> dict[Any, Any] | None:
        """`values` of the free symbols with those of the fixed ones; None where a fixed symbol has no value of its kind."""
        if not self.fixed:
            return dict(values)
        if self._explodes and any(
            isinstance(v, Fraction) and max(abs(v.numerator), v.denominator) > LARGEST_PUT_IN for v in values.values()
        ):
            return None
        known = {symbol: rational(value) for symbol, value in values.items()}
        found: dict[Any, Any] = dict(values)
        for symbol, term in self.fixed.items():
            number = exact_number(substitute(term, known))
            if number is None or (symbol.is_integer and getattr(number, "denominator", None) != 1):
                return None
            found[symbol] = number
        return found

    def admits(self, place: Sequence[float]) -> bool:
        """Whether all relations seem to hold."""
        return all(passes(check, place) for checks in self.checks for check in checks)


def exact_number(term: Any) -> Any:
    """A `Fraction` for a rational number, an irrational number as it is, None for anything else."""
    if term.is_Rational:
        return Fraction(int(term.p), int(term.q))
    if free_symbols(term) or term.has(sympy.zoo, sympy.nan, sympy.oo, sympy.I) or not term.is_real:
        return None
    return term


def passes(check: Callable[[Sequence[float]], bool], place: Sequence[float]) -> bool:
    try:
        return bool(check(place))
    except floats.FAILURES:
        return False


def region(given: Domain, statements: Sequence[Any]) -> Region:
    """The region of everything that `given` and `statements` speak of."""
    relations = [r for r in given.relations if not isinstance(r, Quantified | Finite | FunctionProperty) and not functions_of(r)]
    symbols = symbols_of(given, *statements)
    fixed, left = solved(relations, symbols)
    for symbol, term in fixed.items():
        left += [Comparison(term, fact.relation, fact.right) for fact in kind_facts([symbol])]
    left = [r for r in left if not _evident(r)]
    free = [s for s in symbols if s not in fixed]
    ranges = ranges_of_symbols(Domain(*left), free)
    order = [r.symbol for r in ranges]
    return Region(tuple(order), fixed, tuple(Range(r.symbol, r.constraints, ()) for r in ranges), tuple(left), _checks(order, left))


def _evident(relation: Any) -> bool:
    """A comparison of rational numbers that holds: an equation that has been put into itself, a kind that is plainly kept."""
    if not isinstance(relation, Comparison) or not (relation.left.is_Rational and relation.right.is_Rational):
        return False
    a, b = relation.left, relation.right
    return bool({"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[relation.relation])


def _checks(order: Sequence[Any], relations: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    place = {symbol: i + 1 for i, symbol in enumerate(order)}
    found: list[list[Any]] = [[] for _ in range(len(order) + 1)]
    for relation in relations:
        try:
            holds = floats.holds(relation, order)
        except floats.NotCompiled:
            continue
        found[max((place[s] for s in symbols_of(relation)), default=0)].append(holds)
    return tuple(map(tuple, found))


__all__ = ["Region", "exact_number", "passes", "region"]
