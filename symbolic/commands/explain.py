"""`symbolic explain`: everything behind one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import counter, say

if TYPE_CHECKING:
    from symbolic.essays.limits import Limits
    from symbolic.essays.modules import Shelf

HELP = """Say how ID was decided: statement, assumptions, method, certificate, and what a sceptic must trust.

ID is a claim or closed form of the essays, or FILE::NAME for a claim of a Markdown file.

\b
Examples:
  symbolic explain open_models_race.upgrade_positive
  symbolic explain essay.md::upgrade-difference
"""


@click.command("explain", help=HELP, short_help="Say how a claim was decided, and what that rests on.")
@click.argument("id")
@timeout
@click.pass_context
def command(context: click.Context, id: str, timeout: float) -> int:
    from symbolic.essays.limits import Limits

    explained = written if "::" in id else proved
    say(explained(id, Limits(timeout), shelf_of(context)))
    return 0


def proved(id: str, limits: Limits, shelf: Shelf) -> str:
    """A claim or closed form of the essays, checked and explained."""
    from symbolic.essays.errors import UnknownName
    from symbolic.essays.modules import find
    from symbolic.essays.verification import claim_in, is_verifiable, verify
    from symbolic.render.explain import explain

    entry = find(id, shelf)
    if not is_verifiable(entry):
        raise UnknownName(f"`{id}` is a closed form without a derivation: there is nothing to explain")
    row = verify([entry], 1, limits, counter(1), shelf)[0]
    return explain(row.id, claim_in(entry), row.verdict)


def written(id: str, limits: Limits, shelf: Shelf) -> str:
    """The same for a claim of a Markdown file, `path::name`; one that cannot be read is shown with its fault."""
    from symbolic.essays.checking import check, claim_of, essays, files, tasks
    from symbolic.essays.errors import unknown
    from symbolic.essays.verification import with_unused
    from symbolic.render.explain import explain
    from symbolic.render.failures import failure_text

    path, _, name = id.rpartition("::")
    found = files([path])
    essays(found, 1)
    every = {claim_of(task).name: task for task in tasks(found)}
    if name not in every:
        raise unknown("a claim of that file", name, every)
    (row,) = check([every[name]], 1, limits, counter(1), keep_certificates=True)
    claim = claim_of(every[name]).claim
    return failure_text(row) if claim is None else explain(row.id, claim, with_unused(claim, row.verdict))


COMMAND = command
