"""The word of SMT solvers: facts and the negated goal as formulas over the reals, unsatisfiable by z3, and by cvc5 where it is installed.

How statements are encoded stands in `solver_terms`. Both solvers work within limits that count their steps, so the same question has the
same answer on every run; a clock is the last resort.
"""

from __future__ import annotations

from typing import Any

import sympy

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.statements import Statement
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.solver_terms import Encoder, NotEncodable

RESOURCE_LIMIT = 12_000_000  # steps of z3, some seconds
GUARD_MS = 6_000  # steps of z3 may be long: where they are, a clock ends its work
SECOND_OPINION_LIMIT = 20_000  # steps of cvc5, some hundredths of a second


class SolversDisagree(ValueError):
    """One solver says satisfiable, another unsatisfiable: a bug in one of them, to be reported and never a verdict."""


def problem(context: Context, goal: Statement, *, integers: bool = False, limit: int = RESOURCE_LIMIT, guard: int = GUARD_MS) -> Any:
    """A z3 solver that holds the encodable facts and the negated goal. Raises `NotEncodable` for the goal."""
    import z3

    encoder = Encoder(context, integers=integers)
    formulas = [z3.Not(_encoded_goal(encoder, goal)), *(formula for _, formula in encoded_facts(encoder, context))]
    solver = z3.Solver(ctx=encoder.home)
    solver.set("rlimit", limit)
    solver.set("timeout", guard)
    solver.add(*encoder.side, *formulas)
    return solver


def _encoded_goal(encoder: Encoder, goal: Statement) -> Any:
    try:
        return encoder.formula(goal)
    except (TooLarge, ZeroDivisionError) as error:
        raise NotEncodable(str(error)) from error


def encoded_facts(encoder: Encoder, context: Context) -> list[tuple[Statement, Any]]:
    """The facts that solvers understand, each with its formula."""
    found = []
    for fact in dict.fromkeys(context.facts):
        try:
            found.append((fact, encoder.fact(fact)))
        except (NotEncodable, TooLarge, ZeroDivisionError):
            continue
    return found


def of_whole_numbers(context: Context, goal: Statement) -> bool:
    """Whether integers occur, as symbols or as floors."""
    terms = [term for term in terms_of([goal, *context.facts]) if not isinstance(term, type)]
    return any(s.is_integer for s in symbols_of(context.facts, goal)) or any(t.has(sympy.floor, sympy.ceiling) for t in terms)


def agreeing_solvers(context: Context, goal: Statement) -> tuple[str, ...]:
    """The solvers, with versions, that find the facts and the negated goal unsatisfiable; empty when z3 does not.

    Raises `SolversDisagree` when cvc5 calls satisfiable what z3 calls unsatisfiable.
    """
    import z3

    for integers in (False, True) if of_whole_numbers(context, goal) else (False,):
        try:
            solver = problem(context, goal, integers=integers)
        except NotEncodable:
            return ()
        if solver.check() == z3.unsat:
            break
    else:
        return ()
    second = _second_opinion(solver.to_smt2())
    if second == "sat":
        raise SolversDisagree(f"z3 calls the negation of `{goal}` unsatisfiable, cvc5 satisfiable: one of them is wrong")
    z3_name = f"z3 {z3.get_version_string()}"
    return (z3_name, _cvc5_name()) if second == "unsat" else (z3_name,)


def _cvc5_name() -> str:
    from importlib.metadata import version

    return f"cvc5 {version('cvc5')}"


def _second_opinion(script: str) -> str | None:
    """cvc5's answer to the same script; None where it is not installed or gives up."""
    try:
        import cvc5
    except ImportError:
        return None
    solver = cvc5.Solver()
    solver.setOption("rlimit-per", str(SECOND_OPINION_LIMIT))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, "(set-logic ALL)\n" + script, "claim")
    symbols = parser.getSymbolManager()
    answer: str | None = None
    try:
        while not (command := parser.nextCommand()).isNull():
            text = str(command.invoke(solver, symbols)).strip()
            answer = text if text in ("sat", "unsat", "unknown") else answer
    except RuntimeError:
        return None
    return answer
