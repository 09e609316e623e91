"""Bounds of a term for all large values of its variable: c t^p e^(-r t) above and below |term|, for every t >= N.

`above` and `below` walk the term. What they return is a proof on paper: each rule is an inequality that holds for all t >= N, and every
number in it is a ball or exact. With `tail_of_sum` and `tail_of_integral` they enclose what lies beyond N of a series or an improper
integral; a bound below that decays too slowly shows that one diverges.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy
from flint import arb
from sympy import Pow

from symbolic.language.balls import ball
from symbolic.language.growth import Bound, dominates, greatest_of, is_zero, least_of, minus, rounded_zero
from symbolic.language.laurent import laurent
from symbolic.language.precision import Unknown
from symbolic.language.terms import free_symbols

LOG_ROOT = 16  # log t <= 16 t^(1/16)
BOUNDED = {sympy.sin: 1, sympy.cos: 1, sympy.tanh: 1, sympy.erf: 1, sympy.atan: 2, sympy.sign: 1}
SMALL = (sympy.sin, sympy.atan, sympy.tanh, sympy.asinh)  # |f(v)| <= |v|


@dataclass(frozen=True)
class Majorants:
    """Bounds for all values >= `start` (at least 1) of `variable`; `constant` gives the values of terms without it."""

    variable: Any
    start: Fraction
    constant: Callable[[Any], Any]

    def above(self, term: Any) -> Bound:
        """A bound that |term| does not exceed. Raises `Unknown`."""
        if self.variable not in free_symbols(term):
            return Bound(abs(ball(self.constant(term))))
        if term == self.variable:
            return Bound(arb(1), Fraction(1))
        if term.is_Mul:
            return self._product(term.args, self.above)
        if isinstance(term, Pow):
            return self._power(term, self.above, self.below)
        if term.is_Add:
            small = self._difference(term, self.above, upper=True)
            if small is not None:
                return small
            parts = self._monomials(term)
            return self._sum_above([Bound(abs(ball(c)), p) for c, p in parts] if parts else [self.above(part) for part in term.args])
        return self._function_above(term)

    def below(self, term: Any) -> Bound:
        """A bound that |term| does not fall short of; so the term never vanishes. Raises `Unknown`."""
        if self.variable not in free_symbols(term):
            value = ball(self.constant(term))
            if not (value > 0 or value < 0):
                raise Unknown(f"whether `{term}` is 0 is not resolved")
            return Bound(abs(value))
        if term == self.variable:
            return Bound(arb(1), Fraction(1))
        if term.is_Mul:
            return self._product(term.args, self.below)
        if isinstance(term, Pow):
            return self._power(term, self.below, self.above)
        if term.is_Add:
            small = self._difference(term, self.below, upper=False)
            return self._sum_below(term) if small is None else small
        return self._function_below(term)

    def _difference(self, term: Any, bound: Callable[[Any], Bound], *, upper: bool) -> Bound | None:
        """e^v - 1 and 1 - cos v (or their negatives) for |v| <= 1: between |v|/2 and 2 |v|, between v^2/4 and v^2/2."""
        if len(term.args) != 2:
            return None
        constant, other = sorted(term.args, key=lambda part: not part.is_Rational)
        sign = -constant
        if sign not in (1, -1) or not self._small_argument(sign * other, (sympy.exp, sympy.cos)):
            return None
        (inner,) = (sign * other).args
        if isinstance(sign * other, sympy.exp):
            return bound(inner).times(Bound(arb(2) if upper else arb(0.5)))
        return bound(inner).to(Fraction(2)).times(Bound(arb(0.5) if upper else arb(0.25)))

    def _small_argument(self, term: Any, heads: tuple[Any, ...]) -> bool:
        """Whether it is one of these functions of something that stays within [-1, 1] and falls."""
        if not isinstance(term, heads):
            return False
        found = self._vanishing(term.args[0])
        return found is not None and bool(found.at(self.start) <= 1)

    def _product(self, factors: Any, bound: Callable[[Any], Bound]) -> Bound:
        found = Bound(arb(1))
        for factor in factors:
            found = found.times(bound(factor))
        return found

    def _power(self, term: Any, same: Callable[[Any], Bound], opposite: Callable[[Any], Bound]) -> Bound:
        base, exponent = term.args
        if self.variable not in free_symbols(exponent):
            power = self.constant(exponent)
            if power >= 0:
                return same(base).to(power)
            if power <= 0:
                return opposite(base).to(power)
            raise Unknown(f"the sign of `{exponent}` is not resolved")
        if self.variable in free_symbols(base):
            raise Unknown(f"`{term}` is not bounded here")
        size = abs(ball(self.constant(base)))
        if not size > 0:
            raise Unknown(f"`{term}` is not bounded here")
        return self._exponential(exponent, size.log(), upper=same == self.above)

    def _monomials(self, term: Any) -> list[tuple[Any, Any]] | None:
        """A sum of powers of the variable: (coefficient, power), like ones collected."""
        found = laurent(term, self.variable, self.constant)
        if found is None:
            return None
        return [(c, Fraction(p)) for p, c in sorted(found.items(), reverse=True)]

    def _sum_above(self, parts: list[Bound]) -> Bound:
        rate = least_of([part.rate for part in parts])
        power = greatest_of([part.power for part in parts])
        scale = arb(0)
        for part in parts:
            scale += part.scale * Bound(arb(1), minus(part.power, power), minus(part.rate, rate)).at(self.start)
        return Bound(scale, power, rate)

    def _sum_below(self, term: Any) -> Bound:
        """The part that grows most, less what the others are at most, compared with it."""
        monomials = self._monomials(term)
        if monomials is not None:
            if not monomials:
                raise Unknown(f"`{term}` is 0")
            (lead, power), *rest = monomials
            lowest = Bound(abs(ball(lead)), power)
            others = [Bound(abs(ball(c)), p) for c, p in rest if not ball(c) * ball(lead) >= 0]
        else:
            parts = sorted(((self.above(part), part) for part in term.args), key=lambda pair: str(pair[1]))
            first = next((i for i, (b, _) in enumerate(parts) if all(dominates(b, other) for other, _ in parts)), None)
            if first is None:
                raise Unknown(f"`{term}` is not bounded from below here")
            lowest, others = self.below(parts[first][1]), [b for i, (b, _) in enumerate(parts) if i != first]
        scale = lowest.scale
        for other in others:
            scale -= other.scale * self._largest_ratio(minus(other.power, lowest.power), minus(other.rate, lowest.rate))
        if not scale > 0:
            raise Unknown(f"`{term}` is not bounded from below here")
        return Bound(scale, lowest.power, lowest.rate)

    def _largest_ratio(self, power: Any, rate: Any) -> Any:
        """The largest value of t^power e^(-rate t) from `start` on: that at `start` once it falls."""
        falls = rate >= 0 and (power <= 0 or ball(rate) * ball(self.start) >= ball(power))
        if not falls:
            raise Unknown("no part of a sum dominates")
        return Bound(arb(1), power, rate).at(self.start)

    def _exponential(self, exponent: Any, factor: Any, *, upper: bool) -> Bound:
        """e^(factor * exponent), for an exponent that is a polynomial in the variable, by a straight line above or below it."""
        found = laurent(exponent, self.variable, self.constant)
        if not found or any(Fraction(power).denominator != 1 for power in found):
            raise Unknown(f"`{exponent}` is no polynomial in `{self.variable}`")
        sign = 1 if upper else -1
        parts = {power: sign * ball(c) * factor for power, c in found.items()}
        intercept, slope = arb(0), arb(0)
        degree = max(parts)
        for power, c in parts.items():
            if power <= 0:
                intercept += c if power == 0 else (c if c > 0 else arb(0) if c < 0 else abs(c)) * ball(self.start) ** int(power)
            elif power == 1:
                slope += c
        if degree >= 2:
            slope += self._steep(parts, degree)
        return Bound((sign * intercept).exp(), Fraction(0), rounded_zero(-sign * slope))

    def _steep(self, parts: dict[Any, Any], degree: Any) -> Any:
        """The powers from 2 on, as a slope: at most their sum at t^degree, which must be negative."""
        total = parts[degree]
        for power, c in parts.items():
            if 2 <= power < degree and not c <= 0:
                total += abs(c) * ball(self.start) ** int(power - degree)
        if not total < 0:
            raise Unknown("an exponential grows too fast to be bounded")
        return total * ball(self.start) ** int(degree - 1)

    def _function_above(self, term: Any) -> Bound:
        kind, inner = type(term), term.args[0]
        if kind in (sympy.exp,):
            return self._exponential(inner, arb(1), upper=True)
        if kind is sympy.Abs:
            return self.above(inner)
        if kind in (sympy.Max, sympy.Min):
            return self._sum_above([self.above(part) for part in term.args])
        if kind in (sympy.floor, sympy.ceiling):
            return self._sum_above([self.above(inner), Bound(arb(1))])
        if kind in SMALL:
            small = self._vanishing(inner)
            if small is not None:
                return small
        if kind in BOUNDED:
            return Bound(arb(BOUNDED[kind]))
        if self._small_argument(term, (sympy.sinh, sympy.tan)):
            return self.above(inner).times(Bound(arb(2)))
        if self._small_argument(term, (sympy.cot, sympy.csc)):
            return self.below(inner).to(Fraction(-1)).times(Bound(arb(2)))  # cot v <= 1/v and csc v <= 2/v for 0 < v <= 1
        if kind is sympy.log:
            return self._logarithm(inner)
        if kind in (sympy.cosh, sympy.sinh):
            return self._sum_above([self._exponential(inner, arb(s), upper=True) for s in (1, -1)])
        if kind is sympy.erfc and self._grows(inner):
            return self._exponential(inner**2, arb(-1), upper=True)  # erfc(u) <= e^(-u^2) for u >= 0
        if kind is sympy.besselj and inner.is_nonnegative and self._positive(term.args[1]):
            return Bound(arb(1))  # DLMF 10.14.1
        if kind is sympy.binomial and self._central(term):
            return self._exponential(term.args[0], arb(2).log(), upper=True)
        if kind is sympy.zeta:
            return self._zeta(term)
        raise Unknown(f"`{term}` is not bounded here")

    def _function_below(self, term: Any) -> Bound:
        kind, inner = type(term), term.args[0]
        if kind is sympy.exp:
            return self._exponential(inner, arb(1), upper=False)
        if kind is sympy.Abs:
            return self.below(inner)
        if kind in (sympy.factorial, sympy.gamma):
            return self._factorial(inner if kind is sympy.factorial else inner - 1)
        if self._small_argument(term, (sympy.sin, sympy.tan, sympy.atan, sympy.tanh, sympy.sinh)):
            return self.below(inner).times(Bound(arb(0.5)))  # each is at least |v|/2 for |v| <= 1
        if self._small_argument(term, (sympy.cot, sympy.csc)):
            return self.above(inner).to(Fraction(-1)).times(Bound(arb(0.5)))  # both are at least 1/(2 v) for 0 < v <= 1
        if kind is sympy.log:
            near = self._vanishing(inner - 1)
            if near is not None and near.at(self.start) <= 0.5:
                return self.below(inner - 1).times(Bound(arb(0.5)))  # |log(1 + v)| >= |v|/2 for |v| <= 1/2
        if kind is sympy.log and self._grows(inner):
            least = self.below(inner).at(self.start).log()
            if least > 0:
                return Bound(least)
        if kind is sympy.cosh:  # at least e^u/2 and e^(-u)/2
            halves = [self._exponential(inner, arb(sign), upper=False) for sign in (1, -1)]
            growing = next((half for half in halves if half.rate <= 0), Bound(arb(1)))
            return Bound(growing.scale / 2, growing.power, growing.rate)
        if kind is sympy.binomial and self._central(term):
            whole = self._exponential(term.args[0], arb(2).log(), upper=False)
            return whole.times(self.above(term.args[0] + 1).to(Fraction(-1)))  # 4^k/(2k + 1)
        if kind is sympy.zeta and len(term.args) == 1 and self._least(inner) > 1:
            return Bound(arb(1))
        raise Unknown(f"`{term}` is not bounded from below here")

    def _vanishing(self, term: Any) -> Bound | None:
        """The bound of a term that falls from `start` on."""
        try:
            found = self.above(term)
        except Unknown:
            return None
        return found if found.rate >= 0 and found.power <= 0 else None

    def _grows(self, term: Any) -> bool:
        """Whether a positive term has a bound below that does not fall."""
        found = self.below(term)
        return bool(found.rate <= 0 and found.power >= 0) and self._positive(term)

    def _positive(self, term: Any) -> bool:
        """A polynomial with a positive leading coefficient that outweighs the others from `start` on."""
        if term.is_positive:
            return True
        monomials = self._monomials(term)
        if not monomials:
            return False
        if len(monomials) > 1:
            self._sum_below(term)
        return bool(ball(monomials[0][0]) > 0)

    def _least(self, term: Any) -> Any:
        """A lower bound of a growing term."""
        return self.below(term).at(self.start) if self._grows(term) else arb(0)

    def _logarithm(self, inner: Any) -> Bound:
        """Near 1 by |log(1 + v)| <= 2 |v| for |v| <= 1/2; else by log t <= 16 t^(1/16)."""
        near = self._vanishing(inner - 1)
        if near is not None and near.at(self.start) <= 0.5:
            return Bound(2 * near.scale, near.power, near.rate)
        size = Bound(arb(0))
        for bound in (self.above(inner), self.below(inner)):
            parts = [Bound(abs(bound.scale.log())), Bound(abs(ball(bound.power)) * LOG_ROOT, Fraction(1, LOG_ROOT))]
            if not is_zero(bound.rate):
                parts.append(Bound(abs(ball(bound.rate)), Fraction(1)))
            size = self._sum_above([size, *parts]) if size.scale > 0 else self._sum_above(parts)
        return size

    def _factorial(self, inner: Any) -> Bound:
        """Gamma(x + 1) >= (x/e)^x >= e^(x (log X - 1)) for x >= X >= 1 (DLMF 5.6.1), x growing by a constant factor of t."""
        found = laurent(inner, self.variable, self.constant)
        if found is None or set(found) - {0, 1} or not ball(found.get(1, Fraction(0))) > 0:
            raise Unknown(f"`{inner}` does not grow steadily")
        least = ball(found[1]) * ball(self.start) + ball(found.get(0, Fraction(0)))
        if not least > 1:
            raise Unknown(f"`{inner}` is not above 1")
        return self._exponential(inner, least.log() - 1, upper=False)

    def _central(self, term: Any) -> bool:
        """Whether a binomial coefficient is binomial(2k, k) with whole k >= 0: between 4^k/(2k + 1) and 4^k."""
        above, below = term.args
        return bool(below.is_integer) and sympy.expand(above - 2 * below) == 0 and self._positive(below)

    def _zeta(self, term: Any) -> Bound:
        """zeta(s) <= zeta(S) for s >= S > 1; zeta(s, 2) = zeta(s) - 1 <= 2^(-s) (1 + 2/(S - 1))."""
        least = self._least(term.args[0])
        if not least > 1:
            raise Unknown(f"`{term}` is not bounded here")
        if len(term.args) == 1:
            return Bound(least.zeta())
        if term.args[1] != 2:
            raise Unknown(f"`{term}` is not bounded here")
        return self._exponential(term.args[0], -arb(2).log(), upper=True).times(Bound(1 + 2 / (least - 1)))


__all__ = ["Majorants"]
