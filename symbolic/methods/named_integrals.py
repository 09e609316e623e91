"""Integrals with a name: polynomials against Gaussians over R, and Beta integrals over (0, 1).

A polynomial g against exp(E), E = -a t^2 + b t, splits as g = m + q' + q E' (Stein's identity read backwards): the second part is the
derivative of q exp(E), which vanishes at both ends, so the integral is m times the Gaussian one. The kernel replays each of these steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Add, Integer, Integral, Mul, Pow, exp, oo

from symbolic.language.differentiation import derivative
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods import search, signs
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import inside, interval_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.definedness import undefined
from symbolic.trusted.normal_form import TooLarge, normal_form

HIGHEST_DEGREE = 12


def by_name(state: Any, integral: Any, budget: Any) -> Any:
    """The state with a Gaussian or Beta integral replaced by its value; None when the integral is neither."""
    _, lower, upper = integral.limits[0]
    if (lower, upper) == (-oo, oo):
        return _gaussian(state, integral, budget)
    return _beta(state, integral, budget) if (lower, upper) == (0, 1) else None


@dataclass(frozen=True)
class _Gaussian:
    """polynomial(t) * exp(-a t^2 + b t): coefficients by degree, and a, b."""

    coefficients: tuple[Any, ...]
    a: Any
    b: Any


def _parse(context: Context, integrand: Any, variable: Any) -> _Gaussian | None:
    """The integrand as a polynomial against one Gaussian, from its normal form."""
    try:
        quotient = normal_form(integrand, context.positive)
    except TooLarge:
        return None
    below, rest_below = _exponent(quotient.bottom(), variable)
    if below is None or variable in free_symbols(rest_below):
        return None
    exponents, coefficients = set(), [ZERO] * (HIGHEST_DEGREE + 1)
    for number, powers in quotient.terms():
        above, rest = _exponent(Mul(number, *(Pow(atom, power) for atom, power in powers.items())), variable)
        if above is None or not rest.is_polynomial(variable):
            return None
        degree = sympy.degree(rest, variable) if variable in free_symbols(rest) else 0
        constant = rest / variable**degree
        if variable in free_symbols(constant) or degree > HIGHEST_DEGREE:
            return None
        exponents.add(sympy.expand(above - below))
        coefficients[degree] += constant / rest_below
    if len(exponents) != 1 or not all(exponent.is_polynomial(variable) for exponent in exponents):
        return None
    poly = sympy.Poly(exponents.pop(), variable)
    if poly.degree() != 2 or any(variable in free_symbols(c) for c in poly.all_coeffs()):
        return None
    a, b = -poly.coeff_monomial(variable**2), poly.coeff_monomial(variable)
    while coefficients and coefficients[-1] == 0:
        coefficients.pop()
    return _Gaussian(tuple(coefficients), a, b)


def _exponent(term: Any, variable: Any) -> tuple[Any, Any]:
    """A product as the exponent that depends on the variable and the remaining factors; (None, None) when the variable stands elsewhere."""
    exponent: Any = ZERO
    rest: Any = Integer(1)
    for factor in Mul.make_args(term):
        base, power = factor.as_base_exp() if not isinstance(factor, exp) else (factor, Integer(1))
        if isinstance(base, exp) and variable in free_symbols(base):
            exponent += base.args[0] * power
        elif variable in free_symbols(factor) and base != variable:
            return None, None
        else:
            rest *= factor
    return exponent, rest


def _gaussian(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.methods.interval_facts import rewritten

    variable = integral.limits[0][0]
    parsed = _parse(state.context, integral.function, variable)
    if parsed is None:
        return None
    following = _positive(state, parsed.a, budget)
    if following is None:
        return None
    state = following
    bell = exp(-parsed.a * variable**2 + parsed.b * variable)
    mean, potential = _stein(parsed, variable)
    if potential == 0 and integral.function == bell * mean:
        return _learn_bell(state, integral, mean, parsed, budget)
    whole = Integral(bell, (variable, -oo, oo))
    state = _learn_bell(state, whole, Integer(1), parsed, budget, replace=False)
    parts = [(mean, whole)]
    if potential != 0:
        slope = (derivative(potential, variable) + potential * (parsed.b - 2 * parsed.a * variable)) * bell
        rest = Integral(slope, (variable, -oo, oo))
        learned = _learn_boundary(state, rest, potential * bell, potential, parsed, budget)
        if learned is None:
            return None
        state = learned
        parts.append((Integer(1), rest))
    terms, finite = tuple(parts), tuple(rules.Known() for _ in parts)
    facts = (Comparison(integral, "==", Add(*(c * i for c, i in parts))), Finite(integral))
    state = state.learn(facts, lambda then: rules.Linearity(integral, terms, finite, then))
    value = mean * _bell_value(parsed)
    equations = [rules.Product(Integer(1), ((integral - Add(*(c * i for c, i in parts)), 1),))]
    equations.append(rules.Product(mean, ((whole - _bell_value(parsed), 1),)))
    equations += [rules.Product(Integer(1), ((part, 1),)) for _, part in parts[1:]]
    if not _defined(state, mean, budget):
        return None
    state = state.have(Comparison(integral, "==", value), rules.Combination(tuple(equations)))
    return rewritten(state, integral, value)


def _defined(state: Any, term: Any, budget: Any) -> bool:
    """Whether the kernel will see at sight that the term has a value."""
    return undefined(state.context, term) is None


def _positive(state: Any, term: Any, budget: Any) -> Any:
    relation, following = signs.sign(state, term, budget)
    return following if relation == ">" else None


def _stein(parsed: _Gaussian, variable: Any) -> tuple[Any, Any]:
    """m and q with polynomial = m + q' + q (b - 2 a t), from the highest degree down."""
    left = list(parsed.coefficients) or [ZERO]
    potential: Any = ZERO
    for degree in range(len(left) - 1, 0, -1):
        coefficient = sympy.together(-left[degree] / (2 * parsed.a))
        potential += coefficient * variable ** (degree - 1)
        left[degree - 1] -= parsed.b * coefficient
        if degree >= 2:
            left[degree - 2] -= (degree - 1) * coefficient
    return sympy.together(left[0]), potential


def _bell_value(parsed: _Gaussian) -> Any:
    return sympy.sqrt(sympy.pi / parsed.a) * exp(parsed.b**2 / (4 * parsed.a))


def _learn_bell(state: Any, integral: Any, factor: Any, parsed: _Gaussian, budget: Any, *, replace: bool = True) -> Any:
    from symbolic.methods.interval_facts import rewritten

    value = factor * _bell_value(parsed)
    facts = (Comparison(integral, "==", value), Finite(integral))
    state = state.learn(facts, lambda then: rules.GaussianIntegral(integral, factor, parsed.a, parsed.b, ZERO, then))
    return rewritten(state, integral, value) if replace else state


def _learn_boundary(state: Any, integral: Any, primitive: Any, potential: Any, parsed: _Gaussian, budget: Any) -> Any:
    """The integral of a total derivative whose primitive vanishes at both ends is 0."""
    from symbolic.methods.interval_facts import prove_conditions

    conditions = (
        *interval_conditions(state.context, integral, primitive, closed=True),
        *interval_conditions(state.context, integral, integral.function, closed=False),
    )
    proofs = prove_conditions(state.context, conditions, budget)
    if proofs is None:
        return None
    variable = integral.limits[0][0]
    fresh, _ = inside(integral, state.context, primitive, closed=False)
    back = search.prove(
        state.context,
        Comparison(derivative(substitute(primitive, {variable: fresh}), fresh), "==", substitute(integral.function, {variable: fresh})),
        budget,
    )
    if back is None:
        return None
    decay = rules.GaussianDecay(parsed.a, parsed.b, ZERO, potential, rules.Known())
    facts = (Comparison(integral, "==", ZERO), Finite(integral))
    return state.learn(facts, lambda then: rules.Antiderivative(integral, primitive, proofs, back, decay, decay, then))


def _beta(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.methods.interval_facts import rewritten

    variable = integral.limits[0][0]
    factor, powers = Integer(1), {variable: ZERO, 1 - variable: ZERO}
    for part in Mul.make_args(integral.function):
        base, power = part.as_base_exp()
        if variable not in free_symbols(part):
            factor *= part
        elif base in powers and variable not in free_symbols(power):
            powers[base] += power
        else:
            return None
    p, q = powers[variable] + 1, powers[1 - variable] + 1
    if p.is_Integer and q.is_Integer:
        return None
    for parameter in (p, q, p + q):
        following = _positive(state, parameter, budget)
        if following is None:
            return None
        state = following
    value = factor * sympy.gamma(p) * sympy.gamma(q) / sympy.gamma(p + q)
    facts = (Comparison(integral, "==", value), Finite(integral))
    learned = state.learn(facts, lambda then: rules.BetaIntegral(integral, factor, p, q, then))
    return rewritten(learned, integral, value)


__all__ = ["by_name"]
