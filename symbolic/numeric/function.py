"""CompiledFunction: a formula as a function of numbers and arrays."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from symbolic.numeric.backend import AUTO, Kernel, find_backend, preferred
from symbolic.numeric.calling import as_array, as_number, bound, checked_out, is_array, result_shape
from symbolic.numeric.errors import DomainError
from symbolic.numeric.program import Program


@dataclass(frozen=True)
class Recipe:
    """What was compiled: the formula as its author wrote it, and the equal one that is evaluated."""

    expression: Any
    evaluated: Any
    arguments: tuple[Any, ...]
    domain: Any
    positive_definite: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class CompiledFunction:
    """A formula of real arguments, computed in double precision.

    Call it with numbers or arrays that broadcast, by position or by keyword. Numbers give a Python float; any array or list gives an array
    of the broadcast shape of all arguments (vectors and matrices keep their last one or two axes to themselves). Float32 and whole numbers
    are computed in float64. Outside the domain, and for nan, the result is nan at that element and no warning is raised; with `check=True`
    a `DomainError` names the argument, its value and the condition. `out=` takes the array to write into. `ArgumentError` names what
    cannot be bound.

    A function of several outputs (`stacked`: the gradient) has one more axis, the first. Instances are immutable, can be pickled and can
    be called from several threads.
    """

    program: Program
    backend: str
    recipe: Recipe
    stacked: bool = False

    def __call__(self, *values: Any, out: Any = None, check: bool = False, **named: Any) -> Any:
        if len(values) == self._simple and out is None and not check and not named:
            for value in values:
                if value.__class__ is not float:
                    break
            else:
                return self._scalars(*values)
        given = bound(self.program.arguments, values, named)
        if out is None and not self.program.has_matrices and not any(map(is_array, given)):
            numbers = [as_number(argument.name, value) for argument, value in zip(self.program.arguments, given, strict=True)]
            if check:
                self._check([np.asarray(number) for number in numbers])
            found = self._scalars(*numbers)
            if check:
                self._require_value([np.asarray(number) for number in numbers], np.asarray(found))
            return found
        return self._arrays(
            [as_array(argument.name, value) for argument, value in zip(self.program.arguments, given, strict=True)], out, check
        )

    def gradient(self) -> CompiledFunction:
        """The partial derivatives in the order of the arguments, as one function with one more leading axis.

        Raises `LanguageError` for matrix arguments and for a formula that has no derivative in closed form.
        """
        from symbolic.numeric.compile import compile_gradient

        return compile_gradient(self)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of the arguments, in order."""
        return tuple(argument.name for argument in self.program.arguments)

    @property
    def conditions(self) -> tuple[str, ...]:
        """What must hold of the arguments, as text."""
        return tuple(condition.text for condition in self.program.conditions)

    def described(self) -> str:
        """The formula, the arguments and where it is defined, as text: the docstring of the instance."""
        domain = "; ".join(self.conditions) or "the formula is"
        formula = f"{'Gradient of ' if self.stacked else ''}{self.recipe.expression}"
        return f"{formula}\n\nArguments: {', '.join(self.arguments)}. Defined where {domain}."

    def __repr__(self) -> str:
        formula = str(self.recipe.expression)
        shown = formula if len(formula) <= 100 else formula[:97] + "..."
        what = f"({', '.join(self.arguments)}) -> {'gradient of ' if self.stacked else ''}{shown}"
        return f"<compiled {what}; backend {self.backend}, {len(self.program.instructions)} instructions>"

    def __reduce__(self) -> Any:
        return CompiledFunction, (self.program, self.backend, self.recipe, self.stacked)

    @cached_property
    def _simple(self) -> int:
        """The number of arguments when all are scalars."""
        return -1 if self.program.has_matrices else len(self.program.arguments)

    @cached_property
    def _scalars(self) -> Callable[..., Any]:
        scalars = self._kernel(self.program, scalars=True).scalars
        if not self.stacked:
            return scalars
        return lambda *values: np.array(scalars(*values), dtype=np.float64).reshape(len(self.program.outputs))

    @cached_property
    def _array_kernel(self) -> Kernel:
        return self._kernel(self.program, scalars=False)

    @cached_property
    def _checks(self) -> Kernel:
        return preferred(self.program, scalars=False).build(self.program.checks())

    def _kernel(self, program: Program, *, scalars: bool) -> Kernel:
        backend = preferred(program, scalars=scalars) if self.backend == AUTO else find_backend(self.backend)
        return backend.build(program)

    def _arrays(self, arrays: Sequence[Any], out: Any, check: bool) -> Any:
        shape = result_shape(self.program.arguments, self.program.shape, arrays)
        full = (len(self.program.outputs), *shape) if self.stacked else shape
        if check:
            self._check(arrays)
        result = np.empty(full) if out is None else checked_out(out, full)
        self._array_kernel.arrays(arrays, [result[i, ...] for i in range(len(result))] if self.stacked else [result])
        if check:
            self._require_value(arrays, result)
        return result[()] if out is None and not full else result

    def _check(self, arrays: Sequence[Any]) -> None:
        """Raise `DomainError` at the first condition that fails, for its first element."""
        arguments = self.program.arguments
        shape = result_shape(arguments, (), arrays)
        if not self.program.conditions or math.prod(shape) == 0:
            return
        holds = np.empty((len(self.program.conditions), *shape))
        self._checks.arrays(arrays, [holds[i, ...] for i in range(len(holds))])
        for condition, row in zip(self.program.conditions, holds, strict=True):
            if not row.all():
                index = tuple(int(i) for i in np.argwhere(row == 0)[0])
                values = self._at(arrays, shape, index)
                raise DomainError(outside(condition.text, {name: values[name] for name in condition.names}, index))

    def _require_value(self, arrays: Sequence[Any], result: Any) -> None:
        """Raise `DomainError` at the first element that is nan although every condition holds: the formula itself has no value there."""
        shape = result_shape(self.program.arguments, (), arrays)
        missing = np.isnan(result)
        if not missing.any():
            return
        at = np.argwhere(missing)[0][1 if self.stacked else 0 :][: len(shape)]
        index = tuple(int(i) for i in at)
        shown = ", ".join(f"`{name}` = {value}" for name, value in self._at(arrays, shape, index).items())
        raise DomainError(f"{shown}{_where(index)}: the formula has no real value there")

    def _at(self, arrays: Sequence[Any], shape: tuple[int, ...], index: tuple[int, ...]) -> dict[str, Any]:
        """The arguments of one element, by name."""
        pairs = zip(self.program.arguments, arrays, strict=True)
        return {a.name: _element(array, shape, len(a.shape), index) for a, array in pairs}


@dataclass(frozen=True)
class Docstring:
    """`__doc__` of a class whose instances describe themselves."""

    of_class: str

    def __get__(self, instance: CompiledFunction | None, owner: type) -> str:
        return self.of_class if instance is None else instance.described()


CompiledFunction.__doc__ = Docstring(CompiledFunction.__doc__ or "")  # type: ignore[assignment]


def _element(array: Any, shape: tuple[int, ...], core: int, index: tuple[int, ...]) -> Any:
    value = np.broadcast_to(array, (*shape, *array.shape[array.ndim - core :]))[index]
    return value.tolist()


def outside(condition: str, values: Mapping[str, Any], index: tuple[int, ...] = ()) -> str:
    """The message for values that break a condition."""
    shown = ", ".join(f"`{name}` = {value}" for name, value in values.items())
    return f"{shown}{_where(index)} {'is' if len(values) == 1 else 'are'} outside the domain: it must hold that {condition}"


def _where(index: tuple[int, ...]) -> str:
    return f" at index {index if len(index) > 1 else index[0]}" if index else ""
