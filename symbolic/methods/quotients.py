"""Bounds of factorials, binomial coefficients and powers: by a chain whose links are quotients of few variables.

binomial(n, m) <= n^m/m! is shown by induction over m; c^n <= U^n where c <= U is among the facts; what remains is that the quotient of
the two ends is at least 1, and most variables have cancelled from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add, Integer, Pow, binomial, factorial

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.statements import Comparison
from symbolic.methods.closing import oriented
from symbolic.methods.equations import established
from symbolic.methods.induction import by_induction
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import MIRROR
from symbolic.trusted.normal_form import TooLarge, normalised

ZERO, ONE = Integer(0), Integer(1)


@dataclass(frozen=True)
class Quotients:
    """For inequalities in which a power of a bounded symbol or a binomial coefficient stands alone on the smaller side."""

    name: str = "quotients"
    rank: int = 25

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation in ("==", "!="):
            return None
        larger, relation, smaller = (
            (goal.left, goal.relation, goal.right) if goal.relation in (">", ">=") else (goal.right, MIRROR[goal.relation], goal.left)
        )
        if not any(t.has(binomial, factorial) for t in terms_of(goal)):
            return None
        state = State(problem.context, goal)
        for attempt in (_bounded_power, _binomial):
            proof = attempt(state, larger, relation, smaller)
            if proof is not None:
                return Found(proof=proof)
        return None


def _small() -> Budget:
    return Budget(combinations=150, places=40)


def _bounded_power(state: State, larger: Any, relation: str, smaller: Any) -> Any:
    """c^e <= U^e, and U^e against the larger side."""
    if not (isinstance(smaller, Pow) and smaller.base.is_Symbol):
        return None
    base, exponent = smaller.args
    for bound in _upper_bounds(state, base):
        following: State | None = state
        for premise in (Comparison(base, ">", ZERO), Comparison(bound, ">", ZERO), Comparison(exponent, ">", ZERO)):
            following = established(following, premise, _small()) if following is not None else None
        following = established(following, Comparison(bound - base, ">=", ZERO), _small()) if following is not None else None
        learned = None if following is None else following.instance("power_order", Pow, (base, bound, exponent))
        if learned is None:
            continue
        last = Comparison(larger, relation, bound**exponent)
        proof = prove(learned.context, last, _small())
        if proof is not None:
            links = (rules.Product(ONE, ((larger - bound**exponent, 1),)), rules.Product(ONE, ((bound**exponent - smaller, 1),)))
            return learned.have(last, proof).finish(rules.Combination(links))
    return None


def _upper_bounds(state: State, symbol: Any) -> list[Any]:
    """Terms that the facts put above the symbol."""
    found = []
    for fact in state.context.facts:
        if not isinstance(fact, Comparison) or fact.relation not in ("<", "<=", ">", ">="):
            continue
        difference = oriented(fact)[0].expand()
        slope = difference.coeff(symbol, 1)
        rest = Add(difference, -slope * symbol).expand()
        if slope.is_negative and symbol not in symbols_of(rest) and symbols_of(rest):
            found.append(rest / -slope)
    return found


def _binomial(state: State, larger: Any, relation: str, smaller: Any) -> Any:
    """binomial(n, m) <= n^m/m!, and that against the larger side."""
    if not (isinstance(smaller, binomial) and all(part.is_Symbol and part.is_integer for part in smaller.args)):
        return None
    n, m = smaller.args
    following: State | None = state
    for part in (n, m):
        following = established(following, Comparison(part, ">", ZERO), _small()) if following is not None else None
    if following is None:
        return None
    middle = n**m / factorial(m)
    link = Comparison(smaller, "<=", middle)
    proof = by_induction(following.context, link, m)
    if proof is None:
        return None
    linked = following.have(link, proof)
    whole = at_least(linked, larger, middle, relation)
    if whole is None:
        return None
    links = (rules.Product(ONE, ((larger - middle, 1),)), rules.Product(ONE, ((middle - smaller, 1),)))
    return whole.finish(rules.Combination(links))


def at_least(state: State, larger: Any, smaller: Any, relation: str) -> State | None:
    """The state that knows `larger` >= `smaller` > 0, by their quotient."""
    positive = established(state, Comparison(smaller, ">", ZERO), _small())
    if positive is None:
        return None
    try:
        quotient = normalised(larger / smaller, positive.context.positive)
    except (TooLarge, ZeroDivisionError):
        return None
    excess = Comparison(quotient, relation, ONE)
    proof = prove(positive.context, excess, _small())
    if proof is None:
        return None
    known = positive.have(excess, proof)
    product = rules.Product(ONE, ((smaller, 1), (quotient - 1, 1)))
    return known.have(Comparison(larger, relation, smaller), rules.Combination((product,)))


METHOD = Quotients()

__all__ = ["METHOD", "at_least"]
