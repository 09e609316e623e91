"""Constancy: two sides with the same derivative on an interval agree there when they agree at one point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Pow, Rational, acos, acosh, asin, asinh, atan, atanh, pi, polylog, sqrt
from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison
from symbolic.language.terms import substitute
from symbolic.methods import identities
from symbolic.methods.evaluation import evaluated
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import defined
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.definedness import undefined
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.normal_form import TooLarge, normalised
from symbolic.trusted.rules.equal_derivatives import STRICT, EqualDerivatives, bounds, places

INVERSE = (asin, acos, atan, asinh, acosh, atanh, polylog)
SMALL = 40  # combinations that the search for one premise may try
NUMBERS = (Integer(0), Integer(1), Integer(-1), Rational(1, 2), Integer(2), Rational(-1, 2), pi / 2, pi, Integer(-2), pi / 4, sqrt(2))


@dataclass(frozen=True)
class Constancy:
    """Tries each variable, on the interval that its affine bounds describe, and split at the values that it is known not to take."""

    name: str = "equal derivatives"
    rank: int = 36

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation != "==" or goal.left.is_infinite or goal.right.is_infinite:
            return None
        if (goal.left - goal.right).atoms(AppliedUndef):
            return None
        proof = constant(problem.context, goal, problem.budget)
        return None if proof is None else Found(proof=proof)


def in_case(state: State) -> Any:
    """The same within a case or between several points: for inverse functions, whose derivatives are simpler."""
    goal = state.goal
    if not isinstance(goal, Comparison) or goal.relation != "==" or not (goal.left - goal.right).has(*INVERSE):
        return None
    proof = constant(state.context, goal, Budget(combinations=SMALL))
    return None if proof is None else state.finish(proof)


def constant(context: Context, goal: Comparison, budget: Budget) -> Any:
    """A proof by equal derivatives in some variable, or None."""
    for variable in symbols_of(goal):
        if variable.is_integer:
            continue
        try:
            proof = _in_pieces(context, goal, variable, budget)
        except (NoDerivative, LanguageError, TooLarge, ZeroDivisionError, Rejected):
            continue
        if proof is not None:
            return proof
    return None


def _in_pieces(context: Context, goal: Comparison, variable: Any, budget: Budget) -> Any:
    """On both sides of each excluded value."""
    slope = derivative(goal.left, variable) - derivative(goal.right, variable)
    excluded = [f.left - f.right for f in context.facts if isinstance(f, Comparison) and f.relation == "!=" and variable in symbols_of(f)]
    switches = [d for d in excluded if _affine(d, variable) and context.relation(d) == "!="]
    if not switches:
        return _on_interval(context, goal, variable, slope, budget)
    switch = switches[0]
    sides = []
    for relation in ("<", ">"):
        found = _in_pieces(context.adding(Comparison(switch, relation, ZERO)), goal, variable, budget)
        if found is None:
            return None
        sides.append(found)
    return rules.Split(switch, sides[0], rules.Absurd(()), sides[1])


def _affine(term: Any, variable: Any) -> bool:
    return variable not in symbols_of(normalised(derivative(term, variable)))


def _on_interval(context: Context, goal: Comparison, variable: Any, slope: Any, budget: Budget) -> Any:
    facts = tuple(f for f in context.facts if _usable(f, variable))
    every = bounds(context, variable, facts)
    outside, closed, between = places(context, variable, every)
    if not _zero(between, slope):
        return None
    for anchor in _anchors(goal, variable, every):
        found = _at(outside, goal, variable, every, anchor)
        if found is not None:
            inside, value = found
            break
    else:
        return None
    conditions = _shown(closed, defined(closed, goal.left, goal.right), budget)
    slopes = (derivative(goal.left, variable), derivative(goal.right, variable))
    slope_conditions = _shown(between, defined(between, *slopes), budget) if conditions is not None else None
    if conditions is None or slope_conditions is None:
        return None
    equal = prove(between, Comparison(slopes[0] - slopes[1], "==", ZERO), budget)
    if equal is None:
        return None
    return EqualDerivatives(variable, facts, anchor, conditions, slope_conditions, equal, inside, value)


def _shown(context: Context, conditions: tuple[Any, ...], budget: Budget) -> Any:
    """A proof of each condition by the search, else by any method; None when one is missing."""
    from symbolic.methods.portfolio import accepted, find_proof

    found = []
    for condition in conditions:
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        proof = prove(inner, condition.holds, budget)
        if proof is None:
            proof = find_proof(Problem(Domain(*(f for f in inner.facts if isinstance(f, Comparison))), condition.holds))
        if proof is None or not accepted(inner, condition.holds, proof):
            return None
        found.append(proof)
    return tuple(found)


def _usable(fact: Any, variable: Any) -> bool:
    """An affine inequality for the variable."""
    if not isinstance(fact, Comparison) or fact.relation not in STRICT or variable not in symbols_of(fact):
        return False
    try:
        return _affine(fact.left - fact.right, variable)
    except (NoDerivative, TooLarge):
        return False


def _zero(context: Context, term: Any) -> bool:
    return normalised(term, context.positive) == 0 or identities.seen(context, term, thorough=True)


def _anchors(goal: Comparison, variable: Any, every: tuple[Any, ...]) -> list[Any]:
    """Simple numbers, the ends of the interval, and values at which the variable meets another symbol."""
    others = [symbol for symbol in symbols_of(goal) if symbol != variable]
    ends = []
    for fact in every:
        slope = normalised(derivative(fact.left - fact.right, variable))
        if slope != 0:
            ends.append(normalised(variable - (fact.left - fact.right) / slope))
    near = [place for s in others for place in (s, Pow(s, -1), 2 * Pow(s, -1), -s, -Pow(s, -1), 1 - s, s / 2)]
    middle = [normalised((a + b) / 2) for a in ends[:2] for b in ends[:2] if a != b]
    return list(dict.fromkeys([*NUMBERS, *middle, *ends, *near]))


def _at(outside: Context, goal: Comparison, variable: Any, every: tuple[Any, ...], anchor: Any) -> Any:
    """Proofs that the anchor satisfies the bounds and that both sides agree there, or None."""
    if undefined(outside, anchor) is not None:
        return None
    inside = []
    for fact in every:
        at = substitute_statement(fact, {variable: anchor})
        found = _proved(outside, at)
        if found is None:
            return None
        inside.append(found)
    sides = [substitute(side, {variable: anchor}) for side in (goal.left, goal.right)]
    value = _proved(outside, Comparison(sides[0], "==", sides[1]))
    return None if value is None else (tuple(inside), value)


def _proved(context: Context, statement: Comparison) -> Any:
    found = evaluated(statement) if not symbols_of(statement) and statement.relation != "==" else None
    return found or prove(context, statement, Budget(combinations=SMALL, places=SMALL))


METHOD = Constancy()
