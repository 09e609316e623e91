"""Small changes of a claim that ought to make it false: how much the prover notices.

A mutant differs from its claim in one place: a sign, a constant, an exponent, an order of arguments, a relation, its strictness, an
assumption that is dropped or weakened, a step of the derivation. The same claim and seed give the same mutants in every process. A mutant
with the normal form of its claim says the same and does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sympy import Add, Expr, Max, Min, Mul, Piecewise, Pow, Rational, ceiling, floor
from sympy.core.function import AppliedUndef

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.mapping import map_terms
from symbolic.language.statements import (
    Comparison,
    Equivalence,
    Extremum,
    Implication,
    Quantified,
    Shape,
    Statement,
)
from symbolic.language.terms import substitute
from symbolic.language.tidying import tidy
from symbolic.methods.subterms import parts_of, put, subterms
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import MIRROR
from symbolic.trusted.normal_form import TooLarge, normal_form, normalised
from symbolic.trusted.weakening import declared_anyway

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "!=", "!=": "=="}
STRICTER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
WEAKER = {"<": "<=", ">": ">="}
OPPOSITE = {
    "increasing": "decreasing",
    "decreasing": "increasing",
    "convex": "concave",
    "concave": "convex",
    "nondecreasing": "nonincreasing",
    "nonincreasing": "nondecreasing",
    "maximum": "minimum",
    "minimum": "maximum",
    "forall": "exists",
    "exists": "forall",
}
TRIES = 12  # draws for each mutant that is wanted, those that say the same as the claim included


@dataclass(frozen=True)
class Mutant:
    """A changed claim and what was changed in it; `of_step` says that only its derivation differs."""

    claim: Claim
    change: str
    of_step: bool = False


def mutants(claim: Claim, number: int, seed: str) -> tuple[Mutant, ...]:
    """Up to `number` mutants of `claim`, different from it and from one another, as many kinds of change as there are."""
    draw = Random(f"mutants of {seed}")
    found: dict[Any, Mutant] = {}
    kinds = list(KINDS)
    same = _meaning(claim)
    for attempt in range(TRIES * number):
        if attempt % len(kinds) == 0:
            draw.shuffle(kinds)
        mutant = _one(claim, kinds[attempt % len(kinds)], draw)
        if mutant is None:
            continue
        key = (_meaning(mutant.claim), _steps(mutant.claim) if mutant.of_step else None)
        if mutant.of_step or key[0] != same:
            found.setdefault(key, mutant)
        if len(found) == number:
            break
    return tuple(found.values())


def _one(claim: Claim, kind: Callable[[Claim, Random], Mutant | None], draw: Random) -> Mutant | None:
    try:
        mutant = kind(claim, draw)
        if mutant is not None:
            replace(mutant.claim)  # a claim that the language refuses is no mutant
    except (LanguageError, ArithmeticError, AttributeError, NotImplementedError, RecursionError, TypeError, ValueError):
        return None
    return mutant


def _meaning(claim: Claim) -> Any:
    """What is equal for claims that are the same after normalising."""
    try:
        return frozenset(map(_canonical, claim.given.assumptions)), _canonical(claim.states)
    except (LanguageError, ArithmeticError, NotImplementedError, RecursionError, TooLarge, TypeError, ValueError):
        return claim.given, claim.states


def _steps(claim: Claim) -> Any:
    return tuple(step.expression for step in claim.by.steps)


def _canonical(statement: Statement) -> Any:
    plain = tidy(statement)
    if not isinstance(plain, Comparison):
        return map_terms(plain, normalised)
    quotient = normal_form(plain.left - plain.right)
    if quotient.is_zero:
        return ("==", 0, plain.relation)
    lead = quotient.terms()[0][0]
    relation = plain.relation if lead > 0 else MIRROR[plain.relation]
    return (relation, normalised((plain.left - plain.right) / lead))


def _drawn(options: list[Any], draw: Random) -> Any:
    return draw.choice(options) if options else None


def _in_terms(change: Callable[[Any, Random], Any], name: str) -> Callable[[Claim, Random], Mutant | None]:
    """A kind of mutant: the change applied to one subterm of the statement for which it gives another term."""

    def mutate(claim: Claim, draw: Random) -> Mutant | None:
        options = [(way, old, new) for way, old in subterms(claim.states) if (new := change(old, draw)) is not None and new != old]
        chosen = _drawn(options, draw)
        if chosen is None:
            return None
        way, old, new = chosen
        return Mutant(replace(claim, states=put(claim.states, way, new), by=_guide(claim)), f"{name}: `{old}` became `{new}`")

    return mutate


def _guide(claim: Claim) -> Any:
    """A derivation is one of the statement as it was; a method may try the changed one, too."""
    return None if isinstance(claim.by, Derivation) else claim.by


def _sign(term: Any, draw: Random) -> Any:
    return -term if term.is_Symbol or term.is_Add or isinstance(term, Mul | AppliedUndef) or term.is_Function else None


def _constant(term: Any, draw: Random) -> Any:
    return term + draw.choice((1, -1)) if isinstance(term, Rational) and term != -1 else None


def _exponent(term: Any, draw: Random) -> Any:
    if isinstance(term, Pow) and term.exp != -1:
        return Pow(term.base, term.exp + draw.choice((1, -1)))
    return term**2 if term.is_Symbol else None


def _arguments(term: Any, draw: Random) -> Any:
    if isinstance(term, Max | Min):
        return (Min if isinstance(term, Max) else Max)(*term.args)
    if isinstance(term, floor | ceiling):
        return (ceiling if isinstance(term, floor) else floor)(*term.args)
    if isinstance(term, Pow) and not term.exp.is_Rational:
        return Pow(term.exp, term.base)
    if isinstance(term, Mul) and term.as_numer_denom()[1] != 1:
        return 1 / term
    if term.is_Function and len(term.args) > 1 and not isinstance(term, Piecewise):
        return term.func(*reversed(term.args))
    return None


def _term_lost(term: Any, draw: Random) -> Any:
    """A sum loses one of its terms."""
    return Add(*(part for part in term.args if part != draw.choice(term.args))) if isinstance(term, Add) else None


def _symbols_swapped(claim: Claim, draw: Random) -> Mutant | None:
    """Two symbols change places, on one side or in the expression that is spoken of."""
    names = [name for name in ("left", "expression") if hasattr(claim.states, name) and isinstance(getattr(claim.states, name), Expr)]
    known = symbols_of(claim.states)
    if not names or len(known) < 2:
        return None
    first, second = draw.sample(known, 2)
    side = getattr(claim.states, names[0])
    swapped = substitute(side, {first: second, second: first})
    states = replace(claim.states, **{names[0]: swapped})
    return Mutant(replace(claim, states=states, by=_guide(claim)), f"`{first}` and `{second}` changed places in `{side}`")


def _in_statement(change: Callable[[Any], Any], name: str) -> Callable[[Claim, Random], Mutant | None]:
    """A kind of mutant: the change applied to the statement or one of its parts."""

    def mutate(claim: Claim, draw: Random) -> Mutant | None:
        chosen = _drawn([(way, old, new) for way, old in parts_of(claim.states) if (new := change(old)) is not None], draw)
        if chosen is None:
            return None
        way, old, new = chosen
        return Mutant(replace(claim, states=put(claim.states, way, new), by=_guide(claim)), f"{name}: `{old}` became `{new}`")

    return mutate


def _flipped(statement: Any) -> Any:
    if isinstance(statement, Comparison):
        return replace(statement, relation=FLIPPED[statement.relation])
    if isinstance(statement, Shape | Extremum):
        return replace(statement, kind=OPPOSITE[statement.kind])
    if isinstance(statement, Quantified):
        return replace(statement, quantifier=OPPOSITE[statement.quantifier])
    if isinstance(statement, Implication):
        return Implication(statement.conclusion, statement.premise)
    return Equivalence(statement.left, negate(statement.right)) if isinstance(statement, Equivalence) else None


def _strictness(statement: Any) -> Any:
    if isinstance(statement, Comparison) and statement.relation in STRICTER:
        return replace(statement, relation=STRICTER[statement.relation])
    return None


def _assumption_dropped(claim: Claim, draw: Random) -> Mutant | None:
    gone = _drawn([a for a in claim.given.assumptions if not declared_anyway(a)], draw)
    if gone is None:
        return None
    given = Domain(*(a for a in claim.given.assumptions if a != gone))
    return Mutant(replace(claim, given=given, by=_guide(claim)), f"dropped assumption: `{gone}`")


def _assumption_weakened(claim: Claim, draw: Random) -> Mutant | None:
    strict = [a for a in claim.given.assumptions if isinstance(a, Comparison) and a.relation in WEAKER]
    old = _drawn(strict, draw)
    if old is None:
        return None
    new = replace(old, relation=WEAKER[old.relation])
    given = Domain(*(new if a == old else a for a in claim.given.assumptions))
    return Mutant(replace(claim, given=given, by=_guide(claim)), f"weakened assumption: `{old}` became `{new}`")


def _step_broken(claim: Claim, draw: Random) -> Mutant | None:
    """One expression of the derivation has a sign, constant or exponent changed."""
    derivation = claim.by
    if not isinstance(derivation, Derivation):
        return None
    number = draw.randrange(len(derivation.steps))
    step = derivation.steps[number]
    change = draw.choice((_sign, _constant, _exponent))
    chosen = _drawn([(way, new) for way, old in subterms(step.expression) if (new := change(old, draw)) is not None and new != old], draw)
    if chosen is None:
        return None
    way, new = chosen
    broken = replace(step, expression=put(step.expression, way, new))
    if normalised(broken.expression) == normalised(step.expression):
        return None
    by = replace(derivation, steps=(*derivation.steps[:number], broken, *derivation.steps[number + 1 :]))
    return Mutant(replace(claim, by=by), f"step {number + 1}: `{step.expression}` became `{broken.expression}`", of_step=True)


KINDS: tuple[Callable[[Claim, Random], Mutant | None], ...] = (
    _in_terms(_sign, "sign"),
    _in_terms(_constant, "constant"),
    _in_terms(_exponent, "exponent"),
    _in_terms(_arguments, "arguments"),
    _in_terms(_term_lost, "lost term"),
    _in_statement(_flipped, "relation flipped"),
    _in_statement(_strictness, "strictness"),
    _symbols_swapped,
    _assumption_dropped,
    _assumption_weakened,
    _step_broken,
)
