"""`symbolic derive`: a derivation, checked and printed."""

from __future__ import annotations

import click

from symbolic.commands.options import shelf_of
from symbolic.commands.output import say

HELP = """Check the derivation of ID, a closed form or a claim, and print it.

A step that does not follow is an error with its number, both sides and, where one is found, a point at which they differ; exit status 1.

\b
Examples:
  symbolic derive gaussian.kl_divergence
  symbolic derive gaussian.kl_divergence --format latex
"""


@click.command("derive", help=HELP, short_help="Check a derivation and print it.")
@click.argument("id")
@click.option("--format", "name", default="text", show_default=True, metavar="FORMAT", help="text, latex or markdown.")
@click.pass_context
def command(context: click.Context, id: str, name: str) -> int:
    from symbolic.claims.claim import Claim
    from symbolic.claims.derivation import Derivation
    from symbolic.essays.errors import UnknownName, unknown
    from symbolic.essays.modules import find
    from symbolic.methods.step_check import check_derivation
    from symbolic.render.formats import formats

    known = formats()
    if name not in known:
        raise unknown("a format", name, known)
    value = find(id, shelf_of(context)).value
    derivation = value.by if isinstance(value, Claim) else value.derivation
    if not isinstance(derivation, Derivation):
        way_out = f"see `symbolic explain {id}`" if isinstance(value, Claim) else "nothing is derived there"
        raise UnknownName(f"`{id}` has no derivation: {way_out}")
    if isinstance(value, Claim):
        check_derivation(derivation)
    else:
        value.check()
    say(known[name].derivation(derivation))
    return 0


COMMAND = command
