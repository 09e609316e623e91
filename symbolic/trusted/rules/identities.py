"""An equation that textbook relations of the functions which occur make true, wherever its terms are defined."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.statements import Comparison, Statement
from symbolic.trusted.context import Context, implied
from symbolic.trusted.identities.decision import vanishes
from symbolic.trusted.kernel import Kernel, Rejected


@dataclass(frozen=True)
class Identity:
    """The two sides of the goal differ by a term that `identities` reduce to zero."""


def identity(kernel: Kernel, context: Context, goal: Statement, proof: Identity) -> None:
    if not isinstance(goal, Comparison) or not implied("==", goal.relation):
        raise Rejected(f"`{goal}` is not an equation")
    try:
        found = vanishes(context, goal.left - goal.right)
    except (ArithmeticError, TypeError, ValueError) as error:
        raise Rejected(str(error)) from error
    if not found.zero:
        raise Rejected(f"`{goal.left - goal.right}` is not reduced to 0")
    if found.enclosed:
        kernel.grades.add("enclosure")


RULES = {Identity: identity}
NAMES = {Identity: "identity"}
