"""Repair: an assumption that a refuted claim misses. "Squares keep the order" is false; "true if also `x >= 0`" is proved.

What is tried are the signs of the symbols, of sums and of function values in the claim, the orders between symbols and between arguments of
one function, and comparisons with 1. An assumption counts that the counterexample violates, that some point satisfies together with what is
given already, that is not the claim itself, and under which the portfolio proves the claim. Weak assumptions come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, islice
from typing import Any

from sympy import Integer
from sympy.core.function import AppliedUndef

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import PROVED, REFUTED, Verdict
from symbolic.language.admission import admits
from symbolic.language.domain import Domain, symbols_of, terms_of
from symbolic.language.enumeration import points
from symbolic.language.errors import LanguageError
from symbolic.language.meaning import Undefined, Unknown, truth
from symbolic.language.point import Point
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Extremum, Finite, Independent, Quantified, Shape, Statement
from symbolic.language.terms import free_symbols, fresh_symbol
from symbolic.language.tidying import tidy, tidy_domain
from symbolic.methods import falsification
from symbolic.methods.portfolio import BEYOND, attempted, check, find_proof
from symbolic.methods.problem import Problem
from symbolic.trusted.normal_form import is_zero

MOST_CANDIDATES = 30  # that exclude the counterexample
MOST_PROOFS = 3  # for candidates of one strength that no point refutes
MOST_POINTS = 200  # that are tried to see that a candidate does not contradict what is given
MOST_SYMBOLS = 6
_RELATIONS = (("!=",), (">=", "<="), (">", "<"))  # the weakest first
_STRENGTH = {relation: relations[0] for relations in _RELATIONS for relation in relations}
_STRICT = {">=": ">", "<=": "<"}


def repair(claim: Claim, verdict: Verdict) -> Statement | None:
    """The first assumption tried under which the refuted `claim` is proved; None where there is none."""
    point = verdict.certificate
    if verdict.verdict != REFUTED or not isinstance(point, Point) or claim.by is not None:
        return None
    if any(isinstance(assumption, Quantified | Finite) for assumption in claim.given.relations):
        return None
    tried: Counter[str] = Counter()
    excluding = (c for c in _candidates(claim) if _excludes(c, point, claim.states) and not _is_claim(c, claim.states))
    for candidate in islice(excluding, MOST_CANDIDATES):
        strength = _STRENGTH[candidate.relation]
        if tried[strength] < MOST_PROOFS and _survives(claim, candidate):
            tried[strength] += 1
            if _proves(Claim(claim.says, claim.states, claim.given & Domain(candidate))):
                return candidate
    return None


def _proves(claim: Claim) -> bool:
    """Whether the portfolio proves the claim; the whole of it is asked only where there is a proof."""
    try:
        found = find_proof(Problem(tidy_domain(claim.given), tidy(claim.states)))
    except (LanguageError, *BEYOND):
        return False
    return found is not None and check(claim).verdict == PROVED


def _candidates(claim: Claim) -> list[Comparison]:
    """What may be missing, weak assumptions before strict ones, each once."""
    found: dict[Comparison, None] = {}
    for relations in _RELATIONS:
        for left, right in _pairs(claim):
            for relation in relations:
                found.setdefault(Comparison(left, relation, right))
    known = set(claim.given.assumptions)
    return [candidate for candidate in found if candidate not in known]


def _pairs(claim: Claim) -> Iterator[tuple[Any, Any]]:
    """Terms whose order may matter: arguments of one function, symbols, signs, sums, values, and 1."""
    terms = [term for term in terms_of(claim.states) if not isinstance(term, type)]
    outside = set(symbols_of(claim.states))
    values = _inside(terms, AppliedUndef, outside)
    for first, second in combinations(values, 2):
        if first.func == second.func and len(first.args) == 1:
            yield first.args[0], second.args[0]
    symbols = [symbol for symbol in symbols_of(claim.states) if symbol.is_real][:MOST_SYMBOLS]
    for symbol in symbols:
        if not (symbol.is_positive or symbol.is_negative):
            yield symbol, Integer(0)
    for first, second in combinations(symbols, 2):
        yield first, second
    for value in values:
        yield value, Integer(0)
    for total in _sums(terms, outside):
        yield total, Integer(0)
    for symbol in symbols:
        yield symbol, Integer(1)


def _inside(terms: list[Any], kind: Any, outside: set[Any]) -> list[Any]:
    """The parts of a kind that mention no bound variable, in an order of their own."""
    found = {part for term in terms for part in term.atoms(kind) if free_symbols(part) <= outside}
    return sorted(found, key=lambda part: (len(str(part)), str(part)))[:MOST_SYMBOLS]


def _sums(terms: list[Any], outside: set[Any]) -> list[Any]:
    """Short sums of symbols, x + y or 1 - x."""
    found = {part for term in terms for part in _parts(term) if part.is_Add and len(part.args) <= 3 and free_symbols(part) <= outside}
    linear = [part for part in found if all(piece.is_Atom or (piece.is_Mul and len(piece.args) == 2) for piece in part.args)]
    return sorted(linear, key=lambda part: (len(str(part)), str(part)))[:MOST_SYMBOLS]


def _parts(term: Any) -> Iterator[Any]:
    waiting = [term]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += [argument for argument in part.args if hasattr(argument, "is_Add")]


def _excludes(candidate: Statement, point: Point, states: Statement) -> bool:
    """Whether the counterexample violates the candidate, at the variable or at its second copy."""
    restated = [candidate]
    if isinstance(states, Shape | Independent | Extremum):
        other = fresh_symbol(states.variable, symbols_of(states))
        restated.append(substitute_statement(candidate, {states.variable: other}))
    return any(_false(each, point) for each in restated)


def _false(statement: Statement, point: Point) -> bool:
    try:
        return truth(statement, point) is False
    except (Undefined, Unknown):
        return False


def _is_claim(candidate: Any, states: Statement) -> bool:
    """Whether the candidate compares the very terms that the claim compares."""
    if not isinstance(states, Comparison):
        return False
    mine, claimed = candidate.left - candidate.right, states.left - states.right
    try:
        return is_zero(mine - claimed) or is_zero(mine + claimed)
    except (ArithmeticError, ValueError, TypeError, NotImplementedError):
        return True  # what cannot be told apart from the claim is no help


def _survives(claim: Claim, candidate: Any) -> bool:
    """Whether some point satisfies the assumptions with room to spare (`x <= 0` beside `0 <= x` is no repair), and none of those tried
    refutes the claim."""
    inside = Comparison(candidate.left, _STRICT.get(candidate.relation, candidate.relation), candidate.right)
    try:
        found = attempted(falsification.METHOD, Problem(tidy_domain(claim.given & Domain(candidate)), tidy(claim.states)))
        if found is None or found.point is not None or found.tried == 0:
            return False
        return _has_point(claim.given & Domain(inside), claim.states)
    except (LanguageError, *BEYOND):
        return False


def _has_point(given: Domain, states: Statement) -> bool:
    """Whether one of the simplest points satisfies everything."""
    symbols = symbols_of(given, states)
    everything = tuple(Comparison(symbol, "==", symbol) for symbol in symbols)
    return any(admits(given, point, symbols) for point in points(given, everything, MOST_POINTS))


__all__ = ["repair"]
