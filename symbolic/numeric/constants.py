"""Rounding the constants of a program once: whatever depends on no argument becomes the nearest double, however it was written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.numeric.program import Instruction, Program, dependent, trimmed

PLAIN = {"infinity": float("inf"), "-infinity": float("-inf"), "nan": float("nan")}


def rounded(program: Program) -> Program:
    """The same program with every constant number a float, correctly rounded from its exact value: log(2 pi)/2 is one constant."""
    moving = dependent(program)
    instructions = []
    for position, instruction in enumerate(program.instructions):
        fixed = not moving[position] and not instruction.is_truth and instruction.operation not in ("identity", "zero")
        instructions.append(Instruction("constant", (), _float(program, position)) if fixed else instruction)
    return trimmed(replace(program, instructions=tuple(instructions)))


def _float(program: Program, position: int) -> float:
    payload = program.instructions[position].payload
    if isinstance(payload, Fraction):
        return nearest_float(payload)
    if payload in PLAIN:
        return PLAIN[payload]
    from symbolic.numeric.backends.ball import nearest_value

    return nearest_value(replace(program, outputs=(position,), conditions=(), arguments=()), ())


def nearest_float(value: Fraction) -> float:
    """The double nearest to a rational number; infinite beyond the largest."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
