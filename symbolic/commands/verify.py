"""`symbolic verify`: a verdict on every claim."""

from __future__ import annotations

import json
import sys

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import colourful, counter, say

HELP = """Check the claims of ESSAYs (default: all of them) and print a verdict on each.

An ESSAY is a module of `proofs`, a model of `symbolic.models`, or `models` for all models. A closed form with a derivation is checked
step by step, and so is that what is computed equals what was derived.

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
@timeout
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Claims checked at once.  [default: the number of processors]")
@click.pass_context
def command(
    context: click.Context, essays: tuple[str, ...], containing: str | None, as_json: bool, strict: bool, timeout: float, jobs: int | None
) -> int:
    from symbolic.essays.limits import Limits
    from symbolic.essays.verification import checkable, chosen, exit_status, verify
    from symbolic.render.json import report
    from symbolic.render.tables import table

    shelf = shelf_of(context)
    entries = checkable(chosen(essays, shelf), containing)
    rows = verify(entries, jobs, Limits(timeout), counter(len(entries)), shelf)
    say(json.dumps(report(rows), indent=1) if as_json else table(rows, colourful(sys.stdout)))
    return exit_status(rows, strict)


COMMAND = command
