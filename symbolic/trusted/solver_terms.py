"""Terms and statements in the language of SMT solvers: polynomials over variables that stand for the atoms of normal forms.

A comparison is read as the sign of its difference, whose normal form is a quotient of polynomials. What solvers do not know (f(x), exp(x),
integrals, high powers) becomes a variable, one for each normal form; what is known of it must already stand among the facts. `Max`, `Min`,
`Abs`, `sign`, `Piecewise` and `floor` are encoded by what defines them. Where a denominator vanishes a comparison may come out either way:
facts are defined, but a goal that a proof has brought in may not be, and nothing may follow from that.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Abs, Max, Min, Piecewise, Pow, exp

from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Negation,
    Statement,
    as_statement,
)
from symbolic.language.terms import bound_symbols
from symbolic.trusted.context import MIRROR, Context, implied
from symbolic.trusted.normal_form import evidently_positive, normal_form, normalised

LARGEST_POWER = 24
MOST_SUMMANDS = 400
LARGEST_DEGREE = 48  # of a polynomial of several summands
ARMED = (Max, Min, Abs, sympy.sign, Piecewise, sympy.floor, sympy.ceiling)


class NotEncodable(ValueError):
    """The statement is outside the solvers' language."""


def armed(term: Any) -> bool:
    """Whether a term has cases that stand outside of sums over ranges, integrals and other functions."""
    if not term.args or bound_symbols(term):
        return False
    if isinstance(term, ARMED):
        return True
    arithmetic = term.is_Add or term.is_Mul or (isinstance(term, Pow) and term.exp.is_Integer)
    return arithmetic and any(armed(part) for part in term.args)


def _with_whole_powers(statement: Comparison) -> bool:
    """Whether a power with a symbolic whole exponent occurs, of what is not seen to be positive."""
    powers = statement.left.atoms(Pow) | statement.right.atoms(Pow)
    return any(p.exp.is_integer and not p.exp.is_Integer and not evidently_positive(p.base) for p in powers)


class Encoder:
    """Statements as z3 formulas over the atoms of their normal forms; `side` collects what is true of the atoms on the way.

    With `integers`, symbols of an integer kind and floors are whole numbers; without, they are real numbers, which asks for more.
    """

    def __init__(self, context: Context, *, integers: bool = False) -> None:
        import z3

        self.z3, self.context, self.integers = z3, context, integers
        self.home = z3.Context()  # a solver's answer may depend on what else its context has seen
        self.variables: dict[Any, Any] = {}
        self.side: list[Any] = []
        self.guarded = True
        self.count = 0

    # --- Statements ---

    def fact(self, statement: Statement) -> Any:
        """A fact; only a plain comparison may say that its denominators do not vanish.

        Inside a connective they may be guarded, and x**(n - 1), whose normal form is x**n/x, is 1 for x = 0 and n = 1.
        """
        self.guarded = not isinstance(statement, Comparison) or _with_whole_powers(statement)
        try:
            return self.formula(statement)
        finally:
            self.guarded = True

    def formula(self, statement: Statement) -> Any:
        z3 = self.z3
        if isinstance(statement, Comparison):
            return self._comparison(statement)
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

    def _comparison(self, statement: Comparison) -> Any:
        if statement.left.is_infinite or statement.right.is_infinite:
            raise NotEncodable(f"`{statement}` speaks of infinity")
        difference = statement.left - statement.right
        if armed(difference):
            return self._related(self.term(difference), statement.relation)
        quotient = normal_form(difference, self.context.positive)
        numerator = self._polynomial(quotient.terms())
        if quotient.denominator.is_constant():
            return self._related(numerator, statement.relation)
        known = self.context.relation(quotient.bottom())
        if implied(known, ">") or implied(known, "<"):
            return self._related(numerator, statement.relation if implied(known, ">") else MIRROR[statement.relation])
        return self._quotient(numerator, quotient, statement.relation)

    def _quotient(self, numerator: Any, quotient: Any, relation: str) -> Any:
        z3 = self.z3
        denominator = self._denominator(quotient)
        above = z3.And(denominator > 0, self._related(numerator, relation))
        below = z3.And(denominator < 0, self._related(numerator, MIRROR[relation]))
        return z3.Or(above, below, z3.And(denominator == 0, z3.Bool(self._new("open"), self.home)))

    def _related(self, value: Any, relation: str) -> Any:
        return {
            "==": lambda: value == 0,
            "!=": lambda: value != 0,
            "<": lambda: value < 0,
            "<=": lambda: value <= 0,
            ">": lambda: value > 0,
            ">=": lambda: value >= 0,
        }[relation]()

    # --- Terms ---

    def term(self, term: Any) -> Any:
        """The value of `term`, cases included."""
        if not armed(term):
            return self._value(normal_form(term, self.context.positive))
        if term.is_Add or term.is_Mul:
            parts = [self.term(part) for part in term.args]
            return self.z3.Sum(parts) if term.is_Add else self.z3.Product(parts)
        if isinstance(term, Pow):
            return self._armed_power(term)
        if isinstance(term, Piecewise):
            return self._piecewise(term)
        if isinstance(term, Max | Min):
            return self._extremum(term)
        if isinstance(term, sympy.floor):
            return self._floor(term.args[0])
        if isinstance(term, sympy.ceiling):
            return -self._floor(-term.args[0])
        inner = self.term(term.args[0])
        if isinstance(term, Abs):
            return self.z3.If(inner >= 0, inner, -inner)
        return self.z3.If(inner > 0, self._number(1), self.z3.If(inner < 0, self._number(-1), self._number(0)))

    def _armed_power(self, term: Any) -> Any:
        exponent = int(term.exp)
        if abs(exponent) > LARGEST_POWER:
            raise NotEncodable(f"`{term}` has too large an exponent")
        base = self.term(term.base)
        power = self.z3.Product([base] * abs(exponent)) if exponent else self._number(1)
        return power if exponent >= 0 else self._ratio(self._number(1), power)

    def _extremum(self, term: Any) -> Any:
        result = self.term(term.args[0])
        for other in map(self.term, term.args[1:]):
            keep = result >= other if isinstance(term, Max) else result <= other
            result = self.z3.If(keep, result, other)
        return result

    def _piecewise(self, term: Any) -> Any:
        guarded, self.guarded = self.guarded, True  # a branch, and a condition after the first, may never be reached
        try:
            return self._branches(term)
        finally:
            self.guarded = guarded

    def _branches(self, term: Any) -> Any:
        result = self.z3.Real(self._new("none"), self.home)
        for branch, condition in reversed(term.args):
            value = self.term(branch)
            result = value if condition == sympy.true else self.z3.If(self.formula(as_statement(condition)), value, result)
        return result

    def _floor(self, argument: Any) -> Any:
        """The greatest whole number that is not above `argument`, one variable for each argument."""
        key = sympy.floor(normalised(argument), evaluate=False)
        if key not in self.variables:
            inner = self.term(argument)
            whole = self.z3.Int(self._new("whole"), self.home) if self.integers else None
            value = self.z3.ToReal(whole) if whole is not None else self.z3.Real(self._new("floor"), self.home)
            self.variables[key] = value
            self.side += [value <= inner, inner < value + 1]
        return self.variables[key]

    def _value(self, quotient: Any) -> Any:
        numerator = self._polynomial(quotient.terms())
        return numerator if quotient.denominator.is_constant() else self._ratio(numerator, self._denominator(quotient))

    def _ratio(self, numerator: Any, denominator: Any) -> Any:
        ratio = self.z3.Real(self._new("ratio"), self.home)
        self.side.append(self.z3.Implies(denominator != 0, ratio * denominator == numerator))
        if not self.guarded:
            self.side.append(denominator != 0)
        return ratio

    def _denominator(self, quotient: Any) -> Any:
        one = quotient.denominator / quotient.denominator
        value = self._polynomial(type(quotient)(quotient.denominator, one, quotient.atoms).terms())
        if not self.guarded:
            self.side.append(value != 0)
        return value

    def _polynomial(self, terms: Any) -> Any:
        degree = max((sum(powers.values()) for _, powers in terms), default=0)
        if len(terms) > MOST_SUMMANDS or (len(terms) > 4 and degree > LARGEST_DEGREE):
            raise NotEncodable("a polynomial is too large")
        summands = []
        for coefficient, powers in terms:
            factors = [] if coefficient == 1 else [self._number(coefficient)]
            for atom in sorted(powers, key=str):
                self._require_regular(atom)
                factors += self._power(atom, powers[atom])
            summands.append(factors[0] if len(factors) == 1 else self.z3.Product(factors) if factors else self._number(1))
        if len(summands) < 2:
            return summands[0] if summands else self._number(0)
        return self.z3.Sum(summands)

    def _require_regular(self, atom: Any) -> None:
        """Gamma(z + 1) has become z Gamma(z): where z is 0, that is 0 times a pole, and solvers would call it 0."""
        if isinstance(atom, sympy.gamma) and not evidently_positive(atom.args[0], self.context.positive):
            raise NotEncodable(f"`{atom}` may stand at a pole")

    def _power(self, atom: Any, power: int) -> list[Any]:
        """The factors of a power; a high one is a variable of its own, of which only its sign is told."""
        base = self._atom(atom)
        if power <= LARGEST_POWER:
            return [base] * power
        key = (atom, power)
        if key not in self.variables:
            z3, high = self.z3, self.z3.Real(self._new("high"), self.home)
            self.variables[key] = high
            self.side += [(high > 0) == (base != 0), high >= 0] if power % 2 == 0 else [(high > 0) == (base > 0), (high < 0) == (base < 0)]
            self.side.append(z3.Implies(base == 1, high == 1))
        return [self.variables[key]]

    def _atom(self, atom: Any) -> Any:
        if atom in self.variables:
            return self.variables[atom]
        if isinstance(atom, sympy.floor):
            return self._floor(atom.args[0])
        whole = self.integers and atom.is_Symbol and atom.is_integer
        name = self._new("v")
        variable = self.z3.ToReal(self.z3.Int(name, self.home)) if whole else self.z3.Real(name, self.home)
        self.variables[atom] = variable
        if isinstance(atom, Abs | Max | Min | sympy.sign | sympy.floor | sympy.ceiling | Piecewise):
            self.side.append(variable == self.term(atom))
        elif isinstance(atom, Pow) and atom.exp.is_Rational and atom.exp.p == 1:
            base = self.term(atom.base)
            root = self.z3.And(variable >= 0, self.z3.Product([variable] * int(atom.exp.q)) == base)
            self.side.append(self.z3.Implies(base >= 0, root))
        elif isinstance(atom, exp) or (not atom.is_Symbol and evidently_positive(atom, self.context.positive)):
            self.side.append(variable > 0)
        return variable

    def _number(self, number: Any) -> Any:
        rational = sympy.Rational(number)
        return self.z3.RealVal(f"{rational.p}/{rational.q}", self.home)

    def _new(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"


__all__ = ["Encoder", "NotEncodable", "armed"]
