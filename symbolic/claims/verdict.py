"""Verdict: what came of a claim, how strong it is, and what a sceptic has to believe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PROVED = "proved"
TESTED = "tested"
REFUTED = "refuted"
UNDECIDED = "undecided"
ERROR = "error"
VERDICTS = (PROVED, TESTED, REFUTED, UNDECIDED, ERROR)
GRADES = ("exact", "enclosure", "smt", "cas", "sampled")


@dataclass(frozen=True)
class Verdict:
    """The outcome of checking one claim.

    `verdict` is one of `VERDICTS`; `grade`, for `proved`, one of `exact` (exact algebra), `enclosure` (ball arithmetic), `smt` (a solver's
    unsat) and `cas` (a cross-checked result of a computer algebra system), and `sampled` for `tested`. `method` names what settled it,
    `trusts` what has to be believed, `certificate` what `trusted/` replayed, `counterexample` maps names to exact values as text. `points`
    counts the points that did not refute it, `seconds` is wall time. `cut_short` says that a limit of time or memory, or a crash, ended the
    work: another run may come to another verdict. `unused` are assumptions, as text, that the proof does without, all of them together.
    """

    verdict: str
    method: str | None = None
    grade: str | None = None
    trusts: tuple[str, ...] = ()
    certificate: Any = None
    counterexample: dict[str, str] | None = None
    message: str | None = None
    seconds: float = 0.0
    points: int = 0
    cut_short: bool = False
    unused: tuple[str, ...] = ()
