"""Printed numbers as claims: the model's exact value lies within half a unit of the last digit that is printed.

A number that the model does not give is a misprint, whoever made it: it makes two claims, that the value is as printed, which is refuted,
and what it is instead.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sympy import Rational

from symbolic import REFUTED, Claim, within


@dataclass(frozen=True)
class Misprint:
    """A cell of a table that prints one number where the model gives another, and what may have happened."""

    printed: str
    right: str
    note: str = ""


Cell = str | Misprint


def printed_number(text: str) -> tuple[Any, Any]:
    """The number that a text such as `8.9%` or `0.94` prints, and half a unit of its last digit."""
    digits, scale = (text[:-1], Rational(1, 100)) if text.endswith("%") else (text, Rational(1))
    decimals = len(digits.partition(".")[2])
    return Rational(digits) * scale, scale / (2 * 10**decimals)


def agrees(term: Any, text: str) -> Any:
    """The statement that `term` is what `text` prints, up to rounding."""
    number, half_unit = printed_number(text)
    return within(term, number, half_unit)


def value(what: str, place: str, term: Any, text: str, note: str = "") -> Claim:
    """The claim that `what` has the value that is printed at `place`."""
    return Claim(says=f"{what}: {text} ({place}).", states=agrees(term, text), note=note)


def misprint(what: str, place: str, term: Any, text: str, note: str = "") -> Claim:
    """The claim that `what` has the value that is printed at `place`, where the model gives another."""
    return Claim(says=f"{what}: {text} ({place}).", states=agrees(term, text), expect=REFUTED, note=note)


def entries(name: str, what: str, place: str, term: Any, cell: Cell) -> dict[str, Claim]:
    """One claim for a cell; for a misprint two, the right value under the name with `_corrected`."""
    if isinstance(cell, str):
        return {name: value(what, place, term, cell)}
    right = Claim(says=f"{what}: {cell.right}, where {place} prints {cell.printed}.", states=agrees(term, cell.right), note=cell.note)
    return {name: misprint(what, place, term, cell.printed, cell.note), f"{name}_corrected": right}


@dataclass(frozen=True)
class Axis:
    """The rows or the columns of a table: in words, with `{}` for a label, or for what a mapping has for labels that are names."""

    says: str
    labels: Sequence[Any] | Mapping[str, str]

    def words(self, label: Any) -> str:
        """What a row or column is."""
        return self.says.format(self.labels[label] if isinstance(self.labels, Mapping) else label)


def table(
    name: str, place: str, what: str, rows: Axis, columns: Axis, term: Callable[[Any, Any], Any], printed: Sequence[str | Sequence[Cell]]
) -> dict[str, Claim]:
    """One claim for each cell; `printed` has a text or a sequence for each row, `term(row, column)` is what the model gives there."""
    cells = [line.split() if isinstance(line, str) else line for line in printed]
    found: dict[str, Claim] = {}
    for (i, row), (j, column) in product(enumerate(rows.labels), enumerate(columns.labels)):
        words = ", ".join(text for text in (what, rows.words(row), columns.words(column)) if text)
        key = f"{name}_{_slug(row)}_{_slug(column)}"
        found.update(entries(key, words[0].upper() + words[1:], place, term(row, column), cells[i][j]))
    return found


def _slug(label: Any) -> str:
    return re.sub(r"\W+", "_", str(label).replace("%", " percent")).strip("_")
