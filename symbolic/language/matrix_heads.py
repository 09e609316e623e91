"""What a derivation about Gaussian vectors of any dimension says: expectations, log densities, products that are numbers.

All are scalar SymPy terms over matrix symbols; `definition` is what a term abbreviates. An expectation has none: moments give it.
`Explicit` says what any of them means entry by entry once the dimension is a number: the oracle for the algebra of words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy
from sympy import Determinant, Expr, Inverse, MatMul, MatrixSymbol, Rational, Symbol, Trace, Transpose, log, pi, preorder_traversal, sympify
from sympy.printing.precedence import PRECEDENCE

from symbolic.language.errors import LanguageError


class Scalar(Expr):
    """The entry of a 1 x 1 matrix such as x' S y: SymPy adds matrices to matrices only, so a product that is a number has to be named."""

    is_commutative = True
    is_extended_real = True

    def __new__(cls, matrix: Any) -> Any:
        matrix = sympify(matrix, strict=True)
        _require_shape("Scalar", matrix, (1, 1))
        return super().__new__(cls, matrix)

    @property
    def definition(self) -> Any:
        return Trace(self.args[0])

    @property
    def precedence(self) -> int:
        """How the printers bracket it: as the product that it shows."""
        return int(PRECEDENCE["Add" if self.args[0].is_MatAdd else "Mul"])

    def lower(self, scope: Any) -> int:
        """The instruction of this term."""
        return int(scope(self.definition))

    def _latex(self, printer: Any) -> str:
        return _bracketed(self.args[0], printer._print(self.args[0]), r"\left(", r"\right)")

    def _sympystr(self, printer: Any) -> str:
        return _bracketed(self.args[0], printer._print(self.args[0]), "(", ")")


def quadratic_form(vector: Any, matrix: Any) -> Any:
    """The number v' M v, with v' kept together where v is a sum."""
    return Scalar(MatMul(Transpose(vector), matrix, vector))


class LogDensity(Expr):
    """log of the density of N(mean, covariance) at `point`: -(d/2) log(2 pi) - log(det S)/2 - (x - m)' S^-1 (x - m)/2.

    `point` and `mean` are d x 1, `covariance` is d x d, symmetric positive definite.
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, point: Any, mean: Any, covariance: Any) -> Any:
        point, mean, covariance = sympify(point, strict=True), sympify(mean, strict=True), sympify(covariance, strict=True)
        _require_gaussian("LogDensity", point, mean, covariance)
        return super().__new__(cls, point, mean, covariance)

    @property
    def definition(self) -> Any:
        point, mean, covariance = self.args
        centred = point - mean
        return -Rational(1, 2) * (
            point.shape[0] * log(2 * pi) + log(Determinant(covariance)) + quadratic_form(centred, Inverse(covariance))
        )

    def lower(self, scope: Any) -> int:
        """The instruction of this term."""
        return int(scope(self.definition))

    def _latex(self, printer: Any) -> str:
        point, mean, covariance = map(printer._print, self.args)
        return rf"\log \mathcal{{N}}\left({point} \mid {mean}, {covariance}\right)"

    def _sympystr(self, printer: Any) -> str:
        point, mean, covariance = map(printer._print, self.args)
        return f"log N({point} | {mean}, {covariance})"


class Expectation(Expr):
    """The expectation of the number `expression` over x ~ N(mean, covariance); the d x 1 matrix symbol x is bound.

    Defined where `covariance` is symmetric positive semidefinite and the expression is integrable.
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, expression: Any, x: Any, mean: Any, covariance: Any) -> Any:
        expression, mean, covariance = sympify(expression, strict=True), sympify(mean, strict=True), sympify(covariance, strict=True)
        if not isinstance(x, MatrixSymbol):
            raise LanguageError(f"`{x}`, the variable of an expectation, is not a matrix symbol: declare it MatrixSymbol(name, d, 1)")
        if getattr(expression, "is_Matrix", False) or not isinstance(expression, Expr):
            raise LanguageError(f"`{expression}` is not a number: write Scalar(...) around a 1 x 1 product")
        _require_gaussian("Expectation", x, mean, covariance)
        if x in free_letters(mean) | free_letters(covariance):
            raise LanguageError(f"`{x}` is drawn from N({mean}, {covariance}), which depends on it: name the variable otherwise")
        return super().__new__(cls, expression, x, mean, covariance)

    @property
    def free_symbols(self) -> set[Any]:
        expression, x, mean, covariance = self.args
        return (set(expression.free_symbols) - {x}) | set(mean.free_symbols) | set(covariance.free_symbols)

    def _eval_subs(self, old: Any, new: Any) -> Any:
        if old == self.args[1]:
            return self
        if self.args[1] in free_letters(sympify(new, strict=True)):
            raise LanguageError(f"`{new}` put for `{old}` would be caught by the variable `{self.args[1]}` of `{self}`: rename that first")
        return None

    def _latex(self, printer: Any) -> str:
        expression, x, mean, covariance = map(printer._print, self.args)
        return rf"\mathbb{{E}}_{{{x} \sim \mathcal{{N}}({mean}, {covariance})}}\left[{expression}\right]"

    def _sympystr(self, printer: Any) -> str:
        expression, x, mean, covariance = map(printer._print, self.args)
        return f"E[{expression} | {x} ~ N({mean}, {covariance})]"


def free_letters(term: Any) -> set[Any]:
    """The matrix symbols that occur free in `term`."""
    if isinstance(term, Expectation):
        expression, x, mean, covariance = term.args
        return (free_letters(expression) - {x}) | free_letters(mean) | free_letters(covariance)
    if isinstance(term, MatrixSymbol):
        return {term}
    return set().union(*(free_letters(part) for part in term.args)) if term.args else set()


def unfold_matrix_heads(term: Any) -> Any:
    """`term` with every `LogDensity` replaced by its formula."""
    if not any(isinstance(part, LogDensity) for part in preorder_traversal(term)):
        return term
    rebuilt = term.func(*(unfold_matrix_heads(part) for part in term.args))
    return unfold_matrix_heads(rebuilt.definition) if isinstance(rebuilt, LogDensity) else rebuilt


@dataclass(frozen=True)
class Explicit:
    """Terms in a fixed dimension: `sizes` maps dimension symbols to integers, `values` some matrix symbols to SymPy matrices.

    Every other matrix symbol has the entries A[1,1], A[1,2], ..., shared across the diagonal for those in `symmetric`.
    """

    sizes: Mapping[Any, int]
    symmetric: frozenset[Any] = frozenset()
    values: Mapping[Any, Any] = field(default_factory=dict)

    def number(self, term: Any) -> Any:
        """The number as a scalar SymPy term in the entries. Raises `LanguageError` for what has no such meaning here."""
        term = sympify(term, strict=True)
        if isinstance(term, Expectation):
            return self._expectation(term)
        if hasattr(term, "definition"):
            return self.number(term.definition)
        if isinstance(term, Trace):
            return self.matrix(term.arg).trace()
        if isinstance(term, Determinant):
            return sympy.expand(self.matrix(term.arg).det(method="berkowitz"))
        if getattr(term, "is_Matrix", False):
            _require_shape("number", term, (1, 1))
            return self.matrix(term)[0, 0]
        if isinstance(term, Symbol):
            return sympify(self.sizes.get(term, term), strict=True)
        value = term.func(*(self.number(part) for part in term.args)) if term.args else term
        if value.has(sympy.oo, -sympy.oo, sympy.zoo, sympy.nan):
            raise LanguageError(f"`{term}` is not defined here: it comes out as {value}")
        return value

    def matrix(self, term: Any) -> Any:
        """The matrix with its entries."""
        if isinstance(term, MatrixSymbol):
            return self.values[term] if term in self.values else self._entries(term)
        if isinstance(term, sympy.Identity):
            return sympy.eye(int(self.number(term.rows)))
        if isinstance(term, Transpose):
            return self.matrix(term.arg).T
        if isinstance(term, Inverse):
            return self._inverse(term.arg)
        if isinstance(term, sympy.MatPow) and term.exp.is_Integer:
            base = self._inverse(term.base) if term.exp < 0 else self.matrix(term.base)
            return base ** abs(int(term.exp))
        if isinstance(term, sympy.MatAdd | MatMul):
            parts = [self.matrix(part) if part.is_Matrix else self.number(part) for part in term.args]
            return _folded(parts, isinstance(term, MatMul))
        raise LanguageError(f"`{term}` has no entries here: only sums, products, transposes and inverses of matrix symbols have")

    def _inverse(self, term: Any) -> Any:
        matrix = self.matrix(term)
        determinant = matrix.det(method="berkowitz")
        if determinant == 0:
            raise LanguageError(f"`{term}` is singular here, and its inverse is asked for")
        return matrix.adjugate() / determinant

    def _entries(self, term: Any) -> Any:
        def entry(row: int, column: int) -> Any:
            i, j = sorted((row, column)) if term in self.symmetric else (row, column)
            return Symbol(f"{term.name}[{i + 1},{j + 1}]", real=True)

        return sympy.Matrix(*(int(self.number(size)) for size in term.shape), entry)

    def _expectation(self, term: Any) -> Any:
        """E p(x) = p(m) + sum of S_ij p_ij / 2 for a polynomial p of degree two with second derivatives p_ij: E (x-m)_i (x-m)_j = S_ij."""
        body, x, mean, covariance = term.args
        entries = list(self._entries(x))
        polynomial = replace(self, values={k: v for k, v in self.values.items() if k != x}).number(body)
        curvature = sympy.hessian(polynomial, entries).applyfunc(sympy.expand)
        if curvature.free_symbols & set(entries):
            raise LanguageError(f"`{body}` is not a polynomial of degree two in `{x}`")
        spread = sum((s * c for s, c in zip(self.matrix(covariance), curvature, strict=True)), sympy.Integer(0))
        return polynomial.subs(dict(zip(entries, self.matrix(mean), strict=True)), simultaneous=True) + spread / 2


def _folded(parts: list[Any], product: bool) -> Any:
    result = parts[0]
    for part in parts[1:]:
        result = result * part if product else result + part
    return result


def _bracketed(matrix: Any, text: str, left: str, right: str) -> str:
    return f"{left}{text}{right}" if matrix.is_MatAdd else text


def _require_shape(name: str, matrix: Any, shape: tuple[Any, Any]) -> None:
    if not getattr(matrix, "is_Matrix", False) or tuple(matrix.shape) != shape:
        found = " x ".join(map(str, matrix.shape)) if getattr(matrix, "is_Matrix", False) else "a number"
        raise LanguageError(f"`{matrix}` in `{name}` is {found}; it has to be {shape[0]} x {shape[1]}")


def _require_gaussian(name: str, point: Any, mean: Any, covariance: Any) -> None:
    if not getattr(point, "is_Matrix", False):
        raise LanguageError(f"`{point}` in `{name}` is a number where a d x 1 matrix is expected")
    size = point.shape[0]
    for vector in (point, mean):
        _require_shape(name, vector, (size, 1))
    _require_shape(name, covariance, (size, size))


__all__ = ["Expectation", "Explicit", "LogDensity", "Scalar", "free_letters", "quadratic_form", "unfold_matrix_heads"]
