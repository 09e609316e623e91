"""Sums of squares by Gram matrices: a polynomial as the sum of generators times z^T Q z, with positive definite Q found numerically.

Semidefinite feasibility is solved by Newton's method for a logarithmic barrier (Boyd and Vandenberghe, Convex Optimization, 2004, chapter
11); the solution in the interior is rounded to rationals and put back exactly upon the linear equations (Peyrl and Parrilo, Theoretical
Computer Science 409, 2008). Where the polynomial vanishes at a point that the generators allow, each square does: the basis is cut down.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy
from flint import fmpq, fmpq_mat

Exponents = tuple[int, ...]
Poly = dict[Exponents, Fraction]
STEPS = 60
MOST_COLUMNS = 240
ENOUGH = 1e-7
DENOMINATORS = (16, 720, 10**4, 10**7)


def multiply(left: Poly, right: Poly) -> Poly:
    found: Poly = {}
    for one, a in left.items():
        for other, b in right.items():
            key = tuple(i + j for i, j in zip(one, other, strict=True))
            found[key] = found.get(key, Fraction(0)) + a * b
    return {key: c for key, c in found.items() if c}


def gram(
    target: Poly, blocks: list[tuple[Poly, list[Poly]]], free: list[Poly]
) -> tuple[list[list[tuple[Fraction, Poly]]], list[Fraction]] | None:
    """For each block (generator, basis) the squares (coefficient, polynomial), and the coefficients of the `free` polynomials."""
    columns, places = [], []
    for number, (generator, basis) in enumerate(blocks):
        for i, first in enumerate(basis):
            for j in range(i, len(basis)):
                product = multiply(generator, multiply(first, basis[j]))
                columns.append({m: c * (1 if i == j else 2) for m, c in product.items()})
                places.append((number, i, j))
    columns += free
    rows = sorted({m for column in (*columns, target) for m in column})
    if not columns or len(columns) > MOST_COLUMNS:
        return None
    index = {m: i for i, m in enumerate(rows)}
    matrix = numpy.zeros((len(rows), len(columns)))
    for j, column in enumerate(columns):
        for m, c in column.items():
            matrix[index[m], j] = float(c)
    right = numpy.array([float(target.get(m, 0)) for m in rows])
    start, *_ = numpy.linalg.lstsq(matrix, right, rcond=None)
    if numpy.abs(matrix @ start - right).max() > 1e-8 * max(1.0, numpy.abs(right).max()):
        return None
    try:
        values = _interior(matrix, start, places, [len(basis) for _, basis in blocks])
    except numpy.linalg.LinAlgError:
        return None
    if values is None:
        return None
    for denominator in DENOMINATORS:
        exact = _exact(columns, rows, target, [Fraction(round(v * denominator), denominator) for v in values])
        squares = None if exact is None else _all_squares(exact, places, blocks)
        if exact is not None and squares is not None:
            return squares, exact[len(places) :]
    return None


def _interior(matrix: Any, start: Any, places: list[Any], sizes: list[int]) -> Any:
    """A solution with positive definite blocks; None when Newton's method finds none."""
    _, singular, rows = numpy.linalg.svd(matrix)
    rank = int((singular > 1e-9 * singular[0]).sum())
    directions = rows[rank:]
    basis = [_matrices(directions, places, number, size) for number, size in enumerate(sizes)]
    origin = [_matrices(start[None], places, number, size)[0] for number, size in enumerate(sizes)]
    scale = max(1.0, max((float(numpy.abs(o).max()) for o in origin), default=1.0))
    shift, point = 2 * scale * max(sizes), numpy.zeros(len(directions))
    weight = 1.0 / scale
    for _ in range(STEPS):
        gradient, hessian = numpy.zeros(len(point) + 1), numpy.zeros((len(point) + 1,) * 2)
        gradient[-1] = weight
        for o, b, size in zip(origin, basis, sizes, strict=True):
            inverse = numpy.linalg.inv(o + numpy.tensordot(point, b, 1) + shift * numpy.eye(size))
            every = numpy.concatenate([b, numpy.eye(size)[None]])
            turned = inverse @ every
            gradient -= numpy.trace(turned, axis1=1, axis2=2)
            hessian += numpy.einsum("iab,jba->ij", turned, turned, optimize=True)
        ridge = 1e-6 / scale**2
        gradient[:-1] += ridge * point
        hessian += ridge * numpy.eye(len(hessian))
        step = -numpy.linalg.solve(hessian, gradient)
        length = 1.0
        while length > 1e-6 and not _positive(origin, basis, point + length * step[:-1], shift + length * step[-1]):
            length *= 0.7
        point, shift = point + 0.9 * length * step[:-1], shift + 0.9 * length * step[-1]
        if shift < -1e-3 * scale or (shift < -ENOUGH * scale and weight > 1e6):
            break
        weight *= 1.6
    return start + point @ directions if shift < -ENOUGH * scale else None


def _positive(origin: list[Any], basis: list[Any], point: Any, shift: float) -> bool:
    try:
        for o, b in zip(origin, basis, strict=True):
            numpy.linalg.cholesky(o + numpy.tensordot(point, b, 1) + shift * numpy.eye(len(o)))
    except numpy.linalg.LinAlgError:
        return False
    return True


def _matrices(vectors: Any, places: list[Any], number: int, size: int) -> Any:
    found = numpy.zeros((len(vectors), size, size))
    for column, (block, i, j) in enumerate(places):
        if block == number:
            found[:, i, j] = found[:, j, i] = vectors[:, column]
    return found


def _exact(columns: list[Poly], rows: list[Exponents], target: Poly, values: list[Fraction]) -> list[Fraction] | None:
    """The nearest solution of the linear equations, exactly."""
    index = {m: i for i, m in enumerate(rows)}
    full = fmpq_mat(len(rows), len(columns) + 1)
    for j, column in enumerate((*columns, target)):
        for m, c in column.items():
            full[index[m], j] = fmpq(c.numerator, c.denominator)
    reduced, rank = full.rref()
    count = len(columns)
    matrix = fmpq_mat([[reduced[i, j] for j in range(count)] for i in range(rank)])
    guess = fmpq_mat([[fmpq(v.numerator, v.denominator)] for v in values])
    wanted = fmpq_mat([[reduced[i, count]] for i in range(rank)])
    transposed = matrix.transpose()
    try:
        solved = guess + transposed * (matrix * transposed).solve(wanted - matrix * guess)
    except ZeroDivisionError:
        return None
    return [Fraction(int(solved[i, 0].p), int(solved[i, 0].q)) for i in range(count)]


def _all_squares(
    values: list[Fraction], places: list[Any], blocks: list[tuple[Poly, list[Poly]]]
) -> list[list[tuple[Fraction, Poly]]] | None:
    found = []
    for number, (_, basis) in enumerate(blocks):
        size = len(basis)
        q = [[Fraction(0)] * size for _ in range(size)]
        for value, (block, i, j) in zip(values, places, strict=False):
            if block == number:
                q[i][j] = q[j][i] = value
        squares = _squares(q, basis)
        if squares is None:
            return None
        found.append(squares)
    return found


def _squares(q: list[list[Fraction]], basis: list[Poly]) -> list[tuple[Fraction, Poly]] | None:
    """Completing squares; None when the matrix is not positive semidefinite."""
    found = []
    for i in range(len(basis)):
        pivot = q[i][i]
        if pivot < 0 or (pivot == 0 and any(q[i][j] for j in range(i, len(basis)))):
            return None
        if pivot == 0:
            continue
        line: Poly = {}
        for j in range(i, len(basis)):
            for m, c in basis[j].items():
                line[m] = line.get(m, Fraction(0)) + c * q[i][j] / pivot
        found.append((pivot, {m: c for m, c in line.items() if c}))
        for j in range(i + 1, len(basis)):
            for k in range(j, len(basis)):
                q[j][k] = q[k][j] = q[j][k] - q[i][j] * q[i][k] / pivot
    return found
