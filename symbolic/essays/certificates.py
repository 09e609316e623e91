"""Certificate files of the claims of an essay: one file a proved claim, written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from symbolic import __version__
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import PROVED, Verdict
from symbolic.essays.closed_forms import Equation, equations_of
from symbolic.essays.codebase import RELEASES, stamp
from symbolic.render.beliefs import beliefs
from symbolic.trusted.certificate_files import CertificateFile, MatrixEquation, Part, Proved, digest, from_bytes, to_bytes
from symbolic.trusted.encoding_terms import NotEncodable
from symbolic.trusted.proofs import Certificate
from symbolic.trusted.weakening import unused_assumptions

SUFFIX = ".json"
CODE = ("language", "trusted")  # what a replay runs
_LONGEST = 80  # letters of an id in the name of its file


class NotWritten(OSError):
    """A certificate that could not be put into a file; the message says which and why."""


def file_name(claim_id: str) -> str:
    """The name of a claim's file: its id in letters that are safe everywhere, and digits that tell any two ids apart."""
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", claim_id).strip("-.")[:_LONGEST]
    return f"{plain or 'claim'}-{blake2b(claim_id.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}{SUFFIX}"


def write_certificate(directory: str | Path, claim_id: str, claim: Any, verdict: Verdict) -> Path | None:
    """Write the certificate of a claim (or closed form) that is `proved` below `directory`; the file's path.

    For any other verdict the claim's file of an earlier run goes, and None is returned. Raises `NotWritten`.
    """
    place = Path(directory) / file_name(claim_id)
    if verdict.verdict != PROVED:
        with suppress(FileNotFoundError):
            place.unlink()
        return None
    try:
        content = certificate_bytes(claim_id, claim, verdict)
        place.parent.mkdir(parents=True, exist_ok=True)
        _put(place, content)
    except NotEncodable as error:
        raise NotWritten(f"the certificate of `{claim_id}` is not written: {error}") from error
    except OSError as error:
        raise NotWritten(f"`{place}` is not written: {error.strerror or error}") from error
    return place


def certificate_bytes(claim_id: str, claim: Any, verdict: Verdict) -> bytes:
    """What `write_certificate` writes. Raises `NotEncodable` where reading it back would give another claim."""
    parts = parts_of(claim, verdict.certificate)
    unused = _unused(parts[0], verdict) if len(parts) == 1 and isinstance(parts[0], Proved) else ()
    file = CertificateFile(
        *(claim_id, parts, verdict.grade or "", verdict.trusts, unused),
        says=claim.says,
        method=verdict.method or "",
        must_believe=tuple(beliefs(verdict)),
        code=code_stamp(),
        versions=versions(),
    )
    content = to_bytes(file)
    again = from_bytes(content)
    if digest(again.parts) != digest(parts) or not again.untouched:
        raise NotEncodable(f"`{claim_id}` does not come back as it was written")
    return content


def _unused(part: Proved, verdict: Verdict) -> tuple[Any, ...]:
    if verdict.unused:
        return tuple(assumption for assumption in part.given.assumptions if str(assumption) in verdict.unused)
    return unused_assumptions(part.given, part.states, part.certificate)


def parts_of(claim: Any, certificate: Any) -> tuple[Part, ...]:
    """What is proved, with its certificates: a claim is one part, a closed form one for each equation."""
    if not isinstance(claim, ClosedForm):
        return (Proved(claim.given, claim.states, _whole(certificate)),)
    equations = equations_of(claim)
    if not isinstance(certificate, tuple) or len(certificate) != len(equations):
        raise NotEncodable(f"{len(equations)} equations do not have as many certificates")
    return tuple(_equation(equation, proof) for equation, proof in zip(equations, certificate, strict=True))


def _equation(equation: Equation, certificate: Any) -> Part:
    if equation.of_matrices:
        return MatrixEquation(equation.states.left, equation.states.right, equation.positive_definite)
    return Proved(equation.given, equation.states, _whole(certificate))


def _whole(certificate: Any) -> Certificate:
    if not isinstance(certificate, Certificate):
        raise NotEncodable(f"`{type(certificate).__name__}` is no certificate of the kernel")
    return certificate


def code_stamp() -> str:
    """What a replay runs with: the trusted code, Python and the libraries."""
    return stamp(packages=CODE).hex()[:32]


def versions() -> dict[str, str]:
    """The releases that a verdict rests on."""
    found = {"symbolic": __version__, "python": sys.version.split()[0]}
    for name in RELEASES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _put(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
