"""Led proofs: the author names the moves that a search would not find, and the search goes on from there.

A move knows one theorem about integrals or one intermediate result. Like everything that a method says it is only a proposal: the kernel
replays it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import sympy
from sympy import Integral

from symbolic.language.domain import Domain, symbols_of, terms_of
from symbolic.language.statements import Comparison, Finite, Shape, Statement, as_statement
from symbolic.language.terms import as_term, substitute
from symbolic.methods import search
from symbolic.methods.derivative_sign import signed_derivative
from symbolic.methods.integrals import ordered_ends, prove_conditions, rewritten, with_primitive
from symbolic.methods.limits import limit_with_proof
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import defined
from symbolic.trusted.conditions import inside
from symbolic.trusted.context import ZERO
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.change_of_variable import ChangeOfVariable, change_conditions, in_new_variable, slope_goal


class Move(Protocol):
    """One step that the author names."""

    def apply(self, state: State, budget: Budget) -> State | None:
        """The state after the step; None when it cannot be taken."""
        ...


@dataclass(frozen=True)
class Primitive:
    """`integral` by this `primitive`."""

    integral: Any
    primitive: Any

    def apply(self, state: State, budget: Budget) -> State | None:
        found: State | None = with_primitive(state, self.integral, self.primitive, budget)
        return found


@dataclass(frozen=True)
class NewVariable:
    """`integral` with `place`, a strictly monotone term in the new `variable`, for its variable; from `lower` to `upper`."""

    integral: Any
    variable: Any
    place: Any
    lower: Any
    upper: Any

    def __post_init__(self) -> None:
        for name in ("place", "lower", "upper"):
            object.__setattr__(self, name, as_term(getattr(self, name)))

    def apply(self, state: State, budget: Budget) -> State | None:
        for rising in (True, False):
            found = self._changed(state, budget, rising=rising)
            if found is not None:
                return found
        return None

    def _changed(self, state: State, budget: Budget, *, rising: bool) -> State | None:
        changed = in_new_variable(self.integral, self.variable, self.place, self.lower, self.upper, rising=rising)
        facts, sign = slope_goal(state.context, changed, self.place, rising=rising)
        slope = search.prove(state.context.adding(*facts), sign, budget)
        ordered = ordered_ends(state, self.integral, budget) if slope is not None else None
        ordered = ordered_ends(ordered, changed, budget) if ordered is not None else None
        known = _one_finite(ordered, self.integral, changed, budget) if ordered is not None else None
        if known is None:
            return None
        conditions = prove_conditions(known.context, change_conditions(known.context, self.integral, changed, self.place), budget)
        ends = [self._end(known, end, direction, budget) for end, direction in ((self.lower, "+"), (self.upper, "-"))]
        if conditions is None:
            return None
        new = (self.integral, self.variable, self.place, self.lower, self.upper)
        facts = (Comparison(self.integral, "==", changed), Finite(self.integral), Finite(changed))
        learned = known.learn(facts, lambda then: ChangeOfVariable(*new, rising, conditions, slope, ends[0], ends[1], then))
        return _put(learned, self.integral, changed)

    def _end(self, state: State, end: Any, direction: str, budget: Budget) -> Any:
        found = limit_with_proof(state.context, self.place, self.variable, end, direction, budget)
        return None if found is None else found[1]


def _put(state: State, integral: Any, value: Any) -> State:
    """The value in place of the integral where the goal has it; else the equation stays a fact."""
    sides = terms_of(state.goal) if isinstance(state.goal, Comparison) else ()
    found: State = rewritten(state, integral, value) if any(side.has(integral) for side in sides) else state
    return found


def _one_finite(state: State, integral: Any, changed: Any, budget: Budget) -> State | None:
    """The state in which one of the two integrals is known to be finite."""
    if {Finite(integral), Finite(changed)} & set(state.context.facts):
        return state
    for either in (changed, integral):
        proof = search.prove(state.context, Finite(either), budget)
        if proof is not None:
            return state.have(Finite(either), proof)
    return None


@dataclass(frozen=True)
class Cut:
    """`integral` as the sum over the two parts of its interval at `middle`."""

    integral: Any
    middle: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "middle", as_term(self.middle))

    def apply(self, state: State, budget: Budget) -> State | None:
        variable, lower, upper = self.integral.limits[0]
        parts = [Integral(self.integral.function, (variable, *ends)) for ends in ((lower, self.middle), (self.middle, upper))]
        following: State | None = state
        for part in parts:
            following = ordered_ends(following, part, budget) if following is not None else None
        finite: list[Any] = [search.prove(following.context, Finite(part), budget) for part in parts] if following is not None else [None]
        if following is None or None in finite:
            return None
        value = parts[0] + parts[1]
        facts: tuple[Statement, ...] = (Comparison(self.integral, "==", value), Finite(self.integral), *map(Finite, parts))
        learned = following.learn(facts, lambda then: rules.Additivity(self.integral, self.middle, tuple(finite), then))
        return _put(learned, self.integral, value)


@dataclass(frozen=True)
class Linear:
    """`integral` as a sum of constants times integrals of `integrands` over the same interval: pairs of constant and integrand."""

    integral: Any
    parts: tuple[tuple[Any, Any], ...]

    def apply(self, state: State, budget: Budget) -> State | None:
        terms = tuple((sympy.sympify(c), Integral(g, self.integral.limits[0])) for c, g in self.parts)
        ordered = ordered_ends(state, self.integral, budget)
        finite: list[Any] = [search.prove(ordered.context, Finite(part), budget) for _, part in terms] if ordered is not None else [None]
        if None in finite:
            return None
        value = sympy.Add(*(c * part for c, part in terms))
        facts = (Comparison(self.integral, "==", value), Finite(self.integral), *(Finite(part) for _, part in terms))
        learned = ordered.learn(facts, lambda then: rules.Linearity(self.integral, terms, tuple(finite), then))
        return _put(learned, self.integral, value)


@dataclass(frozen=True)
class Same:
    """`integral` with another `integrand`, equal to its own inside the interval."""

    integral: Any
    integrand: Any
    moves: Callable[[Any], tuple[Any, ...]] = lambda place: ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "integrand", as_term(self.integrand))

    def apply(self, state: State, budget: Budget) -> State | None:
        other = Integral(self.integrand, self.integral.limits[0])
        ordered = ordered_ends(state, self.integral, budget)
        known = _one_finite(ordered, other, self.integral, budget) if ordered is not None else None
        if known is None:
            return None
        fresh, facts = inside(self.integral, known.context, self.integrand, closed=False)
        place = {self.integral.limits[0][0]: fresh}
        goal = Comparison(substitute(self.integral.function, place), "==", substitute(self.integrand, place))
        proof = Led(*self.moves(fresh)).proof(State(known.context.adding(*facts), goal), Budget())
        if proof is None:
            return None
        learned = (Comparison(self.integral, "==", other), Finite(self.integral), Finite(other))
        following = known.learn(learned, lambda then: rules.SameIntegrand(self.integral, self.integrand, proof, then))
        return _put(following, self.integral, other)


@dataclass(frozen=True)
class Sign:
    """`integral` is not negative since its integrand is not: `moves(u)` lead the proof of that at a place u inside the interval."""

    integral: Any
    moves: Callable[[Any], tuple[Any, ...]] = lambda place: ()

    def apply(self, state: State, budget: Budget) -> State | None:
        ordered = ordered_ends(state, self.integral, budget)
        finite = search.prove(ordered.context, Finite(self.integral), budget) if ordered is not None else None
        if finite is None:
            return None
        known: State = ordered.have(Finite(self.integral), finite)
        fresh, facts = inside(self.integral, known.context, closed=False)
        goal = Comparison(substitute(self.integral.function, {self.integral.limits[0][0]: fresh}), ">=", ZERO)
        proof = Led(*self.moves(fresh)).proof(State(known.context.adding(*facts), goal), Budget())
        if proof is None:
            return None
        return known.learn((Comparison(self.integral, ">=", ZERO),), lambda then: rules.IntegralSign(self.integral, proof, then))


@dataclass(frozen=True)
class Fact:
    """An intermediate result, proved by `by`, by the search, or by the whole portfolio under the facts that stand there."""

    statement: Any
    by: Any = None

    def apply(self, state: State, budget: Budget) -> State | None:
        from symbolic.methods.portfolio import find_proof

        wanted: Statement = as_statement(self.statement)
        if isinstance(self.by, Led):
            proof = self.by.proof(State(state.context, wanted), Budget())
        else:
            proof = None if self.by is not None else search.prove(state.context, wanted, Budget())
            proof = proof or find_proof(Problem(Domain(state.context.domain, *state.context.facts), wanted, by=self.by))
        return None if proof is None else state.have(wanted, proof)


@dataclass(frozen=True)
class Property:
    """A property of a function at given arguments, by the name that `trusted.axioms` has for it."""

    rule: str
    function: Any
    arguments: tuple[Any, ...]

    def apply(self, state: State, budget: Budget) -> State | None:
        return state.instance(self.rule, self.function, tuple(as_term(argument) for argument in self.arguments))


@dataclass(frozen=True, init=False)
class Total:
    """The goal is the sum of these facts, each a comparison or a pair of factors of known sign and a comparison: `((q, r), a >= b)`."""

    parts: tuple[Any, ...]

    def __init__(self, *parts: Any) -> None:
        object.__setattr__(self, "parts", parts)

    def apply(self, state: State, budget: Budget) -> State | None:
        products = []
        for part in self.parts:
            factors, fact = part if isinstance(part, tuple) else ((), part)
            statement = as_statement(fact)
            if not isinstance(statement, Comparison):
                return None
            difference, _ = search.oriented(statement)
            products.append(rules.Product(sympy.Integer(1), ((difference, 1), *((as_term(factor), 1) for factor in factors))))
        proof = rules.Combination(tuple(products))
        try:
            Kernel().check(state.context, state.goal, proof)
        except Rejected:
            return None
        return state.have(state.goal, proof)


@dataclass(frozen=True, init=False)
class Led:
    """`Claim(..., by=Led(first, second))`: the moves in order, then the search."""

    moves: tuple[Move, ...]
    name: str = "led"
    rank: int = 24

    def __init__(self, *moves: Move) -> None:
        object.__setattr__(self, "moves", moves)

    def attempt(self, problem: Problem) -> Found | None:
        if isinstance(problem.states, Shape):
            return self._shape(problem, problem.states)
        proof = self.proof(State(problem.context, problem.states), problem.budget)
        return None if proof is None else Found(proof=proof)

    def _shape(self, problem: Problem, states: Shape) -> Found | None:
        """By the sign of a derivative, the moves leading the proof of that sign."""
        context = problem.context
        terms, goal = signed_derivative(states)
        conditions = []
        for condition in defined(context, *terms):
            inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
            conditions.append(self.condition(State(inner, condition.holds), Budget()))
        sign = self.proof(State(context, goal), Budget())
        return None if None in conditions or sign is None else Found(proof=rules.ByDerivative(tuple(conditions), sign))

    def proof(self, state: State, budget: Budget) -> Any:
        """A proof of the state's goal, or None when a move cannot be taken or the search does not close what is left."""
        following: State | None = state
        for move in self.moves:
            following = move.apply(following, budget) if following is not None else None
        if following is None:
            return None
        proof = search.prove(following.context, following.goal, budget)
        return None if proof is None else following.finish(proof)

    def condition(self, state: State, budget: Budget) -> Any:
        """A proof of a condition of well-posedness: with those of the moves that can be taken there."""
        for move in self.moves:
            state = move.apply(state, budget) or state
        proof = search.prove(state.context, state.goal, budget)
        return None if proof is None else state.finish(proof)


__all__ = ["Cut", "Fact", "Led", "Linear", "NewVariable", "Primitive", "Property", "Same", "Sign", "Total"]
