"""What is wrong with a file, and where."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.errors import LanguageError


@dataclass(frozen=True)
class Fault:
    """A fault of a file. `line` and `column` count from 1; `term` is the part that is wrong."""

    path: str
    line: int
    column: int
    message: str
    term: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class UnreadableEssay(LanguageError):
    """The file cannot be read as an essay with claims: nothing of it is checked. `faults` has all that was found."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


__all__ = ["Fault", "UnreadableEssay"]
