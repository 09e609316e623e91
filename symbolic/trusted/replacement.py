"""Rules of the kernel that put one term for another: arms in force, equals for equals, axioms and quantified facts at given terms."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import sympy
from sympy import Abs, Max, Min, Piecewise
from sympy.core.function import UndefinedFunction

from symbolic.language.domain import symbols_of
from symbolic.language.functions import check_properties
from symbolic.language.predicates import kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Finite, FunctionProperty, Implication, Quantified, Statement, as_statement
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import AXIOMS, axiom
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import PREDICATES, Kernel, Rejected, require_defined


def resolve(kernel: Kernel, context: Context, goal: Statement, proof: rules.Resolve) -> None:
    if not _in_force(context, proof.term, proof.value):
        raise Rejected(f"the facts do not put `{proof.value}` in force for `{proof.term}`")
    _replace(kernel, context, goal, proof.term, proof.value, proof.then)


def _in_force(context: Context, term: Any, value: Any) -> bool:
    if isinstance(term, Max | Min):
        wanted = ">=" if isinstance(term, Max) else "<="
        return value in term.args and all(arm == value or implied(context.relation(value - arm), wanted) for arm in term.args)
    if isinstance(term, Abs):
        inner = term.args[0]
        relation = context.relation(inner)
        return (value == inner and implied(relation, ">=")) or (value == -inner and implied(relation, "<="))
    if isinstance(term, sympy.sign):
        return bool(value == {"<": -1, "==": 0, ">": 1}.get(context.relation(term.args[0]) or ""))
    if isinstance(term, Piecewise):
        return _branch_in_force(context, term, value)
    return False


def _branch_in_force(context: Context, term: Any, value: Any) -> bool:
    for branch, raw in term.args:
        if raw == sympy.true:
            return bool(branch == value)
        condition = as_statement(raw)
        if context.holds(condition):
            return bool(branch == value)
        if not context.holds(negate(condition)):
            return False
    return False


def rewrite(kernel: Kernel, context: Context, goal: Statement, proof: rules.Rewrite) -> None:
    require_defined(context, proof.new)
    if context.relation(proof.old - proof.new) != "==":
        raise Rejected(f"`{proof.old} == {proof.new}` is not among the facts")
    _replace(kernel, context, goal, proof.old, proof.new, proof.then)


def _replace(kernel: Kernel, context: Context, goal: Statement, old: Any, new: Any, then: Any) -> None:
    if _has_predicate(goal):
        raise Rejected(f"`{goal}` speaks of all points, so nothing that holds here may be put into it")
    mapping = {old: new}
    changed = []
    for fact in context.facts:
        if isinstance(fact, (FunctionProperty, Quantified, Finite, *PREDICATES)):
            continue
        restated = substitute_statement(fact, mapping)
        if restated != fact:
            changed.append(restated)
    kernel.check(context.adding(*changed), substitute_statement(goal, mapping), then)


def _has_predicate(statement: Any) -> bool:
    if isinstance(statement, PREDICATES):
        return True
    if isinstance(statement, tuple):
        return any(_has_predicate(part) for part in statement)
    if is_dataclass(statement):
        return any(_has_predicate(getattr(statement, entry.name)) for entry in fields(statement))
    return False


def instance(kernel: Kernel, context: Context, goal: Statement, proof: rules.Instance) -> None:
    known = axiom(proof.rule)
    if known is None:
        raise Rejected(f"`{proof.rule}` is not an axiom")
    _no_new_symbols(context, goal, *proof.arguments)
    require_defined(context, *proof.arguments)
    elementary = proof.function in (sympy.exp, sympy.log, sympy.sqrt) or isinstance(proof.function, UndefinedFunction)
    if proof.rule in AXIOMS and not elementary:
        raise Rejected(f"`{proof.function}` is not a function that the axioms speak of")
    if isinstance(proof.function, UndefinedFunction):  # a proof may bring in any function that there is, and no other
        properties = context.domain.properties(proof.function)
        check_properties(str(proof.function), properties.names, positive_axis=properties.positive_axis)
    fact = known(context, proof.function, proof.arguments)
    if proof.rule not in AXIOMS:
        require_defined(context, fact.left, fact.right)
    kernel.check(context.adding(fact), goal, proof.then)


def _no_new_symbols(context: Context, goal: Statement, *terms: Any) -> None:
    new = set(symbols_of(*terms)) - set(symbols_of(context.facts, goal))
    if new:
        raise Rejected(f"`{min(map(str, new))}` is new here")


def specialise(kernel: Kernel, context: Context, goal: Statement, proof: rules.Specialise) -> None:
    fact = proof.fact
    if fact not in context.facts or fact.quantifier != "forall" or len(fact.variables) != len(proof.values):
        raise Rejected(f"`{fact}` is not among the facts, or its variables do not fit")
    _no_new_symbols(context, goal, *proof.values)
    for variable, value in zip(fact.variables, proof.values, strict=True):
        _require_kind(context, variable, value)
    require_defined(context, *proof.values)
    instance = substitute_statement(fact.body, dict(zip(fact.variables, proof.values, strict=True)))
    if isinstance(instance, Implication) and context.holds(instance.premise):
        instance = instance.conclusion
    kernel.check(context.adding(instance), goal, proof.then)


def _require_kind(context: Context, variable: Any, value: Any) -> None:
    for fact in kind_facts([variable]):
        if not context.holds(Comparison(value, fact.relation, ZERO)):
            raise Rejected(f"`{value} {fact.relation} 0` is not among the facts")
    if variable.is_integer and not value.is_integer:
        raise Rejected(f"`{value}` is not known to be an integer")
