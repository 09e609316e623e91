"""The comparison test for integrals, as lines of a proof."""

from __future__ import annotations

from symbolic.language.domain import Domain
from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.trusted.context import Context
from symbolic.trusted.rules.domination import Domination, between_goal, domination_facts


def _domination(node: Domination, place: Place) -> list[str]:
    said = domination_facts(node)
    _, facts, between = between_goal(place.context or Context(Domain()), node)
    where = " and ".join(map(statement_text, facts)) or "every place"
    told = since(f"for {where}: {statement_text(between)}", node.between, place.adding(*facts).aiming(between))
    shown = " and ".join(statement_text(fact) for fact in said)
    return then([f"{shown}, by comparison of the integrands:", *told], node.then, place.adding(*said))


LINES = {Domination: _domination}
