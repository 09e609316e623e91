"""Endless sums: as linear combinations of series with known values (`trusted.series`), and by telescoping.

A series that begins later than the known one lacks its first parts. A linear combination of convergent series converges to that of their
values. Where f(j) = G(j + 1) - G(j) and G has a limit at infinity, the sum of f from a on is that limit less G(a).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add, Integer, Sum, Symbol, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import fresh_symbol, substitute
from symbolic.trusted.conditions import Condition, term_conditions, within_range
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.limits import limit_of
from symbolic.trusted.series import known_series

MOST_FIRST_PARTS = 40


@dataclass(frozen=True)
class SeriesPart:
    """`coefficient` times the known series `name` with `arguments`, its index being that of the sum and `shift`."""

    coefficient: Any
    name: str
    arguments: tuple[Any, ...]
    shift: Any = ZERO


@dataclass(frozen=True)
class KnownSeries:
    """The endless sum `term` is the combination of `parts`.

    `conditions` prove that each summand is defined, `same` that it is that combination.
    """

    term: Any
    parts: tuple[SeriesPart, ...]
    conditions: tuple[Any, ...]
    same: Any
    then: Any


@dataclass(frozen=True)
class TelescopingSeries:
    """The endless sum `term` of G(j + 1) - G(j), for `antidifference` G in the sum's variable, with a limit at infinity."""

    term: Any
    antidifference: Any
    conditions: tuple[Any, ...]
    same: Any
    limit: Any
    then: Any


def endless(term: Any, kind: Any = Sum) -> tuple[Any, Any, Any]:
    """The function, its variable and the first index of an endless sum or product."""
    if not isinstance(term, kind) or len(term.limits) != 1 or len(term.limits[0]) != 3 or term.limits[0][2] != oo:
        raise Rejected(f"`{term}` is not an endless sum or product over one variable")
    variable, lower, _ = term.limits[0]
    if not lower.is_integer:
        raise Rejected(f"`{term}` does not begin at an integer")
    return term.function, variable, lower


def index(context: Context, term: Any) -> tuple[Any, tuple[Statement, ...]]:
    """A new integer for the index, and the fact that it is not before the first."""
    fresh, facts = within_range(term, symbols_of(context.facts))
    return fresh, facts[:1]


def part_conditions(context: Context, term: Any) -> tuple[Condition, ...]:
    """Each part of an endless sum or product is defined."""
    fresh, facts = index(context, term)
    taken = frozenset(symbols_of(context.facts, fresh))
    return tuple(term_conditions(substitute(term.function, {term.limits[0][0]: fresh}), facts, taken))


def combined(context: Context, parts: tuple[SeriesPart, ...], at: Any) -> Any:
    """The summand at an index, as the parts have it."""
    found = []
    for part in parts:
        series = known_series(context, part.name, part.arguments)
        found.append(part.coefficient * series.part(at + part.shift))
    return Add(*found)


def series_value(context: Context, parts: tuple[SeriesPart, ...], lower: Any) -> Any:
    """The sum from `lower` on. Raises `Rejected` where a known series begins later than the sum."""
    total: Any = ZERO
    for part in parts:
        series = known_series(context, part.name, part.arguments)
        first = lower + part.shift
        skipped = first - series.start
        if not (skipped.is_Integer and 0 <= skipped <= MOST_FIRST_PARTS):
            raise Rejected(f"`{part.name}` does not begin at `{first}`")
        missing = Add(*(series.part(Integer(series.start + i)) for i in range(int(skipped))))
        total = total + part.coefficient * (series.value - missing)
    return total


def _known_series(kernel: Kernel, context: Context, goal: Statement, proof: KnownSeries) -> None:
    function, variable, lower = endless(proof.term)
    known = set(symbols_of(context.facts, goal, proof.term))
    for part in proof.parts:
        constants = (part.coefficient, part.shift, *part.arguments)
        if not set(symbols_of(*constants)) <= known or variable in symbols_of(*constants):
            raise Rejected(f"`{part}` is no constant multiple of a series")
        require_defined(context, *constants)
    require_defined(context, lower)
    kernel.check_conditions(context, part_conditions(context, proof.term), proof.conditions)
    value = series_value(context, proof.parts, lower)
    require_defined(context, value)
    fresh, facts = index(context, proof.term)
    inner = context.with_symbols([fresh]).adding(*facts)
    same = Comparison(substitute(function, {variable: fresh}), "==", combined(context, proof.parts, fresh))
    kernel.check(inner, same, proof.same)
    kernel.check(context.adding(Comparison(proof.term, "==", value), Finite(proof.term)), goal, proof.then)


def _telescoping_series(kernel: Kernel, context: Context, goal: Statement, proof: TelescopingSeries) -> None:
    function, variable, lower = endless(proof.term)
    known = set(symbols_of(context.facts, goal, proof.term))
    if not set(symbols_of(proof.antidifference)) - {variable} <= known:
        raise Rejected(f"`{proof.antidifference}` has symbols that are new here")
    kernel.check_conditions(context, part_conditions(context, proof.term), proof.conditions)
    first = substitute(proof.antidifference, {variable: lower})
    fresh, facts = index(context, proof.term)
    inner = context.with_symbols([fresh]).adding(*facts)
    here, following = (substitute(proof.antidifference, {variable: place}) for place in (fresh, fresh + 1))
    require_defined(inner, here, following)
    require_defined(context, first)
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), "==", following - here), proof.same)
    real = fresh_symbol(Symbol(variable.name, real=True), [variable, *symbols_of(context.facts, proof.term, proof.antidifference)])
    last = limit_of(kernel, context, substitute(proof.antidifference, {variable: real}), real, oo, "-", proof.limit)
    if last.is_infinite:
        raise Rejected(f"`{proof.antidifference}` has no limit")
    kernel.check(context.adding(Comparison(proof.term, "==", last - first), Finite(proof.term)), goal, proof.then)


RULES = {KnownSeries: _known_series, TelescopingSeries: _telescoping_series}
NAMES = {KnownSeries: "known series", TelescopingSeries: "telescoping sum"}

__all__ = ["KnownSeries", "SeriesPart", "TelescopingSeries", "combined", "endless", "index", "part_conditions", "series_value"]
