"""Rules of the kernel about signs: a goal, or a contradiction, by sums of products of facts.

This is where most proofs end. The sum is multiplied out by FLINT and must be the goal's difference; every factor's sign must be a fact or
plain at sight, and every factor must be defined.
"""

from __future__ import annotations

from typing import Any

from sympy import Mul, Pow

from symbolic.language.statements import Comparison, Statement
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import MIRROR, ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.normal_form import is_zero


def _difference(goal: Statement) -> tuple[Any, str]:
    """A comparison as a term and its relation to 0, oriented so that the relation is == != > or >=."""
    if not isinstance(goal, Comparison):
        raise Rejected(f"`{goal}` is not a comparison")
    if goal.relation in ("<", "<="):
        return goal.right - goal.left, MIRROR[goal.relation]
    return goal.left - goal.right, goal.relation


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


def combination(kernel: Kernel, context: Context, goal: Statement, proof: rules.Combination) -> None:
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


def absurd(kernel: Kernel, context: Context, goal: Statement, proof: rules.Absurd) -> None:
    if not proof.products and context.contradictory:
        return
    total, strength = _value_of(context, proof.products)
    if strength != ">" or not is_zero(total, context.positive):
        raise Rejected(f"`{total}` ({strength} 0) is no contradiction")
