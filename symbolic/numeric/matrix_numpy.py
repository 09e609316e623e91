"""Programs with matrix arguments on arrays: every instruction on the whole batch, through `numpy.linalg`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from symbolic.numeric import matrix_functions as mf
from symbolic.numeric.array_functions import array_function
from symbolic.numeric.backend import Kernel
from symbolic.numeric.dimensions import core_size, sizes_of
from symbolic.numeric.program import Instruction, Program


def _add(instruction: Instruction, sizes: dict[str, int], a: Any, b: Any) -> Any:
    return a + b if instruction.payload == 1 else a - b


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda instruction, sizes, *values: function(*values)


MATRIX_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "matrix_add": _add,
    "matrix_scale": _plain(lambda scale, matrix: np.asarray(scale)[..., None, None] * matrix),
    "matrix_multiply": _plain(np.matmul),
    "transpose": _plain(mf.transposed),
    "inverse": _plain(mf.inverse),
    "solve": _plain(mf.solve),
    "identity": lambda instruction, sizes: np.eye(core_size(instruction.payload, sizes)),
    "zero": lambda instruction, sizes: np.zeros(tuple(core_size(n, sizes) for n in instruction.payload)),
    "matrix_root": _plain(mf.root),
    "symmetrise": _plain(mf.symmetrised),
    "entry": lambda instruction, sizes, matrix: matrix[(..., *instruction.payload)],
    "trace": _plain(lambda matrix: np.trace(matrix, axis1=-2, axis2=-1)),
    "determinant": _plain(np.linalg.det),
    "log_determinant": _plain(mf.log_determinant),
    "log_det_divergence": _plain(mf.log_det_divergence),
    "bures_squared": _plain(mf.bures_squared),
    "dimension": lambda instruction, sizes: np.float64(sizes[instruction.payload]),
    "symmetric": _plain(mf.is_symmetric),
    "positive_definite": _plain(mf.is_positive_definite),
    "query_probability": _plain(mf.query_probability),
    "nonnegative_entries": _plain(lambda matrix: np.all(matrix >= 0, axis=(-1, -2))),
    "unit_rows": _plain(mf.has_unit_rows),
}


def run(program: Program, inputs: Sequence[Any]) -> list[Any]:
    """The value of every instruction; vectors are columns."""
    sizes = sizes_of(program.arguments, [array.shape for array in inputs])
    values: list[Any] = []
    for instruction in program.instructions:
        operands = [values[o] for o in instruction.operands]
        if instruction.operation == "argument":
            array = np.asarray(inputs[instruction.payload], dtype=np.float64)
            values.append(array[..., None] if len(program.arguments[instruction.payload].shape) == 1 else array)
        elif instruction.operation == "constant":
            values.append(instruction.payload)
        elif instruction.operation == "finite":
            matrix = _is_matrix(program, instruction.operands[0])
            values.append(np.all(np.isfinite(operands[0]), axis=(-1, -2)) if matrix else np.isfinite(operands[0]))
        elif instruction.operation in MATRIX_FUNCTIONS:
            values.append(MATRIX_FUNCTIONS[instruction.operation](instruction, sizes, *operands))
        else:
            values.append(array_function(instruction.operation)(*operands))
    return values


def _is_matrix(program: Program, position: int) -> bool:
    instruction = program.instructions[position]
    return instruction.operation == "argument" and bool(program.arguments[instruction.payload].shape)


def matrix_kernel(program: Program) -> Kernel:
    """The kernel of a program with matrix arguments; its outputs have the batch shape followed by the program's core shape."""

    def arrays(inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        if outputs[0].size == 0:
            return
        with np.errstate(all="ignore"):
            values = run(program, inputs)
        for position, output in zip(program.outputs, outputs, strict=True):
            value = np.asarray(values[position])
            np.copyto(output, value[..., 0] if len(program.shape) == 1 else value)
            for condition in program.conditions:
                fails = np.logical_not(values[condition.instruction])
                np.copyto(output, np.nan, where=fails.reshape(fails.shape + (1,) * len(program.shape)))

    def scalars(*values: Any) -> float:
        raise NotImplementedError("matrix arguments are arrays")

    return Kernel(scalars, arrays)
