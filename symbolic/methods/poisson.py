"""A move of led proofs: Poisson's integral for the modified Bessel function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import as_term
from symbolic.methods import search
from symbolic.methods.integrals import rewritten
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import implied
from symbolic.trusted.rules.poisson_integral import PoissonIntegral, poisson_value


@dataclass(frozen=True)
class Poisson:
    """`integral` over (-1, 1) of factor (1 - t^2)^(q-1) e^(b t)."""

    integral: Any
    factor: Any
    q: Any
    b: Any

    def __post_init__(self) -> None:
        for name in ("factor", "q", "b"):
            object.__setattr__(self, name, as_term(getattr(self, name)))

    def apply(self, state: State, budget: Budget) -> State | None:
        relation, signed = search.sign(state, self.q, budget)
        if not implied(relation, ">"):
            return None
        value = poisson_value(self.factor, self.q, self.b)
        facts = (Comparison(self.integral, "==", value), Finite(self.integral))
        learned = signed.learn(facts, lambda then: PoissonIntegral(self.integral, self.factor, self.q, self.b, then))
        found: State = rewritten(learned, self.integral, value) if isinstance(state.goal, Comparison) else learned
        return found
