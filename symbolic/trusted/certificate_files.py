"""Certificates as files: what is claimed, what it is claimed under, and the proofs, for anybody to replay.

A file is one JSON object. `nodes` is the table of `encoding.py`; `parts` names the rows in it that are claimed and that prove; the
checksum covers everything else. What is written for a reader (`statement`, `assumptions`, `grade`, `trusts`) is only believed after a
replay: it must be what the table and the kernel say. A claim is one part; a derivation has one for each of its equations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sympy import MatrixSymbol

from symbolic.language.domain import Domain, check_names, check_terms
from symbolic.language.errors import LanguageError
from symbolic.language.statements import CLASSES, Comparison
from symbolic.trusted.encoding import Table, values
from symbolic.trusted.encoding_terms import Malformed
from symbolic.trusted.kernel import GRADE_ORDER, Judgement, Rejected, base_trust, verify
from symbolic.trusted.matrix_words import Letters
from symbolic.trusted.proofs import Certificate
from symbolic.trusted.traces import equal_for_every_dimension
from symbolic.trusted.weakening import holds_without

FORMAT, SCHEMA = "symbolic certificate", 1
LARGEST = 1 << 26  # bytes; beyond lies no certificate that a machine could replay in time
_TEXTS = {"format": str, "id": str, "says": str, "statement": str, "verdict": str, "method": str, "grade": str, "code": str}
_LISTS = ("assumptions", "trusts", "unused", "must_believe", "nodes", "parts")
_KEYS = {*_TEXTS, *_LISTS, "schema", "versions", "checksum"}


class Unreadable(ValueError):
    """Not a certificate file, or only part of one; the message says which."""


@dataclass(frozen=True)
class Proved:
    """`states` wherever `given`, by `certificate`."""

    given: Domain
    states: Any
    certificate: Certificate


@dataclass(frozen=True)
class MatrixEquation:
    """`left` equals `right` for matrices of every dimension, those in `positive_definite` being symmetric and positive definite.

    Its proof is the computation: both sides have one trace form.
    """

    left: Any
    right: Any
    positive_definite: tuple[Any, ...] = ()


Part = Proved | MatrixEquation


@dataclass(frozen=True)
class CertificateFile:
    """What a file says. `unused` are assumptions of its only part which its proof does without; the rest is for the reader.

    `written` keeps whether the checksum is right.
    """

    id: str
    parts: tuple[Part, ...]
    grade: str
    trusts: tuple[str, ...]
    unused: tuple[Any, ...] = ()
    says: str = ""
    method: str = ""
    statement: str = ""
    assumptions: tuple[str, ...] = ()
    must_believe: tuple[str, ...] = ()
    code: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    untouched: bool = True


def statement_of(parts: Sequence[Part]) -> str:
    """What the parts say, as text."""
    return " and ".join(_text(part.states if isinstance(part, Proved) else f"{part.left} == {part.right}") for part in parts)


def assumptions_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """What the parts assume, as text, each once."""
    found: dict[str, None] = {}
    for part in parts:
        if isinstance(part, Proved):
            found |= dict.fromkeys(map(_text, part.given.assumptions))
        else:
            found |= {f"{matrix} is symmetric and positive definite": None for matrix in part.positive_definite}
    return tuple(found)


def _text(thing: Any) -> str:
    try:
        return str(thing)
    except ValueError:  # Python writes out no number of more than some thousand digits
        return "(a statement with numbers that are too long to be written out)"


def digest(parts: Sequence[Part]) -> str:
    """32 hexadecimal digits for what is claimed, whatever the proof: equal claims have equal digits, in every process."""
    table = Table()
    rows = [_claimed(table, part) for part in parts]
    return blake2b(json.dumps([table.rows, rows]).encode("ascii"), digest_size=16).hexdigest()


def _claimed(table: Table, part: Part) -> dict[str, int]:
    if isinstance(part, Proved):
        return {"given": table.add(part.given), "states": table.add(part.states)}
    return {"left": table.add(part.left), "right": table.add(part.right), "positive_definite": table.add(part.positive_definite)}


def to_bytes(file: CertificateFile) -> bytes:
    """The file's content, a line for every row and every key. Raises `NotEncodable`."""
    table = Table()
    parts = [_claimed(table, p) | ({"certificate": table.add(p.certificate)} if isinstance(p, Proved) else {}) for p in file.parts]
    content = {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": file.id,
        "says": file.says,
        "statement": statement_of(file.parts),
        "assumptions": list(assumptions_of(file.parts)),
        "verdict": "proved",
        "method": file.method,
        "grade": file.grade,
        "trusts": list(file.trusts),
        "unused": [table.add(assumption) for assumption in file.unused],
        "must_believe": list(file.must_believe),
        "versions": dict(file.versions),
        "code": file.code,
        "parts": parts,
        "nodes": table.rows,
    }
    lines = [f"{json.dumps(key)}: {_lines(value)}" for key, value in (*content.items(), ("checksum", _checksum(content)))]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def _lines(value: Any) -> str:
    if isinstance(value, list) and len(value) > 1:
        return "[\n " + ",\n ".join(map(json.dumps, value)) + "\n]"
    return json.dumps(value)


def _checksum(content: Mapping[str, Any]) -> str:
    body = json.dumps({key: value for key, value in content.items() if key != "checksum"}, sort_keys=True)
    return blake2b(body.encode("ascii"), digest_size=16).hexdigest()


def from_bytes(content: bytes) -> CertificateFile:
    """What a file says, whether or not it is true. Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable(f"it has {len(content)} bytes; a certificate has at most {LARGEST}")
    try:
        found = json.loads(content.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON, or breaks off: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable("it is not a certificate of this program")
    if found.get("schema") != SCHEMA:
        raise Unreadable(f"it has schema {found.get('schema')!r}; this program reads {SCHEMA}")
    _require_shape(found)
    try:
        table = values(found["nodes"])
        parts = tuple(_part(entry, table) for entry in found["parts"])
        unused = tuple(_value(number, table, CLASSES) for number in found["unused"])
    except Malformed as error:
        raise Unreadable(str(error)) from error
    return CertificateFile(
        *(found["id"], parts, found["grade"], tuple(found["trusts"]), unused, found["says"], found["method"], found["statement"]),
        *(tuple(found["assumptions"]), tuple(found["must_believe"]), found["code"], found["versions"]),
        untouched=found["checksum"] == _checksum(found),
    )


def _require_shape(found: Mapping[str, Any]) -> None:
    if found.keys() != _KEYS:
        other = sorted(_KEYS ^ found.keys())[0]
        raise Unreadable(f"`{other}` is {'missing' if other in _KEYS else 'no part of a certificate'}")
    texts = all(type(found[name]) is kind for name, kind in _TEXTS.items()) and isinstance(found["versions"], dict)
    lists = all(isinstance(found[name], list) for name in _LISTS)
    if not (texts and lists and found["parts"] and found["verdict"] == "proved" and found["grade"] in GRADE_ORDER):
        raise Unreadable("it does not say what was proved, and how")
    words = [*found["assumptions"], *found["trusts"], *found["must_believe"], *found["versions"].values()]
    if not all(isinstance(word, str) for word in words):
        raise Unreadable("assumptions, versions and what is trusted are texts")


def _value(number: Any, table: Sequence[Any], kind: Any) -> Any:
    if type(number) is not int or not 0 <= number < len(table) or not isinstance(table[number], kind):
        raise Malformed(f"row {number} is not what it should be")
    return table[number]


def _part(entry: Any, table: Sequence[Any]) -> Part:
    names = set(entry) if isinstance(entry, dict) else set()
    if names == {"given", "states", "certificate"}:
        given, states = _value(entry["given"], table, Domain), _value(entry["states"], table, CLASSES)
        return Proved(given, states, _value(entry["certificate"], table, Certificate))
    if names == {"left", "right", "positive_definite"}:
        left, right = (_value(entry[name], table, object) for name in ("left", "right"))
        Comparison(left, "==", right)
        matrices = _value(entry["positive_definite"], table, tuple)
        if not all(isinstance(matrix, MatrixSymbol) for matrix in matrices):
            raise Malformed("what is positive definite is a matrix")
        return MatrixEquation(left, right, matrices)
    raise Malformed("a part says what is given, what it states and its certificate")


def replay(file: CertificateFile) -> Judgement:
    """The kernel's word on every part, the weakest grade first. Raises `Rejected` where the file says anything else."""
    if not file.untouched:
        raise Rejected("it was changed after it was written: its checksum is another's")
    judgements = [_replayed(part) for part in file.parts]
    grade = max((judgement.grade for judgement in judgements), key=GRADE_ORDER.index)
    found = Judgement(grade, tuple(dict.fromkeys(name for judgement in judgements for name in judgement.trusts)))
    if grade != file.grade:
        raise Rejected(f"it says `{file.grade}`, and the replay is `{grade}`")
    if file.statement != statement_of(file.parts) or file.assumptions != assumptions_of(file.parts):
        raise Rejected("the statement in words is not the one that is proved")
    if file.unused:
        _require_unused(file)
    return found


def _replayed(part: Part) -> Judgement:
    if isinstance(part, MatrixEquation):
        if not equal_for_every_dimension(part.left, part.right, Letters(positive_definite=frozenset(part.positive_definite))):
            raise Rejected(f"`{part.left}` and `{part.right}` have different trace forms")
        return Judgement(GRADE_ORDER[0], base_trust())
    try:
        check_terms(part.given.assumptions, part.states)
        check_names(part.given.assumptions, part.states)
    except LanguageError as error:
        raise Rejected(str(error)) from error
    return verify(part.given, part.states, part.certificate)


def _require_unused(file: CertificateFile) -> None:
    (first, *others) = file.parts
    if others or not isinstance(first, Proved) or not holds_without(first.given, first.states, first.certificate, file.unused):
        raise Rejected("its proof does use an assumption that it calls unused")
