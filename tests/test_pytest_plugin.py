"""Claims as test items: named, selected, spread over processes and reported as tests are."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ESSAY = """---
symbols:
  x, y: real
---
# An essay

A square is never negative.

```claim
name: squares
x**2 >= 0
```

Squaring keeps the order of numbers.

```claim
name: order-of-squares
assume: x < y
x**2 < y**2
```

```claim
name: known-to-be-false
expect: refuted
x > 1
```

The circle constant is about [3.14](value:pi), once [3.15](value:pi).
"""
OTHER_FORMAT = "````markdown\n```claim\n1 == 2\n```\n````\n"
PLAIN = "def test_nothing():\n    pass\n"
MODULE = '''"""A title."""
from sympy import Symbol
from symbolic import Claim, REFUTED, greater

x = Symbol("x", positive=True)
sum_is_larger = Claim(says="A sum is larger than its part.", states=greater(x + 1, x))
large = Claim(says="Every number exceeds one.", states=greater(x, 1))
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "essay.md").write_text(ESSAY)
    (tmp_path / "README.md").write_text("# Words only\n")
    (tmp_path / "format.md").write_text(OTHER_FORMAT)
    (tmp_path / "test_plain.py").write_text(PLAIN)
    return tmp_path


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest in `folder`; the plugin comes from its entry point."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", str(folder), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_claims_of_a_file_are_items(folder: Path) -> None:
    run = run_pytest(folder, "essay.md", "-v")
    assert run.returncode == 1
    outcomes = {line.split()[0]: line.split()[1] for line in run.stdout.splitlines() if line.startswith("essay.md::")}
    assert outcomes == {
        "essay.md::squares": "PASSED",
        "essay.md::order-of-squares": "FAILED",
        "essay.md::known-to-be-false": "PASSED",
        "essay.md::value-L28": "PASSED",
        "essay.md::value-L28-2": "FAILED",
    }
    failure = run.stdout.partition("FAILURES")[2]
    for shown in (
        "refuted by falsification, expected proved",
        "says: Squaring keeps the order of numbers.",
        "states: x**2 < y**2",
        "for: ",
        "counterexample: x = -1, y = 1",
        "left side 1, right side 1",
        "the text says 3.15; it is 3.14",
    ):
        assert shown in failure
    assert "Traceback" not in run.stdout
    assert "pytest_plugin.py" not in run.stdout


def test_a_folder_with_files_without_claims(folder: Path) -> None:
    run = run_pytest(folder, ".", "-k", "squares or plain or nothing", "-q")
    assert "2 failed" not in run.stdout
    assert "error" not in run.stdout.lower()
    assert "format.md" not in run.stdout
    assert "1 failed, 2 passed" in run.stdout


def test_selection_reports_processes_and_seeds(folder: Path) -> None:
    report = folder / "report.xml"
    run = run_pytest(folder, "essay.md", "-k", "squares and not order", "-n", "2", f"--junitxml={report}", "--hypothesis-seed=7")
    assert run.returncode == 0, run.stdout + run.stderr
    (case,) = ElementTree.parse(report).getroot().iter("testcase")
    assert case.get("name") == "squares"
    properties = {entry.get("name"): entry.get("value") for entry in case.iter("property")}
    assert properties["verdict"] == "proved"
    assert properties["grade"] == "exact"


def test_a_file_that_cannot_be_read_is_an_error_with_its_place(folder: Path) -> None:
    (folder / "broken.md").write_text("```claim\nq > 0\n```\n")
    run = run_pytest(folder, "broken.md")
    assert run.returncode == 2
    assert "broken.md:2:1: `q` is not declared" in run.stdout
    assert "Traceback" not in run.stdout


def test_modules_of_claims(folder: Path) -> None:
    (folder / "proofs").mkdir()
    (folder / "proofs" / "__init__.py").write_text("")
    (folder / "proofs" / "numbers_at_large.py").write_text(MODULE)
    run = run_pytest(folder, "proofs", "-v")
    assert "proofs/numbers_at_large.py::sum_is_larger PASSED" in run.stdout
    assert "proofs/numbers_at_large.py::large FAILED" in run.stdout
    assert "says: Every number exceeds one." in run.stdout


def test_the_plugin_imports_nothing_heavy() -> None:
    code = "import sys, symbolic.pytest_plugin; print([m for m in ('sympy', 'z3', 'markdown_it', 'yaml', 'flint') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
