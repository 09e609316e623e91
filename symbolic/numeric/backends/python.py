"""Python source over `math`, for Python floats: the fastest way to one value.

The fast body lets `math` raise; only then is the point computed again with functions that answer infinity or nan. Every name in the source
is generated here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from symbolic.numeric.backend import Backend, Kernel, element_by_element
from symbolic.numeric.constants import rounded
from symbolic.numeric.program import Instruction, Program, live
from symbolic.numeric.scalar_functions import FAST, SAFE
from symbolic.numeric.special.operations import operations

OPERATORS = {
    "add": "{0} + {1}",
    "subtract": "{0} - {1}",
    "multiply": "{0} * {1}",
    "divide": "{0} / {1}",
    "negate": "-{0}",
    "absolute": "abs({0})",
    "maximum": "{0} if {0} > {1} or {0} != {0} else {1}",
    "minimum": "{0} if {0} < {1} or {0} != {0} else {1}",
    "select": "{1} if {0} else {2}",
}
CONDITIONS = {
    "less": "({0} < {1})",
    "at_most": "({0} <= {1})",
    "equal": "({0} == {1})",
    "unequal": "({0} != {1})",
    "both": "({0} and {1})",
    "either": "({0} or {1})",
    "negation": "(not {0})",
    "finite": "(-inf < {0} < inf)",
    "whole": "({0}.is_integer())",
}


def source(program: Program, name: str, *, safe: bool) -> str:
    """The source of a function `name(x0, x1, ...)` of floats that returns a float, or a tuple of them for several outputs.

    Conditions are computed first. With `safe`, nothing raises; without it, an arithmetic exception goes to `careful`, the safe function.
    """
    parameters = ", ".join(f"x{i}" for i in range(len(program.arguments)))
    names: dict[int, str] = {}
    body: list[str] = []
    for condition in program.conditions:
        body += _assignments(program, [condition.instruction], names, safe)
    if program.conditions:
        nothing = "nan" if len(program.outputs) == 1 else f"({', '.join(['nan'] * len(program.outputs))})"
        test = " and ".join(dict.fromkeys(names[c.instruction] for c in program.conditions))
        body.append(f"if not ({test}): return {nothing}")
    body += _assignments(program, list(program.outputs), names, safe)
    results = [_as_float(program.instructions[o], names[o]) for o in program.outputs]
    body.append(f"return {results[0]}" if len(results) == 1 else f"return ({', '.join(results)})")
    if safe:
        return "\n    ".join([f"def {name}({parameters}):", *body])
    guarded = ["try:", *(f"    {line}" for line in body), "except (ArithmeticError, ValueError):", f"    return careful({parameters})"]
    return "\n    ".join([f"def {name}({parameters}):", *guarded])


def _assignments(program: Program, roots: list[int], names: dict[int, str], safe: bool) -> list[str]:
    lines = []
    for position in live(program, roots):
        if position in names:
            continue
        instruction = program.instructions[position]
        operands = [names[o] for o in instruction.operands]
        if instruction.operation == "argument":
            names[position] = f"x{instruction.payload}"
        elif instruction.operation == "constant":
            names[position] = _literal(instruction.payload)
        elif instruction.operation in CONDITIONS:
            names[position] = CONDITIONS[instruction.operation].format(*operands)
        else:
            template = OPERATORS.get(instruction.operation)
            called = template is None or (safe and instruction.operation in SAFE)
            value = f"{instruction.operation}({', '.join(operands)})" if called else str(template).format(*operands)
            names[position] = f"v{position}"
            lines.append(f"v{position} = {value}")
    return lines


def _literal(value: bool | float) -> str:
    text = repr(value)
    return f"({text})" if text.startswith("-") else text


def _as_float(instruction: Instruction, name: str) -> str:
    return f"float({name})" if instruction.is_truth else name


def build(program: Program) -> Kernel:
    """The kernel of a scalar program."""
    program = rounded(program)
    basis: dict[str, Any] = {"inf": math.inf, "nan": math.nan, "abs": abs, "float": float, "__builtins__": {}}
    special = {name: operation.scalar for name, operation in operations().items()}
    careful = _function(source(program, "careful", safe=True), "careful", {**basis, **SAFE, **special})
    fast = _function(
        source(program, "fast", safe=False),
        "fast",
        {**basis, **FAST, **special, "ArithmeticError": ArithmeticError, "ValueError": ValueError, "careful": careful},
    )
    return Kernel(fast, element_by_element(fast))


def _function(text: str, name: str, namespace: dict[str, Any]) -> Callable[..., Any]:
    exec(compile(text, f"<{name} numeric function>", "exec"), namespace)
    found: Callable[..., Any] = namespace[name]
    return found


BACKEND = Backend("python", build, scalar_rank=2, array_rank=0)
