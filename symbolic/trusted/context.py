"""Context: the facts at one place of a proof, and the signs of terms that follow from them at sight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sympy import Integer, Mul, Pow, Rational

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Comparison, Conjunction, Disjunction, FunctionProperty, Statement
from symbolic.trusted.normal_form import Quotient, evidently_positive, normal_form

ZERO, ONE = Integer(0), Integer(1)
MIRROR = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!="}
NEGATED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MEET = {
    (">=", "!="): ">",
    ("<=", "!="): "<",
    (">=", "<="): "==",
}
_WEAKER = {">": (">=", "!="), "<": ("<=", "!="), "==": (">=", "<=")}


@lru_cache(maxsize=20000)
def _scaled(term: Any) -> tuple[Any, int]:
    """The term that all positive or negative rational multiples of `term` share, and the sign of the multiple;

    (constant, sign) for numbers.
    """
    quotient = normal_form(term)
    if quotient.is_zero:
        return ZERO, 0
    terms = quotient.terms()
    lead = terms[0][0]
    scaled = Quotient(quotient.numerator / _flint(lead), quotient.denominator, quotient.atoms).term()
    if scaled.is_Rational:  # also where SymPy knows the value of a quotient of atoms
        return (ZERO, 0) if scaled == 0 else (ONE, 1 if scaled * lead > 0 else -1)
    return scaled, 1 if lead > 0 else -1


def _flint(number: Rational) -> Any:
    from flint import fmpq

    return fmpq(int(number.p), int(number.q))


@dataclass(frozen=True)
class Context:
    """`facts` hold; `domain` knows the functions; `signs` maps a scaled term to its relation with 0.

    `contradictory` is set when two facts exclude each other. `pristine` says that the facts are the claim's own assumptions and nothing
    else: a predicate speaks of all points that the assumptions allow, and must not be proved within a case.
    """

    domain: Domain
    facts: tuple[Statement, ...] = ()
    signs: dict[Any, str] = field(default_factory=dict)
    positive: frozenset[Any] = frozenset()
    contradictory: bool = False
    pristine: bool = False

    @staticmethod
    def of(domain: Domain, symbols: Iterable[Any] = ()) -> Context:
        """The facts of a domain: its relations, and the kinds of its symbols and of `symbols`."""
        known = {*symbols, *symbols_of(domain)}
        kinds = kind_facts(sorted(known, key=str))
        return replace(Context(domain).adding(*kinds, *domain.relations), pristine=True)

    def adding(self, *statements: Statement) -> Context:
        """This context with further facts; conjunctions are taken apart, and kinds of new symbols come along."""
        facts, signs, contradictory = list(self.facts), dict(self.signs), self.contradictory
        for statement in _parts(statements):
            facts.append(statement)
            if isinstance(statement, Comparison):
                contradictory |= not _record(signs, statement)
        return Context(self.domain, tuple(facts), signs, frozenset(_strictly_positive(signs)), contradictory)

    def with_symbols(self, symbols: Iterable[Any]) -> Context:
        """The same with the kinds of further symbols as facts."""
        return self.adding(*kind_facts(sorted(symbols, key=str)))

    def forgetting(self, variable: Any) -> Context:
        """The facts that do not mention `variable`: a variable that is bound is another than a free one of the same name."""
        kept = tuple(fact for fact in self.facts if variable not in symbols_of(fact))
        return self if len(kept) == len(self.facts) else Context(self.domain).adding(*kept)

    def relation(self, term: Any) -> str | None:
        """How `term` stands to 0 (one of == != < <= > >=) by a fact or at a glance; None when that is not plain."""
        scaled, sign = _scaled(term)
        if sign == 0:
            return "=="
        if scaled.is_Rational:
            return ">" if sign > 0 else "<"
        known = self.signs.get(scaled)
        if known not in (">", "<", "==") and evidently_positive(scaled, self.positive):
            known = ">"
        if known is None and isinstance(scaled, Mul | Pow) and evidently_positive(-scaled, self.positive):
            known = "<"
        if known is None and isinstance(scaled, Pow) and scaled.exp.is_Integer and scaled.exp % 2 == 0:
            known = ">="
        if known is None and isinstance(scaled, Pow) and scaled.base.is_Rational and scaled.base != 0:
            known = "!="
        if known not in (">", "<", "==") and evidently_positive(term, self.positive):  # as it is written: a weak fact must not hide it
            return ">"
        if known is None:
            return None
        return known if sign > 0 else MIRROR[known]

    def holds(self, statement: Statement) -> bool:
        """Whether `statement` is a fact, or a comparison that follows from the sign of the difference."""
        if isinstance(statement, FunctionProperty):
            return statement.name in self.domain.properties(statement.function)
        if statement in self.facts:
            return True
        if isinstance(statement, Conjunction):
            return all(self.holds(part) for part in statement.parts)
        if isinstance(statement, Disjunction):
            return any(self.holds(part) for part in statement.parts)
        if not isinstance(statement, Comparison):
            return False
        return implied(self.relation(statement.left - statement.right), statement.relation)


def implied(known: str | None, wanted: str) -> bool:
    """Whether a term that stands in relation `known` to 0 stands in relation `wanted`."""
    return known is not None and (known == wanted or wanted in _WEAKER.get(known, ()))


def _parts(statements: Iterable[Statement]) -> Iterable[Statement]:
    for statement in statements:
        if isinstance(statement, Conjunction):
            yield from _parts(statement.parts)
        else:
            yield statement


def _record(signs: dict[Any, str], statement: Comparison) -> bool:
    """Note what a comparison says; False when it cannot be true together with what is noted already."""
    if statement.left.is_infinite or statement.right.is_infinite:
        return True
    scaled, sign = _scaled(statement.left - statement.right)
    if sign == 0:
        return implied("==", statement.relation)
    if scaled.is_Rational:
        return implied(">" if sign > 0 else "<", statement.relation)
    relation = statement.relation if sign > 0 else MIRROR[statement.relation]
    known = signs.get(scaled)
    both = relation if known is None else _both(known, relation)
    if both is not None:
        signs[scaled] = both
    return both is not None


def _both(first: str, second: str) -> str | None:
    """The relation that says as much as two; None when they exclude each other."""
    if implied(first, second):
        return first
    if implied(second, first):
        return second
    return _MEET.get((first, second)) or _MEET.get((second, first))


def _strictly_positive(signs: dict[Any, str]) -> set[Any]:
    """Terms known to be positive, in the form in which logarithms and powers look for them."""
    found = set()
    for term, relation in signs.items():
        if relation == ">":
            found.add(term)
        elif relation == "<":
            found.add(normal_form(-term).term())
        elif relation in (">=", "<=") and term.is_Add and term.is_integer:  # then it lies above -1: the Gamma function asks for that
            found.add(normal_form((term if relation == ">=" else -term) + 1).term())
    return {term for term in found if not (term.is_Symbol and term.is_positive)}
