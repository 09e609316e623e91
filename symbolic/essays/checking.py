"""From Markdown files to verdicts: every file is read, then every claim checked in a process of its own."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import ERROR, PROVED, REFUTED, UNDECIDED, Verdict
from symbolic.essays.errors import unknown
from symbolic.essays.limits import Limits
from symbolic.essays.markdown import Fault, UnreadableEssay, WrittenClaim, WrittenEssay, read_text
from symbolic.essays.markdown.files import text_of
from symbolic.essays.markdown.numbers import corrected
from symbolic.essays.runner import run
from symbolic.essays.verification import usable_cores
from symbolic.render.printable import printable
from symbolic.render.rows import Row

PACKAGES = ("symbolic.language.special", "symbolic.methods", "symbolic.trusted")
READING = Limits(20.0)  # for reading one file, all its claims included


@dataclass(frozen=True)
class File:
    """A file as it was when the command began: its path as it was given, what its claims' ids begin with, and its text."""

    path: str
    name: str
    text: str


@dataclass(frozen=True)
class Task:
    """What a worker is sent: a file and the number of a claim in it. The worker reads the file itself, once."""

    file: File
    number: int


def files(paths: Sequence[str]) -> list[File]:
    """The texts of the files. Raises `UnreadableEssay` with everything that is wrong, in all of them."""
    found, faults = [], list[Fault]()
    for path in dict.fromkeys(paths):
        try:
            found.append(File(path, Path(path).name, text_of(Path(path))))
        except UnreadableEssay as error:
            faults += error.faults
        except OSError as error:
            faults.append(Fault(path, 1, 1, f"the file cannot be opened: {error.strerror or error}", None))
    if faults:
        raise UnreadableEssay(*faults)
    names = [file.name for file in found]
    return [replace(file, name=file.path) if names.count(file.name) > 1 else file for file in found]


def essays(found: Sequence[File], jobs: int | None = None) -> list[WrittenEssay]:
    """The essays in the files. Raises `UnreadableEssay` with everything that is wrong, in all of them.

    Each file is first read in a process of its own, so that one which would take for ever, or all memory, is refused.
    """
    faults: list[Fault] = []
    for file, verdict in zip(found, run(_trial, found, jobs or usable_cores(), READING), strict=True):
        if verdict.verdict == UNDECIDED:
            faults.append(Fault(file.path, 1, 1, f"the file cannot be read: {verdict.message}", None))
    if faults:
        raise UnreadableEssay(*faults)
    read = []
    for file in found:
        try:
            read.append(essay_in(file))
        except UnreadableEssay as error:
            faults += error.faults
    if faults:
        raise UnreadableEssay(*faults)
    return read


def _trial(file: File) -> Verdict:
    try:
        essay_in(file)
    except UnreadableEssay:
        return Verdict(ERROR)
    return Verdict(PROVED)


@cache
def essay_in(file: File, *, empty: bool = False) -> WrittenEssay:
    """The essay that the file's text is; read once in a process and those that are forked from it. `empty` admits a file without claims."""
    return read_text(file.text, file.name, file.path, empty=empty)


def tasks(found: Iterable[File], containing: str | None = None) -> list[Task]:
    """A task for each claim, in the order of the files; `containing` keeps the ids that contain that text.

    Raises `UnknownName` when no id contains it.
    """
    every = [Task(file, number) for file in found for number in range(len(essay_in(file).claims))]
    kept = [task for task in every if containing is None or containing in id_of(task)]
    if not kept and containing is not None:
        raise unknown("part of the name of a claim here", containing, (claim_of(task).name for task in every))
    return kept


def claim_of(task: Task) -> WrittenClaim:
    return essay_in(task.file).claims[task.number]


def statement_of(task: Task) -> Claim | None:
    """What a task's claim says; None for a number in the text, whose message tells the right one."""
    written = claim_of(task)
    return None if written.printed is not None else written.claim


def id_of(task: Task) -> str:
    return f"{task.file.name}::{claim_of(task).name}"


def check(
    several: Sequence[Task],
    jobs: int | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda done: None,
    keep_certificates: bool = False,
) -> list[Row]:
    """A row for each task, in their order, each checked in a worker process within `limits` or its own `within`."""
    readable = [task for task in several if claim_of(task).claim is not None]
    if readable:
        _warm_up()
    own = [claim_of(task).within for task in readable]
    begun = len(several) - len(readable)
    work = _with_certificate if keep_certificates else verdict_on
    verdicts = dict(
        zip(
            readable,
            run(work, readable, jobs or usable_cores(), limits, lambda done: progress(begun + done), seconds=own),
            strict=True,
        )
    )
    return [_row(task, verdicts.get(task) or unreadable(task)) for task in several]


def _row(task: Task, verdict: Verdict) -> Row:
    written = claim_of(task)
    shown = None if verdict.message is None else printable(verdict.message)
    return Row(id_of(task), written, replace(verdict, message=shown), written.line, task.file.name)


def verdict_on(task: Task) -> Verdict:
    """The verdict on one claim, in whatever process this runs; without the certificate, which would be long on its way."""
    return replace(_with_certificate(task), certificate=None)


def _with_certificate(task: Task) -> Verdict:
    from symbolic.methods.portfolio import check as settle

    written = claim_of(task)
    if written.claim is None:
        return unreadable(task)
    verdict = settle(written.claim)
    if verdict.verdict == REFUTED and written.printed is not None:
        right = corrected(written.term, written.printed)
        said = f"the text says {written.printed.text}"
        return replace(verdict, message=f"{said}; it is {right}" if right else f"{said}, and that is not so")
    return verdict


def unreadable(task: Task) -> Verdict:
    """The verdict on a claim that cannot be read."""
    fault = claim_of(task).fault
    assert fault is not None
    return Verdict(ERROR, message=f"line {fault.line}, column {fault.column}: {fault.message}")


@cache
def _warm_up() -> None:
    """Import once, before workers are forked, what claims may need; each worker would import it again."""
    from symbolic.methods.portfolio import methods

    methods()
    for package in PACKAGES:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    with suppress(ImportError):
        import_module("z3")


__all__ = ["File", "Task", "check", "claim_of", "essay_in", "essays", "files", "id_of", "statement_of", "tasks", "unreadable", "verdict_on"]
