"""A new symbol for a term that is defined: the fact says what it stands for, and nothing else is known of the symbol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Statement
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import PREDICATES, Kernel, Rejected, require_defined


@dataclass(frozen=True)
class Named:
    """`symbol`, real and new here, stands for `term`."""

    symbol: Any
    term: Any
    then: Any


def _named(kernel: Kernel, context: Context, goal: Statement, proof: Named) -> None:
    symbol, known = proof.symbol, set(symbols_of(context.facts, goal))
    plain = isinstance(symbol, Symbol) and symbol.assumptions0 == Symbol("x", real=True).assumptions0
    if not plain or any(symbol.name == other.name for other in known):
        raise Rejected(f"`{symbol}` is not a new symbol for any real number")
    if isinstance(goal, PREDICATES):
        raise Rejected(f"`{goal}` speaks of all points that the assumptions allow, and a name would hold one of them fast")
    if not set(symbols_of(proof.term)) <= known:
        raise Rejected(f"`{proof.term}` has symbols that are new here")
    require_defined(context, proof.term)
    kernel.check(context.adding(Comparison(symbol, "==", proof.term)), goal, proof.then)


RULES = {Named: _named}
