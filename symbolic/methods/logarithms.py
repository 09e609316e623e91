"""Logarithms: two positive sides that hold powers or exponentials are compared by their logarithms, where these become products."""

from __future__ import annotations

from typing import Any

from sympy import Add, Integer, Mul, Pow, exp, log

from symbolic.language.domain import terms_of
from symbolic.language.statements import Comparison, Statement
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.normal_form import normal_form, normalised

ONE = Integer(1)
NOT_AT_ONCE = 1  # depth of the search for the comparison of logarithms, which is not to take logarithms again


def compare(state: State) -> Any:
    """A proof of an inequality between two products from that between their logarithms: log is strictly increasing.

    None when the goal is of another form, holds no power with a variable exponent, when a product is not seen to be positive, and when the
    inequality of the logarithms is not proved.
    """
    from symbolic.methods.search import prove

    goal = state.goal
    if not isinstance(goal, Comparison) or goal.relation in ("==", "!=") or goal.left.is_infinite or goal.right.is_infinite:
        return None
    summands = Add.make_args(goal.left - goal.right)
    if len(summands) != 2 or not _grows(goal):
        return None
    left, right = goal.left, goal.right
    if not _positive(state.context, left, right):
        state = _with_signs(state)
        left, right = _sides(state.context, summands)
    if not _positive(state.context, left, right):
        return None
    compared = Comparison(log(left), goal.relation, log(right))
    following = _with_tangents(State(state.context, compared))
    proof = prove(following.context, compared, Budget(), NOT_AT_ONCE)
    if proof is None:
        return None
    proof = following.finish(proof)
    return state.finish(rules.Have(compared, proof, rules.Instance("reflected", log, (left, right), rules.Known())))


def _with_signs(state: State) -> State:
    """The signs of the goal's logarithms, where it is plain how their arguments stand to 1."""
    goal = state.goal
    assert isinstance(goal, Comparison)
    for atom in sorted((goal.left - goal.right).atoms(log), key=str):
        (argument,) = atom.args
        for pair in ((argument, ONE), (ONE, argument)):
            state = state.instance("monotone", log, pair) or state
    return state


def _with_tangents(state: State) -> State:
    """log(u) <= u - 1 for every product u whose logarithm is a part of the goal, times something: a/b for c log a - c log b."""
    goal = state.goal
    assert isinstance(goal, Comparison)
    groups: dict[Any, dict[Any, Any]] = {}
    for coefficient, powers in normal_form(goal.left - goal.right, state.context.positive).terms():
        for atom in powers:
            if isinstance(atom, log):
                others = frozenset((a, power) for a, power in powers.items() if a != atom)
                groups.setdefault(others, {})[atom] = coefficient
    for weights in groups.values():
        scale = min(abs(weight) for weight in weights.values())
        product = Mul(*(Pow(atom.args[0], weight / scale) for atom, weight in weights.items()))
        for tight in (product, 1 / product):
            state = state.instance("tangent", log, (normalised(tight, state.context.positive),)) or state
    return state


def _grows(goal: Statement) -> bool:
    """Whether the goal holds an exponential or a power whose exponent is not a number."""
    terms = [term for term in terms_of(goal) if not isinstance(term, type)]
    return any(isinstance(power, exp) or not power.exp.is_Rational for term in terms for power in term.atoms(Pow, exp))


def _sides(context: Context, summands: Any) -> tuple[Any, Any]:
    """The sum of the summands that are known to be positive, and that of the others with the sign changed."""
    positive = [s for s in summands if implied(context.relation(s), ">")]
    return Add(*positive), -Add(*(s for s in summands if s not in positive))


def _positive(context: Context, *sides: Any) -> bool:
    return all(side != ZERO and implied(context.relation(side), ">") for side in sides)
