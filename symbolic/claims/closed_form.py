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
    `units` maps argument names to units and "" to the unit of the value. `shapes` maps the names of matrix arguments to their dimension names, for
    example ("d", "d"); every other argument is a scalar. `symbol` is what the value is called in formulas.
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

    def __post_init__(self) -> None:
        missing = sorted(str(s) for s in self.expression.free_symbols - set(self.arguments) if str(s) != "d")
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

        return compile(self.expression, self.arguments, domain=self.domain, backend=backend, stable=self.stable)
