"""What each operation is on arrays: ufuncs and functions that take `out=` like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from symbolic.numeric.accurate import digamma, log1pmx_array
from symbolic.numeric.scalar_functions import SAFE
from symbolic.numeric.special.operations import operations


def element_wise(function: Callable[..., float]) -> Callable[..., Any]:
    """A ufunc-like function from one of Python floats, for what NumPy lacks."""

    def apply(*arguments: Any, out: Any = None) -> Any:
        arrays = np.broadcast_arrays(*arguments)
        values = np.fromiter(map(function, *(a.ravel().tolist() for a in arrays)), np.float64, arrays[0].size).reshape(arrays[0].shape)
        return values[()] if out is None else np.copyto(out, values)

    return apply


def array_function(operation: str) -> Callable[..., Any]:
    """The operation on arrays, here or in a family of special functions."""
    known = FUNCTIONS.get(operation)
    if known is None:
        special = operations()[operation]
        known = special.array or element_wise(special.scalar)
    return known


def select(condition: Any, yes: Any, no: Any, out: Any = None) -> Any:
    """`yes` where `condition` holds, `no` elsewhere."""
    if out is None:
        return np.where(condition, yes, no)[()]
    np.copyto(out, no)
    return np.copyto(out, yes, where=condition)


def whole(x: Any, out: Any = None) -> Any:
    """Whether each value is a whole number."""
    return np.equal(x, np.floor(x), out=out)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{
        name: getattr(np, name)
        for name in ("add", "subtract", "multiply", "divide", "power", "maximum", "minimum", "absolute", "sign", "floor")
    },
    **{name: getattr(np, name) for name in ("exp", "log", "log1p", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "negate": np.negative,
    "square_root": np.sqrt,
    "modulo": np.mod,
    "ceiling": np.ceil,
    "log1pmx": log1pmx_array,
    **{name: element_wise(SAFE[name]) for name in ("gamma", "loggamma", "erf", "erfc")},
    "digamma": element_wise(digamma),
    "select": select,
    "less": np.less,
    "at_most": np.less_equal,
    "equal": np.equal,
    "unequal": np.not_equal,
    "both": np.logical_and,
    "either": np.logical_or,
    "negation": np.logical_not,
    "finite": np.isfinite,
    "whole": whole,
}
