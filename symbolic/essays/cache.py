"""Verdicts that were reached before, by what the claim means (`fingerprint`) and what decided it (`codebase`).

One small file a verdict, named for its key. So two runs at once cannot lose each other's verdicts, a damaged file costs one verdict, and
what has not been used for long can go one by one; reading four hundred of them takes some 20 ms. Each is JSON below a line with its
checksum, and nothing in it is executed. The certificate is not kept: who wants to see it (`symbolic explain`) has the claim proved again.
A file that is damaged, half written or not about this key counts as absent. The folder belongs to the user alone.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from symbolic.claims.verdict import GRADES, PROVED, REFUTED, VERDICTS, Verdict

UNUSED = 90 * 86400.0  # seconds after which a verdict that nobody asked for goes
SIZE = 20 * 2**20  # bytes on disk, of which the longest unused go first
_DAY = 86400.0
_KEPT = tuple(entry.name for entry in fields(Verdict) if entry.name not in ("certificate", "cut_short"))


class Unusable(OSError):
    """The folder cannot hold a cache; the message says which and why."""


def folder() -> Path:
    """`SYMBOLIC_CACHE`, or where this system keeps what can be computed again. Raises `Unusable` where there is no such place."""
    chosen = os.environ.get("SYMBOLIC_CACHE")
    if chosen:
        return Path(chosen)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "symbolic" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "symbolic"
        base = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "symbolic"
    except RuntimeError as error:
        raise Unusable(f"there is no home folder: {error}") from error


@dataclass(frozen=True)
class Cache:
    """The verdicts in one folder."""

    path: Path

    @staticmethod
    def open(place: Path | None = None) -> Cache:
        """The cache below `place` (default: `folder()`), made if need be. Raises `Unusable` where others could write to it."""
        path = (folder() if place is None else place) / "verdicts"
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = path.stat()
        except OSError as error:
            raise Unusable(f"`{path}` cannot be made: {error.strerror or error}") from error
        if not stat.S_ISDIR(found.st_mode):
            raise Unusable(f"`{path}` is not a folder")
        if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
            raise Unusable(f"`{path}` can be written by others")
        return Cache(path)

    def get(self, key: str) -> Verdict | None:
        """What was kept under `key`; None where there is nothing, or nothing that can be believed."""
        file = self.path / key
        try:
            content = file.read_bytes()
        except OSError:
            return None
        verdict = unpacked(key, content)
        with suppress(OSError):  # so that pruning knows what is in use
            if verdict is not None and time.time() - file.stat().st_mtime > _DAY:
                os.utime(file)
        return verdict

    def put(self, key: str, verdict: Verdict) -> None:
        """Keep a verdict, at once or not at all. Raises `Unusable` where the folder cannot be written."""
        try:
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self.path)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(packed(key, verdict))
                os.replace(name, self.path / key)
            except BaseException:
                with suppress(OSError):
                    os.unlink(name)
                raise
        except OSError as error:
            raise Unusable(f"`{self.path}` cannot be written: {error.strerror or error}") from error

    def prune(self, now: float | None = None) -> None:
        """Remove what has long been unused, and the longest unused of what is more than fits."""
        present = time.time() if now is None else now
        files: list[tuple[float, int, str]] = []
        with suppress(OSError), os.scandir(self.path) as entries:
            for entry in entries:
                with suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    files.append((found.st_mtime, -(-found.st_size // 4096) * 4096, entry.path))
        total = 0
        for used, size, path in sorted(files, reverse=True):
            total += size
            half_written = os.path.basename(path).startswith(".new-") and present - used > _DAY
            if total > SIZE or present - used > UNUSED or half_written:
                with suppress(OSError):
                    os.unlink(path)


def packed(key: str, verdict: Verdict) -> bytes:
    """The file for `verdict`: a line with the checksum of the rest, then JSON."""
    content = {name: getattr(verdict, name) for name in _KEPT}
    body = json.dumps({"key": key, **content}, sort_keys=True).encode("ascii")
    return _checksum(body) + b"\n" + body


def unpacked(key: str, content: bytes) -> Verdict | None:
    """The verdict in a file that `packed` wrote for `key`; None for anything else."""
    checksum, _, body = content.partition(b"\n")
    if checksum != _checksum(body):
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != {"key", *_KEPT} or found.pop("key") != key or not _well_formed(found):
        return None
    return Verdict(**{**found, "trusts": tuple(found["trusts"]), "unused": tuple(found["unused"])})


def _well_formed(found: dict[str, Any]) -> bool:
    """Whether every entry has a type that `Verdict` admits, and the verdict a grade where it needs one."""
    texts = all(found[name] is None or isinstance(found[name], str) for name in ("method", "message"))
    numbers = type(found["seconds"]) in (int, float) and type(found["points"]) is int
    values = found["counterexample"]
    named = values is None or (isinstance(values, dict) and _all_text(values.values()))
    graded = found["grade"] in GRADES if found["verdict"] == PROVED else found["grade"] in (None, *GRADES)
    trusts = all(isinstance(found[name], list) and _all_text(found[name]) for name in ("trusts", "unused"))
    consistent = values is None or found["verdict"] == REFUTED
    return found["verdict"] in VERDICTS and texts and numbers and named and graded and trusts and consistent


def _all_text(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=32).hexdigest().encode("ascii")
