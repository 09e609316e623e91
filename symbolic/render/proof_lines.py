"""A proof of the kernel as short lines of mathematics: what each step adds, what the last one shows.

`LINES` has one entry for each rule; the rules of calculus stand in `calculus_lines`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sympy import Integer, Mul, Pow, exp, log

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.functions import properties_of
from symbolic.language.predicates import substitute_statement, unfold
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.render.arrange import is_negative
from symbolic.render.proof_place import FALL, NOWHERE, RISE, Place, Rule, evident
from symbolic.render.text_statements import statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import AXIOMS, NotApplicable, axiom
from symbolic.trusted.conditions import claim_conditions, negate
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.discovery import declared

GOAL = "the goal is a fact"
IMPOSSIBLE = "impossible"


def proof_lines(certificate: rules.Certificate, given: Domain | None = None, states: Statement | None = None) -> list[str]:
    """The conditions of well-posedness in one line and those that took a calculation; then the proof, cases indented."""
    if given is None or states is None:
        return [*_well_posed(certificate.conditions, ()), *node_lines(certificate.proof)]
    needed = [statement_text(condition.holds) for condition in claim_conditions(given, states)]
    start = Place(states, Context.of(given, symbols_of(given, states)))
    return [*_well_posed(certificate.conditions, needed), *node_lines(certificate.proof, start)]


def node_lines(node: Any, place: Place = NOWHERE) -> list[str]:
    """The lines of one node of a proof and of all below it."""
    rule = LINES.get(type(node))
    if rule is None:
        from symbolic.render.calculus_lines import CALCULUS

        rule = CALCULUS.get(type(node)) or declared("symbolic.render.rule_lines", "LINES")[type(node)]
    return rule(node, place)


def _well_posed(proofs: tuple[Any, ...], needed: Iterable[str]) -> list[str]:
    if not proofs:
        return []
    calculated = dict.fromkeys(text for text, proof in zip(needed, proofs, strict=False) if not evident(proof))
    count = f"{len(proofs)} conditions of well-posedness, each proved" if len(proofs) > 1 else "1 condition of well-posedness, proved"
    return [f"{count}{', among them:' * bool(calculated)}", *(f"  {text}" for text in calculated)]


def under(head: str, lines: list[str], link: str = ":") -> list[str]:
    """`head` with its reason: on the same line where that is short."""
    return [f"{head}{link} {lines[0]}"] if len(lines) == 1 else [f"{head}:", *(f"  {line}" for line in lines)]


def since(head: str, proof: Any, place: Place) -> list[str]:
    """`head` with its proof; that its end is what was to be shown goes without saying."""
    if isinstance(proof, rules.Known):
        return [head]
    lines = node_lines(proof, place)
    lines = lines[:-1] if lines[-1] == GOAL else [*lines[:-1], lines[-1].removesuffix(f"; then {GOAL}")]
    return under(head, lines, ", since")


def then(lines: list[str], rest: Any, place: Place) -> list[str]:
    """`lines` and what follows from them, at the same depth."""
    after = node_lines(rest, place)
    return [f"{lines[0]}; then {after[0]}"] if len(lines) == 1 and after in ([GOAL], [IMPOSSIBLE]) else [*lines, *after]


# --- Sums of products -------------------------------------------------------------------------------------------------------------------


def _sum(products: tuple[rules.Product, ...], place: Place) -> str:
    text = ""
    for product in products:
        powers = [Pow(place.recognised(factor), power, evaluate=power == 1) for factor, power in product.factors]
        shown = Mul(*([] if product.coefficient == 1 else [product.coefficient]), *powers, evaluate=False)
        minus = bool(text) and is_negative(shown)
        size = -shown if minus else shown
        body = f"({term_text(size)})" if size.is_Add and len(products) > 1 else term_text(size)
        text += f"{' - ' if minus else ' + '}" * bool(text) + body
    return text


def _combination(node: rules.Combination, place: Place) -> list[str]:
    if not node.products:
        return ["the two sides have the same normal form"]
    goal, total = place.goal, _sum(node.products, place.aiming(None))
    if not isinstance(goal, Comparison):
        return [f"difference of the two sides = {total}"]
    upwards = goal.relation in ("<", "<=")
    low, high = (goal.left, goal.right) if upwards else (goal.right, goal.left)
    difference = term_text(high) if low == ZERO else RISE if upwards else FALL
    relation = {"<": ">", "<=": ">="}.get(goal.relation, goal.relation.replace("==", "="))
    tail = ", term by term" * (relation == "=" and len(node.products) > 1)
    return [f"{total if difference == total else f'{difference} = {total}'} {relation} 0{tail}"]


def _absurd(node: rules.Absurd, place: Place) -> list[str]:
    return [f"contradiction: {_sum(node.products, place)} = 0 although positive" if node.products else IMPOSSIBLE]


# --- Cases and connectives --------------------------------------------------------------------------------------------------------------


def _split(node: rules.Split, place: Place) -> list[str]:
    """Neighbouring cases with one proof are told once."""
    below, equal, above = node.below, node.equal, node.above
    cases = [("<", below), ("==", equal), (">", above)]
    if equal == above:
        cases = [("<", below), (">=", equal)]
    elif below == equal:
        cases = [("<=", below), (">", above)]
    lines = []
    for relation, proof in cases:
        told = node_lines(proof, place.adding(Comparison(node.term, relation, ZERO)))
        lines += under(f"case {place.side_difference(node.term) or term_text(node.term)} {relation} 0", told)
    return lines


def _cases(node: rules.Cases, place: Place) -> list[str]:
    parts: Any = getattr(node.disjunction, "parts", ())
    pairs = zip(parts, node.proofs, strict=False)
    return [line for part, proof in pairs for line in under(f"case {statement_text(part)}", node_lines(proof, place.adding(part)))]


def _assume(node: rules.Assume, place: Place) -> list[str]:
    goal = place.goal
    facts: tuple[Statement, ...] = ()
    aim: Statement | None = None
    if isinstance(goal, Negation):
        said = negate(goal.part)
        return then([f"that is, {statement_text(said)}"], node.then, place.aiming(said))
    if isinstance(goal, Implication):
        facts, aim = (goal.premise,), goal.conclusion
    elif isinstance(goal, Disjunction):
        facts, aim = tuple(negate(part) for part in goal.parts[:-1]), goal.parts[-1]
    premise = " and ".join(map(statement_text, facts)) or "what stands before the conclusion"
    return then([f"assume {premise}"], node.then, place.aiming(aim).adding(*facts))


def _each(node: rules.Each, place: Place) -> list[str]:
    goal, lines = place.goal, []
    parts: tuple[Any, ...] = goal.parts if isinstance(goal, Conjunction) else (None,) * len(node.proofs)
    if isinstance(goal, Equivalence):
        parts = (Implication(goal.left, goal.right), Implication(goal.right, goal.left))
    for number, (part, proof) in enumerate(zip(parts, node.proofs, strict=True), 1):
        head = f"({number}) {statement_text(part)}" if part else f"part {number}"
        lines += under(head, node_lines(proof, place.aiming(part)))
        place = place.adding(part) if part else place
    return lines


def _generalise(node: rules.Generalise, place: Place) -> list[str]:
    goal, context = place.goal, place.context
    if not isinstance(goal, Quantified):
        return then(["for arbitrary values"], node.then, place.aiming(None))
    new: dict[Any, Any] = {}
    for variable in goal.variables:
        new[variable] = fresh_symbol(variable, [*symbols_of(context.facts if context else (), goal), *new.values()])
    after = replace(place, goal=substitute_statement(goal.body, new), context=context and context.with_symbols(new.values()))
    return then([f"let {', '.join(map(term_text, new.values()))} be arbitrary"], node.then, after)


def _induction(node: rules.Induction, place: Place) -> list[str]:
    variable, goal = node.variable, place.goal
    first, following = Integer(1) if variable.is_positive else ZERO, variable + 1
    base, step = (goal and substitute_statement(goal, {variable: value}) for value in (first, following))
    known = place.adding(goal) if goal else place
    head = f"induction, {term_text(variable)} = {first}"
    onwards = f"induction, from {term_text(variable)} to {term_text(following)}"
    return [*under(head, node_lines(node.base, place.aiming(base))), *under(onwards, node_lines(node.step, known.aiming(step)))]


def _unfold(node: rules.Unfold, place: Place) -> list[str]:
    context, lines = place.context, []
    if place.goal is None or context is None:
        told = [under(f"obligation {number}", node_lines(proof)) for number, proof in enumerate(node.proofs, 1)]
        return node_lines(node.proofs[0]) if len(told) == 1 else [line for entry in told for line in entry]
    for number, (due, proof) in enumerate(zip(unfold(context.domain, place.goal), node.proofs, strict=True), 1):
        facts = [fact for fact in due.given.relations if fact not in context.facts]
        known = context.with_symbols(symbols_of(due.given, due.goal)).adding(*facts)
        where = f", where {', '.join(map(statement_text, facts))}" * bool(facts)
        label = "that is" if len(node.proofs) == 1 else f"obligation {number}"
        entry = node_lines(proof, replace(place, goal=due.goal, context=known))
        lines += [f"{label}: {statement_text(due.goal)}{where}", *(entry if len(node.proofs) == 1 else (f"  {line}" for line in entry))]
    return lines


# --- Facts ------------------------------------------------------------------------------------------------------------------------------


def _have(node: rules.Have, place: Place) -> list[str]:
    told = since(f"have {statement_text(node.statement)}", node.proof, place.aiming(node.statement))
    return then(told, node.then, place.adding(node.statement))


def _resolve(node: rules.Resolve, place: Place) -> list[str]:
    return then([f"{term_text(node.term)} = {term_text(node.value)}"], node.then, place.replacing(node.term, node.value))


def _rewrite(node: rules.Rewrite, place: Place) -> list[str]:
    return then([f"put {term_text(node.new)} for {term_text(node.old)}"], node.then, place.replacing(node.old, node.new))


def _instance(node: rules.Instance, place: Place) -> list[str]:
    """Instances of one property in a row share a line."""
    said: list[str] = []
    last: Any = node
    while isinstance(last, rules.Instance) and (last.rule, last.function) == (node.rule, node.function):
        fact = _fact(last, place)
        said.append(statement_text(fact) if fact else f"at {' and '.join(map(term_text, last.arguments))}")
        place, last = (place.adding(fact) if fact else place), last.then
    return then([f"{_property(node, place)}: {', '.join(dict.fromkeys(said))}"], last, place)


def _fact(node: rules.Instance, place: Place) -> Comparison | None:
    known = axiom(node.rule)
    try:
        return known(place.context, node.function, node.arguments) if place.context and known else None
    except NotApplicable:
        return None


def _property(node: rules.Instance, place: Place) -> str:
    function, name = node.function, node.function.__name__
    if node.rule == "tangent":
        return f"{name} lies {'below' if function is log else 'above'} its tangent"
    if node.rule == "congruent":
        return f"equal arguments of {name}"
    if node.rule not in AXIOMS:
        return node.rule.replace("_", " ")
    known = place.context.domain.properties(function) if place.context else properties_of(function)
    groups = {"signed": ("positive", "nonnegative"), "curved": ("concave", "convex")}
    names = groups.get(node.rule, ("increasing", "decreasing", "nondecreasing", "nonincreasing"))
    native = {"signed": "positive", "curved": "convex" if function is exp else "concave"}.get(node.rule, "increasing")
    return f"{name} is {next((word for word in names if word in known.names), native)}"


def _specialise(node: rules.Specialise, place: Place) -> list[str]:
    """One fact at several values in a row shares a line."""
    variables, at = node.fact.variables, []
    last: Any = node
    while isinstance(last, rules.Specialise) and last.fact == node.fact:
        at.append(", ".join(f"{term_text(v)} = {term_text(value)}" for v, value in zip(variables, last.values, strict=True)))
        instance = substitute_statement(last.fact.body, dict(zip(variables, last.values, strict=True)))
        known = isinstance(instance, Implication) and place.context and place.context.holds(instance.premise)
        place, last = place.adding(instance.conclusion if known else instance), last.then
    return then([f"{statement_text(node.fact)}; at {'; '.join(at)}"], last, place)


LINES: dict[type, Rule] = {
    rules.Known: lambda node, place: [GOAL],
    rules.Combination: _combination,
    rules.Absurd: _absurd,
    rules.Split: _split,
    rules.Cases: _cases,
    rules.Assume: _assume,
    rules.Each: _each,
    rules.Generalise: _generalise,
    rules.Have: _have,
    rules.Resolve: _resolve,
    rules.Rewrite: _rewrite,
    rules.Instance: _instance,
    rules.Specialise: _specialise,
    rules.Induction: _induction,
    rules.Unfold: _unfold,
    rules.Unsat: lambda node, place: ["facts and negated goal are unsatisfiable, say the solvers"],
    rules.Evaluate: lambda node, place: ["true of these numbers, in exact or ball arithmetic"],
}
