"""Weighted means: c_1 M_1 + ... + c_n M_n >= c_0 M_0 for products of powers, where the weights balance.

With c_0 the sum of the weights c_i >= 0, and e the sum of the c_i log M_i less c_0 log M_0, the difference of the two sides is M_0 e and
the sum of c_i M_0 (r - 1 - log r) with r = M_i/M_0. Here exp(u) >= 1 + u, and e is 0 or at least not negative. The inequalities of
Bernoulli, of Young, and between the weighted arithmetic and geometric means are of this kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Add, Dummy, Integer, Mul, Pow, exp, log

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.methods import search
from symbolic.methods.closing import close, oriented
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, implied
from symbolic.trusted.normal_form import TooLarge, is_zero

MOST_GROUPS = 6


@dataclass(frozen=True)
class WeightedMeans:
    """Finds the weights and proposes a tangent of the exponential function for each of them."""

    name: str = "weighted means"
    rank: int = 27

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation not in (">=", "<=", ">", "<") or len(symbols_of(goal)) < 2:
            return None
        state = State(problem.context, goal)
        try:
            proof = _proof(state)
        except (TooLarge, ZeroDivisionError, sympy.PolynomialError):
            return None
        return None if proof is None else Found(proof=proof)


def _proof(state: State) -> Any:
    assert isinstance(state.goal, Comparison)
    target, _ = oriented(state.goal)
    powers = sorted((p for p in target.atoms(Pow) if symbols_of(p.exp)), key=str)
    if not (powers or target.has(exp)) or target.has(log):
        return None
    state, bases = _positive_bases(state, powers)
    if state is None:
        return None
    groups = _grouped(target, bases)
    if not 2 <= len(groups) <= MOST_GROUPS:
        return None
    for center in sorted(groups, key=str):
        found = _around(state, groups, center, bases)
        if found is not None:
            return found
    return None


def _positive_bases(state: State, powers: list[Any]) -> tuple[Any, dict[Any, Any]]:
    """Each base, known to be positive, with a name; the variable of an affine base is written by that name."""
    bases: dict[Any, Any] = {}
    for power in powers:
        base = power.base
        if base in bases or not symbols_of(base):
            continue
        if not implied(state.context.relation(base), ">"):
            proof = close(State(state.context, Comparison(base, ">", ZERO)), Budget())
            if proof is None:
                return None, {}
            state = state.have(Comparison(base, ">", ZERO), proof)
        bases[base] = Dummy("t", positive=True)
    return state, bases


def _grouped(target: Any, bases: dict[Any, Any]) -> dict[Any, Any]:
    """The weights by the logarithm of their product of powers, in the names of the bases."""
    written = substitute(target, dict(bases))
    for base, name in bases.items():
        if base.is_Symbol:
            continue
        variables = [s for s in symbols_of(base) if sympy.diff(base, s).is_Rational]
        if variables:
            solved = sympy.solve(base - name, variables[0])
            written = substitute(written, {variables[0]: solved[0]}) if len(solved) == 1 else written
    names = set(bases.values())
    groups: dict[Any, Any] = {}
    for part in Add.make_args(sympy.expand(sympy.powsimp(written))):
        weight, logarithm = Integer(1), ZERO
        for factor in Mul.make_args(part):
            if isinstance(factor, exp):
                logarithm += factor.args[0]
            elif symbols_of(factor) and set(symbols_of(factor)) & names:
                base, exponent = factor.as_base_exp()
                if base not in names:
                    return {}
                logarithm += exponent * log(base)
            else:
                weight *= factor
        key = sympy.expand(logarithm)
        groups[key] = groups.get(key, ZERO) + weight
    return groups


def _around(state: State, groups: dict[Any, Any], center: Any, bases: dict[Any, Any]) -> Any:
    """The proof with this product as the mean of the others; None when the weights do not balance or one of them may be negative."""
    excess = sympy.expand(sum((w * key for key, w in groups.items()), ZERO))
    if not is_zero(sum(groups.values(), ZERO)) or excess.has(log):
        return None
    back = {name: base for base, name in bases.items()}
    mean = substitute(exp(center), back)
    products = []
    if excess != 0:
        fact = Comparison(excess, ">=", ZERO)
        proof = search.prove(state.context, fact, Budget())
        if proof is None:
            return None
        state = state if state.context.holds(fact) else state.have(fact, proof)
        products.append(rules.Product(Integer(1), ((excess, 1), (mean, 1))))
    for state_key, weight in _others(groups, center):
        for relation in (">", ">="):
            fact = Comparison(weight, relation, ZERO)
            proof = close(State(state.context, fact), Budget())
            if proof is not None:
                state = state if state.context.holds(fact) else state.have(fact, proof)
                break
        else:
            return None
        ratio = substitute(sympy.expand(state_key - center), back)
        following = state.instance("tangent", exp, (ratio,))
        if following is None:
            return None
        state = following
        weights = () if weight.is_Rational else ((weight, 1),)
        number = weight if weight.is_Rational else Integer(1)
        products.append(rules.Product(number, (*weights, (mean, 1), (exp(ratio) - 1 - ratio, 1))))
    return state.finish(rules.Combination(tuple(products)))


def _others(groups: dict[Any, Any], center: Any) -> Iterator[tuple[Any, Any]]:
    for key in sorted(groups, key=str):
        if key != center and groups[key] != 0:
            yield key, sympy.factor(groups[key])


METHOD = WeightedMeans()
