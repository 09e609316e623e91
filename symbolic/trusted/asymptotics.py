"""Asymptotic expansions as x goes to 0 from above: sums of terms c exp(P) x^a L^b with L = log(1/x), and a remainder o(exp(P) x^a L^b).

P is a sum of terms d x^p L^q that go to infinity (p < 0, or p = 0 and q > 1). Terms are compared as functions near 0: first by P, then by
a, then by b (Hardy, Orders of Infinity, 1910: one of two such terms always dominates the other, or they have a limit ratio). Coefficients
are terms free of the variable; where an operation needs the sign of one, it must be a fact or certain by ball arithmetic. So an
expression that has an expansion is defined for all small x > 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Integer, Mul, Rational, exp, log

from symbolic.language.domain import symbols_of
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.precision import Undefined
from symbolic.language.statements import Comparison
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.normal_form import TooLarge, normalised

ONE = Integer(1)
MOST_TERMS = 14
Exponent = tuple[tuple[Any, Any, Any], ...]  # the terms (p, q, d) of P, in a fixed order


class NoExpansion(ValueError):
    """The rules give no expansion, or not one that is long enough."""


@dataclass(frozen=True)
class Scale:
    """exp(P) x^power L^logs."""

    exponent: Exponent = ()
    power: Any = ZERO
    logs: Any = ZERO


UNIT = Scale()


@dataclass(frozen=True)
class Expansion:
    """The sum of `terms`, largest first, with a remainder that is o(`error`); exact where `error` is None."""

    terms: tuple[tuple[Scale, Any], ...]
    error: Scale | None = None


class Asymptotics:
    """Arithmetic of expansions, with the signs that `context` knows and `depth` terms of each power series."""

    def __init__(self, context: Context, depth: int) -> None:
        self.context = context
        self.depth = depth
        self.enclosed = False  # whether a sign came from ball arithmetic

    def constant(self, term: Any) -> Any:
        """The coefficient in normal form, so that a zero is seen."""
        try:
            return normalised(term, self.context.positive)
        except TooLarge as error:
            raise NoExpansion(str(error)) from error

    def sign(self, term: Any) -> int:
        """1, 0 or -1. Raises `NoExpansion` where it is not certain."""
        known = self.context.relation(term)
        if known in ("<", "==", ">"):
            return {"<": -1, "==": 0, ">": 1}[known]
        if not symbols_of(term):
            try:
                for relation, found in ((">", 1), ("<", -1)):
                    if truth(Comparison(term, relation, ZERO), Point()) is True:
                        self.enclosed = True
                        return found
            except Undefined as error:
                raise NoExpansion(f"`{term}` is undefined") from error
        raise NoExpansion(f"the sign of `{term}` is not known")

    def nonzero(self, term: Any) -> None:
        if self.context.relation(term) != "!=" and self.sign(term) == 0:
            raise NoExpansion(f"`{term}` is zero")

    def order(self, first: Scale, second: Scale) -> int:
        """1 if `first` dominates `second`, -1 if it is dominated, 0 if they are the same."""
        difference = self.added(first.exponent, tuple((p, q, -d) for p, q, d in second.exponent))
        if difference:
            return self.sign(self.leading(difference)[2])
        by_power = self.sign(second.power - first.power)
        return by_power if by_power else self.sign(first.logs - second.logs)

    def leading(self, exponent: Exponent) -> tuple[Any, Any, Any]:
        best = exponent[0]
        for entry in exponent[1:]:
            if self.order(Scale((), entry[0], entry[1]), Scale((), best[0], best[1])) > 0:
                best = entry
        return best

    def added(self, *exponents: Exponent) -> Exponent:
        found: dict[tuple[Any, Any], Any] = {}
        for p, q, d in (entry for exponent in exponents for entry in exponent):
            found[(p, q)] = found.get((p, q), ZERO) + d
        kept = ((p, q, self.constant(d)) for (p, q), d in found.items())
        return tuple(sorted((entry for entry in kept if entry[2] != 0), key=str))

    def times(self, first: Scale, second: Scale) -> Scale:
        power, logs = self.constant(first.power + second.power), self.constant(first.logs + second.logs)
        return Scale(self.added(first.exponent, second.exponent), power, logs)

    def raised(self, scale: Scale, power: Any) -> Scale:
        exponent = self.added(tuple((p, q, d * power) for p, q, d in scale.exponent))
        return Scale(exponent, self.constant(scale.power * power), self.constant(scale.logs * power))

    def collected(self, terms: Iterable[tuple[Scale, Any]], error: Scale | None) -> Expansion:
        """Like terms joined, zeros dropped, the largest first, and nothing that the remainder swallows."""
        joined: dict[Scale, Any] = {}
        for scale, coefficient in terms:
            joined[scale] = joined.get(scale, ZERO) + coefficient
        found: list[tuple[Scale, Any]] = []
        for scale, coefficient in joined.items():
            value = self.constant(coefficient)
            if value == 0 or (error is not None and self.order(scale, error) < 0):
                continue
            place = next((i for i, (other, _) in enumerate(found) if self.order(scale, other) >= 0), len(found))
            if place < len(found) and self.order(scale, found[place][0]) == 0:
                raise NoExpansion("two names for one scale")
            found.insert(place, (scale, value))
        if len(found) > MOST_TERMS:
            found, error = found[:MOST_TERMS], found[MOST_TERMS - 1][0]
        return Expansion(tuple(found), error)

    def larger(self, *errors: Scale | None) -> Scale | None:
        """The largest of the remainders."""
        best: Scale | None = None
        for error in errors:
            if error is not None and (best is None or self.order(error, best) > 0):
                best = error
        return best

    def add(self, *parts: Expansion) -> Expansion:
        return self.collected((t for part in parts for t in part.terms), self.larger(*(part.error for part in parts)))

    def multiply(self, left: Expansion, right: Expansion) -> Expansion:
        terms = [(self.times(s, t), c * d) for s, c in left.terms for t, d in right.terms]
        errors = [self.times(left.error, self.size(right)) if left.error is not None and self.size(right) is not None else None]
        errors.append(self.times(right.error, self.size(left)) if right.error is not None and self.size(left) is not None else None)
        return self.collected(terms, self.larger(*errors))

    def size(self, part: Expansion) -> Any:
        """A scale that bounds the expansion; None for an exact zero."""
        return part.terms[0][0] if part.terms else part.error

    def scaled(self, part: Expansion, scale: Scale, factor: Any) -> Expansion:
        error = None if part.error is None else self.times(part.error, scale)
        return self.collected(((self.times(s, scale), c * factor) for s, c in part.terms), error)

    def number(self, term: Any) -> Expansion:
        value = self.constant(term)
        return Expansion(() if value == 0 else ((UNIT, value),))

    def composed(self, coefficients: list[Any], small: Expansion) -> Expansion:
        """The sum of c_k small^k with a remainder o(small^n), n the last k: Taylor's theorem in Peano's form."""
        if not small.terms and small.error is None:
            return self.number(coefficients[0])
        size = self.size(small)
        if self.order(size, UNIT) > 0 or (self.order(size, UNIT) == 0 and small.terms):
            raise NoExpansion("what should vanish does not")
        if not small.terms or len(coefficients) == 1:
            return Expansion(self.number(coefficients[0]).terms, size if len(coefficients) > 1 else UNIT)
        result, power = self.number(coefficients[0]), self.number(ONE)
        for coefficient in coefficients[1:]:
            power = self.multiply(power, small)
            result = self.add(result, self.scaled(power, UNIT, coefficient))
        remainder = self.raised(size, Integer(len(coefficients) - 1))
        return self.add(result, Expansion((), remainder))

    def split(self, part: Expansion) -> tuple[list[tuple[Scale, Any]], Any, Expansion]:
        """Terms that go to infinity, the constant, and what vanishes."""
        if part.error is not None and self.order(part.error, UNIT) > 0:
            raise NoExpansion("the expansion is too short")
        infinite: list[tuple[Scale, Any]] = []
        constant: Any = ZERO
        small: list[tuple[Scale, Any]] = []
        for scale, coefficient in part.terms:
            order = self.order(scale, UNIT)
            if order == 0:
                constant = coefficient
            else:
                (infinite if order > 0 else small).append((scale, coefficient))
        return infinite, constant, Expansion(tuple(small), part.error)

    def relative(self, part: Expansion) -> tuple[Scale, Any, Expansion]:
        """Leading scale, leading coefficient c, and the expansion of the quotient by the leading term, less 1."""
        if not part.terms:
            raise NoExpansion("no leading term is known")
        scale, coefficient = part.terms[0]
        self.nonzero(coefficient)
        rest = self.scaled(replace(part, terms=part.terms[1:]), self.raised(scale, -ONE), 1 / coefficient)
        return scale, coefficient, rest

    def power(self, part: Expansion, exponent: Any) -> Expansion:
        """The expansion to a constant power."""
        if exponent.is_Integer and 0 <= exponent <= 2:
            result = self.number(ONE)
            for _ in range(int(exponent)):
                result = self.multiply(result, part)
            return result
        scale, coefficient, rest = self.relative(part)
        if not exponent.is_Integer and self.sign(coefficient) <= 0:
            raise NoExpansion("a power of what is not positive")
        binomials = [ONE]
        for k in range(self.depth):
            binomials.append(binomials[-1] * (exponent - k) / (k + 1))
        if exponent.is_Integer and exponent > 0:
            binomials = binomials[: int(exponent) + 1]
        factor = coefficient**exponent
        if exponent.is_Integer and 0 < exponent <= self.depth:  # a finite sum: no remainder but what the parts bring
            return self.scaled(self._polynomial(binomials, rest), self.raised(scale, exponent), factor)
        return self.scaled(self.composed(binomials, rest), self.raised(scale, exponent), factor)

    def _polynomial(self, coefficients: list[Any], part: Expansion) -> Expansion:
        result, power = self.number(coefficients[0]), self.number(ONE)
        for coefficient in coefficients[1:]:
            power = self.multiply(power, part)
            result = self.add(result, self.scaled(power, UNIT, coefficient))
        return result

    def logarithm(self, part: Expansion) -> Expansion:
        scale, coefficient, rest = self.relative(part)
        if self.sign(coefficient) <= 0 or scale.logs != 0:
            raise NoExpansion("a logarithm of what is not positive, or of a logarithm")
        terms = [(Scale((), p, q), d) for p, q, d in scale.exponent]
        terms += [(Scale((), ZERO, ONE), -scale.power), (UNIT, log(coefficient))]
        series = [ZERO, *(Rational((-1) ** (k + 1), k) for k in range(1, self.depth + 1))]
        return self.add(self.collected(terms, None), self.composed(series, rest))

    def exponential(self, part: Expansion) -> Expansion:
        infinite, constant, small = self.split(part)
        power: Any = ZERO
        exponent: list[tuple[Any, Any, Any]] = []
        for scale, coefficient in infinite:
            if scale.exponent:
                raise NoExpansion("an exponential of an exponential")
            if (scale.power, scale.logs) == (0, 1):
                power -= coefficient
            else:
                exponent.append((scale.power, scale.logs, coefficient))
        factorial = ONE
        series = [ONE]
        for k in range(1, self.depth + 1):
            factorial = factorial * k
            series.append(1 / factorial)
        factor = Scale(self.added(tuple(exponent)), self.constant(power), ZERO)
        return self.scaled(self.composed(series, small), factor, exp(constant))

    def eventual_sign(self, part: Expansion) -> int:
        """The sign for all small x > 0."""
        if not part.terms:
            if part.error is None:
                return 0
            raise NoExpansion("no leading term is known")
        if part.error is not None and self.order(part.terms[0][0], part.error) < 0:
            raise NoExpansion("the expansion is too short")
        return self.sign(part.terms[0][1])


def as_term(part: Expansion, x: Any) -> Any:
    """The terms written out, for messages."""
    written = []
    for scale, coefficient in part.terms:
        exponent = Add(*(d * x**p * log(1 / x) ** q for p, q, d in scale.exponent))
        written.append(Mul(coefficient, exp(exponent), x**scale.power, log(1 / x) ** scale.logs))
    return Add(*written)
