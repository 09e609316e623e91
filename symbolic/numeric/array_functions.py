"""What each operation is on arrays: ufuncs and functions that take `out=` like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from symbolic.numeric.accurate import digamma, log1pmx_array
from symbolic.numeric.scalar_functions import SAFE


def element_wise(function: Callable[[float], float]) -> Callable[..., Any]:
    """A ufunc-like function from one of Python floats, for what NumPy lacks."""

    def apply(x: Any, out: Any = None) -> Any:
        x = np.asarray(x)
        values = np.fromiter(map(function, x.ravel().tolist()), np.float64, x.size).reshape(x.shape)
        return values[()] if out is None else np.copyto(out, values)

    return apply


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
