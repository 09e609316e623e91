"""Row: one claim with what came of it, the unit of every table and report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbolic.claims.claim import Claim
    from symbolic.claims.verdict import Verdict
    from symbolic.essays.markdown.reading import WrittenClaim

# The order of `claims.verdict.VERDICTS`; repeated so that reading rows imports nothing.
ORDER = ("proved", "tested", "refuted", "undecided", "error")


@dataclass(frozen=True)
class Row:
    """The claim `id`, its verdict, the line of the file that states it and the essay it belongs to, where it comes from one.

    `cached` says that the verdict was reached in an earlier run, on the same claim by the same code.
    """

    id: str
    claim: Claim | WrittenClaim
    verdict: Verdict
    line: int | None = None
    essay: str = ""
    cached: bool = False

    @property
    def ok(self) -> bool:
        """Whether the verdict is the one that the author expects."""
        return self.verdict.verdict == self.claim.expect


def summary(rows: Iterable[Row]) -> dict[str, int]:
    """How many claims came to each verdict, every verdict named."""
    found = Counter(row.verdict.verdict for row in rows)
    return {verdict: found[verdict] for verdict in ORDER}


def by_essay(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each essay, in the order in which the essays first occur."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.essay, []).append(row)
    return found
