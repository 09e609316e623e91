"""The README is true: its Python sessions and its commands are run and compared with what it says."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from symbolic.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, str]]:
    """Each `$ symbolic ...` with the output that the README shows for it."""
    for block in blocks("console"):
        yield from re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)


def without_times(text: str) -> str:
    return re.sub(r" +\d+\.\d+ s\b", " T s", text)


@pytest.mark.parametrize("session", blocks("python"))
def test_python_session(session: str) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    report: list[str] = []
    runner.run(doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0), out=report.append)
    assert runner.failures == 0, "".join(report)
    assert runner.tries > 3


@pytest.mark.parametrize(("command", "output"), list(commands()))
def test_command(command: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(command)
    assert program == "symbolic"
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert printed.strip()
    if output:
        assert without_times(printed) == without_times(output)


def test_the_first_two_commands_are_the_two_that_do_everything() -> None:
    assert [line.split("#")[0].strip() for line in blocks("sh")[0].splitlines()] == ["make verify", "make test"]
    assert all(re.search(rf"^{target}:", MAKEFILE, re.MULTILINE) for target in ("verify", "test", "clean"))


def test_folders_of_the_tree_exist_and_are_all_named() -> None:
    named = {line.split()[0].rstrip("/") for line in blocks("text")[0].splitlines()}
    assert all((ROOT / folder).is_dir() for folder in named)
    present = {f"symbolic/{path.name}" for path in (ROOT / "symbolic").iterdir() if (path / "__init__.py").exists()}
    assert present <= named
