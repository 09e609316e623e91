"""Fingerprints of claims: what means the same has one, in every process; what differs in anything that decides a verdict has another."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy import Add, Basic, Derivative, Dummy, Float, Function, Integer, MatrixSymbol, Mul, Piecewise, Rational, Symbol, exp, sin

import symbolic
from symbolic import Claim, Derivation, Domain, Step, Using, at_least, diff, equal, function, greater, less, limit, prime
from symbolic.essays.codebase import DECIDING, NoSource, stamp
from symbolic.essays.fingerprint import DECISIVE, fingerprint, fingerprints
from symbolic.essays.modules import every_entry
from symbolic.language.statements import Comparison, Conjunction
from symbolic.methods.guided import Arbitrary, Guided, Prove

VALUES = {entry.id: entry.value for entry in every_entry()}
x, y = Symbol("x", positive=True), Symbol("y", positive=True)
f = function("f", "increasing")


def test_every_claim_has_a_fingerprint_of_its_own() -> None:
    found = dict(zip(VALUES, fingerprints(VALUES.values()), strict=True))
    claims = {id: found[id] for id, value in VALUES.items() if isinstance(value, Claim)}
    assert None not in claims.values()
    same: dict[bytes | None, list[Any]] = {}
    for id, meaning in claims.items():
        same.setdefault(meaning, []).append(decisive(VALUES[id]))
    assert all(other == group[0] for group in same.values() for other in group)


def decisive(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in DECISIVE[type(value)])


def test_other_processes_with_other_hash_seeds_agree() -> None:
    code = "from symbolic.essays.modules import every_entry; from symbolic.essays.fingerprint import fingerprint\n"
    code += "for e in every_entry(): print(e.id, (fingerprint(e.value) or b'').hex())"
    here = "".join(f"{id} {(fingerprint(value) or b'').hex()}\n" for id, value in VALUES.items())
    for seed in ("1", "4242"):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed})
        assert done.stdout == here


def with_part(value: Any, name: str, part: Any) -> Any:
    """A copy of a frozen value with another part, unchecked."""
    made = object.__new__(type(value))
    for entry in fields(value):
        object.__setattr__(made, entry.name, getattr(value, entry.name))
    object.__setattr__(made, name, part)
    return made


def mutants(value: Any) -> Iterator[Any]:
    """Copies of a value that each differ from it in one place."""
    if isinstance(value, Claim | symbolic.ClosedForm) or is_dataclass(value):
        for name in DECISIVE.get(type(value)) or [entry.name for entry in fields(value)]:
            for part in mutants(getattr(value, name)):
                yield with_part(value, name, part)
    elif isinstance(value, tuple):
        yield (*value, value[0]) if value else ("more",)
        if len(value) > 1:
            yield value[1:]
            yield value[::-1]
        for index, part in enumerate(value):
            for changed in mutants(part):
                yield (*value[:index], changed, *value[index + 1 :])
    elif isinstance(value, Basic):
        yield from changed_terms(value)
    elif isinstance(value, str):
        yield value + "'"
    elif isinstance(value, bool | int):
        yield value + 1
    elif isinstance(value, type):
        yield function(value.__name__, "continuous", on="positive")
    elif value is None:
        yield "something"


def changed_terms(term: Any) -> Iterator[Any]:
    """`term` with one symbol, number or function replaced, or one pair of arguments swapped."""
    changes: list[tuple[Any, Any]] = []
    for atom in sorted(term.atoms(), key=str):
        if type(atom) is Symbol:
            known = {name: value for name, value in atom._assumptions_orig.items() if value is not None}
            changes.append((atom, Symbol(f"{atom.name}_", **known)))
            changes.append((atom, Symbol(atom.name, **{**known, "finite": True, "integer": not atom.is_integer, "nonzero": True})))
        elif isinstance(atom, Integer):
            changes.append((atom, atom + 1))
    for application in sorted(term.atoms(sympy.core.function.AppliedUndef), key=str):
        changes.append((application, function(application.func.__name__, "smooth", "convex")(*application.args)))
    for old, new in changes:
        with suppress(ValueError, TypeError):  # what is no longer a term: a matrix with a dimension that is no integer
            yield term.xreplace({old: new})
    if isinstance(term, Add | Mul) and len(term.args) > 1:
        yield term.func(*reversed(term.args), evaluate=False)
        yield term.func(*term.args, term.args[0], evaluate=False)


def test_any_part_that_changes_changes_the_fingerprint() -> None:
    tried = 0
    for id, value in VALUES.items():
        meaning = fingerprint(value)
        several = list(mutants(value)) if meaning is not None else []
        for mutant in several[:: 1 + len(several) // 15]:
            if decisive(mutant) != decisive(value):
                assert fingerprint(mutant) != meaning, (id, mutant)
                tried += 1
    assert tried > 5 * len(VALUES)


def test_what_no_verdict_depends_on_leaves_it_alone() -> None:
    claim = Claim(says="a", states=less(x, x + y), given=Domain(x < y))
    same = Claim(says="b", states=less(x, x + y), given=Domain(x < y), expect="refuted", note="c")
    assert fingerprint(claim) == fingerprint(same) is not None


def test_sharing_and_building_again_change_nothing() -> None:
    def build() -> Claim:
        a = Symbol("".join(["a", "_", "1"]), positive=True)
        g = function("g", "increasing", "concave", on="positive")
        return Claim("", less(g(a) + a**2, g(2 * a) + prime(g)(a) + 5 * a**2), Domain(greater(a, 1)))

    one, two = build(), build()
    assert fingerprint(one) == fingerprint(two) == fingerprints([one, two])[1]
    deep = x
    for _ in range(60):
        deep = Add(deep, deep, evaluate=False)  # 2**60 leaves, 61 nodes
    assert fingerprint(deep) is not None


ONE = Integer(1)
DIFFERENT = [
    (x, Symbol("x", real=True)),
    (x, Symbol("x", positive=True, integer=True)),
    (x, MatrixSymbol("x", 1, 1)),
    (MatrixSymbol("A", 2, 2), MatrixSymbol("A", 2, 3)),
    (f(x), function("f", "increasing", "smooth")(x)),
    (f(x), function("f", "increasing", on="positive")(x)),
    (f(x), Function("f")(x)),
    (f(x), Symbol("f(x)", real=True)),
    (prime(f)(x), function("f'")(x)),
    (prime(f)(x), prime(function("f", "increasing", "smooth"))(x)),
    (f, f(x)),
    (Integer(2), Rational(1, 2)),
    (Rational(1, 3), Rational(1, 2)),
    (Integer(1), "1"),
    (Integer(1), 1),
    (True, 1),
    (sympy.true, True),
    (None, "None"),
    ((1, (2, 3)), ((1, 2), 3)),
    ((1, 2), [1, 2]),
    ("ab", ("a", "b")),
    (Add(x, x, evaluate=False), 2 * x),
    (Add(x, y, evaluate=False), Add(y, x, evaluate=False)),
    (Mul(x, x, evaluate=False), x**2),
    (Add(1, 1, evaluate=False), Integer(2)),
    (Derivative(sin(x), x), sympy.cos(x)),
    (diff(f(x), x), diff(f(x), x, 2)),
    (limit(f(x), x, y, "+"), limit(f(x), x, y, "-")),
    (Piecewise((x, x > 1), (y, True)), Piecewise((x, x >= 1), (y, True))),
    (exp(x), Function("exp")(x)),
    (symbolic.expm1(x), exp(x) - 1),
    (sympy.pi, Symbol("pi", positive=True)),
    (sympy.Max(x, y), sympy.Min(x, y)),
    (sympy.Integral(x, (x, 0, 1)), sympy.Integral(x, (x, 0, 2))),
    (sympy.MatAdd(MatrixSymbol("A", 2, 2), MatrixSymbol("B", 2, 2)), sympy.MatMul(MatrixSymbol("A", 2, 2), MatrixSymbol("B", 2, 2))),
    (Comparison(x, "<", y), Comparison(x, "<=", y)),
    (Comparison(x, "<", y), Comparison(y, "<", x)),
    (Conjunction((less(x, y), less(ONE, x))), Conjunction((less(ONE, x), less(x, y)))),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=str)
def test_what_looks_alike_differs(one: Any, other: Any) -> None:
    assert fingerprint(one) is not None
    assert fingerprint(other) is not None
    assert fingerprint(one) != fingerprint(other)


def test_the_hint_of_a_claim_counts_with_all_its_parts() -> None:
    claim = Claim("", equal((x + 1) ** 2, x**2 + 2 * x + 1))
    steps = (Step(x**2 + 2 * x + 1, "binomial theorem"),)
    lemma = Claim("", at_least(x, 0))
    hints: list[Any] = [
        None,
        Derivation((x + 1) ** 2, steps),
        Derivation(x * (x + 2) + 1, steps),
        Derivation((x + 1) ** 2, (Step(x * (x + 2) + 1, "Horner"), *steps)),
        Derivation((x + 1) ** 2, (Step(x**2 + 2 * x + 1, "binomial theorem", greater(x, 1)),)),
        Derivation((x + 1) ** 2, steps, Domain(x > 1)),
        Using(lemma),
        Using(lemma, lemma),
        Using(Claim("", at_least(x, -1))),
        Using(Claim("", at_least(x, 0), Domain(x > 1))),
    ]
    found = [fingerprint(replace(claim, by=hint)) for hint in hints]
    assert None not in found
    assert len(set(found)) == len(hints)


def test_steps_that_wait_for_names_count_by_what_they_tell() -> None:
    claim = Claim("", less(x, x + y))
    first, same, other = (
        fingerprint(replace(claim, by=Guided(Arbitrary(told)))) for told in (_positive, lambda n: _positive(n), _negative)
    )
    assert None not in (first, other)
    assert first == same != other


def _positive(name: Any) -> tuple[Any, ...]:
    return (Prove(less(-name, x - name)),)


def _negative(name: Any) -> tuple[Any, ...]:
    return (Prove(less(name, x + name)),)


def test_a_property_given_to_a_function_later_counts() -> None:
    g = function("late", "increasing")
    before = fingerprint(g(x))
    g.properties = replace(g.properties, names=frozenset({"decreasing"}))
    assert fingerprint(g(x)) not in (None, before)


class OwnHint:
    def attempt(self, problem: Any) -> None:
        return None


class own_function(Function):
    pass


@pytest.mark.parametrize(
    "part",
    [
        OwnHint(),
        OwnHint,
        own_function(x),
        own_function,
        lambda name: OwnHint(),
        Dummy("x", positive=True),
        Float(1),
        0.5,
        object(),
        {x: object()},
    ],
    ids=lambda part: type(part).__name__,
)
def test_what_may_mean_anything_has_none(part: Any) -> None:
    assert fingerprint(part) is None
    assert fingerprint(with_part(Claim("", less(x, x + y)), "by", part)) is None
    assert fingerprints([part, x]) == [None, fingerprint(x)]


def test_a_value_that_carries_more_than_its_fields_has_none() -> None:
    claim = Claim("", less(x, x + y))
    object.__setattr__(claim, "secretly", "another claim")
    assert fingerprint(claim) is None


def test_the_code_that_decides_imports_no_other() -> None:
    """So what is hashed is all that can change a verdict. What a closed form prints or computes decides none."""
    root = Path(symbolic.__file__).parent
    for package in set(DECIDING) - {"essays"}:
        for file in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                foreign = [n for n in names if n.startswith("symbolic.") and n.split(".")[1] not in DECIDING]
                if file.name != "closed_form.py":
                    assert foreign == [], file


def test_the_stamp_changes_with_every_file(tmp_path: Path) -> None:
    with pytest.raises(NoSource):
        stamp(tmp_path)
    for package in DECIDING:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    seen = {stamp(tmp_path)}
    rules = tmp_path / "trusted" / "rules"
    rules.mkdir()
    for text in ("x = 1\n", "x = 2\n"):
        (rules / "new.py").write_text(text)
        seen.add(stamp(tmp_path))
    (rules / "new.py").rename(rules / "renamed.py")
    seen.add(stamp(tmp_path))
    assert len(seen) == 4
    (rules / "__pycache__").mkdir()
    (rules / "__pycache__" / "renamed.pyc").touch()
    (tmp_path / "render").mkdir()
    (tmp_path / "render" / "text.py").touch()
    assert stamp(tmp_path) in seen


def test_the_stamp_changes_with_every_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import symbolic.essays.codebase as codebase

    before = stamp()
    assert before == stamp()
    for changed in codebase.RELEASES:
        monkeypatch.setattr(codebase, "version", lambda name, changed=changed: "999" if name == changed else "1")
        one = stamp()
        monkeypatch.setattr(codebase, "version", lambda name: "1")
        assert one != stamp()
