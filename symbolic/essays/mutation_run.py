"""Every proved claim against its mutants: a mutant that still comes out proved must be true, and a person is asked to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import PROVED, UNDECIDED, Verdict
from symbolic.essays.closed_forms import claim_of
from symbolic.essays.limits import Limits
from symbolic.essays.modules import SHELF, Shelf, find
from symbolic.essays.runner import run
from symbolic.methods.mutations import Mutant, mutants

SECONDS = 5.0  # for each mutant, unless less is asked for
SEED = "1"


@dataclass(frozen=True)
class Task:
    """What a worker is sent: a claim's id and where it is found, how many mutants there are, and which of them to check."""

    id: str
    shelf: Shelf
    count: int
    number: int


@dataclass(frozen=True)
class Outcome:
    """What came of one mutant of the claim `id`."""

    id: str
    claim: Claim
    mutant: Mutant
    verdict: Verdict

    @property
    def caught(self) -> bool:
        return self.verdict.verdict != PROVED


def try_mutants(
    ids: Sequence[str],
    count: int,
    jobs: int,
    limits: Limits,
    progress: Callable[[int, int], None] = lambda done, total: None,
    shelf: Shelf = SHELF,
) -> list[Outcome]:
    """`count` mutants of each of the claims, checked in worker processes; their outcomes in the order of the claims."""
    tasks = [Task(id, shelf, count, number) for id in ids for number in range(len(mutants_of(id, shelf, count)))]
    bounded = replace(limits, seconds=min(limits.seconds, SECONDS))
    verdicts = run(work, tasks, jobs, bounded, lambda done: progress(done, len(tasks)))
    return [
        Outcome(task.id, claim_with(task.id, shelf), mutants_of(task.id, shelf, count)[task.number], replace(verdict, certificate=None))
        for task, verdict in zip(tasks, verdicts, strict=True)
    ]


def claim_with(id: str, shelf: Shelf) -> Claim:
    """The claim of that id, or what a closed form claims."""
    value = find(id, shelf).value
    return claim_of(value) if isinstance(value, ClosedForm) else value


@cache
def mutants_of(id: str, shelf: Shelf, count: int) -> tuple[Mutant, ...]:
    """The same in every process: drawn with the claim's id as the seed."""
    return mutants(claim_with(id, shelf), count, f"{SEED} {id}")


def work(task: Task) -> Verdict:
    """The verdict on one mutant: by the claim's own method, where it has one, and by all methods."""
    from symbolic.methods.portfolio import check
    from symbolic.methods.step_check import WrongStep, check_derivation

    mutant = mutants_of(task.id, task.shelf, task.count)[task.number]
    if mutant.of_step:
        try:
            return check_derivation(mutant.claim.by)[-1]
        except WrongStep as error:
            return replace(
                error.verdict, verdict=UNDECIDED if error.verdict.verdict == PROVED else error.verdict.verdict, message=str(error)
            )
    found = check(mutant.claim)
    if found.verdict != PROVED and mutant.claim.by is not None:
        found = check(replace(mutant.claim, by=None))
    return found


@dataclass(frozen=True)
class Score:
    """How many `claims` had mutants, of how many all were `caught`, and how many mutants came to each verdict."""

    claims: int
    caught: int
    verdicts: dict[str, int]

    @property
    def share(self) -> float:
        return self.caught / self.claims if self.claims else 1.0


def score(outcomes: Sequence[Outcome]) -> Score:
    """The share of claims whose mutants are all caught."""
    ids = {outcome.id for outcome in outcomes}
    missed = {outcome.id for outcome in outcomes if not outcome.caught}
    return Score(len(ids), len(ids) - len(missed), dict(Counter(outcome.verdict.verdict for outcome in outcomes)))
