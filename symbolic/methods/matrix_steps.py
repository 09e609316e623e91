"""Steps of derivations over matrices of any dimension:

by trace identities, with a numerical difference at d = 1 or 2 when they are wrong.
"""

from __future__ import annotations

import time
from typing import Any

from sympy import MatrixSymbol

from symbolic.claims.verdict import PROVED, REFUTED, UNDECIDED, Verdict
from symbolic.language.errors import LanguageError
from symbolic.trusted.kernel import base_trust
from symbolic.trusted.matrix_words import Letters, Outside
from symbolic.trusted.traces import differing_matrices, equal_for_every_dimension, trace_form

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
    return Verdict(PROVED, "trace identities", "exact", base_trust(), trace_form(after, letters), seconds=time.perf_counter() - start)


def _difference(before: Any, after: Any, letters: Letters) -> Verdict:
    sizes = sorted({s for m in before.atoms(MatrixSymbol) for size in m.shape for s in size.free_symbols}, key=str)
    scalars = sorted(
        (before.free_symbols | after.free_symbols) - before.atoms(MatrixSymbol) - after.atoms(MatrixSymbol) - set(sizes), key=str
    )
    for dimension in DIMENSIONS:
        given = {**dict.fromkeys(sizes, dimension), **dict.fromkeys(scalars, 2)}
        found = differing_matrices(before, after, letters, given)
        if found is not None:
            where = {str(name): str(value) for name, value in {**given, **found}.items()}
            return Verdict(
                REFUTED, "explicit matrices", counterexample=where, message="exact arithmetic on these matrices tells the sides apart"
            )
    return Verdict(UNDECIDED, message="the trace forms differ, and no small matrices tell the two sides apart")
