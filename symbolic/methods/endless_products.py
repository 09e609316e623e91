"""Values of endless products of rational functions of the index: by Gamma, or as products of sin, cos, sinh and cosh."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy
from sympy import Add, Integer, Mul, Product, factor, fraction, together

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods.calculus_terms import is_endless
from symbolic.methods.equations import established, prove_equal
from symbolic.methods.interval_facts import prove_conditions
from symbolic.trusted import proofs as rules
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.endless_products import FACTORS, GammaProduct, WeierstrassProduct, gamma_factor, gamma_value, weierstrass_fact
from symbolic.trusted.rules.series import index, part_conditions

MOST_ROOTS = 8


def product_step(state: Any, term: Any, budget: Any) -> Any:
    """The state with an endless product replaced by its value; None when no rule gives it."""
    if not isinstance(term, Product) or not is_endless(term) or not term.limits[0][1].is_integer:
        return None
    try:
        conditions = prove_conditions(state.context, part_conditions(state.context, term), budget)
        if conditions is None:
            return None
        return _by_gamma(state, term, conditions, budget) or _by_circle(state, term, conditions, budget)
    except (TooLarge, ZeroDivisionError, sympy.PolynomialError):
        return None


def _inner(state: Any, term: Any) -> tuple[Any, Any, Any]:
    fresh, facts = index(state.context, term)
    return state.context.with_symbols([fresh]).adding(*facts), fresh, substitute(term.function, {term.limits[0][0]: fresh})


def _by_gamma(state: Any, term: Any, conditions: Any, budget: Any) -> Any:
    variable, lower, _ = term.limits[0]
    j = sympy.Symbol("index", integer=True)
    top, bottom = fraction(factor(together(substitute(term.function, {variable: j}))))
    above, below = _roots(top, j), _roots(bottom, j)
    if above is None or below is None or len(above) != len(below):
        return None
    above, below = tuple(lower + a for a in above), tuple(lower + b for b in below)
    for place in (*above, *below):
        following = established(state, Comparison(place, ">", Integer(0)), budget)
        if following is None:
            return None
        state = following
    if state.context.relation(Add(*above, *(-b for b in below))) != "==":
        return None
    inner, fresh, part = _inner(state, term)
    same = prove_equal(inner, part, gamma_factor(above, below, fresh - lower), budget)
    if same is None:
        return None
    return _learned(state, term, gamma_value(above, below), lambda then: GammaProduct(term, above, below, conditions, same, then))


def _roots(polynomial: Any, j: Any) -> tuple[Any, ...] | None:
    """The a_i of a product of constants and factors proportional to j + a_i; None for others."""
    found: list[Any] = []
    for part in Mul.make_args(polynomial):
        base, exponent = part.as_base_exp()
        if j not in free_symbols(part):
            continue
        if not (exponent.is_Integer and exponent > 0 and base.is_polynomial(j) and sympy.degree(base, j) == 1):
            return None
        slope, constant = sympy.Poly(base, j).all_coeffs()
        found += [sympy.cancel(constant / slope)] * int(exponent)
    return tuple(found) if len(found) <= MOST_ROOTS else None


def _by_circle(state: Any, term: Any, conditions: Any, budget: Any) -> Any:
    if term.limits[0][1] != 1:
        return None
    inner, fresh, part = _inner(state, term)
    for name, (named, _) in FACTORS.items():
        square = sympy.cancel((part - 1) / (named(fresh, Integer(1)) - 1))
        if fresh in free_symbols(square) or square.could_extract_minus_sign():
            continue
        x = sympy.sqrt(square)
        x = x.args[0] if isinstance(x, sympy.Abs) else x
        state = established(state, Comparison(x, "!=", Integer(0)), budget) or state
        same = prove_equal(inner, part, named(fresh, x), budget)
        if same is not None:
            fact = weierstrass_fact(state.context, term, name, x)
            if fact.left == term:
                return _learned(state, term, fact.right, partial(WeierstrassProduct, term, name, x, conditions, same))
            if fact in state.context.facts:
                return None
            return state.learn((fact, Finite(term)), partial(WeierstrassProduct, term, name, x, conditions, same))
    return None


def _learned(state: Any, term: Any, value: Any, wrap: Any) -> Any:
    learned = state.learn((Comparison(term, "==", value), Finite(term)), wrap)
    if isinstance(state.goal, Finite):
        return learned
    return learned.replace(term, value, lambda then: rules.Rewrite(term, value, then))


__all__ = ["product_step"]
