"""Every claim of every essay and model is a test by its id, and so is every derivation; then how essays are found and checked."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import symbolic
from symbolic import ClosedForm, check, closed_form, closed_forms
from symbolic.claims.verdict import PROVED, UNDECIDED, Verdict
from symbolic.cli import main
from symbolic.essays.certificates import certificate_bytes
from symbolic.essays.closed_forms import check_closed_form
from symbolic.essays.errors import BrokenModule, UnknownName, nearest
from symbolic.essays.limits import Limits
from symbolic.essays.modules import SHELF, Entry, Shelf, every_entry, find, load, load_all
from symbolic.essays.runner import run
from symbolic.essays.verification import checkable, chosen, claim_in, is_verifiable
from symbolic.trusted.certificate_files import from_bytes, replay

ENTRIES = list(every_entry())
FORMS = [entry for entry in ENTRIES if isinstance(entry.value, ClosedForm)]
CLAIM = 'Claim(says="A sum is larger than its part.", states=less(x, x + y))'


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if is_verifiable(entry)], ids=lambda entry: entry.id)
def test_verdict_is_the_one_the_author_expects(entry: Entry) -> None:
    """And what is proved is proved again by what its certificate is in a file."""
    value = entry.value
    verdict = check_closed_form(value) if isinstance(value, ClosedForm) else check(value)
    assert verdict.verdict == claim_in(entry).expect, verdict.message
    if verdict.verdict == PROVED:
        assert replay(from_bytes(certificate_bytes(entry.id, value, verdict))).grade == verdict.grade


def test_every_module_can_be_read_and_no_entry_is_left_out() -> None:
    assert {entry.id for package in SHELF.packages for essay in load_all(package) for entry in essay.entries} == {e.id for e in ENTRIES}


def test_every_entry_says_what_it_is_under_an_id_of_its_own() -> None:
    assert [entry.id for entry in ENTRIES if not entry.value.says.strip()] == []
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", FORMS, ids=lambda entry: entry.id)
def test_closed_form_names_its_source_and_compiles(entry: Entry) -> None:
    assert entry.value.source
    assert entry.value.compile().arguments == tuple(argument.name for argument in entry.value.arguments)


def test_index_reaches_every_closed_form_and_imports_only_its_module() -> None:
    assert set(closed_forms()) == {entry.id for entry in FORMS}
    assert all(closed_form(id) is form for id, form in closed_forms().items())
    code = "import sys, symbolic; symbolic.closed_form('gaussian.entropy'); "
    code += "print('symbolic.models.tilting' in sys.modules, 'z3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"
    with pytest.raises(UnknownName, match=r"`gaussian.entropi` is not a closed form: did you mean `gaussian.entropy`"):
        closed_form("gaussian.entropi")


def test_claims_are_found_in_order_with_their_lines_and_only_where_they_are_defined(shelve: Callable[..., Shelf]) -> None:
    shelf = shelve(
        first=f"b = {CLAIM}\nif True:\n    a = {CLAIM}\n_private = {CLAIM}\nnumber = 3",
        second=f"from {'{package}'}.first import b\nfrom {'{package}'}.first import *\nc = b",
    )
    second = Path(sys.path[0]) / shelf.essays / "second.py"
    second.write_text(second.read_text().format(package=shelf.essays))
    found = load(shelf.essays, "first").claims
    lines = (Path(sys.path[0]) / shelf.essays / "first.py").read_text().splitlines()
    assert [(claim.id, lines[(claim.line or 0) - 1].strip()) for claim in found] == [
        ("first.b", f"b = {CLAIM}"),
        ("first.a", f"a = {CLAIM}"),
    ]
    assert [claim.id for claim in load(shelf.essays, "second").claims] == ["second.c"]


def package(shelf: Shelf, name: str) -> Path:
    """The `__init__` of the essay `name`, a package."""
    return Path(sys.path[0]) / shelf.essays / name / "__init__.py"


def test_a_package_is_one_essay_and_its_modules_the_sections(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(long__two=f"b = {CLAIM}", long__one=f"a = {CLAIM}", long___helper=f"c = {CLAIM}", short=f"a = {CLAIM}")
    package(shelf, "long").write_text('"""On length.\n\nMore."""\nfrom symbolic import *\nfrom sympy import Symbol\n')
    (essay, _) = load_all(shelf.essays)
    assert (essay.name, essay.title) == ("long", "On length.")
    assert [claim.id for claim in essay.claims] == ["one.a", "two.b"]
    assert {claim.essay for claim in essay.claims} == {"long"}
    assert find("two.b", shelf).name == "b"
    assert [[claim.id for claim in load(shelf.essays, name).claims] for name in ("one", "short")] == [["one.a"], ["short.a"]]
    assert [entry.id for entry in checkable(chosen(["two", "long"], shelf))] == ["two.b", "one.a"]
    assert main(["verify", "two"], shelf) == 0
    assert re.findall(r"\w+\.[ab]\b", capsys.readouterr().out) == ["two.b"]


def test_an_id_imports_its_own_module_only(shelve: Callable[..., Shelf]) -> None:
    shelf = shelve(long__one=f"a = {CLAIM}", long__two=f"a = {CLAIM}", other=f"a = {CLAIM}")
    assert find("one.a", shelf).line is not None
    assert {name.removeprefix(shelf.essays) for name in sys.modules if name.startswith(shelf.essays)} == {"", ".long", ".long.one"}


def test_sections_come_in_the_order_that_the_package_declares(shelve: Callable[..., Shelf]) -> None:
    sources = {f"long__{name}": f"a = {CLAIM}" for name in ("one", "three", "two")}
    orders = {
        '("one", "two", "three")': ["one.a", "two.a", "three.a"],
        '("one", "two")': r"`SECTIONS` in `\S+long`: `three` is missing in it",
        '("one", "two", "three", "four")': r"`four` is no module of the package",
        '("one", "two", "three", "one")': r"names a module twice",
    }
    for order, outcome in orders.items():
        shelf = shelve(**sources)
        package(shelf, "long").write_text(f"SECTIONS = {order}\n")
        if isinstance(outcome, list):
            assert [claim.id for claim in load(shelf.essays, "long").claims] == outcome
        else:
            with pytest.raises(BrokenModule, match=outcome):
                load(shelf.essays, "long")


@pytest.mark.parametrize("names", [("a__same", "b__same"), ("same", "a__same"), ("a__a",), ("a__gaussian",), ("gaussian",)])
def test_the_first_part_of_an_id_belongs_to_one_module(shelve: Callable[..., Shelf], names: tuple[str, ...]) -> None:
    shelf = shelve(**dict.fromkeys(names, f"a = {CLAIM}"))
    shared = names[0].rpartition("__")[2]
    with pytest.raises(BrokenModule, match=rf"`{shared}` begins the ids of both `\S+` and `\S+`: rename one"):
        find(f"{shared}.a", shelf)
    with pytest.raises(BrokenModule, match=rf"`{shared}` begins"):
        chosen([], shelf)


def test_a_table_of_claims_gives_each_row_an_id(shelve: Callable[..., Shelf]) -> None:
    rows = "{f'row_{n}': Claim(says='A part.', states=less(x, x + n)) for n in (1, 2)}"
    shelf = shelve(tables=f"a = {CLAIM}\n\npublished = {rows}\npublished['row_3'] = {CLAIM}\nmore = {{'four': 4}}\n_kept = {rows}\n")
    essay = load(shelf.essays, "tables")
    assert [(claim.name, (claim.line or 0) - (essay.claims[0].line or 0)) for claim in essay.claims] == [
        ("a", 0),
        ("row_1", 2),
        ("row_2", 2),
        ("row_3", 2),
    ]
    assert find("tables.row_2", shelf) is essay.claims[2]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (f"row = {CLAIM}\ntable = {{'row': {CLAIM}}}", r"`bad\.row` is defined twice, on lines 7 and 8 of"),
        (f"table = {{'row': {CLAIM}}}\ntable = {{'other': {CLAIM}}}", r"`table` in `\S+` is defined on lines 7 and 8"),
        (f"table = {{'two words': {CLAIM}}}", r"has the key 'two words', which cannot end an id"),
        (f"table = {{'_private': {CLAIM}}}", r"cannot end an id"),
        (f"table = {{1800: {CLAIM}}}", r"has the key 1800, which cannot end an id"),
        (f"table = {{'row': {CLAIM}, 'other': 3}}", r"holds claims, but `other` is none"),
    ],
)
def test_a_table_that_would_lose_a_claim_is_refused(shelve: Callable[..., Shelf], source: str, message: str) -> None:
    with pytest.raises(BrokenModule, match=message):
        load(shelve(bad=source).essays, "bad")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = 1\nx = 1 / 0", r"line 2: ZeroDivisionError: division by zero"),
        ("x = 1\ny = (", r"line 2: SyntaxError"),
        ("import nowhere_to_be_found", r"line 1: ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
        ("raise SystemExit('no')", r"line 1: SystemExit: no"),
        (
            "from sympy import Symbol\nfrom symbolic import *\nx = Symbol('x', real=True)\nc = Claim('', less(x, x))",
            r"line 4: LanguageError: `x < x`",
        ),
        (
            "from sympy import Symbol\nfrom symbolic import *\nx = Symbol('x', positive=True)\n" + "c = Claim('', less(x, 2 * x))\n" * 2,
            r"`c` in `scratch_essays_\d+\.bad` is defined on lines 4 and 5, so the first is lost: rename one of them",
        ),
    ],
)
def test_a_module_that_cannot_be_read_is_named_with_the_line(shelve: Callable[..., Shelf], source: str, message: str) -> None:
    shelf = shelve(plain=True, bad=source)
    with pytest.raises(BrokenModule, match=message):
        load_all(shelf.essays)


def test_unknown_names_come_with_the_nearest(shelve: Callable[..., Shelf]) -> None:
    shelf = shelve(good=f"a = {CLAIM}")
    with pytest.raises(UnknownName, match=r"`god` is not an essay: did you mean `good`\?"):
        chosen(["god"], shelf)
    with pytest.raises(UnknownName, match=r"there is good\.a$"):
        checkable(chosen(["good"], shelf), "zzz")
    assert nearest("KL_DIVERGENCE", ["gaussian.kl_divergence", "gaussian.entropy"]) == ["gaussian.kl_divergence"]
    assert nearest("", ["a"]) == []


def doubled(task: int) -> Verdict:
    return Verdict("proved", message=str(2 * task))


def stuck(task: int) -> Verdict:
    while task == 1:
        pass
    return doubled(task)


@pytest.mark.parametrize("jobs", [1, 2, 7])
def test_work_comes_back_in_order_whatever_the_number_of_workers(jobs: int) -> None:
    seen: list[int] = []
    verdicts = run(doubled, range(5), jobs, progress=seen.append)
    assert [verdict.message for verdict in verdicts] == ["0", "2", "4", "6", "8"]
    assert seen == [1, 2, 3, 4, 5]
    assert run(doubled, [], jobs) == []


def test_a_task_beyond_its_time_costs_itself_only() -> None:
    verdicts = run(stuck, range(4), 2, Limits(seconds=3))
    assert [verdict.verdict for verdict in verdicts] == ["proved", UNDECIDED, "proved", "proved"]
    assert verdicts[1].message == "ran out of its 3 s"


def test_results_keep_the_order_of_the_file(shelve: Callable[..., Shelf], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = f"""
    class AfterTheSecond:
        def attempt(self, problem):
            while not pathlib.Path({str(tmp_path / "second")!r}).exists():
                time.sleep(0.01)
    class Second:
        def attempt(self, problem):
            pathlib.Path({str(tmp_path / "second")!r}).touch()
    first = Claim(says="Finished last.", states=less(x, x + y), by=AfterTheSecond(), expect=TESTED)
    second = Claim(says="Finished first.", states=less(x, x + 2 * y), by=Second(), expect=TESTED)
    third = Claim(says="Any time.", states=less(x, x + 3 * y))
    """
    assert main(["verify", "-v", "--jobs", "2", "--timeout", "300"], shelve(order=source)) == 0
    assert re.findall(r"order\.(\w+)", capsys.readouterr().out) == ["first", "second", "third"]


def test_a_claim_that_hangs_is_stopped_from_outside(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    source = """
    class Hang:
        def attempt(self, problem):
            while True:
                time.sleep(1)
    hangs = Claim(says="Never ends.", states=less(x, x + y), by=Hang(), expect=UNDECIDED)
    """
    assert main(["verify", "--timeout", "0.5", "--strict"], shelve(slow=source)) == 3
    assert "ran out of its 0.5 s" in capsys.readouterr().out


def test_a_claim_that_kills_its_process_or_eats_memory_costs_itself_only(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]
) -> None:
    source = """
    class Exit:
        def attempt(self, problem):
            os._exit(7)
    class Fill:
        def attempt(self, problem):
            return bytearray(1 << 32)
    class Fail:
        def attempt(self, problem):
            raise ZeroDivisionError("a bug")
    class Talk:
        def attempt(self, problem):
            print("chatter")
    exits = Claim(says="Ends the process.", states=less(x, x + y), by=Exit())
    fills = Claim(says="Takes 4 GiB.", states=less(x, x + y), by=Fill())
    fails = Claim(says="Has a bug.", states=less(x, x + y), by=Fail())
    talks = Claim(says="Prints.", states=less(x, x + y), by=Talk())
    proves = Claim(says="Is well.", states=less(x, x + y))
    print("printed on import")
    """
    assert main(["verify", "--jobs", "1", "--json", "--timeout", "300"], shelve(bad=source)) == 1
    claims = {claim["id"].partition(".")[2]: claim for claim in json.loads(capsys.readouterr().out)["claims"]}
    assert {name: claim["verdict"] for name, claim in claims.items()} == {
        **dict.fromkeys(("exits", "fills", "fails"), "undecided"),
        "talks": "tested",
        "proves": "proved",
    }
    assert "exit status 7" in claims["exits"]["message"]
    assert "1 GiB of memory" in claims["fills"]["message"]
    assert "ZeroDivisionError: a bug" in claims["fails"]["message"]


def alive(pid: int) -> bool:
    """Whether the process runs; one that is dead but not yet collected by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 120
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process(shelve: Callable[..., Shelf], tmp_path: Path, number: signal.Signals) -> None:
    source = f"""
    import subprocess
    class Hang:
        def attempt(self, problem):
            child = subprocess.Popen(["sleep", "1000"]) if {number != signal.SIGKILL} else None
            name = pathlib.Path({str(tmp_path)!r}) / f"{{os.getpid()}}.pid"
            name.with_suffix(".new").write_text(f"{{os.getpid()}} {{child.pid if child else os.getpid()}}")
            name.with_suffix(".new").rename(name)
            while True:
                time.sleep(1)
    one = Claim(says="Never ends.", states=less(x, x + y), by=Hang())
    two = Claim(says="Never ends either.", states=less(x, x + 2 * y), by=Hang())
    """
    shelf = shelve(slow=source)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from symbolic.cli import main; from symbolic.essays.modules import Shelf; "
    code += f"sys.exit(main(['verify', '--jobs', '2', '--timeout', '1000'], Shelf(essays={shelf.essays!r})))"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        assert wait_until(lambda: len(list(tmp_path.glob("*.pid"))) == 2 or process.poll() is not None)
        workers = [int(pid) for file in tmp_path.glob("*.pid") for pid in file.read_text().split()]
        assert len(workers) == 4
        process.send_signal(number)
        process.wait(timeout=120)
        assert wait_until(lambda: not any(map(alive, workers)))
        if number != signal.SIGKILL:
            assert process.returncode == 130
            assert process.stderr is not None
            assert process.stderr.read() == "symbolic: interrupted\n"


def test_public_names_are_those_that_type_checkers_see() -> None:
    tree = ast.parse(Path(symbolic.__file__).read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("symbolic.")]
    seen = {alias.asname: node.module for node in imports for alias in node.names}
    assert seen == symbolic._HOMES
    assert sorted(seen) == symbolic.__all__
    assert all(getattr(symbolic, name) is not None for name in seen)
    with pytest.raises(AttributeError, match="no_such_name"):
        symbolic.no_such_name  # noqa: B018
