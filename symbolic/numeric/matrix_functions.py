"""Batched linear algebra that answers nan, for that batch element only, where `numpy.linalg` would raise for the whole batch.

Each function takes float64 arrays of shapes (..., n, n), or (..., n, m), whose leading axes broadcast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from symbolic.numeric.accurate import log1pmx_array

ASYMMETRY = 2.0**-40  # rounding of A S A' in float64 stays well below this part of the largest entry
IMBALANCE = 2.0**-40  # rounding of a distribution that is computed in float64 stays well below this


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` of matrices; where it raises LinAlgError for a batch, one matrix at a time, with nan for those that fail."""

    def apply(*matrices: Any) -> Any:
        try:
            return function(*matrices)
        except np.linalg.LinAlgError:
            return _one_by_one(function, matrices)

    return apply


def _one_by_one(function: Callable[..., Any], matrices: tuple[Any, ...]) -> Any:
    batch = np.broadcast_shapes(*(m.shape[:-2] for m in matrices))
    spread = [np.broadcast_to(m, batch + m.shape[-2:]) for m in matrices]
    sample = function(*(np.broadcast_to(np.eye(*m.shape[-2:]), m.shape[-2:]) for m in matrices))
    single = not isinstance(sample, tuple)
    parts = [np.full(batch + part.shape, np.nan) for part in ((sample,) if single else sample)]
    for index in np.ndindex(batch):
        try:
            result = function(*(m[index] for m in spread))
        except np.linalg.LinAlgError:
            continue
        for part, value in zip(parts, (result,) if single else result, strict=True):
            part[index] = value
    return parts[0] if single else tuple(parts)


def _solve(matrix: Any, right: Any) -> Any:
    """NumPy 1 takes a right side of one axis fewer for a stack of vectors."""
    missing = max(matrix.ndim - right.ndim, 0)
    return np.linalg.solve(matrix, right.reshape((1,) * missing + right.shape))


cholesky = guarded(np.linalg.cholesky)
solve = guarded(_solve)
inverse = guarded(np.linalg.inv)
eigenvalues = guarded(np.linalg.eigvalsh)
eigensystem = guarded(lambda matrix: tuple(np.linalg.eigh(matrix)))
singular_values = guarded(lambda matrix: np.linalg.svd(matrix, compute_uv=False))
singular_system = guarded(lambda matrix: tuple(np.linalg.svd(matrix)))


def transposed(matrix: Any) -> Any:
    """The transpose of the last two axes."""
    return np.swapaxes(matrix, -1, -2)


def is_symmetric(matrix: Any) -> Any:
    """Whether each matrix is symmetric up to rounding: no difference above 2^-40 of its largest entry."""
    size = np.max(np.abs(matrix), axis=(-1, -2))
    return np.max(np.abs(matrix - transposed(matrix)), axis=(-1, -2)) <= ASYMMETRY * size


def is_positive_definite(matrix: Any) -> Any:
    """Whether each symmetric matrix has a Cholesky factor."""
    return np.all(np.isfinite(cholesky(matrix)), axis=(-1, -2))


def symmetrised(matrix: Any) -> Any:
    """The symmetric part; the halves are exact, so a symmetric matrix does not change."""
    return 0.5 * matrix + 0.5 * transposed(matrix)


def root(matrix: Any) -> Any:
    """The symmetric square root of a symmetric positive semidefinite matrix; nan where an eigenvalue is negative beyond rounding."""
    values, vectors = eigensystem(matrix)
    floor = -8 * matrix.shape[-1] * np.finfo(np.float64).eps * np.max(np.abs(values), axis=-1, keepdims=True)
    roots = np.where(values >= floor, np.sqrt(np.maximum(values, 0.0)), np.nan)
    return (vectors * roots[..., None, :]) @ transposed(vectors)


def log_determinant(matrix: Any) -> Any:
    """log det; nan where the determinant is negative, -inf where it is zero."""
    sign, size = np.linalg.slogdet(matrix)
    return np.where(sign >= 0, size, np.nan)


def log_det_divergence(first: Any, second: Any) -> Any:
    """The sum of m - 1 - log m over the eigenvalues m of B^-1 A, to full relative precision also where A is nearly B.

    With B = L L', m - 1 are the eigenvalues of L^-1 (A - B) L'^-1, whose entries are small without cancellation, and m are the squared
    singular values of L^-1 chol(A), exact where m is small. Both lists ascend, so that each term takes the better of its two.
    """
    lower = cholesky(second)
    left = solve(lower, first - second)
    excess = eigenvalues(symmetrised(solve(lower, transposed(left))))
    scale = singular_values(solve(lower, cholesky(first)))[..., ::-1]
    with np.errstate(all="ignore"):
        small = scale * scale < 0.5
        terms = np.where(small, (scale * scale - 1) - 2 * np.log(scale), -log1pmx_array(np.where(small, 0.0, excess)))
    return np.sum(terms, axis=-1)


def bures_squared(first: Any, second: Any) -> Any:
    """trace(A + B - 2 (B^1/2 A B^1/2)^1/2), to full relative precision also where A is nearly B.

    Let M = B^1/2 A B^1/2 and Y = M^1/2 - B. Then B Y + Y M^1/2 = M - B^2 = B^1/2 (A - B) B^1/2, a Sylvester equation in whose
    solution nothing cancels, and the value is the squared Frobenius norm of B^-1/2 Y (for (B^-1/2 M^1/2 B^-1/2 - 1) is symmetric and moves
    N(0, B) to N(0, A): Bhatia, Jain and Lim 2019, section 2). B^1/2 = V s V' comes from the singular values of a Cholesky factor, M^1/2 =
    W r W' from those of chol(A)' B^1/2, so neither takes the root of a rounded eigenvalue. In these bases B^-1/2 Y has the entries
    (V' (A - B) V s V' W)_ij / (s_i^2 + r_j).
    """
    left, scale, _ = singular_system(cholesky(second))
    half = (left * scale[..., None, :]) @ transposed(left)
    _, radius, right = singular_system(transposed(cholesky(first)) @ half)
    rotated = transposed(left) @ (first - second) @ left
    numerator = (rotated * scale[..., None, :]) @ (transposed(left) @ transposed(right))
    terms = numerator / (scale[..., :, None] ** 2 + radius[..., None, :])
    return np.sum(terms * terms, axis=(-1, -2))


def has_unit_rows(matrix: Any) -> Any:
    """Whether each row of a matrix sums to 1 up to rounding."""
    return np.all(np.abs(np.sum(matrix, axis=-1) - 1) <= IMBALANCE, axis=-1)


def query_probability(models: Any) -> Any:
    """1 - sum of the smallest entries of the columns, for rows that sum to 1, to full relative precision also where rows are nearly equal.

    It is the average over rows of what each has beyond the smallest entries: differences that are exact where entries are close, and
    none of them negative. Equal rows give 0, whatever their rounding.
    """
    return np.sum(np.mean(models - np.min(models, axis=-2, keepdims=True), axis=-2), axis=-1)
