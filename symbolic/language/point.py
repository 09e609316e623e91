"""Points: exact values for symbols and graphs for uninterpreted functions, as counterexamples show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sympy import Rational

from symbolic.language.functions import Properties


@dataclass(frozen=True)
class Table:
    """A function known at finitely many arguments: sorted pairs of argument and value."""

    entries: tuple[tuple[Fraction, Fraction], ...] = ()

    def __call__(self, argument: Fraction) -> Fraction | None:
        return dict(self.entries).get(argument)

    def extendable(self, properties: Properties) -> bool:
        """Whether some function with `properties` takes these values.

        Monotone data extend by straight lines; data whose slopes strictly fall (rise) extend to a smooth strictly concave (convex)
        function, which stays monotone when the outermost slope has the right sign, since it can bend ever less beyond the table.
        """
        arguments = [a for a, _ in self.entries]
        values = [v for _, v in self.entries]
        if properties.positive_axis and arguments and arguments[0] <= 0:
            return False
        if any(a >= b for a, b in pairwise(arguments)):
            return False
        slopes = [(w - v) / (b - a) for (a, v), (b, w) in pairwise(self.entries)]
        return _signs_fit(values, properties) and _slopes_fit(slopes, properties) and _no_conflict(properties)

    def __str__(self) -> str:
        return ", ".join(f"NAME({a}) = {v}" for a, v in self.entries)


def _signs_fit(values: list[Fraction], properties: Properties) -> bool:
    if "positive" in properties and any(v <= 0 for v in values):
        return False
    if "nonnegative" in properties and any(v < 0 for v in values):
        return False
    # A strictly monotone function that is 0 somewhere is negative on one side of it.
    return not ("nonnegative" in properties and properties.strictly_monotone and any(v == 0 for v in values))


def _slopes_fit(slopes: list[Fraction], properties: Properties) -> bool:
    direction, curvature = properties.direction, properties.curvature
    if "nondecreasing" in properties and "nonincreasing" in properties and any(slopes):
        return False
    if direction and any(s * direction < 0 for s in slopes):
        return False
    flat_forbidden = properties.strictly_monotone or (curvature and direction)
    if flat_forbidden and any(s == 0 for s in slopes):
        return False
    return not curvature or all((t - s) * curvature > 0 for s, t in pairwise(slopes))


def _no_conflict(properties: Properties) -> bool:
    """A bounded-below function with strict curvature may not exist on the whole line; such tables are not used."""
    signed = "positive" in properties or "nonnegative" in properties
    return not (signed and properties.curvature)


@dataclass(frozen=True)
class Formula:
    """A function given by a term in one variable."""

    expression: Any
    variable: Any

    def __str__(self) -> str:
        return f"NAME({self.variable}) = {self.expression}"


@dataclass(frozen=True)
class Point:
    """Exact rational `values` by symbol and `graphs` (`Table` or `Formula`) by function."""

    values: Mapping[Any, Fraction] = field(default_factory=dict)
    graphs: Mapping[Any, Table | Formula] = field(default_factory=dict)

    def described(self) -> dict[str, str]:
        """Names to values as text, as a counterexample prints them: `{"x": "1/2", "f": "f(1) = 0, f(2) = 1"}`."""
        shown = {str(symbol): str(value) for symbol, value in sorted(self.values.items(), key=lambda item: str(item[0]))}
        for f, graph in sorted(self.graphs.items(), key=lambda item: str(item[0].__name__)):
            shown[str(f.__name__)] = str(graph).replace("NAME", str(f.__name__))
        return shown


def rational(value: Fraction) -> Any:
    """A Fraction as a SymPy number."""
    return Rational(value.numerator, value.denominator)
