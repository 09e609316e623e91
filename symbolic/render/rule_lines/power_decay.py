"""A power times a decaying exponential at infinity, as a line of a proof."""

from __future__ import annotations

from sympy import exp

from symbolic.language.statements import Comparison
from symbolic.render.proof_lines import since
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import ZERO
from symbolic.trusted.rules.power_decay import PowerDecay


def _power_decay(node: PowerDecay, place: Place) -> list[str]:
    positive = Comparison(node.rate, ">", ZERO)
    vanishing = node.factor * place.variable**node.power * exp(-node.rate * place.variable)
    return since(f"{term_text(vanishing)} -> 0, since {statement_text(positive)}", node.positive, place.aiming(positive))


LINES = {PowerDecay: _power_decay}
