"""Sums and products over a finite range of integers: the last part split off, the empty range, the sign of a sum from that of its parts.

Each is the recursive definition: over i = a, ..., b it is the one over a, ..., b - 1 and the part at b, where a <= b; over a, ..., a - 1 it
is 0, or 1 for a product. With induction over b they prove whatever is true of such sums by induction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Product, Sum

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.conditions import within_range
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined

ONE = Integer(1)


@dataclass(frozen=True)
class LastPart:
    """`term`, a sum or product over a, ..., b with a <= b, is that over a, ..., b - 1 and its part at b."""

    term: Any
    then: Any


@dataclass(frozen=True)
class FirstPart:
    """`term`, a sum or product over a, ..., b with a <= b, is that over a + 1, ..., b and its part at a."""

    term: Any
    then: Any


@dataclass(frozen=True)
class EmptyRange:
    """`term`, a sum or product over a, ..., a - 1, is 0 or 1."""

    term: Any
    then: Any


@dataclass(frozen=True)
class SignOfParts:
    """Each part stands in `relation` (>= or <=, for sums; > or >= for products) to 0, and so does `term`; `proof` shows it for a part."""

    term: Any
    relation: str
    proof: Any
    then: Any


def parts(term: Any) -> tuple[Any, Any, Any, Any]:
    """The function, its variable, and the range of a sum or product over finitely many integers."""
    if not (isinstance(term, Sum | Product) and len(term.limits) == 1 and len(term.limits[0]) == 3):
        raise Rejected(f"`{term}` is not a sum or product over one range")
    ((variable, lower, upper),) = term.limits
    if not (lower.is_integer and upper.is_integer):
        raise Rejected(f"the range of `{term}` does not run between integers")
    return term.function, variable, lower, upper


def _require_some(context: Context, term: Any, lower: Any, upper: Any) -> None:
    if not implied(context.relation(upper - lower), ">="):
        raise Rejected(f"`{lower} <= {upper}` is not among the facts: the range of `{term}` may be empty")


def _joined(term: Any, rest: Any, part: Any) -> Any:
    return rest + part if isinstance(term, Sum) else rest * part


def without_last(term: Any) -> Any:
    """The sum or product over all but the last integer, together with the part there."""
    function, variable, lower, upper = parts(term)
    return _joined(term, term.func(function, (variable, lower, upper - 1)), substitute(function, {variable: upper}))


def without_first(term: Any) -> Any:
    """The sum or product over all but the first integer, together with the part there."""
    function, variable, lower, upper = parts(term)
    return _joined(term, term.func(function, (variable, lower + 1, upper)), substitute(function, {variable: lower}))


def _last_part(kernel: Kernel, context: Context, goal: Statement, proof: LastPart) -> None:
    _, _, lower, upper = parts(proof.term)
    _require_some(context, proof.term, lower, upper)
    require_defined(context, proof.term)
    kernel.check(context.adding(Comparison(proof.term, "==", without_last(proof.term))), goal, proof.then)


def _first_part(kernel: Kernel, context: Context, goal: Statement, proof: FirstPart) -> None:
    _, _, lower, upper = parts(proof.term)
    _require_some(context, proof.term, lower, upper)
    require_defined(context, proof.term)
    kernel.check(context.adding(Comparison(proof.term, "==", without_first(proof.term))), goal, proof.then)


def _empty_range(kernel: Kernel, context: Context, goal: Statement, proof: EmptyRange) -> None:
    _, _, lower, upper = parts(proof.term)
    require_defined(context, lower, upper)
    if context.relation(lower - 1 - upper) != "==":
        raise Rejected(f"`{lower} - 1 == {upper}` is not among the facts: the range of `{proof.term}` may not be empty")
    empty = ZERO if isinstance(proof.term, Sum) else ONE
    kernel.check(context.adding(Comparison(proof.term, "==", empty)), goal, proof.then)


def _sign_of_parts(kernel: Kernel, context: Context, goal: Statement, proof: SignOfParts) -> None:
    function, variable, _, _ = parts(proof.term)
    allowed = (">=", "<=") if isinstance(proof.term, Sum) else (">", ">=")
    if proof.relation not in allowed:
        raise Rejected(f"`{proof.relation}` for each part says nothing of `{proof.term}`")
    require_defined(context, proof.term)
    fresh, facts = within_range(proof.term, symbols_of(context.facts, goal))
    inner = context.with_symbols([fresh]).adding(*facts)
    kernel.check(inner, Comparison(substitute(function, {variable: fresh}), proof.relation, ZERO), proof.proof)
    kernel.check(context.adding(Comparison(proof.term, proof.relation, ZERO)), goal, proof.then)


RULES = {LastPart: _last_part, FirstPart: _first_part, EmptyRange: _empty_range, SignOfParts: _sign_of_parts}
