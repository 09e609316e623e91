"""`symbolic replay`: certificates, checked again without any search."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import counter, say

if TYPE_CHECKING:
    from symbolic.essays.replays import Replay

HELP = """Check the certificates in DIR again, as `symbolic verify --certificates DIR` wrote them.

Each file is read and its proof replayed by the checker in `symbolic/trusted` alone: no proof is searched for. A file is rejected when it
was changed, when its proof does not prove what it says, or when it says another grade, assumption or name than the replay finds. It is
stale when the essay with that claim says something else by now; --alone leaves the essays out.

\b
Exit status:
  0  every certificate was verified
  1  one was rejected or is stale
  2  the command or a file could not be read

\b
Examples:
  symbolic replay proofs.certificates
  symbolic verify more_is_better --certificates proofs.certificates
"""


@click.command("replay", help=HELP, short_help="Check certificates again, without any search.")
@click.argument("directory", metavar="DIR", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--essay", "markdown", multiple=True, metavar="FILE", help="A Markdown essay to compare with; may be given again.")
@click.option("--alone", is_flag=True, help="Do not compare with what the essays say now.")
@click.option("-v", "--verbose", is_flag=True, help="List every file.")
@timeout
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Files replayed at once.  [default: the number of processors]")
@click.pass_context
def command(
    context: click.Context,
    directory: str,
    as_json: bool,
    markdown: tuple[str, ...],
    alone: bool,
    verbose: bool,
    timeout: float,
    jobs: int | None,
) -> int:
    from symbolic.essays.limits import Limits
    from symbolic.essays.replays import certificate_files, claims_now, exit_status, replay_all
    from symbolic.essays.verification import usable_cores

    files = certificate_files(directory)
    claims = None if alone else claims_now(shelf_of(context), markdown)
    start = time.perf_counter()
    found = replay_all(files, jobs or usable_cores(), Limits(timeout), counter(len(files)), claims)
    elapsed = time.perf_counter() - start
    if as_json:
        say(json.dumps(_report(found, elapsed), indent=1))
    else:
        say("\n".join([*_lines(found, verbose), _summary(found, elapsed)]))
    return exit_status(found)


def _report(found: list[Replay], elapsed: float) -> dict[str, Any]:
    from symbolic.essays.replays import OUTCOMES

    entries = [
        {
            "file": one.file,
            "id": one.id or None,
            "outcome": one.outcome,
            "grade": one.grade or None,
            "message": one.message or None,
            "notes": list(one.notes),
        }
        for one in found
    ]
    counts = {outcome: sum(one.outcome == outcome for one in found) for outcome in OUTCOMES}
    return {"schema": 1, "certificates": entries, "summary": counts, "seconds": round(elapsed, 3)}


def _lines(found: list[Replay], verbose: bool) -> list[str]:
    """Files that are not verified, or all; what is noted of them below."""
    lines = []
    for one in found:
        if verbose or one.message:
            lines.append(f"{one.outcome:<10}  {one.id or one.file}{f': {one.message}' if one.message else ''}")
        lines += [f"{'':10}  {note}" for note in one.notes if verbose or one.message]
    return [line.replace("\n", " ") for line in lines]


def _summary(found: list[Replay], elapsed: float) -> str:
    from symbolic.essays.replays import OUTCOMES

    counts = [f"{count} {outcome}" for outcome in OUTCOMES if (count := sum(one.outcome == outcome for one in found))]
    grades = sorted({one.grade for one in found if one.outcome == "verified"})
    graded = [f"{sum(one.grade == grade and one.outcome == 'verified' for one in found)} {grade}" for grade in grades]
    graded_text = f" ({', '.join(graded)})" if graded else ""
    noted = sum(bool(one.notes) for one in found)
    also = f"; {noted} with notes, -v shows them" if noted else ""
    plural = "" if len(found) == 1 else "s"
    return f"{len(found)} certificate{plural}: {', '.join(counts)}{graded_text}; {elapsed:.2f} s{also}"


COMMAND = command
