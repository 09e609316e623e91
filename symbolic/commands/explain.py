"""`symbolic explain`: everything behind one verdict."""

from __future__ import annotations

import click

from symbolic.commands.options import shelf_of, timeout
from symbolic.commands.output import counter, say

HELP = """Say how ID was decided: statement, assumptions, method, certificate, and what a sceptic must trust.

\b
Example:
  symbolic explain open_models_race.upgrade_positive
"""


@click.command("explain", help=HELP, short_help="Say how a claim was decided, and what that rests on.")
@click.argument("id")
@timeout
@click.pass_context
def command(context: click.Context, id: str, timeout: float) -> int:
    from symbolic.essays.errors import UnknownName
    from symbolic.essays.limits import Limits
    from symbolic.essays.modules import find
    from symbolic.essays.verification import is_verifiable, verify
    from symbolic.render.explain import explain

    shelf = shelf_of(context)
    entry = find(id, shelf)
    if not is_verifiable(entry):
        raise UnknownName(f"`{id}` is a closed form without a derivation: there is nothing to explain")
    row = verify([entry], 1, Limits(timeout), counter(1), shelf)[0]
    say(explain(row.id, row.claim, row.verdict))
    return 0


COMMAND = command
