"""Inequalities between integrals: cut all of them at each other's ends, gather the integrands over each piece, and compare integrands.

Equations among the facts ("the density integrates to 1") may join, scaled to 1 on that side, with coefficients -1 and 1 where that removes
what stands outside the integrals.
"""

from __future__ import annotations

from functools import cmp_to_key
from itertools import product
from typing import Any

import sympy
from sympy import Add, Integral

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import substitute
from symbolic.methods import closing, search
from symbolic.methods.integrals import prove_finite
from symbolic.methods.sampling import seems_false
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import require_order
from symbolic.trusted.conditions import inside
from symbolic.trusted.context import ZERO
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.normal_form import is_zero

MOST_EQUATIONS = 3


def compare_integrals(state: Any, budget: Any) -> Any:
    """A proof of a goal `sum of integrals >= 0` from the signs of gathered integrands, or None."""
    target, relation = closing.oriented(state.goal)
    if relation != ">=" or not target.has(Integral):
        return None
    equations = [f.left - f.right for f in state.context.facts if isinstance(f, Comparison) and f.relation == "==" and f.left.has(Integral)]
    for weights in product((0, 1, -1), repeat=min(len(equations), MOST_EQUATIONS)):
        total = target + Add(*(w * e / _scale(state.context, e) for w, e in zip(weights, equations, strict=False)))
        parts = _linear(total)
        if parts is not None:
            found = _gathered(state, parts, budget)
            if found is not None:
                return found
    return None


def _scale(context: Any, equation: Any) -> Any:
    """What stands beside the integral in `integral - c = 0`, when it is known to be positive; else 1."""
    constant = -Add(*(part for part in Add.make_args(equation) if not part.has(Integral)))
    return constant if context.relation(constant) == ">" else sympy.Integer(1)


def _linear(total: Any) -> list[tuple[Any, Any]] | None:
    """The total as coefficients times integrals, nothing else left over; None when it is not that."""
    expanded = Add(*(sympy.expand_mul(part, deep=False) for part in Add.make_args(total)))
    found = [(expanded.coeff(integral), integral) for integral in sorted(expanded.atoms(Integral), key=str)]
    if any(len(i.limits) != 1 or c.has(Integral) for c, i in found):
        return None
    rest = expanded - Add(*(c * i for c, i in found))
    return [(c, i) for c, i in found if c != 0] if is_zero(rest) else None


def _gathered(state: Any, parts: list[tuple[Any, Any]], budget: Any) -> Any:
    ends = _sorted_ends(state, [end for _, i in parts for end in i.limits[0][1:]])
    if ends is None:
        return None
    variable = parts[0][1].limits[0][0]
    pieces: dict[tuple[Any, Any], list[tuple[Any, Any]]] = {}
    for coefficient, integral in parts:
        following = _cut(state, integral, ends, budget)
        if following is None:
            return None
        state, cut = following
        for piece in cut:
            pieces.setdefault(tuple(piece.limits[0][1:]), []).append((coefficient, piece))
    for (lower, upper), members in pieces.items():
        following = _sign_of_piece(state, variable, lower, upper, members, budget)
        if following is None:
            return None
        state = following
    end = closing.close(state, budget)
    return None if end is None else state.finish(end)


def _sorted_ends(state: Any, ends: list[Any]) -> list[Any] | None:
    unknown = []

    def compare(a: Any, b: Any) -> int:
        if a == b:
            return 0
        for low, high, answer in ((a, b, -1), (b, a, 1)):
            try:
                require_order(state.context, low, high)
            except Rejected:
                continue
            return answer
        unknown.append((a, b))
        return 0

    ordered = sorted(dict.fromkeys(ends), key=cmp_to_key(compare))
    return None if unknown else ordered


def _cut(state: Any, integral: Any, ends: list[Any], budget: Any) -> tuple[Any, list[Any]] | None:
    """The state in which the integral is finite and the sum of its pieces between consecutive ends."""
    if Finite(integral) not in state.context.facts:
        proof = prove_finite(state.context, Finite(integral), budget)
        if proof is None:
            return None
        state = state.have(Finite(integral), proof)
    variable, lower, upper = integral.limits[0]
    between = ends[ends.index(lower) + 1 : ends.index(upper)]
    pieces, left = [], integral
    for middle in between:
        first = Integral(integral.function, (variable, left.limits[0][1], middle))
        rest = Integral(integral.function, (variable, middle, upper))
        facts = (Comparison(left, "==", first + rest), Finite(left), Finite(first), Finite(rest))
        state = state.learn(facts, lambda then, left=left, middle=middle: rules.Additivity(left, middle, (), then))
        pieces.append(first)
        left = rest
    return state, [*pieces, left]


def _sign_of_piece(state: Any, variable: Any, lower: Any, upper: Any, members: list[tuple[Any, Any]], budget: Any) -> Any:
    """The state in which the gathered integral over one piece is known not to be negative."""
    integrand = Add(*(c * substitute(i.function, {i.limits[0][0]: variable}) for c, i in members))
    gathered = Integral(integrand, (variable, lower, upper))
    if Finite(gathered) not in state.context.facts:
        terms = tuple(members)
        facts = (Comparison(gathered, "==", Add(*(c * i for c, i in terms))), Finite(gathered))
        known = tuple(rules.Known() for _ in terms)
        state = state.learn(facts, lambda then: rules.Linearity(gathered, terms, known, then))
    fresh, inner = inside(gathered, state.context, closed=False)
    sign = Comparison(substitute(integrand, {variable: fresh}), ">=", ZERO)
    local = state.context.adding(*inner)
    proof = None if seems_false(local, sign) else search.prove(local, sign, budget)
    if proof is None:
        return None
    return state.learn((Comparison(gathered, ">=", ZERO),), lambda then: rules.IntegralSign(gathered, proof, then))


__all__ = ["compare_integrals"]
