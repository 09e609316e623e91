"""Partial sums of convergent series: below the whole where what is left out is positive, and near it where the parts decay like powers.

If |f(j + 1)| <= q |f(j)| for j >= b and q < 1, what the partial sum up to b - 1 leaves out is at most |f(b)|/(1 - q): the geometric series
is larger part by part (Rudin, Principles of Mathematical Analysis, 3.25 and 3.26).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Abs, Integer, Sum, Symbol, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import fresh_symbol, substitute
from symbolic.trusted.context import Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.rules.ranges import parts

ZERO = Integer(0)


@dataclass(frozen=True)
class GeometricTail:
    """The finite sum `term` against the endless one with the same parts, which is known to be `value`.

    `ratio` is q; `decay` proves |f(j + 1)| <= q |f(j)|.
    """

    term: Any
    value: Any
    ratio: Any
    decay: Any
    then: Any


@dataclass(frozen=True)
class PositiveTail:
    """The finite sum `term` is below the endless one with the same parts, which is known to be `value`.

    `positive` proves that those left out are positive.
    """

    term: Any
    value: Any
    positive: Any
    then: Any


def continued(term: Any) -> Any:
    """The endless sum of the same parts."""
    ((variable, lower, _),) = term.limits
    return Sum(term.function, (variable, lower, oo))


def beyond(context: Context, goal: Statement, term: Any) -> tuple[Any, Comparison]:
    """A new whole number for the index, and the fact that it comes after the range of `term`."""
    ((variable, _, upper),) = term.limits
    kind = {"positive": True} if (upper + 1).is_positive else {"nonnegative": True} if (upper + 1).is_nonnegative else {}
    fresh = fresh_symbol(Symbol(variable.name, integer=True, **kind), [variable, *symbols_of(context.facts, goal, term)])
    return fresh, Comparison(fresh, ">=", upper + 1)


def decay_goal(term: Any, ratio: Any, at: Any) -> Comparison:
    function, variable = term.function, term.limits[0][0]
    here, following = (substitute(function, {variable: place}) for place in (at, at + 1))
    return Comparison(Abs(following), "<=", ratio * Abs(here))


def tail_fact(term: Any, value: Any, ratio: Any) -> Comparison:
    ((variable, _, upper),) = term.limits
    first = substitute(term.function, {variable: upper + 1})
    return Comparison(Abs(value - term), "<=", Abs(first) / (1 - ratio))


def _require_value(context: Context, term: Any, value: Any) -> None:
    _, _, lower, upper = parts(term)
    if Comparison(continued(term), "==", value) not in context.facts:
        raise Rejected(f"`{continued(term)} == {value}` is not among the facts")
    if not isinstance(term, Sum) or upper.is_infinite or Finite(continued(term)) not in context.facts:
        raise Rejected(f"`{term}` is not a finite part of a series that is known to converge")
    if not implied(context.relation(upper + 1 - lower), ">="):
        raise Rejected(f"`{lower} <= {upper} + 1` is not among the facts")


def _geometric_tail(kernel: Kernel, context: Context, goal: Statement, proof: GeometricTail) -> None:
    _require_value(context, proof.term, proof.value)
    if not set(symbols_of(proof.ratio)) <= set(symbols_of(context.facts, goal, proof.term)):
        raise Rejected(f"`{proof.ratio}` has symbols that are new here")
    require_defined(context, proof.ratio)
    if not implied(context.relation(1 - proof.ratio), ">"):
        raise Rejected(f"`{proof.ratio} < 1` is not among the facts")
    fresh, after = beyond(context, goal, proof.term)
    kernel.check(context.with_symbols([fresh]).adding(after), decay_goal(proof.term, proof.ratio, fresh), proof.decay)
    kernel.check(context.adding(tail_fact(proof.term, proof.value, proof.ratio)), goal, proof.then)


def _positive_tail(kernel: Kernel, context: Context, goal: Statement, proof: PositiveTail) -> None:
    _require_value(context, proof.term, proof.value)
    fresh, after = beyond(context, goal, proof.term)
    part = substitute(proof.term.function, {proof.term.limits[0][0]: fresh})
    kernel.check(context.with_symbols([fresh]).adding(after), Comparison(part, ">", ZERO), proof.positive)
    kernel.check(context.adding(Comparison(proof.term, "<", proof.value)), goal, proof.then)


RULES = {GeometricTail: _geometric_tail, PositiveTail: _positive_tail}

__all__ = ["GeometricTail", "PositiveTail", "beyond", "continued", "decay_goal", "tail_fact"]
