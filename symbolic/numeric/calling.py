"""What a caller gives, bound to arguments and turned into numbers or arrays; every refusal names the argument."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from symbolic.numeric.dimensions import core_size, sizes_of
from symbolic.numeric.errors import ArgumentError
from symbolic.numeric.program import Argument

NOT_REAL = "give a real number or an array of real numbers"


def bound(arguments: Sequence[Argument], values: Sequence[Any], named: Mapping[str, Any]) -> list[Any]:
    """The value of each argument, in order. Raises `ArgumentError` for a wrong count and for unknown, repeated or missing names."""
    names = [argument.name for argument in arguments]
    takes = f"takes {len(names)} argument{'' if len(names) == 1 else 's'} ({', '.join(names)})"
    if len(values) > len(names):
        raise ArgumentError(f"the function {takes}, but {len(values)} were given")
    found: dict[str, Any] = dict(zip(names, values, strict=False))
    for name, value in named.items():
        if name not in names:
            near = get_close_matches(name, names, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            raise ArgumentError(f"`{name}` is not an argument: the function {takes}{hint}")
        if name in found:
            raise ArgumentError(f"`{name}` is given twice, by position and by name")
        found[name] = value
    missing = [name for name in names if name not in found]
    if missing:
        raise ArgumentError(
            f"the function {takes}, but {', '.join(f'`{name}`' for name in missing)} {'is' if len(missing) == 1 else 'are'} missing"
        )
    return [found[name] for name in names]


def is_array(value: Any) -> bool:
    """Whether a value is an array or a list rather than one number; NumPy's scalars are numbers."""
    return isinstance(value, list | tuple) or (hasattr(value, "__array__") and not isinstance(value, np.generic))


def as_number(name: str, value: Any) -> float:
    """A real number as a Python float; beyond the largest float, infinity."""
    if isinstance(value, complex | np.complexfloating | str | bytes) or not hasattr(value, "__float__"):
        raise ArgumentError(f"`{name}` = {value!r} is not a real number but {type(value).__name__}: {NOT_REAL}")
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"`{name}` = {value!r} is not a real number: {NOT_REAL}") from error


def as_array(name: str, value: Any) -> Any:
    """A value as an array of real numbers, not copied where it is one already."""
    if not is_array(value):
        return np.asarray(as_number(name, value))
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ArgumentError(f"`{name}` is not an array: its rows have different lengths") from error
    if array.dtype.kind not in "buif":
        raise ArgumentError(f"`{name}` is an array of {array.dtype}: {NOT_REAL} (float64 is what is computed with)")
    return array


def batch_shape(arguments: Sequence[Argument], arrays: Sequence[Any]) -> tuple[int, ...]:
    """The shape that all arguments broadcast to, without their core axes. Raises `ArgumentError` that names each argument and shape."""
    shapes = [array.shape[: array.ndim - len(argument.shape)] for argument, array in zip(arguments, arrays, strict=True)]
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError as error:
        listed = ", ".join(f"`{argument.name}` {array.shape}" for argument, array in zip(arguments, arrays, strict=True))
        raise ArgumentError(f"the shapes of the arguments do not broadcast: {listed}") from error


def result_shape(arguments: Sequence[Argument], shape: Sequence[str | int], arrays: Sequence[Any]) -> tuple[int, ...]:
    """The shape of one output: the batch shape, then the core shape."""
    sizes = sizes_of(arguments, [array.shape for array in arrays])
    return (*batch_shape(arguments, arrays), *(core_size(size, sizes) for size in shape))


def checked_out(out: Any, shape: tuple[int, ...]) -> Any:
    """`out` as the array to write into. Raises `ArgumentError` unless it is a writeable float array of that shape."""
    if isinstance(out, tuple) and len(out) == 1:
        out = out[0]
    if not isinstance(out, np.ndarray) or out.dtype.kind != "f":
        raise ArgumentError(f"`out` is {getattr(out, 'dtype', type(out).__name__)}: give a NumPy array of float64 of shape {shape}")
    if out.shape != shape:
        raise ArgumentError(f"`out` has shape {out.shape}, but the result has shape {shape}")
    if not out.flags.writeable:
        raise ArgumentError("`out` is read-only: give an array that can be written")
    return out
