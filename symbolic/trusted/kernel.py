"""The kernel: replays a proof, rule by rule, and says "proved" or raises `Rejected`. Nothing else in the library can say it.

Read it with `proofs.py` (what the rules are), `context.py` (facts and signs), `conditions.py` (well-posedness), `axioms.py` (functions),
`calculus.py` (integrals, limits, derivatives). The search that finds proofs is not trusted and lives elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import sympy
from sympy import Abs, Integer, Max, Min, Mul, Piecewise, Pow
from sympy.core.function import UndefinedFunction

from symbolic.language.differentiation import NoDerivative
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.meaning import Undefined, truth
from symbolic.language.point import Point
from symbolic.language.predicates import kind_facts, substitute_statement, unfold
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
    as_statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import AXIOMS, NotApplicable
from symbolic.trusted.conditions import Condition, claim_conditions, negate
from symbolic.trusted.context import MIRROR, ZERO, Context, implied
from symbolic.trusted.definedness import undefined, undefined_statement
from symbolic.trusted.normal_form import TooLarge, is_zero

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
        rule = RULES.get(type(proof))
        if rule is None:
            raise Rejected(f"`{type(proof).__name__}` is not a rule")
        try:
            rule(self, context, goal, proof)
        except (NotApplicable, NoDerivative, TooLarge, Undefined, ZeroDivisionError) as error:
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
    kernel = Kernel()
    context = Context.of(given, symbols_of(given, states))
    conditions = claim_conditions(given, states)
    kernel.check_conditions(Context.of(Domain(*_properties(given)), symbols_of(given, states)), conditions, certificate.conditions)
    own = set(symbols_of(given, states))
    shown = tuple(c.holds for c in conditions if set(symbols_of(c.holds)) <= own and all(_assumed(context, guard) for guard in c.guards))
    context = replace(context.adding(*shown), pristine=True)
    kernel.check(context, states, certificate.proof)
    grade = max(kernel.grades, key=GRADE_ORDER.index)
    return Judgement(grade, (*_base_trust(), *sorted(kernel.trusts)))


def _properties(given: Domain) -> tuple[Statement, ...]:
    return tuple(a for a in given.assumptions if isinstance(a, FunctionProperty))


def _assumed(context: Context, guard: Statement) -> bool:
    return guard in context.facts or isinstance(guard, FunctionProperty)


def _base_trust() -> tuple[str, ...]:
    from importlib.metadata import version

    return (f"python-flint {version('python-flint')}", "symbolic.trusted")


def _difference(goal: Statement) -> tuple[Any, str]:
    """A comparison as a term and its relation to 0, oriented so that the relation is == != > or >=."""
    if not isinstance(goal, Comparison):
        raise Rejected(f"`{goal}` is not a comparison")
    if goal.relation in ("<", "<="):
        return goal.right - goal.left, MIRROR[goal.relation]
    return goal.left - goal.right, goal.relation


def _known(kernel: Kernel, context: Context, goal: Statement, proof: rules.Known) -> None:
    if not context.holds(goal):
        raise Rejected(f"`{goal}` is not among the facts")


def require_defined(context: Context, *terms: Any) -> None:
    """Raise `Rejected` unless every term that a proof brings in is real and defined, at sight."""
    reason = undefined(context, *terms)
    if reason is not None:
        raise Rejected(reason)


def _value_of(context: Context, products: tuple[rules.Product, ...]) -> tuple[Any, str]:
    """The sum of products of known sign, and its relation to 0: "==" , ">=" or ">"."""
    for product in products:
        require_defined(context, product.coefficient, *(factor for factor, _ in product.factors))
    total: Any = ZERO
    strength = "=="
    for product in products:
        term: Any = product.coefficient
        sign = _product_relation(context, product)
        for factor, power in product.factors:
            term = Mul(term, Pow(factor, power))
        total = total + term
        strength = ">" if ">" in (strength, sign) else ">=" if ">=" in (strength, sign) else "=="
    return total, strength


def _product_relation(context: Context, product: rules.Product) -> str:
    relations = [_factor_relation(context, factor, power) for factor, power in product.factors]
    if "==" in relations:
        return "=="
    if not (product.coefficient.is_Rational and product.coefficient > 0):
        raise Rejected(f"the coefficient `{product.coefficient}` is not a positive rational")
    return ">=" if ">=" in relations else ">"


def _factor_relation(context: Context, factor: Any, power: int) -> str:
    relation = context.relation(factor)
    if relation == "==":
        if power <= 0:
            raise Rejected(f"`{factor}` is 0 and stands in a denominator")
        return "=="
    if power % 2 == 0:
        if power > 0:
            return ">" if implied(relation, "!=") else ">="
        if implied(relation, "!="):
            return ">"
    elif implied(relation, ">"):
        return ">"
    elif power > 0 and implied(relation, ">="):
        return ">="
    raise Rejected(f"the sign of `{factor}` to the power {power} is not among the facts")


def _combination(kernel: Kernel, context: Context, goal: Statement, proof: rules.Combination) -> None:
    difference, relation = _difference(goal)
    if relation == "!=" and _nonzero_product(context, difference, proof.products):
        return
    total, strength = _value_of(context, proof.products)
    if relation == "!=" and strength == ">":
        if is_zero(difference - total, context.positive) or is_zero(difference + total, context.positive):
            return
    elif implied(strength, relation) and is_zero(difference - total, context.positive):
        return
    raise Rejected(f"`{total}` ({strength} 0) does not show `{goal}`")


def _nonzero_product(context: Context, difference: Any, products: tuple[rules.Product, ...]) -> bool:
    """A single product of factors none of which is zero."""
    if len(products) != 1 or not (products[0].coefficient.is_Rational and products[0].coefficient != 0):
        return False
    (product,) = products
    if not all(implied(context.relation(factor), "!=") for factor, _ in product.factors):
        return False
    require_defined(context, *(factor for factor, _ in product.factors))
    term = Mul(product.coefficient, *(Pow(factor, power) for factor, power in product.factors))
    return is_zero(difference - term, context.positive)


def _absurd(kernel: Kernel, context: Context, goal: Statement, proof: rules.Absurd) -> None:
    if not proof.products and context.contradictory:
        return
    total, strength = _value_of(context, proof.products)
    if strength != ">" or not is_zero(total, context.positive):
        raise Rejected(f"`{total}` ({strength} 0) is no contradiction")


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


def _resolve(kernel: Kernel, context: Context, goal: Statement, proof: rules.Resolve) -> None:
    if not _in_force(context, proof.term, proof.value):
        raise Rejected(f"the facts do not put `{proof.value}` in force for `{proof.term}`")
    _replace(kernel, context, goal, proof.term, proof.value, proof.then)


def _in_force(context: Context, term: Any, value: Any) -> bool:
    if isinstance(term, Max | Min):
        wanted = ">=" if isinstance(term, Max) else "<="
        return value in term.args and all(arm == value or implied(context.relation(value - arm), wanted) for arm in term.args)
    if isinstance(term, Abs):
        inner = term.args[0]
        relation = context.relation(inner)
        return (value == inner and implied(relation, ">=")) or (value == -inner and implied(relation, "<="))
    if isinstance(term, Piecewise):
        return _branch_in_force(context, term, value)
    return False


def _branch_in_force(context: Context, term: Any, value: Any) -> bool:
    for branch, raw in term.args:
        if raw == sympy.true:
            return bool(branch == value)
        condition = as_statement(raw)
        if context.holds(condition):
            return bool(branch == value)
        if not context.holds(negate(condition)):
            return False
    return False


def _rewrite(kernel: Kernel, context: Context, goal: Statement, proof: rules.Rewrite) -> None:
    require_defined(context, proof.new)
    if context.relation(proof.old - proof.new) != "==":
        raise Rejected(f"`{proof.old} == {proof.new}` is not among the facts")
    _replace(kernel, context, goal, proof.old, proof.new, proof.then)


def _replace(kernel: Kernel, context: Context, goal: Statement, old: Any, new: Any, then: Any) -> None:
    if _has_predicate(goal):
        raise Rejected(f"`{goal}` speaks of all points, so nothing that holds here may be put into it")
    mapping = {old: new}
    changed = []
    for fact in context.facts:
        if isinstance(fact, (FunctionProperty, Quantified, Finite, *PREDICATES)):
            continue
        restated = substitute_statement(fact, mapping)
        if restated != fact:
            changed.append(restated)
    kernel.check(context.adding(*changed), substitute_statement(goal, mapping), then)


def _has_predicate(statement: Any) -> bool:
    if isinstance(statement, PREDICATES):
        return True
    if isinstance(statement, tuple):
        return any(_has_predicate(part) for part in statement)
    if is_dataclass(statement):
        return any(_has_predicate(getattr(statement, entry.name)) for entry in fields(statement))
    return False


def _instance(kernel: Kernel, context: Context, goal: Statement, proof: rules.Instance) -> None:
    axiom = AXIOMS.get(proof.rule)
    if axiom is None:
        raise Rejected(f"`{proof.rule}` is not an axiom")
    _no_new_symbols(context, goal, *proof.arguments)
    require_defined(context, *proof.arguments)
    if proof.function not in (sympy.exp, sympy.log, sympy.sqrt) and not isinstance(proof.function, UndefinedFunction):
        raise Rejected(f"`{proof.function}` is not a function that the axioms speak of")
    kernel.check(context.adding(axiom(context, proof.function, proof.arguments)), goal, proof.then)


def _no_new_symbols(context: Context, goal: Statement, *terms: Any) -> None:
    new = set(symbols_of(*terms)) - set(symbols_of(context.facts, goal))
    if new:
        raise Rejected(f"`{min(map(str, new))}` is new here")


def _specialise(kernel: Kernel, context: Context, goal: Statement, proof: rules.Specialise) -> None:
    fact = proof.fact
    if fact not in context.facts or fact.quantifier != "forall" or len(fact.variables) != len(proof.values):
        raise Rejected(f"`{fact}` is not among the facts, or its variables do not fit")
    _no_new_symbols(context, goal, *proof.values)
    for variable, value in zip(fact.variables, proof.values, strict=True):
        _require_kind(context, variable, value)
    require_defined(context, *proof.values)
    instance = substitute_statement(fact.body, dict(zip(fact.variables, proof.values, strict=True)))
    if isinstance(instance, Implication) and context.holds(instance.premise):
        instance = instance.conclusion
    kernel.check(context.adding(instance), goal, proof.then)


def _require_kind(context: Context, variable: Any, value: Any) -> None:
    for fact in kind_facts([variable]):
        if not context.holds(Comparison(value, fact.relation, ZERO)):
            raise Rejected(f"`{value} {fact.relation} 0` is not among the facts")
    if variable.is_integer and not value.is_integer:
        raise Rejected(f"`{value}` is not known to be an integer")


def _induction(kernel: Kernel, context: Context, goal: Statement, proof: rules.Induction) -> None:
    variable = proof.variable
    if not (variable.is_Symbol and variable.is_integer and variable.is_nonnegative):
        raise Rejected(f"`{variable}` is not a natural number")
    kinds = set(kind_facts([variable]))
    others = [fact for fact in context.facts if fact not in kinds and variable in symbols_of(fact)]
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
    kernel.grades.add("enclosure")


def _unsat(kernel: Kernel, context: Context, goal: Statement, proof: rules.Unsat) -> None:
    from symbolic.trusted.solver import agreeing_solvers

    agreeing = agreeing_solvers(context, goal)
    if not agreeing:
        raise Rejected("no solver confirms that the negated goal is unsatisfiable")
    kernel.grades.add("smt")
    kernel.trusts.update(agreeing)


def _calculus(name: str) -> Callable[..., None]:
    def rule(kernel: Kernel, context: Context, goal: Statement, proof: Any) -> None:
        from symbolic.trusted import calculus

        getattr(calculus, name)(kernel, context, goal, proof)

    return rule


RULES: dict[type, Callable[..., None]] = {
    rules.Known: _known,
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
    rules.Evaluate: _evaluate,
    rules.Unsat: _unsat,
    rules.DifferentiateFact: _calculus("differentiate_fact"),
    rules.ByDerivative: _calculus("by_derivative"),
    rules.ByCurvature: _calculus("by_curvature"),
    rules.Antiderivative: _calculus("antiderivative"),
    rules.GaussianIntegral: _calculus("gaussian_integral"),
    rules.BetaIntegral: _calculus("beta_integral"),
    rules.Linearity: _calculus("linearity"),
    rules.Additivity: _calculus("additivity"),
    rules.SameIntegrand: _calculus("same_integrand"),
    rules.IntegralSign: _calculus("integral_sign"),
    rules.Proper: _calculus("proper"),
    rules.PartOfFinite: _calculus("part_of_finite"),
    rules.LimitValue: _calculus("limit_value"),
}


__all__ = ["Judgement", "Kernel", "Rejected", "verify"]
