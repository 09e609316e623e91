"""Every claim of `tests/claims/` comes out as its author expects: true ones proved, false neighbours refuted, ill-posed ones refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from symbolic.essays.checking import check, essays, files, tasks
from symbolic.essays.limits import Limits

FOLDER = Path(__file__).parent / "claims"
FILES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_claim_comes_out_as_expected(file: Path) -> None:
    found = files([str(file)])
    essays(found, jobs=1)
    rows = check(tasks(found), jobs=2, limits=Limits(60.0))
    failing = [f"{row.id}: {row.verdict.verdict}, expected {row.claim.expect}; {row.verdict.message}" for row in rows if not row.ok]
    assert not failing, "\n".join(failing)
