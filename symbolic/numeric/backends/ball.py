"""Ball arithmetic: every value is an exact rational or an interval that contains it. Slow and sure: the oracle for the other backends.

Rational operations stay exact, so that a comparison at its boundary is decided and an exact zero is recognised.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from threading import RLock
from typing import Any

import flint

from symbolic.numeric.backend import Backend, Kernel, element_by_element
from symbolic.numeric.ball_functions import FUNCTIONS, Undecided, Undefined, as_ball
from symbolic.numeric.ball_matrices import MATRIX_FUNCTIONS, exact_matrix
from symbolic.numeric.dimensions import sizes_of
from symbolic.numeric.program import Condition, Instruction, Program
from symbolic.numeric.special.operations import ball_routine, operations

PRECISION = RLock()  # python-flint's precision belongs to the process
HIGHEST = 1 << 16  # bits
DECIDED_BY = {"both": False, "either": True}  # the first operand that decides without the second

NAMED: dict[str, Callable[[], Any]] = {
    "pi": flint.arb.pi,
    "e": flint.arb.const_e,
    "euler": flint.arb.const_euler,
    "catalan": flint.arb.const_catalan,
    "infinity": flint.arb.pos_inf,
    "-infinity": flint.arb.neg_inf,
}


class Evaluation:
    """One point at one precision; an instruction is evaluated when its value is first needed, so branches not taken never are."""

    def __init__(self, program: Program, values: Sequence[Any]) -> None:
        self.program = program
        self.values = values
        self.done: dict[int, Any] = {}
        self.sizes = sizes_of(program.arguments, [shape_of(value) for value in values]) if program.has_matrices else {}

    def __call__(self, position: int) -> Any:
        waiting = [position]
        while waiting:
            current = waiting[-1]
            needed = next((o for o in self._needed(self.program.instructions[current]) if o not in self.done), None)
            if needed is not None:
                waiting.append(needed)
                continue
            if current not in self.done:
                self.done[current] = self._compute(self.program.instructions[current])
            waiting.pop()
        return self.done[position]

    def _needed(self, instruction: Instruction) -> Iterator[int]:
        """The operands that the value depends on, found out as their values come in."""
        first = instruction.operands[:1]
        yield from first
        if instruction.operation == "select":
            yield instruction.operands[1 if self.done[first[0]] else 2]
        elif not (instruction.operation in DECIDED_BY and self.done[first[0]] is DECIDED_BY[instruction.operation]):
            yield from instruction.operands[1:]

    def _compute(self, instruction: Instruction) -> Any:
        operands = [self.done.get(o) for o in instruction.operands]
        match instruction.operation:
            case "argument":
                return exact(self.values[instruction.payload])
            case "constant":
                return self._constant(instruction.payload)
            case "select":
                return operands[1] if operands[0] else operands[2]
            case "both":
                return all(operands)
            case "either":
                return any(operands)
            case "dimension":
                return flint.fmpq(self.sizes[instruction.payload])
        if instruction.operation in MATRIX_FUNCTIONS:
            return MATRIX_FUNCTIONS[instruction.operation](instruction.payload, self.sizes, *operands)
        known = FUNCTIONS.get(instruction.operation) or ball_routine(operations()[instruction.operation])
        return known(*operands)

    def _constant(self, payload: Any) -> Any:
        if isinstance(payload, bool):
            return payload
        if isinstance(payload, Fraction):
            return flint.fmpq(payload.numerator, payload.denominator)
        if payload == "nan":
            raise Undefined("no branch applies")
        return NAMED[payload]()


def shape_of(value: Any) -> tuple[int, ...]:
    """() for a number, (n,) for a vector, (n, m) for a matrix given as nested lists."""
    if not isinstance(value, list | tuple):
        return ()
    return (len(value), *(shape_of(value[0]) if value else ()))


def exact(value: Any) -> Any:
    """A Fraction, float or int as a flint rational, nested lists of them as a rational matrix; a vector is a column."""
    if isinstance(value, list | tuple):
        rows = [row if isinstance(row, list | tuple) else [row] for row in value]
        return exact_matrix([[Fraction(entry) for entry in row] for row in rows])
    if isinstance(value, float) and math.isinf(value):
        return NAMED["infinity" if value > 0 else "-infinity"]()
    number = Fraction(value)
    return flint.fmpq(number.numerator, number.denominator)


def enclosures(program: Program, values: Sequence[Any], bits: int) -> list[Any]:
    """Each output of a program as a flint rational, a ball, or a matrix of them, at exact `values`, computed with `bits` of precision.

    Raises `Undefined` outside the natural domain, and `Undecided` where more bits are needed to tell. Conditions are not looked at.
    """
    with PRECISION, flint.ctx.workprec(bits):
        evaluate = Evaluation(program, values)
        return [evaluate(position) for position in program.outputs]


def broken_condition(program: Program, values: Sequence[Any]) -> Condition | None:
    """The first condition of the program that does not hold at exact `values`."""
    for condition in program.conditions:
        if not settled(lambda bits, c=condition: _truth(program, c, values, bits), 64):  # type: ignore[misc]
            return condition
    return None


def _truth(program: Program, condition: Condition, values: Sequence[Any], bits: int) -> bool:
    with PRECISION, flint.ctx.workprec(bits):
        try:
            return bool(Evaluation(program, values)(condition.instruction))
        except Undefined:
            return False


def settled(attempt: Callable[[int], Any], bits: int) -> Any:
    """`attempt(bits)` with more and more bits until it does not raise `Undecided`; at `HIGHEST` the exception goes out."""
    while True:
        try:
            return attempt(bits)
        except Undecided:
            if bits >= HIGHEST:
                raise
            bits *= 2


def nearest_value(program: Program, values: Sequence[Any], output: int = 0) -> float:
    """The double nearest to an output at exact `values`. Raises as `enclosures` does."""
    return float(settled(lambda bits: _nearest(enclosures(program, values, bits)[output], bits), 128))


def _nearest(value: Any, bits: int) -> float:
    if isinstance(value, flint.fmpq):
        return _rounded(value)
    with PRECISION, flint.ctx.workprec(bits):
        ball = as_ball(value)
        if not ball.is_finite():
            if ball.is_exact() and not ball.is_nan():
                return math.inf if ball > 0 else -math.inf
            raise Undecided("no finite enclosure")
        low, high = (_rounded(end.fmpq()) for end in (ball.lower(), ball.upper()))
    if low != high:
        raise Undecided("the ball holds more than one double")
    return low


def _rounded(value: Any) -> float:
    try:
        return int(value.p) / int(value.q)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def build(program: Program) -> Kernel:
    """The kernel that gives correctly rounded results; nan where the value cannot be decided."""

    def scalars(*values: float) -> Any:
        try:
            if all(map(math.isfinite, values)) and broken_condition(program, values) is None:
                results = tuple(nearest_value(program, values, i) for i in range(len(program.outputs)))
                return results[0] if len(results) == 1 else results
        except (Undefined, Undecided):
            pass
        return math.nan if len(program.outputs) == 1 else (math.nan,) * len(program.outputs)

    return Kernel(scalars, element_by_element(scalars))


BACKEND = Backend("ball", build)
