"""The word of SMT solvers: facts and the negated goal as formulas over the reals, unsatisfiable by z3, and by cvc5 where it is installed.

Terms that the solvers do not know (f(x), exp(x), integrals) become variables, one for each normal form; what is known of them must already
stand among the facts. z3 divides by zero as it likes, so every denominator of a fact is asserted to be nonzero: facts are defined. A goal
may not be: a step of a proof may have brought it in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Abs, Max, Min, Pow, exp

from symbolic.language.statements import Comparison, Conjunction, Disjunction, Equivalence, Implication, Negation, Statement
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import normalised

RESOURCE_LIMIT = 20_000_000
SECOND_OPINION_MS = 1_000
LARGEST_POWER = 24


class SolversDisagree(RuntimeError):
    """One solver says satisfiable, another unsatisfiable: a bug in one of them, to be reported and never a verdict."""


class NotEncodable(ValueError):
    """The statement is outside the solvers' language."""


class Encoder:
    """Statements as z3 formulas; `side` collects what is true of the terms on the way."""

    def __init__(self) -> None:
        import z3

        self.z3 = z3
        self.variables: dict[Any, Any] = {}
        self.side: list[Any] = []
        self.guarded = False

    def term(self, term: Any) -> Any:
        z3 = self.z3
        if term.is_Rational:
            return z3.RealVal(f"{term.p}/{term.q}")
        if term.is_Add or term.is_Mul:
            parts = [self.term(part) for part in term.args]
            return z3.Sum(parts) if term.is_Add else z3.Product(parts)
        if isinstance(term, Pow) and term.exp.is_Integer and abs(int(term.exp)) <= LARGEST_POWER:
            return self._power(self.term(term.base), int(term.exp))
        if isinstance(term, Max | Min):
            return self._extremum(term)
        if isinstance(term, Abs):
            inner = self.term(term.args[0])
            return z3.If(inner >= 0, inner, -inner)
        return self._variable(term)

    def _power(self, base: Any, exponent: int) -> Any:
        product = base if abs(exponent) == 1 else self.z3.Product([base] * abs(exponent)) if exponent else self.z3.RealVal(1)
        if exponent >= 0:
            return product
        if not self.guarded:
            self.side.append(base != 0)
        return 1 / product

    def _extremum(self, term: Any) -> Any:
        result = self.term(term.args[0])
        for other in map(self.term, term.args[1:]):
            keep = result >= other if isinstance(term, Max) else result <= other
            result = self.z3.If(keep, result, other)
        return result

    def _variable(self, term: Any) -> Any:
        key = term if term.is_Symbol else normalised(term)
        if key not in self.variables:
            variable = self.z3.Real(f"v{len(self.variables)}")
            self.variables[key] = variable
            if isinstance(key, exp):
                self.side.append(variable > 0)
            elif isinstance(key, Pow) and key.exp.is_Rational and key.exp.p == 1:
                base = self.term(key.base)
                root = self.z3.And(variable >= 0, self._power(variable, int(key.exp.q)) == base)
                self.side.append(self.z3.Implies(base >= 0, root))
        return self.variables[key]

    def top(self, statement: Statement) -> Any:
        """A fact; only a plain comparison may say that its denominators do not vanish: inside a connective they may be guarded."""
        self.guarded = not isinstance(statement, Comparison)
        return self.formula(statement)

    def formula(self, statement: Statement) -> Any:
        z3 = self.z3
        if isinstance(statement, Comparison):
            left, right = self.term(statement.left), self.term(statement.right)
            return {
                "==": lambda: left == right,
                "!=": lambda: left != right,
                "<": lambda: left < right,
                "<=": lambda: left <= right,
                ">": lambda: left > right,
                ">=": lambda: left >= right,
            }[statement.relation]()
        if isinstance(statement, Conjunction | Disjunction):
            parts = [self.formula(part) for part in statement.parts]
            return z3.And(parts) if isinstance(statement, Conjunction) else z3.Or(parts)
        if isinstance(statement, Negation):
            return z3.Not(self.formula(statement.part))
        if isinstance(statement, Implication):
            return z3.Implies(self.formula(statement.premise), self.formula(statement.conclusion))
        if isinstance(statement, Equivalence):
            return self.formula(statement.left) == self.formula(statement.right)
        raise NotEncodable(f"`{statement}` is outside the solvers' language")


def problem(context: Context, goal: Statement) -> Any:
    """A z3 solver that holds the encodable facts and the negated goal. Raises `NotEncodable` for the goal."""
    import z3

    encoder = Encoder()
    solver = z3.Solver()
    solver.set("rlimit", RESOURCE_LIMIT)
    encoder.guarded = True  # a proof may bring in a goal that is nowhere shown to be defined: what it divides by has to be among the facts
    formulas = [z3.Not(encoder.formula(goal)), *_facts(encoder, context)]
    solver.add(*encoder.side, *formulas)
    return solver


def _facts(encoder: Encoder, context: Context) -> Iterator[Any]:
    for fact in context.facts:
        if isinstance(fact, Comparison) and (fact.left.is_infinite or fact.right.is_infinite):
            continue
        try:
            yield encoder.top(fact)
        except NotEncodable:
            continue


def agreeing_solvers(context: Context, goal: Statement) -> tuple[str, ...]:
    """The solvers, with versions, that find the facts and the negated goal unsatisfiable; empty when z3 does not.

    Raises `SolversDisagree` when cvc5 calls satisfiable what z3 calls unsatisfiable.
    """
    import z3

    try:
        solver = problem(context, goal)
    except NotEncodable:
        return ()
    if solver.check() != z3.unsat:
        return ()
    second = _second_opinion(solver.to_smt2())
    if second == "sat":
        raise SolversDisagree(f"z3 calls the negation of `{goal}` unsatisfiable, cvc5 satisfiable")
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
    solver.setOption("tlimit-per", str(SECOND_OPINION_MS))
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
