"""The command: what it prints, how it ends, and that nothing a person types gets a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import mpmath
import pytest

from symbolic.cli import main
from symbolic.essays.modules import Shelf

GOOD = """
sum_is_larger = Claim(says="A sum is larger than its part.", states=less(x, x + y))
every_number_exceeds_one = Claim(says="Not so.", states=greater(x, 1), expect=REFUTED)
"""
WRONG = 'every_number_exceeds_one = Claim(says="Not so.", states=greater(x, 1))'
OPEN = """
class Silent:
    def attempt(self, problem):
        return None
never_decided = Claim(says="True, but its method has nothing to say.", states=less(x, x + y), by=Silent(), expect=TESTED)
"""
KL = ["eval", "gaussian.kl_divergence"]


def run_python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, check=False, timeout=300
    )


def test_exit_status_says_whether_all_came_out_as_expected(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=GOOD, wrong=WRONG, undecided=OPEN)
    assert main(["verify", "good"], shelf) == 0
    assert main(["verify", "good", "--strict"], shelf) == 0
    assert main(["verify", "undecided"], shelf) == 0
    assert main(["verify", "undecided", "--strict"], shelf) == 3
    assert main(["verify", "wrong"], shelf) == 1
    assert main(["verify"], shelf) == 1
    assert main(["verify", "goood"], shelf) == 2
    printed = capsys.readouterr()
    assert "expected: proved" in printed.out
    assert "counterexample: x = 1" in printed.out
    assert printed.err == "symbolic: `goood` is not an essay: did you mean `good`?\n"


def test_a_run_over_everything_counts_by_essay_and_shows_what_is_outstanding(
    shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = shelve(long__good=GOOD, long__wrong=WRONG, undecided=OPEN)
    assert main(["verify"], shelf) == 1
    counts, shown, closing = capsys.readouterr().out.split("\n\n")
    assert [line.split(maxsplit=5) for line in counts.splitlines()] == [
        ["essay", "claims", "proved", "tested", "refuted", "as expected"],
        ["long", "3", "1", "0", "2", "all but 1"],
        ["undecided", "1", "0", "1", "0", "all"],
    ]
    assert re.findall(r"\w+\.[a-z]\w+", shown) == ["wrong.every_number_exceeds_one"]
    assert "expected: proved" in shown
    assert closing.startswith("4 claims: 1 proved (1 exact), 1 tested, 2 refuted, 1 not as expected; ")
    assert main(["verify", "-v"], shelf) == 1
    listed = capsys.readouterr().out
    ids = ["good.sum_is_larger", "good.every_number_exceeds_one", "wrong.every_number_exceeds_one", "undecided.never_decided"]
    assert re.findall(r"\w+\.[a-z]\w+", listed) == ids
    assert counts in listed
    assert main(["verify", "-k", "never"], shelf) == 0
    assert "essay" not in capsys.readouterr().out


def test_strict_shows_what_is_merely_tested(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=GOOD, undecided=OPEN)
    assert main(["verify"], shelf) == 0
    counts = capsys.readouterr().out
    assert "never_decided" not in counts
    assert main(["verify"], shelve(good=GOOD)) == 0
    assert counts.startswith("essay ")
    assert capsys.readouterr().out.startswith("essay ")
    assert main(["verify", "--strict"], shelf) == 3
    assert re.findall(r"\w+\.[a-z]\w+", capsys.readouterr().out) == ["undecided.never_decided"]


def test_choosing_claims_by_name(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=GOOD)
    assert main(["verify", "-k", "larger"], shelf) == 0
    assert "1 claim:" in capsys.readouterr().out
    assert main(["verify", "-k", "lrager"], shelf) == 2
    assert "`lrager` is not part of the name of a claim here: there are good.sum_is_larger" in capsys.readouterr().err


def test_json_report_has_the_published_schema(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--json"], shelve(good=GOOD)) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert printed.err == ""
    assert report["schema"] == 1
    assert report["summary"] == {"proved": 1, "tested": 0, "refuted": 1, "undecided": 0, "error": 0}
    proved, refuted = report["claims"]
    keys = [
        "id",
        "essay",
        "cached",
        "says",
        "line",
        "verdict",
        "expect",
        "ok",
        "method",
        "grade",
        "trusts",
        "seconds",
        "counterexample",
        "message",
        "latex",
    ]
    assert set(keys) <= set(proved)
    assert (proved["id"], proved["verdict"], proved["ok"], proved["grade"]) == ("good.sum_is_larger", "proved", True, "exact")
    assert (refuted["verdict"], refuted["expect"], refuted["counterexample"]) == ("refuted", "refuted", {"x": "1"})
    assert refuted["line"] == proved["line"] + 1
    assert (proved["says"], proved["essay"]) == ("A sum is larger than its part.", "good")
    assert report["essays"] == [{"name": "good", "ok": True, "summary": report["summary"]}]


BAD_INPUT = [
    (["verfy"], "Did you mean 'verify'?"),
    (["verify", "open_model_race"], "did you mean `open_models_race`"),
    (["verify", "--timeout", "0"], "0 is not a time limit"),
    (["verify", "--timeout", "nan"], "nan is not a time limit"),
    (["verify", "--timeout", "soon"], "'soon' is not a valid float"),
    (["verify", "--jobs", "0"], "0 is not in the range"),
    (["verify", "-k", "\x00"], "is not part of the name of a claim"),
    (["derive", "gaussian.kl_divergense"], "did you mean `gaussian.kl_divergence`"),
    (["derive", "gausian.entropy"], "did you mean `gaussian.entropy`"),
    (["derive", "gaussian.kl_divergence", "--format", "latx"], "did you mean `latex`?"),
    (["derive", "open_models_race.upgrade_positive"], "has no derivation: see `symbolic explain open_models_race.upgrade_positive`"),
    (["derive", "open_models_race.upgrade_positive"], "has no derivation"),
    (["explain", "open_models_race.upgrade_positiv"], "did you mean `open_models_race.upgrade_positive`"),
    (["explain", "__import__('os')"], "is not the id of a claim or a closed form"),
    (["explain"], "Missing argument 'ID'"),
    (["eval", "gaussian.kl_divergenc"], "did you mean `gaussian.kl_divergence`"),
    (["eval", ""], "is not a closed form"),
    ([*KL, "mu1"], "write name=value"),
    ([*KL, "mu1="], "`` is not a number"),
    ([*KL, "mu1=1/0"], "divides by zero"),
    ([*KL, "mu1=0x10"], "`0x10` is not a number"),
    ([*KL, "mu1=nan"], "`nan` is not a number"),
    ([*KL, "mu1=\u0661"], "is not a number"),
    ([*KL, "mu1=__import__('os').getcwd()"], "is not a number"),
    ([*KL, "mu1=1e999999999"], "out of reach"),
    ([*KL, "mu1=" + "9" * 100_000], "out of reach"),
    ([*KL, "mu1=" + "[" * 100_000], "is not a list"),
    ([*KL, "mu1=[]"], "an empty list has no numbers"),
    ([*KL, "mu1=0", "mu1=1"], "`mu1` is given twice"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0"], "`sigma2` is missing: it takes mu1, sigma1, mu2, sigma2"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "simga2=1"], "`simga2` is not an argument: did you mean `sigma2`"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=[1]"], "`sigma2` has shape (1,): it needs one number"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=-1"], "`sigma2` = -1 is outside the domain: it must hold that sigma2 > 0"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=0", "--backend", "numpy"], "outside the domain"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=1", "--backend", "nunpy"], "did you mean `numpy`?"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=1", "--digits", "0"], "0 is not in the range"),
    ([*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=1", "--digits", "30", "--backend", "numpy"], "double precision"),
    (["eval", "tilting.gaussian_kl_multivariate", "covariance=[[1,2],[3]]", "t=[1,1]"], "rows of a matrix have the same length"),
    (["eval", "tilting.gaussian_kl_multivariate", "covariance=[[1,0],[0,1]]", "t=[1,1,1]"], "`t` has shape (3,)"),
    (["list", "--josn"], "Did you mean '--json'?"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_INPUT, ids=lambda value: str(value)[:60] if isinstance(value, str) else None)
def test_bad_input_is_one_line_that_says_what_to_do(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("symbolic: ")
    assert printed.err.count("\n") == 1
    assert message in printed.err
    assert "fault of this program" not in printed.err
    assert len(printed.err) < 1000


def test_nearly_equal_gaussians_have_all_their_digits(capsys: pytest.CaptureFixture[str]) -> None:
    given = [*KL, "mu1=0", "sigma1=1", "mu2=0", "sigma2=1.000000001"]
    assert main(given) == 0
    assert capsys.readouterr().out == "9.99999998333333e-19\n"
    assert main([*given, "--digits", "30"]) == 0
    with mpmath.workdps(80):
        sigma = mpmath.mpf("1.000000001")
        divergence = mpmath.log(sigma) + 1 / (2 * sigma**2) - mpmath.mpf(1) / 2
        assert capsys.readouterr().out == mpmath.nstr(divergence, 30) + "\n"


def test_values_are_read_exactly_and_print_naturally(capsys: pytest.CaptureFixture[str]) -> None:
    same = [["mu1=0", "sigma1=1", "mu2=1/2", "sigma2=2"], ["sigma2=2.0", "mu2=.5", "mu1=-0", "sigma1=10e-1"]]
    printed = []
    for given in same:
        assert main([*KL, *given, "--digits", "25"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert main(["eval", "tilting.gaussian_mean_multivariate", "mean=[0, 1/4]", 'covariance=[[1,0],[0,"1/2"]]', "t=[1, 1]"]) == 0
    assert capsys.readouterr().out == "[1, 0.75]\n"


def test_evaluation_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*KL, "mu1=0", "sigma1=1", "mu2=1/2", "sigma2=2", "--digits", "20", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["arguments"] == {"mu1": "0", "sigma1": "1", "mu2": "1/2", "sigma2": "2"}
    assert answer["value"] == pytest.approx(float(answer["text"]), rel=0, abs=0)
    assert answer["digits"] == 20 == len(answer["text"].removeprefix("0."))


def test_listing_names_every_claim_once(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=GOOD)
    assert main(["list"], shelf) == 0
    text = capsys.readouterr().out
    assert text.count("good.sum_is_larger") == 1
    assert "gaussian.kl_divergence" in text
    assert main(["list", "--json"], shelf) == 0
    listing = json.loads(capsys.readouterr().out)
    assert [claim["id"] for claim in listing["essays"][0]["claims"]] == ["good.sum_is_larger", "good.every_number_exceeds_one"]
    forms = {form["id"]: form["arguments"] for model in listing["models"] for form in model["closed_forms"]}
    assert forms["gaussian.kl_divergence"] == ["mu1", "sigma1", "mu2", "sigma2"]


DERIVED = """
square = ClosedForm(
    x**2 + 2 * x + 1, (x,), says="A square.", source="by hand",
    derivation=Derivation((x + 1) ** 2, (Step(x**2 + 2 * x + 1, "binomial theorem"),)),
)
slip = ClosedForm(
    x**2 + 3 * x + 1, (x,), says="A slip.", source="by hand",
    derivation=Derivation((x + 1) ** 2, (Step((1 + x) * (x + 1), "as a product"), Step(x**2 + 3 * x + 1, "expand"),)),
)
"""


@pytest.mark.parametrize(("name", "sign"), [("text", "[binomial theorem]"), ("latex", r"&&"), ("markdown", "$$")])
def test_a_checked_derivation_is_printed(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str], name: str, sign: str) -> None:
    assert main(["derive", "algebra.square", "--format", name], shelve(algebra=DERIVED)) == 0
    assert sign in capsys.readouterr().out


def test_a_wrong_step_is_named_and_not_printed(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(algebra=DERIVED)
    assert main(["derive", "algebra.slip"], shelf) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.search(r"step 2 \(expand\) does not follow.*x\*\*2 \+ 3\*x \+ 1.*x = 1", printed.err)
    assert main(["verify"], shelf) == 1
    assert "1 proved" in capsys.readouterr().out


def test_explaining_shows_statement_method_and_trust(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=GOOD, algebra=DERIVED)
    assert main(["explain", "good.sum_is_larger"], shelf) == 0
    text = capsys.readouterr().out
    for title in ("Statement", "Assumptions", "Decided", "Certificate", "What a sceptic must trust"):
        assert f"\n{title}\n" in text
    assert main(["explain", "good.every_number_exceeds_one"], shelf) == 0
    assert "\nCounterexample\n" in capsys.readouterr().out
    assert main(["explain", "algebra.square"], shelf) == 0
    assert "\nDerivation\n" in capsys.readouterr().out


def test_help_of_every_command_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    commands = re.findall(r"^  (\w+)  ", capsys.readouterr().out.partition("Commands:")[2], re.MULTILINE)
    assert commands == ["check", "derive", "eval", "explain", "list", "replay", "verify"]
    for command in commands:
        assert main([command, "--help"]) == 0
        assert re.search(rf"Examples?:\n +symbolic {command}", capsys.readouterr().out)


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = "import sys, symbolic; from symbolic.cli import main; main(['--help']); main(['verify', '--help']); "
    code += "print('heavy:', [m for m in ('sympy', 'numpy', 'flint', 'z3', 'hypothesis', 'mpmath') if m in sys.modules])"
    done = run_python("-c", code)
    assert done.stdout.splitlines()[-1] == "heavy: []"


def test_module_and_version() -> None:
    done = run_python("-m", "symbolic", "--version")
    assert (done.returncode, done.stdout) == (0, "symbolic 0.1.0\n")


def test_a_closed_pipe_is_quiet() -> None:
    code = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-m', 'symbolic', 'list'], stdout=subprocess.PIPE); "
    done = run_python("-c", code + "p.stdout.close(); sys.exit(p.wait())")
    assert (done.returncode, done.stderr) == (141, "")


def test_an_ascii_terminal_gets_ascii(shelve: Callable[..., Shelf], tmp_path: Path) -> None:
    shelf = shelve(accents='claim = Claim(says="Poincar\u00e9\u2019s \u2264", states=less(x, x + y))')
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from symbolic.cli import main; from symbolic.essays.modules import Shelf; "
    done = run_python("-c", code + f"sys.exit(main(['list'], Shelf(essays={shelf.essays!r})))", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Poincare's \\u2264" in done.stdout


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from symbolic.commands.output import colourful

    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colourful(Terminal())  # type: ignore[arg-type]
    assert not colourful(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colourful(Terminal())  # type: ignore[arg-type]
