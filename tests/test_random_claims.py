"""Soundness on claims that nobody chose: what is proved holds wherever one looks, what is refuted fails at the point that is shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from claim_generator import Generated, claims, points, verdict_at
from mpmath import mp

from symbolic.claims.verdict import Verdict
from symbolic.essays.limits import Limits
from symbolic.essays.markdown import read_text
from symbolic.essays.runner import run
from symbolic.methods.portfolio import check

POINTS = 300
DIGITS = 60
PREDICATES = ("creasing(", "convex(", "concave(", "independent(")


def settled(essay: str) -> Verdict:
    written = read_text(essay).claims[0]
    assert written.claim is not None, written.fault
    return check(written.claim)


def contradiction(claim: Generated, verdict: Verdict) -> str | None:
    """What an independent look at points has against the verdict."""
    if verdict.verdict == "proved" or "contradict" in (verdict.message or ""):
        for choice, point in enumerate(points(claim, 1, POINTS)):
            seen = verdict_at(claim, point, choice)
            if seen in ("fails", "undefined") or (seen is not None and verdict.verdict == "error"):
                return f"{seen} at {point}"
    plain = not claim.functions and not any(name in claim.statement for name in PREDICATES)
    if verdict.verdict == "refuted" and plain and verdict.counterexample is not None:
        shown = {name: verdict.counterexample.get(name, "1") for name in claim.kinds}
        if all(text.lstrip("-").replace("/", "").isdigit() for text in shown.values()):
            seen = verdict_at(claim, {name: Fraction(text) for name, text in shown.items()})
            return None if seen in ("fails", None) else f"{seen} at {shown}"
    return None


@pytest.mark.parametrize("seed", [101, 102, 103, 104])
def test_verdicts_on_random_claims(seed: int) -> None:
    with mp.workdps(DIGITS):
        chosen = list(islice(claims(seed), 40))
    verdicts = run(settled, [claim.essay for claim in chosen], 1, Limits(seconds=10))
    with mp.workdps(DIGITS):
        wrong = [
            (claim.essay, verdict.verdict, against)
            for claim, verdict in zip(chosen, verdicts, strict=True)
            if (against := contradiction(claim, verdict))
        ]
    assert not wrong
    decided = [verdict for verdict in verdicts if verdict.verdict in ("proved", "refuted", "error")]
    assert len(decided) > len(chosen) // 2


def test_the_look_at_points_sees_what_is_false() -> None:
    """The oracle itself: a false claim called proved, and a true one called refuted, are both found out."""
    found = 0
    with mp.workdps(DIGITS):
        for claim in islice(claims(1), 60):
            if any(verdict_at(claim, point) == "fails" for point in points(claim, 1, POINTS)):
                assert contradiction(claim, Verdict("proved")) is not None
                found += 1
    assert found > 10
