"""Claim: one sentence of an essay, made exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from symbolic.claims.verdict import PROVED, VERDICTS
from symbolic.language.domain import Domain, check_names, check_terms
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Statement, as_statement


@dataclass(frozen=True)
class Claim:
    """What an essay asserts: `states` holds wherever `given` does.

    `says` is the essay's sentence in our words, `by` an optional `Derivation` or method that settles it (default: the portfolio), `expect`
    the verdict that the author expects, `note` anything that a reader should know. Free symbols are universally quantified over their kinds
    and `given`. Raises `LanguageError` for a statement that is trivially true, holds a float, or uses one name for two things.
    """

    says: str
    states: Statement
    given: Domain = field(default_factory=Domain)
    by: Any = None
    expect: str = PROVED
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", as_statement(self.states))
        if not isinstance(self.given, Domain):
            object.__setattr__(self, "given", Domain(self.given))
        if self.expect not in VERDICTS:
            raise LanguageError(f"`{self.expect}` is not a verdict; expect one of {', '.join(VERDICTS)}")
        check_terms(self.given.assumptions, self.states)
        check_names(self.given.assumptions, self.states)
