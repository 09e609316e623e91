"""Distances in the p-norms from the boundary of a linear classifier, in any dimension."""

from __future__ import annotations

from typing import Any

from sympy import Expr, sympify

from symbolic.language.errors import LanguageError


class hyperplane_distance(Expr):
    """|w'x + b|/|w|_q, the distance in the p-norm from the point x to where w'x + b = 0, for p = 1, 2 or oo and 1/p + 1/q = 1.

    w and x are d x 1; undefined where w = 0.
    """

    is_commutative = True
    is_extended_real = True

    def __new__(cls, weights: Any, point: Any, offset: Any, p: Any) -> Any:
        weights, point, offset, p = (sympify(part, strict=True) for part in (weights, point, offset, p))
        for vector in (weights, point):
            if not getattr(vector, "is_Matrix", False) or vector.shape != (weights.shape[0], 1):
                raise LanguageError(f"`{vector}` in `hyperplane_distance` is not a column vector: declare it MatrixSymbol(name, d, 1)")
        return super().__new__(cls, weights, point, offset, p)

    def _latex(self, printer: Any) -> str:
        weights, point, offset, p = map(printer._print, self.args)
        return rf"\frac{{\left|{weights}^{{T}} {point} + {offset}\right|}}{{\left\lVert {weights} \right\rVert_{{{p}}}^{{*}}}}"


__all__ = ["hyperplane_distance"]
