"""The working precision of ball arithmetic, and the two ways in which a value can be missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flint import ctx


class Undefined(ArithmeticError):
    """The term has no value at the point."""

    def __init__(self, term: Any) -> None:
        super().__init__(f"`{term}` is undefined")
        self.term = term


class Unknown(ArithmeticError):
    """The term has, or may have, a value that cannot be computed here: an integral, or a function that the point does not fix."""


@contextmanager
def working_precision(bits: int) -> Iterator[None]:
    """Arb's precision is global to the process: set it for a block and give it back."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before
