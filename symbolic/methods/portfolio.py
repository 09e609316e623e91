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

from sympy import Integer, Integral

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import ERROR, PROVED, REFUTED, TESTED, UNDECIDED, Verdict
from symbolic.language.domain import Domain, symbols_of, terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Comparison, Finite, FunctionProperty, Quantified, Statement
from symbolic.language.tidying import tidy, tidy_domain
from symbolic.methods import falsification
from symbolic.methods.divergence import divergence
from symbolic.methods.evaluation import evaluated
from symbolic.methods.labels import label
from symbolic.methods.problem import Found, Problem
from symbolic.methods.reasons import why_false
from symbolic.methods.satisfiability import satisfied
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
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
        return _unsatisfied(problem)
    conditions, unproved = _well_posed(problem, tidied_conditions(claim.given, claim.states))
    if unproved is not None:
        return _ill_posed(problem, unproved)
    if hasattr(claim.by, "condition") and _of_integrals(problem):  # points decide nothing of integrals, and looking for them takes long
        guided = _by_proof(claim, problem, conditions, 0)
        if guided is not None:
            return guided
    survived = attempted(falsification.METHOD, problem)
    if survived is not None and survived.point is not None:
        return _refuted(claim, survived) if survived.obligation is not None else _fails_by_example(survived)
    tried = survived.tried if survived is not None else 0
    return _by_proof(claim, problem, conditions, tried) or _unproved(claim, problem, tried)


def _of_integrals(problem: Problem) -> bool:
    return any(term.has(Integral) for term in terms_of(problem.states) if not isinstance(term, type))


def _by_proof(claim: Claim, problem: Problem, conditions: tuple[Any, ...], tried: int) -> Verdict | None:
    """The first proof that the kernel accepts, as a verdict."""
    for method in _provers(claim):
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
    """The method's answer; None also when the terms are beyond it. What the author says wrongly is told."""
    try:
        found: Found | None = method.attempt(problem)
    except (LanguageError, SolversDisagree):
        raise
    except BEYOND:
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
        if found is not None and found.proof is not None and _accepted(problem.context, problem.states, found.proof):
            return found.proof
    return None


def _accepted(context: Context, goal: Statement, proof: Any) -> bool:
    try:
        Kernel().check(context, goal, proof)
    except (Rejected, *BEYOND):
        return False
    return True


def _well_posed(problem: Problem, wanted: tuple[Condition, ...]) -> tuple[tuple[Any, ...], Condition | None]:
    """Proofs of all conditions; or those up to the first condition without proof, and that condition."""
    properties = Domain(*(a for a in problem.given.assumptions if isinstance(a, FunctionProperty)))
    base = Context.of(properties, symbols_of(problem.given, problem.states))
    found: list[Any] = []
    for condition in wanted:
        context = base.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        at_once = evaluated(condition.holds) if isinstance(condition.holds, Comparison) else None
        proof = at_once or _hinted(problem, context, condition, of_integrals=True) or prove(context, condition.holds, problem.budget)
        proof = proof or _hinted(problem, context, condition, of_integrals=False)
        if proof is None:
            return tuple(found), condition
        found.append(proof)
    return tuple(found), None


def _hinted(problem: Problem, context: Context, condition: Condition, *, of_integrals: bool) -> Any:
    """A proof of a condition as the author's hint has it: first of all for integrals, whose search takes longest."""
    if not hasattr(problem.by, "condition") or isinstance(condition.holds, Finite) is not of_integrals:
        return None
    proof = problem.by.condition(State(context, condition.holds), Budget())
    return proof if proof is not None and _accepted(context, condition.holds, proof) else None


def _ill_posed(problem: Problem, condition: Condition) -> Verdict:
    """An error with a point where the term is undefined; undecided when neither a proof nor a point is found."""
    term = f"`{condition.term}`"
    if isinstance(condition.holds, FunctionProperty):
        name = condition.holds.function.__name__
        return Verdict(ERROR, message=f"{term}: `{name}` is not declared {condition.holds.name}, so its derivative may not exist")
    properties = tuple(a for a in problem.given.assumptions if isinstance(a, FunctionProperty))
    if not isinstance(condition.holds, Finite):
        given = Domain(*properties, *condition.guards)
        found = falsification.PATIENT.attempt(Problem(given, condition.holds, problem.budget))
        if found is not None and found.point is not None:
            where = ", ".join(f"{name} = {value}" for name, value in found.point.described().items())
            return Verdict(ERROR, message=f"{term} is undefined at {where}: it needs `{condition.holds}`; assume it, or guard the term")
    else:
        reason = divergence(Domain(*properties, *condition.guards), condition.holds)
        if reason is not None:
            return Verdict(ERROR, message=f"{term} has no value: {reason}")
    return Verdict(UNDECIDED, message=f"could not show that {term} is always defined: it needs `{condition.holds}`")


def _unsatisfied(problem: Problem) -> Verdict:
    """Contradictory assumptions are an error; assumptions for which merely no point was found leave the claim undecided."""
    shown = ", ".join(f"`{a}`" for a in problem.given.assumptions)
    proof = prove(problem.context, Comparison(Integer(1), "==", Integer(0)), problem.budget)
    if proof is not None:
        return Verdict(ERROR, message=f"the assumptions contradict each other: {shown}; from a contradiction anything would follow")
    return Verdict(
        UNDECIDED, message=f"no point was found that satisfies the assumptions {shown}; nothing is proved from what may be impossible"
    )


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
    if any(isinstance(a, Quantified | Finite) for a in claim.given.relations):
        return Verdict(UNDECIDED, message="no proof was found, and points cannot check assumptions that speak of all values", points=tried)
    again = attempted(falsification.PATIENT, problem)
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
