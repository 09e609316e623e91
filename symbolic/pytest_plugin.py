"""Claims as test items: `pytest essay.md`, `pytest proofs/`. An item passes when the verdict is the one that the author expects.

pytest loads this in every run wherever this package is installed: so nothing more is imported until a file with claims is collected.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symbolic.essays.checking import Task
    from symbolic.essays.entries import Entry
    from symbolic.render.rows import Row

PACKAGE = "proofs"
LARGEST = 4 * 2**20  # bytes of a file that is looked into
_FENCE = re.compile(rb"^[ \t>]*(?:`{3,}|~{3,})[ \t]*claim[ \t]*\r?$|\][(:][ \t]*<?value:", re.MULTILINE)
_CLAIM = re.compile(rb"^[^#\n]*\b(?:Claim|ClosedForm)\b", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("symbolic", "claims of essays")
    group.addoption("--claim-timeout", type=float, default=10.0, metavar="S", help="seconds that one claim may take (default: 10)")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A Markdown file with claims, or a module of claims in a package `proofs`."""
    if file_path.suffix == ".md" and _contains(file_path, _FENCE):
        return MarkdownEssay.from_parent(parent, path=file_path)
    if file_path.suffix == ".py" and _package(file_path) is not None and _contains(file_path, _CLAIM):
        return PythonEssay.from_parent(parent, path=file_path)
    return None


def _contains(path: Path, pattern: re.Pattern[bytes]) -> bool:
    try:
        return path.stat().st_size <= LARGEST and pattern.search(path.read_bytes()) is not None
    except OSError:
        return False


def _package(path: Path) -> Path | None:
    """The folder of the package `proofs` that the module stands in, at most one package deep."""
    for folder in (path.parent, path.parent.parent):
        if folder.name == PACKAGE and (folder / "__init__.py").is_file():
            return folder
    return None


class MarkdownEssay(pytest.File):
    """A Markdown file. One that has no claim after all (they stand inside other fences) has no items."""

    def collect(self) -> Iterator[pytest.Item]:
        from symbolic.essays.checking import essay_in, files, tasks
        from symbolic.essays.markdown import UnreadableEssay

        try:
            found = files([str(self.path)])
            if not essay_in(found[0], empty=True).claims:
                return
        except UnreadableEssay as error:
            raise self.CollectError("\n".join(map(str, error.faults))) from None
        for task in tasks(found):
            yield MarkdownClaim.from_task(self, task)


class MarkdownClaim(pytest.Item):
    """A claim of a Markdown file."""

    task: Task

    @classmethod
    def from_task(cls, parent: pytest.Collector, task: Task) -> MarkdownClaim:
        from symbolic.essays.checking import claim_of

        item: MarkdownClaim = cls.from_parent(parent, name=claim_of(task).name)
        item.task = task
        return item

    def runtest(self) -> None:
        from symbolic.essays.checking import check

        (row,) = check([self.task], 1, _limits(self.config))
        _judge(self, row)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        return _explained(self, excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        from symbolic.essays.checking import claim_of

        return self.path, claim_of(self.task).line - 1, self.name


class PythonEssay(pytest.File):
    """A module of claims and closed forms."""

    def collect(self) -> Iterator[pytest.Item]:
        from symbolic.essays.errors import BrokenModule
        from symbolic.essays.imports import source_of
        from symbolic.essays.modules import entries_at
        from symbolic.essays.places import places_in
        from symbolic.essays.verification import is_verifiable

        folder = _package(self.path)
        assert folder is not None
        if PACKAGE not in sys.modules and str(folder.parent) not in sys.path:
            sys.path.insert(0, str(folder.parent))
        try:
            place = next((p for p in places_in(PACKAGE).values() if source_of(p.module) == self.path), None)
            entries = [entry for entry in entries_at(place) if is_verifiable(entry)] if place is not None else []
        except BrokenModule as error:
            raise self.CollectError(str(error)) from None
        for entry in entries:
            yield PythonClaim.from_entry(self, entry)


class PythonClaim(pytest.Item):
    """A claim or closed form of a module."""

    entry: Entry

    @classmethod
    def from_entry(cls, parent: pytest.Collector, entry: Entry) -> PythonClaim:
        item: PythonClaim = cls.from_parent(parent, name=entry.name)
        item.entry = entry
        return item

    def runtest(self) -> None:
        from symbolic.essays.verification import verify

        (row,) = verify([self.entry], 1, _limits(self.config))
        _judge(self, row)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        return _explained(self, excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, self.entry.line - 1 if self.entry.line else None, self.name


class NotAsExpected(Exception):
    """The verdict on a claim is not the one that its author expects."""

    def __init__(self, row: Row) -> None:
        super().__init__(f"{row.id}: {row.verdict.verdict}, expected {row.claim.expect}")
        self.row = row


def _limits(config: pytest.Config) -> Any:
    from symbolic.essays.limits import Limits

    return Limits(config.getoption("--claim-timeout"))


def _judge(item: pytest.Item, row: Row) -> None:
    """Fail unless the verdict is the expected one; what it is goes into the report files."""
    verdict = row.verdict
    found = {"verdict": verdict.verdict, "method": verdict.method, "grade": verdict.grade}
    item.user_properties += [(name, value) for name, value in found.items() if value]
    if not row.ok:
        raise NotAsExpected(row)


def _explained(item: pytest.Item, excinfo: Any, style: Any) -> Any:
    """The sentence, the statement, and what speaks against it; tracebacks only for faults of this program."""
    if not isinstance(excinfo.value, NotAsExpected):
        return pytest.Item.repr_failure(item, excinfo, style)
    from symbolic.render.failures import failure_text

    return failure_text(excinfo.value.row)
