"""`Claim(..., by=Guided(first, second))`: the author names the steps that a reader would want to see, the search does what lies between.

A step is a value with one of two methods. `apply(state, budget)` gives the state after the step: more facts, or another goal. A step that
branches, brings in names or ends the proof has `prove(state, rest, budget)` instead. Nothing is taken on trust: the kernel replays it all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from symbolic.language.differentiation import NoDerivative
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Shape
from symbolic.methods import search
from symbolic.methods.derivative_sign import signed_derivative
from symbolic.methods.problem import Found, Problem, obligation_context
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import defined

Proof = Any
Rest = Callable[[State], Proof | None]


@runtime_checkable
class Move(Protocol):
    """A step that leads from one state to another. It may also help to prove that the terms of a claim are defined."""

    def apply(self, state: State, budget: Budget) -> State | None:
        """The state after the step; None when it cannot be taken."""
        ...


class Turn(Protocol):
    """A step that decides how the proof goes on: by cases, with new names, or not at all."""

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        """A proof of the state's goal that begins with this step and goes on by `rest`; None when the step cannot be taken."""
        ...


Step = Move | Turn
Steps = Step | tuple[Step, ...]  # one, or several in turn
Told = Steps | Callable[..., Steps]  # the same, perhaps only known once names are


@dataclass(frozen=True, init=False)
class Guided:
    """These steps in turn, then the search. Shapes are shown by the sign of a derivative, other predicates by what they mean.

    The steps `defined` lead the proofs that all terms are defined; without them, those of `steps` are tried there that can be taken.
    """

    steps: tuple[Step, ...]
    defined: Steps | None = None
    name: str = "guided"
    rank: int = 27

    def __init__(self, *steps: Step, defined: Steps | None = None) -> None:
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "defined", defined)

    def attempt(self, problem: Problem) -> Found | None:
        """A proof by the steps; None when one cannot be taken, or when the search does not end it."""
        if isinstance(problem.states, Shape):
            sign = self._by_derivative(problem, problem.states)
            if sign is not None:
                return sign
        obligations = problem.obligations
        if len(obligations) == 1 and obligations[0].goal == problem.states:
            proof = follow(self.steps, State(problem.context, problem.states), problem.budget)
            return None if proof is None else Found(proof=proof)
        *places, last = obligations
        proofs: list[Any] = [search.prove(obligation_context(problem, o), o.goal, problem.budget) for o in places]
        proofs.append(follow(self.steps, State(obligation_context(problem, last), last.goal), problem.budget))
        return None if None in proofs else Found(proof=rules.Unfold(tuple(proofs)))

    def _by_derivative(self, problem: Problem, states: Shape) -> Found | None:
        context = problem.context
        try:
            terms, goal = signed_derivative(states)
        except NoDerivative:
            return None
        conditions: list[Any] = []
        for condition in defined(context, *terms):
            inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
            conditions.append(self.condition(State(inner, condition.holds), Budget()))
        sign = follow(self.steps, State(context, goal), Budget()) if None not in conditions else None
        return None if sign is None else Found(proof=rules.ByDerivative(tuple(conditions), sign))

    def condition(self, state: State, budget: Budget) -> Proof | None:
        """A proof of a condition of well-posedness."""
        if self.defined is not None:
            return follow(self.defined, state, budget)
        for step in self.steps:
            if isinstance(step, Move):
                state = step.apply(state, budget) or state
        return follow((), state, budget)


def follow(steps: Steps, state: State, budget: Budget) -> Proof | None:
    """A proof that takes the steps from here; the search ends it."""
    in_turn = steps if isinstance(steps, tuple) else (steps,)
    if not in_turn:
        found = search.prove(state.context, state.goal, budget)
        return None if found is None else state.finish(found)
    first, others = in_turn[0], in_turn[1:]
    if not isinstance(first, Move):
        return first.prove(state, lambda following: follow(others, following, budget), budget)
    following = first.apply(state, budget)
    return None if following is None else follow(others, following, budget)


def told(steps: Told, *names: Any) -> Steps:
    """The steps, once the names that they speak of are known."""
    return steps(*names) if callable(steps) else steps
