"""Each matrix operation on exact rational matrices (`flint.fmpq_mat`) and matrices of balls (`flint.arb_mat`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from flint import acb_mat, arb, arb_mat, fmpq, fmpq_mat

from symbolic.language.errors import LanguageError
from symbolic.numeric.ball_functions import Undecided, Undefined, checked, logarithm, square_root
from symbolic.numeric.dimensions import core_size


def exact_matrix(rows: Sequence[Sequence[Fraction]]) -> Any:
    """A rational matrix. Raises `LanguageError` for rows of different lengths."""
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        raise LanguageError(f"the rows of a matrix have different lengths: {sorted(widths)}")
    return fmpq_mat([[fmpq(entry.numerator, entry.denominator) for entry in row] for row in rows])


def matched(*matrices: Any) -> list[Any]:
    """All as rational matrices, or all as matrices of balls."""
    if all(isinstance(m, fmpq_mat) for m in matrices):
        return list(matrices)
    return [m if isinstance(m, arb_mat) else arb_mat(m) for m in matrices]


def add(sign: int, sizes: dict[str, int], a: Any, b: Any) -> Any:
    """a + b, or a - b for sign -1."""
    a, b = matched(a, b)
    return a + b if sign == 1 else a - b


def scale(factor: Any, matrix: Any) -> Any:
    """factor * matrix."""
    if isinstance(factor, arb) and isinstance(matrix, fmpq_mat):
        matrix = arb_mat(matrix)
    return matrix * factor


def solve(matrix: Any, right: Any) -> Any:
    """matrix^-1 right."""
    matrix, right = matched(matrix, right)
    try:
        return matrix.solve(right)
    except ZeroDivisionError:
        raise _singular(matrix) from None


def inverse(matrix: Any) -> Any:
    """matrix^-1."""
    try:
        return matrix.inv()
    except ZeroDivisionError:
        raise _singular(matrix) from None


def _singular(matrix: Any) -> ArithmeticError:
    return Undefined("a singular matrix") if isinstance(matrix, fmpq_mat) else Undecided("a matrix that may be singular")


def trace(matrix: Any) -> Any:
    """The sum of the diagonal."""
    return sum((matrix[i, i] for i in range(matrix.nrows())), fmpq(0))


def leading_minors(matrix: Any) -> list[Any]:
    """The determinants of the leading principal submatrices."""
    table = matrix.tolist()
    return [type(matrix)([row[:size] for row in table[:size]]).det() for size in range(1, matrix.nrows() + 1)]


def is_positive_definite(matrix: Any) -> bool:
    """Sylvester's criterion, exact."""
    return all(minor > 0 for minor in leading_minors(matrix))


def log_det_divergence(a: Any, b: Any) -> Any:
    """trace(B^-1 A) - log det(B^-1 A) - d, by that definition."""
    a, b = matched(a, b)
    if _same(a, b):
        return fmpq(0)
    ratio = solve(b, a)
    return trace(ratio) - logarithm(ratio.det()) - a.nrows()


def bures_squared(a: Any, b: Any) -> Any:
    """trace(A) + trace(B) - 2 sum sqrt(eigenvalues of A B), which are those of B^1/2 A B^1/2."""
    a, b = matched(a, b)
    if _same(a, b):
        return fmpq(0)
    return trace(a) + trace(b) - 2 * trace_of_root(a * b)


def trace_of_root(matrix: Any) -> Any:
    """The sum of the square roots of the eigenvalues of a matrix whose eigenvalues are positive reals."""
    size = matrix.nrows()
    if all(matrix[i, j] == 0 for i in range(size) for j in range(size) if i != j):
        return sum((square_root(matrix[i, i]) for i in range(size)), fmpq(0))
    try:
        values = acb_mat(matrix if isinstance(matrix, arb_mat) else arb_mat(matrix)).eig(multiple=True)
    except ValueError:
        raise Undecided("eigenvalues that are not isolated at this precision") from None
    return sum((checked(value.real.sqrt()) for value in values), arb(0))


def query_probability(models: Any) -> Any:
    """1 - sum over columns of the smallest entry, of a matrix of exact entries."""
    return 1 - sum((min(column) for column in zip(*models.tolist(), strict=True)), fmpq(0))


def _same(a: Any, b: Any) -> bool:
    return isinstance(a, fmpq_mat) and isinstance(b, fmpq_mat) and bool(a == b)


def _root(payload: Any, sizes: dict[str, int], matrix: Any) -> Any:
    if matrix.nrows() == 1:
        root = square_root(matrix[0, 0])
        return fmpq_mat([[root]]) if isinstance(root, fmpq) else arb_mat([[root]])
    raise LanguageError(
        "the square root of a matrix has no ball arithmetic here: use BuresSquared(A, B) for trace(A + B - 2 (B^1/2 A B^1/2)^1/2)"
    )


def _identity(size: Any, sizes: dict[str, int]) -> Any:
    count = core_size(size, sizes)
    return fmpq_mat([[fmpq(int(i == j)) for j in range(count)] for i in range(count)])


def _zero(shape: Any, sizes: dict[str, int]) -> Any:
    rows, columns = (core_size(n, sizes) for n in shape)
    return fmpq_mat([[fmpq(0)] * columns for _ in range(rows)])


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda payload, sizes, *values: function(*values)


MATRIX_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "matrix_add": add,
    "matrix_scale": _plain(scale),
    "matrix_multiply": _plain(lambda a, b: matched(a, b)[0] * matched(a, b)[1]),
    "transpose": _plain(lambda matrix: matrix.transpose()),
    "inverse": _plain(inverse),
    "solve": _plain(solve),
    "identity": _identity,
    "zero": _zero,
    "matrix_root": _root,
    "symmetrise": _plain(lambda matrix: matrix),
    "entry": lambda index, sizes, matrix: matrix[index],
    "trace": _plain(trace),
    "determinant": _plain(lambda matrix: matrix.det()),
    "log_determinant": _plain(lambda matrix: logarithm(matrix.det())),
    "log_det_divergence": _plain(log_det_divergence),
    "bures_squared": _plain(bures_squared),
    "symmetric": _plain(lambda matrix: matrix.nrows() == matrix.ncols() and bool(matrix == matrix.transpose())),
    "positive_definite": _plain(is_positive_definite),
    "query_probability": _plain(query_probability),
    "nonnegative_entries": _plain(lambda matrix: all(entry >= 0 for entry in matrix.entries())),
    "unit_rows": _plain(lambda matrix: all(sum(row, fmpq(0)) == 1 for row in matrix.tolist())),
}
