"""How much one search for counterexamples may do, in counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Integral, Product, Sum

from symbolic.language.domain import terms_of


@dataclass(frozen=True)
class Effort:
    """`simple` points by rising cost, `wild` ones; `lines` through simple points, `grid` places on each; `climbs` from as many starts;

    `boxes` of branch and bound; `checks` by exact arithmetic; `tables` and `formulas` for uninterpreted functions; `proofs` of lemmas.
    """

    simple: int
    wild: int
    lines: int
    grid: int
    climbs: int
    boxes: int
    checks: int
    tables: int
    formulas: int
    proofs: int

    def lighter(self, statement: Any) -> Effort:
        """Less of everything for statements whose values take long: integrals and sums."""
        terms = [t for t in terms_of(statement) if not isinstance(t, type)]
        heavy = sum(len(t.atoms(Integral)) * 40 + len(t.atoms(Sum, Product)) * 4 for t in terms)
        if not heavy:
            return self
        part = {name: max(getattr(self, name) // heavy, least) for name, least in (("simple", 8), ("wild", 2), ("grid", 12), ("boxes", 0))}
        return replace(self, **part, lines=min(self.lines, 2), climbs=self.climbs // heavy)

    @property
    def inner(self) -> Effort:
        """For a search that is one of many."""
        less = {name: max(getattr(self, name) // 12, least) for name, least in (("simple", 40), ("wild", 6), ("grid", 40))}
        return replace(self, **less, lines=1, climbs=min(self.climbs, 2), boxes=0)


QUICK = Effort(simple=120, wild=24, lines=2, grid=70, climbs=2, boxes=0, checks=20, tables=160, formulas=3, proofs=2)
THOROUGH = Effort(simple=1500, wild=300, lines=12, grid=400, climbs=40, boxes=3000, checks=250, tables=3000, formulas=40, proofs=12)
SATISFYING = replace(THOROUGH, simple=400, wild=100, climbs=12, tables=600, formulas=20)
