"""The kernel: replays a proof, rule by rule, and says "proved" or raises `Rejected`. Nothing else in the library can say it.

Read it with `proofs.py` (what the rules are), `context.py` (facts and signs), `conditions.py` (well-posedness), `axioms.py` (functions),
`combinations.py` (signs), `replacement.py` (one term for another), `calculus.py` and `limits.py`. The search that finds proofs is not
trusted and lives elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib import import_module
from typing import Any

from sympy import Integer, Limit

from symbolic.language.differentiation import NoDerivative
from symbolic.language.domain import Domain, check_terms, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.meaning import Undefined, Unknown, truth, value
from symbolic.language.point import Point
from symbolic.language.predicates import substitute_statement, unfold
from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Finite,
    FunctionProperty,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
    Statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.language.tidying import tidy, tidy_domain, tidy_term
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.conditions import Condition, claim_conditions, negate, term_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.definedness import undefined, undefined_statement
from symbolic.trusted.discovery import declared
from symbolic.trusted.normal_form import TooLarge

PREDICATES = (Shape, Independent, Extremum)


class Rejected(ValueError):
    """The proof does not prove the goal; the message says which rule failed and why."""


@dataclass(frozen=True)
class Judgement:
    """What a replayed proof amounts to: the weakest grade that it used and what it rests on."""

    grade: str
    trusts: tuple[str, ...]


GRADE_ORDER = ("exact", "enclosure", "smt", "cas")


class Kernel:
    """One replay. It collects the grades that the rules use; everything else is passed as values."""

    def __init__(self) -> None:
        self.grades = {"exact"}
        self.trusts: set[str] = set()

    def check(self, context: Context, goal: Statement, proof: Any) -> None:
        """Return if `proof` proves `goal` from the facts of `context`; raise `Rejected` otherwise."""
        rule = RULES.get(type(proof)) or declared("symbolic.trusted.rules", "RULES").get(type(proof))
        if rule is None:
            raise Rejected(f"`{type(proof).__name__}` is not a rule")
        try:
            rule(self, context, goal, proof)
        except (LanguageError, NotApplicable, NoDerivative, TooLarge, Undefined, ZeroDivisionError) as error:
            raise Rejected(str(error)) from error

    def check_conditions(self, context: Context, conditions: tuple[Condition, ...], proofs: tuple[Any, ...]) -> None:
        """Each condition of well-posedness by its proof, in order."""
        if len(conditions) != len(proofs):
            raise Rejected(f"{len(conditions)} conditions of well-posedness, {len(proofs)} proofs")
        for condition, proof in zip(conditions, proofs, strict=True):
            inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
            self.check(inner, condition.holds, proof)


def verify(given: Domain, states: Statement, certificate: rules.Certificate) -> Judgement:
    """Replay `certificate` for "`states` wherever `given`": its conditions, then its proof. Raises `Rejected`."""
    try:
        check_terms(given.assumptions, states, certificate)
    except LanguageError as error:
        raise Rejected(str(error)) from error
    kernel = Kernel()
    conditions = tidied_conditions(given, states)
    given, states = tidy_domain(given), tidy(states)
    context = Context.of(given, symbols_of(given, states))
    kernel.check_conditions(Context.of(Domain(*_properties(given)), symbols_of(given, states)), conditions, certificate.conditions)
    own = set(symbols_of(given, states))
    shown = tuple(c.holds for c in conditions if set(symbols_of(c.holds)) <= own and all(_assumed(context, guard) for guard in c.guards))
    if not isinstance(certificate.proof, rules.Evaluate):  # numbers are compared without any fact
        context = replace(context.adding(*shown), pristine=True)
    kernel.check(context, states, certificate.proof)
    grade = max(kernel.grades, key=GRADE_ORDER.index)
    return Judgement(grade, (*base_trust(), *sorted(kernel.trusts)))


def tidied_conditions(given: Domain, states: Statement) -> tuple[Condition, ...]:
    """The conditions of what is written, tidied: each speaks of parts whose own conditions stand before it."""
    return tuple(Condition(tuple(map(tidy, c.guards)), _tidied(c.holds), c.term) for c in claim_conditions(given, states))


def _tidied(holds: Statement) -> Statement:
    """A condition, tidied; that a limit exists stays as it is written where tidying would lose what its expression asks for near the point.

    The limit of exp(log(v)) at -3 does not exist, that of v does.
    """
    if isinstance(holds, Finite) and isinstance(holds.expression, Limit) and _asks_more(holds.expression.args[0]):
        return holds
    return tidy(holds)


def _asks_more(expression: Any) -> bool:
    """Whether `expression` has a condition that it has no longer when it is tidied."""
    try:
        kept = {condition.holds for condition in term_conditions(tidy_term(expression))}
        return not {tidy(condition.holds) for condition in term_conditions(expression)} <= kept
    except NoDerivative:
        return True


def _properties(given: Domain) -> tuple[Statement, ...]:
    return tuple(a for a in given.assumptions if isinstance(a, FunctionProperty))


def _assumed(context: Context, guard: Statement) -> bool:
    return isinstance(guard, FunctionProperty) or context.holds(guard)


def base_trust() -> tuple[str, ...]:
    """What every `proved` rests on."""
    from importlib.metadata import version

    return (f"python-flint {version('python-flint')}", "symbolic.trusted")


def _known(kernel: Kernel, context: Context, goal: Statement, proof: rules.Known) -> None:
    if not context.holds(goal):
        raise Rejected(f"`{goal}` is not among the facts")


def require_defined(context: Context, *terms: Any) -> None:
    """Raise `Rejected` unless every term that a proof brings in is real and defined, at sight."""
    reason = undefined(context, *terms)
    if reason is not None:
        raise Rejected(reason)


def _split(kernel: Kernel, context: Context, goal: Statement, proof: rules.Split) -> None:
    require_defined(context, proof.term)
    for relation, branch in (("<", proof.below), ("==", proof.equal), (">", proof.above)):
        kernel.check(context.adding(Comparison(proof.term, relation, ZERO)), goal, branch)


def _cases(kernel: Kernel, context: Context, goal: Statement, proof: rules.Cases) -> None:
    disjunction = proof.disjunction
    if not isinstance(disjunction, Disjunction) or disjunction not in context.facts:
        raise Rejected(f"`{disjunction}` is not a disjunction among the facts")
    if len(disjunction.parts) != len(proof.proofs):
        raise Rejected(f"{len(disjunction.parts)} cases, {len(proof.proofs)} proofs")
    for part, branch in zip(disjunction.parts, proof.proofs, strict=True):
        kernel.check(context.adding(part), goal, branch)


def _assume(kernel: Kernel, context: Context, goal: Statement, proof: rules.Assume) -> None:
    if isinstance(goal, Implication):
        kernel.check(context.adding(goal.premise), goal.conclusion, proof.then)
    elif isinstance(goal, Disjunction) and len(goal.parts) > 1:
        failed = tuple(negate(part) for part in goal.parts[:-1])
        kernel.check(context.adding(*failed), goal.parts[-1], proof.then)
    elif isinstance(goal, Negation) and negate(goal.part) != goal:
        kernel.check(context, negate(goal.part), proof.then)
    else:
        raise Rejected(f"nothing to assume for `{goal}`")


def _each(kernel: Kernel, context: Context, goal: Statement, proof: rules.Each) -> None:
    if isinstance(goal, Equivalence):
        parts: tuple[Statement, ...] = (Implication(goal.left, goal.right), Implication(goal.right, goal.left))
    elif isinstance(goal, Conjunction):
        parts = goal.parts
    else:
        raise Rejected(f"`{goal}` has no parts")
    if len(parts) != len(proof.proofs):
        raise Rejected(f"{len(parts)} parts, {len(proof.proofs)} proofs")
    after = context
    for part, inner in zip(parts, proof.proofs, strict=True):
        kernel.check(context if isinstance(part, PREDICATES) else after, part, inner)
        after = after.adding(part)


def _generalise(kernel: Kernel, context: Context, goal: Statement, proof: rules.Generalise) -> None:
    if not (isinstance(goal, Quantified) and goal.quantifier == "forall"):
        raise Rejected(f"`{goal}` is not a statement for all")
    taken = symbols_of(context.facts, goal)
    renamed: dict[Any, Any] = {}
    for variable in goal.variables:
        renamed[variable] = fresh_symbol(variable, [*taken, *renamed.values()])
    body = substitute_statement(goal.body, renamed)
    kernel.check(context.with_symbols(renamed.values()), body, proof.then)


def _have(kernel: Kernel, context: Context, goal: Statement, proof: rules.Have) -> None:
    known = set(symbols_of(context.facts, goal))
    if not set(symbols_of(proof.statement)) <= known:
        raise Rejected(f"`{proof.statement}` speaks of new symbols")
    reason = undefined_statement(context, proof.statement)
    if reason is not None:
        raise Rejected(reason)
    kernel.check(context, proof.statement, proof.proof)
    kernel.check(context.adding(proof.statement), goal, proof.then)


def _induction(kernel: Kernel, context: Context, goal: Statement, proof: rules.Induction) -> None:
    variable = proof.variable
    if not (variable.is_Symbol and variable.is_integer and variable.is_nonnegative):
        raise Rejected(f"`{variable}` is not a natural number")
    everywhere = Context(context.domain).with_symbols([variable]).adding(*(f for f in context.facts if variable not in symbols_of(f)))
    others = [fact for fact in context.facts if variable in symbols_of(fact) and not everywhere.holds(fact)]
    if others:
        raise Rejected(f"`{others[0]}` restricts `{variable}`: induction would leave it behind")
    first = Integer(1) if variable.is_positive else ZERO
    base = Context(context.domain).adding(*(fact for fact in context.facts if variable not in symbols_of(fact)))
    kernel.check(base, substitute_statement(goal, {variable: first}), proof.base)
    kernel.check(context.adding(goal), substitute_statement(goal, {variable: variable + 1}), proof.step)


def _unfold(kernel: Kernel, context: Context, goal: Statement, proof: rules.Unfold) -> None:
    if not context.pristine:
        raise Rejected(f"`{goal}` speaks of all points that the assumptions allow; it cannot be proved within a case")
    given = context.domain
    obligations = unfold(given, goal)
    if len(obligations) == 1 and obligations[0].goal == goal:
        raise Rejected(f"`{goal}` is not a predicate")
    if len(obligations) != len(proof.proofs):
        raise Rejected(f"{len(obligations)} obligations, {len(proof.proofs)} proofs")
    for obligation, inner in zip(obligations, proof.proofs, strict=True):
        fresh = set(symbols_of(obligation.given, obligation.goal)) - set(symbols_of(context.facts, goal))
        extended = context.with_symbols(fresh).adding(*(a for a in obligation.given.relations if a not in context.facts))
        kernel.check(extended, obligation.goal, inner)


def _evaluate(kernel: Kernel, context: Context, goal: Statement, proof: rules.Evaluate) -> None:
    if symbols_of(goal) or not isinstance(goal, Comparison | Conjunction | Disjunction | Negation | Nearness | Approximation):
        raise Rejected(f"`{goal}` is not a statement about numbers")
    if truth(goal, Point()) is not True:
        raise Rejected(f"`{goal}` is not seen to be true")
    if not _of_rationals(goal):
        kernel.grades.add("enclosure")


def _of_rationals(goal: Statement) -> bool:
    """A comparison of two numbers that exact rational arithmetic gives."""
    if not isinstance(goal, Comparison):
        return False
    try:
        return all(isinstance(value(side, Point()), Fraction) for side in (goal.left, goal.right))
    except Unknown:
        return False


def _unsat(kernel: Kernel, context: Context, goal: Statement, proof: rules.Unsat) -> None:
    from symbolic.trusted.solver import agreeing_solvers

    agreeing = agreeing_solvers(context, goal)
    if not agreeing:
        raise Rejected("no solver confirms that the negated goal is unsatisfiable")
    kernel.grades.add("smt")
    kernel.trusts.update(agreeing)


def _in(module: str, name: str) -> Callable[..., None]:
    """A rule of another file of this package, which itself needs the kernel: found when it is first used."""

    def rule(kernel: Kernel, context: Context, goal: Statement, proof: Any) -> None:
        getattr(import_module(f"symbolic.trusted.{module}"), name)(kernel, context, goal, proof)

    return rule


RULES: dict[type, Callable[..., None]] = {
    rules.Known: _known,
    rules.Combination: _in("combinations", "combination"),
    rules.Absurd: _in("combinations", "absurd"),
    rules.Split: _split,
    rules.Cases: _cases,
    rules.Assume: _assume,
    rules.Each: _each,
    rules.Generalise: _generalise,
    rules.Have: _have,
    rules.Resolve: _in("replacement", "resolve"),
    rules.Rewrite: _in("replacement", "rewrite"),
    rules.Instance: _in("replacement", "instance"),
    rules.Specialise: _in("replacement", "specialise"),
    rules.Induction: _induction,
    rules.Unfold: _unfold,
    rules.Evaluate: _evaluate,
    rules.Unsat: _unsat,
    rules.DifferentiateFact: _in("calculus", "differentiate_fact"),
    rules.ByDerivative: _in("calculus", "by_derivative"),
    rules.ByCurvature: _in("calculus", "by_curvature"),
    rules.Antiderivative: _in("calculus", "antiderivative"),
    rules.GaussianIntegral: _in("calculus", "gaussian_integral"),
    rules.BetaIntegral: _in("calculus", "beta_integral"),
    rules.Linearity: _in("calculus", "linearity"),
    rules.Additivity: _in("calculus", "additivity"),
    rules.SameIntegrand: _in("calculus", "same_integrand"),
    rules.IntegralSign: _in("calculus", "integral_sign"),
    rules.Proper: _in("calculus", "proper"),
    rules.PartOfFinite: _in("calculus", "part_of_finite"),
    rules.LimitValue: _in("limits", "limit_value"),
}


__all__ = ["Judgement", "Kernel", "Rejected", "tidied_conditions", "verify"]
