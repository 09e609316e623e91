"""Certificate files: what is written comes back, is replayed by the kernel alone, and nothing else is believed."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy import (
    Add,
    Derivative,
    Integer,
    Integral,
    Limit,
    Max,
    Mul,
    Piecewise,
    Pow,
    Product,
    Rational,
    Subs,
    Sum,
    Symbol,
    exp,
    log,
    oo,
    pi,
)

from symbolic import PROVED, Claim, Domain, assume, check, equal, forall, function, less
from symbolic.claims.verdict import Verdict
from symbolic.cli import main
from symbolic.essays.certificates import NotWritten, certificate_bytes, file_name, write_certificate
from symbolic.essays.modules import Shelf
from symbolic.essays.transport import opened, sealed
from symbolic.language.functions import prime
from symbolic.language.statements import CLASSES, Comparison
from symbolic.trusted.certificate_files import CertificateFile, Proved, Unreadable, digest, from_bytes, replay, to_bytes
from symbolic.trusted.encoding import Table, values
from symbolic.trusted.encoding_shapes import proof_nodes
from symbolic.trusted.encoding_terms import Malformed, NotEncodable, heads
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.proofs import Certificate, Known
from symbolic.trusted.weakening import holds_without, unused_assumptions

x, y = sympy.symbols("x y", real=True)
p = Symbol("p", positive=True)
k = Symbol("k", integer=True)
t = Symbol("t", real=True)
f = function("f", "increasing", "concave", on="positive")
g = function("g", arity=2)
KEPT = {
    "quotient of equals": Mul(x, Pow(x, -1, evaluate=False), evaluate=False),
    "nothing times": Mul(Integer(0), Pow(x, -1), evaluate=False),
    "difference of equals": Add(x, Mul(-1, x, evaluate=False), evaluate=False),
    "sum of sums": Add(Add(x, 1, evaluate=False), 1, evaluate=False),
    "product by a number": Mul(-1, Add(x, -1), evaluate=False),
    "power of power": Pow(Pow(x, 2, evaluate=False), Rational(1, 2), evaluate=False),
    "logarithm of exponential": log(exp(x, evaluate=False), evaluate=False),
    "powers of numbers": Pow(Integer(2), Pow(Integer(3), Integer(4), evaluate=False), evaluate=False),
    "largest": Max(x, y, 1, evaluate=False),
    "cases": Piecewise((x, sympy.Lt(x, 0)), (Pow(x, 2), sympy.Le(x, 1)), (y, True), evaluate=False),
    "integral": Integral(Mul(p, exp(-(t**2)), evaluate=False), (t, -oo, oo)),
    "integral of cases": Integral(Piecewise((t, t < 0), (1, True)), (t, 0, y)),
    "sum": Sum(1 / k, (k, 1, 10)),
    "product": Product(1 + 1 / k, (k, 1, 10)),
    "limit": Limit(x / p, p, oo),
    "derivative": Derivative(f(p) * p, (p, 2)),
    "substitution": Subs(Derivative(f(p), p), p, 3),
    "uninterpreted": f(p) + g(x, Add(y, 0, evaluate=False)),
    "derivative of uninterpreted": prime(f, 2)(p),
    "long numbers": Rational(10**5000 + 1, 3**7000),
    "constants": pi * sympy.E + sympy.EulerGamma,
}


def there_and_back(value: Any) -> Any:
    table = Table()
    number = table.add(value)
    return values(json.loads(json.dumps(table.rows)))[number]


@pytest.mark.parametrize("name", KEPT)
def test_terms_come_back_as_they_stand(name: str) -> None:
    term = KEPT[name]
    found = there_and_back(term)
    assert found == term
    assert type(found) is type(term)
    assert name == "long numbers" or sympy.srepr(found) == sympy.srepr(term)


def test_depth_and_sharing_cost_nothing() -> None:
    deep: Any = x
    for _ in range(20_000):
        deep = Add(deep, 1, evaluate=False)
    assert len(Table().rows) == 0
    table = Table()
    table.add(deep)
    assert len(table.rows) == 20_002
    shared: Any = x
    for _ in range(100):
        shared = Mul(shared, Add(shared, 1, evaluate=False), evaluate=False)  # 2^100 leaves as a tree
    table = Table()
    number = table.add(shared)
    assert len(table.rows) == 202
    assert values(table.rows)[number].args[0] == shared.args[0]


@pytest.mark.parametrize("name", sorted(proof_nodes()))
def test_every_shape_of_proof_comes_back(name: str) -> None:
    kind = proof_nodes()[name]
    parts = (Known(), (Known(), x), None, True, 7, "monotone", less(x, y), sympy.exp, f, Pow, sympy.sqrt, "text", -(10**30), Fraction(1, 3))
    node = kind(*(parts[number % len(parts)] for number in range(len(dataclasses.fields(kind)))))
    found = there_and_back(node)
    assert found == node
    assert type(found) is kind


def test_every_class_of_statement_comes_back() -> None:
    from symbolic import (
        approx,
        at_most,
        chain,
        concave,
        disjunction,
        exists,
        finite,
        iff,
        implies,
        increasing,
        independent,
        maximum,
        negation,
        unequal,
        within,
    )

    statements = [
        less(x, y),
        chain(0, "<", x, "<=", y),
        disjunction(less(x, y), unequal(x, 1)),
        negation(less(x, y)),
        implies(less(x, 1), less(x, 2)),
        iff(less(x, y), less(-y, -x)),
        forall([x, y], less(x, y)),
        exists(x, equal(x, y)),
        increasing(x**3, x),
        independent(x - x + y, x),
        maximum(-(x**2), x, 0),
        approx(pi, Rational(314, 100), 3),
        within(pi, 3, 1),
        finite(Integral(exp(-t), (t, 0, oo))),
        concave(f),
        at_most(f(p), g(x, y)),
    ]
    assert {type(statement) for statement in statements} == set(CLASSES)
    for statement in statements:
        assert there_and_back(statement) == statement
    assert there_and_back(Domain(*statements[:2])) == Domain(*statements[:2])


@pytest.mark.parametrize("thing", [sympy.Dummy("d"), sympy.Float(1), print, object(), {"a": 1}, sympy.Lambda(x, x), os.system, [1]])
def test_what_has_no_words_is_not_written(thing: Any) -> None:
    with pytest.raises(NotEncodable):
        Table().add((thing,))


WRONG = {
    "later row": [["list", 1], ["none"]],
    "own row": [["list", 0]],
    "negative row": [["none"], ["list", -1]],
    "boolean row": [["none"], ["list", False]],
    "unknown tag": [["eval", "1"]],
    "code for a head": [["integer", 1], ["term", "__import__('os').system", 0]],
    "a class of Python": [["head", "object"]],
    "a head outside the language": [["symbol", "x", []], ["term", "Lambda", 0, 0]],
    "code for an integer": [["integer", "0x1;import os"]],
    "a float": [["integer", 1.5]],
    "not in lowest terms": [["rational", 2, 4]],
    "divided by zero": [["rational", 1, 0]],
    "evaluates": [["integer", 1], ["term", "Add", 0]],
    "too many arguments": [["integer", 1], ["term", "exp", 0, 0]],
    "a statement in a term": [["text", "x"], ["term", "exp", 0]],
    "an unknown kind": [["symbol", "x", [["prime_number", True]]]],
    "kinds that exclude each other": [["symbol", "x", [["positive", True], ["negative", True]]]],
    "an unknown relation": [["integer", 1], ["text", "=>"], ["statement", "Comparison", 0, 1, 0]],
    "text for a side": [["integer", 1], ["text", "<"], ["text", "y"], ["statement", "Comparison", 0, 1, 2]],
    "a statement with too few parts": [["integer", 1], ["statement", "Comparison", 0]],
    "an unknown rule": [["proof", "proofs.Trust"]],
    "a rule with too many parts": [["none"], ["proof", "proofs.Known", 0]],
    "a class that is no rule": [["proof", "kernel.Kernel"]],
    "an impossible function": [["function", "f", "increasing decreasing", False, 1, 0]],
    "a function of too many": [["integer", 1], ["function", "f", "", False, 1, 0], ["apply", 1, 0, 0]],
    "a row that is none": ["none"],
    "a range without end": [["symbol", "t", []], ["term", "Tuple", 0], ["term", "Integral", 0, 1]],
}


@pytest.mark.parametrize("name", WRONG)
def test_rows_that_stand_for_nothing_are_refused(name: str) -> None:
    with pytest.raises(Malformed):
        values(WRONG[name])


def test_heads_have_one_name_each() -> None:
    assert all(head.__name__ == name for name, head in heads().items())


CLAIM = Claim("A sum of an increasing function.", less(f(x) + y, f(x + p) + y), Domain(x > 0, y < 5))


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    found = check(CLAIM)
    assert found.verdict == PROVED
    return found


@pytest.fixture
def folder(tmp_path: Path, verdict: Verdict) -> Path:
    assert write_certificate(tmp_path, "essay.md::sum", CLAIM, verdict) is not None
    return tmp_path


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_certificate_is_replayed(folder: Path, verdict: Verdict) -> None:
    found = from_bytes(only(folder).read_bytes())
    assert found.parts == (Proved(CLAIM.given, CLAIM.states, verdict.certificate),)
    judgement = replay(found)
    assert (judgement.grade, judgement.trusts) == (verdict.grade, verdict.trusts)
    assert main(["replay", str(folder)]) == 0


def test_unused_assumptions_are_named_and_replayed(folder: Path, verdict: Verdict) -> None:
    found = from_bytes(only(folder).read_bytes())
    assert list(map(str, found.unused)) == ["y < 5"]
    assert unused_assumptions(CLAIM.given, CLAIM.states, verdict.certificate) == found.unused
    assert not holds_without(CLAIM.given, CLAIM.states, verdict.certificate, CLAIM.given.assumptions[:1])
    with pytest.raises(Rejected, match="calls unused"):
        replay(dataclasses.replace(found, unused=CLAIM.given.assumptions[:1]))


def test_an_assumption_that_only_well_posedness_needs_is_used() -> None:
    claim = Claim("", Comparison(KEPT["quotient of equals"], "==", Integer(1)), Domain(sympy.Ne(x, 0)))
    found = check(claim)
    assert found.verdict == PROVED
    assert unused_assumptions(claim.given, claim.states, found.certificate) == ()


def test_what_a_function_was_declared_with_is_no_assumption_to_drop() -> None:
    claim = Claim("", less(0 * x, 1 + y**2 + 0 * f(p)), Domain(assume(f, "increasing"), assume(function("h"), "continuous")))
    assert [str(a) for a in claim.given.assumptions] == ["increasing(f)", "continuous(h)"]
    found = check(claim)
    assert list(map(str, unused_assumptions(claim.given, claim.states, found.certificate))) == ["continuous(h)"]


def changed(file: Path, change: Callable[[dict[str, Any]], None], honest: bool = False) -> None:
    """Rewrite a file with a change; `honest` mends the checksum as a forger would."""
    content = json.loads(file.read_text())
    change(content)
    if honest:
        body = json.dumps({key: value for key, value in content.items() if key != "checksum"}, sort_keys=True)
        content["checksum"] = blake2b(body.encode("ascii"), digest_size=16).hexdigest()
    file.write_text(json.dumps(content))


def swap_sides(content: dict[str, Any]) -> None:
    row = content["nodes"][content["parts"][0]["states"]]
    row[2], row[4] = row[4], row[2]


def drop_assumption(content: dict[str, Any]) -> None:
    content["nodes"][content["parts"][0]["given"]] = ["domain"]


def drop_conditions(content: dict[str, Any]) -> None:
    content["nodes"].append(["list"])
    row = content["nodes"][content["parts"][0]["certificate"]]
    content["nodes"].append([*row[:2], len(content["nodes"]) - 1, *row[3:]])
    content["parts"][0]["certificate"] = len(content["nodes"]) - 1


FORGERIES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "statement": swap_sides,
    "assumptions": drop_assumption,
    "well-posedness": drop_conditions,
    "grade": lambda content: content.update(grade="enclosure"),
    "trust": lambda content: content.update(trusts=["nobody 1.0"]),
    "words": lambda content: content.update(statement="1 == 1"),
    "words of assumptions": lambda content: content.update(assumptions=[]),
    "another claim": lambda content: content.update(id="essay.md::other"),
}


@pytest.mark.parametrize("honest", [False, True], ids=["checksum left", "checksum mended"])
@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_file_is_rejected(folder: Path, name: str, honest: bool, capsys: pytest.CaptureFixture[str]) -> None:
    changed(only(folder), FORGERIES[name], honest)
    assert main(["replay", str(folder), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["certificates"]
    assert found["outcome"] == "rejected"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"format": "symbolic certificate"}', b'{"schema": 1}', b"\x80\x04\x95", b"[" * 100_000, b"\xff\xfe"],
)
def test_what_is_no_certificate_cannot_be_read(folder: Path, content: bytes) -> None:
    only(folder).write_bytes(content)
    assert main(["replay", str(folder)]) == 2
    with pytest.raises(Unreadable):
        from_bytes(content)


def test_half_a_file_cannot_be_read(folder: Path) -> None:
    file = only(folder)
    whole = file.read_bytes()
    for size in range(0, len(whole) - 2, 97):
        with pytest.raises(Unreadable):
            from_bytes(whole[:size])
    file.write_bytes(whole[: len(whole) // 2])
    assert main(["replay", str(folder)]) == 2


def test_rows_may_be_anything_and_no_row_crashes_a_replay(folder: Path) -> None:
    """Every row replaced by others in turn: the file is refused or rejected, or still proves what it says; never a crash."""
    whole = json.loads(only(folder).read_text())
    others: list[Any] = [["none"], ["integer", 0], ["text", "<"], ["list"], ["proof", "proofs.Known"], ["symbol", "x", [["real", True]]]]
    accepted = 0
    for number in range(len(whole["nodes"])):
        for other in others:
            content = {**whole, "nodes": [*whole["nodes"][:number], other, *whole["nodes"][number + 1 :]]}
            try:
                found = dataclasses.replace(from_bytes(json.dumps(content).encode()), untouched=True)
                accepted += digest(found.parts) != digest(from_bytes(only(folder).read_bytes()).parts) and bool(replay(found))
            except (Unreadable, Rejected, AttributeError, TypeError, ValueError):
                continue
    assert accepted == 0


def test_a_folder_without_certificates_is_an_error(tmp_path: Path) -> None:
    assert main(["replay", str(tmp_path)]) == 2
    assert main(["replay", str(tmp_path / "absent")]) == 2


def test_file_names_are_safe_and_tell_ids_apart() -> None:
    ids = ["../../x", "a/b", "a\\b", "essay.md::x", "essay.md::X", "essay.md--x", "CON", "", ".", "x" * 500, "x" * 501, "\0", "é"]
    names = [file_name(id) for id in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert len(name) < 120
        assert Path(name).name == name
        assert not name.startswith((".", "-"))
        assert name.isascii()


def test_a_claim_that_is_not_proved_any_more_has_no_file(folder: Path) -> None:
    assert write_certificate(folder, "essay.md::sum", CLAIM, Verdict("undecided")) is None
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, verdict: Verdict) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten):
        write_certificate(tmp_path / "file", "a", CLAIM, verdict)


def test_writing_is_the_same_every_time(verdict: Verdict) -> None:
    assert certificate_bytes("a", CLAIM, verdict) == certificate_bytes("a", CLAIM, verdict)


def test_a_proof_of_something_else_proves_nothing(verdict: Verdict) -> None:
    other = CertificateFile("a", (Proved(CLAIM.given, less(x, x - p), verdict.certificate),), "exact", verdict.trusts)
    with pytest.raises(Rejected):
        replay(from_bytes(to_bytes(other)))


def test_a_verdict_travels_as_it_stands() -> None:
    certificate = Certificate((), Known())
    kept = Mul(-1, Add(p, -1), evaluate=False)
    proof = proof_nodes()["proofs.Resolve"](kept, KEPT["quotient of equals"], Known())
    found = opened(sealed(Verdict(PROVED, certificate=dataclasses.replace(certificate, proof=proof))))
    assert sympy.srepr(found.certificate.proof.term) == sympy.srepr(kept)
    assert found.certificate.proof.value != 1


ESSAY = """
given = Domain(x < y)
sum_is_larger = Claim(says="A sum is larger than its part.", states=less(x, {right}), given=given)
"""


def test_a_claim_that_says_something_else_now_is_stale(
    shelve: Callable[..., Shelf], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "certificates")
    shelf = shelve(good=ESSAY.format(right="x + y"))
    assert main(["verify", "good", "--certificates", folder], shelf) == 0
    assert main(["replay", folder], shelf) == 0
    moved = shelve(good=ESSAY.format(right="x + 2*y"))
    assert main(["replay", folder, "--alone"], moved) == 0
    assert main(["replay", folder], moved) == 1
    assert "good.sum_is_larger says something else" in capsys.readouterr().out.replace("`", "")
    assert main(["replay", folder], shelve(other=ESSAY.format(right="x + y"))) == 1
    assert "any more" in capsys.readouterr().out


def test_verify_shows_what_a_claim_holds_without(shelve: Callable[..., Shelf], capsys: pytest.CaptureFixture[str]) -> None:
    shelf = shelve(good=ESSAY.format(right="x + y"))
    assert main(["verify", "good", "-v"], shelf) == 0
    assert "holds without `x < y`" in capsys.readouterr().out
    assert main(["explain", "good.sum_is_larger"], shelf) == 0
    assert "holds without `x < y`" in capsys.readouterr().out


def test_replaying_needs_no_search(folder: Path) -> None:
    code = (
        "import sys; from symbolic.cli import main; status = main(['replay', sys.argv[1], '--alone']); "
        "sys.exit(status or any(name.startswith('symbolic.methods') for name in sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("essay", ["more_is_better", "gaussian"])
def test_a_folder_of_certificates_is_replayed(essay: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`test_essays.py` does it for the certificate of every claim."""
    main(["verify", essay, "--certificates", str(tmp_path), "--json", "--timeout", "60"])
    proved = json.loads(capsys.readouterr().out)["summary"]["proved"]
    assert main(["replay", str(tmp_path), "--json", "--timeout", "60"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["summary"] == {"verified": proved, "rejected": 0, "stale": 0, "unreadable": 0}
