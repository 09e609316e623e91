"""Power series compared coefficient by coefficient, as lines of a proof."""

from __future__ import annotations

from symbolic.render.proof_lines import since, then
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.trusted.rules.hypergeometric_series import ProductSeries, early_goals, last_early, late_goal, statement_of


def _series(node: ProductSeries, place: Place) -> list[str]:
    said = statement_of(node)
    lines = [f"{statement_text(said)}, coefficient by coefficient of its power series:"]
    for k, (goal, proof) in enumerate(zip(early_goals(node.b, node.c, node.terms, node.strict), node.early, strict=True)):
        lines += since(f"k = {k}: {statement_text(goal)}", proof, place.aiming(goal))
    m, late = late_goal(node.b, node.c, node.terms, said.left.free_symbols)
    later = f"k = {last_early(node.terms)} + {m}, {m} = 1, 2, ..., up to a positive factor"
    lines += since(f"{later}: {statement_text(late)}", node.late, place.aiming(late))
    return then(lines, node.then, place.adding(said))


LINES = {ProductSeries: _series}
