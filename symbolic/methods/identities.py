"""Identities: whether an equation is worth reducing by what is known of its functions, and whether it then holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Abs, Function, Integer, Max, Min, Pow, Rational, acosh, asinh, exp, log

from symbolic.language.enumeration import points
from symbolic.language.meaning import Undefined, Unknown, truth_once, working_precision
from symbolic.language.special import unfold_special
from symbolic.language.statements import Comparison
from symbolic.methods.evaluation import evaluated
from symbolic.methods.problem import Found, Problem
from symbolic.methods.signs import saturate, sign
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.identities.decision import vanishes
from symbolic.trusted.identities.expansion import expansions
from symbolic.trusted.rules.identities import Identity

ROUNDS = 3  # of looking for the signs that roots, absolute values and branches ask for
MOST_SIGNS = 8
MOST_CASES = 2
FEW_POINTS = 3
MOST_EQUATIONS = 4
MULTIPLES = tuple(Rational(*parts) for parts in ((1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1)))
SCREENED_BITS = 64
SEARCHED = 60  # combinations that the search for signs may try
COMMON = (Pow, Abs, Max, Min)  # the normal form knows what matters most often, and cases do the rest


def seen(context: Context, term: Any, *, thorough: bool) -> bool:
    """Whether `term` vanishes by identities. Unless `thorough`, only where functions occur of which the normal form knows nothing."""
    return _worth(term, thorough) and _settled(context, term)


@lru_cache(maxsize=5000)
def _worth(term: Any, thorough: bool) -> bool:
    term = unfold_special(term)
    return bool(term.has(*_heads()) or (thorough and (term.has(log, exp, Abs, Max, Min) or any(_of_interest(p) for p in term.atoms(Pow)))))


def _of_interest(power: Any) -> bool:
    return not power.exp.is_Integer


@lru_cache(maxsize=1)
def _heads() -> tuple[Any, ...]:
    return tuple(dict.fromkeys(head for expansion in expansions() for head in expansion.heads if head not in COMMON))


def by_equation(state: State) -> Any:
    """A proof of an equation from one among the facts, of which it is a multiple by identities; None where there is none."""
    goal = state.goal
    if not isinstance(goal, Comparison) or goal.relation != "==" or not _worth(goal.left - goal.right, False):
        return None
    target = goal.left - goal.right
    equations = [f.left - f.right for f in state.context.facts if isinstance(f, Comparison) and f.relation == "=="]
    for equation in [e for e in equations if not e.is_infinite and e.free_symbols][-MOST_EQUATIONS:]:
        for multiple in MULTIPLES:
            rest = target - multiple * equation
            if _settled(state.context, rest):
                products = (rules.Product(Integer(1), ((rest, 1),)), rules.Product(multiple, ((equation, 1),)))
                return state.have(Comparison(rest, "==", ZERO), Identity()).finish(rules.Combination(products))
    return None


def by_squares(state: State) -> Any:
    """A proof of an equation from that of the squares, where the sum of both sides is positive: a - b = (a^2 - b^2)/(a + b)."""
    from symbolic.methods import search

    goal = state.goal
    if not isinstance(goal, Comparison) or goal.relation != "==" or not _has_root(goal.left - goal.right):
        return None
    total, difference = goal.left + goal.right, goal.left**2 - goal.right**2
    if not _settled(state.context, difference):
        return None
    positive = search.prove(state.context, Comparison(total, ">", ZERO), Budget(combinations=SEARCHED, places=SEARCHED))
    if positive is None:
        return None
    known = state.have(Comparison(total, ">", ZERO), positive).have(Comparison(difference, "==", ZERO), Identity())
    return known.finish(rules.Combination((rules.Product(1 / total, ((difference, 1),)),)))


def _has_root(term: Any) -> bool:
    roots = (p for p in unfold_special(term).atoms(Pow) if p.exp.is_Rational and p.exp.q == 2)
    return term.has(asinh, acosh) or any(p.base.free_symbols for p in roots)


class _Asking:
    """A context that keeps a list of the terms whose sign was asked for and is not settled."""

    def __init__(self, context: Context) -> None:
        self.context, self.positive, self.domain = context, context.positive, context.domain
        self.asked: dict[Any, None] = {}

    def relation(self, term: Any) -> str | None:
        found = self.context.relation(term)
        if found not in ("<", "==", ">"):
            self.asked[term] = None
        return found

    def holds(self, statement: Any) -> bool:
        return self.context.holds(statement)


def by_signs(state: State, depth: int = 0) -> Any:
    """A proof of an equation by identities that need signs which have to be searched for; None where there is none."""
    goal = state.goal
    if not isinstance(goal, Comparison) or goal.relation != "==":
        return None
    term = goal.left - goal.right
    if term.is_infinite or not _worth(term, True):
        return None
    budget, asking = Budget(combinations=SEARCHED), _Asking(state.context)
    for _ in range(ROUNDS):
        asking = _Asking(state.context)
        if _settled(asking, term):
            return state.finish(Identity())
        following = state
        for asked in list(asking.asked)[:MOST_SIGNS]:
            following = _with_sign(following, asked, budget)
        if len(following.wraps) == len(state.wraps):
            break
        state = following
    return _by_cases(state, list(asking.asked), depth)


def _settled(context: Any, term: Any) -> bool:
    try:
        return vanishes(context, term).zero
    except (ArithmeticError, TypeError, ValueError):  # beyond what the normal form can expand
        return False


def _with_sign(state: State, term: Any, budget: Budget) -> State:
    if not term.free_symbols:
        for relation in (">", "<"):
            statement = Comparison(term, relation, ZERO)
            if not state.context.holds(statement) and evaluated(statement) is not None:
                return state.have(statement, evaluated(statement))
        return state
    found, following = sign(state, term, budget)
    if found is None and term.has(Function):
        found, following = sign(saturate(state, budget, [term], rounds=1), term, budget)
    return state if found is None else following


def _by_cases(state: State, asked: list[Any], depth: int) -> Any:
    """By the sign of a term that was asked for, where the equation is settled for positive values of it."""
    from symbolic.methods import cases, search

    if depth >= MOST_CASES:
        return None
    unknown = [a for a in asked if not a.atoms(Function) and state.context.relation(a) not in ("<", "==", ">")]
    for switch in unknown[:MOST_CASES]:
        above = state.context.adding(Comparison(switch, ">", ZERO))
        if not (above.contradictory or by_signs(State(above, state.goal), depth + 1)):
            continue

        def strict(context: Context) -> Any:
            return by_signs(State(context, state.goal), depth + 1)

        def at_zero(context: Context) -> Any:
            return search.prove(context, state.goal, Budget(combinations=SEARCHED, places=SEARCHED))

        found = cases.trichotomy(state, switch, strict, at_zero, strict)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class Identities:
    """An equation between terms that textbook relations make equal. Points are asked first, whether they speak against it."""

    name: str = "identity"
    rank: int = 5

    def attempt(self, problem: Problem) -> Found | None:
        states = problem.states
        if not isinstance(states, Comparison) or not implied("==", states.relation) or states.left.is_infinite or states.right.is_infinite:
            return None
        thorough = states.relation == "=="
        if not _worth(states.left - states.right, thorough) or _fails_somewhere(problem):
            return None
        if seen(problem.context, states.left - states.right, thorough=thorough):
            return Found(proof=Identity())
        state = State(problem.context, states)
        proof = by_signs(state) or by_squares(state)
        return None if proof is None else Found(proof=proof)


def _fails_somewhere(problem: Problem) -> bool:
    """Whether one of a few simple points makes the statement false, at a low precision."""
    for point in points(problem.given, (problem.states,), FEW_POINTS):
        with working_precision(SCREENED_BITS):
            try:
                if truth_once(problem.states, point) is False:
                    return True
            except (Undefined, Unknown):
                continue
    return False


METHOD = Identities()
