"""`symbolic list`: what there is to verify, derive and compute."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from symbolic.commands.options import shelf_of
from symbolic.commands.output import say

if TYPE_CHECKING:
    from symbolic.essays.modules import Essay

HELP = """List the essays and models with their claims and closed forms.

\b
Examples:
  symbolic list
  symbolic list --json
"""


@click.command("list", help=HELP, short_help="List essays, claims and closed forms.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> int:
    from symbolic.essays.modules import load_all
    from symbolic.essays.verification import chosen

    shelf = shelf_of(context)
    essays, models = chosen([], shelf), load_all(shelf.models)
    if as_json:
        say(json.dumps({"schema": 1, "essays": [_entry(e) for e in essays], "models": [_entry(e) for e in models]}, indent=1))
    else:
        say("\n\n".join(_paragraph(essay) for essay in [*essays, *models]))
    return 0


def _paragraph(essay: Essay) -> str:
    lines = [f"{essay.name}: {essay.title}" if essay.title else essay.name]
    width = max(len(entry.id) for entry in essay.entries)
    for title, entries in (("claims", essay.claims), ("closed forms", essay.closed_forms)):
        if entries:
            lines += [f"  {title}", *(f"    {entry.id.ljust(width)}  {entry.value.says}".rstrip() for entry in entries)]
    return "\n".join(lines)


def _entry(essay: Essay) -> dict[str, Any]:
    return {
        "name": essay.name,
        "title": essay.title,
        "claims": [{"id": c.id, "line": c.line, "says": c.value.says, "expect": c.value.expect} for c in essay.claims],
        "closed_forms": [
            {"id": f.id, "line": f.line, "says": f.value.says, "arguments": [a.name for a in f.value.arguments], "units": f.value.units}
            for f in essay.closed_forms
        ],
    }


COMMAND = command
