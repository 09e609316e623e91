"""Certificate files, checked again: by the kernel alone, each in a worker process within limits, and against what the essays say now."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import ERROR, PROVED, Verdict
from symbolic.essays.certificates import SUFFIX, code_stamp, file_name, versions
from symbolic.essays.closed_forms import equations_of
from symbolic.essays.errors import BrokenModule, UnknownName
from symbolic.essays.limits import Limits
from symbolic.essays.modules import SHELF, Shelf, find
from symbolic.essays.runner import run
from symbolic.trusted.certificate_files import (
    LARGEST,
    CertificateFile,
    MatrixEquation,
    Part,
    Proved,
    Unreadable,
    digest,
    from_bytes,
    replay,
)
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.proofs import Certificate, Known

VERIFIED, REJECTED, STALE, UNREADABLE = "verified", "rejected", "stale", "unreadable"
OUTCOMES = (VERIFIED, REJECTED, STALE, UNREADABLE)


class NoCertificates(ValueError):
    """There is nothing to replay; the message says where, and what would have been."""


@dataclass(frozen=True)
class Replay:
    """What came of one file. `notes` are differences that change no outcome, `claimed` is the digest of what the file says is proved."""

    file: str
    outcome: str
    id: str = ""
    grade: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    claimed: str = ""


def certificate_files(directory: str | Path) -> list[Path]:
    """The certificate files of a folder, by name. Raises `NoCertificates`."""
    folder = Path(directory)
    if not folder.is_dir():
        raise NoCertificates(f"`{folder}` is not a folder: name the one that `symbolic verify --certificates` wrote")
    found = sorted(entry for entry in folder.iterdir() if entry.suffix == SUFFIX and not entry.name.startswith("."))
    if not found:
        raise NoCertificates(f"`{folder}` holds no certificates: write them with `symbolic verify --certificates {folder}`")
    return found


def replay_all(
    files: Sequence[Path],
    jobs: int,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda done: None,
    claims: Callable[[str], Any] | None = None,
) -> list[Replay]:
    """Each file replayed; then, unless `claims` is None, compared with what `claims(id)` gives: the claim or closed form as it is now.

    `claims` raises `UnknownName` where there is none, and returns None where that cannot be told.
    """
    verdicts = run(replay_file, files, jobs, limits, progress)
    found = [_outcome(file, verdict) for file, verdict in zip(files, verdicts, strict=True)]
    return found if claims is None else [_compared(one, claims) for one in found]


def claims_now(shelf: Shelf = SHELF, markdown: Sequence[str] = ()) -> Callable[[str], Any]:
    """The claims of the essays on `shelf` and of `markdown` files, by id; a Markdown claim whose file is not given is not known of.

    Raises `UnreadableEssay` for a Markdown file that cannot be read.
    """
    written: dict[str, Any] = {}
    names: set[str] = set()
    if markdown:
        from symbolic.essays import checking

        found = checking.files(markdown)
        checking.essays(found)
        written = {checking.id_of(task): checking.claim_of(task).claim for task in checking.tasks(found)}
        names = {file.name for file in found}

    def now(claim_id: str) -> Any:
        essay, separator, _ = claim_id.partition("::")
        if not separator:
            return find(claim_id, shelf).value
        if claim_id not in written and essay in names:
            raise UnknownName(f"no claim of `{essay}` is called so")
        return written.get(claim_id)

    return now


def replay_file(file: Path) -> Verdict:
    """One file, in whatever process this runs; the certificate of the verdict is a `Replay`."""
    try:
        found = from_bytes(_content(file))
    except (Unreadable, OSError) as error:
        return Verdict(ERROR, certificate=Replay(file.name, UNREADABLE, message=str(error)))
    told = Replay(file.name, REJECTED, found.id, found.grade, claimed=digest(found.parts))
    try:
        if file.name != file_name(found.id):
            raise Rejected(f"it is the certificate of `{found.id}`, whose file is `{file_name(found.id)}`")
        judgement = replay(found)
        notes = _notes(found, judgement.trusts)
    except Rejected as error:
        return Verdict(ERROR, certificate=replace(told, message=str(error), notes=_other_code(found)))
    except (ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError, TypeError, ValueError) as error:
        message = f"the kernel cannot make sense of it: {type(error).__name__}: {error}"
        return Verdict(ERROR, certificate=replace(told, message=message, notes=_other_code(found)))
    return Verdict(PROVED, grade=judgement.grade, certificate=replace(told, outcome=VERIFIED, notes=notes))


def _content(file: Path) -> bytes:
    size = os.stat(file).st_size
    if size > LARGEST:
        raise Unreadable(f"it has {size} bytes; a certificate has at most {LARGEST}")
    return file.read_bytes()


def _notes(found: CertificateFile, trusts: tuple[str, ...]) -> tuple[str, ...]:
    """How the replay differs from what the file says; a name that is missing on one side is a rejection, but for solvers."""
    then, now = ({name.split()[0]: name for name in names} for names in (found.trusts, trusts))
    others = sorted(then.keys() ^ now.keys())
    solvers = [name for name in others if name in ("z3", "cvc5")]
    if (found.grade != "smt" and others) or set(others) - set(solvers):
        raise Rejected(f"it says that `{others[0]}` is{' not' * (others[0] in now)} trusted, and the replay says otherwise")
    told = [f"{name} {'agreed then, not now' if name in then else 'agrees now, not then'}" for name in solvers]
    told += [f"{then[name]} then, {now[name]} now" for name in sorted(then.keys() & now.keys()) if then[name] != now[name]]
    return (*_other_code(found), *told)


def _other_code(found: CertificateFile) -> tuple[str, ...]:
    if found.code == code_stamp():
        return ()
    present = versions()
    differ = [
        f"{name} {said} then, {present.get(name, 'absent')} now" for name, said in found.versions.items() if present.get(name) != said
    ]
    return (f"written by another version of the checker ({', '.join(differ) or 'its code differs'})",)


def _outcome(file: Path, verdict: Verdict) -> Replay:
    told = verdict.certificate
    if isinstance(told, Replay):
        return replace(told, seconds=verdict.seconds)
    return Replay(file.name, REJECTED, message=verdict.message or "it was not replayed", seconds=verdict.seconds)


def _compared(found: Replay, claims: Callable[[str], Any]) -> Replay:
    """Against the essay: a certificate of what is not claimed any more is stale."""
    if found.outcome != VERIFIED:
        return found
    try:
        value = claims(found.id)
    except UnknownName:
        return replace(found, outcome=STALE, message=f"no essay claims `{found.id}` any more")
    except BrokenModule as error:
        return replace(found, notes=(*found.notes, f"not compared with its essay: {error}"))
    if value is None:
        return replace(found, notes=(*found.notes, "not compared with its essay: name the file with --essay"))
    if digest(claimed_by(value)) == found.claimed:
        return found
    return replace(found, outcome=STALE, message=f"`{found.id}` says something else now; run `symbolic verify --certificates` again")


def claimed_by(value: Any) -> tuple[Part, ...]:
    """What a claim or closed form says, as the parts of a certificate file, without proofs."""
    unproved = Certificate((), Known())
    if not isinstance(value, ClosedForm):
        return (Proved(value.given, value.states, unproved),)
    return tuple(
        MatrixEquation(e.states.left, e.states.right, e.positive_definite) if e.of_matrices else Proved(e.given, e.states, unproved)
        for e in equations_of(value)
    )


def exit_status(replays: Sequence[Replay]) -> int:
    """0: every file is verified; 1: one is rejected or stale; 2: one cannot be read."""
    outcomes = {one.outcome for one in replays}
    return 1 if outcomes & {REJECTED, STALE} else 2 if UNREADABLE in outcomes else 0
