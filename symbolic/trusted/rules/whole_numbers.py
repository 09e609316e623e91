"""Whole numbers: induction from any beginning, one case for each value of a bounded one, residues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import fresh_symbol
from symbolic.trusted.context import Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined

MOST_CASES = 200
MOST_STEPS = 4


@dataclass(frozen=True)
class InductionFrom:
    """The goal holds at `start`, start + 1, ... as `bases` show, and at n + k, k their number, wherever it does at n, ..., n + k - 1."""

    variable: Any
    start: Any
    bases: tuple[Any, ...]
    step: Any


@dataclass(frozen=True)
class EachValue:
    """A whole number between `lower` and `upper`, both numbers: one proof for each value."""

    variable: Any
    lower: Any
    upper: Any
    proofs: tuple[Any, ...]


@dataclass(frozen=True)
class Residues:
    """A whole `variable` is modulus * q + r for a whole q and one of r = 0, ..., modulus - 1: one proof for each, q being a new symbol."""

    variable: Any
    modulus: int
    proofs: tuple[Any, ...]


def _whole(variable: Any) -> None:
    if not (variable.is_Symbol and variable.is_integer):
        raise Rejected(f"`{variable}` is no whole number")


def induction_context(context: Context, variable: Any, start: Any) -> Context:
    """What is known of `variable` in the step of an induction from `start`, if that is all that the facts say of it.

    Raises `Rejected` where a fact restricts the variable further, or does not place it at `start` or beyond.
    """
    if not (start.is_integer and variable not in symbols_of(start)):
        raise Rejected(f"`{start}` is no whole number to begin from")
    if not implied(context.relation(variable - start + 1), ">"):
        raise Rejected(f"`{variable} >= {start}` is not among the facts")
    free = tuple(fact for fact in context.facts if variable not in symbols_of(fact))
    everywhere = Context(context.domain).adding(*free).with_symbols([variable]).adding(Comparison(variable, ">=", start))
    if start.is_positive:
        everywhere = everywhere.adding(Comparison(variable, ">", Integer(0)))
    for fact in context.facts:
        if variable in symbols_of(fact) and not everywhere.holds(fact):
            raise Rejected(f"`{fact}` restricts `{variable}`: induction would leave it behind")
    return everywhere


def _induction_from(kernel: Kernel, context: Context, goal: Statement, proof: InductionFrom) -> None:
    variable, start = proof.variable, proof.start
    _whole(variable)
    require_defined(context, start)
    everywhere = induction_context(context, variable, start)
    if not 1 <= len(proof.bases) <= MOST_STEPS:
        raise Rejected(f"{len(proof.bases)} beginnings")
    for kind in (fact for fact in everywhere.facts if variable in symbols_of(fact)):  # the kind, and what `start` itself gives
        if not _holds_at(context, kind, variable, start):
            raise Rejected(f"`{start}` is not seen to be of the kind of `{variable}`")
    base = Context(context.domain).adding(*(fact for fact in context.facts if variable not in symbols_of(fact)))
    for i, inner in enumerate(proof.bases):
        kernel.check(base, substitute_statement(goal, {variable: start + i}), inner)
    hypotheses = tuple(substitute_statement(goal, {variable: variable + i}) for i in range(len(proof.bases)))
    kernel.check(everywhere.adding(*hypotheses), substitute_statement(goal, {variable: variable + len(proof.bases)}), proof.step)


def _holds_at(context: Context, fact: Statement, variable: Any, start: Any) -> bool:
    return context.holds(substitute_statement(fact, {variable: start}))


def _each_value(kernel: Kernel, context: Context, goal: Statement, proof: EachValue) -> None:
    variable, lower, upper = proof.variable, proof.lower, proof.upper
    _whole(variable)
    if not (lower.is_Integer and upper.is_Integer and 0 <= upper - lower < MOST_CASES):
        raise Rejected(f"`{lower}` to `{upper}` is not a short range of whole numbers")
    if not (implied(context.relation(variable - lower + 1), ">") and implied(context.relation(upper + 1 - variable), ">")):
        raise Rejected(f"`{lower} <= {variable} <= {upper}` is not among the facts")
    values = range(int(lower), int(upper) + 1)
    if len(values) != len(proof.proofs):
        raise Rejected(f"{len(values)} values, {len(proof.proofs)} proofs")
    for value, inner in zip(values, proof.proofs, strict=True):
        place = {variable: Integer(value)}
        facts = (substitute_statement(fact, place) for fact in context.facts)
        kernel.check(Context(context.domain).adding(*facts), substitute_statement(goal, place), inner)


def quotient_symbol(context: Context, goal: Statement, variable: Any) -> Any:
    """The new whole number q of `Residues`, natural where the variable is."""
    kind = {"nonnegative": True} if variable.is_nonnegative else {}
    return fresh_symbol(Symbol(f"{variable.name}_part", integer=True, **kind), symbols_of(context.facts, goal, variable))


def _residues(kernel: Kernel, context: Context, goal: Statement, proof: Residues) -> None:
    _whole(proof.variable)
    if not 2 <= proof.modulus <= MOST_CASES or len(proof.proofs) != proof.modulus:
        raise Rejected(f"{proof.modulus} residues, {len(proof.proofs)} proofs")
    q = quotient_symbol(context, goal, proof.variable)
    for r, inner in enumerate(proof.proofs):
        value = proof.modulus * q + r
        kernel.check(context.with_symbols([q]).adding(Comparison(proof.variable, "==", value)), goal, inner)


RULES = {InductionFrom: _induction_from, EachValue: _each_value, Residues: _residues}
NAMES = {InductionFrom: "induction", Residues: "residue classes", EachValue: "each value"}

__all__ = ["EachValue", "InductionFrom", "Residues", "induction_context", "quotient_symbol"]
