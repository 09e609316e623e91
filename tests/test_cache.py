"""Verdicts kept from run to run: what comes back is what was kept, or nothing; what has changed is checked again, and only that."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import symbolic.essays.cache as module
from symbolic.claims.verdict import ERROR, PROVED, REFUTED, TESTED, UNDECIDED, Verdict
from symbolic.cli import main
from symbolic.essays.cache import Cache, Unusable, folder, packed, unpacked
from symbolic.essays.fingerprint import fingerprint
from symbolic.essays.memory import Memory
from symbolic.essays.modules import Shelf, find
from symbolic.essays.verification import Task, work

KEY = "0" * 64
VERDICTS = [
    Verdict(PROVED, "gaps", "exact", ("python-flint 0.9.0", "symbolic.trusted"), None, None, None, 0.25, 7),
    Verdict(REFUTED, "falsification", None, ("symbolic.language.meaning",), None, {"x": "1/2", "f": "f(1) = 0"}, "left, right", 1e-3, 3),
    Verdict(REFUTED, "falsification", None, (), None, {}, None),
    Verdict(TESTED, "falsification", "sampled", ("sampling",), None, None, "no proof; 200 points \u2264 1", 2.0, 200),
    Verdict(ERROR, message="the assumptions contradict each other"),
    Verdict(UNDECIDED, message="beyond what the methods can work with"),
]
CLAIMS = """
first = Claim(says="A sum is larger.", states=less(x, x + y))
second = Claim(says="Not so.", states=greater(x, 1), expect=REFUTED)
"""


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda verdict: verdict.verdict)
def test_what_is_kept_comes_back_without_its_certificate(tmp_path: Path, verdict: Verdict) -> None:
    cache = Cache.open(tmp_path)
    assert cache.get(KEY) is None
    cache.put(KEY, replace(verdict, certificate=object()))
    assert cache.get(KEY) == verdict
    assert cache.get("1" * 64) is None
    assert os.listdir(cache.path) == [KEY]


def test_a_damaged_file_counts_as_absent() -> None:
    content = packed(KEY, VERDICTS[0])
    assert unpacked(KEY, content) == VERDICTS[0]
    assert [size for size in range(len(content)) if unpacked(KEY, content[:size]) is not None] == []
    for position, byte in enumerate(content):
        for flipped in (byte ^ 1, byte ^ 32, 0):
            assert unpacked(KEY, content[:position] + bytes([flipped]) + content[position + 1 :]) is None
    for more in (content + b"\n", b"\n" + content, content * 2):
        assert unpacked(KEY, more) is None


def signed(body: Any) -> bytes:
    text = json.dumps(body).encode()
    return module._checksum(text) + b"\n" + text


@pytest.mark.parametrize(
    "change",
    [
        {"key": "1" * 64},
        {"verdict": "true"},
        {"verdict": None},
        {"grade": None},
        {"grade": "certain"},
        {"counterexample": {"x": "1"}},
        {"counterexample": {"x": 1}},
        {"trusts": "sympy"},
        {"trusts": [1]},
        {"message": ["a"]},
        {"seconds": "1"},
        {"points": True},
        {"certificate": "mine"},
        {"expect": PROVED},
    ],
    ids=str,
)
def test_a_file_of_another_kind_counts_as_absent_though_its_checksum_is_right(change: dict[str, Any]) -> None:
    body = json.loads(packed(KEY, VERDICTS[0]).partition(b"\n")[2])
    assert unpacked(KEY, signed(body)) == VERDICTS[0]
    assert unpacked(KEY, signed({**body, **change})) is None
    assert [name for name in body if unpacked(KEY, signed({n: v for n, v in body.items() if n != name})) is not None] == []
    assert [other for other in ([], None, 1, "proved", [body]) if unpacked(KEY, signed(other)) is not None] == []


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path)
    code = f"""
from pathlib import Path
from symbolic.claims.verdict import Verdict
from symbolic.essays.cache import Cache
cache = Cache.open(Path({str(tmp_path)!r}))
for turn in range(300):
    cache.put({KEY!r}, Verdict("proved", "m" * (turn % 50 * 200), "exact"))
    assert cache.get({KEY!r}) is not None
    cache.prune()
"""
    writers = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    while any(writer.poll() is None for writer in writers):
        found = cache.get(KEY)
        assert found is None or set(found.method or "m") == {"m"}
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert os.listdir(cache.path) == [KEY]


def test_what_is_long_unused_goes_and_what_is_in_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache.open(tmp_path)
    now = time.time()
    for number in range(10):
        cache.put(f"{number:064}", VERDICTS[0])
        os.utime(cache.path / f"{number:064}", (now - 10 * 86400 * number,) * 2)
    half_written = cache.path / ".new-abc"
    half_written.touch()
    os.utime(half_written, (now - 2 * 86400,) * 2)
    cache.prune(now)
    assert sorted(os.listdir(cache.path)) == [f"{number:064}" for number in range(10)]
    assert cache.get(f"{9:064}") is not None  # used now
    cache.prune(now + 11 * 86400)
    assert [number for number in range(10) if cache.get(f"{number:064}")] == [0, 1, 2, 3, 4, 5, 6, 7, 9]
    for number in range(10):
        (cache.path / f"{number:064}").exists() and os.utime(cache.path / f"{number:064}", (now - number,) * 2)
    monkeypatch.setattr(module, "SIZE", 5 * 4096)
    cache.prune(now)
    assert sorted(os.listdir(cache.path)) == [f"{number:064}" for number in range(5)]


def test_the_folder_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Cache.open(tmp_path / "new").path.stat().st_mode & 0o777 == 0o700
    (tmp_path / "shared" / "verdicts").mkdir(parents=True)
    (tmp_path / "shared" / "verdicts").chmod(0o777)
    with pytest.raises(Unusable, match=r"shared/verdicts` can be written by others"):
        Cache.open(tmp_path / "shared")
    (tmp_path / "file").touch()
    with pytest.raises(Unusable, match=r"file/verdicts` cannot be made: Not a directory"):
        Cache.open(tmp_path / "file")
    monkeypatch.delenv("SYMBOLIC_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "symbolic"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert folder() == tmp_path / "home" / ".cache" / "symbolic"


def report(capsys: pytest.CaptureFixture[str], shelf: Shelf, *arguments: str) -> dict[str, Any]:
    """The claims of `verify --json` by name."""
    main(["verify", "--json", *arguments], shelf)
    return {claim["id"].partition(".")[2]: claim for claim in json.loads(capsys.readouterr().out)["claims"]}


def cached(capsys: pytest.CaptureFixture[str], shelf: Shelf, *arguments: str) -> list[str]:
    return [name for name, claim in report(capsys, shelf, *arguments).items() if claim["cached"]]


def test_a_second_run_reads_the_verdicts_of_the_first(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=CLAIMS)
    first, second = report(capsys, shelf), report(capsys, shelf)
    assert [claim["cached"] for claim in first.values()] == [False, False]
    assert [claim["cached"] for claim in second.values()] == [True, True]
    assert {name: {**claim, "cached": None} for name, claim in first.items()} == {n: {**c, "cached": None} for n, c in second.items()}
    assert main(["verify"], shelf) == 0
    assert capsys.readouterr().out.endswith("2 verdicts read from the cache; --no-cache checks again\n")
    assert cached(capsys, shelve(moved=CLAIMS)) == ["first", "second"]
    assert main(["explain", "good.first"], shelf) == 0
    assert "\nCertificate\n" in capsys.readouterr().out


def test_a_run_that_checks_nothing_imports_no_prover(shelve: Callable[..., Shelf], tmp_path: Path) -> None:
    head = "from sympy import symbols\nfrom symbolic import REFUTED, Claim, greater, less\nx, y = symbols('x y', positive=True)"
    shelf = shelve(plain=True, good=head + CLAIMS)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from symbolic.cli import main; from symbolic.essays.modules import Shelf\n"
    code += f"main(['verify'], Shelf(essays={shelf.essays!r})); print('symbolic.methods.portfolio' in sys.modules)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    assert [run.stdout.splitlines()[-1] for run in runs] == ["True", "False"]
    assert "2 verdicts read from the cache" in runs[1].stdout


def test_without_the_cache_nothing_is_read_or_kept(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=CLAIMS)
    assert cached(capsys, shelf, "--no-cache") == []
    assert cached(capsys, shelf) == []
    assert cached(capsys, shelf, "--no-cache") == []
    assert cached(capsys, shelf) == ["first", "second"]


BUILT = """
def larger(z):
    return z + {amount}
leads = Claim(says="", states=less(x, larger(x)), given=Domain(x < y))
rests_on_it = Claim(says="", states=less(x, 2 * x), by=Using(leads))
derived = Claim(says="", states=equal((x + {amount}) ** 2 - x**2, {amount} ** 2 + 2 * {amount} * x), by=Derivation(
    (x + {amount}) ** 2 - x**2, (Step({amount} ** 2 + 2 * {amount} * x, "binomial theorem"),)))
apart = Claim(says="{says}", states=less(x, 3 * x), expect={expect})
"""


def test_a_changed_definition_is_checked_again_with_what_depends_on_it(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]
) -> None:
    def essay(amount: str = "1", says: str = "a", expect: str = "PROVED") -> Shelf:
        return shelve(essay=BUILT.format(amount=amount, says=says, expect=expect))

    assert cached(capsys, essay()) == []
    assert cached(capsys, essay()) == ["leads", "rests_on_it", "derived", "apart"]
    assert cached(capsys, essay(amount="2")) == ["apart"]
    changed = report(capsys, essay(says="b", expect="REFUTED"))["apart"]
    assert (changed["cached"], changed["says"], changed["verdict"], changed["ok"]) == (True, "b", "proved", False)
    assert main(["verify"], essay(expect="REFUTED")) == 1


def test_another_kind_of_symbol_or_function_is_another_claim(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    source = """
    z = Symbol("z", {kind}=True)
    f = function("f", "{shape}")
    signed = Claim(says="", states=less(x, x + z))
    ordered = Claim(says="", states=less(f(x), f(x + y)))
    """
    one = report(capsys, shelve(one=source.format(kind="positive", shape="increasing")))
    two = report(capsys, shelve(two=source.format(kind="negative", shape="decreasing")))
    assert [claim["verdict"] for claim in one.values()] == ["proved", "proved"]
    assert [(claim["verdict"], claim["cached"]) for claim in two.values()] == [("refuted", False), ("refuted", False)]


def test_other_code_reaches_its_own_verdicts(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import symbolic.essays.memory as memory

    shelf = shelve(good=CLAIMS)
    assert cached(capsys, shelf) == []
    stamps = [b"new", b"edited while it ran"]
    monkeypatch.setattr(memory, "stamp", lambda: stamps.pop(0))
    assert cached(capsys, shelf) == []
    stamps = [b"new", b"new"]
    assert cached(capsys, shelf) == []  # nothing was kept: the code had changed since it was imported
    stamps = [b"new"]
    assert cached(capsys, shelf) == ["first", "second"]


def test_code_that_cannot_be_read_any_more_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import symbolic.essays.memory as memory
    from symbolic.essays.codebase import NoSource

    def gone() -> bytes:
        raise NoSource("`symbolic/trusted` does not hold the source that runs")

    notes: list[str] = []
    cache = Cache.open(tmp_path)
    monkeypatch.setattr(memory, "stamp", gone)
    Memory(cache, b"stamp", notes.append).keep([(b"meaning", VERDICTS[0])])
    assert Memory.open(notes.append).cache is None
    assert notes == ["verdicts are not kept: `symbolic/trusted` does not hold the source that runs"] * 2
    assert os.listdir(cache.path) == []


def test_a_worker_that_reads_another_claim_gives_no_verdict_on_it(shelve: Callable[..., Shelf]) -> None:
    shelf = shelve(good=CLAIMS)
    meaning = fingerprint(find("good.first", shelf).value)
    assert work(Task("good.first", shelf, meaning)).verdict == PROVED
    other = work(Task("good.second", shelf, meaning))
    assert (other.verdict, other.cut_short) == (UNDECIDED, True)
    assert other.message == "its file changed while it was read: run again"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers that are not forked do not see the patch")
def test_what_a_limit_cut_short_is_not_kept(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelve(good=CLAIMS)
    with monkeypatch.context() as patched:
        patched.setattr("symbolic.methods.portfolio.check", lambda claim: time.sleep(600))
        for _ in range(2):
            found = report(capsys, shelf, "--timeout", "0.2")
            assert [(claim["verdict"], claim["cached"]) for claim in found.values()] == [("undecided", False)] * 2
    assert cached(capsys, shelf) == []
    cache = Cache.open(tmp_path)
    Memory(cache).keep([(b"meaning", Verdict(UNDECIDED, cut_short=True)), (None, VERDICTS[0])])
    assert os.listdir(cache.path) == []


def test_an_essays_own_method_is_asked_every_time(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    source = """
    class Silent:
        def attempt(self, problem):
            return None
    own = Claim(says="", states=less(x, x + y), by=Silent(), expect=TESTED)
    """
    shelf = shelve(own=source)
    assert cached(capsys, shelf) == cached(capsys, shelf) == []


def test_a_damaged_cache_is_mended_without_a_word(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=CLAIMS)
    report(capsys, shelf)
    one, other = sorted(Cache.open().path.iterdir())
    one.write_bytes(one.read_bytes()[:100])
    other.write_bytes(one.read_bytes())
    assert main(["verify"], shelf) == 0
    printed = capsys.readouterr()
    assert "cache" not in printed.out + printed.err
    assert cached(capsys, shelf) == ["first", "second"]


def test_where_nothing_can_be_kept_one_line_says_so(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    shelf = shelve(good=CLAIMS)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        assert main(["verify"], shelf) == 0
        path = Cache.open().path
        assert capsys.readouterr().err == f"symbolic: verdicts are not kept: `{path}` cannot be written: Read-only file system\n"
        assert os.listdir(path) == []
    (tmp_path / "file").touch()
    monkeypatch.setenv("SYMBOLIC_CACHE", str(tmp_path / "file"))
    assert main(["verify"], shelf) == 0
    printed = capsys.readouterr()
    assert printed.err == f"symbolic: verdicts are not kept: `{tmp_path}/file/verdicts` cannot be made: Not a directory\n"
    assert "2 claims: 1 proved (1 exact), 1 refuted, all as expected" in printed.out


def test_an_interrupted_run_keeps_what_it_has_reached(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import symbolic.commands.verify as command

    def stop_after(total: int) -> Callable[[int], None]:
        def progress(done: int) -> None:
            if done == 1:
                raise KeyboardInterrupt

        return progress

    shelf = shelve(good=CLAIMS)
    with monkeypatch.context() as patch:
        patch.setattr(command, "counter", stop_after)
        assert main(["verify", "--jobs", "1"], shelf) == 130
    capsys.readouterr()
    assert cached(capsys, shelf) == ["first"]
