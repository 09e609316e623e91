"""Two values of a term compared by its slope between them, as lines of a proof."""

from __future__ import annotations

from symbolic.language.domain import Domain
from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.trusted.context import Context
from symbolic.trusted.rules.growth import Growth, slope_goal, statement_of


def _growth(node: Growth, place: Place) -> list[str]:
    said = statement_of(node)
    facts, slope = slope_goal(place.context or Context(Domain()), node)
    between = " and ".join(map(statement_text, facts))
    told = since(f"for {between}: {statement_text(slope)}", node.sign, place.adding(*facts).aiming(slope))
    return then([f"{statement_text(said)}, by the slope in between:", *told], node.then, place.adding(said))


LINES = {Growth: _growth}
