"""The table of verdicts on a terminal: short, aligned, ASCII, coloured only when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from symbolic.render.bindings import bindings
from symbolic.render.rows import Row, summary

_COLOURS = {"proved": "32", "tested": "36", "refuted": "31", "undecided": "33", "error": "35"}
_WIDTH = max(map(len, _COLOURS))


def table(rows: Iterable[Row], colour: bool = False) -> str:
    """One line a claim (verdict, id, method, seconds), counterexamples below refuted claims, then a summary."""
    several = list(rows)
    ids = max((len(row.id) for row in several), default=0)
    methods = max((len(_method(row)) for row in several), default=0)
    lines: list[str] = []
    for row in several:
        columns = [painted(row.verdict.verdict, colour), row.id.ljust(ids), _method(row).ljust(methods), f"{row.verdict.seconds:7.3f} s"]
        lines += ["  ".join(columns), *(f"{'':{_WIDTH}}  {line}" for line in notes(row))]
    return "\n".join([*lines, *([""] if lines else []), summary_line(several)])


def notes(row: Row) -> list[str]:
    """What stands below a claim's line: counterexample, message, and the verdict that was expected instead."""
    verdict = row.verdict
    found = [f"counterexample: {', '.join(bindings(verdict.counterexample))}"] if verdict.counterexample else []
    if verdict.message and (verdict.verdict != "proved" or not row.ok):
        found += verdict.message.splitlines()
    return found if row.ok else [*found, f"expected: {row.claim.expect}"]


def summary_line(rows: list[Row]) -> str:
    """Counts by verdict and grade, how many came out as expected, and the time."""
    grades = Counter(row.verdict.grade for row in rows if row.verdict.verdict == "proved" and row.verdict.grade)
    by_grade = f" ({', '.join(f'{count} {grade}' for grade, count in sorted(grades.items()))})" if grades else ""
    counts = [f"{count} {verdict}{by_grade if verdict == 'proved' else ''}" for verdict, count in summary(rows).items() if count]
    wrong = sum(not row.ok for row in rows)
    outcome = f"{wrong} not as expected" if wrong else "all as expected"
    seconds = sum(row.verdict.seconds for row in rows)
    plural = "" if len(rows) == 1 else "s"
    return f"{len(rows)} claim{plural}: {', '.join([*counts, outcome])}; {seconds:.2f} s of work" if rows else "0 claims"


def painted(verdict: str, colour: bool) -> str:
    """The verdict, padded to the width of the longest."""
    text = verdict.ljust(_WIDTH)
    return f"\x1b[{_COLOURS[verdict]}m{text}\x1b[0m" if colour else text


def _method(row: Row) -> str:
    grade = f" ({row.verdict.grade})" if row.verdict.grade else ""
    return (row.verdict.method or "") + grade
