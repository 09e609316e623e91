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
    """A function known at finitely many arguments: sorted pairs of argument (a tuple, for several arguments) and value."""

    entries: tuple[tuple[Any, Fraction], ...] = ()

    def __call__(self, argument: Any) -> Fraction | None:
        return dict(self.entries).get(argument)

    def extendable(self, properties: Properties) -> bool:
        """Whether some function with `properties` takes these values.

        Monotone data extend by straight lines; data whose slopes strictly fall (rise) extend to a smooth strictly concave (convex)
        function, which stays monotone when the outermost slope has the right sign, since it can bend ever less beyond the table. A convex
        function between and beyond positive data stays positive: it can follow the chords as closely as it must, and beyond them level
        off or turn. A positive concave function lives on the positive axis, rises, and needs room above 0 on its way back to 0.
        """
        if properties.arity != 1:
            return self._of_several(properties)
        arguments = [a for a, _ in self.entries]
        values = [v for _, v in self.entries]
        if any(isinstance(a, tuple) for a in arguments):
            return False
        if properties.positive_axis and arguments and arguments[0] <= 0:
            return False
        if any(a >= b for a, b in pairwise(arguments)):
            return False
        slopes = [(w - v) / (b - a) for (a, v), (b, w) in pairwise(self.entries)]
        return _signs_fit(values, properties) and _slopes_fit(slopes, properties) and self._room(slopes, properties)

    def _of_several(self, properties: Properties) -> bool:
        """Any values at different arguments, where nothing is declared."""
        arguments = [a for a, _ in self.entries]
        fitting = all(isinstance(a, tuple) and len(a) == properties.arity for a in arguments)
        return fitting and not properties.names and not properties.positive_axis and len(set(arguments)) == len(arguments)

    def _room(self, slopes: list[Fraction], properties: Properties) -> bool:
        """Whether a curved function through the data can keep its sign."""
        if not (properties.curvature and "nonnegative" in properties):
            return True
        values = [v for _, v in self.entries]
        if any(v <= 0 for v in values):
            return False
        if properties.curvature > 0:
            return True
        if not properties.positive_axis or properties.direction < 0 or any(s <= 0 for s in slopes):
            return False
        return not slopes or values[0] > slopes[0] * self.entries[0][0]

    def __str__(self) -> str:
        return ", ".join(f"NAME({_shown(a)}) = {v}" for a, v in self.entries)


def _shown(argument: Any) -> str:
    return ", ".join(map(str, argument)) if isinstance(argument, tuple) else str(argument)


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


@dataclass(frozen=True)
class Formula:
    """A function given by a term in one variable, or in a tuple of them."""

    expression: Any
    variable: Any

    @property
    def variables(self) -> tuple[Any, ...]:
        return self.variable if isinstance(self.variable, tuple) else (self.variable,)

    def __str__(self) -> str:
        return f"NAME({', '.join(map(str, self.variables))}) = {self.expression}"


@dataclass(frozen=True)
class Point:
    """Exact `values` by symbol, rational ones as `Fraction`, others as SymPy numbers such as pi/2, and a graph for each function."""

    values: Mapping[Any, Any] = field(default_factory=dict)
    graphs: Mapping[Any, Table | Formula] = field(default_factory=dict)

    def described(self) -> dict[str, str]:
        """Names to values as text, as a counterexample prints them: `{"x": "1/2", "f": "f(1) = 0, f(2) = 1"}`."""
        shown = {str(symbol): str(value) for symbol, value in sorted(self.values.items(), key=lambda item: str(item[0]))}
        for f, graph in sorted(self.graphs.items(), key=lambda item: str(item[0].__name__)):
            shown[str(f.__name__)] = str(graph).replace("NAME", str(f.__name__))
        return shown


def rational(value: Any) -> Any:
    """The value of a symbol as a SymPy number."""
    return Rational(value.numerator, value.denominator) if isinstance(value, Fraction) else value
