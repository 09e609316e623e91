"""What a derivation about Gaussian vectors of any dimension says: expectations, log densities, products that are numbers.

All are scalar SymPy terms over matrix symbols; `definition` is what a term abbreviates. An expectation has none: moments give it.
"""

from __future__ import annotations

from typing import Any

from sympy import Determinant, Expr, Inverse, MatrixSymbol, Rational, Trace, Transpose, log, pi, preorder_traversal, sympify
from sympy.printing.precedence import PRECEDENCE

from symbolic.language.errors import LanguageError


class Scalar(Expr):
    """The entry of a 1 x 1 matrix such as x' S y. SymPy adds numbers to numbers only, so a product that is a number has to be named as one."""

    is_commutative = True
    is_extended_real = True

    def __new__(cls, matrix: Any) -> Any:
        matrix = sympify(matrix)
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


class LogDensity(Expr):
    """log of the density of N(mean, covariance) at `point`: -(d/2) log(2 pi) - log(det S)/2 - (x - m)' S^-1 (x - m)/2.

    `point` and `mean` are d x 1, `covariance` is d x d, symmetric positive definite.
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, point: Any, mean: Any, covariance: Any) -> Any:
        point, mean, covariance = sympify(point), sympify(mean), sympify(covariance)
        _require_gaussian("LogDensity", point, mean, covariance)
        return super().__new__(cls, point, mean, covariance)

    @property
    def definition(self) -> Any:
        point, mean, covariance = self.args
        centred = point - mean
        distance = Scalar(Transpose(centred) * Inverse(covariance) * centred)
        return -Rational(1, 2) * (point.shape[0] * log(2 * pi) + log(Determinant(covariance)) + distance)

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
        expression, mean, covariance = sympify(expression), sympify(mean), sympify(covariance)
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
        if self.args[1] in free_letters(sympify(new)):
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
    """`term` with `Scalar` and `LogDensity` replaced by what they abbreviate."""
    if not any(isinstance(part, Scalar | LogDensity) for part in preorder_traversal(term)):
        return term
    rebuilt = term.func(*(unfold_matrix_heads(part) for part in term.args))
    return unfold_matrix_heads(rebuilt.definition) if isinstance(rebuilt, Scalar | LogDensity) else rebuilt


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


__all__ = ["Expectation", "LogDensity", "Scalar", "free_letters", "unfold_matrix_heads"]
