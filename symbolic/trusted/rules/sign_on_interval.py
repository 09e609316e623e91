"""The sign of a term in one variable on an interval, touching zeros and infinite ends included.

The interval is cut at nodes. Beside a node, on (node, node + reach], the sign is that of the leading part of an expansion whose remainder
is bounded there (`trusted.bounded_expansions`); towards an infinite end, that is where |x| >= 1/reach. Between, balls and centred forms of
Taylor's formula show the sign box by box. At a node itself the term is evaluated, or is zero by its normal form where the goal allows zero.
An integer variable is taken to be real, but between nodes that are consecutive integers there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import arb, fmpq
from sympy import Integral, LambertW, Limit, Product, Sum, cos, erf, erfc, exp, oo, pi, sin, sqrt, tan, tanh

from symbolic.language.balls import ball
from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Point
from symbolic.language.precision import working_precision
from symbolic.language.special.normal import normal_cdf
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import substitute
from symbolic.trusted.bounded_expansions import NoExpansion, Window
from symbolic.trusted.bounded_expansions.oscillation import sign_beside
from symbolic.trusted.boxes import Boxes, positive_between
from symbolic.trusted.context import Context
from symbolic.trusted.intervals import Interval, interval_of
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import is_zero, normalised

PRECISION = 96
OUTSIDE = (Integral, Limit, Product, Sum)


@dataclass(frozen=True)
class Node:
    """A place of the interval, and how far expansions reach beside it: None where boxes begin at the place itself."""

    place: Any
    left: Fraction | None = None
    right: Fraction | None = None
    order: int = 6


@dataclass(frozen=True)
class SignOnInterval:
    """The goal compares two terms in `variable`. `nodes` run from the lower to the upper end of the interval that the facts give;
    `side` says which sign shows an inequation `!=`; `form` how functions that come near +-1 are written, see `in_form`.
    With `lambert`, the variable is u exp(u) and its Lambert function u: for u >= 0 these rise together from 0 to infinity.
    With a `period` d, for a term in sines and cosines of period 2 pi d, the interval is from -pi d to pi d instead of all real numbers.
    """

    variable: Any
    nodes: tuple[Node, ...]
    side: int = 1
    form: int = 0
    period: int = 0
    lambert: bool = False
    boxes: Boxes = field(default_factory=Boxes)


def target(goal: Statement, side: int) -> tuple[Any, bool]:
    """The term that must be positive, and whether strictly."""
    if not isinstance(goal, Comparison) or goal.relation == "==":
        raise Rejected(f"`{goal}` is no inequality")
    falling = goal.relation in ("<", "<=") or (goal.relation == "!=" and side < 0)
    difference = goal.right - goal.left if falling else goal.left - goal.right
    return difference, goal.relation in ("<", ">", "!=")


def in_form(term: Any, form: int) -> Any:
    """Equal terms without cancellation where erf, tanh and the normal distribution come near 1 (form 1) or near their least value (2)."""
    if form == 0:
        return term
    if form not in (1, 2):
        raise Rejected(f"there is no form {form}")
    if not getattr(term, "args", ()):
        return term
    arguments = [in_form(argument, form) for argument in term.args]
    for head, forms in _FORMS.items():
        if isinstance(term, head):
            return forms[form - 1](*arguments)
    return term.func(*arguments)


_FORMS: dict[Any, tuple[Any, Any]] = {
    erf: (lambda u: 1 - erfc(u), lambda u: erfc(-u, evaluate=False) - 1),
    tanh: (lambda u: 1 - 2 / (exp(2 * u) + 1), lambda u: 2 / (exp(-2 * u) + 1) - 1),
    normal_cdf: (lambda u: 1 - erfc(u / sqrt(2)) / 2, lambda u: erfc(-u / sqrt(2), evaluate=False) / 2),
}


def _sign_on_interval(kernel: Kernel, context: Context, goal: Statement, proof: SignOnInterval) -> None:
    term, strict = target(goal, proof.side)
    term = in_form(term, proof.form)
    if set(symbols_of(term)) - {proof.variable}:
        raise Rejected(f"`{term}` has other symbols than `{proof.variable}`")
    if term.has(*OUTSIDE):
        raise Rejected(f"`{term}` holds more than functions of `{proof.variable}`")
    term, interval = placed(term, interval_of(context, proof.variable), proof)
    with working_precision(PRECISION):
        reason = missing(term, strict, interval, proof)
    if reason is not None:
        raise Rejected(reason)
    kernel.grades.add("enclosure")


def one_period(term: Any, interval: Interval, proof: SignOnInterval) -> Interval:
    """The interval that is enough: what holds on one whole period holds everywhere."""
    if proof.period == 0:
        return interval
    if proof.period < 0 or proof.variable.is_integer or not periodic(term, proof.variable, proof.period):
        raise Rejected(f"`{term}` is not seen to have the period {2 * proof.period} pi")
    return Interval(-pi * proof.period, pi * proof.period, (True, True))


def placed(term: Any, interval: Interval, proof: SignOnInterval) -> tuple[Any, Interval]:
    """The term and the interval that are looked at: as they are, on one period, or after a change of the variable."""
    if not proof.lambert:
        return term, one_period(term, interval, proof)
    variable = proof.variable
    if variable.is_integer or interval.without or interval.lower == -oo or not number(interval.lower) >= 0:
        raise Rejected(f"`{variable}` is not changed to u exp(u)")
    changed = substitute(term, {LambertW(variable): variable, variable: variable * exp(variable)})
    upper = interval.upper if interval.upper == oo else LambertW(interval.upper)
    return changed, Interval(LambertW(interval.lower), upper, interval.closed)


def periodic(term: Any, variable: Any, period: int) -> bool:
    """Whether the variable occurs only in sines, cosines and tangents of (n/period) x + c with a whole number n."""
    if variable not in symbols_of(term):
        return True
    if isinstance(term, sin | cos | tan):
        slope = normalised(derivative(term.args[0], variable))
        return bool(slope.is_Rational and (slope * period).is_Integer)
    return bool(term.args) and all(periodic(part, variable, period) for part in term.args)


def missing(term: Any, strict: bool, interval: Interval, proof: SignOnInterval) -> str | None:
    """What the nodes leave open; None when the term is positive (or not negative) on the whole interval."""
    nodes = proof.nodes
    if len(nodes) < 2 or not below(nodes[0].place, interval.lower) or not below(interval.upper, nodes[-1].place):
        return f"the nodes do not run from `{interval.lower}` to `{interval.upper}`"
    for node in nodes:
        for side, reach in ((-1, node.left), (1, node.right)):
            if reach is not None and not beside(term, strict, proof.variable, node, side):
                return f"the sign of `{term}` beside `{node.place}` is not seen"
        alone = node.left is not None or node.right is not None or proof.variable.is_integer
        admitted = node.place not in (oo, -oo) and interval.admits(node.place) and alone
        if admitted and not at(term, strict, proof.variable, node.place):
            return f"the sign of `{term}` at `{node.place}` is not seen"
    for first, second in pairwise(nodes):
        if proof.variable.is_integer and first.place.is_Integer and second.place == first.place + 1:
            continue  # no integer lies between them
        low, high = start(first), stop(second)
        if low is None or high is None:
            return f"no expansion reaches from `{first.place}` or `{second.place}`"
        if not low.lower() <= high.upper() or not ordered(first, second):
            return f"`{first.place}` and `{second.place}` are out of order"
        if positive_between(term, proof.variable, low, high, strict, proof.boxes) is not None:
            return f"the sign of `{term}` between `{first.place}` and `{second.place}` is not seen"
    return None


def below(first: Any, second: Any) -> bool:
    """first <= second, for numbers and infinite ends."""
    if first == second or first == -oo or second == oo:
        return True
    return first != oo and second != -oo and bool(number(first) <= number(second))


def beside(term: Any, strict: bool, variable: Any, node: Node, side: int) -> bool:
    """The sign on the whole reach of a node, to its right (1) or left (-1)."""
    reach = node.right if side > 0 else node.left
    assert reach is not None
    try:
        found = sign_beside(Window(reach, node.order), term, variable, node.place, side)
    except (NoExpansion, ZeroDivisionError, OverflowError):
        return False
    return found > 0 or (found == 0 and not strict)


def at(term: Any, strict: bool, variable: Any, place: Any) -> bool:
    """The sign at a node. The goal's terms are defined wherever the facts hold; what cancels there is zero."""
    here = substitute(term, {variable: place})
    try:
        around = ball(value(here, Point()))
    except (Undefined, Unknown, ZeroDivisionError):
        return False
    if around > 0 or (around >= 0 and not strict):
        return True
    return not strict and not around < 0 and is_zero(here)


def number(place: Any) -> Any:
    return ball(value(place, Point()))


def exact(reach: Fraction) -> Any:
    return arb(fmpq(reach.numerator, reach.denominator))


def start(node: Node) -> Any:
    """Where boxes begin to the right of a node."""
    if node.place == -oo:
        return None if node.right is None else -1 / exact(node.right)
    return number(node.place) + (0 if node.right is None else exact(node.right))


def stop(node: Node) -> Any:
    """Where boxes end to the left of a node."""
    if node.place == oo:
        return None if node.left is None else 1 / exact(node.left)
    return number(node.place) - (0 if node.left is None else exact(node.left))


def ordered(first: Node, second: Node) -> bool:
    if first.place == -oo or second.place == oo:
        return True
    return bool(number(first.place) <= number(second.place))


RULES = {SignOnInterval: _sign_on_interval}
NAMES = {SignOnInterval: "sign on an interval"}
