"""Shapes of compositions in a proof, as lines."""

from __future__ import annotations

from symbolic.render.proof_lines import since
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.rules.composition import ByComposition, inner_shape


def _composition(node: ByComposition, place: Place) -> list[str]:
    if place.context is None or place.goal is None:
        return since("a monotone curved function of a curved expression", node.inner, place.aiming(None))
    try:
        shape = inner_shape(place.context, place.goal)
    except Rejected:
        return since("a monotone curved function of a curved expression", node.inner, place.aiming(None))
    return since(f"a monotone curved function of an expression: {statement_text(shape)}", node.inner, place.aiming(shape))


LINES = {ByComposition: _composition}
