"""Rules of the kernel about limits: continuity, 1/s for infinity, equal expressions, L'Hopital's rule, decay of exponentials, sums."""

from __future__ import annotations

from typing import Any

from sympy import Add, Limit, Mul, Symbol, exp, oo

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite, Statement
from symbolic.language.terms import approaches, fresh_symbol, renamed_as_written, substitute
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition, continuous, term_conditions
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.discovery import declared
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero, normalised

HIGHEST_DEGREE = 20


def limit_value(kernel: Kernel, context: Context, goal: Statement, proof: rules.LimitValue) -> None:
    """A limit and its value; `Finite` of the limit says that it exists."""
    limit = proof.limit
    if not isinstance(limit, Limit):
        raise Rejected(f"`{limit}` is not a limit")
    expression, variable, point, direction = limit.args
    if not approaches(variable, point, str(direction)):
        raise Rejected(f"`{variable}` does not approach `{point}` through all real numbers")
    require_defined(context, *(() if point in (oo, -oo) else (point,)))
    fresh, facts = beyond(context, expression, variable, point, str(direction))
    conditions = term_conditions(renamed_as_written(expression, {variable: fresh}), facts, frozenset(symbols_of(context.facts, fresh)))
    kernel.check_conditions(context, tuple(conditions), proof.conditions)
    value = limit_of(kernel, context, expression, variable, point, str(direction), proof.proof)
    kernel.check(context.adding(Comparison(limit, "==", value), Finite(limit)), goal, proof.then)


def beyond(context: Context, expression: Any, variable: Any, point: Any, direction: str) -> tuple[Any, tuple[Statement, ...]]:
    """A real variable that is new here, strictly beyond the point on the side from which the limit is taken."""
    fresh = fresh_symbol(Symbol(variable.name, real=True), [variable, *symbols_of(expression, point, context.facts)])
    if point == oo:
        return fresh, (Comparison(fresh, ">", ZERO),)
    if point == -oo:
        return fresh, (Comparison(fresh, "<", ZERO),)
    relation = {"+": ">", "-": "<", "+-": "!="}[direction]
    return fresh, (Comparison(fresh, relation, point),)


def limit_of(kernel: Kernel, context: Context, expression: Any, variable: Any, point: Any, direction: str, proof: Any) -> Any:
    """The limit that `proof` establishes; raises `Rejected` when it does not."""
    rule = _LIMIT_RULES.get(type(proof)) or declared("symbolic.trusted.rules", "LIMIT_RULES").get(type(proof))
    if rule is None:
        raise Rejected(f"`{type(proof).__name__}` is not a rule for limits")
    return rule(kernel, context.forgetting(variable), expression, variable, point, direction, proof)


def require_agreement(kernel: Kernel, context: Context, left: Any, right: Any, brought: Any, proof: Any) -> None:
    """The two sides are equal: by normal form, or by `proof` where the one that a proof has `brought` in is seen to be defined."""
    if not is_zero(left - right, context.positive):
        require_defined(context, brought)
    kernel.check(context, Comparison(left, "==", right), proof)


def _continuity(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.Continuity) -> Any:
    if v not in symbols_of(e):
        if is_zero(e - proof.value, context.positive):
            return _plain_value(context, e, proof.value)
        raise Rejected(f"`{proof.value}` is not `{e}`")
    if point.is_infinite or not continuous(e, v, context.domain):
        raise Rejected(f"`{e}` is not seen to be continuous at `{v} = {point}`")
    at_point = substitute(e, {v: point})
    kernel.check_conditions(context, conditions_at(context, e, v, point), proof.conditions)
    if not is_zero(at_point - proof.value, context.positive):
        raise Rejected(f"`{proof.value}` is not `{at_point}`")
    return _plain_value(context, at_point, proof.value)


def _plain_value(context: Context, defined: Any, value: Any) -> Any:
    """`value`, which has the normal form of a term that is `defined`, and a value of its own."""
    if value != defined:
        require_defined(context, value)
    return value


def conditions_at(context: Context, e: Any, v: Any, point: Any) -> tuple[Condition, ...]:
    """The conditions of `e`, stated with the variable and then at the point: SymPy would cancel them if the term were formed there."""
    fresh = fresh_symbol(Symbol(v.name, real=True), [v, *symbols_of(context.facts, e, point)])
    here = Comparison(fresh, "==", point)
    taken = frozenset(symbols_of(context.facts, fresh))
    return tuple(Condition((here, *c.guards), c.holds, c.term) for c in term_conditions(renamed_as_written(e, {v: fresh}), (), taken))


def _reciprocal(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.Reciprocal) -> Any:
    kind_fits = proof.variable.is_extended_real and not proof.variable.is_integer and proof.variable.is_positive is not False
    if point != oo or proof.variable in symbols_of(e, context.facts) or not kind_fits:
        raise Rejected(f"no reciprocal of a limit at `{point}`")
    return limit_of(kernel, context, substitute(e, {v: 1 / proof.variable}), proof.variable, ZERO, "+", proof.then)


def _equivalent(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.Equivalent) -> Any:
    fresh, facts = beyond(context, Add(e, proof.expression), v, point, direction)
    place = {v: fresh}
    brought = substitute(proof.expression, place)
    require_agreement(kernel, context.adding(*facts), substitute(e, place), brought, brought, proof.proof)
    return limit_of(kernel, context, proof.expression, v, point, direction, proof.then)


def _lhopital(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.LHopital) -> Any:
    numerator, denominator = proof.numerator, proof.denominator
    if point.is_infinite or not is_zero(e - numerator / denominator, context.positive):
        raise Rejected(f"`{e}` is not the quotient of `{numerator}` and `{denominator}`")
    conditions: tuple[Condition, ...] = ()
    for term, vanish in zip((numerator, denominator), proof.vanish, strict=True):
        if not continuous(term, v, context.domain):
            raise Rejected(f"`{term}` is not seen to be continuous in `{v}`")
        conditions += conditions_at(context, term, v, point)
        kernel.check(context, Comparison(substitute(term, {v: point}), "==", ZERO), vanish)
    kernel.check_conditions(context, conditions, proof.conditions)
    slope = derivative(denominator, v)
    if is_zero(slope):
        raise Rejected(f"the derivative of `{denominator}` is zero")
    quotient = Mul(derivative(numerator, v), 1 / slope, evaluate=False)
    if not isinstance(proof.then, rules.Continuity):
        raise Rejected("the quotient of the derivatives must be continuous at the point")
    return limit_of(kernel, context, quotient, v, point, direction, proof.then)


def _decay(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.Decay) -> Any:
    if point != oo or v in symbols_of(proof.rate):
        raise Rejected(f"`{e}` does not decay at `{point}`")
    require_defined(context, proof.rate)
    kernel.check(context, Comparison(proof.rate, ">", ZERO), proof.positive)
    _require_polynomial(context, proof.polynomial, v)
    if not is_zero(e - proof.polynomial * exp(-proof.rate * v), context.positive):
        raise Rejected(f"`{e}` is not `{proof.polynomial}` times a decaying exponential")
    return ZERO


def _gaussian_decay(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.GaussianDecay) -> Any:
    if not point.is_infinite or any(v in symbols_of(term) for term in (proof.a, proof.b, proof.c)):
        raise Rejected(f"`{e}` does not decay at `{point}`")
    require_defined(context, proof.a)
    kernel.check(context, Comparison(proof.a, ">", ZERO), proof.positive)
    _require_polynomial(context, proof.polynomial, v)
    if not is_zero(e - proof.polynomial * exp(-proof.a * v**2 + proof.b * v + proof.c), context.positive):
        raise Rejected(f"`{e}` is not `{proof.polynomial}` times a Gaussian")
    return ZERO


def _require_polynomial(context: Context, term: Any, v: Any) -> None:
    slope = term
    for _ in range(HIGHEST_DEGREE + 1):
        slope = normalised(derivative(slope, v))
    if slope != 0 or not continuous(term, v, context.domain):
        raise Rejected(f"`{term}` is not a polynomial in `{v}`")


def _sum_of_limits(kernel: Kernel, context: Context, e: Any, v: Any, point: Any, direction: str, proof: rules.SumOfLimits) -> Any:
    if len(proof.parts) != len(proof.proofs) or not is_zero(e - Add(*proof.parts), context.positive):
        raise Rejected(f"`{e}` is not the sum of the parts")
    values = [limit_of(kernel, context, part, v, point, direction, inner) for part, inner in zip(proof.parts, proof.proofs, strict=True)]
    return Add(*values)


_LIMIT_RULES: dict[type, Any] = {
    rules.Continuity: _continuity,
    rules.Reciprocal: _reciprocal,
    rules.Equivalent: _equivalent,
    rules.LHopital: _lhopital,
    rules.Decay: _decay,
    rules.GaussianDecay: _gaussian_decay,
    rules.SumOfLimits: _sum_of_limits,
}
