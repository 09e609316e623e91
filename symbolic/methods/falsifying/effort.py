"""How much one search for counterexamples may do, in counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Function, Integral, Product, Sum
from sympy.core.function import AppliedUndef

from symbolic.language.domain import terms_of
from symbolic.language.float_functions import HEADS

OPERATIONS = 25  # that a statement may have before less is done with it


def _weight(term: Any) -> int:
    """About how many arithmetic operations one value costs."""
    own = int(term.count_ops()) if term.args else 0
    special = sum(_weight_of_head(part) for part in term.atoms(Function) if not isinstance(part, _cheap_heads()))
    return own + special + 2000 * len(term.atoms(Integral)) + 150 * len(term.atoms(Sum, Product))


def _weight_of_head(application: Any) -> int:
    """This library's own functions are sums of series, of which large arguments need many terms."""
    return 80 if (application.func.__module__ or "").startswith("symbolic.") else 15


def _cheap_heads() -> tuple[Any, ...]:
    """Functions whose values are one call of the C library."""
    return (*HEADS, AppliedUndef)


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
        """Less of everything for statements whose values take long: integrals, sums, functions enclosed by series, long terms."""
        weight = sum(map(_weight, (t for t in terms_of(statement) if not isinstance(t, type)))) // OPERATIONS
        if weight < 2:
            return self
        climbs = 2 if self.boxes or weight <= 5 else 0  # the quick search leaves long climbs to the patient one
        least = (("simple", 40), ("wild", 6), ("grid", 24), ("boxes", min(self.boxes, 200)), ("climbs", min(self.climbs, climbs)))
        part = {name: min(getattr(self, name), max(getattr(self, name) // weight, floor)) for name, floor in least}
        return replace(self, **part, lines=min(self.lines, 2) if weight > 5 else self.lines)

    @property
    def inner(self) -> Effort:
        """For a search that is one of many."""
        less = {name: max(getattr(self, name) // 12, least) for name, least in (("simple", 40), ("wild", 6), ("grid", 40))}
        return replace(self, **less, lines=1, climbs=min(self.climbs, 2), boxes=0)


QUICK = Effort(simple=120, wild=24, lines=2, grid=70, climbs=2, boxes=0, checks=20, tables=160, formulas=3, proofs=2)
THOROUGH = Effort(simple=1500, wild=300, lines=12, grid=400, climbs=40, boxes=3000, checks=250, tables=3000, formulas=24, proofs=12)
SATISFYING = replace(THOROUGH, simple=400, wild=100, climbs=12, tables=600, formulas=20)
