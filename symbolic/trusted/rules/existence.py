"""Rules of the kernel for "there is": a witness shows it; what there is can be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Quantified, Statement
from symbolic.language.terms import fresh_symbol
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected, require_defined


@dataclass(frozen=True)
class Witness:
    """For a goal "there is": it holds for `values`, one for each variable and of its kind."""

    values: tuple[Any, ...]
    then: Any


@dataclass(frozen=True)
class Choose:
    """A fact "there is": names for such values, used nowhere else, and what the fact says of them."""

    fact: Quantified
    then: Any


def witness(kernel: Kernel, context: Context, goal: Statement, proof: Witness) -> None:
    if not (isinstance(goal, Quantified) and goal.quantifier == "exists" and len(goal.variables) == len(proof.values)):
        raise Rejected(f"`{goal}` does not say that there are {len(proof.values)} values")
    new = set(symbols_of(*proof.values)) - set(symbols_of(context.facts, goal))
    if new:
        raise Rejected(f"`{min(map(str, new))}` is new here")
    require_defined(context, *proof.values)
    for variable, value in zip(goal.variables, proof.values, strict=True):
        for fact in kind_facts([variable]):
            if not context.holds(Comparison(value, fact.relation, ZERO)):
                raise Rejected(f"`{value} {fact.relation} 0` is not among the facts")
        if variable.is_integer and not value.is_integer:
            raise Rejected(f"`{value}` is not known to be an integer")
    kernel.check(context, substitute_statement(goal.body, dict(zip(goal.variables, proof.values, strict=True))), proof.then)


def chosen(context: Context, goal: Statement, fact: Quantified) -> dict[Any, Any]:
    """The names that `Choose` gives to the variables of `fact`."""
    taken = symbols_of(context.facts, goal)
    names: dict[Any, Any] = {}
    for variable in fact.variables:
        names[variable] = fresh_symbol(variable, [*taken, *fact.variables, *names.values()])
    return names


def choose(kernel: Kernel, context: Context, goal: Statement, proof: Choose) -> None:
    fact = proof.fact
    if not isinstance(fact, Quantified) or fact.quantifier != "exists" or fact not in context.facts:
        raise Rejected(f"`{fact}` is not a fact that says that there is something")
    names = chosen(context, goal, fact)
    kernel.check(context.with_symbols(names.values()).adding(substitute_statement(fact.body, names)), goal, proof.then)


RULES = {Witness: witness, Choose: choose}
