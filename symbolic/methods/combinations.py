"""Finding positive combinations: a term as a sum of products of facts with positive coefficients, by exact linear programming.

Facts are gaps (y - x > 0 from x < y, f(y) - f(x) > 0 from an increasing f, ...), so the certificate reads like `n*(m - k)*(f(z) - f(y))`.
Candidate products are multiplied out here, z3's exact linear arithmetic finds the coefficients, and the kernel multiplies out again with
FLINT.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational

from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import Quotient, evidently_positive, normal_form
from symbolic.trusted.proofs import Product

Monomial = frozenset[tuple[Any, int]]
Polynomial = dict[Monomial, Fraction]

MOST_CANDIDATES = 260
MOST_FACTORS = 4
ONE: Polynomial = {frozenset(): Fraction(1)}


@dataclass(frozen=True)
class Candidate:
    """A product of facts, multiplied out: `strict` when it is positive, `free` when it is zero and may have either sign."""

    polynomial: Polynomial
    factors: tuple[tuple[Any, int], ...]
    strict: bool
    free: bool = False


def combine(context: Context, target: Any, relation: str, slack: int = 0) -> tuple[Product, ...] | None:
    """Products of facts that sum to `target`, showing `target relation 0` for relation ">", ">=" or "=="; None when none is found.

    A product may exceed the target's degree in an atom by `slack`.
    """
    quotient = normal_form(target, context.positive)
    denominators = _known_factors(context, quotient)
    if denominators is None:
        return None
    sign, inverse = denominators
    numerator = _scale(_polynomial(quotient.numerator, quotient), Fraction(sign))
    if relation == "==" and not numerator:
        return ()
    single = _factored(context, quotient, sign, inverse, relation)
    if single is not None:
        return single
    base = _facts(context, [target])
    for multiplier in _multipliers(base):
        wanted = _times(numerator, multiplier.polynomial)
        pool = [*_written(context, target, multiplier, quotient, sign), *(_generous_products(base, wanted, slack) if slack else _products(base, wanted))]
        found = _solve(wanted, pool, strict=relation == ">", only_free=relation == "==")
        if found is not None:
            undo = tuple((factor, -power) for factor, power in multiplier.factors)
            return tuple(_product(c, coefficient, (*inverse, *undo)) for coefficient, c in found)
    return None


def factored(context: Context, target: Any, relation: str) -> tuple[Product, ...] | None:
    """Like `combine`, but only by factoring: quick, for signs that are merely nice to know."""
    quotient = normal_form(target, context.positive)
    denominators = _known_factors(context, quotient)
    return None if denominators is None else _factored(context, quotient, *denominators, relation)


def contradiction(context: Context, about: list[Any]) -> tuple[Product, ...] | None:
    """Products of facts that sum to zero although one is positive: a fact `f >= 0` (or `f = 0`) of which the others show the opposite."""
    for term in about:
        relation = context.relation(term)
        if implied(relation, ">="):  # an equation, too: both of its signs are tried
            found = combine(context, -term, ">")
            if found is not None:
                return (*found, Product(Integer(1), ((term, 1),)))
        if relation == "==":
            found = combine(context, term, ">")
            if found is not None:
                return (*found, Product(Integer(-1), ((term, 1),)))
            continue
    return None


def _product(candidate: Candidate, coefficient: Fraction, extra: tuple[tuple[Any, int], ...]) -> Product:
    powers: dict[Any, int] = {}
    for factor, power in (*candidate.factors, *extra):
        powers[factor] = powers.get(factor, 0) + power
    return Product(Rational(coefficient.numerator, coefficient.denominator), tuple((f, p) for f, p in powers.items() if p))


def _factored(context: Context, quotient: Quotient, sign: int, inverse: Any, relation: str) -> tuple[Product, ...] | None:
    """The numerator as one product of factors of known sign: the shortest certificate there is."""
    if relation == "==" or quotient.is_zero:
        return None
    constant, found = quotient.numerator.factor()
    coefficient = Fraction(int(constant.p), int(constant.q)) * sign
    factors = []
    for flint_factor, power in found:
        part = Quotient(flint_factor, quotient.denominator, quotient.atoms)
        term = Add(*(Mul(c, *(Pow(a, e) for a, e in powers.items())) for c, powers in part.terms()))
        if context.relation(term) in ("<", "<=") and int(power) % 2:
            term, coefficient = -term, -coefficient
        strength = _strength(context, term, int(power))
        if relation == "!=":
            strength = "!=" if implied(context.relation(term), "!=") else None
        if strength is None or (strength == ">=" and relation == ">"):
            return None
        factors.append((term, int(power)))
    return (_product(Candidate({}, tuple(factors), strict=True), coefficient, inverse),) if coefficient > 0 or relation == "!=" else None


def _polynomial(flint_polynomial: Any, quotient: Quotient) -> Polynomial:
    part = Quotient(flint_polynomial, quotient.denominator, quotient.atoms)
    return {frozenset(powers.items()): Fraction(int(c.p), int(c.q)) for c, powers in part.terms()}


def _known_factors(context: Context, quotient: Quotient) -> tuple[int, tuple[tuple[Any, int], ...]] | None:
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


def _facts(context: Context, about: list[Any]) -> list[Candidate]:
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
    known = _known_factors(context, quotient)
    if known is None:
        return None
    sign, inverse = known
    factors = ((term, 1), *((factor, -power) for factor, power in inverse))
    return Candidate(_scale(_polynomial(quotient.numerator, quotient), Fraction(sign)), factors, strict, free)


def _connected(candidates: list[Candidate], atoms: set[Any]) -> list[Candidate]:
    known, left = set(atoms), list(candidates)
    result: list[Candidate] = []
    while True:
        near = [c for c in left if not known.isdisjoint(_atoms(c.polynomial))]
        if not near:
            return result if atoms else list(candidates)
        result += near
        left = [c for c in left if c not in near]
        known |= {atom for c in near for atom in _atoms(c.polynomial)}


def _atoms(polynomial: Polynomial) -> set[Any]:
    return {atom for monomial in polynomial for atom, _ in monomial}


def _multipliers(base: list[Candidate]) -> Iterator[Candidate]:
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


def _written(context: Context, target: Any, multiplier: Candidate, quotient: Quotient, sign: int) -> list[Candidate]:
    """The summands of the target as its author wrote them, where their sign is plain: squares, products of positive terms."""
    found = []
    common = quotient.bottom()
    summands = _summands(target)
    for summand in summands:
        coefficient, factors = _oriented_factors(context, summand)
        rest = Mul(*(Pow(f, p) for f, p in factors))
        strengths = [_strength(context, factor, power) for factor, power in factors]
        if None in strengths or not factors or coefficient * sign <= 0 or len(summands) == 1:
            continue
        cleared = normal_form(rest * common, context.positive)
        if not cleared.denominator.is_one():
            continue
        polynomial = _times(_scale(_polynomial(cleared.numerator, cleared), Fraction(sign)), multiplier.polynomial)
        undo = _known_factors(context, quotient)
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


def _strength(context: Context, factor: Any, power: int) -> str | None:
    relation = context.relation(factor)
    if implied(relation, ">") or (power % 2 == 0 and implied(relation, "!=")):
        return ">"
    if power > 0 and (power % 2 == 0 or implied(relation, ">=")):
        return ">="
    return None


def _products(
    base: list[Candidate], wanted: Polynomial, degree_bound: dict[Any, int] | None = None, factors: int | None = None
) -> list[Candidate]:
    """Products of facts whose degree in each atom stays within that of the target (one, for atoms that the target lacks).

    Where every monomial of the target has the same degree in an atom, a product that never has that degree cannot contribute.
    """
    bound = degree_bound if degree_bound is not None else _degrees(wanted)
    limit = factors if factors is not None else min(max(_degree(wanted), 1), MOST_FACTORS)
    uniform = {} if degree_bound is not None else _uniform_degrees(wanted, base)
    usable = [c for c in base if _within(c.polynomial, bound)]
    found: list[Candidate] = []
    level = [(Candidate(ONE, (), strict=True), 0)]
    for _ in range(limit):
        following = []
        for product, start in level:
            for index in range(start, len(usable)):
                if product.free and usable[index].free:
                    continue
                candidate = _multiply(product, usable[index])
                if _within(candidate.polynomial, bound):
                    following.append((candidate, index))
            if len(following) >= 4 * MOST_CANDIDATES:
                break
        found += [c for c, _ in following if _reaches(c.polynomial, uniform)]
        level = following
        if len(found) >= MOST_CANDIDATES:
            break
    return [*found[:MOST_CANDIDATES], Candidate(ONE, (), strict=True)]


def _generous_products(base: list[Candidate], wanted: Polynomial, slack: int) -> list[Candidate]:
    bound = {atom: degree + slack for atom, degree in _degrees(wanted).items()}
    return _products(base, wanted, bound, min(_degree(wanted) + slack, MOST_FACTORS))


def _multiply(left: Candidate, right: Candidate) -> Candidate:
    return Candidate(
        _times(left.polynomial, right.polynomial), (*left.factors, *right.factors), left.strict and right.strict, left.free or right.free
    )


def _uniform_degrees(polynomial: Polynomial, base: list[Candidate]) -> dict[Any, int]:
    """The atoms in which every monomial of the target has the same positive degree, and each fact is homogeneous."""
    if not polynomial:
        return {}
    common = dict(set.intersection(*(set(monomial) for monomial in polynomial)))
    return {a: d for a, d in common.items() if all(len({dict(m).get(a, 0) for m in c.polynomial}) <= 1 for c in base)}


def _reaches(polynomial: Polynomial, uniform: dict[Any, int]) -> bool:
    return all(any(dict(monomial).get(atom, 0) >= degree for monomial in polynomial) for atom, degree in uniform.items())


def _degrees(polynomial: Polynomial) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for monomial in polynomial:
        for atom, power in monomial:
            found[atom] = max(found.get(atom, 0), power)
    return found


def _within(polynomial: Polynomial, bound: dict[Any, int]) -> bool:
    return all(power <= bound.get(atom, 1) for monomial in polynomial for atom, power in monomial)


def _degree(polynomial: Polynomial) -> int:
    return max((sum(power for _, power in monomial) for monomial in polynomial), default=0)


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if left is ONE:
        return right
    if right is ONE:
        return left
    result: Polynomial = {}
    for one, a in left.items():
        for other, b in right.items():
            powers = dict(one)
            for atom, power in other:
                powers[atom] = powers.get(atom, 0) + power
            key = frozenset(powers.items())
            result[key] = result.get(key, Fraction(0)) + a * b
    return {monomial: c for monomial, c in result.items() if c}


def _scale(polynomial: Polynomial, factor: Fraction) -> Polynomial:
    return {monomial: c * factor for monomial, c in polynomial.items()}


def _solve(wanted: Polynomial, pool: list[Candidate], *, strict: bool, only_free: bool) -> list[tuple[Fraction, Candidate]] | None:
    """Coefficients, positive but for free candidates, with which the pool sums to `wanted`; one strict candidate among them if `strict`."""
    columns = _presolve(wanted, [c for c in pool if c.free or not only_free])
    monomials = set(wanted).union(*(c.polynomial for c in columns))
    if any(m not in wanted for m in monomials) or wanted or strict:
        covered = set().union(*(c.polynomial for c in columns)) if columns else set()
        if not set(wanted) <= covered:
            return None
    if strict and not any(c.strict and not c.free for c in columns):
        return None
    return _linear_program(wanted, columns, monomials, strict=strict)


def _presolve(wanted: Polynomial, pool: list[Candidate]) -> list[Candidate]:
    """Drop every candidate with a monomial that nothing else can cancel and the target does not want, until none is left."""
    columns = pool
    while True:
        count: dict[Monomial, int] = {}
        for candidate in columns:
            for monomial in candidate.polynomial:
                count[monomial] = count.get(monomial, 0) + 1
        kept = [c for c in columns if all(count[m] > 1 or m in wanted for m in c.polynomial)]
        if len(kept) == len(columns):
            return columns
        columns = kept


def _linear_program(
    wanted: Polynomial, columns: list[Candidate], monomials: set[Monomial], *, strict: bool
) -> list[tuple[Fraction, Candidate]] | None:
    import z3

    solver = z3.SolverFor("QF_LRA")
    unknowns = [z3.Real(f"c{i}") for i in range(len(columns))]
    for unknown, candidate in zip(unknowns, columns, strict=True):
        if not candidate.free:
            solver.add(unknown >= 0)
    rows: dict[Monomial, list[Any]] = {monomial: [] for monomial in monomials}
    for unknown, candidate in zip(unknowns, columns, strict=True):
        for monomial, c in candidate.polynomial.items():
            rows[monomial].append(z3.Q(c.numerator, c.denominator) * unknown if c != 1 else unknown)
    for monomial, row in rows.items():
        c = wanted.get(monomial, Fraction(0))
        solver.add((z3.Sum(row) if row else z3.RealVal(0)) == z3.Q(c.numerator, c.denominator))
    if strict:
        solver.add(z3.Sum([u for u, c in zip(unknowns, columns, strict=True) if c.strict and not c.free]) > 0)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    found = []
    for unknown, candidate in zip(unknowns, columns, strict=True):
        value = model.eval(unknown, model_completion=True).as_fraction()
        if value:
            found.append((Fraction(value.numerator, value.denominator), candidate))
    return found


__all__ = ["combine", "contradiction", "factored"]
