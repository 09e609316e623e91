"""Lambert's W: exp(W(u)) = u/W(u) for u != 0, log W(u) = log u - W(u) for u > 0, W(x e^x) = x on the branch where x lies (DLMF 4.13)."""

from __future__ import annotations

from typing import Any

from sympy import E, Integer, LambertW, Mul, exp, log

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.normal_form import is_zero, normalised


def expand(term: Any, context: Any) -> Any:
    """Values that W takes plainly, and exponentials and logarithms of values of W."""

    def rule(part: Any) -> Any:
        if isinstance(part, LambertW):
            return _value(part, context)
        if isinstance(part, exp):
            return _exponential(part.args[0], context)
        if isinstance(part, log) and isinstance(part.args[0], LambertW):
            w = part.args[0]
            return log(w.args[0]) - w if len(w.args) == 1 or w.args[1] == 0 else part
        return part

    return everywhere(term, rule)


def _value(w: Any, context: Any) -> Any:
    """x for W(x e^x), where x >= -1 on the principal branch and x <= -1 on the other one."""
    argument = normalised(w.args[0], context.positive)
    principal = len(w.args) == 1 or w.args[1] == 0
    for x in _candidates(argument):
        if is_zero(argument - x * exp(x), context.positive) and implied(context.relation(x + 1), ">=" if principal else "<="):
            return x
    return LambertW(argument, evaluate=False) if principal else LambertW(argument, w.args[1], evaluate=False)


def _candidates(argument: Any) -> list[Any]:
    """The exponents in `argument`, the logarithms in it, and the whole numbers of its powers of e."""
    found = [part.args[0] for factor in Mul.make_args(argument) for part in factor.atoms(exp)]
    found += [-part.args[0] for factor in Mul.make_args(argument) for part in factor.atoms(exp)]
    found += [Integer(times) * part for part in sorted(argument.atoms(log), key=str) for times in range(-4, 5)]
    if argument.has(E):
        found += [Integer(i) for i in range(-6, 7)]
    return list(dict.fromkeys([*found, Integer(0)]))


def _exponential(exponent: Any, context: Any) -> Any:
    """exp(c W(u) + r) as (u/W(u))^c exp(r) for whole c."""
    for summand in exponent.as_ordered_terms():
        coefficient, rest = summand.as_coeff_Mul()
        if isinstance(rest, LambertW) and coefficient.is_Integer and implied(context.relation(rest.args[0]), "!="):
            return (rest.args[0] / rest) ** coefficient * _exponential(exponent - summand, context)
    return exp(exponent)


EXPANSION = Expansion(28, (LambertW,), expand)
