"""`symbolic eval`: a closed form as a number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from symbolic.commands.options import shelf_of
from symbolic.commands.output import say
from symbolic.commands.values import assignments

if TYPE_CHECKING:
    from symbolic.claims.closed_form import ClosedForm

DIGITS = 15
HELP = """Evaluate the closed form ID at exact values of its arguments.

Values are numbers (3, 0.1, 1e-12), rationals (1/300), and lists or matrices of them ([[1, 0], [0, 1/2]]). Without --backend every digit
printed is correct; with it, the compiled function is called in double precision.

\b
Examples:
  symbolic eval gaussian.kl_divergence mu1=0 sigma1=1 mu2=1/2 sigma2=2
  symbolic eval gaussian.kl_divergence mu1=0 sigma1=1 mu2=1/2 sigma2=2 --digits 30
  symbolic eval gaussian.kl_divergence mu1=0 sigma1=1 mu2=1/2 sigma2=2 --backend numpy
"""


@click.command("eval", help=HELP, short_help="Evaluate a closed form.", context_settings={"ignore_unknown_options": False})
@click.argument("id")
@click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--digits", type=click.IntRange(1, 1000), metavar="N", help=f"Correct significant digits.  [default: {DIGITS}]")
@click.option("--backend", metavar="BACKEND", help="auto, python, numpy or another backend.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def command(context: click.Context, id: str, arguments: tuple[str, ...], digits: int | None, backend: str | None, as_json: bool) -> int:
    from symbolic.models.index import closed_form

    form = closed_form(id, shelf_of(context))
    names = [argument.name for argument in form.arguments]
    values = assignments(arguments, names)
    if backend is not None and (digits or 0) > 17:
        raise click.UsageError(f"a backend computes in double precision, which has no {digits} digits: leave out --backend or --digits")
    found = _exactly(form, values, digits or DIGITS) if backend is None else _compiled(form, values, digits or DIGITS, backend)
    result = found if digits else _trimmed(found)
    if as_json:
        given = {name: _text(value) for name, value in zip(names, values, strict=True)}
        say(_json({"schema": 1, "id": id, "arguments": given, "backend": backend, "digits": digits or DIGITS, "text": result}))
    else:
        say(_listed(result))
    return 0


def _exactly(form: ClosedForm, values: Sequence[Any], digits: int) -> Any:
    """Text, or nested lists of it, every digit correct."""
    from symbolic.numeric.digits import evaluate

    expression = form.expression if form.stable is None else form.stable
    return evaluate(expression, form.arguments, values, digits, domain=form.domain, positive_definite=form.positive_definite)


def _compiled(form: ClosedForm, values: Sequence[Any], digits: int, backend: str) -> Any:
    """The same from the compiled function; raises `DomainError` outside the domain."""
    found = form.compile(backend)(*(_floats(value) for value in values), check=True)
    return _rounded(found.tolist() if hasattr(found, "tolist") else found, digits)


def _floats(value: Any) -> Any:
    from symbolic.numeric.calling import as_number

    return [_floats(entry) for entry in value] if isinstance(value, list) else as_number("a value", value)


def _rounded(value: Any, digits: int) -> Any:
    import math

    from symbolic.numeric.digits import decimal

    if isinstance(value, list):
        return [_rounded(entry, digits) for entry in value]
    return decimal(Fraction(value), digits) if math.isfinite(value) else str(value)


def _trimmed(text: Any) -> Any:
    """Without the zeros that end a decimal fraction: 0.5 for 0.500000000000000."""
    if isinstance(text, list):
        return [_trimmed(entry) for entry in text]
    mantissa, e, power = text.partition("e")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + e + power


def _listed(value: Any) -> str:
    return f"[{', '.join(map(_listed, value))}]" if isinstance(value, list) else value


def _text(value: Any) -> Any:
    return [_text(entry) for entry in value] if isinstance(value, list) else str(value)


def _json(answer: dict[str, Any]) -> str:
    """`text` has every digit; `value` the nearest double, null where it is not finite."""
    return json.dumps({**answer, "value": _double(answer["text"])}, indent=1)


def _double(text: Any) -> Any:
    import math

    if isinstance(text, list):
        return [_double(entry) for entry in text]
    return float(text) if math.isfinite(float(text)) else None


COMMAND = command
