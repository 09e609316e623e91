"""Calling a compiled function: what a NumPy user expects."""

from __future__ import annotations

import math
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays, mutually_broadcastable_shapes

from symbolic.language.domain import Domain
from symbolic.language.statements import disjunction, equal, implies, less, negation
from symbolic.numeric.compile import compile
from symbolic.numeric.errors import ArgumentError, DomainError

laws = settings(deadline=None, derandomize=True, database=None, max_examples=150)

a, b = sp.symbols("a b", real=True)
s = sp.Symbol("s", positive=True)
unused = sp.Symbol("unused", real=True)
n = sp.Symbol("n", integer=True, nonnegative=True)

FORMULA = (a - b) ** 2 / s + sp.Max(a, 0)
f = compile(FORMULA, (a, b, s, unused))
numbers = st.floats(-100, 100)


def by_hand(x: Any, y: Any, z: Any, _: Any) -> Any:
    """The formula with NumPy's own broadcasting."""
    return (x - y) ** 2 / z + np.maximum(x, 0) + 0 * _


@st.composite
def operands(draw: Any) -> list[Any]:
    """Four arrays that broadcast, some of them integers, float32, or not contiguous."""
    shapes = draw(mutually_broadcastable_shapes(num_shapes=4, max_dims=3, max_side=4, min_side=0)).input_shapes
    found = []
    for shape in shapes:
        array = draw(arrays(np.float64, shape, elements=st.floats(0.5, 100)))
        kind = draw(st.sampled_from(["plain", "float32", "int", "transposed", "strided", "list"]))
        if kind == "float32":
            array = array.astype(np.float32)
        elif kind == "int":
            array = np.ceil(array).astype(np.int64)
        elif kind == "transposed":
            array = np.asfortranarray(array)
        elif kind == "strided" and array.ndim:
            array = np.repeat(array, 2, axis=-1)[..., ::2]
        found.append(array.tolist() if kind == "list" and array.size and array.ndim else array)
    return found


@laws
@given(operands())
def test_broadcasting_is_numpy_s(values: list[Any]) -> None:
    wide = [np.asarray(v, dtype=np.float64) for v in values]
    expected = by_hand(*wide)
    found = f(*values)
    assert np.shape(found) == np.shape(expected)
    assert np.asarray(found).dtype == np.float64
    np.testing.assert_allclose(found, expected, rtol=1e-14)
    stacked = f.gradient()(*values)
    assert stacked.shape == (4, *np.shape(expected))


@laws
@given(st.integers(1, 40000), st.integers(0, 2**32 - 1))
def test_an_array_is_its_elements(size: int, seed: int) -> None:
    """Across blocks, with any mixture of single values and arrays, the same numbers as one at a time."""
    rng = np.random.default_rng(seed)
    values: list[Any] = [rng.normal(size=size) if rng.random() < 0.7 else rng.normal() for _ in range(4)]
    values[2] = np.abs(values[2])
    found = np.broadcast_to(f(*values), (size,))
    for index in {0, size // 2, size - 1, min(16384, size - 1)}:
        point = [float(np.broadcast_to(v, (size,))[index]) for v in values]
        assert found[index] == pytest.approx(compile(FORMULA, (a, b, s, unused), backend="python")(*point), rel=1e-15)


def test_numbers_give_a_python_float() -> None:
    assert type(f(1, 2.0, np.float32(4), np.int8(3))) is float
    assert f(1, 2, 4, 0) == f(True, 2.0, Fraction(4), Decimal(0)) == 1.25
    assert type(compile(FORMULA, (a, b, s, unused), backend="numpy")(1.0, 2.0, 4.0, 0.0)) is float
    assert f(np.array(1.0), 2, 4, 0).shape == ()
    np.testing.assert_array_equal(compile(sp.Integer(7), (a,))(np.zeros((2, 3))), np.full((2, 3), 7.0))
    assert f.gradient()(1.0, 2.0, 4.0, 0.0).shape == (4,)
    assert f.gradient()(1, 2, 4, 0).tolist() == [0.5, 0.5, -0.0625, 0.0]


@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 2)])
def test_empty_arrays(shape: tuple[int, ...]) -> None:
    assert f(np.empty(shape), 1, 2, 3).shape == shape
    assert f(np.empty(shape), 1, -2, 3, check=True).shape == shape
    assert f.gradient()(np.empty(shape), 1, 2, 3).shape == (4, *shape)


def test_keywords() -> None:
    assert f(b=2, a=1, unused=0, s=4) == f(1, 2, 4, 0) == f(1, 2, unused=0, s=4)


@pytest.mark.parametrize("bad", [-1.0, 0.0, math.nan, math.inf, -math.inf])
def test_nan_outside_the_domain_and_only_there(bad: float) -> None:
    expected = [1.25, math.nan, 2.0]
    np.testing.assert_array_equal(f(1.0, 2.0, np.array([4.0, bad, 1.0]), 0), expected)
    np.testing.assert_array_equal(f(1.0, 2.0, np.array([[bad]]), [0, 1]), [[math.nan] * 2])
    assert math.isnan(f(1.0, 2.0, bad, 0.0))
    with pytest.raises(DomainError, match=r"`s` = .* it must hold that s "):
        f(1.0, 2.0, bad, 0.0, check=True)
    with pytest.raises(DomainError, match=r"`s` = .* at index 1 .* it must hold that s "):
        f(1.0, 2.0, [4.0, bad, 1.0], 0.0, check=True)


def test_nan_of_an_argument_that_does_not_matter() -> None:
    assert math.isnan(f(1.0, 2.0, 4.0, math.nan))
    np.testing.assert_array_equal(f(1.0, 2.0, 4.0, [0.0, math.nan]), [1.25, math.nan])


def test_whole_numbers() -> None:
    g = compile(n + 1, (n,))
    np.testing.assert_array_equal(g([0, 2.0, 2.5, -1]), [1.0, 3.0, math.nan, math.nan])
    assert math.isnan(g(2.5))
    with pytest.raises(DomainError, match=r"`n` = 2\.5 is outside the domain: it must hold that n is a whole number"):
        g(2.5, check=True)


def test_relations_are_checked() -> None:
    g = compile(a, (a, b, s), Domain(less(a, b), disjunction(equal(s, 1), negation(s > 2)), implies(a > 0, b > s)))
    np.testing.assert_array_equal(g([1, 3, 1, 1, -1], [2, 2, 2, 2, 0], [1, 1, 3, 2, 1]), [1, math.nan, math.nan, math.nan, -1])
    with pytest.raises(DomainError, match=r"`a` = 3.0, `b` = 2.0 are outside the domain: it must hold that a < b"):
        g(3, 2, 1, check=True)


def test_kinds() -> None:
    kinds = {"positive": [2.0], "negative": [-2.0], "nonnegative": [0.0, 2.0], "nonpositive": [-2.0, 0.0], "nonzero": [-2.0, 2.0]}
    for kind, inside in kinds.items():
        z = sp.Symbol("z", real=True, **{kind: True})
        g = compile(z, (z,))
        assert [v for v in (-2.0, 0.0, 2.0) if not math.isnan(g(v))] == inside
        np.testing.assert_array_equal(np.isfinite(g([-2.0, 0.0, 2.0, math.inf])), [v in inside for v in (-2.0, 0.0, 2.0, math.inf)])
    extended = sp.Symbol("z", extended_real=True)
    assert compile(extended, (extended,))(math.inf) == math.inf


def test_out() -> None:
    x = np.linspace(1, 2, 20000)
    out = np.empty(20000)
    assert f(x, 1, 2, 3, out=out) is out
    np.testing.assert_array_equal(out, f(x, 1, 2, 3))
    assert f(x, 1, 2, 3, out=x) is x
    np.testing.assert_array_equal(x, out)
    strided, small = np.zeros((20000, 2)), np.empty(20000, dtype=np.float32)
    f(np.linspace(1, 2, 20000), 1, 2, 3, out=strided[:, 1])
    np.testing.assert_array_equal(strided, np.stack([np.zeros(20000), out], axis=1))
    f(np.linspace(1, 2, 20000), 1, 2, 3, out=small)
    np.testing.assert_array_equal(small, out.astype(np.float32))
    stacked = np.empty((4, 3))
    assert f.gradient()(np.ones(3), 1, 2, 3, out=stacked) is stacked
    single = np.empty(())
    assert f(1, 2, 4, 0, out=single) is single
    assert single == 1.25


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: f(1, 2, 3), r"takes 4 arguments \(a, b, s, unused\), but `unused` is missing"),
    (lambda: f(1, 2, 3, 4, 5), "takes 4 arguments .*, but 5 were given"),
    (lambda: f(1, 2, 3, used=4), "`used` is not an argument: .* did you mean `unused`"),
    (lambda: f(1, 2, 3, 4, b=2), "`b` is given twice"),
    (lambda: f(1, 2j, 3, 4), "`b` = 2j is not a real number"),
    (lambda: f(1, "2", 3, 4), "`b` = '2' is not a real number"),
    (lambda: f(1, None, 3, 4), "`b` = None is not a real number"),
    (lambda: f(1, a, 3, 4), "`b` = a is not a real number"),
    (lambda: f(1, np.ones(2, complex), 3, 4), "`b` is an array of complex128"),
    (lambda: f(1, [1, None], 3, 4), "`b` is an array of object"),
    (lambda: f(1, ["x"], 3, 4), "`b` is an array of <U1"),
    (lambda: f(1, [[1, 2], [3]], 3, 4), "`b` is not an array"),
    (lambda: f(np.ones(2), np.ones(3), 3, 4), r"do not broadcast: `a` \(2,\), `b` \(3,\), `s` \(\), `unused` \(\)"),
    (lambda: f(1, 2, 3, 4, out=np.empty(2)), r"`out` has shape \(2,\), but the result has shape \(\)"),
    (lambda: f(1, 2, 3, 4, out=[0.0]), "`out` is list"),
    (lambda: f(1, 2, 3, 4, out=np.empty((), int)), "`out` is int64"),
]


@pytest.mark.parametrize(("attempt", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_calls_that_cannot_be_bound_name_the_argument(attempt: Callable[[], Any], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        attempt()


@pytest.mark.parametrize("function", [f, f.gradient(), compile(n + a, (n, a), Domain(n > a))], ids=repr)
def test_pickling(function: Any) -> None:
    values = (3.0, 2.0, 4.0, 0.0)[: len(function.arguments)]
    again = pickle.loads(pickle.dumps(function))
    np.testing.assert_array_equal(again(*values), function(*values))
    np.testing.assert_array_equal(again([3.0, 1.0], *values[1:]), function([3.0, 1.0], *values[1:]))
    assert repr(again) == repr(function)


def test_a_new_process_computes_the_same() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.starmap(f, [(1.0, 2.0, 4.0, 0.0)]) == [1.25]


def test_threads_compute_the_same() -> None:
    values = [np.linspace(1 + i, 2 + i, 30000) for i in range(12)]
    fresh = compile(FORMULA, (a, b, s, unused))
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda x: fresh(x, 1, 2, 3), values))
    for x, result in zip(values, found, strict=True):
        np.testing.assert_array_equal(result, f(x, 1, 2, 3))


def test_it_says_what_it_is() -> None:
    assert repr(f).startswith("<compiled (a, b, s, unused) -> Max(0, a) + (a - b)**2/s; backend auto")
    assert "Arguments: a, b, s, unused." in (f.__doc__ or "")
    assert "s > 0" in (f.__doc__ or "")
    assert "computed in double precision" in (type(f).__doc__ or "")
