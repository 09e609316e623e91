"""ClosedForm: a formula with its arguments, domain, units, derivation and source, ready to be printed, checked and computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from symbolic.claims.derivation import Derivation
from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError


@dataclass(frozen=True)
class ClosedForm:
    """`expression` of `arguments`, valid on `domain`.

    `stable` is an equal expression that floating point evaluates accurately (None: `expression` itself); `check()` proves the two equal.
    `positive_definite` names the matrix arguments that are symmetric and positive definite.
    `reading` says how the formula is read off a derivation whose result is not the formula itself.
    `units` maps argument names to units and "" to the unit of the value; `symbol` is what the value is called in formulas.
    """

    expression: Any
    arguments: tuple[Any, ...]
    says: str
    source: str
    domain: Domain = field(default_factory=Domain)
    derivation: Derivation | None = None
    stable: Any = None
    units: dict[str, str] = field(default_factory=dict)
    symbol: Any = None
    positive_definite: tuple[str, ...] = ()
    reading: str = ""

    def __post_init__(self) -> None:
        sizes = set().union(*(size.free_symbols for a in self.arguments for size in getattr(a, "shape", ())), set())
        missing = sorted(str(s) for s in self.expression.free_symbols - set(self.arguments) - sizes)
        if missing:
            raise LanguageError(f"`{missing[0]}` occurs in `{self.expression}` but is not an argument")

    @property
    def latex(self) -> str:
        """The formula as LaTeX."""
        from symbolic.render.latex import latex

        return latex(self.expression)

    def compile(self, backend: str = "auto") -> Any:
        """A numeric function of the arguments, in their order; see `symbolic.compile`."""
        from symbolic.numeric.compile import compile

        return compile(
            self.expression,
            self.arguments,
            domain=self.domain,
            backend=backend,
            stable=self.stable,
            positive_definite=self.positive_definite,
        )

    def check(self) -> tuple[Any, ...]:
        """The verdicts on every step of the derivation and on the equality of the stable form; raises `WrongStep` when one fails."""
        from symbolic.methods.step_check import check_form

        return check_form(self)
