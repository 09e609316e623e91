"""Finding limits: continuity, cancelled quotients, decay of exponentials, L'Hopital's rule, 1/s for infinity."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Mul, Symbol, exp, oo

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, fresh_symbol, renamed_as_written, substitute
from symbolic.methods import search
from symbolic.methods.special import families
from symbolic.trusted import limits as limit_rules
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import continuous, term_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import TooLarge, normal_form, normalised

Found = tuple[Any, Any]
DEEPEST = 4


def limit_step(state: Any, limit: Any, budget: Any) -> Any:
    """The state with a limit replaced by its value; None when no rule gives it."""
    from symbolic.methods.interval_facts import prove_conditions
    from symbolic.methods.special.expansions import expansion_step

    expression, variable, point, direction = limit.args
    expanded = expansion_step(state, limit, budget)
    if expanded is not None:
        return expanded
    found = limit_with_proof(state.context, expression, variable, point, str(direction), budget)
    if found is None:
        return None
    value, proof = found
    fresh, facts = limit_rules.beyond(state.context, expression, variable, point, str(direction))
    conditions = term_conditions(
        renamed_as_written(expression, {variable: fresh}), facts, frozenset(symbols_of(state.context.facts, fresh))
    )
    proofs = prove_conditions(state.context, tuple(conditions), budget)
    if proofs is None:
        return None
    facts = (Comparison(limit, "==", value), Finite(limit))
    learned = state.learn(facts, lambda then: rules.LimitValue(limit, proofs, proof, then))
    if isinstance(state.goal, Finite):
        return learned
    return learned.replace(limit, value, lambda then: rules.Rewrite(limit, value, then))


def limit_with_proof(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int = 0) -> Found | None:
    """The limit of `e` and the proof of it, or None."""
    if v not in free_symbols(e):
        return e, rules.Continuity(e, ())
    if depth > DEEPEST:
        return None
    attempts = (_at_infinity, _reciprocal) if point == oo else (_continuous, _lhopital, _cancelled)
    for attempt in (*families("limit_at"), *attempts):
        found = attempt(context, e, v, point, direction, budget, depth)
        if found is not None:
            return found
    return None


def _continuous(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    from symbolic.methods.interval_facts import prove_conditions

    if point.is_infinite or not continuous(e, v, context.domain):
        return None
    value = substitute(e, {v: point})
    if value.has(sympy.nan, sympy.zoo, oo):
        return None
    proofs = prove_conditions(context, limit_rules.conditions_at(context, e, v, point), budget)
    return None if proofs is None else (value, rules.Continuity(value, proofs))


def _lhopital(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    from symbolic.language.differentiation import NoDerivative, derivative
    from symbolic.methods.interval_facts import prove_conditions

    numerator, denominator = sympy.fraction(sympy.together(e))
    if v not in free_symbols(denominator) or not all(continuous(t, v, context.domain) for t in (numerator, denominator)):
        return None
    at = [Comparison(substitute(t, {v: point}), "==", ZERO) for t in (numerator, denominator)]
    if any(goal.left.has(sympy.nan, sympy.zoo, oo, -oo) for goal in at):
        return None
    above, below = (search.prove(context, goal, budget) for goal in at)
    if above is None or below is None:
        return None
    try:
        top, bottom = derivative(numerator, v), derivative(denominator, v)
    except NoDerivative:
        return None
    conditions = tuple(c for t in (numerator, denominator) for c in limit_rules.conditions_at(context, t, v, point))
    proofs = prove_conditions(context, conditions, budget)
    following = _continuous(context, Mul(top, 1 / bottom, evaluate=False), v, point, direction, budget, depth) if bottom != 0 else None
    if proofs is None or following is None:
        return None
    return following[0], rules.LHopital(numerator, denominator, proofs, (above, below), following[1])


def _cancelled(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    """The normal form, where factors that vanish at the point have been cancelled."""
    try:
        simple = normalised(e, context.positive)
    except TooLarge:
        return None
    if simple == e:
        return None
    following = limit_with_proof(context, simple, v, point, direction, budget, depth + 1)
    if following is None:
        return None
    fresh, facts = limit_rules.beyond(context, Add(e, simple), v, point, direction)
    same = Comparison(substitute(e, {v: fresh}), "==", substitute(simple, {v: fresh}))
    proof = search.prove(context.adding(*facts), same, budget)
    return None if proof is None else (following[0], rules.Equivalent(simple, proof, following[1]))


def _reciprocal(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    if e.has(exp) or any(v in free_symbols(power.exp) for power in e.atoms(sympy.Pow)):
        return None
    s = fresh_symbol(Symbol("s", positive=True), symbols_of(e, context.facts))
    following = limit_with_proof(context, substitute(e, {v: 1 / s}), s, ZERO, "+", budget, depth + 1)
    return None if following is None else (following[0], rules.Reciprocal(s, following[1]))


def _at_infinity(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Found | None:
    """A sum of constants and of polynomials times decaying exponentials."""
    groups = _exponential_groups(context, e, v)
    if groups is None:
        return None
    parts, proofs, total = [], [], ZERO
    for rate, polynomial in groups:
        part = polynomial * exp(-rate * v)
        if rate == 0:
            if v in free_symbols(polynomial):
                return None
            found: Found | None = (polynomial, rules.Continuity(polynomial, ()))
        else:
            positive = search.prove(context, Comparison(rate, ">", ZERO), budget)
            found = None if positive is None else (ZERO, rules.Decay(rate, polynomial, positive))
        if found is None:
            return None
        parts.append(part)
        proofs.append(found[1])
        total += found[0]
    return (total, proofs[0]) if len(parts) == 1 else (total, rules.SumOfLimits(tuple(parts), tuple(proofs)))


def _exponential_groups(context: Context, e: Any, v: Any) -> list[tuple[Any, Any]] | None:
    """`e` as a sum of polynomial(v) * exp(-rate * v); pairs of rate and polynomial, or None when it is no such sum."""
    quotient = normal_form(e, context.positive)
    groups: dict[Any, Any] = {}
    denominator = quotient.bottom()
    rate_below, constant_below = _rate(denominator, v)
    if rate_below is None:
        return None
    for coefficient, powers in quotient.terms():
        rate, rest = _rate(Mul(coefficient, *(a**p for a, p in powers.items())), v)
        if rate is None:
            return None
        key = normalised(rate - rate_below)
        groups[key] = groups.get(key, 0) + rest / constant_below
    return list(groups.items())


def _rate(term: Any, v: Any) -> tuple[Any, Any]:
    """A product as exp(-rate * v) times a polynomial in v; (None, None) when it is not one."""
    rate: Any = ZERO
    rest = []
    for factor in Mul.make_args(term):
        exponent = None
        if isinstance(factor, exp):
            exponent = factor.args[0]
        elif isinstance(factor, sympy.Pow) and v in free_symbols(factor.exp) and v not in free_symbols(factor.base):
            exponent = factor.exp * sympy.log(factor.base)
        if exponent is not None and v in free_symbols(exponent):
            slope = sympy.expand(exponent).coeff(v, 1)
            constant = sympy.expand(exponent - slope * v)
            if v in free_symbols(slope) or v in free_symbols(constant):
                return None, None
            rate -= slope
            rest.append(exp(constant))
        elif v in free_symbols(factor) and not factor.is_polynomial(v):
            return None, None
        else:
            rest.append(factor)
    return rate, Mul(*rest)


__all__ = ["limit_step", "limit_with_proof"]
