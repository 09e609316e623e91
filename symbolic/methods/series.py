"""Values of endless sums: the summand is taken apart into known series; failing that, a primitive difference is looked for.

A summand is a sum of products of a rational function of the index, powers r^j, and one of 1/(linear)!, zeta, a binomial coefficient. Each
group of such products with the same powers and functions is matched against `trusted.series`; the kernel compares the summands.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Sum, oo

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import substitute
from symbolic.methods.calculus_terms import is_endless
from symbolic.methods.equations import established, prove_equal
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.limits import limit_with_proof
from symbolic.methods.series_matching import NoSeries, matched
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.definedness import undefined
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.series import KnownSeries, TelescopingSeries, combined, index, part_conditions, series_value
from symbolic.trusted.series import SERIES


def series_step(state: Any, term: Any, budget: Any) -> Any:
    """The state with an endless sum replaced by its value; None when no rule gives it."""
    if not isinstance(term, Sum) or not is_endless(term) or not term.limits[0][1].is_integer:
        return None
    return _by_known_series(state, term, budget) or _by_telescoping(state, term, budget)


def _by_known_series(state: Any, term: Any, budget: Any) -> Any:
    variable, lower, _ = term.limits[0]
    try:
        parts = matched(term.function, variable, lower)
    except (NoSeries, sympy.PolynomialError, NotImplementedError, TypeError, ValueError):
        return None
    for part in parts:
        try:
            premises = SERIES[part.name](*part.arguments).premises
        except NotApplicable:
            return None
        for premise in premises:
            following = established(state, premise, budget)
            if following is None:
                return None
            state = following
    conditions = prove_conditions(state.context, part_conditions(state.context, term), budget)
    if conditions is None:
        return None
    try:
        value = series_value(state.context, parts, lower)
        fresh, facts = index(state.context, term)
        inner = state.context.with_symbols([fresh]).adding(*facts)
        same = prove_equal(inner, substitute(term.function, {variable: fresh}), combined(state.context, parts, fresh), budget)
    except (Rejected, NotApplicable, TooLarge):
        return None
    if same is None or undefined(state.context, value) is not None:
        return None
    return _learned(state, term, value, lambda then: KnownSeries(term, parts, conditions, same, then))


def _learned(state: Any, term: Any, value: Any, wrap: Any) -> Any:
    learned = state.learn((Comparison(term, "==", value), Finite(term)), wrap)
    if isinstance(state.goal, Finite):
        return learned
    return learned.replace(term, value, lambda then: rules.Rewrite(term, value, then))


def _by_telescoping(state: Any, term: Any, budget: Any) -> Any:
    """By a primitive difference that Gosper's algorithm proposes, where it has a limit at infinity."""
    variable, lower, _ = term.limits[0]
    antidifference = primitive_difference(term.function, variable)
    if antidifference is None:
        return None
    context = state.context
    conditions = prove_conditions(context, part_conditions(context, term), budget)
    fresh, facts = index(context, term)
    inner = context.with_symbols([fresh]).adding(*facts)
    here, following = (substitute(antidifference, {variable: place}) for place in (fresh, fresh + 1))
    if conditions is None or undefined(inner, here, following) is not None:
        return None
    same = prove_equal(inner, substitute(term.function, {variable: fresh}), following - here, budget)
    real = sympy.Symbol(variable.name + "_real", real=True)
    found = limit_with_proof(context, substitute(antidifference, {variable: real}), real, oo, "-", budget)
    first = substitute(antidifference, {variable: lower})
    if same is None or found is None or found[0].is_infinite or undefined(context, first) is not None:
        return None
    return _learned(state, term, found[0] - first, lambda then: TelescopingSeries(term, antidifference, conditions, same, found[1], then))


def primitive_difference(function: Any, variable: Any) -> Any:
    """G with G(j + 1) - G(j) = f(j), for hypergeometric f and for logarithms of rational functions; None where there is none."""
    from sympy.concrete.gosper import gosper_term

    if function.has(sympy.zeta, sympy.Integral, sympy.Sum, sympy.sin, sympy.cos, sympy.atan):
        return None
    n = sympy.Symbol("n_index", integer=True, positive=True)
    try:
        found = gosper_term(substitute(function, {variable: n}), n)
    except (ValueError, TypeError, NotImplementedError, AttributeError, sympy.PolynomialError, ZeroDivisionError):
        return None
    if found is None:
        return None
    return substitute(sympy.factor(found) * substitute(function, {variable: n}), {n: variable})


__all__ = ["matched", "primitive_difference", "series_step"]
