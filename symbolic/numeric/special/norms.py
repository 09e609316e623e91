"""Dual norms, and inner products without cancellation: arrays of column vectors of shape (..., d, 1)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.language.special.norms import dual_norm
from symbolic.numeric.special.operations import Operation


def _one_number(*values: float) -> float:
    raise NotImplementedError("vectors are arrays")


def dual_norms(vector: Any, p: Any, out: Any = None) -> Any:
    """max |w_i| for p = 1, sqrt(sum w_i^2) for p = 2, sum |w_i| for p = inf; nan for any other p. Scaled against over- and underflow."""
    size = np.abs(vector[..., 0])
    largest = np.max(size, axis=-1)
    scale = np.where((largest > 0) & np.isfinite(largest), np.ldexp(1.0, np.frexp(largest)[1]), 1.0)
    euclidean = scale * np.sqrt(np.sum((size / scale[..., None]) ** 2, axis=-1))
    order = np.asarray(p, dtype=np.float64)
    values = np.select([order == 1, order == 2, order == math.inf], [largest, euclidean, np.sum(size, axis=-1)], np.nan)
    return values if out is None else np.copyto(out, values)


def dual_norm_ball(vector: Any, p: Any) -> Any:
    """The same on exact rational vectors and balls."""
    from flint import arb, fmpq

    from symbolic.numeric.ball_functions import Undefined, as_ball, square_root

    entries = [abs(vector[i, 0]) for i in range(vector.nrows())]
    if isinstance(p, arb) and not p.is_finite():
        return sum(entries, fmpq(0))
    if p == 2:
        return square_root(sum((e * e for e in entries), fmpq(0)))
    if p != 1:
        raise Undefined("a dual norm is for p = 1, 2 or infinity")
    if all(isinstance(e, fmpq) for e in entries):
        return max(entries)
    largest = as_ball(entries[0])
    for entry in entries[1:]:
        largest = largest.max(as_ball(entry))
    return largest


OPERATIONS = {"dual_norm": Operation(dual_norm, _one_number, dual_norms, dual_norm_ball)}
