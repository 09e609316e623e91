"""Several probability distributions over the same outcomes, as the rows of one matrix, and what a minimum over them leaves over."""

from __future__ import annotations

from typing import Any

from sympy import Expr, MatrixSymbol, Min, sympify

from symbolic.language.errors import LanguageError


class Distributions(MatrixSymbol):
    """`Distributions(name, k, m)`: a k x m matrix whose rows are probability distributions, entries not negative and rows summing to 1."""


class QueryProbability(Expr):
    """1 - sum over columns of the smallest entry: what the minimum over several distributions leaves over, 0 for equal rows."""

    is_commutative = True
    is_extended_real = True

    def __new__(cls, models: Any) -> Any:
        models = sympify(models, strict=True)
        if not isinstance(models, Distributions):
            raise LanguageError(f"`{cls.__name__}({models})` needs rows that are distributions: declare them Distributions(name, k, m)")
        return super().__new__(cls, models)

    @property
    def definition(self) -> Any:
        """Entry by entry, for numbers of models and actions that are known."""
        models = self.args[0]
        rows, columns = models.shape
        if not (rows.is_Integer and columns.is_Integer):
            raise LanguageError(f"`{self}` is written out for known sizes only, not for `{rows}` x `{columns}`")
        return 1 - sum(Min(*(models[i, j] for i in range(rows))) for j in range(columns))

    def lower(self, scope: Any) -> int:
        """The instruction of this term."""
        return int(scope.add("query_probability", scope(self.args[0])))

    def _latex(self, printer: Any) -> str:
        return rf"1 - \sum_{{j}} \min_{{i}} {printer._print(self.args[0])}_{{i j}}"

    def _sympystr(self, printer: Any) -> str:
        return f"1 - sum_j min_i {printer._print(self.args[0])}[i, j]"


__all__ = ["Distributions", "QueryProbability"]
