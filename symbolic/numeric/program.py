"""The straight-line program of a formula: one list of typed instructions, each used as often as it occurs (SSA).

A backend turns a program into something that runs; none of them sees SymPy. Rational constants are exact until a backend rounds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

ARITHMETIC = ("add", "subtract", "multiply", "divide", "negate", "power", "square_root", "modulo", "maximum", "minimum")
ELEMENTARY = (
    *("exp", "log", "log1p", "expm1", "log1pmx", "sin", "cos", "tan", "asin", "acos", "atan", "atan2"),
    *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "absolute", "sign", "floor", "ceiling"),
    *("gamma", "loggamma", "digamma", "erf", "erfc"),
)
TRUTH = (
    "less",
    "at_most",
    "equal",
    "unequal",
    "both",
    "either",
    "negation",
    "finite",
    "whole",
    "symmetric",
    "positive_definite",
    "nonnegative_entries",
    "unit_rows",
)
MATRIX = ("matrix_add", "matrix_scale", "matrix_multiply", "transpose", "inverse", "solve", "identity", "zero", "matrix_root", "symmetrise")
OF_MATRICES = ("entry", "trace", "determinant", "log_determinant", "log_det_divergence", "bures_squared", "query_probability", "dimension")
COMMUTATIVE = frozenset({"add", "multiply", "maximum", "minimum", "both", "either", "equal", "unequal"})


@dataclass(frozen=True)
class Argument:
    """An input: its name and core shape, () for a scalar, ("d",) for a vector, ("d", "d") for a matrix; a fixed dimension is an int."""

    name: str
    shape: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Instruction:
    """`operation` applied to the results of earlier instructions (`operands` are their positions).

    `payload` is the value of a constant (a Fraction, a float once rounded, a bool, or the name of a mathematical constant), the position
    of an argument, or the name of a dimension.
    """

    operation: str
    operands: tuple[int, ...] = ()
    payload: Any = None

    @property
    def is_truth(self) -> bool:
        """Whether the result is a truth value rather than a number."""
        return self.operation in TRUTH or isinstance(self.payload, bool)


@dataclass(frozen=True)
class Condition:
    """A truth value that must hold: `instruction` is its position, `text` says it, `names` are the arguments that it is about."""

    instruction: int
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """`outputs` of `arguments`, defined where all `conditions` hold. `shape` is the core shape of each output; scalar programs have ()."""

    arguments: tuple[Argument, ...]
    instructions: tuple[Instruction, ...]
    outputs: tuple[int, ...]
    conditions: tuple[Condition, ...] = ()
    shape: tuple[str | int, ...] = ()

    @property
    def has_matrices(self) -> bool:
        """Whether any argument is a vector or a matrix."""
        return any(argument.shape for argument in self.arguments)

    def checks(self) -> Program:
        """The program whose outputs are this one's conditions, as 1 (holds) and 0, without conditions of its own."""
        return replace(self, outputs=tuple(c.instruction for c in self.conditions), conditions=(), shape=())


@dataclass
class Builder:
    """Collects instructions while a formula is lowered; the same operation on the same operands is one instruction."""

    arguments: tuple[Argument, ...]
    instructions: list[Instruction] = field(default_factory=list)
    known: dict[Instruction, int] = field(default_factory=dict)

    def add(self, operation: str, *operands: int, payload: Any = None) -> int:
        """The position of `operation(*operands)`."""
        if operation in COMMUTATIVE:
            operands = tuple(sorted(operands))
        instruction = Instruction(operation, operands, _tagged(payload))
        position = self.known.get(instruction)
        if position is None:
            position = self.known[instruction] = len(self.instructions)
            self.instructions.append(replace(instruction, payload=payload))
        return position

    def has(self, operation: str, *operands: int) -> bool:
        """Whether that instruction is there already."""
        return Instruction(operation, operands, _tagged(None)) in self.known

    def constant(self, value: Any) -> int:
        """The position of a constant: a rational number, a truth value, or the name of a mathematical constant."""
        return self.add("constant", payload=value if isinstance(value, bool | str) else Fraction(value))

    def argument(self, index: int) -> int:
        """The position of an argument's value."""
        return self.add("argument", payload=index)

    def fold(self, operation: str, operands: Iterable[int]) -> int:
        """`operation` over one or more operands, from the left."""
        first, *rest = operands
        for other in rest:
            first = self.add(operation, first, other)
        return first

    def program(self, outputs: Sequence[int], conditions: Sequence[Condition], shape: tuple[str | int, ...] = ()) -> Program:
        """The finished program, without instructions that nothing uses."""
        return trimmed(Program(self.arguments, tuple(self.instructions), tuple(outputs), tuple(conditions), shape))


def _tagged(payload: Any) -> Any:
    """`True == 1` in Python; a truth value and a number are different constants."""
    return (type(payload).__name__, payload)


def live(program: Program, roots: Iterable[int]) -> list[int]:
    """The positions that the results at `roots` depend on, in order."""
    seen: set[int] = set()
    stack = list(roots)
    while stack:
        position = stack.pop()
        if position not in seen:
            seen.add(position)
            stack.extend(program.instructions[position].operands)
    return sorted(seen)


def trimmed(program: Program) -> Program:
    """The same program without instructions that no output and no condition needs."""
    kept = live(program, [*program.outputs, *(c.instruction for c in program.conditions)])
    place = {old: new for new, old in enumerate(kept)}
    instructions = tuple(
        replace(program.instructions[old], operands=tuple(place[o] for o in program.instructions[old].operands)) for old in kept
    )
    conditions = tuple(replace(c, instruction=place[c.instruction]) for c in program.conditions)
    return replace(program, instructions=instructions, outputs=tuple(place[o] for o in program.outputs), conditions=conditions)


def dependent(program: Program, on: Iterable[int] | None = None) -> list[bool]:
    """For each instruction, whether it depends on one of the arguments at positions `on` (all of them when None)."""
    wanted = None if on is None else set(on)
    flags: list[bool] = []
    for instruction in program.instructions:
        if instruction.operation == "argument":
            flags.append(wanted is None or instruction.payload in wanted)
        else:
            flags.append(instruction.operation == "dimension" or any(flags[o] for o in instruction.operands))
    return flags
