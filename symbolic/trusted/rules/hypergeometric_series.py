"""Signs of quadratic forms in hypergeometric functions, coefficient by coefficient.

For b, c > 0 the Cauchy product of two series hyp0f1(b, x) = sum x^k/((b)_k k!) has closed coefficients by Vandermonde's sum (DLMF 16.12.1),

    hyp0f1(b, x) hyp0f1(c, x) = the sum over k of T(b, c, k) x^k,    T(b, c, k) = (b + c + k - 1)_k/((b)_k (c)_k k!).

Both series converge absolutely, so a sum of terms a x^n hyp0f1(b + i, x) hyp0f1(c + j, x) with real a and natural n, i, j is the sum over k
of C_k x^k with C_k = the sum of a T(b + i, c + j, k - n) over the terms with n <= k. For x >= 0 it is not negative if no C_k is, and
positive if, besides, C_0 is; for x > 0 it is positive if any C_k is.

Up to k = 1 + the largest n, C_k is written out. Beyond, all T are rational multiples of one positive number,

    T(b + i, c + j, k - n) = R W_k,    W_k = Gamma(b + c + 2k) Gamma(b) Gamma(c)/(Gamma(b + c + k) Gamma(b + k) Gamma(c + k) k!),

with R made of quotients Gamma(z + r)/Gamma(z) for whole r, in which z and z + r are positive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Integer, Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import fresh_symbol
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined

ONE = Integer(1)
LARGEST_SHIFT = 12


@dataclass(frozen=True)
class ProductTerm:
    """`coefficient` x^`power` hyp0f1(b + `first`, x) hyp0f1(c + `second`, x)."""

    coefficient: Any
    power: int
    first: int
    second: int


@dataclass(frozen=True)
class ProductSeries:
    """The sum of `terms` in hyp0f1 at b + i and c + j and at x is not negative; positive where `strict` names a k with C_k > 0.

    `early` proves C_k >= 0 (C_k > 0 for k = `strict`) for k up to 1 + the largest power, `late` C_k/W_k >= 0 for any later k.
    """

    b: Any
    c: Any
    x: Any
    terms: tuple[ProductTerm, ...]
    strict: int | None
    early: tuple[Any, ...]
    late: Any
    then: Any


def statement_of(node: ProductSeries) -> Comparison:
    """What the node adds to the facts."""
    parts = (t.coefficient * node.x**t.power * hyp0f1(node.b + t.first, node.x) * hyp0f1(node.c + t.second, node.x) for t in node.terms)
    return Comparison(_total(parts), ">=" if node.strict is None else ">", ZERO)


def last_early(terms: tuple[ProductTerm, ...]) -> int:
    """The last k for which C_k is written out."""
    return 1 + max(t.power for t in terms)


def early_goals(b: Any, c: Any, terms: tuple[ProductTerm, ...], strict: int | None) -> list[Comparison]:
    """C_k >= 0, or > 0, for every k that is written out."""
    found = []
    for k in range(last_early(terms) + 1):
        parts = (t.coefficient * _coefficient(b + t.first, c + t.second, k - t.power) for t in terms if t.power <= k)
        found.append(Comparison(_total(parts), ">" if k == strict else ">=", ZERO))
    return found


def late_goal(b: Any, c: Any, terms: tuple[ProductTerm, ...], taken: Iterable[Any]) -> tuple[Any, Comparison]:
    """A counting number m that is new, and C_k/W_k >= 0 for the m-th k that is not written out."""
    m = fresh_symbol(Symbol("m", integer=True, positive=True), taken)
    k = last_early(terms) + m
    return m, Comparison(_total(t.coefficient * _relative(b, c, t, k) for t in terms), ">=", ZERO)


def _total(parts: Iterable[Any]) -> Any:
    return sum(parts, ZERO)


def _coefficient(b: Any, c: Any, k: int) -> Any:
    """T(b, c, k), written out."""
    return _rising(b + c + k - 1, k) / (_rising(b, k) * _rising(c, k) * _rising(ONE, k))


def _relative(b: Any, c: Any, term: ProductTerm, k: Any) -> Any:
    """R for one term."""
    n, i, j = term.power, term.first, term.second
    s = b + c
    sums = _gamma_quotient(s + 2 * k, i + j - 2 * n - 1) / _gamma_quotient(s + k, i + j - n - 1)
    firsts = _gamma_quotient(b, i) / _gamma_quotient(b + k, i - n)
    seconds = _gamma_quotient(c, j) / _gamma_quotient(c + k, j - n)
    return sums * firsts * seconds / _gamma_quotient(k + 1, -n)


def _gamma_quotient(z: Any, r: int) -> Any:
    """Gamma(z + r)/Gamma(z)."""
    return _rising(z, r) if r >= 0 else 1 / _rising(z + r, -r)


def _rising(z: Any, n: int) -> Any:
    """z (z + 1) ... (z + n - 1)."""
    product: Any = ONE
    for step in range(n):
        product = product * (z + step)
    return product


def _product_series(kernel: Kernel, context: Context, goal: Statement, node: ProductSeries) -> None:
    _check_shape(node)
    statement = statement_of(node)
    known = set(symbols_of(context.facts, goal))
    if not set(symbols_of(statement)) <= known:
        raise Rejected(f"`{statement}` has symbols that are new here")
    require_defined(context, node.b, node.c, node.x, *(t.coefficient for t in node.terms))
    for parameter in (node.b, node.c):
        if not implied(context.relation(parameter), ">"):
            raise Rejected(f"`{parameter} > 0` is not among the facts")
    if not implied(context.relation(node.x), ">" if node.strict else ">="):
        raise Rejected(f"the sign of `{node.x}` is not among the facts")
    goals = early_goals(node.b, node.c, node.terms, node.strict)
    if len(goals) != len(node.early):
        raise Rejected(f"{len(goals)} coefficients are to be looked at one by one, {len(node.early)} proofs")
    for wanted, proof in zip(goals, node.early, strict=True):
        kernel.check(context, wanted, proof)
    m, later = late_goal(node.b, node.c, node.terms, symbols_of(context.facts, goal, statement))
    kernel.check(context.with_symbols([m]), later, node.late)
    kernel.check(context.adding(statement), goal, node.then)


def _check_shape(node: ProductSeries) -> None:
    """Whole powers and shifts, and a strict coefficient among those that are written out."""
    if not node.terms:
        raise Rejected("a sum without terms")
    for t in node.terms:
        if not all(type(number) is int and 0 <= number <= LARGEST_SHIFT for number in (t.power, t.first, t.second)):
            raise Rejected(f"`{t}` has a power or shift that is not a small natural number")
    if node.strict is not None and not (type(node.strict) is int and 0 <= node.strict <= last_early(node.terms)):
        raise Rejected(f"coefficient {node.strict} is not among those that are written out")


RULES = {ProductSeries: _product_series}
NAMES = {ProductSeries: "product of power series"}
