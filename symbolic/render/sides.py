"""The values at a counterexample of what a claim compares, worked out again from the printed point."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from sympy import Rational
from sympy.core.function import AppliedUndef

from symbolic.language.domain import functions_of, symbols_of
from symbolic.language.statements import Comparison, Independent, Shape, Statement
from symbolic.language.terms import substitute
from symbolic.render.text_terms import term_text


def sides(states: Statement, values: dict[str, str]) -> list[str]:
    """Lines such as `left side: 3/2` for a comparison, and the two values of what should have moved or stayed for a predicate.

    Empty where the point alone does not determine them: a compound statement, a function given by a formula.
    """
    if isinstance(states, Comparison):
        pairs = [("left side", states.left, values), ("right side", states.right, values)]
    elif isinstance(states, Shape | Independent) and f"{states.variable}_prime" in values:
        moved = {**values, str(states.variable): values[f"{states.variable}_prime"]}
        pairs = [(f"at {states.variable} = {point[str(states.variable)]}", states.expression, point) for point in (values, moved)]
    else:
        return []
    found = [(name, _value(term, point)) for name, term, point in pairs]
    return [f"{name}: {term_text(value)}" for name, value in found] if all(value is not None for _, value in found) else []


def _value(term: Any, values: dict[str, str]) -> Any:
    """The exact value of `term`, or None."""
    numbers = {symbol: _number(values.get(symbol.name, "")) for symbol in symbols_of(term)}
    if None in numbers.values():
        return None
    tables = {f: _entries(str(f.__name__), values) for f in functions_of(term)}
    value = substitute(term, numbers)
    while True:
        ready = {a: tables.get(a.func, {}).get(a.args) for a in value.atoms(AppliedUndef) if all(x.is_Rational for x in a.args)}
        if None in ready.values():
            return None
        if not ready:
            return value if value.is_number and not value.atoms(AppliedUndef) else None
        value = value.xreplace(ready)


def _number(text: str) -> Any:
    try:
        value = Fraction(text)
    except ValueError:
        return None
    return Rational(value.numerator, value.denominator)


def _entries(name: str, values: dict[str, str]) -> dict[tuple[Any, ...], Any]:
    pairs = re.findall(rf"{re.escape(name)}\(([^()]*)\) = ([^,\s]+)", values.get(name, ""))
    return {tuple(_number(x) for x in arguments.split(",")): _number(value) for arguments, value in pairs}
