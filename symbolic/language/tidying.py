"""Tidying: a statement as its author wrote it, rebuilt with SymPy's automatic evaluation (`2*x + x` is `3*x`, `x/x` is `1`).

Where every term of the written statement is defined, the tidied one means the same; so well-posedness is settled on what is written, and
only then do proofs work on the tidied form. Powers of numbers that would not fit on a page stay as they are.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2
from typing import Any

import sympy
from sympy import Add, Derivative, Integral, Limit, Mul, Piecewise, Pow, Product, Subs, Sum
from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain
from symbolic.language.mapping import map_terms
from symbolic.language.statements import Statement
from symbolic.language.terms import ranged

_NO_NUMBERS = (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo)
LARGEST_NUMBER = 4096  # bits of a power of numbers that is written out
_EVALUATED = (
    sympy.Abs,
    sympy.exp,
    sympy.log,
    sympy.sign,
    sympy.Max,
    sympy.Min,
    sympy.sin,
    sympy.cos,
    sympy.tan,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.atan,
)
"""Heads whose automatic evaluation is elementary and real for real arguments; the others keep their form, with tidied arguments."""


def tidy(statement: Statement) -> Statement:
    """`statement` with every term tidied."""
    return map_terms(statement, tidy_term)


def tidy_domain(given: Domain) -> Domain:
    """The same assumptions, tidied."""
    return Domain(*(tidy(assumption) for assumption in given.assumptions))


@lru_cache(maxsize=50_000)
def tidy_term(term: Any) -> Any:
    """`term` rebuilt from its tidied parts."""
    if not term.args or isinstance(term, Integral | Sum | Product | Limit | Derivative | Subs):
        return _tidy_bound(term)
    if isinstance(term, Piecewise):
        return Piecewise(*((tidy_term(branch), condition) for branch, condition in term.args), evaluate=False)
    parts = [tidy_term(part) for part in term.args]
    if isinstance(term, Pow):
        return _power(parts[0], parts[1])
    if isinstance(term, Add | Mul | AppliedUndef):
        evaluated = term.func(*parts)
        return term.func(*parts, evaluate=False) if evaluated in _NO_NUMBERS else evaluated
    if isinstance(term, _EVALUATED):
        return _cross_checked(term.func, parts)
    if all(new is old for new, old in zip(parts, term.args, strict=True)):
        return term
    return term.func(*parts, evaluate=False)


def _power(base: Any, exponent: Any) -> Any:
    """A power, evaluated unless that writes out a number of more than `LARGEST_NUMBER` bits."""
    if base.is_Rational and exponent.is_Rational and base not in (0, 1, -1):
        size = max(abs(int(base.p)), int(base.q)).bit_length()
        if log2(size) + log2(abs(exponent.p) / exponent.q + 1 if abs(exponent.p) < 2**60 else 2.0**60) > log2(LARGEST_NUMBER):
            return Pow(base, exponent, evaluate=False)
    evaluated = Pow(base, exponent)
    return Pow(base, exponent, evaluate=False) if evaluated in _NO_NUMBERS else evaluated


def _cross_checked(head: Any, parts: list[Any]) -> Any:
    """A function of its tidied arguments. Of numbers SymPy knows some values from tables: balls have to agree with them."""
    if any(part.has(Integral, Sum, Product, Limit) for part in parts):  # whose signs SymPy would look for by quadrature
        return head(*parts, evaluate=False)
    try:
        evaluated = head(*parts)
    except (TypeError, ValueError):  # what SymPy cannot order, such as 1/0
        return head(*parts, evaluate=False)
    if evaluated in _NO_NUMBERS:
        return head(*parts, evaluate=False)
    if isinstance(evaluated, head) or any(part.free_symbols for part in parts):
        return evaluated
    from symbolic.language.balls import ball
    from symbolic.language.meaning import Undefined, Unknown, value, working_precision
    from symbolic.language.point import Point

    kept = head(*parts, evaluate=False)
    try:
        with working_precision(256):
            agree = ball(value(kept, Point())).overlaps(ball(value(evaluated, Point())))
    except (Undefined, Unknown):
        return kept
    return evaluated if agree else kept


def _tidy_bound(term: Any) -> Any:
    """A term that binds a variable: its parts are tidied, the binding stays."""
    if not term.args:
        return term
    if isinstance(term, Limit):
        body, variable, point, direction = term.args
        return Limit(tidy_term(body), variable, tidy_term(point), str(direction))
    if isinstance(term, Derivative):
        return Derivative(tidy_term(term.expr), *term.variable_count)
    if isinstance(term, Subs):
        return Subs(tidy_term(term.expr), term.variables, tuple(map(tidy_term, term.point)))
    limits = [(entry[0], *(tidy_term(end) for end in entry[1:])) for entry in term.limits]
    return ranged(term.func, tidy_term(term.function), *limits)


__all__ = ["tidy", "tidy_domain", "tidy_term"]
