"""Where a growing proof stands: the facts and the goal there, the steps taken so far, and the work that may still be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Disjunction, Equivalence, Implication, Negation, Statement
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable, axiom
from symbolic.trusted.context import Context
from symbolic.trusted.definedness import undefined
from symbolic.trusted.normal_form import TooLarge

Proof = Any
Wrap = Callable[[Proof], Proof]


@dataclass
class Budget:
    """How much work one claim may take:

    attempts to combine facts, places in proofs, and signs on intervals. `solver` allows leaves that rest on an SMT solver.
    """

    combinations: int = 900
    places: int = 400
    intervals: int = 8
    solver: bool = False
    signs: dict[Any, Any] = field(default_factory=dict)
    attempts: dict[Any, int] = field(default_factory=dict)
    probes: dict[Any, Any] = field(default_factory=dict)

    def spend(self) -> bool:
        self.combinations -= 1
        return self.combinations >= 0

    @property
    def spent(self) -> bool:
        return self.combinations < 0 or self.places < 0


@dataclass(frozen=True)
class State:
    """A place in a growing proof: the facts and the goal there, and how to wrap the rest of the proof into what has been done."""

    context: Context
    goal: Statement
    wraps: tuple[Wrap, ...] = ()

    def finish(self, proof: Proof) -> Proof:
        for wrap in reversed(self.wraps):
            proof = wrap(proof)
        return proof

    def have(self, statement: Statement, proof: Proof) -> State:
        return State(self.context.adding(statement), self.goal, (*self.wraps, lambda then: rules.Have(statement, proof, then)))

    def learn(self, facts: tuple[Statement, ...], wrap: Wrap) -> State:
        return State(self.context.adding(*facts), self.goal, (*self.wraps, wrap))

    def instance(self, rule: str, function: Any, arguments: tuple[Any, ...]) -> State | None:
        """With one axiom instance more; None when its premises are missing or it says nothing new."""
        try:
            known = axiom(rule)
            if known is None:
                return None
            fact = known(self.context, function, arguments)
        except (NotApplicable, TooLarge):
            return None
        if self.context.holds(fact) or undefined(self.context, *arguments) is not None:
            return None
        return self.learn((fact,), lambda then: rules.Instance(rule, function, arguments, then))

    def replace(self, old: Any, new: Any, wrap: Wrap) -> State:
        """Equals for equals in goal and facts, as the kernel does it; facts that were restated are left behind."""
        mapping = {old: new}
        kept: list[Statement] = []
        changed: list[Statement] = []
        for fact in self.context.facts:
            restated = fact
            if isinstance(fact, Comparison | Conjunction | Disjunction | Negation | Implication | Equivalence):
                restated = substitute_statement(fact, mapping)
            (kept if restated == fact else changed).append(restated)
        context = replace(self.context, facts=tuple(kept)).adding(*changed)
        return State(context, substitute_statement(self.goal, mapping), (*self.wraps, wrap))
