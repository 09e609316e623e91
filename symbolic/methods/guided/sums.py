"""The step that ends a proof of a comparison: the difference of its sides as a sum of products of known sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Mul, Pow
from sympy.core.relational import Relational

from symbolic.language.statements import Comparison, as_statement
from symbolic.language.terms import as_term
from symbolic.methods.closing import oriented
from symbolic.methods.guided.steps import Proof, Rest
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules


@dataclass(frozen=True, init=False)
class BySum:
    """The goal's difference, left less right or right less left, is the sum of these products.

    A product is a factor or a tuple of factors. A factor is a number, a term of known sign, or a fact `a < b`, which stands for b - a. A
    fact `a = b` stands for a - b, which is 0: the other factors of its product may then be any terms.
    """

    products: tuple[Any, ...]

    def __init__(self, *products: Any) -> None:
        object.__setattr__(self, "products", products)

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        return state.finish(rules.Combination(tuple(_product(p if isinstance(p, tuple) else (p,)) for p in self.products)))


def _product(factors: tuple[Any, ...]) -> rules.Product:
    facts = [as_statement(factor) for factor in factors if isinstance(factor, Comparison | Relational)]
    terms = [as_term(factor) for factor in factors if not isinstance(factor, Comparison | Relational)]
    compared = [fact for fact in facts if isinstance(fact, Comparison)]
    zero = next((fact for fact in compared if fact.relation == "=="), None)
    differences = [oriented(fact)[0] for fact in compared if fact is not zero]
    if zero is not None:
        return rules.Product(Mul(*terms, *differences), ((zero.left - zero.right, 1),))
    numbers = [term for term in terms if term.is_Rational]
    others = [term for term in terms if not term.is_Rational]
    return rules.Product(Mul(Integer(1), *numbers), (*((d, 1) for d in differences), *map(_power, others)))


def _power(factor: Any) -> tuple[Any, int]:
    """Powers with whole exponents stand as such."""
    return (factor.base, int(factor.exp)) if isinstance(factor, Pow) and factor.exp.is_Integer else (factor, 1)
