"""Improper integrals: matched against known ones, or by a primitive that has limits at both ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import sympy
from sympy import Integer, Mul, cos, cosh, exp, expand, log, oo, pi, sin

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods.equations import established, prove_equal
from symbolic.methods.interval_facts import ordered_ends, prove_conditions, rewritten
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.conditions import continuous, inside
from symbolic.trusted.definedness import undefined
from symbolic.trusted.integral_table import INTEGRALS
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.improper_integrals import KnownIntegral, OpenPrimitive, open_conditions

Match = tuple[str, tuple[Any, ...], Any]
ONE, ZERO = Integer(1), Integer(0)
MOST_MATCHES = 6

LARGEST_INTEGRAND = 24  # operations: SymPy's search for primitives of larger ones may take seconds


def integral_step(state: Any, integral: Any, budget: Any) -> Any:
    """The state with an integral replaced by its value; None where none is known."""
    return _by_table(state, integral, budget) or _by_open_primitive(state, integral, budget)


def _by_table(state: Any, integral: Any, budget: Any) -> Any:
    variable, lower, upper = integral.limits[0]
    for name, arguments, factor in islice(_matches(integral.function, variable, lower, upper), MOST_MATCHES):
        following = _with_known(state, integral, name, arguments, factor, budget)
        if following is not None:
            return following
    return None


def _with_known(state: Any, integral: Any, name: str, arguments: tuple[Any, ...], factor: Any, budget: Any) -> Any:
    variable = integral.limits[0][0]
    try:
        known = INTEGRALS[name](*arguments)
    except NotApplicable:
        return None
    for premise in known.premises:
        following = established(state, premise, budget)
        if following is None:
            return None
        state = following
    for part in sorted(known.value.atoms(sympy.gamma), key=str):
        state = established(state, Comparison(part.args[0], ">", ZERO), budget) or state
    value = factor * known.value
    if undefined(state.context, factor, *arguments, known.value) is not None:
        return None
    fresh, facts = inside(integral, state.context, closed=False)
    inner = state.context.adding(*facts)
    same = prove_equal(inner, substitute(integral.function, {variable: fresh}), factor * known.integrand(fresh), budget)
    if same is None:
        return None
    learned = state.learn(
        (Comparison(integral, "==", value), Finite(integral)), lambda then: KnownIntegral(integral, factor, name, arguments, same, then)
    )
    return rewritten(learned, integral, value)


def _matches(integrand: Any, t: Any, lower: Any, upper: Any) -> Iterator[Match]:
    """Names, arguments and constant factors of the known integrals that this one may be."""
    shape = _Shape.of(integrand, t)
    if shape is None:
        return
    if (lower, upper) == (0, oo):
        yield from _half_line(shape, t)
    elif (lower, upper) == (0, 1):
        yield from _unit(shape, t)
    elif lower == 0 and upper == pi / 2:
        yield from _quarter(shape, t)
    elif lower == 0 and upper == pi:
        yield from _half_turn(shape, t)


class _Shape:
    """A product: constant factor, powers of bases, and the exponent of the exponential."""

    def __init__(self) -> None:
        self.factor: Any = ONE
        self.powers: dict[Any, Any] = {}
        self.exponent: Any = ZERO

    @staticmethod
    def of(integrand: Any, t: Any) -> _Shape | None:
        shape = _Shape()
        for part in Mul.make_args(sympy.powsimp(sympy.factor_terms(integrand), combine="base") if integrand.is_Add else integrand):
            shape.take(part, t, ONE)
        return shape

    def take(self, part: Any, t: Any, times: Any) -> None:
        base, exponent = part.as_base_exp()
        if t not in free_symbols(part):
            self.factor *= part**times
        elif isinstance(part, exp):
            moving = expand(part.args[0])
            constant = moving.as_independent(t, as_Add=True)[0]
            self.factor *= exp(constant * times)
            self.exponent += (moving - constant) * times
        elif t in free_symbols(exponent):
            if t in free_symbols(base):
                self.powers[part] = self.powers.get(part, ZERO) + times
            else:
                self.exponent += exponent * log(base) * times
        elif isinstance(base, Mul):
            for inner in base.args:
                self.take(inner, t, exponent * times)
        else:
            self.powers[base] = self.powers.get(base, ZERO) + exponent * times

    def only(self, *bases: Any) -> bool:
        return set(self.powers) <= set(bases)

    def power(self, base: Any) -> Any:
        return self.powers.get(base, ZERO)


def _half_line(shape: _Shape, t: Any) -> Iterator[Match]:
    z = shape.power(t) + 1
    coefficient, moving = shape.exponent.as_independent(t, as_Add=False)
    base, p = moving.as_base_exp()
    if shape.only(t) and base == t:
        yield "Gamma", (z, -coefficient, p), shape.factor
    if shape.only(log(t)) and shape.power(log(t)) == 1 and shape.exponent == -t:
        yield "Euler's constant", (), shape.factor
    if shape.only(t, 1 + t) and shape.exponent == 0:
        yield "Beta on the half line", (z, -shape.power(1 + t) - z), shape.factor
    for other in shape.powers:
        if other.is_Add and other.has(exp) and shape.powers[other] == -1 and shape.exponent == 0 and shape.only(t, other):
            a = sympy.log(other.as_independent(t, as_Add=True)[1]).expand(force=True).coeff(t, 1)
            constant = other.as_independent(t, as_Add=True)[0]
            if constant in (-1, 1) and a != 0:
                yield ("zeta" if constant == -1 else "zeta, alternating"), (z, a), shape.factor
    waves = [b for b in shape.powers if isinstance(b, sin)]
    if len(waves) == 1 and shape.exponent == 0 and shape.only(t, waves[0]) and shape.power(t) == -shape.powers[waves[0]]:
        name = {1: "Dirichlet", 2: "Dirichlet, squared"}.get(shape.powers[waves[0]])
        rate = sympy.cancel(waves[0].args[0] / t)
        if name is not None and t not in free_symbols(rate):
            yield name, (rate,), shape.factor
    if moving == cosh(t) and coefficient != 0:
        inner = next((b for b in shape.powers if isinstance(b, cosh)), None)
        order = ZERO if inner is None else sympy.cancel(inner.args[0] / t)
        yield "K", (order, -coefficient), shape.factor


def _unit(shape: _Shape, t: Any) -> Iterator[Match]:
    for logarithm in (log(t), log(1 / t)):
        if shape.only(t, logarithm) and shape.power(logarithm) != 0 and shape.exponent == 0:
            power = shape.power(logarithm)
            sign = (-1) ** power if logarithm == log(t) else ONE
            yield "Gamma by log", (power + 1, shape.power(t) + 1), shape.factor * sign
    a, rest = shape.power(t) + 1, shape.power(1 - t)
    rate = sympy.cancel(shape.exponent / t)
    plain = a.is_Integer and rest.is_Integer  # then there is an elementary primitive
    if not plain and shape.only(t, 1 - t) and rate != 0 and t not in free_symbols(rate):
        yield "Kummer", (a, a + rest + 1, rate), shape.factor
    others = [b for b in shape.powers if b not in (t, 1 - t)]
    if not plain and len(others) == 1 and shape.exponent == 0 and others[0].is_polynomial(t) and sympy.degree(others[0], t) == 1:
        slope, constant = sympy.Poly(others[0], t).all_coeffs()
        power = shape.powers[others[0]]
        yield "Gauss", (-power, a, a + rest + 1, -slope / constant), shape.factor * constant**power
    numerator = [b for b in others if b.is_Add and shape.powers[b] == 1]
    if rest == -1 and len(numerator) == 1 and a == 1:
        power = sympy.expand(1 - numerator[0])
        base, exponent = power.as_base_exp()
        if base == t:
            yield "psi", (exponent + 1,), shape.factor
        elif expand(numerator[0] - (t - 1)) == 0:
            yield "psi", (Integer(2),), -shape.factor


def _quarter(shape: _Shape, t: Any) -> Iterator[Match]:
    if shape.only(sin(t), cos(t)) and shape.exponent == 0:
        yield "Beta of an angle", ((shape.power(sin(t)) + 1) / 2, (shape.power(cos(t)) + 1) / 2), shape.factor
    if shape.powers == {log(sin(t)): 1}:
        yield "log sin", (), shape.factor
    if shape.powers == {log(cos(t)): 1}:
        yield "log cos", (), shape.factor


def _half_turn(shape: _Shape, t: Any) -> Iterator[Match]:
    if shape.powers == {log(sin(t)): 1} and shape.exponent == 0:
        yield "log sin on the half turn", (), shape.factor
    rate = sympy.cancel(shape.exponent / cos(t))
    if rate != 0 and t not in free_symbols(rate):
        waves = [b for b in shape.powers if isinstance(b, cos)]
        if not shape.powers:
            yield "I of order 0", (rate,), shape.factor
        elif len(waves) == len(shape.powers) == 1 and shape.powers[waves[0]] == 1:
            yield "I of whole order", (sympy.cancel(waves[0].args[0] / t), rate), shape.factor
        elif shape.only(sin(t)):
            yield "I by Poisson", (shape.power(sin(t)) / 2, rate), shape.factor
    for wave in shape.powers:
        if not isinstance(wave, cos) or shape.powers[wave] != 1 or shape.exponent != 0:
            continue
        argument = expand(wave.args[0])
        for inner, name in ((sin(t), "J of order 0"), (cos(t), "J of order 0 by cos")):
            x = sympy.cancel(argument / inner)
            if t not in free_symbols(x) and len(shape.powers) == 1:
                yield name, (x,), shape.factor
        x = sympy.cancel(argument / cos(t))
        if t not in free_symbols(x) and shape.only(wave, sin(t)):
            yield "J by Poisson", (shape.power(sin(t)) / 2, x), shape.factor
        n = argument.coeff(t, 1)
        x = sympy.cancel((n * t - argument) / sin(t))
        if n != 0 and t not in free_symbols(n) and t not in free_symbols(x) and len(shape.powers) == 1:
            yield "J of whole order", (n, x), shape.factor


def _by_open_primitive(state: Any, integral: Any, budget: Any) -> Any:
    """Where the primitive or the integrand is undefined at an end: by limits there."""
    from symbolic.methods.limits import limit_with_proof
    from symbolic.methods.linearity import uninterpreted_in
    from symbolic.methods.primitives import primitive_of

    variable, lower, upper = integral.limits[0]
    if uninterpreted_in(integral.function, variable) or integral.function.has(sympy.Abs, sympy.Max, sympy.Min, sympy.Piecewise):
        return None
    if not _improper(state, integral) or sympy.count_ops(integral.function) > LARGEST_INTEGRAND:
        return None
    ordered = ordered_ends(state, integral, budget)
    primitive = primitive_of(integral.function, variable)
    if (
        ordered is None
        or primitive is None
        or not all(continuous(f, variable, state.context.domain) for f in (primitive, integral.function))
    ):
        return None
    context = ordered.context
    conditions = prove_conditions(context, open_conditions(context, integral, primitive), budget)
    fresh, facts = inside(integral, context, primitive, closed=False)
    try:
        slope = derivative(substitute(primitive, {variable: fresh}), fresh)
        back = prove_equal(context.adding(*facts), slope, substitute(integral.function, {variable: fresh}), budget)
    except (NoDerivative, TooLarge):
        return None
    if conditions is None or back is None:
        return None
    low = limit_with_proof(context, primitive, variable, lower, "+", budget)
    high = limit_with_proof(context, primitive, variable, upper, "-", budget)
    if low is None or high is None or low[0].is_infinite or high[0].is_infinite:
        return None
    value = high[0] - low[0]
    learned = ordered.learn(
        (Comparison(integral, "==", value), Finite(integral)),
        lambda then: OpenPrimitive(integral, primitive, conditions, back, low[1], high[1], then),
    )
    return rewritten(learned, integral, value)


def _improper(state: Any, integral: Any) -> bool:
    """Whether an end is infinite or the integrand is not seen to be defined there."""
    variable, lower, upper = integral.limits[0]
    if lower.is_infinite or upper.is_infinite:
        return True
    try:
        at_ends = [substitute(integral.function, {variable: end}) for end in (lower, upper)]
    except (ZeroDivisionError, TypeError):
        return True
    return any(value.has(sympy.nan, sympy.zoo, oo, -oo) or undefined(state.context, value) is not None for value in at_ends)


__all__ = ["integral_step"]
