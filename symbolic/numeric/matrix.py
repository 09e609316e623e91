"""From SymPy matrix expressions, of symbolic or fixed dimension, to instructions on whole matrices.

A column vector is a matrix with one column here, as in SymPy; callers see it with one axis. Inverses that multiply become linear solves.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic.language.errors import LanguageError
from symbolic.numeric.program import Argument
from symbolic.numeric.scope import Scope


def argument_of(symbol: Any) -> Argument:
    """The argument that a symbol declares: a `MatrixSymbol` with one column is a vector, a plain `Symbol` a scalar."""
    if not isinstance(symbol, sp.MatrixSymbol):
        return Argument(str(symbol.name))
    rows, columns = (int(n) if n.is_Integer else str(n) for n in symbol.shape)
    return Argument(str(symbol.name), (rows,) if columns == 1 else (rows, columns))


def dimensions_of(arguments: Any) -> frozenset[Any]:
    """The symbols that stand for a size in the shapes of matrix symbols."""
    found: set[Any] = set()
    for symbol in arguments:
        if isinstance(symbol, sp.MatrixSymbol):
            for size in symbol.shape:
                if not (size.is_Integer or size.is_Symbol):
                    raise LanguageError(f"`{symbol}` has the dimension `{size}`: a dimension is one symbol or a whole number")
                found |= size.free_symbols
    return frozenset(found)


def lower_matrix(scope: Scope, expression: Any) -> int:
    """The instruction of a matrix expression. Raises `LanguageError` for one that has no numeric meaning here."""
    match expression:
        case sp.MatrixSymbol():
            if expression not in scope.places:
                raise LanguageError(f"`{expression}` is not an argument: add it to the arguments")
            return scope.places[expression]
        case sp.MatAdd():
            return _sum(scope, expression)
        case sp.MatMul():
            return _product(scope, expression)
        case sp.Transpose():
            return scope.add("transpose", scope(expression.arg))
        case sp.Inverse():
            return scope.add("inverse", scope(expression.arg))
        case sp.MatPow() if expression.exp.is_Integer:
            base = sp.Inverse(expression.base) if expression.exp < 0 else expression.base
            return scope.builder.fold("matrix_multiply", [scope(base)] * abs(int(expression.exp)))
        case sp.Identity():
            return scope.add("identity", payload=_size(expression.shape[0]))
        case sp.ZeroMatrix():
            return scope.add("zero", payload=tuple(_size(n) for n in expression.shape))
    if hasattr(expression, "lower"):
        return int(expression.lower(scope))
    raise LanguageError(f"`{expression}`: `{type(expression).__name__}` has no numeric routine for matrices")


def lower_entry(scope: Scope, expression: Any) -> int:
    """One entry of a matrix, at fixed indices."""
    matrix, row, column = expression.args
    if not (row.is_Integer and column.is_Integer):
        raise LanguageError(f"`{expression}`: an entry needs whole numbers as indices")
    return scope.add("entry", scope(matrix), payload=(int(row), int(column)))


def _size(size: Any) -> str | int:
    return int(size) if size.is_Integer else str(size)


def _sum(scope: Scope, expression: Any) -> int:
    terms = []
    for term in expression.args:
        coefficient, rest = term.as_coeff_mmul() if isinstance(term, sp.MatMul) else (sp.S.One, term)
        terms.append((coefficient, rest))
    terms.sort(key=lambda pair: bool(pair[0].could_extract_minus_sign()))  # x - y rather than -y + x
    total: int | None = None
    for coefficient, rest in terms:
        if total is not None and coefficient == -1:
            total = scope.add("matrix_add", total, scope(rest), payload=-1)
            continue
        value = scope(rest) if coefficient == 1 else scope.add("matrix_scale", scope(coefficient), scope(rest))
        total = value if total is None else scope.add("matrix_add", total, value, payload=1)
    assert total is not None
    return total


def _product(scope: Scope, expression: Any) -> int:
    """A product from the right when that end is a vector, from the left otherwise; A^-1 B solves A X = B."""
    coefficient, matrices = expression.as_coeff_matrices()
    if matrices[-1].shape[1] != 1 and matrices[0].shape[0] == 1:
        return scope.add("transpose", scope(sp.Transpose(expression).doit()))
    total = scope(matrices[-1])
    for matrix in reversed(matrices[:-1]):
        if isinstance(matrix, sp.Inverse):
            total = scope.add("solve", scope(matrix.arg), total)
        else:
            total = scope.add("matrix_multiply", scope(matrix), total)
    return total if coefficient == 1 else scope.add("matrix_scale", scope(coefficient), total)


__all__ = ["MatrixElement", "argument_of", "dimensions_of", "lower_entry", "lower_matrix"]
