"""The reader of statements: what it keeps as written, what it refuses, and where it says that something is wrong."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, Sum, Symbol

from symbolic.language.errors import LanguageError
from symbolic.language.functions import function
from symbolic.language.statements import Comparison, Conjunction, Equivalence, Implication, Negation, Quantified, Shape
from symbolic.language.text import Scope, TextFault, UnknownNames, read_statement, read_statements, read_term
from symbolic.language.text.declarations import Entry, declare_definitions
from symbolic.language.tidying import tidy, tidy_term

x, y = Symbol("x", real=True), Symbol("y", real=True)
n = Symbol("n", integer=True, nonnegative=True)
lamda = Symbol("lambda", positive=True)
f = function("f", "increasing")
SCOPE = Scope({"x": x, "y": y, "n": n, "lambda": lamda}, {"f": f})


def with_definitions(*texts: str) -> Scope:
    return Scope(SCOPE.symbols, SCOPE.functions, declare_definitions([Entry("", text) for text in texts], SCOPE))


def test_nothing_is_evaluated() -> None:
    quotient = read_term("x/x", SCOPE)
    assert quotient == Mul(x, Pow(x, Integer(-1), evaluate=False), evaluate=False)
    assert quotient != 1
    assert tidy_term(quotient) == 1
    assert read_term("0*log(x)", SCOPE) != 0
    assert read_term("sqrt(x)**2", SCOPE) != x


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.1", Rational(1, 10)),
        ("1e-400", Rational(1, 10**400)),
        ("1e3", Integer(1000)),
        ("12.50", Rational(25, 2)),
        (".5", Rational(1, 2)),
    ],
)
def test_numbers_are_exact(text: str, number: object) -> None:
    assert read_term(text, SCOPE) == number


@pytest.mark.parametrize("text", ["0x10", "1_000", "1j", "1e999999999", "'a'", "True", "None"])
def test_other_literals_are_refused(text: str) -> None:
    with pytest.raises(TextFault):
        read_term(text, SCOPE)


@given(
    st.recursive(
        st.sampled_from(["x", "y", "n", "2", "0.5", "pi"]),
        lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        max_leaves=12,
    )
)
def test_arithmetic_means_what_python_means_by_it(text: str) -> None:
    """The oracle: SymPy's own arithmetic on the same syntax, by Python's evaluation of a text made of known pieces."""
    names = {"x": x, "y": y, "n": n, "pi": sympy.pi}
    try:
        expected = eval(text.replace("0.5", "Half").replace("2", "Two"), {"Two": Integer(2), "Half": Rational(1, 2), **names})
    except ZeroDivisionError:
        return
    if expected.has(sympy.zoo, sympy.nan):
        return
    assert sympy.simplify(tidy_term(read_term(text, SCOPE)) - expected) == 0


def test_power_signs_bind_as_in_mathematics() -> None:
    assert tidy_term(read_term("-x^2", SCOPE)) == -(x**2)
    assert tidy_term(read_term("2^-1", SCOPE)) == Rational(1, 2)
    assert tidy_term(read_term("2^3^2", SCOPE)) == 512
    assert read_term("a_b", Scope({"a_b": x})) == x


def test_chains_and_logic() -> None:
    chain = read_statement("0 < x <= y", SCOPE)
    assert chain == Conjunction((Comparison(Integer(0), "<", x), Comparison(x, "<=", y)))
    assert isinstance(read_statement("implies(x > 0 and not y > 0, iff(x < y, f(x) < f(y)))", SCOPE), Implication)
    assert isinstance(read_statement("iff(x < y, f(x) < f(y))", SCOPE), Equivalence)
    assert isinstance(read_statement("not x < y", SCOPE), Negation)
    assert read_statement("increasing(f(x) + x, x)", SCOPE) == Shape("increasing", Add(f(x), x, evaluate=False), x)
    assert len(read_statements("x > 0, f(x) < max(x, y), y == 1", SCOPE)) == 3


def test_bound_variables_shadow_and_do_not_meet_declared_ones() -> None:
    bound = read_statement("forall(n, n**2 >= 0)", SCOPE)
    assert isinstance(bound, Quantified)
    (variable,) = bound.variables
    assert variable.is_integer is None
    assert variable != n
    total = read_term("sum(n*x, (n, 1, 3))", SCOPE)
    assert isinstance(total, Sum)
    assert total.limits[0][0].is_integer
    assert total.limits[0][0] != n


def test_definitions_are_used_without_capture() -> None:
    scope = with_definitions("total(a) := sum(a*j, (j, 1, 3))", "twice := 2*x")
    assert tidy_term(read_term("total(x)", scope)).doit() == 6 * x
    inner = read_term("sum(total(j), (j, 1, 2))", scope)
    assert tidy_term(inner).doit() == 18
    assert tidy_term(read_term("twice + 1", scope)) == 2 * x + 1


@pytest.mark.parametrize(
    "texts",
    [("a := b", "b := a"), ("a := a + 1",), ("g(t) := g(t - 1)",), ("a := unknown",), ("a := x +",), ("pi := 3",), ("a(t, t) := t",)],
)
def test_definitions_that_mean_nothing_are_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(TextFault):
        with_definitions(*texts)


def test_definitions_that_grow_beyond_all_bounds_are_refused() -> None:
    doubling = [f"d{i} := d{i - 1} + d{i - 1}*x" for i in range(1, 60)]
    with pytest.raises(TextFault, match="parts"):
        with_definitions("d0 := x", *doubling)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true') == 0",
        "x.real > 0",
        "[t for t in x] == 0",
        "(lambda: 3)() > 0",
        "x if x else y",
        "f'{x}' == 1",
        "x[0] > 0",
        "{1: x} == 1",
        "x := 3",
        "print(x) > 0",
        "x @ y == 0",
        "x // 2 == 0",
        "x % 2 == 0",
        "x & y == 0",
        "f(*x) > 0",
        "f(t=x) > 0",
        "x > 0; y > 0",
        "x > 0, y > 0",
        "x",
        "sin > 0",
        "f > 0",
        "x(2) > 0",
        "f(x, y) > 0",
        "x + (x > 0) > 1",
        "x in y",
        "x) + (y > 0",
        "",
        "   # nothing",
        "x > 0\x00",
        "\u0445 > 0",
        "(" * 10_000 + "x" + ")" * 10_000 + " > 0",
        "x > " + "-" * 10_000 + "1",
        "x > " + "1" * 10_000_000,
        "limit(x, x, 0, 'up') > 0",
        "sum(i, (i, 1)) > 0",
        "diff(x, 2) > 0",
        "diff(n**2, n) > 0",
        "approx(x, 1, x)",
        "forall([t, t], t > 0)",
        "piecewise(x, y) > 0",
        "increasing(x)",
    ],
)
def test_what_is_not_of_the_language_is_refused(text: str) -> None:
    with pytest.raises(LanguageError) as refusal:
        read_statement(text, SCOPE)
    assert isinstance(refusal.value, TextFault)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("text", "offset", "term"),
    [
        ("x + zz > 0", 4, "zz"),
        ("x^2 + y^2 > zz", 12, "zz"),
        ("lambda^2 + zz > 0", 11, "zz"),
        ("x +\n  zz > 0", 6, "zz"),
        ("x > sin(x, y)", 4, "sin(x, y)"),
        ("x > 0 # \u00fc\n + zz", 13, "zz"),
    ],
)
def test_faults_stand_where_they_are(text: str, offset: int, term: str) -> None:
    with pytest.raises(TextFault) as refusal:
        read_statement(text, SCOPE)
    assert (refusal.value.offset, refusal.value.term) == (offset, term)


def test_unknown_names_come_with_a_suggestion_all_at_once() -> None:
    scope = Scope({"training_compute": x})
    with pytest.raises(UnknownNames, match="did you mean `training_compute`") as refusal:
        read_statement("training_comptue > qq", scope)
    assert [fault.term for fault in refusal.value.faults] == ["training_comptue", "qq"]


def test_keywords_of_python_are_ordinary_names() -> None:
    assert tidy(read_statement("lambda^2 > lambda", SCOPE)) == Comparison(lamda**2, ">", lamda)


@given(st.text(alphabet="xyn+-*/()<>=,.0123456789 ^fpi'\"[]{}\n#_e\u00fc", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    offset = 0
    try:
        read_statement(text, SCOPE)
    except TextFault as fault:
        offset = fault.offset
    assert 0 <= offset <= len(text)
