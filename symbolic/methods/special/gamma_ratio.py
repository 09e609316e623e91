"""Which instances of the axiom on the gamma function to try (log-convexity for two pairs of arguments of equal sum), and its limits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import Any

from sympy import Add, Integer, Mul, expand, gamma, oo

from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols
from symbolic.methods import search
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import is_zero, normalised
from symbolic.trusted.rules.gamma_limits import GammaQuotientLimit

MOST_ARGUMENTS = 6
Proposed = tuple[str, Any, tuple[Any, ...], tuple[Any, ...]]


def propose(context: Context, terms: Any) -> Iterator[Proposed]:
    """Signs of arguments first; then, for four arguments p, q, r, s with p + q = r + s, the pair further apart against the other."""
    arguments = _arguments(context, terms)
    for x in arguments:
        if context.relation(x) != ">":
            yield "", gamma, (x,), (x,)  # where x is known to be positive, Gamma(x) is seen to be
    for high, middle in permutations(arguments, 2):
        x, s = normalised(high - 1, context.positive), normalised(middle - high + 1, context.positive)
        if all(context.relation(term) == ">" for term in (s, 1 - s, x)) and not s.is_number:
            for name in ("gautschi_above", "gautschi_below"):
                yield name, gamma, (x, s), ()
    for low, high in combinations(arguments, 2):
        rest = [x for x in arguments if x not in (low, high)]
        for inner in combinations(rest, 2):
            if is_zero(low + high - inner[0] - inner[1], context.positive):
                for x in (low, high, *inner):
                    yield from _from_lowest(context, x, (low, high), inner)


def _from_lowest(context: Context, x: Any, *pairs: tuple[Any, Any]) -> Iterator[Proposed]:
    """x with its partner outside, the other pair inside, when x is the lowest of the four."""
    inner = next(pair for pair in pairs if x not in pair)
    a, n = (normalised(y - x, context.positive) for y in inner)
    if all(context.relation(gap) == ">" for gap in (a, n)):
        yield "gamma_log_convex", gamma, (x, a, n), (x, a, n)


def _arguments(context: Context, terms: Any) -> list[Any]:
    """The different arguments at which gamma stands in the normal forms of `terms`."""
    found: dict[Any, None] = {}
    for term in terms:
        if not term.has(gamma):
            continue
        for application in sorted(term.atoms(gamma), key=str):
            if free_symbols(application) <= free_symbols(term):
                found.setdefault(normalised(application.args[0]))
    return list(found)[:MOST_ARGUMENTS]


def limit_at(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Any:
    """The limit of a sum of products of gamma functions and powers at infinity, with its proof; None where there is none."""
    if point != oo or not e.has(gamma):
        return None
    if e.is_Add:
        return _of_sum(context, e, v, budget, depth)
    product = _product(e, v)
    if product is None:
        return None
    factor, power, quotients = product
    positive = tuple(search.prove(context, Comparison(rate, ">", ZERO), budget) for rate, _, _ in quotients)
    growth = Add(power, *(c - d for _, c, d in quotients))
    for vanishing in (False, True):
        proof = search.prove(context, Comparison(growth, "<" if vanishing else "==", ZERO), budget)
        if proof is not None and None not in positive:
            value = ZERO if vanishing else Mul(factor, *(rate ** (c - d) for rate, c, d in quotients))
            return value, GammaQuotientLimit(factor, power, quotients, vanishing, positive, proof)
    return None


def _of_sum(context: Context, e: Any, v: Any, budget: Any, depth: int) -> Any:
    from symbolic.methods.limits import limit_with_proof

    found = [limit_with_proof(context, part, v, oo, "-", budget, depth + 1) for part in e.args]
    if any(part is None for part in found):
        return None
    values, proofs = zip(*found, strict=True)
    return Add(*values), rules.SumOfLimits(e.args, proofs)


def _product(e: Any, v: Any) -> Any:
    """Constant, power of v, and the triples of rate, c and d of its quotients of gamma functions; a factor rate v + c is one, too."""
    factor, power = Integer(1), ZERO
    above: list[tuple[Any, Any]] = []
    below: list[tuple[Any, Any]] = []
    for part in Mul.make_args(e):
        base, exponent = part.as_base_exp()
        whole = abs(int(exponent)) if exponent.is_Integer else 0
        linear = _linear(base.args[0] if isinstance(base, gamma) else base, v)
        if v not in free_symbols(part):
            factor *= part
        elif base == v and v not in free_symbols(exponent):
            power += exponent
        elif isinstance(base, gamma) and whole and linear is not None:
            (above if exponent > 0 else below).extend([linear] * whole)
        elif whole and linear is not None:
            rate, constant = linear
            up, down = ((rate, constant + 1), (rate, constant)) if exponent > 0 else ((rate, constant), (rate, constant + 1))
            above.extend([up] * whole)
            below.extend([down] * whole)
        else:
            return None
    quotients = _paired(above, below)
    return None if quotients is None else (factor, power, quotients)


def _linear(term: Any, v: Any) -> tuple[Any, Any] | None:
    """rate and constant of rate * v + constant."""
    expanded = expand(term)
    rate = expanded.coeff(v, 1)
    constant = expand(expanded - rate * v)
    return None if rate == 0 or v in free_symbols(rate) or v in free_symbols(constant) else (rate, constant)


def _paired(above: list[Any], below: list[Any]) -> tuple[tuple[Any, Any, Any], ...] | None:
    """Each gamma function above the line with one below it of the same rate."""
    found, rest = [], list(below)
    for rate, c in above:
        partner = next((other for other in rest if is_zero(other[0] - rate)), None)
        if partner is None:
            return None
        rest.remove(partner)
        found.append((rate, c, partner[1]))
    return tuple(found) if not rest else None


__all__ = ["limit_at", "propose"]
