"""An integral or endless sum of numbers converges absolutely, since ball arithmetic encloses it.

An enclosure is finite only where the integrand is bounded and continuous on finitely many pieces, and beyond them below an integrable bound
(`language.quadrature`, `language.improper`); that of a sum, where its parts are below a summable bound (`language.endless`). The closed
forms of alternating series that converge without converging absolutely do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integral, Sum, oo

from symbolic.language.domain import functions_of, symbols_of
from symbolic.language.endless import tail_bound
from symbolic.language.meaning import value
from symbolic.language.point import Point
from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.statements import Finite, Statement
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

STARTS = (16, 64, 512)


@dataclass(frozen=True)
class EnclosedFinite:
    """The goal says that a term without symbols is finite."""


def converges(term: Any) -> bool:
    """Whether balls show that an integral, or an endless sum, of numbers converges absolutely."""
    if symbols_of(term) or functions_of(term):
        return False
    try:
        with working_precision(64):
            if isinstance(term, Integral):
                found = value(term, Point())
                return not hasattr(found, "is_finite") or bool(found.is_finite())
            if isinstance(term, Sum) and term.limits[0][2] == oo and term.limits[0][1].is_Integer:
                first = int(term.limits[0][1])
                start = next((s for s in STARTS if tail_bound(term, max(first, s), Point(), value) is not None), None)
                if start is None:
                    return False
                whole = Sum(term.function, (term.limits[0][0], first, max(first, start)))
                value(whole, Point())
                return True
    except (Undefined, Unknown, ZeroDivisionError):
        return False
    return False


def _finite(kernel: Kernel, context: Context, goal: Statement, proof: EnclosedFinite) -> None:
    if not (isinstance(goal, Finite) and converges(goal.expression)):
        raise Rejected(f"balls do not show `{goal}`")
    kernel.grades.add("enclosure")


RULES = {EnclosedFinite: _finite}

__all__ = ["RULES", "EnclosedFinite", "converges"]
