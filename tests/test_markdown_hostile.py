"""Hostile files: each gets a clear refusal or an ordinary verdict; the reader never ends in another exception, whatever the text."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.cli import main
from symbolic.essays.markdown import Fault, UnreadableEssay, WrittenClaim, read, read_text
from symbolic.language.errors import LanguageError
from symbolic.language.text.latex.names import Names
from symbolic.language.text.latex.statements import statement_text

REAL_X = "---\nsymbols:\n  x: real\n---\n"


def claim(statement: str, headers: str = "") -> str:
    return f"```claim\n{headers}{statement}\n```\n"


def claims_or_faults(text: str) -> tuple[WrittenClaim | Fault, ...]:
    """What reading ends in; any other exception is a failure."""
    try:
        return read_text(text).claims
    except UnreadableEssay as refusal:
        return refusal.faults


CODE = [
    "().__class__.__bases__ == 1",
    "(lambda: 1)() == 1",
    "[x for x in ()] == 1",
    "x.free_symbols == 1",
    "x[0] == 1",
    "(x := 1) == 1",
    "f'{1}' == 1",
    "'a'*10**9 == 'b'",
    "sin.__init__ == 1",
    "diff.__globals__ == 1",
    "await x == 1",
    "1j == 1",
    "... == 1",
    "{} == 1",
    "sin(*[1]) == 1",
    "sin(x=1) == 1",
    "1 if 1 else 2 == 1",
    "x == 1; x == 2",
    "x == \x00 1",
    "х == 1",  # a Cyrillic letter
    "x \uff1d 1",
    "x == \u202e1",
    "x == 1e99999999",
    "x == " + "(" * 10_000 + "1" + ")" * 10_000,
    "sin(" * 5_000 + "1" + ")" * 5_000 + " == 1",
    "x > " + "-" * 3_000 + "1",
    "not " * 4_000 + "x == 1",
    "x == " + "1" * 100_000,
]


@pytest.mark.parametrize("statement", CODE)
def test_what_is_no_mathematics_is_an_error_of_its_claim_alone(statement: str) -> None:
    essay = read_text(REAL_X + claim(statement) + claim("x + 1 > x"))
    broken, sound = essay.claims
    assert broken.claim is None
    assert broken.fault is not None
    assert broken.fault.message
    assert broken.fault.line >= 5
    assert sound.fault is None


@pytest.mark.parametrize("name", ["__import__('os').system('true')", "open('/etc/passwd')", "eval('1')", "exec('1')", "print(1)"])
def test_pythons_own_functions_are_undeclared_names(name: str) -> None:
    with pytest.raises(UnreadableEssay, match="is not declared"):
        read_text(REAL_X + claim(f"{name} == 1"))


LONG_SUMS = ["x == " + "+".join(["x"] * 4_000), "+".join(f"x**{i}" for i in range(1_500)) + " > 0", "x == " + "*".join(["x"] * 2_000)]


@pytest.mark.parametrize("statement", LONG_SUMS, ids=["sum", "polynomial", "product"])
def test_long_terms_are_read_or_refused(statement: str) -> None:
    (written,) = read_text(REAL_X + claim(statement)).claims
    assert (written.claim is None) != (written.fault is None)


FRONT_MATTER = {
    "a tag": "symbols: !!python/object/apply:os.system ['true']",
    "a harmless tag": "symbols:\n  x: !!str real",
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nsymbols: *b",
    "flow nesting": "[" * 20_000,
    "block nesting": "- " * 20_000 + "a",
    "a tab": "symbols:\n\tx: real",
    "a list": "- symbols",
    "a text": "symbols",
    "an unknown key": "simbols:\n  x: real",
    "a duplicate key": "symbols:\n  x: real\nsymbols:\n  y: real",
    "a duplicate symbol": "symbols:\n  x: real\n  x: positive",
    "an unknown kind": "symbols:\n  x: reel",
    "a name of the vocabulary": "symbols:\n  exp: real",
    "a letter that looks alike": "symbols:\n  х: real",
    "a path": "symbols:\n  ../../x: real",
    "a cycle": "define:\n  - a := b + 1\n  - b := a + 1",
    "a recursion": "define:\n  - a(t) := a(t - 1) + 1",
    "an explosion": "symbols:\n  x: real\ndefine:\n  - a0 := x + x\n" + "\n".join(f"  - a{i} := a{i - 1}*a{i - 1}" for i in range(1, 30)),
    "a NUL": "symbols:\n  x\x00: real",
    "code": "assume:\n  - __import__('os') == 1",
}


@pytest.mark.parametrize("lines", FRONT_MATTER.values(), ids=FRONT_MATTER.keys())
def test_broken_front_matter_refuses_the_file(lines: str) -> None:
    with pytest.raises(UnreadableEssay) as refusal:
        read_text(f"---\n{lines}\n---\n{claim('1 == 1')}")
    assert all(fault.line >= 1 and fault.column >= 1 and fault.message for fault in refusal.value.faults)


FILES = {
    "empty": "",
    "no claim": "# A title\n",
    "front matter left open": "---\nsymbols:\n  x: real\n" + claim("x == x + 0"),
    "a fence left open": "```claim\n1 == 1\n",
    "a fence closed by too few": "````claim\n1 == 1\n```\n",
    "in a comment": f"<!--\n{claim('1 == 2')}-->\n",
    "in another fence": f"````markdown\n{claim('1 == 2')}````\n",
    "another info string": "```claim x\n1 == 1\n```\n```Claim\n1 == 1\n```\n",
    "a name that is a path": claim("1 == 1", "name: ../../x\n"),
    "a name that is too long": claim("1 == 1", f"name: {'a' * 101}\n"),
    "a name used twice": claim("1 == 1", "name: a\n") + claim("1 == 2", "name: a\n"),
    "an unknown header": claim("1 == 1", "nome: a\n"),
    "a header twice": claim("1 == 1", "name: a\nname: b\n"),
    "an unknown verdict": claim("1 == 1", "expect: maybe\n"),
    "no time": claim("1 == 1", "within: 0\n"),
    "endless time": claim("1 == 1", "within: inf\n"),
    "a time in other digits": claim("1 == 1", "within: \uff11\n"),
    "an undeclared symbol": claim("x == 1"),
    "an undeclared symbol in a number": "[4](<value: q>)\n",
    "a line without end": "a" * 300_000 + "\n" + claim("1 == 1"),
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
def test_errors_of_the_file(text: str) -> None:
    with pytest.raises(UnreadableEssay):
        read_text(text)


def test_fences_of_every_kind_are_read_and_no_others() -> None:
    text = (
        "~~~claim\n1 == 1\n~~~\n\n   ```claim\n   1 < 2\n   ```\n\n> ```claim\n> 1 < 3\n> ```\n\n- item\n\n  ```claim\n  1 < 4\n  ```\n\n"
        "<!--\n```claim\n1 == 2\n```\n-->\n\n````markdown\n```claim\n1 == 3\n```\n````\n\n    ```claim\n    1 == 4\n    ```\n\nend\n"
    )
    assert [written.text for written in read_text(text).claims] == ["1 == 1", "1 < 2", "1 < 3", "1 < 4"]


def test_byte_order_marks_and_line_ends(tmp_path: Path) -> None:
    for number, text in enumerate(b"\xef\xbb\xbf" + (REAL_X + claim("x**2\n  >= 0")).replace("\n", end).encode() for end in ("\n", "\r\n")):
        file = tmp_path / f"{number}.md"
        file.write_bytes(text)
        (written,) = read(file).claims
        assert (written.text, written.line, written.fault) == ("x**2\n  >= 0", 5, None)


@pytest.mark.parametrize("raw", [b"```claim\n1 == 1\n```\n\xe9", "```claim\n1 == 1\n```\n".encode("utf-16"), b"\xff\xfe\x00"])
def test_what_is_not_utf_8_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "essay.md"
    file.write_bytes(raw)
    with pytest.raises(UnreadableEssay, match="not UTF-8"):
        read(file)


def test_files_that_are_no_files_or_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    large = tmp_path / "large.md"
    large.write_text("a\n" * 5_000_000 + claim("1 == 1"))
    assert main(["check", str(tmp_path), str(large), str(tmp_path / "missing.md"), "/dev/zero"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("symbolic: ") and ":1:1: " in line for line in lines)


def test_markdown_that_is_hard_to_parse_ends_soon() -> None:
    for prose in (
        "*a_`[" * 20_000,
        "[a](<" * 20_000,
        ">" * 50_000 + " a",
        "![[" * 20_000,
        "a " + "`" * 100_000,
        "<" * 50_000,
        "| a " * 20_000,
    ):
        assert len(read_text(f"{prose}\n\n{claim('1 == 1')}").claims) == 1


def test_nothing_is_run_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "essay.md"
    mark = tmp_path / "mark"
    file.write_text(
        REAL_X
        + claim(f"__class__('{mark}').touch == 1".replace("__class__", "x.__class__"))
        + claim("9**9**9**9 > 0", "within: 1\n")
        + claim("factorial(factorial(factorial(9))) > 1", "within: 1\n")
        + claim("floor(exp(10**7)) > 1", "within: 1\n")
        + claim("x + 1 > x")
    )
    before = set(os.listdir(tmp_path))
    run = subprocess.run(
        [sys.executable, "-m", "symbolic", "check", str(file), "--jobs", "2"], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stdout + run.stderr
    assert "fault of this program" not in run.stdout + run.stderr
    assert set(os.listdir(tmp_path)) == before
    verdicts = {line.split()[1].split("::")[1]: line.split()[0] for line in run.stdout.splitlines() if "::" in line and " s" in line}
    assert verdicts["claim-1"] == "error"
    assert verdicts["claim-5"] == "proved"
    assert "refuted" not in verdicts.values()


def test_escape_sequences_of_a_file_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "essay.md"
    file.write_text("[\x1b[31mred](value:1) [\u202e5](value:5)\n")
    assert main(["check", str(file), "--jobs", "1"]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed


PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "```claim\n",
            "```\n",
            "~~~claim\n",
            "~~~\n",
            "> ",
            "- ",
            "    ",
            "<!--\n",
            "-->\n",
            "\n",
            "\r\n",
            "\t",
            "\ufeff",
            "\x00",
        ),
        *("symbols:\n  x, y: positive\n", "functions:\n  f: increasing\n", "define:\n  - g(a) := a + x\n", "assume:\n  - x < y\n"),
        *(
            "  z: 0 < z < 1\n",
            "  - ",
            "name: a\n",
            "expect: refuted\n",
            "assume: x > 1, y > 2\n",
            "latex: x < y\n",
            "within: 2\n",
            "note: n\n",
        ),
        *("x", "y", "f(x)", "g(y)", "f", "q", "1", "0.1", "1e5", "pi", "oo", "(", ")", "[", "]", ",", "+", "-", "*", "/", "**", "^"),
        *(
            "==",
            "<",
            "<=",
            "!=",
            "=",
            ":=",
            " and ",
            " or ",
            "not ",
            "implies(",
            "forall(",
            "exists(c, ",
            "increasing(",
            "approx(",
            "diff(",
        ),
        *("sum(1, (i, 1, 2))", "integral(x, (t, 0, 1))", "limit(x, x, 0)", "piecewise((1, x > 0), (2, True))", "root(x, 0)", "beta(1)"),
        *(
            "[4.2 %](<value: x at x = 2>)",
            "[",
            "](<value: ",
            ">)",
            " at ",
            "about ",
            "%",
            "lambda",
            "if",
            "is",
            ".",
            "'",
            '"',
            "#",
            ";",
            "\\",
        ),
        *("&a", "*a", "!!int", "{", "}", "|", "?", ": ", "é", "х", "\u202e", "𝟏"),
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_ends_in_claims_or_in_a_refusal(text: str) -> None:
    found = claims_or_faults(text)
    assert found
    assert all(isinstance(each, Fault) or (each.claim is None) != (each.fault is None) for each in found)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=20).map("".join), st.lists(PIECES, max_size=6).map("".join))
def test_any_statement_is_read_or_refused(statement: str, headers: str) -> None:
    front = "---\nsymbols:\n  x, y: positive\nfunctions:\n  f: increasing\ndefine:\n  - g(a) := a + x\n---\n"
    assert claims_or_faults(f"{front}```claim\n{headers}{statement}\n```\n")


FORMULA = st.sampled_from(
    [
        *(
            r"\frac",
            r"\sqrt",
            r"\sum",
            r"\int",
            r"\lim",
            r"\prod",
            r"\log",
            r"\sin",
            r"\begin{cases}",
            r"\end{cases}",
            r"\left(",
            r"\right)",
        ),
        *(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "|",
            "_",
            "^",
            "'",
            "x",
            "y",
            "f",
            "d",
            "e",
            "1",
            "12",
            "0.5",
            "+",
            "-",
            "=",
            "<",
            r"\le",
            r"\to",
            "!",
        ),
        *(r"\infty", r"\,", " ", "&", r"\\", r"\text{if }", r"\mathrm{loss}", r"\forall", r"\wedge", r"\neg", r"\implies", r"\colon", ","),
        *(
            r"\operatorname{erf}",
            r"\Gamma",
            r"\max",
            r"\binom",
            "i=1",
            "dx",
            r"\frac{d}{dx}",
            r"\partial",
            r"\lfloor",
            r"\rfloor",
            "{}_1F_1",
        ),
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=60), st.lists(FORMULA, max_size=25).map("".join)))
def test_any_formula_is_read_or_refused(formula: str) -> None:
    with contextlib.suppress(LanguageError):
        assert statement_text(formula, Names.of(["x", "y", "loss"], ["f"]))
