"""Polynomial inequalities by sums of squares, with products of what is known to be positive and multiples of what is known to be 0."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, product
from math import comb
from typing import Any

import sympy
from sympy import Add, Integer, Mul, Pow, Rational

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.methods.closing import oriented
from symbolic.methods.gram import Exponents, Poly, gram, multiply
from symbolic.methods.problem import Found, Problem
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import TooLarge

MOST_VARIABLES = 6
MOST_DEGREE = 8
MOST_OPERATIONS = 150
MOST_MONOMIALS = 220
MOST_BASIS = 21
MOST_GENERATORS = 12
ZEROS = (Fraction(1), Fraction(0), Fraction(-1), Fraction(2), Fraction(1, 2), Fraction(1, 3))
MOST_TERMS = 20_000  # that are evaluated in the search for zeros


@dataclass(frozen=True)
class SumsOfSquares:
    """Numbers propose, the kernel multiplies out: the proof is a combination like any other."""

    name: str = "sums of squares"
    rank: int = 28

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation not in (">=", "<="):
            return None
        variables = symbols_of(goal)
        if not 1 <= len(variables) <= MOST_VARIABLES:
            return None
        try:
            proof = _proof(problem.context, oriented(goal)[0], variables)
        except (TooLarge, ZeroDivisionError, sympy.PolynomialError):
            return None
        return None if proof is None else Found(proof=proof)


def _small(term: Any) -> bool:
    """Whether it is an expression of symbols, numbers and small whole powers: only then is it multiplied out."""
    powers = term.atoms(Pow)
    if any(not p.exp.is_Integer or abs(p.exp) > MOST_DEGREE for p in powers) or term.count_ops() > MOST_OPERATIONS:
        return False
    return all(part.is_Rational or part.is_Symbol or part.is_Add or part.is_Mul or part.is_Pow for part in sympy.preorder_traversal(term))


def _degree(term: Any) -> int:
    """At least the total degree of a polynomial, without multiplying it out."""
    if term.is_Add:
        return max(map(_degree, term.args))
    if term.is_Mul:
        return sum(map(_degree, term.args))
    if isinstance(term, Pow):
        return int(_degree(term.base) * abs(term.exp))
    return int(term.is_Symbol)


def _proof(context: Context, difference: Any, variables: list[Any]) -> Any:
    if not _small(difference):
        return None
    numerator, denominator = sympy.fraction(sympy.together(difference))
    if max(comb(_degree(part) + len(variables), len(variables)) for part in (numerator, denominator)) > MOST_MONOMIALS:
        return None
    below: tuple[tuple[Any, int], ...] = ()
    if symbols_of(denominator):
        factors = sympy.factor_list(denominator)
        numerator = numerator / factors[0]
        below = tuple((base, -power) for base, power in factors[1])
        if not all(implied(context.relation(base), ">") for base, _ in below):
            return None
    else:
        numerator = numerator / denominator
    target = _poly(numerator, variables)
    if target is None or not target:
        return None
    degree = max(map(sum, target))
    if degree > MOST_DEGREE:
        return None
    known = [(t, _poly(t, variables)) for t in sorted(context.signs, key=str) if set(symbols_of(t)) <= set(variables) and _small(t)]
    zero = [(t, p) for t, p in known if p and context.relation(t) == "==" and max(map(sum, p)) <= degree]
    signed = [(t if implied(context.relation(t), ">=") else -t) for t, p in known if p and _one_sided(context.relation(t))]
    generators = _generators(signed, variables, degree)
    homogeneous = len(set(map(sum, target))) == 1 and not zero
    loose = bool(zero) or any(len(p) > 1 for _, p in generators)  # other terms than those of the target may cancel
    roots = _roots(target, [p for _, p in zero if p], [p for _, p in generators], variables)
    blocks = [(g, poly, _basis(target, poly, degree, homogeneous, roots, free=loose)) for g, poly in generators]
    blocks = [(g, poly, basis) for g, poly, basis in blocks if 1 <= len(basis) <= MOST_BASIS]
    free = [(t, m) for t, p in zero for m in _monomials(len(variables), degree - max(map(sum, p or {})), 0)]
    multiples = [multiply(_poly(t, variables) or {}, {m: Fraction(1)}) for t, m in free]
    alone = blocks[:1] if blocks and not blocks[0][0] else []
    found = gram(target, [(p, b) for _, p, b in alone], multiples) if alone else None
    if found is not None:
        blocks = alone
    elif len(blocks) > len(alone):
        found = gram(target, [(p, b) for _, p, b in blocks], multiples)
    if found is None:
        return None
    products = []
    for (g, _, _), squares in zip(blocks, found[0], strict=True):
        for coefficient, line in squares:
            factors = [(part, 1) for part in g] + ([(_term(line, variables), 2)] if any(map(sum, line)) else [])
            constant = Fraction(1) if any(map(sum, line)) else next(iter(line.values())) ** 2
            products.append(rules.Product(_number(coefficient * constant), (*factors, *below)))
    multipliers: dict[Any, Any] = {}
    for (t, m), c in zip(free, found[1], strict=True):
        multipliers[t] = multipliers.get(t, Integer(0)) + _number(c) * _term({m: Fraction(1)}, variables)
    products += [rules.Product(multiplier, ((t, 1), *below)) for t, multiplier in multipliers.items() if multiplier != 0]
    return rules.Combination(tuple(products))


def _one_sided(relation: str | None) -> bool:
    return implied(relation, ">=") != implied(relation, "<=")


def _poly(term: Any, variables: list[Any]) -> Poly | None:
    if not term.is_polynomial(*variables):
        return None
    found = sympy.Poly(term, *variables)
    if not all(c.is_Rational for c in found.coeffs()):
        return None
    return {m: Fraction(int(c.p), int(c.q)) for m, c in found.terms() if c != 0}


def _generators(signed: list[Any], variables: list[Any], degree: int) -> list[tuple[tuple[Any, ...], Poly]]:
    one: Poly = {(0,) * len(variables): Fraction(1)}
    found: list[tuple[tuple[Any, ...], Poly]] = [((), one)]
    polys = {t: p for t in signed if (p := _poly(t, variables))}
    for size in (1, 2, 3):
        for parts in combinations(polys, size):
            total = one
            for part in parts:
                total = multiply(total, polys[part])
            if max(map(sum, total)) <= degree and len(found) < MOST_GENERATORS:
                found.append((parts, total))
    return found


def _monomials(count: int, most: int, least: int) -> list[Exponents]:
    return [m for m in product(range(most + 1), repeat=count) if least <= sum(m) <= most] if most >= 0 else []


def _basis(target: Poly, generator: Poly, degree: int, homogeneous: bool, roots: list[tuple[Fraction, ...]], *, free: bool) -> list[Poly]:
    count = len(next(iter(target)))
    top, low = max(map(sum, generator)), min(map(sum, generator))
    if homogeneous and (top != low or (degree - top) % 2):
        return []
    most = (degree - top) // 2
    least = most if homogeneous else max(0, (min(map(sum, target)) - low + 1) // 2) if low == top and not free else 0
    limits = [max(m[i] for m in target) for i in range(count)]
    found = [m for m in _monomials(count, most, least) if free or all(2 * e <= limit for e, limit in zip(m, limits, strict=True))]
    here = [root for root in roots if _at(generator, root) > 0]
    if not here or not found:
        return [{m: Fraction(1)} for m in found]
    matrix = sympy.Matrix([[_number(_at({m: Fraction(1)}, root)) for m in found] for root in here])
    return [{m: Fraction(int(c.p), int(c.q)) for m, c in zip(found, vector, strict=True) if c != 0} for vector in matrix.nullspace()]


def _roots(target: Poly, zero: list[Poly], generators: list[Poly], variables: list[Any]) -> list[tuple[Fraction, ...]]:
    """Simple points at which the target vanishes and every fact holds."""
    found = []
    for point in islice(product(ZEROS[: 6 if len(variables) <= 4 else 3], repeat=len(variables)), MOST_TERMS // len(target)):
        if _at(target, point) == 0 and all(_at(p, point) == 0 for p in zero) and all(_at(g, point) >= 0 for g in generators):
            found.append(point)
    return found


def _at(poly: Poly, point: tuple[Fraction, ...]) -> Fraction:
    total = Fraction(0)
    for m, c in poly.items():
        for value, power in zip(point, m, strict=True):
            c = c * value**power
        total += c
    return total


def _number(value: Fraction) -> Any:
    return Rational(value.numerator, value.denominator)


def _term(poly: Poly, variables: list[Any]) -> Any:
    return Add(*(Mul(_number(c), *(v**e for v, e in zip(variables, m, strict=True))) for m, c in poly.items()))


METHOD = SumsOfSquares()
