"""What came of the mutants of proved claims: the score, and those that are still proved, before and after, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symbolic.claims.claim import Claim
from symbolic.essays.mutation_run import Outcome, score
from symbolic.render.assumptions import assumptions
from symbolic.render.rows import ORDER
from symbolic.render.text_statements import condition_texts, statement_text


def mutation_text(outcomes: Sequence[Outcome]) -> str:
    """A paragraph for each mutant that is still proved, then the score."""
    paragraphs = [_paragraph(outcome) for outcome in outcomes if not outcome.caught]
    found = score(outcomes)
    counts = ", ".join(f"{found.verdicts[verdict]} {verdict}" for verdict in ORDER if verdict in found.verdicts)
    told = f"{found.caught} of {found.claims} claims: every mutant caught ({found.share:.1%}); {len(outcomes)} mutants: {counts or 'none'}"
    if paragraphs:
        told += "\nWhat is still proved must be true: read each above."
    return "\n\n".join([*paragraphs, told])


def _paragraph(outcome: Outcome) -> str:
    how = f"proved by {outcome.verdict.method} ({outcome.verdict.grade})"
    lines = [f"{outcome.id}: {outcome.mutant.change}", f"  {how}"]
    if not outcome.mutant.of_step:
        lines += [f"  before: {_said(outcome.claim)}", f"  after:  {_said(outcome.mutant.claim)}"]
    return "\n".join(lines)


def _said(claim: Claim) -> str:
    conditions = condition_texts(assumptions(claim.given, claim.states))
    return statement_text(claim.states) + (f", for {'; '.join(conditions)}" if conditions else "")


def mutation_report(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """A value that `json.dumps` takes: the score, and every mutant in order."""
    found = score(outcomes)
    entries = [
        {
            "id": outcome.id,
            "change": outcome.mutant.change,
            "before": _said(outcome.claim),
            "after": _said(outcome.mutant.claim),
            "verdict": outcome.verdict.verdict,
            "caught": outcome.caught,
            "method": outcome.verdict.method,
            "message": outcome.verdict.message,
        }
        for outcome in outcomes
    ]
    summary = {verdict: found.verdicts.get(verdict, 0) for verdict in ORDER}
    return {"schema": 1, "claims": found.claims, "caught": found.caught, "share": found.share, "mutants": entries, "summary": summary}
