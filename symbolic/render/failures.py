"""A claim that did not come out as its author expects, in full: sentence, statement, assumptions, counterexample, both sides."""

from __future__ import annotations

from typing import Any

from symbolic.render.bindings import bindings
from symbolic.render.rows import Row


def failure_text(row: Row) -> str:
    """The outcome, then titled lines; what there is nothing of is left out."""
    from symbolic.render.assumptions import assumptions
    from symbolic.render.text_statements import condition_texts, statement_text

    verdict, written = row.verdict, row.claim
    claim: Any = getattr(written, "claim", written)
    says = getattr(claim, "says", "") or getattr(written, "says", "")
    stated = statement_text(claim.states) if claim is not None else getattr(written, "text", "")
    given = condition_texts(assumptions(claim.given, claim.states)) if claim is not None else []
    how = f" by {verdict.method}" if verdict.method else ""
    lines = [
        ("says", says),
        ("states", stated),
        ("for", "; ".join(given)),
        ("counterexample", ", ".join(bindings(verdict.counterexample)) if verdict.counterexample else ""),
        ("because", verdict.message or ""),
    ]
    outcome = f"{verdict.verdict}{how}, expected {written.expect}"
    return "\n".join([outcome, *(f"  {title}: {text}" for title, text in lines if text)])


__all__ = ["failure_text"]
