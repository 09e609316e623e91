"""Limits that do not exist, and sums, products and integrals that diverge: why a term without free symbols has no value.

Necessary conditions of convergence, by asymptotic expansions: the parts of a convergent sum vanish; near an end or at infinity, an
integrand or a summand of one sign that is of the order of x^a log(1/x)^b is integrable or summable only as that is (limit comparison
test).
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Integer, Integral, Limit, Pow, Product, Sum, oo, pi

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.domain import Domain
from symbolic.language.terms import free_symbols, fresh_symbol, substitute
from symbolic.trusted.asymptotic_functions import NoExpansion, expanded, side_limit
from symbolic.trusted.asymptotics import Asymptotics, Scale
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge, is_zero

DEPTHS = (2, 5)
PHASES = (Integer(0), pi / 2, pi)
NOTHING = Context.of(Domain())


def without_value(term: Any) -> str | None:
    """Why `term`, which has no free symbols, has no value; None where that is not seen."""
    if free_symbols(term):
        return None
    if isinstance(term, Limit):
        return _of_limit(term)
    if isinstance(term, Sum | Product) and len(term.limits) == 1 and term.limits[0][2] == oo:
        return _of_parts(term)
    if isinstance(term, Integral) and len(term.limits) == 1 and len(term.limits[0]) == 3:
        return _of_integral(term)
    return None


def _side(term: Any, variable: Any, point: Any, direction: str) -> Any:
    """The limit from one side, oo or -oo included; None where it is not known."""
    for depth in DEPTHS:
        try:
            return side_limit(NOTHING, term, variable, point, direction, depth)
        except NoExpansion:
            continue
    return None


def _of_limit(limit: Any) -> str | None:
    expression, variable, point, direction = limit.args
    sides = ("+", "-") if str(direction) == "+-" else (str(direction),)
    found = []
    for side in sides:
        value = _side(expression, variable, point, side)
        if value in (oo, -oo):
            return f"`{expression}` goes to {'-' if value == -oo else ''}infinity"
        if value is None:
            reason = _oscillation(expression, variable, point, side)
            if reason is not None:
                return reason
        found.append(value)
    if len(found) == 2 and None not in found and _different(found[0], found[1]):
        return f"the limits from the two sides are {found[0]} and {found[1]}"
    return None


def _different(first: Any, second: Any) -> bool:
    try:
        return Asymptotics(NOTHING, 1).sign(first - second) != 0
    except (NoExpansion, TooLarge):
        return False


def _oscillation(expression: Any, variable: Any, point: Any, side: str) -> str | None:
    """Different limits along places where the sines and cosines of one argument that goes to infinity are constant."""
    v = fresh_symbol(sympy.Symbol(variable.name, real=True), [variable])
    place = {oo: v, -oo: -v}.get(point, point + (1 if side == "+" else -1) / v)
    moved = substitute(expression, {variable: place})
    waves = sorted(moved.atoms(sympy.sin, sympy.cos), key=str)
    waves = [wave for wave in waves if v in free_symbols(wave) and _side(wave.args[0], v, oo, "-") in (oo, -oo)]
    if not waves:
        return None
    argument = waves[0].args[0]
    multiples = [sympy.cancel(wave.args[0] / argument) for wave in waves]
    if not all(multiple.is_Integer for multiple in multiples):
        return None
    values = []
    for phase in PHASES:
        still = {wave: type(wave)(multiple * phase) for wave, multiple in zip(waves, multiples, strict=True)}
        value = _side(substitute(moved, still), v, oo, "-")
        if value in (oo, -oo):
            return f"`{expression}` is unbounded"
        if value is not None:
            values.append(value)
    if any(_different(values[0], value) for value in values[1:]):
        return f"`{expression}` oscillates"
    return None


def _scale(term: Any, variable: Any, point: Any, direction: str) -> Scale | None:
    """The order of a term that has one sign near the point, in x = the distance, or 1/the distance at infinity."""
    for depth in DEPTHS:
        try:
            found, algebra = expanded(NOTHING, term, variable, point, direction, depth)
            algebra.eventual_sign(found)
            return found.terms[0][0] if found.terms else None
        except NoExpansion:
            continue
    return None


def _too_large(scale: Scale, borderline: Any) -> bool:
    """Whether x^a L^b exp(P) is at least of the order of x^borderline/L as x -> 0."""
    algebra = Asymptotics(NOTHING, 1)
    try:
        return algebra.order(scale, Scale((), borderline, Integer(-1))) >= 0
    except NoExpansion:
        return False


def _of_parts(term: Any) -> str | None:
    variable = term.limits[0][0]
    body = term.function if isinstance(term, Sum) else term.function - 1
    v = fresh_symbol(sympy.Symbol(variable.name, real=True), [variable])
    for step in (1, 2):
        along = _real_powers(substitute(body, {variable: step * v}), v)
        value = _side(along, v, oo, "-")
        vanishing = value is not None and is_zero(value)
        if isinstance(term, Sum) and value is not None and not vanishing and (value.is_infinite or _different(value, Integer(0))):
            return f"the parts of `{term}` do not go to 0"
        if step == 1 and vanishing:
            scale = _scale(along, v, oo, "-")
            positive = isinstance(term, Sum) or _eventually_positive(along, v)
            if scale is not None and positive and _too_large(scale, Integer(1)):
                return f"`{term}` diverges"
    return None


def _eventually_positive(term: Any, variable: Any) -> bool:
    try:
        found, algebra = expanded(NOTHING, term, variable, oo, "-", DEPTHS[-1])
        return algebra.eventual_sign(found) > 0
    except NoExpansion:
        return False


def _real_powers(term: Any, v: Any) -> Any:
    """Along even indices (-1)^(2i + c) is (-1)^c, and (-r)^(2i + c) is r^(2i) (-r)^c."""
    mapping = {}
    for power in term.atoms(Pow):
        base, exponent = power.args
        if base.is_number and base.is_negative and v in free_symbols(exponent):
            slope = sympy.expand(exponent).coeff(v, 1)
            constant = sympy.expand(exponent - slope * v)
            if slope.is_Integer and slope % 2 == 0 and constant.is_Integer:
                mapping[power] = (-base) ** (slope * v) * base**constant
    return substitute(term, mapping)


def _of_integral(term: Any) -> str | None:
    variable, lower, upper = term.limits[0]
    v = fresh_symbol(sympy.Symbol(variable.name, real=True), [variable])
    integrand = substitute(term.function, {variable: v})
    for end, direction in ((lower, "+"), (upper, "-")):
        scale = _scale(integrand, v, end, direction)
        if scale is not None and _too_large(scale, Integer(1) if end.is_infinite else Integer(-1)):
            return f"`{term}` diverges at {end}"
    if upper == oo:
        return _oscillating_primitive(term, integrand, v)
    return None


def _oscillating_primitive(term: Any, integrand: Any, v: Any) -> str | None:
    """A primitive, whoever proposes it, that has no limit at infinity."""
    if not integrand.has(sympy.sin, sympy.cos):
        return None
    try:
        primitive = sympy.integrate(integrand, v)
        if primitive.has(Integral, sympy.Piecewise) or not is_zero(derivative(primitive, v) - integrand):
            return None
    except (NoDerivative, TooLarge, NotImplementedError, ValueError, TypeError):
        return None
    return f"`{term}` diverges" if _oscillation(primitive, v, oo, "-") is not None else None


__all__ = ["without_value"]
