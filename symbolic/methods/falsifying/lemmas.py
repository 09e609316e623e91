"""Lemmas for a counterexample: closed statements that arithmetic does not decide, proved, so that `trusted.counterexample` can use them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Integral, Limit

from symbolic.language.domain import Domain, terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.obligations import opposed
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation
from symbolic.language.statements import Comparison, Quantified, Statement
from symbolic.methods.search import prove
from symbolic.methods.state import Budget
from symbolic.trusted.context import Context
from symbolic.trusted.counterexample import decided, lemma_holds, said_at

BUDGET = 60


def lemmas_for(obligation: Obligation, point: Point) -> dict[Statement, Any] | None:
    """Proofs of what arithmetic leaves open: that each assumption holds at `point` and that the goal fails; None where one is missing."""
    found: dict[Statement, Any] = {}
    for wanted, statement in (*((True, a) for a in obligation.given.relations), (False, obligation.goal)):
        known = decided(statement, point)
        if known is wanted:
            continue
        if known is not None:
            return None
        closed = said_at(statement, point)
        if closed is None:
            return None
        lemma = closed if wanted else opposed(closed)
        proof = None if lemma is None else proved(lemma)
        if proof is None:
            return None
        found[lemma] = proof
    return found


def proved(statement: Statement) -> Any:
    """A proof of a closed statement that the kernel accepts; None where none is found at once."""
    try:
        if _fails_somewhere(statement):
            return None
        proof = prove(Context.of(Domain()), statement, Budget(combinations=BUDGET))
        if proof is not None and lemma_holds(statement, proof):
            return proof
        return _by_methods(statement)
    except (LanguageError, ArithmeticError, ValueError, TypeError, NotImplementedError, RecursionError):
        return None


def _by_methods(statement: Statement) -> Any:
    """A proof by the methods of the portfolio."""
    from symbolic.methods.portfolio import find_proof
    from symbolic.methods.problem import Problem

    if not isinstance(statement, Quantified | Comparison) or (
        isinstance(statement, Comparison) and not any(t.has(Integral, Limit) for t in terms_of(statement) if not isinstance(t, type))
    ):
        return None
    proof = find_proof(replace(Problem(Domain(), statement), budget=Budget(combinations=BUDGET)))
    return proof if proof is not None and lemma_holds(statement, proof) else None


def _fails_somewhere(statement: Statement) -> bool:
    """Whether a statement for all values is false at simple ones: then no proof is worth looking for."""
    if not (isinstance(statement, Quantified) and statement.quantifier == "forall"):
        return False
    from symbolic.methods.falsifying.effort import QUICK
    from symbolic.methods.falsifying.obligations import settled

    return settled(Obligation(Domain(), statement), replace(QUICK, proofs=0)).point is not None


__all__ = ["lemmas_for", "proved"]
