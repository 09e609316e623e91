"""Guided proofs: the author names the steps that a reader would want to see; the search does what lies between them.

Every step is a value with `prove(state, rest, budget)`: what it adds, then the rest of the proof from there. Nothing is taken on trust.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sympy import Integer

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Equivalence,
    Implication,
    Quantified,
    Statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.methods import search
from symbolic.methods.problem import Found, Problem, obligation_context
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.rules.existence import Choose, Witness, chosen

Proof = Any
Rest = Callable[[State], Proof | None]


class GuidedStep(Protocol):
    """One step of a guided proof."""

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        """A proof of the state's goal that begins with this step and goes on by `rest`; None when the step does not apply."""
        ...


@dataclass(frozen=True, init=False)
class Guided:
    """`Claim(..., by=Guided(first, second))`: these steps in turn, then the search. Predicates are unfolded to what they mean first."""

    steps: tuple[GuidedStep, ...]
    name: str = "guided"
    rank: int = 27

    def __init__(self, *steps: GuidedStep) -> None:
        object.__setattr__(self, "steps", steps)

    def attempt(self, problem: Problem) -> Found | None:
        obligations = problem.obligations
        if len(obligations) == 1 and obligations[0].goal == problem.states:
            proof = follow(self.steps, State(problem.context, problem.states), problem.budget)
            return None if proof is None else Found(proof=proof)
        *places, last = obligations
        proofs: list[Any] = [search.prove(obligation_context(problem, o), o.goal, problem.budget) for o in places]
        proofs.append(follow(self.steps, State(obligation_context(problem, last), last.goal), problem.budget))
        return None if None in proofs else Found(proof=rules.Unfold(tuple(proofs)))


def follow(steps: tuple[GuidedStep, ...], state: State, budget: Budget) -> Proof | None:
    """A proof that takes the steps from here; the search ends it."""
    if not steps:
        found = search.prove(state.context, state.goal, budget)
        return None if found is None else state.finish(found)
    first, *others = steps
    return first.prove(state, lambda following: follow(tuple(others), following, budget), budget)


def placed(state: State, variable: Any, value: Any, budget: Budget) -> State | None:
    """The state in which the value is known to be of the variable's kind."""
    from symbolic.language.predicates import kind_facts

    for kind in kind_facts([variable]):
        needed = Comparison(value, kind.relation, ZERO)
        proof = search.prove(state.context, needed, budget)
        if proof is None:
            return None
        state = state if state.context.holds(needed) else state.have(needed, proof)
    return state


@dataclass(frozen=True)
class Trichotomy:
    """Three cases: `term` below 0, equal to it, above it."""

    term: Any
    below: tuple[GuidedStep, ...] = ()
    equal: tuple[GuidedStep, ...] = ()
    above: tuple[GuidedStep, ...] = ()

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
    first: tuple[GuidedStep, ...] = ()
    following: tuple[GuidedStep, ...] = ()

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
    """The premise of an implication becomes a fact; where it says that there is something, that gets a name, and `steps` are told it."""

    steps: Callable[..., tuple[GuidedStep, ...]] | None = None

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        if not isinstance(state.goal, Implication):
            return None
        premise, goal = state.goal.premise, state.goal.conclusion
        wraps = (*state.wraps, rules.Assume)
        context = state.context.adding(premise)
        if self.steps is None or not isinstance(premise, Quantified):
            return rest(State(context, goal, wraps))
        if premise.quantifier == "forall":
            return follow(self.steps(premise), State(context, goal, wraps), budget)
        names = chosen(context, goal, premise)
        inner = context.with_symbols(names.values()).adding(substitute_statement(premise.body, names))
        return follow(self.steps(*names.values()), State(inner, goal, (*wraps, lambda then: Choose(premise, then))), budget)


@dataclass(frozen=True)
class Arbitrary:
    """The variables of a goal "for all" get names; `steps` are told them."""

    steps: Callable[..., tuple[GuidedStep, ...]]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "forall"):
            return None
        taken = symbols_of(state.context.facts, goal)
        names: dict[Any, Any] = {}
        for variable in goal.variables:
            names[variable] = fresh_symbol(variable, [*taken, *names.values()])
        inner = State(state.context.with_symbols(names.values()), substitute_statement(goal.body, names), (*state.wraps, rules.Generalise))
        return follow(self.steps(*names.values()), inner, budget)


@dataclass(frozen=True)
class Exhibit:
    """Values that a goal "there is" is shown with."""

    values: tuple[Any, ...]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "exists"):
            return None
        for variable, value in zip(goal.variables, self.values, strict=True):
            following = placed(state, variable, value, budget)
            if following is None:
                return None
            state = following
        shown = substitute_statement(goal.body, dict(zip(goal.variables, self.values, strict=True)))
        return rest(State(state.context, shown, (*state.wraps, lambda then: Witness(self.values, then))))


@dataclass(frozen=True)
class Separately:
    """One sequence of steps for each part of a conjunction, or for each direction of an equivalence."""

    parts: tuple[tuple[GuidedStep, ...], ...]

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
