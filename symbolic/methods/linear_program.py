"""Which multiples of candidates sum to a polynomial: exact linear programming, by z3's linear arithmetic over the rationals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symbolic.methods.candidates import Candidate
from symbolic.methods.polynomials import Monomial, Polynomial


def solve(wanted: Polynomial, pool: list[Candidate], *, strict: bool, only_free: bool) -> list[tuple[Fraction, Candidate]] | None:
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
