"""Distances from hyperplanes on arrays of column vectors of shape (..., d, 1): no digits are lost where w'x + b nearly vanishes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.language.special.norms import hyperplane_distance
from symbolic.numeric.special.double_double import SPLITTER
from symbolic.numeric.special.operations import Operation


def _one_number(*values: float) -> float:
    raise NotImplementedError("vectors are arrays")


def distances(weights: Any, point: Any, offset: Any, p: Any, out: Any = None) -> Any:
    """|w'x + b|/|w|_q; nan for weights that are all zero and for a p other than 1, 2 and inf."""
    with np.errstate(all="ignore"):
        norm = dual_norms(weights[..., 0], p)
        values = np.where(norm > 0, np.abs(affine(weights[..., 0], point[..., 0], offset)) / norm, np.nan)
    return values if out is None else np.copyto(out, values)


def dual_norms(vector: Any, p: Any) -> Any:
    """max |w_i| for p = 1, sqrt(sum w_i^2) for p = 2, sum |w_i| for p = inf; scaled against over- and underflow."""
    size = np.abs(vector)
    largest = np.max(size, axis=-1)
    scale = np.where((largest > 0) & np.isfinite(largest), np.ldexp(1.0, np.frexp(largest)[1] - 1), 1.0)
    euclidean = scale * np.sqrt(np.sum((size / scale[..., None]) ** 2, axis=-1))
    order = np.asarray(p, dtype=np.float64)
    return np.select([order == 1, order == 2, order == math.inf], [largest, euclidean, np.sum(size, axis=-1)], np.nan)


def affine(weights: Any, point: Any, offset: Any) -> Any:
    """w'x + b as if in twice the precision (Ogita, Rump and Oishi, Accurate sum and dot product, 2005, algorithm 5.3)."""
    weights, point = np.broadcast_arrays(weights, point)
    total: Any = np.asarray(offset, dtype=np.float64)
    lost: Any = 0.0
    for i in range(weights.shape[-1]):
        product, error = _exact_product(weights[..., i], point[..., i])
        following = total + product
        back = following - total
        lost = lost + (error + ((total - (following - back)) + (product - back)))
        total = following
    return np.where(np.isfinite(lost), total + lost, total)


def _exact_product(a: Any, b: Any) -> Any:
    high = a * b
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    return high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low


def _halves(a: Any) -> Any:
    scaled = SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high


def distance_ball(weights: Any, point: Any, offset: Any, p: Any) -> Any:
    """The same on exact rational vectors and balls."""
    from flint import arb, fmpq

    from symbolic.numeric.ball_functions import Undefined, as_ball, divide, square_root

    entries = [abs(weights[i, 0]) for i in range(weights.nrows())]
    infinite = isinstance(p, arb) and not p.is_finite()
    if all(isinstance(e, fmpq) and e == 0 for e in entries):
        raise Undefined("the distance from a hyperplane whose weights are all zero")
    if not (infinite or p in (1, 2)):
        raise Undefined("a distance in the p-norm for a p other than 1, 2 and infinity")
    if infinite:
        norm = sum(entries, fmpq(0))
    elif p == 2:
        norm = square_root(sum((e * e for e in entries), fmpq(0)))
    elif all(isinstance(e, fmpq) for e in entries):
        norm = max(entries)
    else:
        norm = as_ball(entries[0])
        for entry in entries[1:]:
            norm = norm.max(as_ball(entry))
    total = sum((weights[i, 0] * point[i, 0] for i in range(weights.nrows())), fmpq(0)) + offset
    return divide(abs(total), norm)


OPERATIONS = {"hyperplane_distance": Operation(hyperplane_distance, _one_number, distances, distance_ball)}
