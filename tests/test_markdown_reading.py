"""Reading Markdown essays: what is a claim, what it may use, and which errors are the file's."""

from __future__ import annotations

from pathlib import Path

import pytest

from symbolic.essays.markdown import UnreadableEssay, read, read_text
from symbolic.methods.portfolio import check

FRONT = """---
symbols:
  x, y: real
  k: 0 < k < m
  m, no, on: positive
functions:
  f on positive: increasing, concave
  g(2): any
---
"""


def essay(claim: str, front: str = FRONT) -> str:
    return f"{front}# Title\n\nText.\n\n```claim\n{claim}\n```\n"


def test_names_lines_and_headers() -> None:
    text = (
        essay("name: first\nassume: x > 1, max(x, y) < 7\nexpect: refuted\nwithin: 2.5\nnote: why\n\nx**2 <\n  y")
        + "\n~~~ claim\n1 < 2\n~~~\n"
    )
    first, second = read_text(text).claims
    assert (first.name, first.line, first.expect, first.within, first.note) == ("first", 14, "refuted", 2.5, "why")
    assert first.text == "x**2 <\n  y"
    assert first.claim is not None
    assert [str(a) for a in first.claim.given.assumptions] == ["x > 1", "Max(x, y) < 7"]
    assert (second.name, second.line) == ("claim-2", 25)


def test_claims_stand_in_fences_only() -> None:
    fence = "```claim\n1 < 2\n```\n"
    indented = "    ```claim\n    1 < 2\n    ```\n"
    hidden = f"<!--\n{fence}-->\n\n````text\n{fence}````\n\n```claims\n1 < 2\n```\n\n{indented}"
    with pytest.raises(UnreadableEssay, match="no claim"):
        read_text(hidden)
    listed = "* item\n\n  ```claim\n  name: inside\n  1 <\n    2\n  ```\n\n> ```claim\n> zz < 2\n> ```\n"
    with pytest.raises(UnreadableEssay) as refusal:
        read_text(listed)
    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(10, 3)]


def test_chains_come_with_the_symbols_that_are_used() -> None:
    used, unused = (read_text(essay(claim)).claims[0].claim for claim in ("k > 0", "x > y"))
    assert used is not None
    assert unused is not None
    assert [str(a) for a in used.given.assumptions] == ["0 < k", "k < m"]
    assert unused.given.assumptions == ()


def test_chains_guard_the_assumptions() -> None:
    """What a symbol is declared to be stands before what is assumed of it: log(p) has a value for 0 < p < 1."""
    front = "---\nsymbols:\n  p: 0 < p < log(r)\n  r: r > 1\nassume:\n  - sqrt(p) < 1/2\n---\n"
    claim = read_text(essay("assume: log(p) < -2\np < 1/4", front)).claims[0].claim
    assert claim is not None
    assert [str(a) for a in claim.given.assumptions][:3] == ["r > 1", "0 < p", "p < log(r)"]
    assert check(claim).verdict in ("proved", "tested")


def test_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "essay.md"
    path.write_bytes(("\ufeff" + essay("x + zz > 0").replace("\n", "\r\n")).encode())
    with pytest.raises(UnreadableEssay) as refusal:
        read(path)
    assert [(fault.line, fault.column, fault.term) for fault in refusal.value.faults] == [(15, 5, "zz")]
    path.write_bytes(essay("x > \xe4").encode("latin-1"))
    with pytest.raises(UnreadableEssay, match="UTF-8"):
        read(path)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("no claim here", 1, 1),
        ("---\nsymbols:\n  x: real\n", 1, 1),
        ("---\nsymbls:\n  x: real\n---\n", 2, 1),
        ("---\nsymbols:\n  x: real\nsymbols:\n  y: real\n---\n", 4, 1),
        ("---\nsymbols:\n  x: real\n  x: real\n---\n", 4, 3),
        ("---\nsymbols:\n  x: reel\n---\n", 3, 6),
        ("---\nsymbols:\n  exp: real\n---\n", 3, 3),
        ("---\nsymbols:\n  x: !!python/name:os.system real\n---\n", 3, 6),
        ("---\nsymbols: &a\n  x: real\nfunctions: *a\n---\n", 2, 10),
        ("---\nsymbols:\n  x: real\ndefine:\n  - a := b*x\n  - b := a\n---\n", 5, 10),
        ("---\nsymbols:\n  x: real\nassume:\n  - x < zz\n---\n", 5, 9),
        ("---\nsymbols:\n  x: [real]\n---\n", 3, 6),
        ("---\n- x\n---\n", 2, 1),
        (essay("nme: a\nx > 0"), 15, 1),
        (essay("name: a\nname: b\nx > 0"), 16, 1),
        (essay("name: ../../x\nx > 0"), 15, 7),
        (essay("expect: maybe\nx > 0"), 15, 9),
        (essay("within: 0\nx > 0"), 15, 9),
        (essay("assume: x > zz\nx > 0"), 15, 13),
        (essay("name: a\nx > 0") + "\n```claim\nname: a\nx > 1\n```\n", 19, 1),
        (FRONT + "\n```claim\nx > 0\n", 11, 1),
        (essay("h(x) > 0"), 15, 1),
    ],
)
def test_errors_of_the_file(text: str, line: int, column: int) -> None:
    with pytest.raises(UnreadableEssay) as refusal:
        read_text(text)
    fault = refusal.value.faults[0]
    assert (fault.line, fault.column) == (line, column)
    assert fault.message


@pytest.mark.parametrize(
    "claim", ["x >", "x > 0, y > 0", "f(x, y) > 0", "sin(x, y) > 0", "x[0] > 0", "", "assume: x >\nx > 0", "x > 0 y > 1"]
)
def test_errors_of_one_claim_leave_the_others(claim: str) -> None:
    first, second = read_text(essay(claim) + "\n```claim\nx**2 >= 0\n```\n").claims
    assert first.claim is None
    assert first.fault is not None
    assert second.claim is not None
    assert check(second.claim).verdict == "proved"


def test_a_quotient_keeps_its_condition() -> None:
    """x/x is undefined at 0, whatever it is equal to elsewhere; also below a quantifier and inside a sum."""
    for claim in ("x/x == 1", "forall(t, t/t == 1)", "sum(j/j, (j, 0, 3)) == 4", "0*(1/x) == 0", "(x**2 - x)/x == x - 1"):
        written = read_text(essay(claim)).claims[0].claim
        assert written is not None
        assert check(written).verdict in ("error", "undecided"), claim
    guarded = read_text(essay("implies(x != 0, x/x == 1)")).claims[0].claim
    assert guarded is not None
    assert check(guarded).verdict == "proved"
