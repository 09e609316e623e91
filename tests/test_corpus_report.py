"""The report on a folder of claims counts what is right, unsettled and wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import corpus_report

FRONT = "---\nsymbols:\n  x: real\n---\n"


def block(name: str, statement: str, expect: str = "proved") -> str:
    return f"```claim\nname: {name}\nexpect: {expect}\n{statement}\n```\n"


def test_verdicts_are_sorted_by_what_is_expected() -> None:
    assert corpus_report.outcome("proved", ["proved"]) == "right"
    assert corpus_report.outcome("error", ["error", "proved"]) == "right"
    assert corpus_report.outcome("proved", ["refuted"]) == "wrong"
    assert corpus_report.outcome("refuted", ["error"]) == "wrong"
    assert corpus_report.outcome("tested", ["proved"]) == "unsettled"
    assert corpus_report.outcome("undecided", ["refuted"]) == "unsettled"


def test_a_folder_is_reported_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# words\n")
    (tmp_path / "good.md").write_text(FRONT + block("a", "x + 1 > x") + block("b", "x > 0", "refuted"))
    (tmp_path / "other.md").write_text(FRONT + block("root", "sqrt(x)**2 == x"))
    (tmp_path / "other.expected.json").write_text(json.dumps({"verdicts": {"other.md::root": ["error"]}}))
    assert corpus_report.main([str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:5] for line in lines[1:]] == [["good.md", "2", "2", "0", "0"], ["other.md", "1", "1", "0", "0"]]
    (tmp_path / "bad.md").write_text(FRONT + block("c", "x + 1 > x", "refuted"))
    assert corpus_report.main([str(tmp_path)]) == 1
    assert "WRONG:\n  bad.md::c: proved, expected refuted" in capsys.readouterr().out


def test_a_folder_that_is_absent_is_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus_report.main([str(tmp_path / "absent")]) == 0
    assert capsys.readouterr().out.startswith("no claims in ")
