"""The report that programs read: the schema of the essay format, version 1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symbolic.render.rows import Row, by_essay, summary

SCHEMA = 1


def report(rows: Iterable[Row]) -> dict[str, Any]:
    """A value that `json.dumps` takes: one entry a claim, in order, and how many came to each verdict, in all and in each essay."""
    several = list(rows)
    essays = [{"name": name, "ok": all(row.ok for row in own), "summary": summary(own)} for name, own in by_essay(several).items()]
    return {"schema": SCHEMA, "claims": [_entry(row) for row in several], "essays": essays, "summary": summary(several)}


def _entry(row: Row) -> dict[str, Any]:
    # SymPy is imported only where there is a formula to print.
    from symbolic.render.latex import latex

    verdict = row.verdict
    return {
        "id": row.id,
        "essay": row.essay,
        "line": row.line,
        "says": row.claim.says,
        "verdict": verdict.verdict,
        "expect": row.claim.expect,
        "ok": row.ok,
        "method": verdict.method,
        "grade": verdict.grade,
        "trusts": list(verdict.trusts),
        "unused": list(verdict.unused),
        "seconds": round(verdict.seconds, 6),
        "cached": row.cached,
        "counterexample": verdict.counterexample,
        "message": verdict.message,
        "latex": latex(getattr(row.claim, "states")),  # noqa: B009 - rows of `verify` have claims, which have statements
    }
