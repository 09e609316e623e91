"""Which powers to compare: each with 1, and any two with one exponent; and the signs that let a power of a quotient be taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Integer, Mul, Pow, exp, log

from symbolic.language.special import unfold_special
from symbolic.language.special.powers import pow1pm1
from symbolic.language.terms import free_symbols
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import Quotient, is_zero, normal_form, normalised

MOST_POWERS = 4
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """For the powers that stand in the goal or in the first facts."""
    for position, written in enumerate(terms[:2]):
        term = unfold_special(written)
        yield from _named(term)
        powers = _powers(context, term)
        for base, exponent in powers:
            yield from _pair(context, base, Integer(1), exponent)
        for (first, exponent), (second, other) in combinations(powers, 2):
            if is_zero(exponent - other, context.positive):
                yield from _pair(context, first, second, exponent)
        if powers and position == 0:
            for divisor in _factors(context, term, below=True):
                yield "", Pow, (divisor,), (divisor,)


def _named(term: Any) -> Iterator[Proposed]:
    """The sign of `pow1pm1`, and its definition where the power itself stands there, too."""
    for part in sorted(term.atoms(pow1pm1), key=str):
        x, y = part.args
        if free_symbols(part) <= free_symbols(term):
            yield "pow1pm1_sign", pow1pm1, (x, y), (1 + x, x, y)
            if any(power.exp == y or power.base.has(part) for power in term.atoms(Pow) if not power.exp.is_Rational):
                yield "pow1pm1_definition", pow1pm1, (x, y), (1 + x,)


def _powers(context: Context, term: Any) -> list[tuple[Any, Any]]:
    """Base and exponent of each power with an exponent that is no number, exp(c log x) included, whose symbols are free."""
    found: dict[Any, tuple[Any, Any]] = {}
    for part in sorted(term.atoms(Pow, exp), key=str):
        base, exponent = part.as_base_exp() if not isinstance(part, exp) else _of_logarithm(part.args[0])
        if not (exponent.is_Rational or base.is_Rational) and free_symbols(part) <= free_symbols(term):
            found.setdefault((normalised(base, context.positive), normalised(exponent, context.positive)), (base, exponent))
    return list(found.values())[:MOST_POWERS]


def _of_logarithm(exponent: Any) -> tuple[Any, Any]:
    """x and c for c log x."""
    logs = [factor for factor in Mul.make_args(exponent) if isinstance(factor, log)]
    return (logs[0].args[0], exponent / logs[0]) if len(logs) == 1 else (Integer(1), Integer(1))


def _pair(context: Context, x: Any, y: Any, e: Any) -> Iterator[Proposed]:
    if is_zero(x - y, context.positive):
        return
    parts = [part for term in (x, y, x - y) for below in (True, False) for part in _factors(context, term, below=below)]
    yield "power_order", Pow, (x, y, e), (*dict.fromkeys(parts), x, y, x - y, e)


def _factors(context: Context, term: Any, *, below: bool) -> list[Any]:
    """The sums that are factors of the numerator or of the denominator."""
    quotient = normal_form(term, context.positive)
    _, found = (quotient.denominator if below else quotient.numerator).factor()
    whole = quotient.denominator / quotient.denominator
    return [part for factor, _ in found if (part := Quotient(factor, whole, quotient.atoms).top()).is_Add]


__all__ = ["propose"]
