"""Witnesses and names for what there is, as lines of a proof."""

from __future__ import annotations

from typing import Any

from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Quantified
from symbolic.render.proof_lines import then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.existence import Choose, Witness


def _witness(node: Witness, place: Place) -> list[str]:
    goal: Any = place.goal
    if not isinstance(goal, Quantified):
        return then(["such a value: " + ", ".join(map(term_text, node.values))], node.then, place)
    shown = substitute_statement(goal.body, dict(zip(goal.variables, node.values, strict=True)))
    values = ", ".join(f"{term_text(v)} = {term_text(value)}" for v, value in zip(goal.variables, node.values, strict=True))
    return then([f"take {values}: it remains to show {statement_text(shown)}"], node.then, place.aiming(shown))


def _choose(node: Choose, place: Place) -> list[str]:
    return then([f"by {statement_text(node.fact)}, let there be such a value"], node.then, place)


LINES = {Witness: _witness, Choose: _choose}
