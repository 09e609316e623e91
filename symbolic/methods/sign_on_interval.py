"""Sign on an interval: inequalities in one variable by balls, and by expansions beside touching zeros, singular and infinite ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy
from sympy import Integer, Rational, oo, pi

from symbolic.language.balls import ball
from symbolic.language.domain import symbols_of
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison, Statement
from symbolic.methods.problem import Found, Problem
from symbolic.trusted.boxes import Boxes, positive_between
from symbolic.trusted.context import Context
from symbolic.trusted.intervals import Interval, interval_of
from symbolic.trusted.rules.sign_on_interval import (
    PRECISION,
    Node,
    SignOnInterval,
    at,
    beside,
    in_form,
    missing,
    number,
    periodic,
    placed,
    start,
    stop,
    target,
)

REACHES = tuple(Fraction(1, 2**k) for k in (2, 4, 6, 9, 13, 18))
ORDERS = (6, 12)
WHOLE_NODES = (1, 4, 12)  # integers, from the least on, that are looked at one by one
BOXES = (Boxes(150, 3), Boxes(300, 8))
SIMPLE = tuple(
    dict.fromkeys(
        [
            *(sign * Rational(n, d) for d in (1, 2, 3, 4) for n in range(7) for sign in (1, -1)),
            *(sign * pi * Rational(n, d) for d in (1, 2, 3, 4, 6) for n in range(1, 5) for sign in (1, -1)),
            *(sympy.E**n for n in (-2, -1, 1, 2)),
            *(sign * sympy.acos(c) for c in (sympy.sqrt(3) / 3, -sympy.sqrt(3) / 3, Rational(1, 3), Rational(1, 4)) for sign in (1, -1)),
            *(sympy.sqrt(sympy.E), sympy.sqrt(2), sympy.sqrt(3), sympy.sqrt(2) / 2, sympy.sqrt(5), sympy.log(2)),
        ]
    )
)
NEAR_ONE = (sympy.erf, sympy.tanh, normal_cdf)
MOST_NODES = 7
OUTSIDE = (sympy.floor, sympy.ceiling, sympy.sign, sympy.Integral, sympy.Sum, sympy.Product, sympy.Limit, sympy.Piecewise)


@dataclass(frozen=True)
class SignOfTerm:
    """Proposes nodes and how far expansions reach beside them; the kernel expands and bisects again."""

    name: str = "sign on an interval"
    rank: int = 21

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison) or algebraic(problem.states):
            return None
        proof = sign_on_interval(problem.context, problem.states)
        return None if proof is None else Found(proof=proof)


def algebraic(goal: Comparison) -> bool:
    """Whether only powers with rational exponents and their sums and products occur: other methods decide those exactly."""
    return not any(side.has(sympy.Function, sympy.pi, sympy.E) or _general_power(side) for side in (goal.left, goal.right))


def _general_power(term: Any) -> bool:
    return any(not power.exp.is_Rational for power in term.atoms(sympy.Pow))


def sign_on_interval(context: Context, goal: Statement) -> SignOnInterval | None:
    """Nodes that show the goal, a comparison of terms in one variable; None when none are found."""
    if not isinstance(goal, Comparison) or goal.relation == "==" or len(symbols_of(goal)) != 1:
        return None
    (variable,) = symbols_of(goal)
    if any(side.has(*OUTSIDE) or side.has(oo) for side in (goal.left, goal.right)):
        return None
    with working_precision(PRECISION):
        interval = interval_of(context, variable)
        for side in (1, -1) if goal.relation == "!=" else (1,):
            term, strict = target(goal, side)
            for form in (0, 1, 2) if term.has(*NEAR_ONE) else (0,):
                written = in_form(term, form)
                period = _period(written, variable, interval)
                lambert = written.has(sympy.LambertW(variable)) and interval.lower != -oo and bool(number(interval.lower) >= 0)
                start_from = SignOnInterval(variable, (), side=side, form=form, period=period, lambert=lambert and not interval.without)
                found = _Search(*placed(written, interval, start_from), strict, variable).run()
                if found is not None:
                    return replace(start_from, nodes=found.nodes, boxes=found.boxes)
    return None


def _period(term: Any, variable: Any, interval: Interval) -> int:
    """How many times 2 pi a term in sines and cosines takes to repeat, where the variable is any real number; 0 for other terms."""
    if interval != Interval() or variable.is_integer:
        return 0
    waves = [wave for wave in term.atoms(sympy.sin, sympy.cos, sympy.tan) if variable in wave.free_symbols]
    slopes = [sympy.diff(wave.args[0], variable) for wave in waves]
    if not waves or not all(slope.is_Rational for slope in slopes):
        return 0
    period = int(sympy.ilcm(*(slope.q for slope in slopes), 1))
    return period if period <= 6 and periodic(term, variable, period) else 0


@dataclass(frozen=True)
class _Search:
    term: Any
    interval: Interval
    strict: bool
    variable: Any

    def run(self) -> SignOnInterval | None:
        lower, upper = self.interval.lower, self.interval.upper
        if self.variable.is_integer and lower.is_Integer:
            for count in WHOLE_NODES:
                whole = [lower + k for k in range(count)]
                if upper.is_Integer and whole and whole[-1] >= upper - 1:
                    return self._from([*(k for k in whole if k < upper), upper])
                found = self._from([lower, *whole[1:], upper])
                if found is not None:
                    return found
            return None
        return self._from([lower, *self._inner(), upper])

    def _from(self, places: list[Any]) -> SignOnInterval | None:
        """The proof with nodes at these places, and further ones where the boxes get into trouble."""
        nodes: list[Node] = []
        for index, place in enumerate(places):
            node = self._node(place, first=index == 0, last=index == len(places) - 1)
            if node is None:
                return None
            nodes.append(node)
        for _ in range(MOST_NODES):
            for boxes in BOXES:
                proof = SignOnInterval(self.variable, tuple(nodes), boxes=boxes)
                trouble = self._trouble(nodes, boxes)
                if trouble is None:
                    return proof if missing(self.term, self.strict, self.interval, proof) is None else None
            assert trouble is not None
            following = self._repaired(nodes, *trouble)
            if following is None:
                return None
            nodes = following
        return None

    def _inner(self) -> list[Any]:
        """Points that the facts leave out, kinks of absolute values and the like, and simple numbers at which the term vanishes."""
        found = list(self.interval.without)
        for kink in sorted(self.term.atoms(sympy.Abs, sympy.Max, sympy.Min), key=str):
            for part in kink.args if isinstance(kink, sympy.Abs) else [kink.args[0] - kink.args[1]]:
                found += _affine_zero(part, self.variable)
        inside = [place for place in found if _between(self.interval, place)]
        if not self.strict:
            inside += [place for place in SIMPLE if _between(self.interval, place) and self._vanishes(place)]
        return sorted(dict.fromkeys(inside), key=lambda place: float(number(place).mid()))

    def _vanishes(self, place: Any) -> bool:
        around = self._value(number(place))
        return around is not None and around.contains(0) and at(self.term, False, self.variable, place)

    def _repaired(self, nodes: list[Node], index: int, box: Any) -> list[Node] | None:
        """A further node where the term vanishes in the box; or an expansion beside the node next to the box."""
        if box is None:
            return None
        extra = self._touching(box, nodes)
        if extra is not None:
            return [*nodes[: index + 1], extra, *nodes[index + 1 :]]
        first, second = nodes[index], nodes[index + 1]
        for place, side in ((index, 1), (index + 1, -1)):
            node = nodes[place]
            if (node.right if side > 0 else node.left) is not None or not box.overlaps(start(first) if side > 0 else stop(second)):
                continue
            for order in ORDERS:
                reach = self._reach(node.place, side, max(order, node.order))
                if reach is not None:
                    wider = replace(node, **{"right" if side > 0 else "left": reach}, order=max(order, node.order))
                    return [*nodes[:place], wider, *nodes[place + 1 :]]
        return None

    def _node(self, place: Any, *, first: bool, last: bool) -> Node | None:
        """How far expansions reach beside a place; boxes are enough where the term is positive there."""
        if place not in (oo, -oo) and (self._positive_at(place) or (self.variable.is_integer and not last and self._lone(place))):
            return Node(place)
        if place not in (oo, -oo) and self.interval.admits(place) and not at(self.term, self.strict, self.variable, place):
            return None
        for order in ORDERS:
            left = None if first else self._reach(place, -1, order)
            right = None if last else self._reach(place, 1, order)
            if (first or left is not None) and (last or right is not None):
                return Node(place, left, right, order)
        return None

    def _lone(self, place: Any) -> bool:
        """An integer at which the sign is right, be it that it is not right just beside it."""
        return not self.interval.admits(place) or at(self.term, self.strict, self.variable, place)

    def _positive_at(self, place: Any) -> bool:
        around = self._value(number(place))
        return around is not None and bool(around > 0)

    def _value(self, place: Any) -> Any:
        try:
            return ball(value(self.term, Point({self.variable: place}, {})))
        except (Undefined, Unknown, ZeroDivisionError, OverflowError):
            return None

    def _reach(self, place: Any, side: int, order: int) -> Fraction | None:
        """The first reach that shows the sign; where not even the smallest does, the others are not tried."""
        first, *others, last = REACHES
        if self._reaches(place, side, order, first):
            return first
        if not self._reaches(place, side, order, last):
            return None
        return next((reach for reach in others if self._reaches(place, side, order, reach)), last)

    def _reaches(self, place: Any, side: int, order: int, reach: Fraction) -> bool:
        node = Node(place, right=reach, order=order) if side > 0 else Node(place, left=reach, order=order)
        return self._fits(place, side, reach) and beside(self.term, self.strict, self.variable, node, side)

    def _fits(self, place: Any, side: int, reach: Fraction) -> bool:
        """No more than half of the way to the interval's other end."""
        other = self.interval.upper if side > 0 else self.interval.lower
        if place in (oo, -oo):
            edge = self.interval.lower if place == oo else self.interval.upper
            return edge in (oo, -oo) or bool(abs(number(edge)) < 1 / ball(reach)) or number(edge) * (1 if place == oo else -1) < 0
        return other in (oo, -oo) or bool(abs(number(other) - number(place)) > 2 * ball(reach))

    def _trouble(self, nodes: list[Node], boxes: Boxes) -> tuple[int, Any] | None:
        """The first box between two nodes where the sign is not seen."""
        for index, (first, second) in enumerate(pairwise(nodes)):
            if self.variable.is_integer and first.place.is_Integer and second.place == first.place + 1:
                continue
            low, high = start(first), stop(second)
            if low is None or high is None or not low.lower() <= high.upper():
                return index, None
            box = positive_between(self.term, self.variable, low, high, self.strict, boxes)
            if box is not None:
                return index, box
        return None

    def _touching(self, box: Any, nodes: list[Node]) -> Node | None:
        """A node at a simple number in or beside the box where the term vanishes."""
        if box is None or self.strict:
            return None
        for place in _simple_numbers(box):
            if any(node.place == place for node in nodes) or not _between(self.interval, place):
                continue
            if at(self.term, self.strict, self.variable, place) and not self._positive_at(place):
                return self._node(place, first=False, last=False)
        return None


def _between(interval: Interval, place: Any) -> bool:
    try:
        around = number(place)
    except (Undefined, Unknown, ZeroDivisionError):
        return False
    above = interval.lower == -oo or bool(around > number(interval.lower))
    return above and (interval.upper == oo or bool(around < number(interval.upper)))


def _affine_zero(term: Any, variable: Any) -> list[Any]:
    try:
        polynomial = sympy.Poly(term, variable)
    except sympy.PolynomialError:
        return []
    if polynomial.degree() != 1:
        return []
    slope, rest = polynomial.all_coeffs()
    return [-rest / slope]


def _simple_numbers(box: Any) -> Iterator[Any]:
    """Rationals of small height, and their multiples of common constants, near the box."""
    middle, width = box.mid(), abs(float(box.rad())) * 4 + 1e-9
    for unit in (Integer(1), pi, sympy.E, sympy.sqrt(2), sympy.sqrt(3), sympy.sqrt(5), sympy.log(2), 1 / sympy.E, 1 / pi, sympy.sqrt(pi)):
        scaled = float((middle / number(unit)).mid())
        spread = width / float(number(unit).mid())
        if abs(scaled) > 1e6:
            continue
        guess = Fraction(scaled).limit_denominator(60)
        if abs(float(guess) - scaled) <= spread:
            yield unit * Rational(guess.numerator, guess.denominator)
    square = float((middle * middle).mid())
    guess = Fraction(square).limit_denominator(30) if square < 1e6 else Fraction(0)
    if abs(float(guess) - square) <= 2 * abs(float(middle)) * width + width**2:
        yield sympy.sign(sympy.Float(float(middle))).round() * sympy.sqrt(Rational(guess.numerator, guess.denominator))


METHOD = SignOfTerm()
