"""Text, Markdown, tables, explanations and the report for programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    And,
    Derivative,
    Integral,
    Limit,
    Max,
    Mul,
    Piecewise,
    Rational,
    Subs,
    Sum,
    exp,
    log,
    oo,
    sqrt,
    symbols,
)

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation, Step
from symbolic.claims.verdict import Verdict
from symbolic.language.domain import Domain
from symbolic.language.functions import increasing_function, prime
from symbolic.language.statements import (
    approx,
    chain,
    conjunction,
    disjunction,
    equal,
    forall,
    iff,
    implies,
    increasing,
    independent,
    less,
    maximum,
    within,
)
from symbolic.render import markdown
from symbolic.render.beliefs import beliefs
from symbolic.render.certificates import certificate_lines
from symbolic.render.explain import explain
from symbolic.render.formats import formats
from symbolic.render.json import report
from symbolic.render.rows import Row, summary
from symbolic.render.text import claim, derivation, table, text
from symbolic.trusted.proofs import Combination, Instance, Product

n, m, x, y, z, x1, D = symbols("n m x y z x1 D", positive=True)
a, b, r, t = symbols("a b r t", real=True)
i = symbols("i", integer=True)
N = symbols("N", integer=True, positive=True)
f = increasing_function("f")

TERMS = [
    (f(z) - f(y), "f(z) - f(y)"),
    (n * (f(z) - f(y)) / 2, "n*(f(z) - f(y))/2"),
    (1 - x, "1 - x"),
    (x / (y * z), "x/(y*z)"),
    (x / (y + 1), "x/(y + 1)"),
    (Mul(-1, x - y, evaluate=False), "-(x - y)"),
    (x ** ((n - 1) / 2), "x**((n - 1)/2)"),
    ((-2) ** n, "(-2)**n"),
    ((x + 1) ** 2, "(x + 1)**2"),
    (x**-n, "x**(-n)"),
    (exp(-r * x), "exp(-r*x)"),
    (sqrt(2 * D), "sqrt(2*D)"),
    (sqrt(D / 2), "sqrt(D/2)"),
    (log(x) / log(2), "log2(x)"),
    (Max(a, 0) - Abs(b), "max(0, a) - abs(b)"),
    (prime(f)(x1), "f'(x1)"),
    (Derivative(f(x), x), "f'(x)"),
    (Subs(Derivative(f(t), t), t, x1), "f'(x1)"),
    (Derivative(x**2, x, x), "diff(x**2, x, 2)"),
    (Integral(f(t), (t, 0, m)), "integral(f(t), (t, 0, m))"),
    (Sum(a**i, (i, 0, n)), "sum(a**i, (i, 0, n))"),
    (Limit(1 / r, r, 0, "+"), "limit(1/r, r, 0, '+')"),
    (Limit(f(x), x, oo, "-"), "limit(f(x), x, oo)"),
    (Piecewise((x, And(y <= x, x < z)), (0, True)), "piecewise((x, y <= x < z), (0, True))"),
]

STATEMENTS = [
    (equal(f(x), y), "f(x) == y"),
    (chain(0, "<", x, "<=", m), "0 < x <= m"),
    (conjunction(x < y, disjunction(x < z, y < z)), "x < y and (x < z or y < z)"),
    (implies(x < y, f(x) < f(y)), "if x < y then f(x) < f(y)"),
    (iff(x < y, f(x) < f(y)), "x < y if and only if f(x) < f(y)"),
    (forall([a, b], a < b), "for all a, b: a < b"),
    (increasing(f(x), x), "f(x) is strictly increasing in x"),
    (independent(f(z) - f(y), x), "f(z) - f(y) does not depend on x"),
    (maximum(n * x - x**2, x, n / 2), "n*x - x**2 is largest at x = n/2 and only there"),
    (approx(x, Rational("0.031416"), 5), "x is 0.031416 to 5 significant digits"),
    (approx(x, Rational("2e9"), 1), "x is 2e9 to 1 significant digit"),
    (within(x, 3, Rational(1, 10)), "x is within 1/10 of 3"),
    (Domain(x < y, y < z, increasing(f)), "x, y, z > 0; x < y < z; f strictly increasing"),
    (Domain(less(0, x), x < 1, N > 2), "N in {1, 2, ...}; 0 < x < 1; N > 2"),
]


@pytest.mark.parametrize(("thing", "expected"), TERMS + STATEMENTS, ids=[expected for _, expected in TERMS + STATEMENTS])
def test_text_reads_aloud(thing: Any, expected: str) -> None:
    assert text(thing) == expected


def arithmetic() -> st.SearchStrategy[Any]:
    number = st.tuples(st.integers(-6, 6), st.integers(1, 6)).map(lambda pair: Rational(*pair))

    def grow(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda pair: pair[0] - pair[1]),
            pairs.map(lambda pair: pair[0] * pair[1]),
            pairs.map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
            st.tuples(inner, inner).map(lambda pair: (pair[0] ** 2 + 1) ** pair[1]),
            inner.map(lambda term: sqrt(2) * sqrt(x) * sqrt(term**2 + 1) / 2),
            inner.map(lambda term: log(1 + term**2) / log(2)),
        )

    return st.recursive(st.one_of(st.sampled_from([x, y, z, r]), number), grow, max_leaves=5)


@settings(deadline=None, max_examples=150)
@given(arithmetic())
def test_text_of_a_term_means_the_term(term: Any) -> None:
    names: dict[str, Any] = {"x": x, "y": y, "z": z, "r": r, "sqrt": sqrt, "log": log, "log2": lambda e: log(e) / log(2), "exp": exp}
    quoted = "".join(f"Integer({word})" if word.isdigit() else word for word in _words(text(term)))
    read = eval(quoted, {"__builtins__": {}, "Integer": sympy.Integer, **names})
    point = {x: Rational(11, 8), y: Rational(5, 8), z: Rational(7, 4), r: Rational(-3, 2)}
    difference = (read - term).subs(point).evalf(30)
    assert abs(difference) <= 1e-9 * abs(1 + abs(term.subs(point).evalf(30)))


def _words(formula: str) -> list[str]:
    return re.findall(r"[a-z]\w*|\d+|\W", formula)


CHAIN = Derivation(
    (a + 1) ** 2 - 1,
    (Step(a**2 + 2 * a, "expand"), Step(a * (a + 2), "factor; a ~ 0", condition=a < b)),
    name="gain(a)",
)


def test_a_derivation_in_columns() -> None:
    assert derivation(CHAIN) == "\n".join(
        ["gain(a)", "  = (a + 1)**2 - 1", "  = a**2 + 2*a  [expand]", "  = a*(a + 2)   [factor; a ~ 0]", "for a < b"]
    )


def test_a_long_step_has_its_reason_below() -> None:
    long = Derivation(a, (Step(sum(symbols("c1:40", real=True)), "because"),))
    lines = derivation(long).splitlines()
    assert len(lines) == 3
    assert lines[2] == "      [because]"


def test_a_derivation_in_markdown() -> None:
    assert markdown.derivation(CHAIN) == "\n".join(
        [
            "$$",
            r"\begin{aligned}",
            r"\operatorname{gain}(a) &= (a + 1)^{2} - 1 \\",
            r"&= a^{2} + 2 a && \text{expand} \\",
            r"&= a (a + 2) && \text{factor; a \textasciitilde{} 0} \\",
            r"&\phantom{=} \text{for } a < b",
            r"\end{aligned}",
            "$$",
        ]
    )


ORDERED = Domain(x < y, y < z)
UPGRADE = Row(
    "race.upgrade",
    Claim("Training z earns more.", less(f(y), f(z)), ORDERED),
    Verdict("proved", "gaps", "exact", ("python-flint 0.9",), Combination((Product(1, ((n, 1),)),)), seconds=0.0041),
)
FALSE = Row(
    "race.false-one",
    Claim("It does not depend on y.", independent(n * (f(z) - f(y)), y), ORDERED, expect="refuted"),
    Verdict(
        "refuted",
        "falsification",
        counterexample={"n": "1", "y": "2", "y_prime": "3", "z": "4", "f": "f(2) = 0, f(3) = 1/2, f(4) = 3"},
        seconds=0.02,
    ),
    line=7,
)
WRONG = Row("race.wrong", Claim("Wrong.", f(y) + x < 1), Verdict("undecided", message="time ran out after 10 s", seconds=10.0))


def test_the_table_has_one_line_a_claim() -> None:
    assert table([UPGRADE, FALSE, WRONG]) == "\n".join(
        [
            "proved     race.upgrade    gaps (exact)     0.004 s",
            "refuted    race.false-one  falsification    0.020 s",
            "           counterexample: n = 1, y = 2, y_prime = 3, z = 4, f(2) = 0, f(3) = 1/2, f(4) = 3",
            "undecided  race.wrong                      10.000 s",
            "           time ran out after 10 s",
            "           expected: proved",
            "",
            "3 claims: 1 proved (1 exact), 1 refuted, 1 undecided, 1 not as expected; 10.02 s of work",
        ]
    )


def test_colour_only_when_asked() -> None:
    rows = [UPGRADE, FALSE]
    assert "\x1b" not in table(rows)
    assert table(rows, colour=True).replace("\x1b[32m", "").replace("\x1b[31m", "").replace("\x1b[0m", "") == table(rows)
    assert table(rows, colour=True).startswith("\x1b[32mproved   \x1b[0m  race.upgrade")
    assert table(rows).isascii()


def test_no_rows_are_no_claims() -> None:
    assert table([]) == "0 claims"
    assert set(summary([]).values()) == {0}


def test_the_markdown_table_shows_pipes_and_outcomes() -> None:
    lines = markdown.table([FALSE, WRONG]).splitlines()
    assert lines[2].startswith("| refuted | `race.false-one` | falsification | 0.020 | `n = 1`, ")
    assert lines[3] == "| **undecided**, expected proved | `race.wrong` |  | 10.000 |  |"
    assert markdown.escape("a_b <script> | *x*") == r"a\_b \<script\> \| \*x\*"


def test_a_claim_in_markdown() -> None:
    assert markdown.claim(UPGRADE.id, UPGRADE.claim, UPGRADE.verdict) == "\n\n".join(
        [
            "### `race.upgrade`: proved (exact)",
            "Training z earns more.",
            "$$\nf(y) < f(z)\n$$",
            r"for $x, y, z > 0$, $x < y < z$, $f \text{ strictly increasing}$.",
            "Trusts python-flint 0.9.",
        ]
    )


def test_a_claim_in_text() -> None:
    assert claim(UPGRADE.id, UPGRADE.claim, UPGRADE.verdict).splitlines() == [
        "race.upgrade",
        "  Training z earns more.",
        "  f(y) < f(z)",
        "  for x, y, z > 0; x < y < z; f strictly increasing",
        "  proved (exact) by gaps",
    ]


def test_an_explanation_names_everything_a_sceptic_needs() -> None:
    assert explain(UPGRADE.id, UPGRADE.claim, UPGRADE.verdict) == "\n".join(
        [
            "race.upgrade",
            "  Training z earns more.",
            "",
            "Statement",
            "  f(y) < f(z)",
            "",
            "Assumptions",
            "  x, y and z: positive real numbers",
            "  x < y < z",
            "  f: any strictly increasing function",
            "",
            "Decided",
            "  proved by gaps in 0.004 s",
            "  grade exact: algebra in exact arithmetic",
            "",
            "Certificate",
            "  right side - left side = n > 0",
            "",
            "What a sceptic must trust",
            *(f"  {line}" for line in beliefs(UPGRADE.verdict)),
        ]
    )


def test_a_refutation_shows_both_values() -> None:
    assert explain(FALSE.id, FALSE.claim, FALSE.verdict).endswith(
        "Counterexample\n  n = 1\n  y = 2\n  y_prime = 3\n  z = 4\n  f(2) = 0, f(3) = 1/2, f(4) = 3\n  at y = 2: 3\n  at y = 3: 5/2"
    )
    compared = Claim("Less.", less(n * f(f(x)) + Max(x, y), y**2))
    values = {"n": "2", "x": "1", "y": "1/2", "f": "f(1) = 3, f(3) = 7/2"}
    assert explain("c", compared, Verdict("refuted", counterexample=values)).endswith("  left side: 8\n  right side: 1/4")


def test_both_values_are_left_out_where_the_point_does_not_give_them() -> None:
    compared = Claim("Less.", less(f(x), y))
    for graph in ("f(t) = t/(1 + t)", "f(2) = 1"):
        assert "left side" not in explain("c", compared, Verdict("refuted", counterexample={"x": "1", "y": "2", "f": graph}))


def test_an_explanation_warns_of_an_unexpected_verdict() -> None:
    shown = explain(WRONG.id, WRONG.claim, WRONG.verdict)
    assert "  time ran out after 10 s\n  the author expects: proved" in shown


@pytest.mark.parametrize(
    ("verdict", "survived"),
    [
        (Verdict("proved", "gaps", "exact", points=64), ["  survived 64 points"]),
        (Verdict("undecided", points=1), ["  survived 1 point"]),
        (Verdict("tested", message="no proof was found; 9 points do not refute it", points=9), []),
        (Verdict("refuted", counterexample={"x": "1"}, points=5), []),
        (Verdict("proved", "gaps", "exact"), []),
    ],
    ids=["proved", "undecided", "said already", "refuted", "none tried"],
)
def test_an_explanation_counts_the_points_that_did_not_refute(verdict: Verdict, survived: list[str]) -> None:
    lines = explain("c", Claim("Less.", x < y), verdict).splitlines()
    assert [line for line in lines if "survived" in line] == survived


def test_a_chain_of_reasoning_reads_from_top_to_bottom() -> None:
    proof = Instance("monotone", f, (x, y), Combination((Product(1, ((n, 1), (m, 2))),)))
    assert certificate_lines(proof) == ["f is increasing: at x and y", "difference of the two sides = m**2*n"]


def test_a_certificate_may_speak_for_itself() -> None:
    class Spoken:
        def readable(self) -> list[str]:
            return ["d*j*n is positive"]

    assert certificate_lines(Spoken()) == ["d*j*n is positive"]


def test_the_report_has_the_schema_that_programs_rely_on() -> None:
    found = report([UPGRADE, FALSE])
    assert json.loads(json.dumps(found)) == found
    assert found["schema"] == 1
    assert found["summary"] == {"proved": 1, "tested": 0, "refuted": 1, "undecided": 0, "error": 0}
    assert found["claims"][0] == {
        "id": "race.upgrade",
        "essay": "",
        "line": None,
        "says": "Training z earns more.",
        "verdict": "proved",
        "expect": "proved",
        "ok": True,
        "method": "gaps",
        "grade": "exact",
        "trusts": ["python-flint 0.9"],
        "unused": [],
        "seconds": 0.0041,
        "cached": False,
        "counterexample": None,
        "message": None,
        "latex": "f(y) < f(z)",
    }
    assert found["claims"][1]["line"] == 7
    assert found["claims"][1]["counterexample"]["f"] == "f(2) = 0, f(3) = 1/2, f(4) = 3"


def test_formats_are_found_by_walking_the_package() -> None:
    found = formats()
    assert {"latex", "markdown", "text"} <= set(found)
    for module in found.values():
        assert "expand" in module.derivation(CHAIN)
        assert "Training z" in module.claim(UPGRADE.id, UPGRADE.claim, UPGRADE.verdict)


def test_rows_and_report_import_no_algebra() -> None:
    code = "import sys, symbolic.render.json, symbolic.render.rows; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
