"""Integrals over uninterpreted functions: a linear combination of simpler ones, whose constants are pulled out."""

from __future__ import annotations

from typing import Any

from sympy import Add, Integral, Mul
from sympy.core.function import AppliedUndef

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols
from symbolic.methods import search
from symbolic.methods.interval_facts import ordered_ends, rewritten
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge, normal_form


def constants_out(state: Any, integral: Any, budget: Any) -> Any:
    """A linear combination of simpler integrals; None when the integrand is a single term without constant factor."""
    variable, lower, upper = integral.limits[0]
    if not uninterpreted_in(integral.function, variable):
        return None
    parts = _linear_parts(integral.function, variable, state.context)
    if parts is None or (len(parts) == 1 and parts[0][0] == 1):
        return None
    terms = tuple((coefficient, Integral(g, (variable, lower, upper))) for coefficient, g in parts)
    ordered = ordered_ends(state, integral, budget)
    if ordered is None:
        return None
    proofs = []
    for _, part in terms:
        proof = search.prove(ordered.context, Finite(part), budget)
        if proof is None:
            return None
        proofs.append(proof)
    value = Add(*(coefficient * part for coefficient, part in terms))
    finite = tuple(proofs)
    facts = (Comparison(integral, "==", value), Finite(integral))
    return rewritten(ordered.learn(facts, lambda then: rules.Linearity(integral, terms, finite, then)), integral, value)


def uninterpreted_in(term: Any, variable: Any) -> bool:
    return any(variable in free_symbols(a) for a in term.atoms(AppliedUndef))


def _linear_parts(integrand: Any, variable: Any, context: Context) -> list[tuple[Any, Any]] | None:
    """The integrand as constants times terms in the variable, from its normal form;

    None when its denominator holds the variable in a sum.
    """
    try:
        quotient = normal_form(integrand, context.positive)
    except TooLarge:
        return None
    fixed, moving = separate(quotient.bottom(), variable)
    grouped: dict[Any, Any] = {}
    for coefficient, powers in quotient.terms():
        constant, inner = separate(Mul(coefficient, *(a**e for a, e in powers.items())), variable)
        grouped[inner / moving] = grouped.get(inner / moving, 0) + constant / fixed
    return [(c, g) for g, c in grouped.items()]


def separate(term: Any, variable: Any) -> tuple[Any, Any]:
    """A product as its factors without and with the variable."""
    fixed = [f for f in Mul.make_args(term) if variable not in free_symbols(f)]
    moving = [f for f in Mul.make_args(term) if variable in free_symbols(f)]
    return Mul(*fixed), Mul(*moving)
