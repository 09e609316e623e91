"""`symbolic verify`: a verdict on every claim."""

from __future__ import annotations

import json
import sys

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import colourful, counter, say

HELP = """Check the claims of ESSAYs (default: all of them) and print a verdict on each.

An ESSAY is a module of `proofs`, a model of `symbolic.models`, or `models` for all models. A closed form with a derivation is checked
step by step, and so is that what is computed equals what was derived. A section of an essay, or a claim's id with -k, works as well.

Without ESSAY and NAME: the counts of each essay, then the claims that keep the exit status from being 0.

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
"""


@click.command("verify", help=HELP, short_help="Check claims and print a verdict on each.")
@click.argument("essays", nargs=-1, metavar="[ESSAY]...")
@click.option("-k", "containing", metavar="NAME", help="Only claims whose id contains NAME.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a claim is undecided or merely tested.")
@click.option("-v", "--verbose", is_flag=True, help="List every claim, also when no ESSAY or NAME is given.")
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
    no_cache: bool,
    timeout: float,
    jobs: int | None,
) -> int:
    from symbolic.essays.memory import Memory

    memory = Memory() if no_cache else Memory.open(complain)  # before what decides verdicts is imported

    from symbolic.essays.limits import Limits
    from symbolic.essays.verification import checkable, chosen, exit_status, outstanding, verify
    from symbolic.render.json import report
    from symbolic.render.tables import overview, table

    shelf = shelf_of(context)
    entries = checkable(chosen(essays, shelf), containing)
    rows = verify(entries, jobs, Limits(timeout), counter(len(entries)), shelf, memory)
    if as_json:
        say(json.dumps(report(rows), indent=1))
    elif verbose or essays or containing:
        say(table(rows, colourful(sys.stdout)))
    else:
        say(overview(rows, outstanding(rows, strict), colourful(sys.stdout)))
    return exit_status(rows, strict)


def complain(line: str) -> None:
    """A note that is no part of the result."""
    say(f"symbolic: {line}", sys.stderr)


COMMAND = command
