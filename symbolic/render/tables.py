"""Verdicts on a terminal, claim by claim or essay by essay: short, aligned, ASCII, coloured only when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from symbolic.render.bindings import bindings
from symbolic.render.rows import Row, by_essay, summary
from symbolic.render.words import listed

_COLOURS = {"proved": "32", "tested": "36", "refuted": "31", "undecided": "33", "error": "35"}
_WIDTH = max(map(len, _COLOURS))


def table(rows: Iterable[Row], colour: bool = False, verbose: bool = False) -> str:
    """One line a claim (verdict, id, method, seconds), counterexamples below refuted claims, then counts and a summary.

    If `verbose`, what a proof does without stands below its claim.
    """
    several = list(rows)
    return _paragraphs(listing(several, colour, verbose), counts(several), closing(several))


def overview(rows: Iterable[Row], shown: Iterable[Row], colour: bool = False) -> str:
    """The counts of each essay, the claims among them that are to be `shown`, and a summary."""
    several = list(rows)
    return _paragraphs(counts(several, fewest=1), listing(list(shown), colour), closing(several))


def listing(several: list[Row], colour: bool, verbose: bool = False) -> list[str]:
    """The lines of each claim."""
    ids = max((len(row.id) for row in several), default=0)
    methods = max((len(_method(row)) for row in several), default=0)
    lines: list[str] = []
    for row in several:
        columns = [painted(row.verdict.verdict, colour), row.id.ljust(ids), _method(row).ljust(methods), f"{row.verdict.seconds:7.3f} s"]
        below = [*notes(row), *(unneeded(row.verdict.unused) if verbose else [])]
        lines += ["  ".join(columns), *(f"{'':{_WIDTH}}  {line}" for line in below)]
    return lines


def counts(several: list[Row], fewest: int = 2) -> list[str]:
    """A line for each essay, where there are at least `fewest`: how many claims came to each verdict that occurs."""
    essays = by_essay(several)
    if len(essays) < fewest:
        return []
    found = [verdict for verdict, count in summary(several).items() if count]
    lines = [["essay", "claims", *found, "as expected"]]
    for name, own in essays.items():
        expected = sum(row.ok for row in own)
        tally = summary(own)
        numbers = [str(len(own)), *(str(tally[verdict]) for verdict in found)]
        lines.append([name, *numbers, "all" if expected == len(own) else f"all but {len(own) - expected}"])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:-1], strict=True)), last])
        for first, *cells, last in lines
    ]


def closing(several: list[Row]) -> list[str]:
    """The summary, and how many verdicts are from an earlier run."""
    cached = sum(row.cached for row in several)
    plural = "verdict" if cached == 1 else "verdicts"
    return [summary_line(several), *([f"{cached} {plural} read from the cache; --no-cache checks again"] if cached else [])]


def _paragraphs(*blocks: list[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def notes(row: Row) -> list[str]:
    """What stands below a claim's line: counterexample, message, and the verdict that was expected instead."""
    verdict = row.verdict
    found = [f"counterexample: {', '.join(bindings(verdict.counterexample))}"] if verdict.counterexample else []
    if verdict.message and (verdict.verdict != "proved" or not row.ok):
        found += verdict.message.splitlines()
    return found if row.ok else [*found, f"expected: {row.claim.expect}"]


def unneeded(unused: tuple[str, ...]) -> list[str]:
    """That a claim holds without the assumptions which its proof never used."""
    return [f"holds without {listed([f'`{assumption}`' for assumption in unused])}"] if unused else []


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
