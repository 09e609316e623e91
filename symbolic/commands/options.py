"""Options that several commands share, with the ranges that they accept."""

from __future__ import annotations

import math
from typing import Any

import click

from symbolic.essays.modules import SHELF, Shelf


def shelf_of(context: click.Context) -> Shelf:
    """Where this run finds its essays and models: the `obj` that the command was started with."""
    return context.obj if isinstance(context.obj, Shelf) else SHELF


def positive_seconds(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if not (math.isfinite(value) and value > 0):
        raise click.BadParameter(f"{value:g} is not a time limit: give a positive number of seconds")
    return value


def timeout(command: Any) -> Any:
    """`--timeout S`."""
    return click.option(
        "--timeout",
        type=float,
        metavar="S",
        default=10.0,
        show_default=True,
        callback=positive_seconds,
        help="Seconds that one claim may take.",
    )(command)
