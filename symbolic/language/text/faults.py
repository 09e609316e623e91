"""What is wrong in a text, and where; messages name the term in backticks and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from symbolic.language.errors import LanguageError


class TextFault(LanguageError):
    """A text that the language refuses. `offset` counts characters from its beginning; `term` is the part that is wrong."""

    def __init__(self, message: str, offset: int = 0, term: str | None = None) -> None:
        super().__init__(message)
        self.message, self.offset, self.term = message, offset, term


class UnknownNames(TextFault):
    """Names that stand for nothing: an error of the whole file, whatever else is wrong with the claim."""

    def __init__(self, faults: tuple[TextFault, ...]) -> None:
        first = faults[0]
        super().__init__(first.message, first.offset, first.term)
        self.faults = faults


def suggestion(name: str, known: Iterable[str]) -> str:
    """`: did you mean `x1`?` when something near is known, else nothing."""
    by_case = {other.lower(): other for other in known}
    near = [by_case[found] for found in get_close_matches(name.lower(), by_case, 2, 0.6)]
    return f": did you mean {' or '.join(f'`{other}`' for other in near)}?" if near else ""


__all__ = ["TextFault", "UnknownNames", "suggestion"]
