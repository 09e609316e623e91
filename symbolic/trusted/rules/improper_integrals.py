"""Improper integrals: known values (`trusted.integral_table`), primitives by their limits at both ends, and convergence by comparison.

Near an end, an integrand that is o(x^a log(1/x)^b) or of that order, x being the distance from the end, is absolutely integrable where a
> -1, or a = -1 and b < -1; at infinity, with x = 1/t, where a > 1, or a = 1 and b < -1 (limit comparison test).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, oo

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.asymptotic_functions import NoExpansion, expanded
from symbolic.trusted.asymptotics import Scale
from symbolic.trusted.calculus import one_range, require_order
from symbolic.trusted.conditions import Condition, continuous, inside, interval_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.integral_table import known_integral
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.limits import limit_of, require_agreement
from symbolic.trusted.normal_form import is_zero


@dataclass(frozen=True)
class KnownIntegral:
    """`integral` is `factor` times the known integral `name` with `arguments`; `same` proves that of the integrands, inside."""

    integral: Any
    factor: Any
    name: str
    arguments: tuple[Any, ...]
    same: Any
    then: Any


@dataclass(frozen=True)
class OpenPrimitive:
    """An integral by a primitive inside the interval: the difference of its limits at the ends.

    `conditions` prove that primitive and integrand are defined inside.
    """

    integral: Any
    primitive: Any
    conditions: tuple[Any, ...]
    differentiates_back: Any
    lower: Any
    upper: Any
    then: Any


@dataclass(frozen=True)
class Convergent:
    """An integral is finite: the integrand is continuous inside, as `conditions` prove, and small enough at both ends.

    `depth` is the number of terms of each power series in the expansions there.
    """

    conditions: tuple[Any, ...]
    depth: int


def _known_integral(kernel: Kernel, context: Context, goal: Statement, proof: KnownIntegral) -> None:
    variable, lower, upper = one_range(context, proof.integral)
    constants = (proof.factor, *proof.arguments)
    if variable in symbols_of(*constants) or not set(symbols_of(*constants)) <= set(symbols_of(context.facts, goal, proof.integral)):
        raise Rejected(f"`{constants}` are not all constant here")
    require_defined(context, *constants)
    known = known_integral(context, proof.name, proof.arguments)
    for end, other in ((lower, known.lower), (upper, known.upper)):
        if end != other and (end.is_infinite or other.is_infinite or not is_zero(end - other)):
            raise Rejected(f"`{proof.integral}` is not over the interval from `{known.lower}` to `{known.upper}`")
    require_defined(context, known.value)
    fresh, facts = inside(proof.integral, context, closed=False)
    inner = context.adding(*facts)
    same = Comparison(substitute(proof.integral.function, {variable: fresh}), "==", proof.factor * known.integrand(fresh))
    kernel.check(inner, same, proof.same)
    value = proof.factor * known.value
    kernel.check(context.adding(Comparison(proof.integral, "==", value), Finite(proof.integral)), goal, proof.then)


def open_conditions(context: Context, integral: Any, primitive: Any) -> tuple[Condition, ...]:
    """Primitive and integrand are defined inside the interval."""
    both = (primitive, integral.function)
    return tuple(condition for term in both for condition in interval_conditions(context, integral, term, closed=False))


def _open_primitive(kernel: Kernel, context: Context, goal: Statement, proof: OpenPrimitive) -> None:
    integral, primitive = proof.integral, proof.primitive
    variable, lower, upper = one_range(context, integral)
    require_order(context, lower, upper)
    if not set(symbols_of(primitive)) - {variable} <= set(symbols_of(context.facts, goal, integral)):
        raise Rejected(f"`{primitive}` has symbols that are new here")
    for term in (primitive, integral.function):
        if not continuous(term, variable, context.domain):
            raise Rejected(f"`{term}` is not seen to be continuous in `{variable}`")
    kernel.check_conditions(context, open_conditions(context, integral, primitive), proof.conditions)
    fresh, facts = inside(integral, context, primitive, closed=False)
    slope = derivative(substitute(primitive, {variable: fresh}), fresh)
    inner = context.adding(*facts)
    require_agreement(kernel, inner, slope, substitute(integral.function, {variable: fresh}), slope, proof.differentiates_back)
    low = limit_of(kernel, context, primitive, variable, lower, "+", proof.lower)
    high = limit_of(kernel, context, primitive, variable, upper, "-", proof.upper)
    if low.is_infinite or high.is_infinite:
        raise Rejected(f"`{primitive}` is unbounded")
    kernel.check(context.adding(Comparison(integral, "==", high - low), Finite(integral)), goal, proof.then)


def small_at_ends(context: Context, integral: Any, depth: int) -> bool:
    """Whether the integrand is absolutely integrable near both ends. Raises `NoExpansion`."""
    ((variable, lower, upper),) = integral.limits
    free = context.forgetting(variable)
    enclosed = False
    for end, direction in ((lower, "+"), (upper, "-")):
        found, algebra = expanded(free, integral.function, variable, end, direction, depth)
        borderline = Scale((), Integer(1) if end in (oo, -oo) else Integer(-1), Integer(-1))
        size = algebra.size(found)
        if size is not None and algebra.order(size, borderline) >= 0:
            raise NoExpansion(f"`{integral.function}` is not seen to be integrable at `{end}`")
        enclosed |= algebra.enclosed
    return enclosed


def _convergent(kernel: Kernel, context: Context, goal: Statement, proof: Convergent) -> None:
    if not isinstance(goal, Finite):
        raise Rejected(f"`{goal}` does not say that an integral is finite")
    integral = goal.expression
    variable, lower, upper = one_range(context, integral)
    require_order(context, lower, upper)
    if not 1 <= proof.depth <= 12 or not continuous(integral.function, variable, context.domain):
        raise Rejected(f"`{integral.function}` is not seen to be continuous in `{variable}`")
    kernel.check_conditions(context, interval_conditions(context, integral, integral.function, closed=False), proof.conditions)
    try:
        if small_at_ends(context, integral, proof.depth):
            kernel.grades.add("enclosure")
    except NoExpansion as error:
        raise Rejected(str(error)) from error


RULES = {KnownIntegral: _known_integral, OpenPrimitive: _open_primitive, Convergent: _convergent}
NAMES = {KnownIntegral: "known integral", OpenPrimitive: "primitive"}

__all__ = ["Convergent", "KnownIntegral", "OpenPrimitive", "open_conditions", "small_at_ends"]
