"""Plain ASCII for a terminal."""

from __future__ import annotations

from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.derivation import Derivation
from symbolic.claims.verdict import Verdict
from symbolic.language.domain import Domain
from symbolic.language.statements import CLASSES
from symbolic.render.assumptions import assumptions
from symbolic.render.bindings import bindings
from symbolic.render.tables import table
from symbolic.render.text_derivations import derivation_text
from symbolic.render.text_statements import condition_texts, statement_text
from symbolic.render.text_terms import term_text


def text(thing: Any) -> str:
    """A term, statement, domain, claim, derivation or closed form as text."""
    if isinstance(thing, CLASSES):
        return statement_text(thing)
    if isinstance(thing, Domain):
        return "; ".join(condition_texts(assumptions(thing)))
    if isinstance(thing, Derivation):
        return derivation_text(thing)
    if isinstance(thing, Claim):
        conditions = condition_texts(assumptions(thing.given, thing.states))
        return statement_text(thing.states) + (f"\nfor {'; '.join(conditions)}" if conditions else "")
    if isinstance(thing, ClosedForm):
        return (f"{thing.symbol} = " if thing.symbol is not None else "") + term_text(thing.expression)
    return term_text(thing)


def derivation(thing: Derivation) -> str:
    """A derivation in columns."""
    return derivation_text(thing)


def claim(id: str, claim: Claim, verdict: Verdict | None = None) -> str:
    """A claim: name, sentence, statement, conditions, derivation, verdict."""
    lines = [id, f"  {claim.says}", *(f"  {line}" for line in text(claim).splitlines())]
    if isinstance(claim.by, Derivation):
        lines += ["", *(f"  {line}" for line in derivation_text(claim.by).splitlines())]
    if verdict:
        grade = f" ({verdict.grade})" if verdict.grade else ""
        lines.append(f"  {verdict.verdict}{grade}{f' by {verdict.method}' if verdict.method else ''}")
        lines += [f"  counterexample: {', '.join(bindings(verdict.counterexample))}"] if verdict.counterexample else []
        lines += [f"  {line}" for line in (verdict.message or "").splitlines()]
    return "\n".join(lines)


__all__ = ["claim", "derivation", "table", "text"]
