"""Norms of a vector of any dimension."""

from __future__ import annotations

from typing import Any

from sympy import Expr, sympify

from symbolic.language.errors import LanguageError


class dual_norm(Expr):
    """The norm of a column vector that is dual to the p-norm, for p = 1, 2 or oo: the sup norm, the 2-norm, the 1-norm (Hoelder)."""

    is_commutative = True
    is_extended_real = True

    def __new__(cls, vector: Any, p: Any) -> Any:
        vector, p = sympify(vector, strict=True), sympify(p, strict=True)
        if not getattr(vector, "is_Matrix", False) or vector.shape[1] != 1:
            raise LanguageError(f"`{vector}` in `dual_norm` is not a column vector: declare it MatrixSymbol(name, d, 1)")
        return super().__new__(cls, vector, p)

    def _latex(self, printer: Any) -> str:
        vector, p = map(printer._print, self.args)
        return rf"\left\lVert {vector} \right\rVert_{{{p}}}^{{*}}"


__all__ = ["dual_norm"]
