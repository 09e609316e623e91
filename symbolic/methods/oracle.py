"""Asking z3 first: whether the facts can show the goal at all, and which of them do. Its word guides the search; it proves nothing here.

Where z3 finds values that satisfy the facts and not the goal, no combination of these facts will prove it, and the search goes on to other
facts or to cases. Where it finds none, the few facts that it used are those among which exact algebra looks for a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Function, Pow
from sympy.core.function import AppliedUndef

from symbolic.language.statements import Comparison, Statement
from symbolic.methods.state import State
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.solver import encoded_facts, of_whole_numbers, problem
from symbolic.trusted.solver_terms import Encoder, NotEncodable

LIMIT = 400_000  # steps of z3, mostly some hundredths of a second
GUARD_MS = 600  # steps of z3 may be long: where they are, a clock ends its work
SIGN_LIMIT, SIGN_GUARD_MS = 100_000, 200
PATIENCE = 4_000_000  # steps where its word is to count


@dataclass(frozen=True)
class Answer:
    """`provable` is None where z3 has given up; `core` are the facts that it used."""

    provable: bool | None
    core: tuple[Statement, ...] = ()


UNKNOWN = Answer(None)


def ask(context: Context, goal: Statement, limit: int = LIMIT) -> Answer:
    """Whether the facts of `context` show `goal`, as far as solvers understand them."""
    import z3

    encoder = Encoder(context)
    try:
        negated = z3.Not(encoder.formula(goal))
        facts = encoded_facts(encoder, context)
    except (NotEncodable, TooLarge, ZeroDivisionError):
        return UNKNOWN
    solver = z3.Solver(ctx=encoder.home)
    solver.set("rlimit", limit)
    solver.set("timeout", GUARD_MS)
    solver.add(negated, *encoder.side)
    for index, (_, formula) in enumerate(facts):
        solver.assert_and_track(formula, f"fact{index}")
    answer = solver.check()
    if answer == z3.sat:
        return Answer(False)
    if answer != z3.unsat:
        return UNKNOWN
    used = {int(str(name).removeprefix("fact")) for name in solver.unsat_core() if str(name).startswith("fact")}
    return Answer(True, tuple(facts[index][0] for index in sorted(used)))


class Probe:
    """The facts of one place, put to z3 once, to ask for the signs of many terms."""

    def __init__(self, context: Context) -> None:
        import z3

        self.encoder = Encoder(context)
        self.facts = [formula for _, formula in encoded_facts(self.encoder, context)]
        self.solver = z3.Solver(ctx=self.encoder.home)
        self.solver.set("rlimit", SIGN_LIMIT)
        self.solver.set("timeout", SIGN_GUARD_MS)
        self.solver.add(*self.encoder.side, *self.facts)
        self.told = len(self.encoder.side)

    def excluded(self, term: Any) -> frozenset[str] | None:
        """Which of < == > the facts rule out for `term`; None where z3 gives up on one of them or does not understand the term."""
        found = set()
        for relation in ("<", ">", "=="):
            try:
                formula = self.encoder.formula(Comparison(term, relation, ZERO))
            except (NotEncodable, TooLarge, ZeroDivisionError):
                return None
            self.solver.add(*self.encoder.side[self.told :])
            self.told = len(self.encoder.side)
            answer = str(self.solver.check(formula))
            if answer == "unknown":
                return None
            if answer == "unsat":
                found.add(relation)
            elif relation == ">" and not found:
                break
        return frozenset(found)


def convinced(context: Context, goal: Statement, limit: int = PATIENCE) -> bool:
    """Whether z3 finds the facts and the negated goal unsatisfiable, with the encoding and at most the steps that the kernel allows it."""
    import z3

    for integers in (False, True) if of_whole_numbers(context, goal) else (False,):
        try:
            if problem(context, goal, integers=integers, limit=limit).check() == z3.unsat:
                return True
        except NotEncodable:
            return False
    return False


def narrowed(state: State, core: tuple[Statement, ...]) -> State:
    """`state` with the facts of `core`, and those that give the signs and the order of symbols: what divides must be seen not to vanish."""
    from symbolic.trusted.rules.logic import Only

    kept = (*core, *(fact for fact in state.context.facts if fact not in core and _plain(state.goal, fact)))
    context = Context(state.context.domain).adding(*kept)
    return State(context, state.goal, (*state.wraps, lambda then: Only(kept, then)))


def _plain(goal: Statement, fact: Statement) -> bool:
    """The sign of a symbol or of f(x), or anything without functions about what stands in a denominator of the goal."""
    if not isinstance(fact, Comparison) or fact.left.is_infinite or fact.right.is_infinite:
        return False
    if fact.right == 0 and (fact.left.is_Symbol or isinstance(fact.left, AppliedUndef)):
        return True
    difference = fact.left - fact.right
    return not difference.has(Function) and bool(difference.free_symbols) and difference.free_symbols <= _divisors(goal)


def _divisors(goal: Statement) -> set[Any]:
    """The symbols in the denominators of a comparison."""
    terms = (goal.left, goal.right) if isinstance(goal, Comparison) else ()
    powers = [power for term in terms for power in term.atoms(Pow) if power.exp.could_extract_minus_sign()]
    return set().union(*(power.free_symbols for power in powers))


def accepted(state: State, proof: Any) -> bool:
    """Whether the kernel takes `proof` at `state`: with fewer facts a term may no longer be seen to be defined."""
    try:
        Kernel().check(state.context, state.goal, proof)
    except Rejected:
        return False
    return True
