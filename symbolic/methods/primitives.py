"""Integrals by a primitive, which SymPy proposes. The kernel differentiates back by its own rules: a wrong primitive is rejected."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy
from sympy import Add, Dummy, Integral, Max, Min, Mul

from symbolic.language.special import unfold_special
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods import search
from symbolic.methods.interval_facts import ordered_ends, prove_conditions, rewritten
from symbolic.methods.kinks import first_kink
from symbolic.methods.limits import limit_with_proof
from symbolic.methods.linearity import separate, uninterpreted_in
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import continuous, inside, interval_conditions
from symbolic.trusted.context import Context

LARGEST_FOR_HEURISTICS = 10  # operations: beyond, SymPy's heuristic search may take seconds


def by_primitive(state: Any, integral: Any, budget: Any) -> Any:
    variable = integral.limits[0][0]
    if integral.function.has(Max, Min, sympy.Abs, sympy.Piecewise) and first_kink(integral) is not None:
        return None
    primitive = primitive_of(integral.function, variable)
    return None if primitive is None else with_primitive(state, integral, primitive, budget)


@lru_cache(maxsize=2000)
def primitive_of(integrand: Any, variable: Any) -> Any:
    """A primitive that SymPy proposes, with everything that does not move held as one symbol; None when it has none."""
    constants: dict[Any, Any] = {}

    def freeze(term: Any) -> Any:
        if variable not in free_symbols(term):
            if term.is_Rational or term.is_Symbol:
                return term
            return constants.setdefault(term, Dummy("c", positive=term.is_positive, real=True))
        return term.func(*(freeze(a) for a in term.args)) if term.args else term

    if uninterpreted_in(integrand, variable) or _unknown_to_sympy(integrand, variable):
        return None
    power = _power_primitive(integrand, variable)
    if power is not None:
        return power
    frozen = sympy.expand(freeze(integrand))
    thawed = {dummy: term for term, dummy in constants.items()}
    quick = _exponential_primitive(frozen, variable)
    if quick is not None:
        return substitute(quick, thawed)
    try:
        found = sympy.integrate(frozen, variable, meijerg=False, heurisch=None if _worth_heuristics(frozen, variable) else False)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    if found.has(Integral, sympy.Piecewise) or found.has(sympy.I):
        return None
    return substitute(found, thawed)


def _unknown_to_sympy(integrand: Any, variable: Any) -> bool:
    """Whether a function of this library stands in it whose derivatives lead to such functions again: SymPy searches long in vain."""

    def own(term: Any) -> set[Any]:
        return {f for f in term.atoms(sympy.Function) if (f.func.__module__ or "").startswith("symbolic.") and variable in free_symbols(f)}

    return any(own(unfold_special(sympy.diff(f, variable))) for f in own(unfold_special(integrand)))


def _worth_heuristics(integrand: Any, variable: Any) -> bool:
    """Whether SymPy's heuristic search may end soon: it seldom does on large terms, nor on t**a for an exponent that is no number."""
    open_powers = any(variable in free_symbols(power.base) and free_symbols(power.exp) for power in integrand.atoms(sympy.Pow))
    return not open_powers and sympy.count_ops(integrand) <= LARGEST_FOR_HEURISTICS


def _power_primitive(integrand: Any, variable: Any) -> Any:
    """A primitive of a sum of terms c * (a*t + b)**p with p known not to be -1; None for anything else."""
    total = sympy.Integer(0)
    for summand in Add.make_args(integrand):
        constant, moving = separate(summand, variable)
        base, power = moving.as_base_exp()
        slope = sympy.diff(base, variable)
        whole = power.is_Integer and power > 0 and base != variable  # better multiplied out
        if moving == 1 or variable in free_symbols(power) or variable in free_symbols(slope) or whole or (power + 1).is_zero is not False:
            return None
        total += constant * base ** (power + 1) / ((power + 1) * slope)
    return total


def _exponential_primitive(expanded: Any, variable: Any) -> Any:
    """A primitive of a sum of terms c * t**k * exp(a*t + b), by parts;

    None for anything else. Saves SymPy's long search on the commonest case.
    """
    total = sympy.Integer(0)
    for summand in Add.make_args(expanded):
        constant, moving = separate(summand, variable)
        exponent, degree = sympy.Integer(0), 0
        for factor in Mul.make_args(moving):
            base, power = factor.as_base_exp()
            if isinstance(factor, sympy.exp):
                exponent += factor.args[0]
            elif base == variable and power.is_Integer and power >= 0:
                degree += int(power)
            elif factor != 1:
                return None
        rate = sympy.expand(exponent).coeff(variable, 1)
        if variable in free_symbols(sympy.expand(exponent - rate * variable)):
            return None
        if rate == 0:
            total += constant * sympy.exp(exponent) * variable ** (degree + 1) / (degree + 1)
            continue
        steps = (sympy.ff(degree, i) * (-1) ** i * variable ** (degree - i) / rate ** (i + 1) for i in range(degree + 1))
        total += constant * sympy.exp(exponent) * Add(*steps)
    return total


def with_primitive(state: Any, integral: Any, primitive: Any, budget: Any) -> Any:
    """The state in which the integral is the difference of the primitive's values or limits at its ends."""
    variable, lower, upper = integral.limits[0]
    ordered = ordered_ends(state, integral, budget)
    if ordered is None or not all(continuous(t, variable, state.context.domain) for t in (primitive, integral.function)):
        return None
    context = ordered.context
    conditions = (
        *interval_conditions(context, integral, primitive, closed=True),
        *interval_conditions(context, integral, integral.function, closed=False),
    )
    proofs = prove_conditions(context, conditions, budget)
    back = _differentiates_back(context, integral, primitive, budget)
    if proofs is None or back is None:
        return None
    at_lower, at_upper = (_value_at(context, primitive, variable, end, budget) for end in (lower, upper))
    if at_lower is None or at_upper is None:
        return None
    (low, low_proof), (high, high_proof) = at_lower, at_upper
    value = high - low
    facts = (Comparison(integral, "==", value), Finite(integral))
    learned = ordered.learn(facts, lambda then: rules.Antiderivative(integral, primitive, proofs, back, low_proof, high_proof, then))
    return rewritten(learned, integral, value)


def _differentiates_back(context: Context, integral: Any, primitive: Any, budget: Any) -> Any:
    from symbolic.language.differentiation import NoDerivative, derivative

    variable = integral.limits[0][0]
    fresh, facts = inside(integral, context, primitive, closed=False)
    try:
        slope = derivative(substitute(primitive, {variable: fresh}), fresh)
    except NoDerivative:
        return None
    local = context.adding(*facts)
    return search.prove(local, Comparison(slope, "==", substitute(integral.function, {variable: fresh})), budget)


def _value_at(context: Context, primitive: Any, variable: Any, end: Any, budget: Any) -> tuple[Any, Any] | None:
    if end.is_infinite:
        return limit_with_proof(context, primitive, variable, end, "-" if end == sympy.oo else "+", budget)
    return substitute(primitive, {variable: end}), None
