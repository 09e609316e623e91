"""From a claim to a verdict: assumptions satisfiable, every term defined, no counterexample, then the first method whose proof the kernel
accepts.

Methods are found by walking this package: a module with a `METHOD` joins, ordered by its rank.
"""

from __future__ import annotations

import importlib
import pkgutil
import time
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sympy import Integral

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import ERROR, PROVED, REFUTED, TESTED, UNDECIDED, Verdict
from symbolic.language.domain import terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Comparison, Finite, Quantified, Statement
from symbolic.language.tidying import tidy, tidy_domain
from symbolic.methods import falsification
from symbolic.methods.contradictions import unsatisfied
from symbolic.methods.labels import label
from symbolic.methods.problem import Found, Problem
from symbolic.methods.reasons import why_false
from symbolic.methods.satisfiability import satisfied
from symbolic.methods.state import Budget
from symbolic.methods.well_posedness import defined_at, ill_posed, proofs_of_conditions
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Judgement, Kernel, Rejected, tidied_conditions, verify
from symbolic.trusted.solver import SolversDisagree

BEYOND = (ArithmeticError, LookupError, NotImplementedError, RecursionError, RuntimeError, TypeError, ValueError)
"""What a method may raise on terms that it does not expect; it then passes, and the next one is asked."""


@lru_cache(maxsize=1)
def methods() -> tuple[Any, ...]:
    """Every method of this package, in the order in which the portfolio tries them."""
    import symbolic.methods as package

    modules = [importlib.import_module(f"{package.__name__}.{entry.name}") for entry in pkgutil.iter_modules(package.__path__)]
    found = [module.METHOD for module in modules if hasattr(module, "METHOD")]
    return tuple(sorted(found, key=lambda method: (method.rank, method.name)))


def check(claim: Claim) -> Verdict:
    """The verdict on one claim. Mathematics that does not work out is a verdict, never an exception."""
    start = time.perf_counter()
    try:
        verdict = _settle(claim)
    except LanguageError as error:
        verdict = Verdict(ERROR, message=str(error))
    except SolversDisagree as error:
        verdict = Verdict(UNDECIDED, message=f"{error}: please report this, one of them is wrong")
    except BEYOND as error:
        verdict = Verdict(UNDECIDED, message=f"beyond what the methods can work with: {type(error).__name__}: {error}")
    return replace(verdict, seconds=round(time.perf_counter() - start, 6))


def _settle(claim: Claim) -> Verdict:
    problem = Problem(tidy_domain(claim.given), tidy(claim.states), by=claim.by)
    witness = satisfied(problem.given, problem.states)
    if witness is None:
        return unsatisfied(problem)
    wanted = tidied_conditions(claim.given, claim.states)
    conditions, unproved = proofs_of_conditions(problem, wanted)
    if unproved is not None:
        return ill_posed(problem, unproved) or _perhaps_ill_posed(claim, problem, wanted, unproved)
    if hasattr(claim.by, "condition") and _of_integrals(problem):  # points decide nothing of integrals, and looking for them takes long
        guided = _by_proof(claim, problem, conditions, 0)
        if guided is not None:
            return guided
    at_once = _by_proof(claim, problem, conditions, 0, at_once=True)  # equal sides cost the search for a counterexample most
    if at_once is not None:
        return at_once
    survived = attempted(falsification.METHOD, problem)
    if survived is not None and survived.point is not None:
        return _refuted(claim, survived) if survived.obligation is not None else _fails_by_example(survived)
    tried = survived.tried if survived is not None else 0
    return _by_proof(claim, problem, conditions, tried) or _unproved(claim, problem, tried)


def _perhaps_ill_posed(claim: Claim, problem: Problem, wanted: tuple[Condition, ...], condition: Condition) -> Verdict:
    """No proof without that of its conditions; but a counterexample at which every term has a value needs none."""
    survived = attempted(falsification.METHOD, problem)
    if survived is not None and survived.point is not None and survived.obligation is not None and defined_at(wanted, survived.point):
        return _refuted(claim, survived)
    return Verdict(UNDECIDED, message=f"could not show that `{condition.term}` is always defined: it needs `{condition.holds}`")


def _of_integrals(problem: Problem) -> bool:
    return any(term.has(Integral) for term in terms_of(problem.states) if not isinstance(term, type))


def _by_proof(claim: Claim, problem: Problem, conditions: tuple[Any, ...], tried: int, *, at_once: bool = False) -> Verdict | None:
    """The first proof that the kernel accepts, as a verdict; `at_once` by the methods that come before the search for a counterexample."""
    for method in _provers(claim):
        if at_once and getattr(method, "rank", falsification.METHOD.rank) >= falsification.METHOD.rank:
            continue
        found = attempted(method, replace(problem, budget=Budget()))
        if found is None or found.proof is None:
            continue
        certificate = rules.Certificate(conditions, found.proof)
        try:
            judgement = verify(claim.given, claim.states, certificate)
        except (Rejected, *BEYOND):
            continue
        return _proved(claim, certificate, judgement, tried)
    return None


def attempted(method: Any, problem: Problem) -> Found | None:
    """The method's answer; None also when the terms are beyond it. What goes wrong in the claim's own method is told."""
    try:
        found: Found | None = method.attempt(problem)
    except SolversDisagree:
        raise
    except (LanguageError, *BEYOND):
        if method is problem.by:
            raise
        return None
    return found


def _provers(claim: Claim) -> list[Any]:
    """The methods that prove, or the one that the claim names."""
    if claim.by is not None and hasattr(claim.by, "attempt"):
        return [claim.by]
    return [method for method in methods() if method is not falsification.METHOD]


def find_proof(problem: Problem) -> Any:
    """A proof of the statement by the first method that has one and that the kernel accepts; None otherwise."""
    own = [problem.by] if hasattr(problem.by, "attempt") else methods()
    for method in own:
        if method is falsification.METHOD or method.name == "smt" or (method.name == "derivation" and problem.by is None):
            continue
        found = attempted(method, replace(problem, budget=Budget()))
        if found is not None and found.proof is not None and accepted(problem.context, problem.states, found.proof):
            return found.proof
    return None


def accepted(context: Context, goal: Statement, proof: Any) -> bool:
    try:
        Kernel().check(context, goal, proof)
    except (Rejected, *BEYOND):
        return False
    return True


def _proved(claim: Claim, certificate: rules.Certificate, judgement: Judgement, tried: int) -> Verdict:
    same = isinstance(claim.states, Comparison) and claim.states.left == claim.states.right
    message = "both sides are the same as written, so this says nothing" if same else None
    return Verdict(PROVED, label(certificate.proof), judgement.grade, judgement.trusts, certificate, message=message, points=tried)


def _refuted(claim: Claim, found: Found) -> Verdict:
    assert found.point is not None
    assert found.obligation is not None
    return Verdict(
        REFUTED,
        "falsification",
        None,
        ("symbolic.language.meaning",),
        found.point,
        found.point.described(),
        why_false(found.obligation.goal, found.point),
        points=found.tried,
    )


def _fails_by_example(found: Found) -> Verdict:
    """No proof is looked for where an example speaks against the claim; but no checked point refutes it either."""
    assert found.point is not None
    where = ", ".join(f"{name} = {value}" for name, value in found.point.described().items())
    return Verdict(UNDECIDED, message=f"an example that satisfies the assumptions speaks against it: {where}", points=found.tried)


def _unproved(claim: Claim, problem: Problem, tried: int) -> Verdict:
    """A longer search for a counterexample; what survives it is tested, never proved."""
    again = attempted(falsification.PATIENT, problem)
    if any(isinstance(a, Quantified | Finite) for a in claim.given.relations) and (again is None or again.point is None):
        return Verdict(UNDECIDED, message="no proof was found, and points cannot check assumptions that speak of all values", points=tried)
    if again is None or again.tried == 0:
        return Verdict(UNDECIDED, message="no proof was found, and no point could be evaluated", points=tried)
    if again.point is not None:
        return _refuted(claim, again)
    return Verdict(
        TESTED,
        "falsification",
        "sampled",
        ("sampling",),
        message=f"no proof was found; {again.tried} points do not refute it",
        points=again.tried,
    )
