"""The cache as one run uses it: opened before the code that decides is imported, written only if that code is still the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from symbolic.claims.verdict import Verdict
from symbolic.essays.cache import Cache
from symbolic.essays.codebase import stamp


@dataclass(frozen=True)
class Memory:
    """`stamp` is what decided verdicts when the run began, `complain` takes a line for the user; without `cache` nothing is remembered."""

    cache: Cache | None = None
    stamp: bytes = b""
    complain: Callable[[str], None] = lambda line: None

    @staticmethod
    def open(complain: Callable[[str], None]) -> Memory:
        """The user's cache; where there can be none, the reason is told and nothing is remembered.

        To be called before anything of `codebase.DECIDING` that decides is imported, so that the stamp is that of the code which runs.
        """
        try:
            return Memory(Cache.open(), stamp(), complain)
        except OSError as error:
            complain(f"verdicts are not kept: {error}")
            return Memory()

    def fingerprints(self, values: Iterable[Any]) -> list[bytes | None]:
        """What each value means; None for all where nothing is remembered."""
        several = list(values)
        if self.cache is None:
            return [None] * len(several)
        from symbolic.essays.fingerprint import fingerprints

        return fingerprints(several)

    def recall(self, meaning: bytes | None) -> Verdict | None:
        """The verdict reached on that meaning by the code and the libraries that run now."""
        return None if self.cache is None or meaning is None else self.cache.get(self._key(meaning))

    def keep(self, found: Sequence[tuple[bytes | None, Verdict]]) -> None:
        """Keep verdicts, but not those that a limit cut short, and none if the code has changed since the run began."""
        worth = [(meaning, verdict) for meaning, verdict in found if meaning is not None and not verdict.cut_short]
        if self.cache is None or not worth:
            return
        try:
            if stamp() == self.stamp:
                for meaning, verdict in worth:
                    self.cache.put(self._key(meaning), verdict)
                self.cache.prune()
        except OSError as error:  # the folder cannot be written, or the code cannot be read any more
            self.complain(f"verdicts are not kept: {error}")

    def _key(self, meaning: bytes) -> str:
        return blake2b(self.stamp + meaning, digest_size=32).hexdigest()
