"""Candidates for a positive combination: the facts about a term, its summands as written, and products of them, all multiplied out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Add, Mul, Pow, Rational

from symbolic.methods.polynomials import ONE, Polynomial, atoms_of, degree, degrees, polynomial_of, reaches, scaled, times, within
from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import Quotient, evidently_positive, normal_form

MOST_CANDIDATES = 260
MOST_FACTORS = 4


@dataclass(frozen=True)
class Candidate:
    """A product of facts, multiplied out: `strict` when it is positive, `free` when it is zero and may have either sign."""

    polynomial: Polynomial
    factors: tuple[tuple[Any, int], ...]
    strict: bool
    free: bool = False


def facts(context: Context, about: list[Any]) -> list[Candidate]:
    """The facts connected with the terms, as candidates of one factor (times its denominator)."""
    found = []
    for term, relation in context.signs.items():
        oriented = -term if relation in ("<", "<=") else term
        if relation != "!=":
            candidate = _fact(context, oriented, strict=relation in ("<", ">"), free=relation == "==")
            if candidate is not None:
                found.append(candidate)
    atoms = {atom for term in about for atom in normal_form(term, context.positive).atoms}
    connected = _connected(found, atoms)
    for atom in sorted({a for c in connected for m in c.polynomial for a, _ in m} | atoms, key=str):
        if not atom.is_Symbol and evidently_positive(atom, context.positive) and context.signs.get(atom) is None:
            connected.append(Candidate({frozenset({(atom, 1)}): Fraction(1)}, ((atom, 1),), strict=True))
    return connected


def _fact(context: Context, term: Any, *, strict: bool, free: bool) -> Candidate | None:
    quotient = normal_form(term, context.positive)
    known = known_factors(context, quotient)
    if known is None:
        return None
    sign, inverse = known
    factors = ((term, 1), *((factor, -power) for factor, power in inverse))
    return Candidate(scaled(polynomial_of(quotient.numerator, quotient), Fraction(sign)), factors, strict, free)


def _connected(candidates: list[Candidate], atoms: set[Any]) -> list[Candidate]:
    known, left = set(atoms), list(candidates)
    result: list[Candidate] = []
    while True:
        near = [c for c in left if not known.isdisjoint(atoms_of(c.polynomial))]
        if not near:
            return result if atoms else list(candidates)
        result += near
        left = [c for c in left if c not in near]
        known |= {atom for c in near for atom in atoms_of(c.polynomial)}


def known_factors(context: Context, quotient: Quotient) -> tuple[int, tuple[tuple[Any, int], ...]] | None:
    """The denominator as factors of known sign, with negative powers, and its overall sign; None when a sign is unknown."""
    sign: int = 1
    factors: list[tuple[Any, int]] = []
    constant, found = quotient.denominator.factor()
    if constant < 0:
        sign = -sign
    if abs(constant) != 1:  # FLINT's factors of p + 1/2 are 1/2 and 2 p + 1
        factors.append((Rational(int(abs(constant).p), int(constant.q)), -1))
    for flint_factor, power in found:
        factor = Quotient(flint_factor, quotient.denominator, quotient.atoms)
        term = Add(*(Mul(c, *(Pow(a, e) for a, e in powers.items())) for c, powers in factor.terms()))
        relation = context.relation(term)
        if implied(relation, ">"):
            factors.append((term, -int(power)))
        elif implied(relation, "<"):
            factors.append((-term, -int(power)))
            sign *= (-1) ** int(power)
        elif implied(relation, "!=") and int(power) % 2 == 0:
            factors.append((term, -int(power)))
        else:
            return None
    return sign, tuple(factors)


def multipliers(base: list[Candidate]) -> Iterator[Candidate]:
    """1, then positive terms that slopes and equations carry as denominators: multiplying by them clears these."""
    yield Candidate(ONE, (), strict=True)
    seen = set()
    for candidate in base:
        for factor, _ in candidate.factors[1:]:
            if factor in seen or not (factor.is_Add or candidate.free):
                continue
            seen.add(factor)
            match = next((c for c in base if c.factors == ((factor, 1),) and c.strict), None)
            if match is not None:
                yield match


def written(context: Context, target: Any, multiplier: Candidate, quotient: Quotient, sign: int) -> list[Candidate]:
    """The summands of the target as its author wrote them, where their sign is plain: squares, products of positive terms."""
    found = []
    common = quotient.bottom()
    summands = _summands(target)
    for summand in summands:
        coefficient, factors = _oriented_factors(context, summand)
        rest = Mul(*(Pow(f, p) for f, p in factors))
        strengths = [strength_of(context, factor, power) for factor, power in factors]
        if None in strengths or not factors or coefficient * sign <= 0 or len(summands) == 1:
            continue
        cleared = normal_form(rest * common, context.positive)
        if not cleared.denominator.is_one():
            continue
        polynomial = times(scaled(polynomial_of(cleared.numerator, cleared), Fraction(sign)), multiplier.polynomial)
        undo = known_factors(context, quotient)
        extra = tuple((f, -p) for f, p in (undo[1] if undo else ()))
        found.append(Candidate(polynomial, (*factors, *extra, *multiplier.factors), strict=all(s == ">" for s in strengths)))
    return found


def _oriented_factors(context: Context, summand: Any) -> tuple[Any, tuple[tuple[Any, int], ...]]:
    """A product as a rational and powers of factors, factors known to be negative turned round."""
    coefficient, rest = summand.as_coeff_Mul()
    factors: list[tuple[Any, int]] = []
    for part in Mul.make_args(rest):
        factor, power = (part.base, int(part.exp)) if isinstance(part, Pow) and part.exp.is_Integer else (part, 1)
        if power % 2 and context.relation(factor) in ("<", "<="):
            factor, coefficient = -factor, -coefficient
        factors.append((factor, power))
    return coefficient, tuple(factors)


def _summands(target: Any) -> list[Any]:
    """The target's summands as written, sums multiplied into their factors, powers of sums left alone."""
    found = []
    for summand in Add.make_args(target):
        factors = list(Mul.make_args(summand))
        inner = next((f for f in factors if f.is_Add), None)
        if inner is None:
            found.append(summand)
        else:
            factors.remove(inner)
            found += [s for part in inner.args for s in _summands(Mul(part, *factors))]
    return found


def strength_of(context: Context, factor: Any, power: int) -> str | None:
    relation = context.relation(factor)
    if implied(relation, ">") or (power % 2 == 0 and implied(relation, "!=")):
        return ">"
    if power > 0 and (power % 2 == 0 or implied(relation, ">=")):
        return ">="
    return None


def products(
    base: list[Candidate], wanted: Polynomial, degree_bound: dict[Any, int] | None = None, factors: int | None = None
) -> list[Candidate]:
    """Products of facts whose degree in each atom stays within that of the target (one, for atoms that the target lacks).

    Where every monomial of the target has the same degree in an atom, a product that never has that degree cannot contribute.
    """
    bound = degree_bound if degree_bound is not None else degrees(wanted)
    limit = factors if factors is not None else min(max(degree(wanted), 1), MOST_FACTORS)
    uniform = {} if degree_bound is not None else uniform_degrees(wanted, base)
    usable = [c for c in base if within(c.polynomial, bound)]
    found: list[Candidate] = []
    level = [(Candidate(ONE, (), strict=True), 0)]
    for _ in range(limit):
        following = []
        for product, start in level:
            for index in range(start, len(usable)):
                if product.free and usable[index].free:
                    continue
                candidate = _multiply(product, usable[index])
                if within(candidate.polynomial, bound):
                    following.append((candidate, index))
            if len(following) >= 4 * MOST_CANDIDATES:
                break
        found += [c for c, _ in following if reaches(c.polynomial, uniform)]
        level = following
        if len(found) >= MOST_CANDIDATES:
            break
    return [*found[:MOST_CANDIDATES], Candidate(ONE, (), strict=True)]


def generous_products(base: list[Candidate], wanted: Polynomial, slack: int) -> list[Candidate]:
    bound = {atom: most + slack for atom, most in degrees(wanted).items()}
    return products(base, wanted, bound, min(degree(wanted) + slack, MOST_FACTORS))


def _multiply(left: Candidate, right: Candidate) -> Candidate:
    return Candidate(
        times(left.polynomial, right.polynomial), (*left.factors, *right.factors), left.strict and right.strict, left.free or right.free
    )


def uniform_degrees(polynomial: Polynomial, base: list[Candidate]) -> dict[Any, int]:
    """The atoms in which every monomial of the target has the same positive degree, and each fact is homogeneous."""
    if not polynomial:
        return {}
    common = dict(set.intersection(*(set(monomial) for monomial in polynomial)))
    return {a: d for a, d in common.items() if all(len({dict(m).get(a, 0) for m in c.polynomial}) <= 1 for c in base)}
