"""Named terms of symmetric positive definite matrices that floating point needs and SymPy lacks, each with its exact definition.

All are SymPy terms for symbolic dimension: proofs unfold `definition`, the back ends call an accurate routine.
"""

from __future__ import annotations

from typing import Any

from sympy import Determinant, Expr, Inverse, MatrixExpr, Trace, log, sympify

from symbolic.language.errors import LanguageError
from symbolic.numeric.scope import Scope


def _same_square(name: str, *matrices: Any) -> None:
    for matrix in matrices:
        if not getattr(matrix, "is_Matrix", False) or matrix.shape[0] != matrix.shape[1] or matrix.shape != matrices[0].shape:
            raise LanguageError(f"`{name}({', '.join(map(str, matrices))})` needs square matrices of one size")


class MatrixSqrt(MatrixExpr):
    """The symmetric positive semidefinite square root of a symmetric positive semidefinite matrix: MatrixSqrt(S)^2 = S."""

    def __new__(cls, matrix: Any) -> Any:
        matrix = sympify(matrix, strict=True)
        _same_square(cls.__name__, matrix)
        return super().__new__(cls, matrix)

    @property
    def shape(self) -> Any:
        return self.args[0].shape

    def _eval_transpose(self) -> Any:
        return self

    def lower(self, scope: Scope) -> int:
        """The instruction of this term."""
        return scope.add("matrix_root", scope(self.args[0]))


class LogDetDivergence(Expr):
    """trace(B^-1 A) - log det A + log det B - d, for symmetric positive definite A and B of size d; Stein's loss.

    It is the sum of m - 1 - log m over the eigenvalues m of B^-1 A, so never negative and zero only for A = B; half of it is the divergence
    of N(0, A) from N(0, B). James and Stein, Estimation with quadratic loss, 1961; Kulis, Sustik and Dhillon, Low-rank kernel learning with
    Bregman matrix divergences, 2009, section 3.1.
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, first: Any, second: Any) -> Any:
        first, second = sympify(first, strict=True), sympify(second, strict=True)
        _same_square(cls.__name__, first, second)
        return super().__new__(cls, first, second)

    @property
    def definition(self) -> Any:
        first, second = self.args
        return Trace(Inverse(second) * first) - log(Determinant(first)) + log(Determinant(second)) - first.shape[0]

    def lower(self, scope: Scope) -> int:
        """The instruction of this term."""
        return scope.add("log_det_divergence", *(scope(a) for a in self.args))


class BuresSquared(Expr):
    """trace(A + B - 2 (B^1/2 A B^1/2)^1/2), for symmetric positive definite A and B: the squared Bures-Wasserstein distance.

    Never negative and zero only for A = B. Bhatia, Jain and Lim, On the Bures-Wasserstein distance between positive definite matrices,
    2019, equation (1).
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, first: Any, second: Any) -> Any:
        first, second = sympify(first, strict=True), sympify(second, strict=True)
        _same_square(cls.__name__, first, second)
        return super().__new__(cls, first, second)

    @property
    def definition(self) -> Any:
        first, second = self.args
        root = MatrixSqrt(second)
        return Trace(first + second - 2 * MatrixSqrt(root * first * root))

    def lower(self, scope: Scope) -> int:
        """The instruction of this term."""
        return scope.add("bures_squared", *(scope(a) for a in self.args))


MATRIX_TERMS = (MatrixSqrt, LogDetDivergence, BuresSquared)


def unfold_matrix_terms(term: Any) -> Any:
    """`term` with `LogDetDivergence` and `BuresSquared` replaced by their definitions."""
    return term.replace(lambda t: isinstance(t, LogDetDivergence | BuresSquared), lambda t: t.definition)
