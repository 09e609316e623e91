"""`symbolic verify`: a verdict on every claim."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import colourful, counter, say

if TYPE_CHECKING:
    from symbolic.essays.limits import Limits
    from symbolic.essays.modules import Entry, Shelf
    from symbolic.render.rows import Row

UNREADABLE = 2  # the exit status where something could not be read or written
HELP = """Check the claims of ESSAYs (default: all of them) and print a verdict on each.

An ESSAY is a module of `proofs`, a model of `symbolic.models`, or `models` for all models. A closed form with a derivation is checked
step by step, and so is that what is computed equals what was derived. A section of an essay, or a claim's id with -k, works as well.

Without ESSAY and NAME: the counts of each essay, then the claims that keep the exit status from being 0.

With --mutate N each proved claim is changed in N small ways (a sign, a constant, an assumption, a step of its derivation). What is still
proved must be true and is listed, before and after; the score is the share of claims whose mutants are all caught.

Verdicts are kept from run to run, by what a claim means and what decided it; what has changed is checked again. They are in the folder
that SYMBOLIC_CACHE names, else where this system keeps caches.

\b
Exit status:
  0  every claim came out as its author expects
  1  one did not
  2  the command or an essay could not be read
  3  with --strict: a claim is undecided, or tested but not proved

\b
Examples:
  symbolic verify
  symbolic verify open_models_race -k discounting
  symbolic verify models --json --timeout 30
  symbolic verify more_is_better --mutate 2
"""


@click.command("verify", help=HELP, short_help="Check claims and print a verdict on each.")
@click.argument("essays", nargs=-1, metavar="[ESSAY]...")
@click.option("-k", "containing", metavar="NAME", help="Only claims whose id contains NAME.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a claim is undecided or merely tested.")
@click.option("-v", "--verbose", is_flag=True, help="List every claim, and the assumptions that its proof does without.")
@click.option("--repair", is_flag=True, help="Name an assumption that a refuted claim lacks.")
@click.option("--certificates", type=click.Path(file_okay=False), metavar="DIR", help="Write a certificate file for each proved claim.")
@click.option("--mutate", "count", type=click.IntRange(1, 1000), metavar="N", help="Try N changed copies of each proved claim instead.")
@click.option("--no-cache", is_flag=True, help="Check every claim now: read and keep no verdicts.")
@timeout
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Claims checked at once.  [default: the number of processors]")
@click.pass_context
def command(
    context: click.Context,
    essays: tuple[str, ...],
    containing: str | None,
    as_json: bool,
    strict: bool,
    verbose: bool,
    repair: bool,
    certificates: str | None,
    count: int | None,
    no_cache: bool,
    timeout: float,
    jobs: int | None,
) -> int:
    from symbolic.essays.memory import Memory

    anew = no_cache or certificates is not None  # verdicts that are remembered have no certificates
    memory = Memory() if anew else Memory.open(complain)  # before what decides verdicts is imported

    from symbolic.essays.limits import Limits
    from symbolic.essays.verification import checkable, chosen, exit_status, outstanding, verify
    from symbolic.render.json import report
    from symbolic.render.tables import overview, table

    shelf = shelf_of(context)
    entries = checkable(chosen(essays, shelf), containing)
    rows = verify(entries, jobs, Limits(timeout), counter(len(entries)), shelf, memory)
    unwritten = 0 if certificates is None else write(certificates, entries, rows)
    if repair:
        from symbolic.essays.repairs import with_repairs
        from symbolic.essays.verification import Task, claim_named

        rows = with_repairs(rows, [Task(entry.id, shelf) for entry in entries], claim_named, jobs, every=True)
    if count is not None:
        mutate([row.id for row in rows if row.verdict.verdict == "proved"], count, as_json, Limits(timeout), jobs, shelf)
    elif as_json:
        say(json.dumps(report(rows), indent=1))
    elif verbose or essays or containing:
        say(table(rows, colourful(sys.stdout), verbose))
    else:
        say(overview(rows, outstanding(rows, strict), colourful(sys.stdout)))
    return UNREADABLE if unwritten else exit_status(rows, strict)


def mutate(ids: list[str], count: int, as_json: bool, limits: Limits, jobs: int | None, shelf: Shelf) -> None:
    """Check mutants of the claims with these ids, and say which are still proved."""
    from symbolic.essays.mutation_run import try_mutants
    from symbolic.essays.verification import usable_cores
    from symbolic.render.mutation_report import mutation_report, mutation_text

    outcomes = try_mutants(ids, count, jobs or usable_cores(), limits, shelf=shelf)
    say(json.dumps(mutation_report(outcomes), indent=1) if as_json else mutation_text(outcomes))


def write(directory: str, entries: list[Entry], rows: list[Row]) -> int:
    """Write the certificates of what is proved; how many could not be written, each with a line that says why."""
    from symbolic.essays.certificates import NotWritten, write_certificate

    failed = 0
    for entry, row in zip(entries, rows, strict=True):
        try:
            write_certificate(directory, row.id, entry.value, row.verdict)
        except NotWritten as error:
            failed += 1
            complain(str(error))
    return failed


def complain(line: str) -> None:
    """A note that is no part of the result."""
    say(f"symbolic: {line}", sys.stderr)


COMMAND = command
