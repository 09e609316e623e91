"""What is known while a formula is lowered: the builder, where each symbol's value is, which names are dimensions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from symbolic.numeric.program import Builder


@dataclass
class Scope:
    """`places` maps symbols and matrix symbols to instructions; `dimensions` are the symbols that stand for sizes.

    `lower` turns a scalar expression into an instruction and `lower_matrix` a matrix expression; `done` remembers both.
    """

    builder: Builder
    places: dict[Any, int]
    dimensions: frozenset[Any]
    lower: Callable[[Scope, Any], int]
    lower_matrix: Callable[[Scope, Any], int]
    done: dict[Any, int] = field(default_factory=dict)

    def __call__(self, expression: Any) -> int:
        """The position of the value of `expression`."""
        position = self.done.get(expression)
        if position is None:
            matrix = getattr(expression, "is_Matrix", False)
            position = self.done[expression] = (self.lower_matrix if matrix else self.lower)(self, expression)
        return position

    def add(self, operation: str, *operands: int, payload: Any = None) -> int:
        """The position of `operation(*operands)`."""
        return self.builder.add(operation, *operands, payload=payload)

    def constant(self, value: Any) -> int:
        """The position of a constant."""
        return self.builder.constant(value)
