"""What a method is given and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation, unfold
from symbolic.language.statements import Statement
from symbolic.methods.state import Budget
from symbolic.trusted.context import Context


@dataclass(frozen=True)
class Problem:
    """`states` is to be settled wherever `given`. `budget` counts the work that methods may still do; `by` is the author's hint."""

    given: Domain
    states: Statement
    budget: Budget = field(default_factory=Budget)
    by: Any = None

    @property
    def context(self) -> Context:
        """The facts that the assumptions and the kinds of all symbols give."""
        return Context.of(self.given, symbols_of(self.given, self.states))

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What the statement means, free of predicates."""
        return unfold(self.given, self.states)


@dataclass(frozen=True)
class Found:
    """A method's answer: a `proof` for the kernel to replay, or a `point` at which `obligation` fails.

    `tried` counts points that did not refute.
    """

    proof: Any = None
    point: Point | None = None
    obligation: Obligation | None = None
    tried: int = 0


class Method(Protocol):
    """One way to settle statements. A module of this package that defines `METHOD` joins the portfolio, ordered by `rank`."""

    name: str
    rank: int

    def attempt(self, problem: Problem) -> Found | None:
        """An answer, or None to pass."""
        ...


def obligation_context(problem: Problem, obligation: Obligation) -> Context:
    """The facts for one obligation, as the kernel has them after unfolding."""
    context = problem.context
    fresh = set(symbols_of(obligation.given, obligation.goal)) - set(symbols_of(context.facts, problem.states))
    return context.with_symbols(fresh).adding(*(a for a in obligation.given.relations if a not in context.facts))
