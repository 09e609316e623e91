"""Steps of derivations over matrices of any dimension: by trace identities, with a numerical difference at d = 1 or 2 when they are wrong."""

from __future__ import annotations

import time
from typing import Any

from sympy import MatrixSymbol

from symbolic.claims.verdict import PROVED, REFUTED, UNDECIDED, Verdict
from symbolic.language.errors import LanguageError
from symbolic.trusted.matrix_words import Letters, Outside
from symbolic.trusted.traces import equal_for_every_dimension, equal_in_dimension, trace_form

DIMENSIONS = (1, 2)


def check_matrix_step(before: Any, after: Any, positive_definite: tuple[str, ...]) -> Verdict:
    """`proved` by equal trace forms; `refuted` when the two differ entry by entry in some small dimension; else `undecided`."""
    start = time.perf_counter()
    matrices = before.atoms(MatrixSymbol) | after.atoms(MatrixSymbol)
    letters = Letters(positive_definite=frozenset(m for m in matrices if m.name in positive_definite))
    try:
        equal = equal_for_every_dimension(before, after, letters)
        if not equal:
            return _difference(before, after, letters)
    except (Outside, LanguageError) as error:
        return Verdict(UNDECIDED, message=str(error), seconds=time.perf_counter() - start)
    trusts = ("python-flint", "symbolic.trusted")
    return Verdict(PROVED, "trace identities", "exact", trusts, trace_form(after, letters), seconds=time.perf_counter() - start)


def _difference(before: Any, after: Any, letters: Letters) -> Verdict:
    sizes = sorted({s for m in before.atoms(MatrixSymbol) for size in m.shape for s in size.free_symbols}, key=str)
    for dimension in DIMENSIONS:
        if not equal_in_dimension(before, after, letters, dict.fromkeys(sizes, dimension)):
            where = {str(size): str(dimension) for size in sizes}
            return Verdict(REFUTED, "explicit matrices", counterexample=where, message="the two sides are different polynomials in the entries")
    return Verdict(UNDECIDED, message="the trace forms differ, the entries in small dimensions do not")
