"""Derivation: a chain of equal expressions, each step with its reason, each step checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from symbolic.language.domain import Domain, check_names, check_terms
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Statement, as_statement


@dataclass(frozen=True)
class Step:
    """The next expression and the rule of mathematics that gives it ("linearity of expectation").

    `condition` is an assumption under which the step holds and which stays with the result; `by` an optional hint to the checker.
    """

    expression: Any
    because: str
    condition: Statement | None = None
    by: Any = None

    def __post_init__(self) -> None:
        if self.condition is not None:
            object.__setattr__(self, "condition", as_statement(self.condition))
        if not self.because.strip():
            raise LanguageError(f"the step to `{self.expression}` gives no reason: name the rule, for example because='linearity'")


@dataclass(frozen=True)
class Derivation:
    """`start`, then `steps`; every expression equals the one before it wherever `given` and the steps' conditions hold.

    `name` is the left side to print ("KL(P || Q)"); it may be None. `positive_definite` names its matrices that are symmetric and positive
    definite.
    """

    start: Any
    steps: tuple[Step, ...]
    given: Domain = field(default_factory=Domain)
    name: Any = None
    positive_definite: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.steps))
        if not self.steps:
            raise LanguageError(f"the derivation from `{self.start}` has no step")
        check_terms(self.given.assumptions, self.start, *(step.expression for step in self.steps))
        check_names(self.given.assumptions, self.start, *(step.expression for step in self.steps))

    @property
    def result(self) -> Any:
        """The last expression."""
        return self.steps[-1].expression

    @property
    def conditions(self) -> tuple[Statement, ...]:
        """The live conditions: those of the domain and those of the steps, in order, each once."""
        steps = (step.condition for step in self.steps if step.condition is not None)
        return tuple(dict.fromkeys((*self.given.relations, *steps)))
