"""NumPy in blocks: every step writes into a buffer that stays in the cache, so the only large memory is the result.

What depends only on arguments of size 1 is computed once, before the blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from symbolic.numeric.array_functions import array_function
from symbolic.numeric.backend import Backend, Kernel, from_arrays
from symbolic.numeric.constants import rounded
from symbolic.numeric.matrix_numpy import matrix_kernel
from symbolic.numeric.program import Program, dependent, live

BLOCK = 16384  # elements; a block of a dozen float64 buffers fits the second-level cache


@dataclass(frozen=True)
class Step:
    """`function` of `operands` into the buffer `target`; `truth` says which kind of buffer."""

    position: int
    function: Callable[..., Any]
    operands: tuple[int, ...]
    target: int
    truth: bool


@dataclass(frozen=True)
class Plan:
    """What is computed once (`before`: positions) and in each block (`steps`), with `numbers` and `truths` buffers."""

    before: tuple[int, ...]
    steps: tuple[Step, ...]
    numbers: int
    truths: int
    moving: tuple[bool, ...]


def plan(program: Program, varying: frozenset[int]) -> Plan:
    """The order of work when the arguments at positions `varying` are arrays and the others single values."""
    roots = [*(c.instruction for c in program.conditions), *program.outputs]
    moving = dependent(program, varying)
    order = list(dict.fromkeys(position for root in roots for position in live(program, [root])))
    last = {operand: index for index, p in enumerate(order) for operand in program.instructions[p].operands}
    last.update(dict.fromkeys(roots, len(order)))
    before, steps = [], []
    free: dict[bool, list[int]] = {False: [], True: []}
    count = {False: 0, True: 0}
    place: dict[int, int] = {}
    for index, position in enumerate(order):
        instruction = program.instructions[position]
        if not moving[position]:
            before.append(position)
        elif instruction.operation != "argument":
            kind = instruction.is_truth
            if not free[kind]:
                free[kind].append(count[kind])
                count[kind] += 1
            place[position] = free[kind].pop()
            steps.append(Step(position, array_function(instruction.operation), instruction.operands, place[position], kind))
            for operand in set(instruction.operands):
                if last[operand] == index and operand in place:
                    free[program.instructions[operand].is_truth].append(place[operand])
    return Plan(tuple(before), tuple(steps), count[False], count[True], tuple(moving))


def _single_values(program: Program, work: Plan, inputs: Sequence[Any]) -> dict[int, Any]:
    values: dict[int, Any] = {}
    for position in work.before:
        instruction = program.instructions[position]
        if instruction.operation == "argument":
            values[position] = np.float64(inputs[instruction.payload].reshape(()))
        elif instruction.operation == "constant":
            values[position] = instruction.payload if isinstance(instruction.payload, bool) else np.float64(instruction.payload)
        else:
            values[position] = array_function(instruction.operation)(*(values[o] for o in instruction.operands))
    return values


def _blocks(inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
    """Runs of at most BLOCK elements of all arrays, as contiguous float64."""
    operands = [*inputs, *outputs]
    flags: list[Any] = [["readonly"]] * len(inputs) + [["writeonly"]] * len(outputs)
    return np.nditer(
        operands,
        flags=["external_loop", "buffered", "zerosize_ok", "copy_if_overlap"],
        op_flags=flags,
        op_dtypes=[np.dtype(np.float64)] * len(operands),
        casting="same_kind",
        buffersize=BLOCK,
        order="K",
    )


def _run_block(program: Program, work: Plan, values: dict[int, Any], buffers: dict[bool, Any], results: Sequence[Any]) -> None:
    size = results[0].size
    for step in work.steps:
        target = buffers[step.truth][step.target, :size]
        step.function(*[values[o] for o in step.operands], out=target)
        values[step.position] = target
    for position, result in zip(program.outputs, results, strict=True):
        np.copyto(result, values[position])
    for condition in program.conditions:
        holds = values[condition.instruction]
        if not np.all(holds):
            for result in results:
                np.copyto(result, np.nan, where=np.logical_not(holds))


def _run(program: Program, work: Plan, varying: Sequence[int], inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
    values = _single_values(program, work, inputs)
    size = min(BLOCK, outputs[0].size)
    buffers = {False: np.empty((work.numbers, size)), True: np.empty((work.truths, size), dtype=bool)}
    arguments = {i.payload: p for p, i in enumerate(program.instructions) if i.operation == "argument"}
    with _blocks([inputs[i] for i in varying], outputs) as blocks:
        for chunk in blocks:
            parts = chunk if isinstance(chunk, tuple) else (chunk,)
            for index, part in zip(varying, parts, strict=False):
                if index in arguments:
                    values[arguments[index]] = part
            _run_block(program, work, values, buffers, parts[len(varying) :])


def build(program: Program) -> Kernel:
    """The kernel of a program; one with matrix arguments runs on whole arrays through `numpy.linalg`."""
    program = rounded(program)
    if program.has_matrices:
        return matrix_kernel(program)
    plans = cache(lambda varying: plan(program, varying))

    def arrays(inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        if outputs[0].size == 0:
            return
        varying = [i for i, array in enumerate(inputs) if array.size != 1]
        with np.errstate(all="ignore"):
            _run(program, plans(frozenset(varying)), varying, inputs, outputs)

    return Kernel(from_arrays(arrays, len(program.outputs)), arrays)


BACKEND = Backend("numpy", build, scalar_rank=1, array_rank=1, matrices=True)
