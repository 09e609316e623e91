"""Numbers in the text: what is printed must be the expression rounded to the digits printed, or what the word before it says."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from symbolic.claims.verdict import ERROR, PROVED, REFUTED
from symbolic.cli import main
from symbolic.essays.markdown import UnreadableEssay, WrittenClaim, read_text
from symbolic.essays.markdown.numbers import printed
from symbolic.language.text.faults import TextFault
from symbolic.methods.portfolio import check

FRONT = """---
symbols:
  n, N, b: positive
  p: 0 < p < 1
  x: real
  k: natural
functions:
  f: increasing
assume:
  - n < b
define:
  - rate(a) := n/(a + N + n)
---
"""


def written(line: str) -> list[WrittenClaim]:
    return list(read_text(FRONT + line + "\n").claims)


def verdict(line: str) -> str:
    (claim,) = written(line)
    return ERROR if claim.claim is None else check(claim.claim).verdict


TRUE = [
    "[4.2 %](<value: n/(b + N + n) at b = 299, N = 64, n = 16>)",
    "[4.2%](<value: rate(299) at N = 64, n = 16>)",
    "[4.22\u00a0%](<value: rate(299) at N = 64, n = 16>)",
    "[9,999.5](<value: -1/log(1 - p) at p = 0.0001>)",
    "[10\u2009000](<value: 9999.5>)",
    "[3](value:pi)",
    "[3.14159](value:pi)",
    "[-3.14](<value: -pi>)",
    "[\u22123.14](<value: -pi>)",
    "[+3.1](<value: pi>)",
    "[**3.14**](<value: pi>)",
    "[1.6×10^6](<value: 1550000>)",
    "[1.6 × 10⁶](<value: 1560000>)",
    "[2.5e-3](<value: 1/400>)",
    "[2.5×10^-3](<value: 1/400>)",
    "[1](<value: 1/2>)",  # half away from zero
    "[-1](<value: -1/2>)",
    "[0](<value: 49/100>)",
    "[0.00](<value: -1/1000>)",
    "[2](<value: diff(x**2, x) at x = 1>)",
    "[about 10,000](<value: 15000>)",
    "[About 4.20](<value: 4.3>)",
    "[nearly 100 %](<value: 1/2>)",
    "[more than 75 %](<value: 0.7501>)",
    "[less than 1 %](<value: 1/101>)",
    "[at least 3](<value: 3>)",
    "[at most 3](<value: 3>)",
    "[more\nthan 3](<value: pi>)",
    "[twice](<value: rate(2)/rate(2)*2 at N = 3, n = 1>)",
    "[1](<value: x**0>)",
    "[3](<value: q*r at q = 2, r = 3/2>)",  # names of the link's own
]


@pytest.mark.parametrize("line", TRUE)
def test_numbers_that_are_right(line: str) -> None:
    assert verdict(line) == PROVED


FALSE = [
    "[4.3 %](<value: n/(b + N + n) at b = 299, N = 64, n = 16>)",
    "[4.2](<value: n/(b + N + n) at b = 299, N = 64, n = 16>)",
    "[4.20 %](<value: n/(b + N + n) at b = 299, N = 64, n = 16>)",
    "[10,000](<value: -1/log(1 - p) at p = 0.0001>)",
    "[0](<value: 1/2>)",
    "[0](<value: -1/2>)",
    "[3.1415](value:pi)",
    "[-3.14](value:pi)",
    "[1.5×10^6](<value: 1550000>)",
    "[about 10,000](<value: 20001>)",
    "[more than 75 %](<value: 3/4>)",
    "[less than 1 %](<value: 1/100>)",
    "[at least 3](<value: 2.999>)",
    "[twice](<value: 3>)",
    "[3](<value: sqrt(x**2) at x = 4>)",
]


def test_assumptions_about_functions_are_kept() -> None:
    front = "---\nsymbols:\n  x: real\n  w: positive\nfunctions:\n  f: increasing\nassume:\n  - f(x) == 2\n  - w > 5\n---\n"
    (claim,) = read_text(front + "[2](<value: f(3) at x = 3>)\n").claims
    assert claim.claim is not None
    assert check(claim.claim).verdict == PROVED


@pytest.mark.parametrize("line", FALSE)
def test_numbers_that_went_stale(line: str) -> None:
    assert verdict(line) == REFUTED


WRONG = [
    "[roughly 4](value:4)",
    "[4 people](value:4)",
    "[four](value:4)",
    "[](value:4)",
    "[1,00](value:100)",
    "[1,0000](value:10000)",
    "[4 5](value:45)",
    "[1/2](value:0.5)",
    "[1e9999999](value:1)",
    "[3](<value: x at x = >)",
    "[3](<value: x at x = n>)",
    "[3](<value: x at x = 3, x = 4>)",
    "[3](<value: x at pi = 3>)",
    "[3](<value: f at f = 3>)",
    "[3](<value: n at n = -3>)",
    "[3](<value: k at k = 7/2>)",
    "[3](<value: p at p = 3>)",
    "[3](<value: n + b at n = 2, b = 1>)",  # contradicts n < b
    "[3](<value: 1/x at x = 0>)",
    "[3](<value: x == 3>)",
    "[3](<value: >)",
]


@pytest.mark.parametrize("line", WRONG)
def test_other_words_and_impossible_values_are_errors(line: str) -> None:
    assert verdict(line) == ERROR


def test_undeclared_names_are_errors_of_the_file() -> None:
    with pytest.raises(UnreadableEssay) as refusal:
        written("words, then [3](<value: q + 1>)")
    (fault,) = refusal.value.faults
    assert (fault.line, fault.column, fault.term) == (14, 13, "q")


def test_names_and_lines() -> None:
    lines = "One [1](value:1), [2](value:2)\nand [3](value:3).\n\n> Quoted\n> [4](value:4)\n\n- listed [5](value:5)\n\n"
    lines += "[6][six]\n\n[six]: <value: 6>"
    names = [claim.name for claim in written(lines)]
    assert names == ["value-L14", "value-L14-2", "value-L15", "value-L18", "value-L20", "value-L22"]


def test_what_is_no_link_is_no_claim() -> None:
    text = "`[1](value:2)` <!-- [1](value:2) --> ![1](value:2) [1](http://value:2) <value:2>\n\n    [1](value:2)\n\n```claim\n1 == 1\n```\n"
    assert [claim.name for claim in written(text)] == ["claim-1"]


def test_numbers_and_claims_stand_in_the_order_of_the_file() -> None:
    text = "```claim\n1 == 1\n```\n\n[2](value:2)\n\n```claim\nname: last\n3 == 3\n```"
    assert [claim.name for claim in written(text)] == ["claim-1", "value-L18", "last"]


def test_the_message_gives_the_right_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "essay.md"
    file.write_text(
        "[4.3 %](<value: 16/379>) [9,990](<value: 12345678/1000>) [1.5×10^6](<value: 1560000>) [more than 3](<value: pi - 1>)\n"
    )
    assert main(["check", str(file), "--json"]) == 1
    messages = [entry["message"] for entry in json.loads(capsys.readouterr().out)["claims"]]
    assert [message.partition("; it is ")[2] for message in messages] == ["4.2 %", "12,346", "1.6×10^6", "2"]


def test_the_reading_of_a_number() -> None:
    said = printed("about 12,300.50 %")
    assert (said.number, said.unit, said.last_unit, said.word) == (Fraction(1230050, 10000), Fraction(1, 10000), Fraction(1, 1000), "about")
    with pytest.raises(TextFault):
        printed("about")
