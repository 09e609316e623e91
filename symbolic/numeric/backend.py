"""What a backend is, and how backends are found: each is one module of `symbolic.numeric.backends` that defines `BACKEND`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import numpy as np

from symbolic.language.errors import LanguageError
from symbolic.numeric.program import Program

AUTO = "auto"


@dataclass(frozen=True)
class Kernel:
    """A program that runs. Neither function raises for a value, nor warns: where a condition fails or an argument is nan, the result is
    nan.

    `scalars(*floats)` takes and returns Python floats, a tuple of them for several outputs.
    `arrays(inputs, outputs)` writes into float64 arrays that all have the broadcast shape of the inputs followed by the program's core
    shape."""

    scalars: Callable[..., Any]
    arrays: Callable[[Sequence[Any], Sequence[Any]], None]


@dataclass(frozen=True)
class Backend:
    """`build` makes the kernel of a program.

    `scalar_rank` and `array_rank` say how gladly `backend="auto"` takes it for Python numbers and for arrays; 0 is never. `matrices` says
    whether it takes programs with matrix arguments.
    """

    name: str
    build: Callable[[Program], Kernel]
    scalar_rank: int = 0
    array_rank: int = 0
    matrices: bool = False
    available: Callable[[], bool] = lambda: True


def backend_names() -> list[str]:
    """The names of all backends."""
    package = import_module("symbolic.numeric.backends")
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def find_backend(name: str) -> Backend:
    """The backend of that name. Raises `LanguageError` with the names that exist, or when it cannot run here."""
    names = backend_names()
    if name not in names:
        near = get_close_matches(name, names, 1)
        hint = f"did you mean `{near[0]}`? " if near else ""
        raise LanguageError(f"`{name}` is not a backend: {hint}there are {', '.join([AUTO, *names])}")
    found: Backend = import_module(f"symbolic.numeric.backends.{name}").BACKEND
    if not found.available():
        raise LanguageError(f"the backend `{name}` cannot run here: use backend='auto'")
    return found


def preferred(program: Program, *, scalars: bool) -> Backend:
    """The backend that `auto` takes for this program, on Python numbers or on arrays."""
    backends = [import_module(f"symbolic.numeric.backends.{name}").BACKEND for name in backend_names()]
    usable = [b for b in backends if (b.matrices or not program.has_matrices) and b.available()]
    return max(usable, key=lambda b: b.scalar_rank if scalars else b.array_rank)


def element_by_element(scalars: Callable[..., Any]) -> Callable[[Sequence[Any], Sequence[Any]], None]:
    """The array function of a backend that only has a scalar one."""

    def arrays(inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        spread = np.broadcast_arrays(*inputs, outputs[0])[:-1] if inputs else ()
        for index in np.ndindex(outputs[0].shape):
            values = scalars(*(float(array[index]) for array in spread))
            for output, value in zip(outputs, values if isinstance(values, tuple) else (values,), strict=True):
                output[index] = value

    return arrays


def from_arrays(arrays: Callable[[Sequence[Any], Sequence[Any]], None], outputs: int) -> Callable[..., Any]:
    """The scalar function of a backend that only has an array one."""

    def scalars(*values: float) -> Any:
        results = np.empty(outputs)
        arrays([np.asarray(value) for value in values], [results[i, ...] for i in range(outputs)])
        return float(results[0]) if outputs == 1 else tuple(map(float, results))

    return scalars
