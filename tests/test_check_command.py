"""`symbolic check`: exit statuses, the JSON schema, order, limits, and that one claim never takes the others down."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from symbolic.cli import main
from symbolic.essays import checking
from symbolic.essays.markdown import read_text

EXAMPLE = """---
symbols:
  n, m: positive            # customers, days
  k: 0 < k < m              # days until the open model improves
  x, y, z: positive         # training compute
functions:
  f: increasing             # value per customer per day
assume:
  - x < y < z
define:
  - revenue(c) := n*m*(f(c) - f(x))
---
# How do open models affect the incentive to race?

The gain from upgrading does not depend on the open model.

```claim
name: upgrade-difference
revenue(z) - revenue(y) == n*m*(f(z) - f(y))
```

```claim
name: upgrade-independent-of-open-model
independent(revenue(z) - revenue(y), x)
```

```claim
name: always-profitable
assume: n == 1, m == 1
expect: refuted
revenue(y) > 1
```
"""
KEYS = {
    *("id", "line", "verdict", "expect", "ok", "method", "grade", "trusts", "seconds", "counterexample", "message", "latex"),
}


def essay(folder: Path, text: str, name: str = "essay.md") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def claims(*statements: str) -> str:
    return "---\nsymbols:\n  x, y: real\n---\n" + "\n".join(f"```claim\n{statement}\n```\n" for statement in statements)


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    status = main(["check", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_example_of_the_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = essay(tmp_path, EXAMPLE)
    status, report = checked(capsys, file)
    assert status == 0
    assert report["schema"] == 1
    assert report["summary"] == {"proved": 2, "tested": 0, "refuted": 1, "undecided": 0, "error": 0}
    first, second, third = report["claims"]  # type: ignore[misc]
    assert all(set(entry) == KEYS for entry in (first, second, third))
    assert (first["id"], first["line"], first["verdict"], first["ok"]) == ("essay.md::upgrade-difference", 17, "proved", True)
    assert first["grade"] == "exact"
    assert first["trusts"]
    assert first["latex"]
    assert second["counterexample"] is None
    assert (third["verdict"], third["expect"], third["ok"]) == ("refuted", "refuted", True)
    assert {"x", "y", "z", "f"} <= set(third["counterexample"])
    assert main(["check", file]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"proved +essay\.md::upgrade-difference +normal form \(exact\) +\d+\.\d+ s", printed)
    assert re.search(r"counterexample: .*f\(", printed)
    assert "left side" in printed
    assert printed.splitlines()[-1].startswith("3 claims: 2 proved (2 exact), 1 refuted, all as expected; ")


def endless(task: checking.Task) -> object:
    """In place of the methods: claims with a product of symbols keep C code busy that does not return, all others go on."""
    written = checking.claim_of(task)
    return 9 ** (9**12) if "x*y" in written.text else _verdict_on(task)


_verdict_on = checking.verdict_on
ENDLESS = "expect: undecided\nwithin: 0.5\nx*y > 0"


def test_exit_statuses(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "verdict_on", endless)
    assert main(["check", essay(tmp_path, claims("x + 1 > x"))]) == 0
    assert main(["check", essay(tmp_path, claims("x + 1 > x")), "--strict"]) == 0
    assert main(["check", essay(tmp_path, claims("x + 1 > x", "x > 0"))]) == 1
    assert main(["check", essay(tmp_path, claims("expect: error\n1/x > 0"))]) == 0
    assert main(["check", essay(tmp_path, claims(ENDLESS))]) == 0
    assert main(["check", essay(tmp_path, claims(ENDLESS)), "--strict"]) == 3
    assert main(["check", essay(tmp_path, claims(ENDLESS, "x > 0")), "--strict"]) == 1
    capsys.readouterr()
    assert main(["check", essay(tmp_path, claims("q > 0"))]) == 2
    assert capsys.readouterr().err.endswith("essay.md:6:1: `q` is not declared\n")
    assert main(["check", str(tmp_path / "missing.md")]) == 2
    assert main(["check", essay(tmp_path, claims("x > 0")), "-k", "claim-2"]) == 2
    assert main(["check"]) == 2


def test_an_error_in_one_file_leaves_all_unchecked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = essay(tmp_path, claims("x + 1 > x"), "good.md")
    bad = essay(tmp_path, claims("x + 1 > z", "y + w > v"), "bad.md")
    assert main(["check", good, bad]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.rpartition("/")[2] for line in printed.err.splitlines()] == ["bad.md:6:9: `z` is not declared"]


def test_several_files_names_and_parts_of_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    one = essay(tmp_path, claims("name: first\nx + 1 > x", "name: second\nx < x + 2"))
    two = essay(tmp_path / "other", claims("name: first\nx + 3 > x"), "two.md")
    _, report = checked(capsys, one, two)
    assert [entry["id"] for entry in report["claims"]] == ["essay.md::first", "essay.md::second", "two.md::first"]  # type: ignore[attr-defined]
    _, report = checked(capsys, one, two, "-k", "first")
    assert [entry["id"] for entry in report["claims"]] == ["essay.md::first", "two.md::first"]  # type: ignore[attr-defined]
    same = essay(tmp_path / "other", claims("name: first\nx + 3 > x"))
    _, report = checked(capsys, one, same)
    ids = [entry["id"] for entry in report["claims"]]  # type: ignore[attr-defined]
    assert len(set(ids)) == 3


def test_results_come_in_the_order_of_the_file_and_are_the_same_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statements = ["x**2 + y**2 >= 2*x*y", "x > 0", "1 == 2", "x + 1 > x", "exp(x) > x", "x*y <= x**2", "1/x == 1/x + 0", "x == y"]
    file = essay(tmp_path, claims(*statements))
    seen = []
    for jobs in ("1", "2", "3"):
        _, report = checked(capsys, file, "--jobs", jobs)
        seen.append([{key: value for key, value in entry.items() if key != "seconds"} for entry in report["claims"]])  # type: ignore[attr-defined]
    assert seen[0] == seen[1] == seen[2]
    assert [entry["id"].rpartition("-")[2] for entry in seen[0]] == [str(number) for number in range(1, 9)]


def test_errors_of_claims_name_the_place_and_the_term(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statements = ["x +* 1 == 2", "sin(x, y) == 0", "sqrt(x)**2 == x", "assume: x > 1, x < 0\ny > 0", "latex: x = 2\nx == 1", "x[0] == 1"]
    status, report = checked(capsys, essay(tmp_path, claims(*statements)))
    assert status == 1
    entries = report["claims"]
    assert [entry["verdict"] for entry in entries] == ["error"] * 6  # type: ignore[attr-defined]
    messages = [entry["message"] for entry in entries]  # type: ignore[attr-defined]
    assert messages[0].startswith("line 6, column ")
    assert "`sin`" in messages[1]
    assert "`sqrt(x)`" in messages[2]
    assert "x = -" in messages[2]
    assert "contradict" in messages[3]
    assert "latex" in messages[4]


def test_a_claim_without_symbols_is_refuted_with_both_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = checked(capsys, essay(tmp_path, claims("pi > 22/7", "3 < pi < 3.1", "approx(pi, 3.15, 3)", "pi == 355/113")))
    for entry in report["claims"]:  # type: ignore[attr-defined]
        assert (entry["verdict"], entry["counterexample"]) == ("refuted", {})
        assert "3.14159" in entry["message"]
    assert "3.141592653" in report["claims"][3]["message"]  # type: ignore[index]


def test_time_is_limited_from_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "verdict_on", endless)
    file = essay(tmp_path, claims("within: 1\nx*y > 0", "x + 1 > x", "x*y > 1"))
    status, report = checked(capsys, file, "--timeout", "2", "--jobs", "1")
    first, second, third = report["claims"]  # type: ignore[misc]
    assert status == 1
    assert [entry["verdict"] for entry in (first, second, third)] == ["undecided", "proved", "undecided"]
    assert [entry["message"] for entry in (first, third)] == ["ran out of its 1 s", "ran out of its 2 s"]
    assert 1.0 <= first["seconds"] < 2.0
    assert 2.0 <= third["seconds"] < 3.0


def test_enormous_numbers_are_answered_or_refused_within_the_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    statements = ["9**9**9**9 > 0", "factorial(factorial(factorial(9))) > 1", "floor(exp(10**7)) > 1", "10**10**10 - 10**10**10 == 0"]
    _, report = checked(capsys, essay(tmp_path, claims(*(f"within: 2\n{statement}" for statement in statements))))
    for entry in report["claims"]:  # type: ignore[attr-defined]
        assert entry["verdict"] in ("proved", "tested", "undecided", "error")
        assert entry["seconds"] < 3.0


def test_no_process_and_no_file_is_left(tmp_path: Path) -> None:
    file = essay(tmp_path, claims("within: 1\nfactorial(factorial(factorial(9))) > 1", "x + 1 > x"))
    mark = f"SYMBOLIC_TEST_MARK={os.getpid()}-{time.time_ns()}"
    name, _, value = mark.partition("=")
    run = subprocess.run(
        [sys.executable, "-m", "symbolic", "check", file],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, name: value},
    )
    assert run.returncode in (0, 1)
    assert os.listdir(tmp_path) == ["essay.md"]
    if sys.platform.startswith("linux"):
        assert not [process for process in os.listdir("/proc") if process.isdigit() and _has_mark(process, mark)]


def _has_mark(process: str, mark: str) -> bool:
    try:
        return mark.encode() in Path(f"/proc/{process}/environ").read_bytes()
    except OSError:
        return False


def test_memory_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = claims("x + 1 > x")
    file = checking.File("essay.md", "essay.md", text)

    def greedy(task: object) -> object:
        return bytearray(3 * 2**30)

    monkeypatch.setattr(checking, "verdict_on", greedy)
    (row,) = checking.check(checking.tasks([file]), 1)
    assert row.verdict.verdict == "undecided"
    assert "memory" in (row.verdict.message or "")


def test_the_sentence_before_a_claim_is_what_it_says() -> None:
    written = read_text(EXAMPLE).claims[0]
    assert written.says == "The gain from upgrading does not depend on the open model."
    assert written.claim is not None
    assert written.claim.says == written.says
    first, second, third = read_text("Words.\n\n# Title\n\n```claim\n1 == 1\n```\n\nTwo\nlines.\n\n" + "```claim\n2 == 2\n```\n" * 2).claims
    assert (first.says, second.says, third.says) == ("", "Two lines.", "Two lines.")


def test_repair_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = essay(tmp_path, claims("sqrt(x**2) == x", "expect: refuted\nassume: x < y\nx**2 < y**2"))
    assert main(["check", file]) == 1
    assert capsys.readouterr().out.count("true if also `x >= 0`") == 1
    assert main(["check", file, "--repair"]) == 1
    assert capsys.readouterr().out.count("true if also `x >= 0`") == 2
    assert main(["check", file, "--no-repair"]) == 1
    assert "true if" not in capsys.readouterr().out


def test_the_command_starts_fast(tmp_path: Path) -> None:
    file = essay(tmp_path, claims("x + 1 > x"))
    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "symbolic", "check", file], capture_output=True, check=True)
        seconds.append(time.perf_counter() - begin)
    assert min(seconds) < 10.0  # about 1 s on an idle machine; many tests at once may share one
