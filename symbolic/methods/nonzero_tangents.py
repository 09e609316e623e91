"""Sums of tangents that are not 0: 1 - tan a tan b is cos(a + b)/(cos a cos b), and what stands above the line is not 0 by a fact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Integer, Mul, cos, sin, tan

from symbolic.language.statements import Comparison
from symbolic.methods.equations import prove_equal
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.normal_form import TooLarge

ONE = Integer(1)
MOST_FACTS = 6


@dataclass(frozen=True)
class NonzeroTangents:
    """For `t != 0` with tangents in t: t is compared with each term that is not 0 by a fact, over the cosines of its angles."""

    name: str = "addition of tangents"
    rank: int = 22

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation != "!=" or goal.right != 0 or not goal.left.has(tan):
            return None
        below = sorted({cos(part.args[0]) for part in goal.left.atoms(tan)}, key=str)
        known = [f for f in problem.context.facts if isinstance(f, Comparison) and f.relation in ("!=", "<", ">")]
        above = [f.left - f.right for f in known if (f.left - f.right).has(cos, sin)]
        for term in above[:MOST_FACTS]:
            proof = self._by(State(problem.context, goal), goal.left, term, below)
            if proof is not None:
                return Found(proof=proof)
        return None

    def _by(self, state: State, term: Any, above: Any, below: list[Any]) -> Any:
        quotient = above / Mul(*below)
        try:
            same = prove_equal(state.context, term, quotient, Budget(combinations=60, places=20))
        except (TooLarge, ZeroDivisionError):
            return None
        if same is None:
            return None
        following = state.have(Comparison(term, "==", quotient), same).replace(term, quotient, partial(rules.Rewrite, term, quotient))
        return following.finish(rules.Combination((rules.Product(ONE, ((above, 1), *((part, -1) for part in below))),)))


METHOD = NonzeroTangents()
