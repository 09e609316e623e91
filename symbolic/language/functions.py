"""Uninterpreted functions: "any increasing f", with the properties that a proof may use and nothing else.

A function is a SymPy undefined function, so `f(x)` is an ordinary term. Its properties are part of its identity: two functions of one name
with different properties are different functions, and `Domain` refuses to hold both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sympy.core.function import AppliedUndef, UndefinedFunction

from symbolic.language.errors import LanguageError

PROPERTIES = (
    "increasing",
    "decreasing",
    "nondecreasing",
    "nonincreasing",
    "positive",
    "nonnegative",
    "concave",
    "convex",
    "differentiable",
    "continuous",
    "smooth",
)
_OPPOSED = (
    {"increasing", "decreasing"},
    {"increasing", "nonincreasing"},
    {"decreasing", "nondecreasing"},
    {"concave", "convex"},
)


@dataclass(frozen=True)
class Properties:
    """What is known of a function.

    `names` are from `PROPERTIES` (`increasing`, `decreasing`, `concave` and `convex` are strict; `smooth` has all derivatives). They hold
    on all of R, or only on the positive numbers when `positive_axis` is set; the function is then undefined elsewhere. `arity` counts the
    arguments.
    """

    names: frozenset[str] = frozenset()
    positive_axis: bool = False
    arity: int = 1

    def __contains__(self, name: str) -> bool:
        return name in self.known

    @property
    def known(self) -> frozenset[str]:
        """The declared `names` with all that they imply."""
        return with_consequences(self.names)

    @property
    def direction(self) -> int:
        """+1 for a nondecreasing function, -1 for a nonincreasing one, 0 when neither is known."""
        if self.names & {"increasing", "nondecreasing"}:
            return 1
        return -1 if self.names & {"decreasing", "nonincreasing"} else 0

    @property
    def strictly_monotone(self) -> bool:
        return bool(self.names & {"increasing", "decreasing"})

    @property
    def curvature(self) -> int:
        """-1 for a strictly concave function, +1 for a strictly convex one, 0 when neither is known."""
        return -1 if "concave" in self.names else int("convex" in self.names)


def function(name: str, *properties: str, on: str = "reals", arity: int = 1) -> Any:
    """An uninterpreted real function `name` with the given properties, on the `reals` or on the `positive` numbers.

    Raises `LanguageError` for an unknown property and for properties that no function has together.
    """
    unknown = [p for p in properties if p not in PROPERTIES]
    if unknown:
        raise LanguageError(f"`{unknown[0]}` is not a property of functions; the properties are {', '.join(PROPERTIES)}")
    check_properties(name, frozenset(properties), positive_axis=on == "positive")
    if on not in ("reals", "positive"):
        raise LanguageError(f"`on={on!r}`: a function lives on the `reals` or on the `positive` numbers")
    if arity != 1 and properties:
        raise LanguageError(f"`{name}` has {arity} arguments; properties are for functions of one argument")
    known = Properties(frozenset(properties), on == "positive", arity)
    return UndefinedFunction(name, real=True, properties=known)


_CONSEQUENCES = (
    ("smooth", "differentiable"),
    ("differentiable", "continuous"),
    ("concave", "continuous"),
    ("convex", "continuous"),
    ("increasing", "nondecreasing"),
    ("decreasing", "nonincreasing"),
    ("positive", "nonnegative"),
)


@cache
def with_consequences(names: frozenset[str]) -> frozenset[str]:
    """`names` with the properties that they imply: a concave function on an open interval is continuous, and so on."""
    found = set(names)
    for cause, effect in _CONSEQUENCES:
        if cause in found:
            found.add(effect)
    return frozenset(found)


def check_properties(name: str, properties: frozenset[str], *, positive_axis: bool) -> None:
    """Raise `LanguageError` for properties that no function has together.

    Constants are not strictly curved; a strictly concave function that is bounded below rises for ever, and none does so on all of R.
    """
    known = with_consequences(properties)
    signed_concave = {"concave", "nonnegative"} <= known
    impossible = [pair for pair in _OPPOSED if pair <= known]
    impossible += [{"nondecreasing", "nonincreasing", bend} for bend in ("concave", "convex")]
    if signed_concave and (not positive_axis or "nonincreasing" in known):
        impossible.append({"concave", "nonnegative"})
    for together in impossible:
        if together <= known:
            raise LanguageError(f"`{name}` cannot be {' and '.join(sorted(together))}: no such function exists, leave one of them out")


def increasing_function(name: str, *properties: str, on: str = "reals") -> Any:
    """Any strictly increasing function, with further `properties` if given."""
    return function(name, "increasing", *properties, on=on)


@cache
def prime(f: Any, order: int = 1) -> Any:
    """The derivative of the uninterpreted function `f` as a function of its own: `prime(f)(y)` is f'(y)."""
    base, total = (f.base_function, f.derivative_order + order) if hasattr(f, "base_function") else (f, order)
    if total == 0:
        return base
    known = Properties(_of_derivative(properties_of(base), total), properties_of(base).positive_axis, 1)
    return UndefinedFunction(f"{base.__name__}{chr(39) * total}", real=True, properties=known, base_function=base, derivative_order=total)


def _of_derivative(base: Properties, order: int) -> frozenset[str]:
    """What follows for a derivative, on an open interval: that of a monotone function has a sign, that of a strictly curved one is

    strictly monotone and continuous (Rockafellar, Convex Analysis, 1970, theorems 24.1 and 25.5). With both it never vanishes: beyond a
    zero it would have the other sign.
    """
    if "differentiable" not in base:
        return frozenset()
    found = {"smooth"} if "smooth" in base else set()
    if order == 1:
        if base.curvature:
            found |= {"continuous", "increasing" if base.curvature > 0 else "decreasing"}
        if base.direction > 0:
            found.add("positive" if base.curvature else "nonnegative")
    if order == 2 and "smooth" in base and base.curvature > 0:
        found.add("nonnegative")
    return frozenset(found)


def properties_of(f: Any) -> Properties:
    """The declared properties of an uninterpreted function; none for a plain `sympy.Function("f")`."""
    found = getattr(f, "properties", None)
    return found if isinstance(found, Properties) else Properties()


def applications(expression: Any) -> set[Any]:
    """Every application of an uninterpreted function inside `expression`, nested ones included."""
    return set(expression.atoms(AppliedUndef))
