"""Reading a printed formula back gives the number that the term has: no bracket is missing, no sign is lost."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Mul, Rational, Symbol, exp, log, sqrt, symbols

from symbolic.language.special import log1pmx, unfold_special
from symbolic.render.latex import latex

x, y, z = symbols("x y z", positive=True)


class Reader:
    """Reads back the LaTeX of arithmetic as a number: an oracle that shares nothing with the printer."""

    def __init__(self, text: str, values: dict[str, float]) -> None:
        self.tokens = re.findall(r"\\[a-z]+|\d+|[a-z]|[-+/^(){}]", re.sub(r"\\left|\\right", "", text))
        self.values = values

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, *expected: str) -> str:
        token = self.tokens.pop(0)
        assert not expected or token in expected, (token, self.tokens)
        return token

    def sum(self) -> float:
        value = -self.product() if self.peek() == "-" and self.take() else self.product()
        while self.peek() in ("+", "-"):
            value += self.product() if self.take() == "+" else -self.product()
        return value

    def product(self) -> float:
        value = self.power()
        while self.peek() not in ("", "+", "-", ")", "}"):
            if self.peek() == "/":
                self.take()
                value /= self.power()
            else:
                value *= self.power()
        return value

    def power(self) -> float:
        if self.peek() == r"\cdot":
            self.take()
        base = self.atom()
        return base ** self.bracketed("{", "}") if self.peek() == "^" and self.take() else base

    def bracketed(self, opening: str, closing: str) -> float:
        self.take(opening)
        value = self.sum()
        self.take(closing)
        return value

    def atom(self) -> float:
        token = self.peek()
        if token == "(":
            return self.bracketed("(", ")")
        self.take()
        if token == r"\frac":
            return self.bracketed("{", "}") / self.bracketed("{", "}")
        if token == r"\sqrt":
            return math.sqrt(self.bracketed("{", "}"))
        if token == r"\log":
            return math.log(self.atom())
        if token == "e":
            return math.e
        return float(token) if token.isdigit() else self.values[token]


def arithmetic() -> st.SearchStrategy[Any]:
    small = st.integers(1, 6)
    leaves = st.one_of(st.sampled_from([x, y, z]), small.map(Rational), st.tuples(small, small).map(lambda pair: Rational(*pair)))

    def grow(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda pair: pair[0] + pair[1]),
            pairs.map(lambda pair: pair[0] - pair[1]),
            pairs.map(lambda pair: pair[0] * pair[1]),
            pairs.map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
            pairs.map(lambda pair: Mul(-1, pair[0] - pair[1], evaluate=False)),
            st.tuples(inner, st.sampled_from([2, 3, -1, -2])).map(lambda pair: (pair[0] ** 2 + 1) ** pair[1]),
            inner.map(lambda term: sqrt(term**2 + 1)),
            inner.map(lambda term: exp(-(term**2) / 200)),
            inner.map(lambda term: log(1 + term**2)),
            inner.map(lambda term: log1pmx(term**2)),
            inner.map(lambda term: sqrt(2) * sqrt(x) * term / 2),
        )

    return st.recursive(leaves, grow, max_leaves=6)


@settings(deadline=None, max_examples=200)
@given(arithmetic())
def test_reading_the_formula_gives_back_the_value(term: Any) -> None:
    point = {"x": 1.375, "y": 2.75, "z": 0.625}
    value = float(unfold_special(term).subs({Symbol(name, positive=True): Rational(number) for name, number in point.items()}).evalf(30))
    reader = Reader(latex(term), point)
    assert reader.sum() == pytest.approx(value, rel=1e-9, abs=1e-9)
    assert reader.tokens == []
