"""Verdicts on their way from a worker to its parent.

Python's pickle rebuilds a SymPy term by its constructor, which evaluates: x/x arrives as 1, and -(p - 1) as 1 - p, and a proof that speaks
of the term as it stood is then a proof of nothing. So a certificate travels as the table that certificate files hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from symbolic.claims.verdict import Verdict
from symbolic.trusted.encoding import Table, values
from symbolic.trusted.encoding_terms import NotEncodable
from symbolic.trusted.proofs import Certificate


@dataclass(frozen=True)
class Sealed:
    """A certificate as rows of a table; the last row is the certificate."""

    rows: list[Any]


def sealed(verdict: Verdict) -> Verdict:
    """`verdict` as it is sent: each certificate in it as a table. What tables have no words for goes as it is."""
    return verdict if verdict.certificate is None else replace(verdict, certificate=_seal(verdict.certificate))


def opened(verdict: Verdict) -> Verdict:
    """`verdict` as it was before `sealed`."""
    return verdict if verdict.certificate is None else replace(verdict, certificate=_open(verdict.certificate))


def _seal(certificate: Any) -> Any:
    if type(certificate) is tuple:
        return tuple(map(_seal, certificate))
    if not isinstance(certificate, Certificate):
        return certificate
    table = Table()
    try:
        table.add(certificate)
    except NotEncodable:
        return certificate
    return Sealed(table.rows)


def _open(certificate: Any) -> Any:
    if type(certificate) is tuple:
        return tuple(map(_open, certificate))
    return values(certificate.rows)[-1] if isinstance(certificate, Sealed) else certificate
