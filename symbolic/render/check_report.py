"""What `symbolic check --json` prints: the schema of the essay format, version 1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symbolic.render.rows import Row, summary

SCHEMA = 1
LARGEST_FORMULA = 5000  # parts of a statement that is still printed as LaTeX


def check_report(rows: Iterable[Row]) -> dict[str, Any]:
    """A value that `json.dumps` takes: one entry a claim, in order, and how many came to each verdict."""
    several = list(rows)
    return {"schema": SCHEMA, "claims": [_entry(row) for row in several], "summary": summary(several)}


def _entry(row: Row) -> dict[str, Any]:
    verdict = row.verdict
    return {
        "id": row.id,
        "line": row.line,
        "verdict": verdict.verdict,
        "expect": row.claim.expect,
        "ok": row.ok,
        "method": verdict.method,
        "grade": verdict.grade,
        "trusts": list(verdict.trusts),
        "seconds": round(verdict.seconds, 6),
        "counterexample": verdict.counterexample,
        "message": verdict.message,
        "latex": _formula(row),
    }


def _formula(row: Row) -> str | None:
    """The statement as LaTeX; None for one that could not be read, or that no page could hold."""
    from symbolic.language.domain import terms_of
    from symbolic.language.text.terms import size
    from symbolic.render.latex import latex

    claim = getattr(row.claim, "claim", None)
    if claim is None or sum(size(term) for term in terms_of(claim.states)) > LARGEST_FORMULA:
        return None
    try:
        return latex(claim.states)
    except (ArithmeticError, AttributeError, NotImplementedError, RecursionError, TypeError, ValueError):
        return None  # a number with more digits than Python prints, say


__all__ = ["SCHEMA", "check_report"]
