"""Change of the variable of an integral, x = phi(u) with a strictly monotone phi.

Where phi' has one strict sign inside (alpha, beta) and phi goes to the ends of the interval (a, b), phi maps (alpha, beta) one to one onto
(a, b), and the integral of f over (a, b) is that of f(phi(u)) |phi'(u)| over (alpha, beta); one converges absolutely exactly if the other
does (Rudin, Real and Complex Analysis, 1987, theorem 7.26: no continuity of f or phi' is needed).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral, oo

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.calculus import one_range, require_order
from symbolic.trusted.conditions import Condition, inside, interval_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.limits import limit_of
from symbolic.trusted.normal_form import is_zero, normalised


@dataclass(frozen=True)
class ChangeOfVariable:
    """`integral` in the new `variable` from `lower` to `upper`, its old variable being `place`, which is rising or falling.

    `conditions` prove that `place`, its derivative and the old integrand are defined inside, `slope` the sign of the derivative;
    `at_lower` and `at_upper` are the limits of `place` at the new ends (None where `place` is affine and the end infinite).
    One of the two integrals is known to be finite.
    """

    integral: Any
    variable: Any
    place: Any
    lower: Any
    upper: Any
    rising: bool
    conditions: tuple[Any, ...]
    slope: Any
    at_lower: Any
    at_upper: Any
    then: Any


def in_new_variable(integral: Any, variable: Any, place: Any, lower: Any, upper: Any, *, rising: bool) -> Any:
    """The integral after the change of variable."""
    ((old, _, _),) = integral.limits
    speed = derivative(place, variable)
    return Integral(substitute(integral.function, {old: place}) * (speed if rising else -speed), (variable, lower, upper))


def change_conditions(context: Context, integral: Any, changed: Any, place: Any) -> tuple[Condition, ...]:
    """What is asked inside the two intervals: the new place and its derivative there, the old integrand here."""
    ((variable, _, _),) = changed.limits
    return (
        *interval_conditions(context, changed, place, closed=False),
        *interval_conditions(context, changed, derivative(place, variable), closed=False),
        *interval_conditions(context, integral, integral.function, closed=False),
    )


def slope_goal(context: Context, changed: Any, place: Any, *, rising: bool) -> tuple[tuple[Statement, ...], Comparison]:
    """Facts that place the variable inside the new interval, and the sign of the derivative that is to be shown there."""
    ((variable, _, _),) = changed.limits
    fresh, facts = inside(changed, context, place, closed=False)
    return facts, Comparison(substitute(derivative(place, variable), {variable: fresh}), ">" if rising else "<", ZERO)


def _change_of_variable(kernel: Kernel, context: Context, goal: Statement, proof: ChangeOfVariable) -> None:
    integral, place, variable = proof.integral, proof.place, proof.variable
    old, a, b = one_range(context, integral)
    changed = in_new_variable(integral, variable, place, proof.lower, proof.upper, rising=proof.rising)
    _, lower, upper = one_range(context, changed)
    known = set(symbols_of(context.facts, goal, integral))
    if lower == oo or upper == -oo:
        raise Rejected(f"there is no interval from `{lower}` to `{upper}`")
    if variable in symbols_of(integral, lower, upper) or not set(symbols_of(place, lower, upper)) - {variable} <= known - {old}:
        raise Rejected(f"`{place}` is no place for `{old}` in terms of a new variable")
    require_order(context, a, b)
    require_order(context, lower, upper)
    if not ({Finite(integral), Finite(changed)} & set(context.facts)):
        raise Rejected(f"neither `{integral}` nor `{changed}` is known to be finite")
    kernel.check_conditions(context, change_conditions(context, integral, changed, place), proof.conditions)
    facts, sign = slope_goal(context, changed, place, rising=proof.rising)
    kernel.check(context.adding(*facts), sign, proof.slope)
    first, last = (a, b) if proof.rising else (b, a)
    _end(kernel, context, proof, lower, "+", first, proof.at_lower)
    _end(kernel, context, proof, upper, "-", last, proof.at_upper)
    kernel.check(context.adding(Comparison(integral, "==", changed), Finite(integral), Finite(changed)), goal, proof.then)


def _end(kernel: Kernel, context: Context, proof: ChangeOfVariable, end: Any, direction: str, wanted: Any, limit_proof: Any) -> None:
    """The place goes to `wanted` at the new `end`."""
    if wanted.is_infinite:
        if not end.is_infinite or proof.variable in symbols_of(normalised(derivative(proof.place, proof.variable))):
            raise Rejected(f"`{proof.place}` is not seen to go to `{wanted}` at `{end}`")
        if (wanted == end) != proof.rising:
            raise Rejected(f"`{proof.place}` goes the other way at `{end}`")
        return
    found = limit_of(kernel, context, proof.place, proof.variable, end, direction, limit_proof)
    if not is_zero(found - wanted, context.positive):
        raise Rejected(f"`{proof.place}` goes to `{found}` at `{end}`, not to `{wanted}`")


RULES = {ChangeOfVariable: _change_of_variable}
NAMES = {ChangeOfVariable: "change of variable"}
