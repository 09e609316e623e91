"""Ideal membership: an equation that is a combination of the assumed equations with polynomials as coefficients.

The coefficients come from dividing by the equations, for a few orders of the terms; the kernel multiplies out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Poly, PolynomialError, Symbol
from sympy import reduced as divided
from sympy.polys.polyerrors import BasePolynomialError

from symbolic.language.statements import Comparison
from symbolic.methods.problem import Found, Problem
from symbolic.methods.rewriting import comparisons
from symbolic.trusted import proofs as rules
from symbolic.trusted.normal_form import Quotient, TooLarge, normal_form

MOST_SYMBOLS = 8
LARGEST_DEGREE = 24


@dataclass(frozen=True)
class Ideal:
    """For equations between rational functions of symbols, under equations of this kind."""

    name: str = "ideal membership"
    rank: int = 7

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation != "==" or goal.left.is_infinite or goal.right.is_infinite:
            return None
        facts = [f for f in comparisons(problem.context) if f.relation == "==" and not (f.left.is_infinite or f.right.is_infinite)]
        equations = [f.left - f.right for f in facts if _rational(f.left) and _rational(f.right)]
        if not equations or not (_rational(goal.left) and _rational(goal.right)):
            return None
        try:
            products = combination(goal.left - goal.right, equations)
        except (TooLarge, BasePolynomialError, ZeroDivisionError):
            return None
        return None if products is None else Found(proof=rules.Combination(products))


def _rational(term: Any) -> bool:
    return all(part.is_Symbol for part in term.free_symbols) and bool(term.is_rational_function(*sorted(term.free_symbols, key=str)))


def combination(target: Any, equations: list[Any]) -> tuple[rules.Product, ...] | None:
    """Products of the equations that add up to the target, or None."""
    wanted, divisors = normal_form(target), [normal_form(equation) for equation in equations]
    symbols = sorted({s for term in (target, *equations) for s in term.free_symbols}, key=str)
    degree = max(Poly(q.top(), *symbols).total_degree() for q in (wanted, *divisors)) if symbols else 0
    if not symbols or len(symbols) > MOST_SYMBOLS or degree > LARGEST_DEGREE:
        return None
    for generators, order in ((symbols, "grevlex"), (symbols, "lex"), (symbols[::-1], "lex")):
        found = _by_division(wanted, divisors, equations, generators, order)
        if found is not None:
            return found
    return None


def _by_division(wanted: Quotient, divisors: list[Quotient], equations: list[Any], generators: list[Symbol], order: str) -> Any:
    tops = [divisor.top() for divisor in divisors]
    try:
        quotients, rest = divided(wanted.top(), tops, *generators, order=order)
    except PolynomialError:
        return None
    if rest != 0:
        return None
    weights = (q * divisor.bottom() / wanted.bottom() for q, divisor in zip(quotients, divisors, strict=True))
    return tuple(
        rules.Product(weight, ((equation, 1),)) for weight, equation in zip(weights, equations, strict=True) if weight != Integer(0)
    )


METHOD = Ideal()
