"""Mutants: small changes, the same every time, never the same claim again, and caught where they are false."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest
from sympy import Integral, Max, Piecewise, Rational, Rel, exp, sqrt, symbols

from symbolic import Claim, Derivation, Domain, Step, at_most, equal, forall, increasing, increasing_function, independent, less, maximum
from symbolic.claims.verdict import PROVED, REFUTED, Verdict
from symbolic.cli import main
from symbolic.essays.modules import Shelf
from symbolic.essays.mutation_run import Outcome, score
from symbolic.methods.mutations import KINDS, Mutant, mutants
from symbolic.methods.portfolio import check
from symbolic.methods.subterms import put, subterms
from symbolic.render.mutation_report import mutation_text

x, y, z = symbols("x y z", positive=True)
t = symbols("t", real=True)
f = increasing_function("f")
CLAIMS = {
    "order": Claim("", less(x * f(x) + 2, x * f(y) + 2), Domain(less(x, y))),
    "identity": Claim("", equal((x + y) ** 2, x**2 + 2 * x * y + y**2)),
    "largest": Claim("", at_most(Max(x, y) - 1, x + y)),
    "shape": Claim("", increasing(x**2 + 3, x)),
    "independence": Claim("", independent(x + y - x + 1, x)),
    "extremum": Claim("", maximum(x * exp(-x), x, 1)),
    "for all": Claim("", forall(t, at_most(0, t**2))),
    "integral": Claim("", equal(Integral(3 * t**2, (t, 0, x)), x**3)),
    "cases": Claim("", at_most(0, Piecewise((x, x < 1), (y, True)))),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_mutants_differ_from_the_claim_and_from_one_another(name: str) -> None:
    claim = CLAIMS[name]
    found = mutants(claim, 6, name)
    assert len(found) >= 3
    said = [(mutant.claim.given, mutant.claim.states) for mutant in found]
    assert len(set(said)) == len(said)
    assert (claim.given, claim.states) not in said
    assert all(mutant.change for mutant in found)


def test_a_change_that_says_the_same_is_no_mutant() -> None:
    claim = Claim("", less(2 * x, 2 * y))
    for mutant in mutants(claim, 20, "seed"):
        assert mutant.claim.states not in (less(x, y), less(3 * x, 3 * y), less(-2 * y, -2 * x))


def test_every_kind_of_change_occurs() -> None:
    derivation = Derivation((x + 1) ** 2, (Step(x**2 + 2 * x + 1, "expanding"),))
    claim = Claim("", equal(derivation.start, derivation.result), Domain(less(x, y), less(y, 5)), by=derivation)
    shape = Claim("", less(x**y + sqrt(x) * f(x), x**z + z + Rational(1, 2)), Domain(less(x, y)))
    words = {mutant.change.partition(":")[0] for one in (claim, shape) for mutant in mutants(one, 120, "all")}
    named = {"sign", "constant", "exponent", "arguments", "lost term", "relation flipped", "strictness"}
    assert named | {"dropped assumption", "weakened assumption", "step 1"} <= words
    assert any("changed places" in word for word in words)
    assert len(KINDS) == 11


def test_mutants_are_the_same_in_every_process() -> None:
    code = (
        "from sympy import symbols; from symbolic import Claim, Domain, less; from symbolic.methods.mutations import mutants;"
        "x, y, z = symbols('x y z', positive=True);"
        "c = Claim('', less(x + y*z, y**2 + z*x), Domain(x < y, y < z));"
        "print([m.change for m in mutants(c, 8, 'seed')])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": str(seed)}, timeout=120
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(said) == 1


def test_a_subterm_is_put_where_it_was() -> None:
    for name, claim in CLAIMS.items():
        for way, old in subterms(claim.states):
            assert put(claim.states, way, old) == claim.states, name


def test_a_broken_step_is_a_mutant_of_the_derivation_alone() -> None:
    derivation = Derivation((x + 1) ** 2, (Step(x**2 + 2 * x + 1, "expanding"),))
    claim = Claim("", equal(derivation.start, derivation.result), by=derivation)
    broken = [mutant for mutant in mutants(claim, 60, "steps") if mutant.of_step]
    assert broken
    for mutant in broken:
        assert mutant.claim.states == claim.states
        assert mutant.claim.by.steps != derivation.steps


@pytest.mark.parametrize("name", ["identity", "largest"])
def test_a_mutant_that_is_proved_is_true_wherever_it_is_tried(name: str) -> None:
    draw = Random(name)
    points = [
        {x: Rational(draw.randint(1, 40), draw.randint(1, 9)), y: Rational(draw.randint(1, 40), draw.randint(1, 9))} for _ in range(60)
    ]
    seen = set()
    for mutant in mutants(CLAIMS[name], 10, name):
        states = mutant.claim.states
        holds = [bool(Rel(states.left.subs(p), states.right.subs(p), states.relation)) for p in points]
        verdict = check(mutant.claim).verdict
        seen.add(verdict)
        assert verdict != PROVED or all(holds), mutant.change
    assert REFUTED in seen


def outcome(id: str, verdict: str) -> Outcome:
    return Outcome(id, CLAIMS["order"], Mutant(CLAIMS["largest"], "sign: `x` became `-x`"), Verdict(verdict, "gaps", "exact"))


def test_the_score_is_the_share_of_claims_all_of_whose_mutants_are_caught() -> None:
    outcomes = [outcome("a", REFUTED), outcome("a", PROVED), outcome("b", REFUTED), outcome("b", "undecided"), outcome("c", REFUTED)]
    found = score(outcomes)
    assert (found.claims, found.caught) == (3, 2)
    assert found.verdicts == {"refuted": 3, "proved": 1, "undecided": 1}
    assert score([]).share == 1
    text = mutation_text(outcomes)
    assert "2 of 3 claims: every mutant caught (66.7%)" in text
    assert "before: x*f(x) + 2 < x*f(y) + 2" in text


ESSAY = """
sum_is_larger = Claim(says="A sum is larger than its part.", states=less(x, x + y), given=Domain(x < y))
product_is_positive = Claim(says="A product of positive numbers is positive.", states=less(0, x * y))
"""


def test_the_command_reports_what_is_still_proved(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=ESSAY)
    assert main(["verify", "good", "--mutate", "6", "--json"], shelf) == 0
    first = capsys.readouterr().out
    found = json.loads(first)
    assert found["claims"] == 2
    assert len(found["mutants"]) == sum(found["summary"].values()) >= 6
    kept = [entry for entry in found["mutants"] if not entry["caught"]]
    assert any(entry["change"] == "dropped assumption: `x < y`" for entry in kept)
    assert found["summary"]["refuted"] >= 2
    assert main(["verify", "good", "--mutate", "6"], shelf) == 0
    assert "every mutant caught" in capsys.readouterr().out
    assert main(["verify", "good", "--mutate", "6", "--json", "--jobs", "1"], shelf) == 0
    again = json.loads(capsys.readouterr().out)
    assert [(m["id"], m["change"], m["verdict"]) for m in again["mutants"]] == [
        (m["id"], m["change"], m["verdict"]) for m in found["mutants"]
    ]
