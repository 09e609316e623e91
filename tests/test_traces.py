"""Numbers made of matrices of any dimension: what is called equal is equal, entry by entry, in every dimension that is tried."""

from __future__ import annotations

import pickle
from itertools import product as iterated
from typing import Any

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symbolic.language.errors import LanguageError
from symbolic.language.matrix_heads import Expectation, Explicit, LogDensity, Scalar, quadratic_form, unfold_matrix_heads
from symbolic.numeric.matrix_terms import LogDetDivergence
from symbolic.render.latex import latex
from symbolic.trusted.matrix_words import Form, Letters, Outside
from symbolic.trusted.normal_form import is_zero
from symbolic.trusted.traces import certainly_differ, differing_matrices, equal_for_every_dimension, equal_in_dimension, trace_form

laws = settings(deadline=None, derandomize=True, database=None, max_examples=150)

d, n = sp.symbols("d n", integer=True, positive=True)
c = sp.Symbol("c", positive=True)
x, y, m, m1, m2, t, u, v = (sp.MatrixSymbol(name, d, 1) for name in ("x", "y", "m", "m1", "m2", "t", "u", "v"))
S, S1, S2, A, B, C = (sp.MatrixSymbol(name, d, d) for name in ("S", "S1", "S2", "A", "B", "C"))
R = sp.MatrixSymbol("R", d, n)
LETTERS = Letters(positive_definite=frozenset({S, S1, S2}))
half = sp.Rational(1, 2)


def log_det(matrix: Any) -> Any:
    return sp.log(sp.Determinant(matrix))


def product(*factors: Any) -> Any:
    return Scalar(sp.MatMul(*factors))


KL = half * (log_det(S2) - log_det(S1) + sp.Trace(S2.I * S1) - d + quadratic_form(m1 - m2, S2.I))
EXPECTED_LOG_RATIO = Expectation(LogDensity(x, m1, S1) - LogDensity(x, m2, S2), x, m1, S1)
TILT = half * quadratic_form(t, S)

# Each is true; each was derived by hand.
IDENTITIES = {
    "KL, from the densities": (EXPECTED_LOG_RATIO, KL),
    "KL, the densities put in": (EXPECTED_LOG_RATIO, unfold_matrix_heads(EXPECTED_LOG_RATIO)),
    "KL, linearity": (
        EXPECTED_LOG_RATIO,
        Expectation(LogDensity(x, m1, S1), x, m1, S1) - Expectation(LogDensity(x, m2, S2), x, m1, S1),
    ),
    "second moment about the mean": (Expectation(quadratic_form(x - m1, S1.I), x, m1, S1), d),
    "second moment about another point": (
        Expectation(quadratic_form(x - m2, S2.I), x, m1, S1),
        sp.Trace(S2.I * S1) + quadratic_form(m1 - m2, S2.I),
    ),
    "entropy": (-Expectation(LogDensity(x, m, S), x, m, S), half * (d * (1 + sp.log(2 * sp.pi)) + log_det(S))),
    "product of two linear forms": (
        Expectation(product(u.T, x) * product(x.T, A, v), x, m, S),
        product(u.T, S, A, v) + product(u.T, m) * product(v.T, A.T, m),
    ),
    "square of a linear form": (Expectation(product(u.T, x) ** 2, x, m, S), quadratic_form(u, S) + product(u.T, m) ** 2),
    "mean and covariance that are sums": (
        Expectation(quadratic_form(x, A), x, m1 + S * t, 2 * S1 + S2),
        2 * sp.Trace(A * S1) + sp.Trace(S2 * A) + quadratic_form(m1 + S * t, A),
    ),
    "expectation of an expectation": (
        Expectation(Expectation(quadratic_form(y, A), y, x, S2), x, m, S1),
        sp.Trace(A * S1) + sp.Trace(A * S2) + quadratic_form(m, A),
    ),
    "completing the square": (
        LogDensity(x, m, S) + product(t.T, x) - (product(t.T, m) + TILT),
        LogDensity(x, m + S * t, S),
    ),
    "KL of the tilted from the base": (KL.xreplace({m1: m + S * t, m2: m, S1: S, S2: S}), TILT),
    "KL of the tilted from the base, from the densities": (
        Expectation(LogDensity(x, m + S * t, S) - LogDensity(x, m, S), x, m + S * t, S),
        TILT,
    ),
    "rotation": (sp.Trace(A * B * C), sp.Trace(C * A * B)),
    "transposition": (sp.Trace(A * B * C), sp.Trace(C.T * B.T * A.T)),
    "symmetric letters": (sp.Trace(S1 * S2 * S), sp.Trace(S2 * S1 * S)),
    "similar matrices": (sp.Trace(A * B * A.I), sp.Trace(B)),
    "rectangular": (sp.Trace(R * R.T), sp.Trace(R.T * R)),
    "rank one": (sp.Trace(A * u * v.T * B * v * u.T), product(v.T, B, v) * product(u.T, A, u)),
    "identity matrices of two sizes": (sp.Trace(sp.Identity(d)) + sp.Trace(sp.Identity(n)), d + n),
    "inverse of a transpose": (product(u.T, A.T.I, v), product(v.T, A.I, u)),
    "inverse of a sum": (product(u.T, (A + B).I.T, v), product(u.T, (A.T + B.T).I, v)),
    "inverse of a product": (sp.Trace(sp.MatMul(C, sp.Inverse(sp.MatMul(A, B)))), sp.Trace(C * B.I * A.I)),
    "inverse of a multiple": (sp.Trace(sp.MatMul(sp.Inverse(sp.MatMul(2, A)), B)), sp.Trace(A.I * B) / 2),
    "powers": (sp.Trace(A**2 * A.I), sp.Trace(A)),
    "negative powers": (sp.Trace(sp.MatMul(sp.MatPow(A, -2), B)), sp.Trace(A.I * B * A.I)),
    "log det of a multiple": (log_det(c * S), d * sp.log(c) + log_det(S)),
    "log det of an inverse": (log_det(S.I), -log_det(S)),
    "log det of a product": (log_det(sp.MatMul(S1, S2.I)), log_det(S1) - log_det(S2)),
}

# Each is a plausible slip.
SLIPS = {
    "KL, sign of the dimension": (EXPECTED_LOG_RATIO, KL + d),
    "KL, factor": (EXPECTED_LOG_RATIO, 2 * KL),
    "KL, sign of log det": (EXPECTED_LOG_RATIO, KL - log_det(S2) + log_det(S1)),
    "KL, covariances swapped in the trace": (EXPECTED_LOG_RATIO, KL - half * sp.Trace(S2.I * S1) + half * sp.Trace(S1.I * S2)),
    "KL, distance in the wrong covariance": (
        EXPECTED_LOG_RATIO,
        KL - half * quadratic_form(m1 - m2, S2.I) + half * quadratic_form(m1 - m2, S1.I),
    ),
    "KL, sum of the means": (EXPECTED_LOG_RATIO, KL.xreplace({m2: -m2})),
    "KL is not symmetric": (KL, KL.xreplace({m1: m2, m2: m1, S1: S2, S2: S1})),
    "second moment without the covariance": (Expectation(quadratic_form(x, A), x, m, S), quadratic_form(m, A)),
    "second moment without the mean": (Expectation(quadratic_form(x, A), x, m, S), sp.Trace(A * S)),
    "transposition missing in a product of linear forms": (
        Expectation(product(u.T, x) * product(x.T, A, v), x, m, S),
        product(u.T, S, A.T, v) + product(u.T, m) * product(v.T, A.T, m),
    ),
    "tilt, factor": (LogDensity(x, m, S) + product(t.T, x) - product(t.T, m) - 2 * TILT, LogDensity(x, m + S * t, S)),
    "tilt, sign": (LogDensity(x, m, S) + product(t.T, x) - product(t.T, m) - TILT, LogDensity(x, m - S * t, S)),
    "tilt, inverse covariance": (LogDensity(x, m, S) + product(t.T, x) - product(t.T, m) - TILT, LogDensity(x, m + S.I * t, S)),
    "KL of the tilted, factor": (KL.xreplace({m1: m + S * t, m2: m, S1: S, S2: S}), quadratic_form(t, S)),
    "order of three letters": (sp.Trace(A * B * C), sp.Trace(A * C * B)),
    "order of three letters, one of them symmetric": (sp.Trace(S * A * B), sp.Trace(S * B * A)),
    "order of four symmetric letters": (sp.Trace(S * S1 * S * S2 * S1), sp.Trace(S * S1 * S1 * S2 * S)),
    "missing transposition": (sp.Trace(A * B), sp.Trace(A * B.T)),
    "missing transposition in a form": (product(u.T, A, v), product(v.T, A, u)),
    "trace of a product": (sp.Trace(A * B), sp.Trace(A) * sp.Trace(B)),
    "a full matrix between the vectors": (product(u.T, A, v) * product(v.T, B, u), product(u.T, B, v) * product(v.T, A, u)),
    "inverse of a product": (sp.Trace(C * A.I * B.I), sp.Trace(sp.MatMul(C, sp.Inverse(sp.MatMul(A, B))))),
    "inverse of a sum, missing transposition": (product(u.T, (A + B).I, v), product(v.T, (A + B).I, u)),
    "inverse of a sum of inverses": (sp.Trace((S1 + S2).I), sp.Trace(S1.I) + sp.Trace(S2.I)),
    "identity of the other size": (sp.Trace(sp.Identity(d)), n),
    "log det of a multiple": (log_det(c * S), sp.log(c) + log_det(S)),
    "log det of a sum": (log_det(S1 + S2), log_det(S1) + log_det(S2)),
    "log det of an inverse": (log_det(S.I), log_det(S)),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_holds_for_every_dimension(name: str) -> None:
    assert equal_for_every_dimension(*IDENTITIES[name], LETTERS)


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_holds_entry_by_entry(name: str, size: int) -> None:
    assert equal_in_dimension(*IDENTITIES[name], LETTERS, {d: size, n: 2})


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_refused(name: str) -> None:
    assert not equal_for_every_dimension(*SLIPS[name], LETTERS)
    assert not equal_in_dimension(*SLIPS[name], LETTERS, {d: 2, n: 1})
    assert differing_matrices(*SLIPS[name], LETTERS, {d: 2, n: 1, c: 3})


@pytest.mark.parametrize("name", IDENTITIES)
def test_nothing_is_found_against_an_identity(name: str) -> None:
    assert differing_matrices(*IDENTITIES[name], LETTERS, {d: 2, n: 1, c: 3}, tries=4) is None


def test_matrices_without_the_declared_properties_count_against_nothing() -> None:
    sides, values = (sp.Trace(A), sp.Integer(5)), {A: sp.Matrix([[1, 2], [2, 3]])}
    assert certainly_differ(*sides, Letters(), {d: 2}, values)
    assert certainly_differ(*sides, Letters(symmetric=frozenset({A})), {d: 2}, values)
    assert not certainly_differ(*sides, Letters(positive_definite=frozenset({A})), {d: 2}, values)
    assert not certainly_differ(*sides, Letters(symmetric=frozenset({A})), {d: 2}, {A: sp.Matrix([[1, 2], [0, 3]])})
    assert not certainly_differ(sp.Trace(A.I), sp.Integer(5), Letters(), {d: 2}, {A: sp.ones(2, 2)})
    assert not certainly_differ(1 / sp.Trace(A.I), sp.Integer(5), Letters(), {d: 2}, {A: sp.ones(2, 2)})
    assert not certainly_differ(1 / log_det(A), sp.Integer(5), Letters(), {d: 2}, {A: sp.ones(2, 2)})
    assert not certainly_differ(*sides, Letters(), {d: 2}, {})


def test_symmetry_counts_only_where_it_is_declared() -> None:
    sides = product(u.T, A, v), product(v.T, A, u)
    assert not equal_for_every_dimension(*sides, LETTERS)
    assert equal_for_every_dimension(*sides, Letters(symmetric=frozenset({A})))


def test_log_det_splits_only_for_positive_definite_letters() -> None:
    sides = log_det(A.I), -log_det(A)
    assert not equal_for_every_dimension(*sides, Letters(symmetric=frozenset({A})))
    assert equal_for_every_dimension(*sides, Letters(positive_definite=frozenset({A})))


def test_log_det_of_a_sum_of_positive_definite_letters_splits() -> None:
    sides = log_det((S1 + 2 * S2).I), -log_det(2 * S2 + S1)
    assert equal_for_every_dimension(*sides, LETTERS)
    assert not equal_for_every_dimension(log_det((S1 - 2 * S2).I), -log_det(S1 - 2 * S2), LETTERS)
    values = {S: sp.eye(2), S1: sp.Matrix([[2, 1], [1, 3]]), S2: sp.Matrix([[1, half], [half, 1]])}
    assert equal_in_dimension(*sides, LETTERS, {d: 2}, values)


def test_heads_of_others_mean_their_definition() -> None:
    stable = half * (quadratic_form(m1 - m2, S2.I) + LogDetDivergence(S1, S2))
    assert equal_for_every_dimension(stable, KL, LETTERS)
    assert not equal_for_every_dimension(half * (quadratic_form(m1 - m2, S2.I) + LogDetDivergence(S2, S1)), KL, LETTERS)


def test_matrices_of_one_name_and_two_shapes_are_two() -> None:
    other = sp.MatrixSymbol("A", n, n)
    assert not equal_for_every_dimension(sp.Trace(A), sp.Trace(other), LETTERS)
    assert not equal_for_every_dimension(sp.Trace(A), sp.Symbol("tr(A)", real=True), LETTERS)
    assert not equal_for_every_dimension(sp.Trace(A * B), sp.Trace(sp.MatrixSymbol("A B", d, d)), LETTERS)


def test_in_dimension_one_matrices_commute() -> None:
    a, b, e = (sp.MatrixSymbol(name, 1, 1) for name in "abe")
    assert equal_for_every_dimension(sp.Trace(a * b * e), sp.Trace(a * e * b), Letters())
    z, mean, variance = (sp.MatrixSymbol(name, 1, 1) for name in ("z", "mean", "variance"))
    letters = Letters(positive_definite=frozenset({variance}))
    assert equal_for_every_dimension(Expectation(Scalar(z) ** 2, z, mean, variance), Scalar(variance) + Scalar(mean) ** 2, letters)


@pytest.mark.parametrize(
    "term",
    [
        Expectation(product(u.T, x) ** 3, x, m, S),
        Expectation(product(x.T, x) * product(u.T, x), x, m, S),
        Expectation(sp.exp(product(u.T, x)), x, m, S),
        Expectation(1 / product(u.T, x), x, m, S),
        Expectation(product(u.T, (A + x * x.T).I, u), x, m, S),
        Expectation(product(x.T, (A + x * x.T).I, x), x, m, S),
        Expectation(sp.Determinant(A + x * x.T), x, m, S),
        Expectation(product(u.T, x), x, m, A),
        Expectation(product(u.T, sp.hadamard_product(x, v)), x, m, S),
        (u.T * x)[0, 0],
        1 / (sp.Trace(A) - sp.Trace(A.T)),
        A,
        sp.Trace(sp.MatPow(A, 100)),
        sp.Trace(sp.MatPow(A, n)),
    ],
    ids=str,
)
def test_what_the_algebra_does_not_read_is_an_error(term: Any) -> None:
    with pytest.raises(Outside):
        trace_form(term, LETTERS)


def test_shapes_have_to_fit() -> None:
    square, wide = (Form.of(d, columns, [((LETTERS.letter(matrix),), sp.Integer(1))]) for matrix, columns in ((A, d), (R, n)))
    with pytest.raises(Outside):
        square + wide
    with pytest.raises(Outside):
        wide @ square


def test_an_unknown_matrix_function_is_a_letter() -> None:
    square = sp.hadamard_product(A, B)
    assert equal_for_every_dimension(sp.Trace(square * C), sp.Trace(C * square), LETTERS)
    assert not equal_for_every_dimension(sp.Trace(square * C), sp.Trace(square.T * C), LETTERS)


@pytest.mark.parametrize(
    ("build", "word"),
    [
        (lambda: Scalar(A), "d x d"),
        (lambda: Expectation(A, x, m, S), "not a number"),
        (lambda: Expectation(product(u.T, x), x, x, S), "depends on it"),
        (lambda: Expectation(product(u.T, x), sp.Symbol("x"), m, S), "not a matrix symbol"),
        (lambda: LogDensity(x, m, m), "has to be d x d"),
        (lambda: EXPECTED_LOG_RATIO.subs(m2, x), "caught"),
        (lambda: Letters(symmetric=frozenset({x})), "not a square"),
    ],
)
def test_wrong_input_is_refused_with_a_reason(build: Any, word: str) -> None:
    with pytest.raises(LanguageError, match=word):
        build()


def test_the_variable_of_an_expectation_is_bound() -> None:
    assert x not in EXPECTED_LOG_RATIO.free_symbols
    assert EXPECTED_LOG_RATIO.subs(x, y) == EXPECTED_LOG_RATIO
    renamed = Expectation(LogDensity(y, m1, S1) - LogDensity(y, m2, S2), y, m1, S1)
    assert equal_for_every_dimension(EXPECTED_LOG_RATIO, renamed, LETTERS)


def test_the_normal_form_can_be_read() -> None:
    assert trace_form(EXPECTED_LOG_RATIO, Letters(positive_definite=frozenset({S1, S2}))).readable() == [
        "+ 1/2 (m1' S2^-1 m1)",
        "- (m1' S2^-1 m2)",
        "+ 1/2 (m2' S2^-1 m2)",
        "- 1/2 d",
        "+ 1/2 tr(S1 S2^-1)",
        "- 1/2 log(det S1)",
        "+ 1/2 log(det S2)",
        "positive definite: S1, S2",
    ]


def test_normal_forms_and_heads_can_be_sent_to_another_process() -> None:
    form = trace_form(EXPECTED_LOG_RATIO, LETTERS)
    assert pickle.loads(pickle.dumps(form)).readable() == form.readable()
    assert pickle.loads(pickle.dumps(EXPECTED_LOG_RATIO)) == EXPECTED_LOG_RATIO


def test_the_heads_print() -> None:
    assert latex(Expectation(LogDensity(x, m, S), x, m, S)) == (
        r"\mathbb{E}_{x \sim \mathcal{N}(m, S)}\left[\log \mathcal{N}\left(x \mid m, S\right)\right]"
    )
    assert latex(half * quadratic_form(m1 - m2, S2.I)) == r"\frac{1}{2} (m_{1} - m_{2})^{\top} S_{2}^{-1} (m_{1} - m_{2})"
    assert latex(product(u.T, v) ** 2) == r"(u^{\top} v)^{2}"


# Random numbers made of matrices, and random matrices of rationals to put in.

SQUARE, GENERAL, VECTORS = (A, B, S1, S2), (A, B), (u, v)
entries = st.integers(-3, 3).map(sp.Integer)


def matrices(depth: int) -> Any:
    """Strategies for d x d expressions."""
    leaves = st.sampled_from((*SQUARE, sp.Identity(d), u * v.T, R * R.T))
    if depth == 0:
        return leaves
    inner = matrices(depth - 1)
    return st.one_of(
        leaves,
        st.sampled_from((S1, S2, A)).map(sp.Inverse),
        inner.map(sp.Transpose),
        st.tuples(inner, inner).map(lambda pair: sp.MatMul(*pair)),
        st.tuples(inner, inner).map(lambda pair: sp.MatAdd(*pair)),
        st.tuples(st.sampled_from((sp.Integer(-2), half, c, sp.Trace(S2))), inner).map(lambda pair: sp.MatMul(*pair)),
        inner.map(lambda matrix: sp.Inverse(S1 + matrix * matrix.T)),
    )


forms = st.one_of(
    matrices(3).map(sp.Trace),
    st.tuples(st.sampled_from(VECTORS), matrices(2), st.sampled_from(VECTORS)).map(lambda p: product(p[0].T, p[1], p[2])),
    matrices(1).map(lambda matrix: sp.Determinant(S1 + matrix * matrix.T)),
)
numbers = st.one_of(forms, st.tuples(forms, forms).map(lambda pair: pair[0] * pair[1] - 2 * pair[0]), st.tuples(forms, forms).map(sum))


@st.composite
def instances(draw: Any) -> tuple[dict[Any, int], dict[Any, Any]]:
    """A small dimension and matrices of integers: the declared ones positive definite, A and B invertible."""
    sizes = {d: draw(st.integers(1, 3)), n: draw(st.integers(1, 2)), c: draw(st.integers(1, 3))}

    def drawn(rows: int, columns: int) -> Any:
        return sp.Matrix(rows, columns, draw(st.lists(entries, min_size=rows * columns, max_size=rows * columns)))

    values = {vector: drawn(sizes[d], 1) for vector in (u, v, m)} | {R: drawn(sizes[d], sizes[n])}
    for matrix in (S, S1, S2):
        root = drawn(sizes[d], sizes[d])
        values[matrix] = root * root.T + sp.eye(sizes[d])
    for matrix in GENERAL:
        values[matrix] = drawn(sizes[d], sizes[d])
        assume(values[matrix].det() != 0)
    return sizes, values


def value(term: Any, instance: tuple[dict[Any, int], dict[Any, Any]]) -> Any:
    sizes, values = instance
    return Explicit(sizes, LETTERS.positive_definite, values).number(term)


@laws
@given(numbers, instances())
def test_the_normal_form_has_the_value_of_the_term(number: Any, instance: Any) -> None:
    assert is_zero(value(number, instance) - value(trace_form(number, LETTERS).expression, instance))


def test_words_are_called_equal_exactly_when_their_traces_are() -> None:
    """All words of up to three of seven letters, at one instance in general position: as many normal forms as values."""
    general = {A: sp.Matrix([[23, 17, 5], [31, -13, 41], [19, 53, 11]]), B: sp.Matrix([[59, 7, 29], [-37, 47, 61], [67, 43, -71]])}
    rest = {S1: sp.Matrix([[97, 13, 29], [13, 79, -17], [29, -17, 83]]), u: sp.Matrix([101, -73, 89]), v: sp.Matrix([103, 37, -59])}
    pairs = set()
    for word in (w for length in (1, 2, 3) for w in iterated((A, A.T, A.I, B, S1, S1.I, u * v.T), repeat=length)):
        term = sp.Trace(sp.MatMul(*word)) if len(word) > 1 else sp.Trace(word[0])
        pairs.add((trace_form(term, LETTERS).value, value(term, ({d: 3}, general | rest))))
    assert len(pairs) == len({form for form, _ in pairs}) == len({number for _, number in pairs}) > 100


@laws
@given(st.lists(st.sampled_from((A, A.T, B, S1, S2.I)), min_size=3, max_size=4), st.randoms(use_true_random=False), instances())
def test_words_called_equal_have_equal_traces(word: list[Any], random: Any, instance: Any) -> None:
    other = [random.choice((letter, sp.Transpose(letter).doit())) for letter in random.sample(word, len(word))]
    left, right = sp.Trace(sp.MatMul(*word)), sp.Trace(sp.MatMul(*other))
    if equal_for_every_dimension(left, right, LETTERS):
        assert value(left, instance) == value(right, instance)


@laws
@given(st.lists(st.sampled_from((A, B, S1)), min_size=1, max_size=5), st.integers(0, 4))
def test_rotated_and_transposed_words_are_called_equal(word: list[Any], turn: int) -> None:
    rotated = word[turn % len(word) :] + word[: turn % len(word)]
    turned = [sp.Transpose(letter) for letter in reversed(rotated)]
    assert equal_for_every_dimension(sp.Trace(sp.MatMul(*word)), sp.Trace(sp.MatMul(*rotated)), LETTERS)
    assert equal_for_every_dimension(sp.Trace(sp.MatMul(*word)), sp.Trace(sp.MatMul(*turned)), LETTERS)


@laws
@given(matrices(1), matrices(1), instances())
def test_moments_of_words_are_moments_of_entries(first: Any, second: Any, instance: Any) -> None:
    body = quadratic_form(x - u, first) + product(u.T, second, x) * product(x.T, first, v) - 3 * product(x.T, v) + sp.Trace(second)
    expectation = Expectation(body, x, m + second * u, S)
    assert is_zero(value(expectation, instance) - value(trace_form(expectation, LETTERS).expression, instance))
