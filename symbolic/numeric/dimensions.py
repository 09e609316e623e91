"""Sizes of symbolic dimensions, read from the shapes that a caller gives."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic.numeric.errors import ArgumentError
from symbolic.numeric.program import Argument


def core_size(size: str | int, sizes: dict[str, int]) -> int:
    """The number that a dimension stands for."""
    return size if isinstance(size, int) else sizes[size]


def sizes_of(arguments: Sequence[Argument], shapes: Sequence[tuple[int, ...]]) -> dict[str, int]:
    """The size of each named dimension. Raises `ArgumentError`, naming argument and shapes, where they disagree, are missing or are 0."""
    sizes: dict[str, int] = {}
    owner: dict[str, str] = {}
    for argument, shape in zip(arguments, shapes, strict=True):
        if len(shape) < len(argument.shape):
            raise ArgumentError(f"`{argument.name}` has shape {shape}: it needs {described(argument)}")
        for wanted, given in zip(argument.shape, shape[len(shape) - len(argument.shape) :], strict=True):
            if given == 0:
                raise ArgumentError(
                    f"`{argument.name}` has shape {shape}: a dimension of size 0 has no distribution; give {described(argument)}"
                )
            expected = wanted if isinstance(wanted, int) else sizes.setdefault(wanted, given)
            if isinstance(wanted, str):
                owner.setdefault(wanted, f" with {wanted} = {given} from `{argument.name}` of shape {shape}")
            if given != expected:
                why = owner.get(wanted, "") if isinstance(wanted, str) else ""
                raise ArgumentError(f"`{argument.name}` has shape {shape}: it needs {described(argument)}{why}")
    return sizes


def described(argument: Argument) -> str:
    """The shape that an argument needs, in words."""
    return f"shape ({', '.join(['...', *map(str, argument.shape)])})"
