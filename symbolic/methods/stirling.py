"""Bounds of a binomial coefficient by Stirling's: the logarithm of n!/(m! (n - m)!) with Robbins's bounds of the three factorials.

What the bounds leave between the logarithms of the two sides is a rational function, since all else cancels; where it is
positive, so is the difference of the sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Integer, binomial, factorial, log

from symbolic.language.statements import Comparison
from symbolic.methods.equations import established
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.normal_form import TooLarge, normalised

ONE, ZERO = Integer(1), Integer(0)


@dataclass(frozen=True)
class Stirling:
    """For inequalities between a binomial coefficient and an elementary term."""

    name: str = "Stirling"
    rank: int = 26

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation in ("==", "!="):
            return None
        larger, smaller = (goal.left, goal.right) if goal.relation in (">", ">=") else (goal.right, goal.left)
        for coefficient, other, above in ((smaller, larger, True), (larger, smaller, False)):
            if isinstance(coefficient, binomial) and not other.has(binomial):
                try:
                    proof = _bounded(State(problem.context, goal), coefficient, other, above=above)
                except (TooLarge, ZeroDivisionError):
                    proof = None
                if proof is not None:
                    return Found(proof=proof)
        return None


def _small() -> Budget:
    return Budget(combinations=100, places=30)


def _bounded(state: State, coefficient: Any, other: Any, *, above: bool) -> Any:
    n, m = coefficient.args
    factors = (factorial(n), factorial(m), factorial(n - m))
    following: State | None = state
    for term in (m, n - m, n, 12 * (n - m) + 1, other):
        following = established(following, Comparison(term, ">", ZERO), _small()) if following is not None else None
    following = following.instance("binomial_by_factorials", binomial, (n, m)) if following is not None else None
    if following is None:
        return None
    bounds = []
    for i, part in enumerate((n, m, n - m)):
        upper = (i == 0) == above
        learned = following.instance("stirling_above" if upper else "stirling_below", factorial, (part,))
        if learned is None:
            return None
        bound = learned.context.facts[-1]
        assert isinstance(bound, Comparison)
        bounds.append(bound.right)
        following = learned
    return _compared(following, coefficient, other, factors, tuple(bounds), above=above)


def _compared(state: State, coefficient: Any, other: Any, factors: Any, bounds: Any, *, above: bool) -> Any:
    following: State | None = state
    for factor in factors:
        following = established(following, Comparison(factor, ">", ZERO), _small()) if following is not None else None
    if following is None:
        return None
    value = factors[0] / (factors[1] * factors[2])
    direction = ONE if above else -ONE
    gap = normalised(direction * (log(other) - bounds[0] + bounds[1] + bounds[2]), following.context.positive)
    following = established(following, Comparison(gap, ">", ZERO), Budget(combinations=200, places=60, solver=True))
    if following is None:
        return None
    excess = [direction * (bounds[0] - log(factors[0])), *(direction * (log(f) - b) for f, b in zip(factors[1:], bounds[1:], strict=True))]
    links = rules.Combination(tuple(rules.Product(ONE, ((term, 1),)) for term in (gap, *excess)))
    small, large = (value, other) if above else (other, value)
    learned = following.have(Comparison(log(small), "<", log(large)), links).instance("reflected", log, (small, large))
    if learned is None:
        return None
    replaced = learned.replace(coefficient, value, partial(rules.Rewrite, coefficient, value))
    return replaced.finish(rules.Known())


METHOD = Stirling()

__all__ = ["METHOD"]
