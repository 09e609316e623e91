"""Random claims as text, with an evaluation of their own that shares no code with the library: Python's arithmetic over mpmath numbers.

For soundness: whatever is `proved` holds, and is defined, wherever one looks; whatever is `refuted` fails at the point that is shown.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpf


class NotDefined(Exception):
    """The term has no real value there."""


KINDS: dict[str, Callable[[Any], bool]] = {
    "real": lambda v: True,
    "positive": lambda v: v > 0,
    "nonnegative": lambda v: v >= 0,
    "negative": lambda v: v < 0,
    "nonzero": lambda v: v != 0,
    "0 < {} < 1": lambda v: 0 < v < 1,
    "-1 <= {} <= 1": lambda v: -1 <= v <= 1,
    "{} >= 2": lambda v: v >= 2,
    "integer": lambda v: v == mpmath.floor(v),
    "natural": lambda v: v >= 0 and v == mpmath.floor(v),
    "counting": lambda v: v >= 1 and v == mpmath.floor(v),
}
CONTINUOUS = tuple(kind for kind in KINDS if kind not in ("integer", "natural", "counting"))
VALUES = [
    Fraction(v) for v in ("0", "1", "-1", "1/2", "-1/2", "2", "-2", "3", "-3", "1/3", "3/2", "5", "7", "10", "1/10", "99/100", "1/1000")
]
VALUES += [
    Fraction(-5),
    Fraction(100),
    Fraction(-100),
    Fraction(10**6),
    Fraction(1, 10**6),
    Fraction(22, 7),
    Fraction(333, 106),
    Fraction(-7, 5),
]


def _real(value: Any) -> Any:
    if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value):
        raise NotDefined
    return value


def _power(base: Any, exponent: Any) -> Any:
    whole = exponent == mpmath.floor(exponent)
    if (base < 0 and not whole) or (base == 0 and exponent < 0):
        raise NotDefined
    if abs(exponent) > 10**4 or (base != 0 and abs(exponent * mpmath.log(abs(base))) > 10**5):
        raise OverflowError
    return mpmath.power(base, exponent)


def _logarithm(value: Any) -> Any:
    if value <= 0:
        raise NotDefined
    return mpmath.log(value)


def _root(value: Any) -> Any:
    if value < 0:
        raise NotDefined
    return mpmath.sqrt(value)


def _exponential(value: Any) -> Any:
    if abs(value) > 10**5:
        raise OverflowError
    return mpmath.exp(value)


def _between(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def inner(value: Any) -> Any:
        if abs(value) > 1:
            raise NotDefined
        return function(value)

    return inner


def _gamma(value: Any) -> Any:
    if value <= 0 and value == mpmath.floor(value):
        raise NotDefined
    if abs(value) > 5000:
        raise OverflowError
    return mpmath.gamma(value)


def _cube_root(value: Any) -> Any:
    return mpmath.sign(value) * mpmath.cbrt(abs(value))


UNARY: dict[str, Callable[[Any], Any]] = {
    "exp": _exponential,
    "log": _logarithm,
    "sqrt": _root,
    "abs": abs,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "atan": mpmath.atan,
    "tanh": mpmath.tanh,
    "cosh": lambda v: (_exponential(v) + _exponential(-v)) / 2,
    "sinh": lambda v: (_exponential(v) - _exponential(-v)) / 2,
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "sign": mpmath.sign,
    "cbrt": _cube_root,
    "erf": mpmath.erf,
    "asin": _between(mpmath.asin),
    "acos": _between(mpmath.acos),
    "gamma": _gamma,
    "log1p": lambda v: _logarithm(1 + v),
    "expm1": lambda v: _exponential(v) - 1,
}
COMMON = ("exp", "log", "sqrt", "abs", "sin", "cos", "atan", "tanh", "floor", "sign", "cbrt")


FAMILIES: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "increasing": (
        lambda t: t,
        lambda t: t**3,
        mpmath.atan,
        lambda t: 1000 * t,
        lambda t: t + mpmath.floor(t),
        lambda t: mpmath.exp(min(t, 50)),
    ),
    "decreasing": (lambda t: -t, lambda t: -(t**3) - t, lambda t: -mpmath.atan(t), lambda t: mpmath.exp(-max(t, -50))),
    "nondecreasing": (lambda t: t, mpmath.floor, lambda t: mpf(0), lambda t: max(t, mpf(0)), mpmath.sign),
    "concave": (
        lambda t: -(t**2),
        lambda t: -((t - 1) ** 2) / 1000 + 5 * t,
        lambda t: -mpmath.cosh(max(min(t, 50), -50)),
        lambda t: t - abs(t) - t * t / 100,
    ),
    "convex": (lambda t: t**2, lambda t: (t + 2) ** 4, lambda t: abs(t - 1) + t * t / 50),
    "increasing, concave": (lambda t: -mpmath.exp(-max(t, -50)), lambda t: t - mpmath.sqrt(1 + t * t) / 2),
    "positive": (lambda t: 1 + t * t, lambda t: 1 / (1 + t * t), lambda t: mpf(3)),
    "any": (lambda t: t, lambda t: -t * t, mpmath.floor, lambda t: mpf(0), mpmath.sin, lambda t: 1 / (1 + t * t)),
}
"""Some functions with each list of properties. A graph that is cut off far out is never evaluated there."""


@dataclass(frozen=True)
class Term:
    """A term: its text, and its value for given values of the symbols."""

    text: str
    value: Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Generated:
    """A claim: kinds of its symbols, assumptions and statement as text, and what they say of a point."""

    kinds: dict[str, str]
    functions: dict[str, str]
    assumptions: tuple[str, ...]
    statement: str
    admits: Callable[[dict[str, Any]], bool]
    holds: Callable[[dict[str, Any]], bool | None]

    @property
    def essay(self) -> str:
        """The claim as a Markdown file."""
        lines = [f'  {name}: "{kind.format(name)}"' for name, kind in self.kinds.items()]
        if self.functions:
            lines += ["functions:", *(f"  {name}: {properties}" for name, properties in self.functions.items())]
        assumed = f"assume: {', '.join(self.assumptions)}\n" if self.assumptions else ""
        return "---\nsymbols:\n" + "\n".join(lines) + f"\n---\n\n```claim\n{assumed}{self.statement}\n```\n"


def number(source: random.Random) -> Term:
    text = source.choice(["1", "2", "3", "1/2", "4", "1/3", "3/2", "5", "0.9", "10", "pi", "E", "0"])
    fixed = {"pi": lambda: mp.pi + 0, "E": lambda: mp.e + 0}
    exact = None if text in fixed else Fraction(text)
    return Term(text, lambda at: fixed[text]() if exact is None else mpf(exact.numerator) / exact.denominator)


def term(source: random.Random, names: list[str], depth: int) -> Term:
    """A random term over the symbols; names in capitals are those of functions."""
    functions = [name for name in names if name.isupper()]
    if functions and depth and source.random() < 0.35:
        called, argument = source.choice(functions), term(source, names, depth - 1)
        return Term(f"{called}({argument.text})", lambda at: at[called](argument.value(at)))
    names = [name for name in names if not name.isupper()]
    if functions:
        return _plain(source, names, depth, functions)
    return _plain(source, names, depth, [])


def _plain(source: random.Random, names: list[str], depth: int, functions: list[str]) -> Term:
    roll = source.random()
    if depth == 0 or roll < 0.12:
        if source.random() < 0.75:
            name = source.choice(names)
            return Term(name, lambda at: at[name])
        return number(source)
    names = [*names, *functions]
    if roll < (0.8 if functions else 0.62):
        return _binary(source, names, depth)
    if roll < (0.84 if functions else 0.74):
        return _raised(source, names, depth)
    if roll < 0.82:
        first, second = term(source, names, depth - 1), term(source, names, depth - 1)
        which = source.choice(["min", "max"])
        return Term(f"{which}({first.text}, {second.text})", lambda at: {"min": min, "max": max}[which](first.value(at), second.value(at)))
    name = source.choice(COMMON if source.random() < 0.85 else list(UNARY))
    inner = term(source, names, depth - 1)
    return Term(f"{name}({inner.text})", lambda at: UNARY[name](inner.value(at)))


def _binary(source: random.Random, names: list[str], depth: int) -> Term:
    first, second, operation = term(source, names, depth - 1), term(source, names, depth - 1), source.choice("+-**/")
    if operation == "/":
        return Term(f"({first.text})/({second.text})", lambda at: _divided(first.value(at), second.value(at)))
    if operation == "*":
        return Term(f"({first.text})*({second.text})", lambda at: first.value(at) * second.value(at))
    sign = 1 if operation == "+" else -1
    return Term(f"({first.text} {operation} ({second.text}))", lambda at: first.value(at) + sign * second.value(at))


def _divided(first: Any, second: Any) -> Any:
    if second == 0:
        raise NotDefined
    return first / second


def _raised(source: random.Random, names: list[str], depth: int) -> Term:
    base = term(source, names, depth - 1)
    text = source.choice(["2", "2", "2", "3", "4", "-1", "1/2", "1/3", "-2", "3/2"])
    exponent = Fraction(text)
    return Term(f"({base.text})**({text})", lambda at: _power(base.value(at), mpf(exponent.numerator) / exponent.denominator))


RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def compared(left: Any, relation: str, right: Any) -> bool | None:
    """The comparison of two values, None when they agree to within the working precision without being the same for certain."""
    scale = max(abs(left), abs(right), mpf(1) / 10**30)
    close = abs(left - right) <= scale * mpf(10) ** -(mp.dps - 25)
    if close and (left != right or scale > 10**12):
        return None
    return RELATIONS[relation](left, right)


def claims(seed: int) -> Iterator[Generated]:
    """Random claims without end, the same for the same seed."""
    source = random.Random(seed)
    while True:
        yield _claim(source)


def _claim(source: random.Random) -> Generated:
    names = source.sample(["x", "y", "z"], source.choice([1, 1, 2, 2, 3]))
    functions = {"F": source.choice(list(FAMILIES))} if source.random() < 0.3 else {}
    kinds = {name: source.choice(list(KINDS) if source.random() < 0.4 else CONTINUOUS) for name in sorted(names)}
    names = [*names, *functions]
    depth = source.choice([1, 2, 2, 3])
    assumptions = [_comparison(source, names, 1, source.choice(["<", "<=", ">", ">="])) for _ in range(source.choice([0, 0, 1, 1, 2]))]
    statement = _statement(source, names, depth, kinds)

    def admits(at: dict[str, Any]) -> bool:
        return all(KINDS[kinds[name]](at[name]) for name in kinds) and all(a[1](at) is True for a in assumptions)

    if source.random() < 0.15:
        statement = _shape(source, names, kinds, admits)
    return Generated(kinds, functions, tuple(a[0] for a in assumptions), statement[0], admits, statement[1])


Statement = tuple[str, Callable[[dict[str, Any]], bool | None]]


SHAPES: dict[str, Callable[[Any, Any], bool]] = {
    "increasing": lambda low, high: low < high,
    "nondecreasing": lambda low, high: low <= high,
    "decreasing": lambda low, high: low > high,
    "nonincreasing": lambda low, high: low >= high,
    "independent": lambda low, high: low == high,
}


def _shape(source: random.Random, names: list[str], kinds: dict[str, str], admits: Callable[[dict[str, Any]], bool]) -> Statement:
    """A predicate of one variable: looked at in two points, or in three for the curved ones. The second place is under the name `other`."""
    variable = source.choice(sorted(kinds))
    found = term(source, names, 2)
    curved = source.random() < 0.3 and kinds[variable] in CONTINUOUS and kinds[variable] != "nonzero"
    name = source.choice(["convex", "concave"]) if curved else source.choice(list(SHAPES))

    def holds(at: dict[str, Any]) -> bool | None:
        first, second = sorted((at[variable], at["other"]))
        places = [{**at, variable: place} for place in (first, (first + second) / 2, second)]
        if first == second or not all(admits(place) for place in (places if curved else places[::2])):
            return True if first == second else None
        values = [_real(found.value(place)) for place in (places if curved else places[::2])]
        if curved:
            bend = values[0] + values[2] - 2 * values[1]
            scale = max(map(abs, values)) + mpf(1) / 10**20
            return None if abs(bend) < scale / 10**25 else (bend > 0) == (name == "convex")
        close = abs(values[0] - values[1]) < (max(map(abs, values)) + mpf(1) / 10**20) / mpf(10) ** (mp.dps - 25)
        return None if close else SHAPES[name](*values)

    return f"{name}({found.text}, {variable})", holds


def _comparison(source: random.Random, names: list[str], depth: int, relation: str) -> Statement:
    left, right = term(source, names, depth), term(source, names, depth)
    return f"{left.text} {relation} {right.text}", lambda at: compared(_real(left.value(at)), relation, _real(right.value(at)))


def _statement(source: random.Random, names: list[str], depth: int, kinds: dict[str, str]) -> Statement:
    roll = source.random()
    if roll < 0.25:
        return _comparison(source, names, depth, source.choice(list(RELATIONS)))
    if roll < 0.75:
        return _plausible(source, names, depth, kinds)
    first, second = _plausible(source, names, depth - 1, kinds), _plausible(source, names, depth - 1, kinds)
    form = source.choice(["implies", "and", "or", "iff", "not"])
    return _joined(form, first, second)


def _joined(form: str, first: Statement, second: Statement) -> Statement:
    def both(at: dict[str, Any], decided: bool, result: bool) -> bool | None:
        """The second counts where the first does not decide; what stands first guards it."""
        one = first[1](at)
        if one is None:
            return None
        return result if one is decided else second[1](at)

    if form == "implies":
        return f"implies({first[0]}, {second[0]})", lambda at: both(at, False, True)
    if form == "and":
        return f"({first[0]}) and ({second[0]})", lambda at: both(at, False, False)
    if form == "or":
        return f"({first[0]}) or ({second[0]})", lambda at: both(at, True, True)
    if form == "not":
        return f"not ({first[0]})", lambda at: None if (one := first[1](at)) is None else not one

    def same(at: dict[str, Any]) -> bool | None:
        one, other = first[1](at), second[1](at)
        return None if one is None or other is None else one is other

    return f"iff({first[0]}, {second[0]})", same


def _plausible(source: random.Random, names: list[str], depth: int, kinds: dict[str, str]) -> Statement:
    """A comparison whose relation holds at a few points, so that it may well be true; or one side restated with small changes."""
    left = term(source, names, depth)
    right = _restated(source, left) if source.random() < 0.35 else term(source, names, max(depth - 1, 0))
    found = {"<": True, ">": True, "==": True}
    tried = 0
    for _ in range(25):
        at = {name: mpf(value.numerator) / value.denominator for name, value in _point(source, kinds).items()}
        at |= {name: FAMILIES["any"][0] for name in names if name.isupper()}
        try:
            difference = _real(left.value(at)) - _real(right.value(at))
        except (NotDefined, OverflowError, ValueError, ZeroDivisionError):
            continue
        tried += 1
        small = abs(difference) < mpf(10) ** -(mp.dps - 25)
        found = {"<": found["<"] and (difference < 0 or small), ">": found[">"] and (difference > 0 or small), "==": found["=="] and small}
    relation = "==" if found["=="] else "<=" if found["<"] else ">=" if found[">"] else source.choice(["<", ">="])
    if tried and relation in ("<=", ">=") and source.random() < 0.4:
        relation = relation[0]
    return f"{left.text} {relation} {right.text}", lambda at: compared(_real(left.value(at)), relation, _real(right.value(at)))


def _restated(source: random.Random, left: Term) -> Term:
    form = source.choice(["twice", "square", "shift", "abs", "product", "negative"])
    if form == "twice":
        return Term(f"(2*({left.text}) - ({left.text}))", left.value)
    if form == "square":
        return Term(f"sqrt(({left.text})**2)", lambda at: abs(left.value(at)))
    if form == "shift":
        return Term(f"({left.text} + 1)", lambda at: left.value(at) + 1)
    if form == "abs":
        return Term(f"abs({left.text})", lambda at: abs(left.value(at)))
    if form == "negative":
        return Term(f"(-({left.text}))", lambda at: -left.value(at))
    return Term(f"(({left.text} + 1)*({left.text} - 1) + 1)/({left.text})", lambda at: _divided(left.value(at) ** 2, left.value(at)))


def _point(source: random.Random, kinds: dict[str, str]) -> dict[str, Fraction]:
    return {name: _value(source, kind) for name, kind in kinds.items()}


def _value(source: random.Random, kind: str) -> Fraction:
    for _ in range(200):
        style = source.random()
        if style < 0.5:
            value = source.choice(VALUES)
        elif style < 0.8:
            value = Fraction(source.randint(-400, 400), source.choice([1, 2, 7, 50, 97]))
        else:
            value = Fraction(source.randint(-(10**6), 10**6), 10 ** source.randint(3, 12))
        if kind in ("integer", "natural", "counting"):
            value = Fraction(value.numerator // value.denominator)
        if KINDS[kind](mpf(value.numerator) / value.denominator):
            return value
    return Fraction(2) if kind != "0 < {} < 1" else Fraction(1, 2)


def points(claim: Generated, seed: int, count: int) -> Iterator[dict[str, Fraction]]:
    """Points of the kinds of the claim's symbols: all combinations of a few simple values, then random ones."""
    source = random.Random(seed)
    names = list(claim.kinds)
    simple = VALUES if len(names) == 1 else VALUES[: 12 if len(names) == 2 else 7]
    for combination in itertools.product(simple, repeat=len(names)):
        yield dict(zip(names, combination, strict=True))
    for _ in range(count):
        base = _point(source, claim.kinds)
        if len(names) > 1 and source.random() < 0.3:
            base[names[1]] = base[names[0]] + source.choice([Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**9)])
        yield base


def verdict_at(claim: Generated, point: dict[str, Fraction], choice: int = 0) -> str | None:
    """`holds`, `fails` or `undefined` at a point that the assumptions admit; None where they do not, or where it is not clear.

    `choice` says which of the functions with the declared properties is taken.
    """
    at: dict[str, Any] = {name: mpf(value.numerator) / value.denominator for name, value in point.items()}
    at["other"] = at[min(at)] * mpf(3) / 2 + 1 if len(at) == 1 else at[max(at)]
    at |= {name: FAMILIES[properties][choice % len(FAMILIES[properties])] for name, properties in claim.functions.items()}
    try:
        if not claim.admits(at):
            return None
    except (NotDefined, OverflowError, ValueError, ZeroDivisionError):
        return None
    try:
        found = claim.holds(at)
    except NotDefined:
        return "undefined"
    except (OverflowError, ValueError, ZeroDivisionError):
        return None
    return None if found is None else "holds" if found else "fails"
