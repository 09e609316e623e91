"""How much work one value may take: the parts of sums within sums are counted before they are walked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from symbolic.language.precision import Unknown

MOST_WORK = 20_000  # parts of sums and products that are evaluated, nested ones multiplied
ENDLESS, INTEGRAL = 1500, 250  # what an endless sum or an integral counts for


class Work:
    """How much of `MOST_WORK` is left, inside nested sums: the parts of an inner one count as often as it is evaluated."""

    def __init__(self) -> None:
        self.factor = 1

    @contextmanager
    def spending(self, parts: Any) -> Iterator[None]:
        before = self.factor
        self.factor = before * max(int(parts), 1)
        try:
            if self.factor > MOST_WORK:
                raise Unknown("a sum, a product or an integral has too many parts")
            yield
        finally:
            self.factor = before


WORK = Work()

__all__ = ["ENDLESS", "INTEGRAL", "WORK"]
