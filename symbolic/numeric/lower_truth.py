"""Truth values of conditions. A comparison with nan neither holds nor fails; a `Piecewise` that turns on one is nan, not its last case."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy as sp
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from symbolic.language import statements
from symbolic.language.errors import LanguageError
from symbolic.numeric.scope import Scope


@dataclass(frozen=True)
class Truth:
    """Kleene's three values as two instructions: `holds`, and `fails`, which is None when it is the negation of `holds`."""

    holds: int
    fails: int | None = None


def negated(scope: Scope, truth: Truth) -> Truth:
    """not truth."""
    if truth.fails is None:
        return Truth(scope.add("negation", truth.holds))
    return Truth(truth.fails, truth.holds)


def both(scope: Scope, a: Truth, b: Truth) -> Truth:
    """a and b."""
    return _joined(scope, "both", "either", a, b)


def either(scope: Scope, a: Truth, b: Truth) -> Truth:
    """a or b."""
    return _joined(scope, "either", "both", a, b)


def _joined(scope: Scope, operation: str, dual: str, a: Truth, b: Truth) -> Truth:
    holds = scope.add(operation, a.holds, b.holds)
    if a.fails is None and b.fails is None:
        return Truth(holds)
    failures = [scope.add("negation", t.holds) if t.fails is None else t.fails for t in (a, b)]
    return Truth(holds, scope.add(dual, *failures))


def compared(scope: Scope, left: int, relation: str, right: int) -> Truth:
    """`left relation right`."""
    if relation in (">", ">="):
        left, right, relation = right, left, {">": "<", ">=": "<="}[relation]
    operation, opposite, swapped = {
        "<": ("less", "at_most", True),
        "<=": ("at_most", "less", True),
        "==": ("equal", "unequal", False),
        "!=": ("unequal", "equal", False),
    }[relation]
    holds = scope.add(operation, left, right)
    if _always_a_number(scope, left) and _always_a_number(scope, right):
        return Truth(holds)
    fails = scope.add(opposite, *((right, left) if swapped else (left, right)))
    if relation == "==":  # nan != nan holds in IEEE arithmetic
        return Truth(holds, scope.add("both", fails, _numbers(scope, left, right)))
    if relation == "!=":
        return Truth(scope.add("both", holds, _numbers(scope, left, right)), fails)
    return Truth(holds, fails)


def _numbers(scope: Scope, left: int, right: int) -> int:
    return scope.add("both", scope.add("equal", left, left), scope.add("equal", right, right))


def _always_a_number(scope: Scope, position: int) -> bool:
    """Whether nan is excluded: for constants, sums and products of two, and arguments, whose conditions come first."""
    instruction = scope.builder.instructions[position]
    if instruction.operation in ("argument", "dimension", "constant"):
        return bool(instruction.payload != "nan")
    return instruction.operation in ("add", "subtract", "multiply", "negate") and all(
        _always_finite(scope, o) for o in instruction.operands
    )


def _always_finite(scope: Scope, position: int) -> bool:
    return isinstance(scope.builder.instructions[position].payload, Fraction) or scope.builder.has("finite", position)


def lower_truth(scope: Scope, condition: Any) -> Truth:
    """The truth of a SymPy condition."""
    if isinstance(condition, BooleanTrue | BooleanFalse | bool):
        return Truth(scope.constant(bool(condition)))
    if isinstance(condition, sp.core.relational.Relational):
        return compared(scope, scope(condition.lhs), condition.rel_op, scope(condition.rhs))
    if isinstance(condition, sp.Not):
        return negated(scope, lower_truth(scope, condition.args[0]))
    for kind, join in ((sp.And, both), (sp.Or, either)):
        if isinstance(condition, kind):
            return reduce(lambda a, b, join=join: join(scope, a, b), [lower_truth(scope, c) for c in condition.args])  # type: ignore[misc]
    if isinstance(condition, sp.logic.boolalg.BooleanFunction):
        return lower_truth(scope, condition.to_nnf())
    raise LanguageError(f"`{condition}` is not a condition between numbers: write it with <, <=, Eq, Ne, And, Or, Not")


def lower_statement(scope: Scope, statement: Any) -> Truth:
    """The truth of a comparison, or a logical combination of comparisons, between values of the arguments."""
    match statement:
        case statements.Comparison(left, relation, right):
            return compared(scope, scope(left), relation, scope(right))
        case statements.Conjunction(parts):
            return reduce(lambda a, b: both(scope, a, b), [lower_statement(scope, p) for p in parts])
        case statements.Disjunction(parts):
            return reduce(lambda a, b: either(scope, a, b), [lower_statement(scope, p) for p in parts])
        case statements.Negation(part):
            return negated(scope, lower_statement(scope, part))
        case statements.Implication(premise, conclusion):
            return either(scope, negated(scope, lower_statement(scope, premise)), lower_statement(scope, conclusion))
        case statements.Equivalence(left, right):
            a, b = lower_statement(scope, left), lower_statement(scope, right)
            return either(scope, both(scope, a, b), both(scope, negated(scope, a), negated(scope, b)))
    raise LanguageError(f"the condition `{statement}` cannot be tested on numbers: give `compile` a domain of comparisons")


def lower_piecewise(scope: Scope, expression: Any) -> int:
    """The first branch whose condition holds; nan where none does, or where an undecided condition comes first."""
    nothing = scope.constant("nan")
    value = nothing
    for branch, condition in reversed(expression.args):
        truth = lower_truth(scope, condition)
        if truth.fails is not None:
            value = scope.add("select", truth.fails, value, nothing)
        value = scope(branch) if condition == sp.true else scope.add("select", truth.holds, scope(branch), value)
    return value


def lower_step(scope: Scope, expression: Any) -> int:
    """Heaviside's step, with SymPy's value at 0 (1/2 unless it says otherwise)."""
    argument, at_zero = expression.args
    return scope(sp.Piecewise((0, argument < 0), (1, argument > 0), (at_zero, True), evaluate=False))


def lower_delta(scope: Scope, expression: Any) -> int:
    """The derivative of a step: 0 off the step and nan on it, where there is no number."""
    return scope.add("select", scope.add("unequal", scope(expression.args[0]), scope.constant(0)), scope.constant(0), scope.constant("nan"))
