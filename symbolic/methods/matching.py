"""At which values to use a fact "for all": those that turn the applications of functions in it into applications that occur.

A pattern such as f(p + q) is matched against f(a + b) up to what sums and products allow: summands and factors are dealt out among the
variables, and a variable that stands alone is solved for. Values that bring in few new applications come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from sympy import Add, Integer, Mul, Rational
from sympy.core.function import AppliedUndef

from symbolic.language.domain import terms_of
from symbolic.language.statements import Quantified, Statement
from symbolic.language.terms import bound_symbols, free_symbols, substitute
from symbolic.trusted.normal_form import TooLarge, normalised

MOST_MATCHES = 400  # bindings that are looked at for one fact
MOST_INSTANCES = 14
MOST_NEW = 2  # applications that an instance may bring in
MOST_SUMMANDS = 4  # of a sum that is dealt out among variables
Bindings = dict[Any, Any]


def applications(statements: list[Any]) -> list[Any]:
    """The applications of uninterpreted functions in `statements`, different ones up to normal form, none of a bound variable."""
    found: dict[Any, Any] = {}
    for term in terms_of(statements):
        if isinstance(term, type):
            continue
        for application in sorted(term.atoms(AppliedUndef), key=str):
            if free_symbols(application) <= free_symbols(term):
                found.setdefault(key_of(application), application)
    return list(found.values())


def key_of(application: Any) -> Any:
    """What equal applications share."""
    try:
        return (application.func, *(normalised(argument) for argument in application.args))
    except (TooLarge, ZeroDivisionError):
        return application


def matches(fact: Quantified, occurring: list[Any], others: list[Any]) -> list[tuple[Any, ...]]:
    """Values for the variables of `fact`, the most telling first: `occurring` are the applications that there are, `others` further values
    for variables that no pattern determines.
    """
    patterns = [a for a in applications_in(fact.body) if free_symbols(a) & set(fact.variables)]
    pool = _pool(occurring, others)
    known = {key_of(a) for a in occurring}
    ranked: dict[tuple[Any, ...], tuple[int, int]] = {}
    for bindings in islice(_bindings(patterns, set(fact.variables), occurring, pool), MOST_MATCHES):
        values = tuple(bindings[variable] for variable in fact.variables)
        if values in ranked:
            continue
        new = {key_of(substitute(p, bindings)) for p in patterns} - known
        if len(new) <= MOST_NEW:
            ranked[values] = (len(new), len(ranked))
    return sorted(ranked, key=lambda values: ranked[values])[:MOST_INSTANCES]


def applications_in(statement: Statement) -> list[Any]:
    """Those of a statement under a quantifier, simple ones first."""
    found = {a for term in terms_of(statement) if not isinstance(term, type) for a in term.atoms(AppliedUndef)}
    return sorted(found, key=lambda a: (a.count_ops(), str(a)))


def _pool(occurring: list[Any], others: list[Any]) -> list[Any]:
    arguments = [argument for application in occurring for argument in application.args]
    return list(dict.fromkeys([*arguments, *others, Integer(0)]))[:8]


def _bindings(patterns: list[Any], variables: set[Any], occurring: list[Any], pool: list[Any]) -> Iterator[Bindings]:
    """Bindings of all variables that turn at least one pattern into an application that occurs; without patterns, all from the pool."""
    if not patterns:
        yield from _completed({}, variables, pool)
        return
    for count in (len(patterns), 1):
        seen: set[Any] = set()
        for bindings in _matched(patterns, variables, occurring, count):
            key = frozenset(bindings.items())
            if key not in seen:
                seen.add(key)
                yield from _completed(bindings, variables, pool)


def _matched(patterns: list[Any], variables: set[Any], occurring: list[Any], count: int) -> Iterator[Bindings]:
    """Bindings from matching all patterns in turn where that is possible (`count` of them), or any one of them."""
    if count > 1:
        yield from _all_matched(patterns, variables, occurring, {})
        for skipped in range(len(patterns)):
            rest = [p for i, p in enumerate(patterns) if i != skipped]
            yield from _all_matched(rest, variables, occurring, {})
        return
    for pattern in patterns:
        yield from _all_matched([pattern], variables, occurring, {})


def _all_matched(patterns: list[Any], variables: set[Any], occurring: list[Any], bindings: Bindings) -> Iterator[Bindings]:
    if not patterns:
        yield bindings
        return
    for application in occurring:
        if application.func == patterns[0].func and len(application.args) == len(patterns[0].args):
            for extended in _match_all(patterns[0].args, application.args, variables, bindings):
                yield from _all_matched(patterns[1:], variables, occurring, extended)


def _completed(bindings: Bindings, variables: set[Any], pool: list[Any]) -> Iterator[Bindings]:
    missing = sorted(variables - set(bindings), key=str)
    for values in product(pool, repeat=len(missing)):
        yield {**bindings, **dict(zip(missing, values, strict=True))}


def _match_all(patterns: Any, terms: Any, variables: set[Any], bindings: Bindings) -> Iterator[Bindings]:
    if not patterns:
        yield bindings
        return
    for extended in _match(patterns[0], terms[0], variables, bindings):
        yield from _match_all(patterns[1:], terms[1:], variables, extended)


def _match(pattern: Any, term: Any, variables: set[Any], bindings: Bindings) -> Iterator[Bindings]:
    left = substitute(pattern, bindings)
    open_variables = sorted(free_symbols(left) & variables, key=str)
    if not open_variables:
        if _same(left, term):
            yield bindings
    elif left in variables:
        yield {**bindings, left: term}
    elif len(open_variables) == 1:
        yield from _solved(left, term, open_variables[0], bindings)
        if left.func == term.func and not (left.is_Add or left.is_Mul) and len(left.args) == len(term.args):
            yield from _match_all(left.args, term.args, variables, bindings)
    elif left.is_Add:
        yield from _dealt(left, term, variables, bindings, Add)
        yield from _weighted(left, term, open_variables, variables, bindings)
    elif left.is_Mul:
        if all(factor.is_Rational or factor.is_Add for factor in left.args):
            yield from _match(left.expand(), term, variables, bindings)
        else:
            yield from _dealt(left, term, variables, bindings, Mul)
    elif left.func == term.func and len(left.args) == len(term.args) and not bound_symbols(left):
        yield from _match_all(left.args, term.args, variables, bindings)


def _same(left: Any, right: Any) -> bool:
    try:
        return bool(left == right or normalised(left - right) == 0)
    except (TooLarge, ZeroDivisionError):
        return False


def _solved(left: Any, term: Any, variable: Any, bindings: Bindings) -> Iterator[Bindings]:
    """The value of a variable that stands in `left` to the first power."""
    if any(variable in free_symbols(part) for part in left.atoms(AppliedUndef)):
        return
    slope = left.diff(variable)
    if slope == 0 or variable in free_symbols(slope):
        return
    value = (term - substitute(left, {variable: Integer(0)})) / slope
    try:
        yield {**bindings, variable: value.expand() if slope.is_Rational else normalised(value)}
    except (TooLarge, ZeroDivisionError):
        return


def _dealt(left: Any, term: Any, variables: set[Any], bindings: Bindings, head: Any) -> Iterator[Bindings]:
    """The summands (factors) of `term` dealt out among those of `left`, each of which holds one variable; equal shares, too."""
    parts = [part for part in left.args if free_symbols(part) & variables]
    fixed = head(*(part for part in left.args if part not in parts))
    if any(len(free_symbols(part) & variables) != 1 for part in parts) or len(parts) > 3:
        return
    whole = (term - fixed).expand() if head is Add else term / fixed
    pieces = list(head.make_args(whole)) if whole != 0 else []
    if head is Mul and pieces and pieces[0].is_Rational and len(pieces) > 1:
        pieces = [pieces[0] * pieces[1], *pieces[2:]]
    if len(parts) <= len(pieces) <= MOST_SUMMANDS:
        for shares in product(range(len(parts)), repeat=len(pieces)):
            if len(set(shares)) == len(parts):
                values = [head(*(piece for piece, share in zip(pieces, shares, strict=True) if share == i)) for i in range(len(parts))]
                yield from _match_all(parts, values, variables, bindings)
    if head is Add:
        yield from _match_all(parts, [whole / len(parts)] * len(parts), variables, bindings)


def _weighted(left: Any, term: Any, open_variables: list[Any], variables: set[Any], bindings: Bindings) -> Iterator[Bindings]:
    """One of the variables is a weight: a coefficient of `term`, numbers and symbols alike."""
    if len(open_variables) < 3 and not any(len(free_symbols(part) & variables) > 1 for part in left.args):
        return
    weights = dict.fromkeys(f for part in Add.make_args(term.expand()) for f in Mul.make_args(part) if f != -1)
    for variable in open_variables:
        for weight in [*weights, Rational(1, 2)]:
            restated = substitute(left, {variable: weight})
            collected = restated.expand().collect([v for v in open_variables if v != variable])
            yield from _match(collected, term, variables, {**bindings, variable: weight})
