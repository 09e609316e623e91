"""Integrals that the normal distribution function gives: Gaussians on half lines and segments, and integrals over quantiles.

A Gaussian with mean m and deviation s has the primitive s sqrt(2 pi) Phi((t - m)/s); an integral over p in (0, 1) that speaks of the
quantile at p becomes one over the line by p = Phi(x). The kernel replays both.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Integer, Integral, Symbol, exp, oo, pi, sqrt

from symbolic.language.domain import symbols_of
from symbolic.language.special import unfold_special
from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, fresh_symbol, substitute
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import inside
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge, normal_form, normalised
from symbolic.trusted.rules.change_of_variable import ChangeOfVariable, change_conditions, in_new_variable, slope_goal
from symbolic.trusted.rules.normal_limits import NormalTail

Found = tuple[Any, Any]


def limit_at(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    """At either end of the line, the limit of a sum of terms factor * Phi(slope v + offset), Gaussians, and a rest."""
    from symbolic.methods import search
    from symbolic.methods.limits import limit_with_proof

    if not point.is_infinite or not e.has(normal_cdf, exp):
        return None
    parts: list[Any] = []
    found: list[Found] = []
    for summand in sympy.Add.make_args(sympy.expand(e)):
        tail = _tail(summand, v)
        if tail is None:
            inner = _decaying(context, summand, v, budget, search.prove)
            if inner is None and summand != e:
                inner = limit_with_proof(context, summand, v, point, direction, budget, depth + 1)
        else:
            inner = _at_end(context, *tail, point, budget, search.prove)
        if inner is None:
            return None
        parts.append(summand)
        found.append(inner)
    if len(found) == 1:
        return found[0]
    return sympy.Add(*(value for value, _ in found)), rules.SumOfLimits(tuple(parts), tuple(proof for _, proof in found))


def _tail(term: Any, v: Any) -> tuple[Any, Any, Any] | None:
    """factor * Phi(slope v + offset) as its three constants."""
    factor, moving = term.as_independent(v, as_Add=False)
    if not isinstance(moving, normal_cdf):
        return None
    argument = sympy.expand(moving.args[0])
    slope = argument.coeff(v, 1)
    offset = sympy.expand(argument - slope * v)
    return None if v in free_symbols(slope) or v in free_symbols(offset) else (factor, slope, offset)


def _decaying(context: Context, term: Any, v: Any, budget: Any, prove: Any) -> Found | None:
    """polynomial * exp(-a v^2 + b v), which goes to 0."""
    from symbolic.methods.named_integrals import _parse

    parsed = _parse(context, term, v)
    positive = None if parsed is None else prove(context, Comparison(parsed.a, ">", Integer(0)), budget)
    if parsed is None or positive is None:
        return None
    polynomial = sympy.Add(*(coefficient * v**k for k, coefficient in enumerate(parsed.coefficients)))
    return Integer(0), rules.GaussianDecay(parsed.a, parsed.b, Integer(0), polynomial, positive)


def _at_end(context: Context, factor: Any, slope: Any, offset: Any, point: Any, budget: Any, prove: Any) -> Found | None:
    for relation, rises in ((">", True), ("<", False)):
        sign = prove(context, Comparison(slope, relation, Integer(0)), budget)
        if sign is not None:
            return (factor if rises == (point == oo) else Integer(0)), NormalTail(factor, slope, offset, rises, sign)
    return None


def integral_step(state: Any, integral: Any, budget: Any) -> Any:
    """The state with a Gaussian integral over part of the line, or one over quantiles, replaced by its value."""
    variable, lower, upper = integral.limits[0]
    if (lower, upper) == (0, 1) and any(variable in free_symbols(q) for q in integral.function.atoms(normal_quantile)):
        return _over_quantiles(state, integral, budget)
    if (lower, upper) == (-oo, oo):
        return _several_bells(state, integral, budget)
    if unfold_special(integral.function).has(exp):
        return _part_of_bell(state, integral, budget)
    return None


def _part_of_bell(state: Any, integral: Any, budget: Any) -> Any:
    """The primitive with Phi, for an integrand that is constant * exp(-a t^2 + b t)."""
    from symbolic.methods.named_integrals import _parse
    from symbolic.methods.primitives import with_primitive

    variable = integral.limits[0][0]
    parsed = _parse(state.context, integral.function, variable)
    if parsed is None or len(parsed.coefficients) != 1:
        return None
    mean = normalised(parsed.b / (2 * parsed.a), state.context.positive)
    deviation = sympy.powdenest(sqrt(sympy.simplify(1 / (2 * parsed.a))))
    factor = parsed.coefficients[0] * exp(parsed.b**2 / (4 * parsed.a)) * sqrt(2 * pi) * deviation
    constant = normalised(factor, state.context.positive)
    return with_primitive(state, integral, constant * normal_cdf((variable - mean) / deviation), budget)


def _several_bells(state: Any, integral: Any, budget: Any) -> Any:
    """A sum of different Gaussians, each integrated for itself."""
    from symbolic.methods.interval_facts import rewritten
    from symbolic.methods.search import prove

    variable = integral.limits[0][0]
    integrands = _bells(state.context, integral.function, variable)
    if len(integrands) < 2:
        return None
    parts = tuple((Integer(1), Integral(g, integral.limits[0])) for g in integrands)
    finite: tuple[Any, ...] = tuple(prove(state.context, Finite(part), budget) for _, part in parts)
    if None in finite:
        return None
    value = sympy.Add(*(part for _, part in parts))
    facts = (Comparison(integral, "==", value), Finite(integral), *(Finite(part) for _, part in parts))
    return rewritten(state.learn(facts, lambda then: rules.Linearity(integral, parts, finite, then)), integral, value)


def _bells(context: Context, integrand: Any, variable: Any) -> list[Any]:
    """The integrand as summands that belong to different exponentials; empty when it is no such sum."""
    from symbolic.methods.named_integrals import _exponent

    try:
        quotient = normal_form(integrand, context.positive)
    except TooLarge:
        return []
    below, rest_below = _exponent(quotient.bottom(), variable)
    if below is None:
        return []
    found: dict[Any, Any] = {}
    for number, powers in quotient.terms():
        above, rest = _exponent(sympy.Mul(number, *(atom**power for atom, power in powers.items())), variable)
        if above is None:
            return []
        exponent = sympy.expand(above - below)
        found[exponent] = found.get(exponent, 0) + rest / rest_below
    return [] if 0 in found else [rest * exp(exponent) for exponent, rest in found.items()]


def _over_quantiles(state: Any, integral: Any, budget: Any) -> Any:
    """p = Phi(x), where quantile(Phi(x)) = x."""
    from symbolic.methods.interval_facts import prove_conditions, rewritten
    from symbolic.methods.limits import limit_with_proof
    from symbolic.methods.search import prove

    p = integral.limits[0][0]
    x = fresh_symbol(Symbol("x", real=True), [p, *symbols_of(state.context.facts, state.goal, integral)])
    h = normal_cdf(x)
    changed = in_new_variable(integral, x, h, -oo, oo, rising=True)
    plain = Integral(substitute(changed.function, {normal_quantile(h): x}), (x, -oo, oo))
    finite = prove(state.context, Finite(plain), budget)
    same = _same(state.context, changed, plain, budget)
    if finite is None or same is None:
        return None
    state = state.have(Finite(plain), finite)
    equation = Comparison(changed, "==", plain)
    state = state.learn((equation, Finite(changed)), lambda then: rules.SameIntegrand(changed, plain.function, same, then))
    conditions = prove_conditions(state.context, change_conditions(state.context, integral, changed, h), budget)
    facts, sign = slope_goal(state.context, changed, h, rising=True)
    slope = prove(state.context.adding(*facts), sign, budget)
    ends = [limit_with_proof(state.context, h, x, end, side, budget) for end, side in ((-oo, "+"), (oo, "-"))]
    if conditions is None or slope is None or None in ends:
        return None
    at_lower, at_upper = (found[1] for found in ends if found is not None)
    known = (Comparison(integral, "==", changed), Finite(integral), Finite(changed))
    state = state.learn(known, lambda then: ChangeOfVariable(integral, x, h, -oo, oo, True, conditions, slope, at_lower, at_upper, then))
    links = tuple(rules.Product(Integer(1), ((a - b, 1),)) for a, b in ((integral, changed), (changed, plain)))
    return rewritten(state.have(Comparison(integral, "==", plain), rules.Combination(links)), integral, plain)


def _same(context: Context, changed: Any, plain: Any, budget: Any) -> Any:
    """A proof that the two integrands agree."""
    from symbolic.methods.search import prove

    fresh, facts = inside(changed, context, plain.function, closed=False)
    sides = (substitute(term.function, {term.limits[0][0]: fresh}) for term in (changed, plain))
    return prove(context.adding(*facts), Comparison(next(sides), "==", next(sides)), budget)
