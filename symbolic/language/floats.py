"""Terms and statements as Python functions of floats, written out and compiled: what the search for counterexamples looks through.

The margin of a statement at a point is positive where it seems to fail, negative where it seems to hold and 0 where rounding hides which.
It grows continuously with the sides of the comparisons, so that it can be climbed. Nothing is decided by it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import sympy
from sympy import Derivative, Max, Min, Piecewise, Pow, Subs
from sympy.core.function import AppliedUndef

from symbolic.language import float_functions
from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Nearness,
    Negation,
    as_statement,
)

Number = Callable[[Sequence[float]], float]
FAILURES = (ArithmeticError, ValueError, TypeError)  # OverflowError and ZeroDivisionError are arithmetic


class NotCompiled(ValueError):
    """The term or statement has no fast evaluation."""


def number(term: Any, symbols: Sequence[Any]) -> Number:
    """A function from the values of `symbols` to the value of `term`. Raises `NotCompiled`."""
    writer = _Writer(symbols)
    return writer.compiled(writer.term(term))


def margin(statement: Any, symbols: Sequence[Any]) -> Number:
    """A function from the values of `symbols` to the margin of `statement`. Raises `NotCompiled`."""
    writer = _Writer(symbols)
    return writer.compiled(writer.margin(statement))


def holds(statement: Any, symbols: Sequence[Any]) -> Callable[[Sequence[float]], bool]:
    """A function that says whether `statement` seems to hold: comparisons as floats have them, equations up to rounding."""
    writer = _Writer(symbols)
    return writer.compiled(writer.truth(statement))


class _Writer:
    """Python source for terms over the argument `x`, with the helpers and constants that it uses."""

    def __init__(self, symbols: Sequence[Any]) -> None:
        self.names = {symbol: f"x[{i}]" for i, symbol in enumerate(symbols)}
        self.scope: dict[str, Any] = {**float_functions.NAMESPACE, "__builtins__": {}}

    def compiled(self, source: str) -> Any:
        try:
            return eval(compile(f"lambda x: {source}", "<margin>", "eval"), self.scope)  # written here from whitelisted heads only
        except (SyntaxError, RecursionError, MemoryError, OverflowError) as error:
            raise NotCompiled(str(error)) from error

    def margin(self, statement: Any) -> str:
        if isinstance(statement, Comparison):
            return self._comparison(statement.left, statement.relation, statement.right)
        if isinstance(statement, Conjunction):
            return f"max({','.join(map(self.margin, statement.parts))},-inf)"
        if isinstance(statement, Disjunction):
            return f"_some({','.join(f'lambda:{self.margin(part)}' for part in statement.parts)})"
        if isinstance(statement, Negation):
            return f"-({self.margin(statement.part)})"
        if isinstance(statement, Implication):
            return f"_some(lambda:-({self.margin(statement.premise)}),lambda:{self.margin(statement.conclusion)})"
        if isinstance(statement, Equivalence):
            return f"_iff({self.margin(statement.left)},{self.margin(statement.right)})"
        if isinstance(statement, Nearness):
            return self._comparison(sympy.Abs(statement.expression - statement.number), "<=", statement.tolerance)
        raise NotCompiled(f"`{statement}`")

    def _comparison(self, left: Any, relation: str, right: Any) -> str:
        names = {"==": "_eq", "!=": "_ne", "<": "_le", "<=": "_le", ">": "_ge", ">=": "_ge"}
        return f"{names[relation]}({self.term(left)},{self.term(right)})"

    def truth(self, statement: Any) -> str:
        if isinstance(statement, Comparison):
            left, right = self.term(statement.left), self.term(statement.right)
            if statement.relation in ("==", "!="):
                return f"({'not ' if statement.relation == '!=' else ''}_near({left},{right}))"
            return f"(({left}){statement.relation}({right}))"
        if isinstance(statement, Conjunction | Disjunction):
            return f"({(' and ' if isinstance(statement, Conjunction) else ' or ').join(map(self.truth, statement.parts))})"
        if isinstance(statement, Negation):
            return f"(not {self.truth(statement.part)})"
        if isinstance(statement, Implication):
            return f"(not {self.truth(statement.premise)} or {self.truth(statement.conclusion)})"
        if isinstance(statement, Equivalence):
            return f"({self.truth(statement.left)}=={self.truth(statement.right)})"
        return f"({self.margin(statement)}<=0)"

    def term(self, term: Any) -> str:
        if term.is_Rational:
            return self._rational(term)
        if term in self.names:
            return self.names[term]
        if term.is_Add:
            return f"({'+'.join(map(self.term, term.args))})"
        if term.is_Mul:
            return f"({self._product(term)})"
        if isinstance(term, Pow):
            return self._power(*term.args)
        kind = type(term)
        if kind in float_functions.HEADS:
            return f"{float_functions.HEADS[kind]}({','.join(map(self.term, term.args))})"
        if term in float_functions.CONSTANTS:
            return repr(float_functions.CONSTANTS[term])
        if isinstance(term, Max | Min):
            return f"{'max' if isinstance(term, Max) else 'min'}({','.join(map(self.term, term.args))})"
        return self._rest(term)

    def _rational(self, term: Any) -> str:
        p, q = int(term.p), int(term.q)
        try:
            return f"({p / q!r})" if q != 1 else f"({float(p)!r})"
        except OverflowError as error:
            raise NotCompiled(f"`{term}` is too large") from error

    def _product(self, term: Any) -> str:
        """A quotient where negative powers stand, so that floats divide once."""
        top, bottom = [], []
        for part in term.args:
            if isinstance(part, Pow) and part.exp.is_Rational and part.exp.is_negative:
                bottom.append(self.term(1 / part))
            else:
                top.append(self.term(part))
        above = "*".join(top) or "1.0"
        return f"{above}/({'*'.join(bottom)})" if bottom else above

    def _power(self, base: Any, exponent: Any) -> str:
        if exponent.is_Integer and abs(int(exponent)) < 10**6:
            return f"({self.term(base)})**({int(exponent)})"
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({self.term(base)})"
        if exponent == sympy.Rational(-1, 2):
            return f"(1.0/sqrt({self.term(base)}))"
        return f"_power({self.term(base)},{self.term(exponent)})"

    def _rest(self, term: Any) -> str:
        if isinstance(term, Piecewise):
            return f"_arms({','.join(self._arm(e, c) for e, c in term.args)})"
        if isinstance(term, sympy.Sum | sympy.Product | sympy.Integral):
            return self._ranged(term)
        if isinstance(term, AppliedUndef) or term.is_Symbol:
            raise NotCompiled(f"`{term}` has no value")
        special = meaning_of(term)
        if special is not None and special.enclosure is not None:
            name = f"_e{len(self.scope)}"
            self.scope[name] = float_functions.enclosed(special.enclosure)
            return f"{name}({','.join(map(self.term, term.args))})"
        unfolded = term.definition if hasattr(term, "definition") else unfold_special(term)
        if unfolded != term:
            return self.term(unfolded)
        if isinstance(term, Derivative | Subs):
            try:
                return self.term(evaluate_derivatives(term))
            except NoDerivative as error:
                raise NotCompiled(str(error)) from error
        raise NotCompiled(f"`{term}`")

    def _arm(self, branch: Any, condition: Any) -> str:
        test = "True" if condition == sympy.true else self.truth(as_statement(condition))
        return f"lambda:({test},0),lambda:{self.term(branch)}"

    def _ranged(self, term: Any) -> str:
        """Finite sums and products term by term, integrals by quadrature; the bound variable is an argument of a function inside."""
        if len(term.limits) != 1 or len(term.limits[0]) != 3:
            raise NotCompiled(f"`{term}`")
        variable, lower, upper = term.limits[0]
        ends = ",".join("inf" if end == sympy.oo else "(-inf)" if end == -sympy.oo else self.term(end) for end in (lower, upper))
        outer = self.names.get(variable)
        self.names[variable] = f"b{len(self.names)}"
        try:
            inside = f"lambda {self.names[variable]}:{self.term(term.function)}"
        finally:
            del self.names[variable]
            if outer is not None:
                self.names[variable] = outer
        names = {sympy.Sum: "_sum", sympy.Product: "_product"}
        return f"{names.get(type(term), '_integral')}({inside},{ends})"


def finite_margin(f: Number, place: Sequence[float]) -> float:
    """The margin at `place`; minus infinity where it has none."""
    try:
        found = f(place)
    except FAILURES:
        return -math.inf
    return -math.inf if math.isnan(found) else found
