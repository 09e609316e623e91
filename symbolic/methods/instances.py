"""Which instances of which axioms to try:

at the arguments that occur, pairs and triples in order, and tangents where logarithms balance.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import combinations, permutations
from typing import Any

from sympy import Add, Integer, Mul, Pow, log
from sympy.core.function import AppliedUndef

from symbolic.language.domain import terms_of
from symbolic.language.special import unfold_special
from symbolic.language.statements import Comparison, Quantified
from symbolic.trusted.conditions import term_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import evidently_positive, is_zero, normal_form, normalised

MOST_ARGUMENTS = 7
MOST_SUMMANDS = 3
LARGEST_WEIGHT = 12  # of one logarithm beside another in a tangent


@dataclass(frozen=True)
class Proposal:
    """An axiom instance worth trying, and the `differences` whose sign it asks for; without a `rule`, the signs alone are worth knowing.

    `thorough` says that the sign is worth a long search.
    """

    rule: str
    function: Any
    arguments: tuple[Any, ...]
    differences: tuple[Any, ...] = ()
    thorough: bool = True


def relevant_terms(state: Any) -> list[Any]:
    """The differences that the goal and the comparisons among the facts are about, the goal's first."""
    found = [state.goal, *(f for f in reversed(state.context.facts) if isinstance(f, Comparison))]
    return [f.left - f.right for f in found if isinstance(f, Comparison) and not (f.left.is_infinite or f.right.is_infinite)]


def proposals(state: Any, terms: list[Any]) -> Iterator[Proposal]:
    """Instances for every function that occurs in `terms`."""
    context = state.context
    for function, arguments in sorted(arguments_of(terms).items(), key=lambda item: str(item[0])):
        properties = context.domain.properties(function)
        known = arguments[:MOST_ARGUMENTS]
        placed = tuple(known) if properties.positive_axis else ()
        for argument in known:
            if properties.names & {"positive", "nonnegative"} or hasattr(function, "base_function"):
                yield Proposal("signed", function, (argument,), (argument,) if placed else ())
        for a, b in combinations(known, 2):
            yield from _pair(context, function, a, b, bool(properties.direction), (a, b) if placed else ())
        if properties.curvature:
            for triple in permutations(known, 3):
                if _ordered(context, triple):
                    yield Proposal("curved", function, triple)
    yield from _tangent_lines(context, terms)
    yield from _logarithms(context, terms)
    for propose in _families():
        for proposal in propose(context, terms):
            yield proposal if isinstance(proposal, Proposal) else Proposal(*proposal)


def _tangent_lines(context: Context, terms: list[Any]) -> Iterator[Proposal]:
    """Of curved functions, at the places at which their slopes occur, compared at the other arguments."""
    occurring = arguments_of(terms)
    for slope, places in sorted(occurring.items(), key=lambda item: str(item[0])):
        function = getattr(slope, "base_function", None)
        if function is None or slope.derivative_order != 1 or not context.domain.properties(function).curvature:
            continue
        for a in places[:MOST_ARGUMENTS]:
            for b in occurring.get(function, ())[:MOST_ARGUMENTS]:
                if not is_zero(a - b, context.positive):
                    yield Proposal("above_tangent", function, (a, b))


@lru_cache(maxsize=1)
def _families() -> tuple[Any, ...]:
    """What each family of special functions proposes."""
    import symbolic.methods.special as package

    modules = (import_module(f"{package.__name__}.{entry.name}") for entry in pkgutil.iter_modules(package.__path__))
    return tuple(module.propose for module in modules if hasattr(module, "propose"))


def _ordered(context: Context, triple: tuple[Any, ...]) -> bool:
    a, b, c = triple
    return context.relation(b - a) == ">" and context.relation(c - b) == ">"


def _pair(context: Context, function: Any, a: Any, b: Any, monotone: bool, placed: tuple[Any, ...]) -> Iterator[Proposal]:
    if is_zero(a - b, context.positive):
        return
    if context.relation(a - b) == "==":
        yield Proposal("congruent", function, (a, b))
    elif monotone:
        yield Proposal("monotone", function, (a, b), (*placed, b - a))
        yield Proposal("monotone", function, (b, a), (*placed, b - a))
        if context.relation(function(a) - function(b)) is not None:
            yield Proposal("reflected", function, (a, b))
    else:
        yield Proposal("congruent", function, (a, b), (b - a,))


def arguments_of(terms: list[Any]) -> dict[Any, list[Any]]:
    """The different arguments, up to normal form, at which each uninterpreted function of one argument stands."""
    found: dict[Any, dict[Any, Any]] = {}
    for term in terms:
        for application in _applications(term):
            known = found.setdefault(application.func, {})
            known.setdefault(normalised(application.args[0]), application.args[0])
    return {function: list(known.values()) for function, known in found.items()}


@lru_cache(maxsize=5000)
def _applications(term: Any) -> tuple[Any, ...]:
    """The applications to one argument whose variables are free in `term`, in a fixed order."""
    return tuple(a for a in sorted(term.atoms(AppliedUndef), key=str) if len(a.args) == 1 and _free(term, a))


def _free(term: Any, application: Any) -> bool:
    from symbolic.language.terms import free_symbols

    return free_symbols(application) <= free_symbols(term)


def undecided_orders(state: Any) -> list[Any]:
    """Differences of arguments of one monotone or curved function whose sign is not known."""
    context = state.context
    found = []
    for function, arguments in sorted(arguments_of(relevant_terms(state)).items(), key=lambda item: str(item[0])):
        properties = context.domain.properties(function)
        if not (properties.direction or properties.curvature):
            continue
        for a, b in combinations(arguments[:MOST_ARGUMENTS], 2):
            if context.relation(b - a) not in ("<", "==", ">") and not is_zero(a - b, context.positive):
                found.append(b - a)
    return found


def _logarithms(context: Context, terms: list[Any]) -> Iterator[Proposal]:
    """For log: comparisons of positive terms, 1, and the tangent at the point where the logarithms of a term cancel."""
    nested = any(_log_in_log(term) for term in terms[:1])
    logs = sorted({a for term in terms for a in _log_atoms(context, term) if nested or not _log_in_log(a)}, key=str)
    if not logs:
        return
    one = Integer(1)
    for fact in context.facts:
        if not nested and isinstance(fact, Comparison) and (fact.left.has(log) or fact.right.has(log)):
            continue  # logarithms of logarithms would breed
        if isinstance(fact, Comparison) and fact.relation in ("<", "<=", ">", ">=", "=="):
            pair = _sides(fact.left - fact.right)
            if all(_positive(context, side) for side in pair) and pair[0] != pair[1]:
                yield Proposal("monotone", log, pair, (pair[1] - pair[0],), thorough=False)
                yield Proposal("monotone", log, pair[::-1], (pair[1] - pair[0],), thorough=False)
    for atom in logs:
        argument = atom.args[0]
        if _positive(context, argument):
            yield Proposal("monotone", log, (one, argument), (argument - 1,), thorough=False)
            yield Proposal("monotone", log, (argument, one), (argument - 1,), thorough=False)
    yield from _summands(context, logs)
    for term in terms[:2]:
        for written in sorted(term.atoms(log), key=str):
            for tight in (written.args[0], 1 / written.args[0]) if nested or not _log_in_log(written) else ():
                if _free(term, written) and _positive(context, tight):
                    yield Proposal("tangent", log, (tight,), (tight - 1,), thorough=False)
    for term in terms[:6]:
        yield from _tangents(context, term)


def _log_in_log(term: Any) -> bool:
    return any(argument.has(log) for atom in term.atoms(log) for argument in atom.args)


def _summands(context: Context, logs: list[Any]) -> Iterator[Proposal]:
    """The logarithm of a sum beside that of each positive summand, and of as many times as much as there are summands."""
    for whole in (atom.args[0] for atom in logs if atom.args[0].is_Add and len(atom.args[0].args) <= MOST_SUMMANDS):
        for part in whole.args:
            if _positive(context, part) and not part.is_Rational:
                yield Proposal("monotone", log, (part, whole), (whole - part,))
                yield Proposal("monotone", log, (whole, len(whole.args) * part), (len(whole.args) * part - whole,))


def _sides(difference: Any) -> tuple[Any, Any]:
    """A difference as the sum of its positive summands and that of its negative ones."""
    summands = Add.make_args(difference)
    negative = [s for s in summands if s.could_extract_minus_sign()]
    return Add(*(s for s in summands if s not in negative)), -Add(*negative)


def _positive(context: Context, term: Any) -> bool:
    return context.relation(term) == ">" or evidently_positive(term, context.positive)


def _log_atoms(context: Context, term: Any) -> set[Any]:
    if not unfold_special(term).has(log):
        return set()
    return {atom for atom in normal_form(term, context.positive).atoms if isinstance(atom, log)}


def _tangents(context: Context, term: Any) -> Iterator[Proposal]:
    """log(u) <= u - 1 for u the product of the powers that stand under the term's logarithms, at simple multiples."""
    atoms = _log_atoms(context, term)
    if not atoms:
        return
    quotient = normal_form(term, context.positive)
    weights: dict[Any, Any] = {}
    for coefficient, powers in quotient.terms():
        present = [a for a in powers if isinstance(a, log)]
        if len(present) == 1 and powers[present[0]] == 1:
            weights.setdefault(present[0], coefficient)
    if not weights:
        return
    scale = min(abs(w) for w in weights.values())
    if any(abs(w) > LARGEST_WEIGHT * scale for w in weights.values()):
        return
    for multiple in (1, 2):
        for direction in (1, -1):
            product = Mul(*(Pow(a.args[0], direction * multiple * w / scale) for a, w in sorted(weights.items(), key=str)))
            tight = normalised(product, context.positive)
            if tight != 1 and _positive(context, tight):
                yield Proposal("tangent", log, (tight,), (tight - 1,), thorough=False)


def values_for(state: Any, fact: Quantified, variable: Any) -> list[Any]:
    """Values v such that some f(v) occurs and f(variable) stands in the fact."""
    wanted = {
        a.func for term in terms_of(fact.body) if not isinstance(term, type) for a in term.atoms(AppliedUndef) if a.args == (variable,)
    }
    occurring = arguments_of(relevant_terms(state))
    found = [value for f in sorted(wanted, key=str) for value in occurring.get(f, ())]
    fitting = [v for v in found if not v.has(variable) and not _nested(v) and kind_fits(state.context, variable, v)]
    return list(dict.fromkeys(fitting))[:MOST_ARGUMENTS]


def _nested(term: Any) -> bool:
    """Whether a function is applied inside an application of itself: specialising there would go on for ever."""
    return any(inner.func == a.func for a in term.atoms(AppliedUndef) for arg in a.args for inner in arg.atoms(AppliedUndef))


def kind_fits(context: Context, variable: Any, value: Any) -> bool:
    from symbolic.language.predicates import kind_facts

    if variable.is_integer and not value.is_integer:
        return False
    defined = all(context.holds(condition.holds) for condition in term_conditions(value))
    return defined and all(context.holds(Comparison(value, fact.relation, Integer(0))) for fact in kind_facts([variable]))


__all__ = ["Proposal", "arguments_of", "kind_fits", "proposals", "relevant_terms", "undecided_orders", "values_for"]
