"""Everything behind one verdict, for a sceptic: what is said, what is assumed, how it was decided, what has to be believed."""

from __future__ import annotations

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation
from symbolic.claims.verdict import REFUTED, Verdict
from symbolic.render.assumptions import assumptions
from symbolic.render.beliefs import beliefs
from symbolic.render.bindings import bindings
from symbolic.render.certificates import claim_certificate
from symbolic.render.sides import sides
from symbolic.render.tables import unneeded
from symbolic.render.text_derivations import derivation_text
from symbolic.render.text_statements import assumptions_in_words, statement_text
from symbolic.render.words import GRADES


def explain(id: str, claim: Claim, verdict: Verdict) -> str:
    """Plain text in titled paragraphs; a paragraph with nothing in it is left out."""
    paragraphs = [
        ("Statement", [statement_text(claim.states)]),
        ("Assumptions", [*assumptions_in_words(assumptions(claim.given, claim.states))]),
        ("Derivation", derivation_text(claim.by).splitlines() if isinstance(claim.by, Derivation) else []),
        ("Decided", _decision(claim, verdict)),
        ("Counterexample", _counterexample(claim, verdict)),
        ("Certificate", [] if verdict.certificate is None else claim_certificate(verdict.certificate, claim)),
        ("What a sceptic must trust", beliefs(verdict)),
        ("Note", claim.note.splitlines()),
    ]
    head = "\n".join([id, *([f"  {claim.says}"] if claim.says else [])])
    return "\n\n".join([head, *("\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in paragraphs if lines)])


def _decision(claim: Claim, verdict: Verdict) -> list[str]:
    by = f" by {verdict.method}" if verdict.method else ""
    lines = [f"{verdict.verdict}{by} in {verdict.seconds:.3f} s"]
    if verdict.grade:
        lines.append(f"grade {verdict.grade}: {GRADES[verdict.grade]}")
    survived = f"{verdict.points} point{'s' * (verdict.points > 1)}"
    if verdict.points and verdict.verdict != REFUTED and survived not in (verdict.message or ""):
        lines.append(f"survived {survived}")
    lines += unneeded(verdict.unused)
    if verdict.message:
        lines += verdict.message.splitlines()
    return lines if verdict.verdict == claim.expect else [*lines, f"the author expects: {claim.expect}"]


def _counterexample(claim: Claim, verdict: Verdict) -> list[str]:
    values = verdict.counterexample
    if values is None:
        return []
    return [*(bindings(values) or ["the statement has no free symbol"]), *sides(claim.states, values)]
