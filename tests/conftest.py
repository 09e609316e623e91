"""Essays of the tests' own: small modules in a package of their own, found as those of `proofs` are."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from symbolic.essays.modules import Shelf

PREFIX = """
import os, pathlib, sys, time
from sympy import Symbol
from symbolic import *
x = Symbol("x", positive=True)
y = Symbol("y", positive=True)
"""
_numbers = itertools.count()
collect_ignore_glob = ["claims/*"]  # `test_claims_files.py` runs them


@pytest.fixture(autouse=True)
def _no_verdicts_of_other_runs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with an empty cache, and none touches the user's."""
    monkeypatch.setenv("SYMBOLIC_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def shelve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shelf]:
    """`shelve(name=source, ...)`: a shelf whose essays are these modules, `__` in a name being a dot; `plain` sources have no preamble.

    Every package has a name of its own, so that nothing is found in a cache.
    """

    def build(*, plain: bool = False, **sources: str) -> Shelf:
        package = f"scratch_essays_{next(_numbers)}"
        for name, source in sources.items():
            file = tmp_path / package / f"{name.replace('__', '/')}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(("" if plain else PREFIX) + textwrap.dedent(source))
        for folder in {tmp_path / package, *(tmp_path / package / name.partition("__")[0] for name in sources if "__" in name)}:
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / "__init__.py").exists():
                (folder / "__init__.py").write_text("")
        monkeypatch.syspath_prepend(tmp_path)
        return Shelf(essays=package)

    return build
