"""Steps by the form of the goal: cases, induction, suppositions, arbitrary values, values that are exhibited, parts, logarithms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, log

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Equivalence, Implication, Quantified, Statement
from symbolic.language.terms import fresh_symbol
from symbolic.methods import search, signs
from symbolic.methods.guided.steps import Proof, Rest, Steps, Told, follow, told
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.rules.existence import Choose, Witness, chosen


@dataclass(frozen=True)
class Trichotomy:
    """Three cases: `term` below 0, equal to it, above it."""

    term: Any
    below: Steps = ()
    equal: Steps = ()
    above: Steps = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        proofs = []
        for relation, steps in (("<", self.below), ("==", self.equal), (">", self.above)):
            context = state.context.adding(Comparison(self.term, relation, ZERO))
            found = rules.Absurd(()) if context.contradictory else follow(steps, State(context, state.goal), budget)
            if found is None:
                return None
            proofs.append(found)
        return state.finish(rules.Split(self.term, *proofs))


@dataclass(frozen=True)
class Induct:
    """Induction over a natural number that no assumption restricts: steps at its first value, and steps from n to n + 1."""

    variable: Any
    first: Steps = ()
    following: Steps = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        context, goal, n = state.context, state.goal, self.variable
        start = Integer(1) if n.is_positive else ZERO
        base = Context(context.domain).adding(*(fact for fact in context.facts if n not in symbols_of(fact)))
        at_first = follow(self.first, State(base, substitute_statement(goal, {n: start})), budget)
        if at_first is None:
            return None
        onwards = follow(self.following, State(context.adding(goal), substitute_statement(goal, {n: n + 1})), budget)
        return None if onwards is None else state.finish(rules.Induction(n, at_first, onwards))


@dataclass(frozen=True)
class Suppose:
    """The premise of an implication becomes a fact. `steps` are told a premise "for all", or the names of what a premise says there is."""

    steps: Told | None = None

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        if not isinstance(state.goal, Implication):
            return None
        premise, goal = state.goal.premise, state.goal.conclusion
        wraps = (*state.wraps, rules.Assume)
        context = state.context.adding(premise)
        if self.steps is None or not isinstance(premise, Quantified):
            return rest(State(context, goal, wraps))
        if premise.quantifier == "forall":
            return follow(told(self.steps, premise), State(context, goal, wraps), budget)
        names = chosen(context, goal, premise)
        inner = context.with_symbols(names.values()).adding(substitute_statement(premise.body, names))
        return follow(told(self.steps, *names.values()), State(inner, goal, (*wraps, lambda then: Choose(premise, then))), budget)


@dataclass(frozen=True)
class Arbitrary:
    """The variables of a goal "for all" get names; `steps` are told them."""

    steps: Told

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "forall"):
            return None
        taken = symbols_of(state.context.facts, goal)
        names: dict[Any, Any] = {}
        for variable in goal.variables:
            names[variable] = fresh_symbol(variable, [*taken, *names.values()])
        inner = State(state.context.with_symbols(names.values()), substitute_statement(goal.body, names), (*state.wraps, rules.Generalise))
        return follow(told(self.steps, *names.values()), inner, budget)


@dataclass(frozen=True, init=False)
class Exhibit:
    """Values that a goal "there is" is shown with."""

    values: tuple[Any, ...]

    def __init__(self, *values: Any) -> None:
        object.__setattr__(self, "values", values)

    def apply(self, state: State, budget: Budget) -> State | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "exists"):
            return None
        following = of_their_kinds(state, goal.variables, self.values, budget)
        if following is None:
            return None
        shown = substitute_statement(goal.body, dict(zip(goal.variables, self.values, strict=True)))
        return State(following.context, shown, (*following.wraps, lambda then: Witness(self.values, then)))


def of_their_kinds(state: State, variables: tuple[Any, ...], values: tuple[Any, ...], budget: Budget) -> State | None:
    """The state in which each value is known to be of its variable's kind: positive, nonnegative and so on."""
    for variable, value in zip(variables, values, strict=True):
        for kind in kind_facts([variable]):
            needed = Comparison(value, kind.relation, ZERO)
            proof = search.prove(state.context, needed, budget)
            if proof is None:
                return None
            state = state if state.context.holds(needed) else state.have(needed, proof)
    return state


@dataclass(frozen=True, init=False)
class Separately:
    """The steps for each part of a conjunction, or for each direction of an equivalence."""

    parts: tuple[Steps, ...]

    def __init__(self, *parts: Steps) -> None:
        object.__setattr__(self, "parts", parts)

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal: Statement = state.goal
        if isinstance(goal, Equivalence):
            goal = Conjunction((Implication(goal.left, goal.right), Implication(goal.right, goal.left)))
        if not isinstance(goal, Conjunction) or len(goal.parts) != len(self.parts):
            return None
        proofs, context = [], state.context
        for part, steps in zip(goal.parts, self.parts, strict=True):
            found = follow(steps, State(context, part), budget)
            if found is None:
                return None
            proofs.append(found)
            context = context.adding(part)
        return state.finish(rules.Each(tuple(proofs)))


@dataclass(frozen=True)
class TakeLogarithms:
    """Both sides of the goal are positive: their logarithms are compared instead."""

    def apply(self, state: State, budget: Budget) -> State | None:
        goal = state.goal
        if not isinstance(goal, Comparison):
            return None
        for side in (goal.left, goal.right):
            relation, state = signs.sign(state, side, budget)
            if not implied(relation, ">"):
                return None
        compared = Comparison(log(goal.left), goal.relation, log(goal.right))
        back = rules.Instance("reflected", log, (goal.left, goal.right), rules.Known())
        return State(state.context, compared, (*state.wraps, lambda proof: rules.Have(compared, proof, back)))
