"""Supporting lines in a proof, as lines."""

from __future__ import annotations

from symbolic.render.proof_lines import then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.rules.supporting_line import SupportingLine, line_facts


def _line(node: SupportingLine, place: Place) -> list[str]:
    head = f"a line of slope {term_text(node.slope)} supports {node.function.__name__} at {term_text(node.place)}"
    if place.context is None:
        return then([head], node.then, place)
    facts = line_facts(place.context, node)
    return then([f"{head}: {', '.join(map(statement_text, facts))}"], node.then, place.adding(*facts))


LINES = {SupportingLine: _line}
