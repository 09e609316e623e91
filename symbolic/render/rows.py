"""Row: one claim with what came of it, the unit of every table and report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symbolic.claims.claim import Claim
    from symbolic.claims.verdict import Verdict

# The order of `claims.verdict.VERDICTS`; repeated so that reading rows imports nothing.
ORDER = ("proved", "tested", "refuted", "undecided", "error")


@dataclass(frozen=True)
class Row:
    """The claim `id`, its verdict, and the line of the file that states it, where it comes from a file."""

    id: str
    claim: Claim
    verdict: Verdict
    line: int | None = None

    @property
    def ok(self) -> bool:
        """Whether the verdict is the one that the author expects."""
        return self.verdict.verdict == self.claim.expect


def summary(rows: Iterable[Row]) -> dict[str, int]:
    """How many claims came to each verdict, every verdict named."""
    found = Counter(row.verdict.verdict for row in rows)
    return {verdict: found[verdict] for verdict in ORDER}
