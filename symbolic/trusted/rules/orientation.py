"""Integrals whose ends may be in either order: the integral from b back to a is minus that from a to b (Rudin, Principles, 6.12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Conjunction, Finite, Statement
from symbolic.trusted.calculus import one_range
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined


@dataclass(frozen=True)
class EitherOrder:
    """`integral` has `value`: `forward` shows it where the ends are in order, `backward` that the reversed one is -`value` elsewhere.

    Both show besides that the integral in question is finite.
    """

    integral: Any
    value: Any
    forward: Any
    backward: Any
    then: Any


@dataclass(frozen=True)
class Reversed:
    """`integral` is minus the one with its ends exchanged; what is known to be finite of one of them is of the other."""

    integral: Any
    then: Any


def reversed_integral(integral: Any) -> Any:
    """The integral with its ends exchanged."""
    ((variable, lower, upper),) = integral.limits
    return Integral(integral.function, (variable, upper, lower))


def order_goals(integral: Any, value: Any) -> tuple[tuple[Comparison, Statement], tuple[Comparison, Statement]]:
    """For each order of the ends, the fact that says so, and what is to be shown."""
    ((_, lower, upper),) = integral.limits
    back = reversed_integral(integral)
    forward = Conjunction((Comparison(integral, "==", value), Finite(integral)))
    backward = Conjunction((Comparison(back, "==", -value), Finite(back)))
    return (Comparison(lower, "<=", upper), forward), (Comparison(upper, "<=", lower), backward)


def _either_order(kernel: Kernel, context: Context, goal: Statement, proof: EitherOrder) -> None:
    _, lower, upper = one_range(context, proof.integral)
    if lower.is_infinite or upper.is_infinite:
        raise Rejected(f"the ends of `{proof.integral}` are in order")
    if not set(symbols_of(proof.value)) <= set(symbols_of(context.facts, goal, proof.integral)):
        raise Rejected(f"`{proof.value}` has symbols that are new here")
    require_defined(context, proof.value)
    for (order, wanted), inner in zip(order_goals(proof.integral, proof.value), (proof.forward, proof.backward), strict=True):
        kernel.check(context.adding(order), wanted, inner)
    kernel.check(context.adding(Comparison(proof.integral, "==", proof.value), Finite(proof.integral)), goal, proof.then)


def _reversed(kernel: Kernel, context: Context, goal: Statement, proof: Reversed) -> None:
    one_range(context, proof.integral)
    back = reversed_integral(proof.integral)
    both = (proof.integral, back)
    finite = tuple(Finite(i) for i in both) if any(Finite(i) in context.facts for i in both) else ()
    kernel.check(context.adding(Comparison(proof.integral, "==", -back), *finite), goal, proof.then)


RULES = {EitherOrder: _either_order, Reversed: _reversed}

__all__ = ["EitherOrder", "Reversed", "order_goals", "reversed_integral"]
