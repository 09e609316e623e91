"""What `symbolic check` makes of a folder of claims: right, unsettled and wrong, and the time, by file.

A verdict is right when it is the expected one, wrong when it is `proved` or `refuted` and not expected, unsettled otherwise. What is
expected stands in the claim, or for `name.md` in `name.expected.json` beside it: {"verdicts": {"name.md::claim": ["error", "proved"]}}.

    python tests/corpus_report.py FOLDER
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECIDED = ("proved", "refuted")


@dataclass(frozen=True)
class Report:
    """One file: how many claims came out right, which did not and how, seconds of each claim and of the command."""

    name: str
    right: int
    unsettled: tuple[str, ...]
    wrong: tuple[str, ...]
    seconds: tuple[float, ...]
    elapsed: float


def outcome(verdict: str, expected: Sequence[str]) -> str:
    """`right`, `wrong` or `unsettled`."""
    if verdict in expected:
        return "right"
    return "wrong" if verdict in DECIDED else "unsettled"


def report(name: str, claims: Sequence[Mapping[str, Any]], expected: Mapping[str, Sequence[str]], elapsed: float) -> Report:
    """The report on one file from what `symbolic check --json` printed."""
    found: dict[str, list[str]] = {"right": [], "unsettled": [], "wrong": []}
    for claim in claims:
        wanted = expected.get(claim["id"], [claim["expect"]])
        line = f"{claim['id']}: {claim['verdict']}, expected {' or '.join(wanted)} ({claim['seconds']:.2f} s)"
        found[outcome(claim["verdict"], wanted)].append(line)
    seconds = tuple(claim["seconds"] for claim in claims)
    return Report(name, len(found["right"]), tuple(found["unsettled"]), tuple(found["wrong"]), seconds, elapsed)


def checked(file: Path) -> Report:
    """Run the command on one file. Raises `RuntimeError` when the file cannot be read."""
    begin = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "symbolic", "check", str(file), "--json"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{file}: exit status {run.returncode}\n{run.stderr}")
    beside = file.with_suffix(".expected.json")
    expected = json.loads(beside.read_text(encoding="utf-8"))["verdicts"] if beside.exists() else {}
    return report(file.name, json.loads(run.stdout)["claims"], expected, time.perf_counter() - begin)


def table(reports: Sequence[Report]) -> str:
    """A line a file, and what is not right below."""
    lines = [f"{'file':24} {'claims':>6} {'right':>6} {'unsettled':>9} {'wrong':>6} {'median':>9} {'slowest':>9} {'elapsed':>9}"]
    for each in reports:
        middle, slowest = (statistics.median(each.seconds), max(each.seconds)) if each.seconds else (0.0, 0.0)
        lines.append(
            f"{each.name:24} {len(each.seconds):6} {each.right:6} {len(each.unsettled):9} {len(each.wrong):6} "
            f"{1000 * middle:6.0f} ms {slowest:7.2f} s {each.elapsed:7.1f} s"
        )
    for title, rows in (
        ("unsettled", [row for each in reports for row in each.unsettled]),
        ("WRONG", [row for each in reports for row in each.wrong]),
    ):
        if rows:
            lines += ["", f"{title}:", *(f"  {row}" for row in rows)]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """0 unless a claim came out wrong; 2 when a file could not be read."""
    folder = Path(arguments[0]) if arguments else Path("../shared/corpus")
    # A Markdown file without claims is a note about the folder.
    files = [file for file in sorted(folder.glob("*.md")) if "```claim" in file.read_text(encoding="utf-8")] if folder.is_dir() else []
    if not files:
        print(f"no claims in `{folder}`: nothing to report")
        return 0
    reports = []
    for file in files:
        try:
            reports.append(checked(file))
        except RuntimeError as error:
            print(error, file=sys.stderr)
            return 2
    print(table(reports))
    return 1 if any(each.wrong for each in reports) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
