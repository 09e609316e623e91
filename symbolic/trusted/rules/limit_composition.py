"""A limit goes through a continuous function: where g -> L and f is continuous at L, f(g) -> f(L)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.terms import substitute
from symbolic.trusted.conditions import continuous
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.limits import conditions_at, limit_of
from symbolic.trusted.normal_form import is_zero


@dataclass(frozen=True)
class LimitInside:
    """The expression is `outer` with `inner` for `variable`; `then` is the limit L of `inner`.

    `conditions` prove that `outer` is defined at L.
    """

    outer: Any
    variable: Any
    inner: Any
    conditions: tuple[Any, ...]
    then: Any


def limit_inside(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: LimitInside) -> Any:
    """`outer` at the limit of `inner`."""
    u, outer = proof.variable, proof.outer
    plain = u.is_Symbol and u.is_real and u.is_nonnegative is None and u.is_nonzero is None and u.is_integer is None
    if not plain or u in symbols_of(context.facts, e, proof.inner) or v in symbols_of(outer):
        raise Rejected(f"`{u}` is not a new real variable, or `{outer}` moves with `{v}`")
    if not set(symbols_of(outer)) - {u} <= set(symbols_of(context.facts, e)):
        raise Rejected(f"`{outer}` has symbols that are new here")
    if not continuous(outer, u, context.domain):
        raise Rejected(f"`{outer}` is not seen to be continuous in `{u}`")
    composed = substitute(outer, {u: proof.inner})
    if e != composed and not is_zero(e - composed, context.positive):
        raise Rejected(f"`{e}` is not `{outer}` at `{proof.inner}`")
    limit = limit_of(kernel, context, proof.inner, v, point, direction, proof.then)
    kernel.check_conditions(context, conditions_at(context, outer, u, limit), proof.conditions)
    return substitute(outer, {u: limit})


LIMIT_RULES = {LimitInside: limit_inside}
