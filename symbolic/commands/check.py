"""`symbolic check`: a verdict on every claim of Markdown files."""

from __future__ import annotations

import json
import sys

import click

from symbolic.commands.options import timeout
from symbolic.commands.output import colourful, counter, say

HELP = """Check the claims of Markdown FILEs and print a verdict on each.

A claim is a fenced block whose info string is `claim`; a number in the text that is linked to an expression is a claim as well. Symbols,
functions, assumptions and definitions are declared once, in the front matter.

\b
Exit status:
  0  every claim came out as its author expects
  1  one did not
  2  the command or a file could not be read
  3  with --strict: a claim is undecided, or tested but not proved

\b
Examples:
  symbolic check essay.md
  symbolic check essays/*.md --json --timeout 30
  symbolic check essay.md -k upgrade --strict
"""


@click.command("check", help=HELP, short_help="Check the claims of Markdown files.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("-k", "containing", metavar="NAME", help="Only claims whose id contains NAME.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 3 when a claim is undecided or merely tested.")
@click.option(
    "--repair/--no-repair",
    default=None,
    help="Name an assumption that a refuted claim lacks.  [default: for claims that were not expected to be refuted, in text output]",
)
@click.option("--certificates", type=click.Path(file_okay=False), metavar="DIR", help="Write a certificate file for each proved claim.")
@timeout
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Claims checked at once.  [default: the number of processors]")
def command(
    paths: tuple[str, ...],
    containing: str | None,
    as_json: bool,
    strict: bool,
    repair: bool | None,
    certificates: str | None,
    timeout: float,
    jobs: int | None,
) -> int:
    from symbolic.essays.checking import check, claim_of, essays, files, statement_of, tasks
    from symbolic.essays.limits import Limits
    from symbolic.essays.markdown import UnreadableEssay
    from symbolic.essays.verification import exit_status
    from symbolic.render.check_report import check_report
    from symbolic.render.printable import printable
    from symbolic.render.tables import table

    try:
        found = files(paths)
        essays(found, jobs)
    except UnreadableEssay as error:
        for fault in error.faults:
            say(f"symbolic: {printable(' '.join(str(fault).split()), 600)}", sys.stderr)
        return 2
    chosen = tasks(found, containing)
    rows = check(chosen, jobs, Limits(timeout), counter(len(chosen)), keep_certificates=certificates is not None)
    if certificates is not None:
        from symbolic.essays.certificates import write_certificate

        for task, row in zip(chosen, rows, strict=True):
            write_certificate(certificates, row.id, claim_of(task).claim, row.verdict)
    if repair or (repair is None and not as_json):
        from symbolic.essays.repairs import with_repairs

        rows = with_repairs(rows, chosen, statement_of, jobs, every=bool(repair))
    say(json.dumps(check_report(rows), indent=1) if as_json else table(rows, colourful(sys.stdout)))
    return exit_status(rows, strict)


COMMAND = command
