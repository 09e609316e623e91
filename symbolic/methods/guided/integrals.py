"""Steps that know one theorem about integrals each: primitives, new variables, additivity, linearity, equal integrands, signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Integral

from symbolic.language.domain import terms_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import as_term, substitute
from symbolic.methods import search, signs
from symbolic.methods.guided.steps import Told, follow, told
from symbolic.methods.interval_facts import ordered_ends, prove_conditions, rewritten
from symbolic.methods.limits import limit_with_proof
from symbolic.methods.primitives import with_primitive
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import inside
from symbolic.trusted.context import ZERO, implied
from symbolic.trusted.rules import change_of_variable, poisson_integral


@dataclass(frozen=True)
class Primitive:
    """`integral` by this `primitive`."""

    integral: Any
    primitive: Any

    def apply(self, state: State, budget: Budget) -> State | None:
        found: State | None = with_primitive(state, self.integral, self.primitive, budget)
        return found


@dataclass(frozen=True)
class ChangeOfVariable:
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
        return self._changed(state, budget, rising=True) or self._changed(state, budget, rising=False)

    def _changed(self, state: State, budget: Budget, *, rising: bool) -> State | None:
        new = (self.integral, self.variable, self.place, self.lower, self.upper)
        changed = change_of_variable.in_new_variable(*new, rising=rising)
        facts, sign = change_of_variable.slope_goal(state.context, changed, self.place, rising=rising)
        slope = search.prove(state.context.adding(*facts), sign, budget)
        ordered = ordered_ends(state, self.integral, budget) if slope is not None else None
        ordered = ordered_ends(ordered, changed, budget) if ordered is not None else None
        known = _one_finite(ordered, self.integral, changed, budget) if ordered is not None else None
        if known is None:
            return None
        needed = change_of_variable.change_conditions(known.context, self.integral, changed, self.place)
        conditions = prove_conditions(known.context, needed, budget)
        ends = [self._end(known, end, direction, budget) for end, direction in ((self.lower, "+"), (self.upper, "-"))]
        if conditions is None:
            return None
        learned = known.learn(
            (Comparison(self.integral, "==", changed), Finite(self.integral), Finite(changed)),
            lambda then: change_of_variable.ChangeOfVariable(*new, rising, conditions, slope, ends[0], ends[1], then),
        )
        return _put(learned, self.integral, changed)

    def _end(self, state: State, end: Any, direction: str, budget: Budget) -> Any:
        found = limit_with_proof(state.context, self.place, self.variable, end, direction, budget)
        return None if found is None else found[1]


@dataclass(frozen=True)
class Additivity:
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
class Linearity:
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
class SameIntegrand:
    """`integral` with another `integrand`: `steps(u)` lead the proof that both are equal at a place u inside the interval."""

    integral: Any
    integrand: Any
    steps: Told = ()

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
        proof = follow(told(self.steps, fresh), State(known.context.adding(*facts), goal), Budget())
        if proof is None:
            return None
        learned = (Comparison(self.integral, "==", other), Finite(self.integral), Finite(other))
        following = known.learn(learned, lambda then: rules.SameIntegrand(self.integral, self.integrand, proof, then))
        return _put(following, self.integral, other)


@dataclass(frozen=True)
class IntegralSign:
    """`integral` is not negative since its integrand is not: `steps(u)` lead the proof of that at a place u inside the interval."""

    integral: Any
    steps: Told = ()

    def apply(self, state: State, budget: Budget) -> State | None:
        ordered = ordered_ends(state, self.integral, budget)
        finite = search.prove(ordered.context, Finite(self.integral), budget) if ordered is not None else None
        if finite is None:
            return None
        known: State = ordered.have(Finite(self.integral), finite)
        fresh, facts = inside(self.integral, known.context, closed=False)
        goal = Comparison(substitute(self.integral.function, {self.integral.limits[0][0]: fresh}), ">=", ZERO)
        proof = follow(told(self.steps, fresh), State(known.context.adding(*facts), goal), Budget())
        if proof is None:
            return None
        return known.learn((Comparison(self.integral, ">=", ZERO),), lambda then: rules.IntegralSign(self.integral, proof, then))


@dataclass(frozen=True)
class PoissonIntegral:
    """`integral` over (-1, 1) of factor (1 - t^2)^(q-1) e^(b t), which is a modified Bessel function."""

    integral: Any
    factor: Any
    q: Any
    b: Any

    def __post_init__(self) -> None:
        for name in ("factor", "q", "b"):
            object.__setattr__(self, name, as_term(getattr(self, name)))

    def apply(self, state: State, budget: Budget) -> State | None:
        relation, signed = signs.sign(state, self.q, budget)
        if not implied(relation, ">"):
            return None
        value = poisson_integral.poisson_value(self.factor, self.q, self.b)
        facts = (Comparison(self.integral, "==", value), Finite(self.integral))
        new = (self.integral, self.factor, self.q, self.b)
        learned = signed.learn(facts, lambda then: poisson_integral.PoissonIntegral(*new, then))
        return _put(learned, self.integral, value)


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
