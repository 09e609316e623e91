"""When a numeric function is defined: the kinds of its arguments and the relations between them, as instructions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp

from symbolic.language.distributions import Distributions
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.numeric.lower_truth import lower_statement
from symbolic.numeric.program import Condition
from symbolic.numeric.scope import Scope


def conditions_of(scope: Scope, arguments: Sequence[Any], domain: Domain | None, positive_definite: Iterable[str]) -> tuple[Condition, ...]:
    """Every condition on the values of `arguments`, those of single arguments first.

    A relation that mentions a symbol which is not an argument says nothing about the arguments' values alone and is left out.
    """
    found: list[Condition] = []
    for symbol in arguments:
        if isinstance(symbol, sp.MatrixSymbol):
            found += _of_matrix(scope, symbol, symbol.name in set(positive_definite))
        else:
            found += _of_scalar(scope, symbol)
    known = set(arguments)
    for statement in domain.relations if domain is not None else ():
        symbols = symbols_of(statement)
        if set(symbols) <= known:
            found.append(Condition(lower_statement(scope, statement).holds, str(statement), tuple(s.name for s in symbols)))
    return tuple(dict.fromkeys(found))


def _of_scalar(scope: Scope, symbol: Any) -> list[Condition]:
    if symbol.is_extended_real is False:
        raise LanguageError(f"the argument `{symbol}` is declared not real: numeric functions take real arguments")
    name = str(symbol.name)
    value, zero = scope(symbol), scope.constant(0)
    found: list[Condition] = []

    def need(instruction: int, text: str) -> None:
        found.append(Condition(instruction, text, (name,)))

    if symbol.is_extended_positive:
        need(scope.add("less", zero, value), f"{name} > 0")
    elif symbol.is_extended_nonnegative:
        need(scope.add("at_most", zero, value), f"{name} >= 0")
    elif symbol.is_extended_negative:
        need(scope.add("less", value, zero), f"{name} < 0")
    elif symbol.is_extended_nonpositive:
        need(scope.add("at_most", value, zero), f"{name} <= 0")
    elif symbol.is_zero is False:
        need(scope.add("unequal", value, zero), f"{name} != 0")
    if symbol.is_integer:
        need(scope.add("whole", value), f"{name} is a whole number")
        for fact, divisor_text in ((symbol.is_even, "even"), (symbol.is_odd, "odd")):
            if fact:
                half = scope.add(
                    "divide", value if divisor_text == "even" else scope.add("subtract", value, scope.constant(1)), scope.constant(2)
                )
                need(scope.add("whole", half), f"{name} is {divisor_text}")
    if symbol.is_finite:
        need(scope.add("finite", value), f"{name} is finite")
    elif not found:
        need(scope.add("equal", value, value), f"{name} is a number")
    return found


def _of_matrix(scope: Scope, symbol: Any, definite: bool) -> list[Condition]:
    value, name = scope(symbol), str(symbol.name)
    raw = scope.builder.instructions[value].operands[0] if definite else value
    found = [Condition(scope.add("finite", raw), f"{name} has finite entries", (name,))]
    if isinstance(symbol, Distributions):
        found.append(Condition(scope.add("nonnegative_entries", value), f"{name} has no negative entry", (name,)))
        found.append(Condition(scope.add("unit_rows", value), f"{name} has rows that sum to 1", (name,)))
    if definite:
        found.append(Condition(scope.add("symmetric", raw), f"{name} is symmetric", (name,)))
        found.append(Condition(scope.add("positive_definite", value), f"{name} is positive definite", (name,)))
    return found
