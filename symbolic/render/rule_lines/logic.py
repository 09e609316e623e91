"""Detached conclusions, weakening and generalised terms, as lines."""

from __future__ import annotations

from symbolic.render.proof_lines import node_lines, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import Context
from symbolic.trusted.rules.logic import Abstract, Detach, Only, abstracted, consequence


def _detach(node: Detach, place: Place) -> list[str]:
    if place.context is None:
        return then([f"by {statement_text(node.fact)}"], node.then, place)
    said = consequence(place.context, node.fact)
    return then([f"by {statement_text(node.fact)}: {statement_text(said)}"], node.then, place.adding(said))


def _only(node: Only, place: Place) -> list[str]:
    if place.context is None:
        return node_lines(node.then, place)
    kept = Place(place.goal, Context(place.context.domain).adding(*node.facts), place.variable)
    used = ", ".join(map(statement_text, node.facts))
    return then([f"of the facts only these are needed: {used}"], node.then, kept)


def _abstract(node: Abstract, place: Place) -> list[str]:
    names = ", ".join(f"{term_text(symbol)} for {term_text(term)}" for term, symbol in node.pairs)
    context = place.context
    if context is not None:
        context = Context(context.domain).adding(*(abstracted(fact, node.pairs) for fact in context.facts))
    goal = abstracted(place.goal, node.pairs) if place.goal is not None else None
    return then([f"write {names}"], node.then, Place(goal, context, place.variable))


LINES = {Detach: _detach, Only: _only, Abstract: _abstract}
