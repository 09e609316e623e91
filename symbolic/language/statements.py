"""Statements: what a claim asserts, kept as the author wrote it.

SymPy turns `Eq(x, x)` into `True`, and a claim that has become `True` proves nothing; a statement here keeps both sides and is never
evaluated. Statements are frozen values. The lower-case constructors check what they are given; the classes do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import And as SympyAnd
from sympy.logic.boolalg import BooleanAtom
from sympy.logic.boolalg import Not as SympyNot
from sympy.logic.boolalg import Or as SympyOr

from symbolic.language.errors import LanguageError
from symbolic.language.functions import PROPERTIES, properties_of
from symbolic.language.terms import as_term

RELATIONS = ("==", "!=", "<", "<=", ">", ">=")
SHAPES = ("increasing", "decreasing", "nondecreasing", "nonincreasing", "convex", "concave")


@dataclass(frozen=True)
class Comparison:
    """`left relation right`, with `relation` one of `RELATIONS`."""

    left: Any
    relation: str
    right: Any

    def __str__(self) -> str:
        return f"{self.left} {self.relation} {self.right}"


@dataclass(frozen=True)
class Conjunction:
    """Every one of `parts` holds. Earlier parts guard later ones."""

    parts: tuple[Statement, ...]

    def __str__(self) -> str:
        return " and ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True)
class Disjunction:
    """At least one of `parts` holds. A later part need only be defined where the earlier ones fail."""

    parts: tuple[Statement, ...]

    def __str__(self) -> str:
        return " or ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True)
class Negation:
    """`part` does not hold."""

    part: Statement

    def __str__(self) -> str:
        return f"not {_inner(self.part)}"


@dataclass(frozen=True)
class Implication:
    """Where `premise` holds, so does `conclusion`."""

    premise: Statement
    conclusion: Statement

    def __str__(self) -> str:
        return f"implies({self.premise}, {self.conclusion})"


@dataclass(frozen=True)
class Equivalence:
    """Both hold or neither does."""

    left: Statement
    right: Statement

    def __str__(self) -> str:
        return f"iff({self.left}, {self.right})"


@dataclass(frozen=True)
class Quantified:
    """`quantifier` ("forall" or "exists") over real `variables` of `body`."""

    quantifier: str
    variables: tuple[Any, ...]
    body: Statement

    def __str__(self) -> str:
        names = ", ".join(map(str, self.variables))
        return f"{self.quantifier}({names if len(self.variables) == 1 else f'[{names}]'}, {self.body})"


@dataclass(frozen=True)
class Shape:
    """`expression` is `kind` (one of `SHAPES`; the first two and the last two strict) in `variable`, the other symbols held fixed."""

    kind: str
    expression: Any
    variable: Any

    def __str__(self) -> str:
        return f"{self.kind}({self.expression}, {self.variable})"


@dataclass(frozen=True)
class Independent:
    """`expression` does not change when `variable` moves over all that the assumptions allow."""

    expression: Any
    variable: Any

    def __str__(self) -> str:
        return f"independent({self.expression}, {self.variable})"


@dataclass(frozen=True)
class Extremum:
    """`expression` has its `kind` ("maximum" or "minimum") over `variable` at `at`, attained there and nowhere else."""

    kind: str
    expression: Any
    variable: Any
    at: Any

    def __str__(self) -> str:
        return f"{self.kind}({self.expression}, {self.variable}, {self.at})"


@dataclass(frozen=True)
class Approximation:
    """`expression` rounds to `digits` significant digits of `number`, half away from zero."""

    expression: Any
    number: Any
    digits: int

    def __str__(self) -> str:
        return f"approx({self.expression}, {self.number}, {self.digits})"


@dataclass(frozen=True)
class Nearness:
    """`expression` is at most `tolerance` away from `number`."""

    expression: Any
    number: Any
    tolerance: Any

    def __str__(self) -> str:
        return f"within({self.expression}, {self.number}, {self.tolerance})"


@dataclass(frozen=True)
class Finite:
    """The integral or sum `expression` converges absolutely. An assumption: it makes integrals of uninterpreted functions well-posed."""

    expression: Any

    def __str__(self) -> str:
        return f"finite({self.expression})"


@dataclass(frozen=True)
class FunctionProperty:
    """The uninterpreted `function` has the property `name` (one of `PROPERTIES`). An assumption."""

    function: Any
    name: str

    def __str__(self) -> str:
        return f"{self.name}({self.function.__name__})"


Statement = (
    Comparison
    | Conjunction
    | Disjunction
    | Negation
    | Implication
    | Equivalence
    | Quantified
    | Shape
    | Independent
    | Extremum
    | Approximation
    | Nearness
    | Finite
    | FunctionProperty
)
CLASSES = Statement.__args__


def _inner(statement: Statement) -> str:
    compound = isinstance(statement, Conjunction | Disjunction | Negation)
    return f"({statement})" if compound else str(statement)


def comparison(left: Any, relation: str, right: Any) -> Comparison:
    """`left relation right`, both sides kept as written. Refuses floats and two sides that are the same as written."""
    if relation not in RELATIONS:
        raise LanguageError(f"`{relation}` is not a comparison; the comparisons are {' '.join(RELATIONS)}")
    first, second = as_term(left), as_term(right)
    if first == second:
        raise LanguageError(
            f"`{first} {relation} {second}` has the same term on both sides and says nothing: state what the term should equal"
        )
    return Comparison(first, relation, second)


def equal(left: Any, right: Any) -> Comparison:
    """left == right."""
    return comparison(left, "==", right)


def unequal(left: Any, right: Any) -> Comparison:
    """left != right."""
    return comparison(left, "!=", right)


def less(left: Any, right: Any) -> Comparison:
    """left < right."""
    return comparison(left, "<", right)


def at_most(left: Any, right: Any) -> Comparison:
    """left <= right."""
    return comparison(left, "<=", right)


def greater(left: Any, right: Any) -> Comparison:
    """left > right."""
    return comparison(left, ">", right)


def at_least(left: Any, right: Any) -> Comparison:
    """left >= right."""
    return comparison(left, ">=", right)


def chain(*terms_and_relations: Any) -> Conjunction:
    """A chain as in mathematics: `chain(0, "<", k, "<", m)` is 0 < k and k < m."""
    if len(terms_and_relations) < 5 or len(terms_and_relations) % 2 == 0:
        raise LanguageError("`chain` takes a term, then relations and terms in turn: chain(0, '<', k, '<', m)")
    steps = range(0, len(terms_and_relations) - 2, 2)
    return Conjunction(tuple(comparison(*terms_and_relations[i : i + 3]) for i in steps))


def conjunction(*parts: Any) -> Conjunction:
    """All of `parts`."""
    return Conjunction(_parts("conjunction", parts))


def disjunction(*parts: Any) -> Disjunction:
    """At least one of `parts`."""
    return Disjunction(_parts("disjunction", parts))


def negation(part: Any) -> Negation:
    """Not `part`."""
    return Negation(as_statement(part))


def implies(premise: Any, conclusion: Any) -> Implication:
    """`conclusion` wherever `premise` holds."""
    return Implication(as_statement(premise), as_statement(conclusion))


def iff(left: Any, right: Any) -> Equivalence:
    """`left` exactly where `right`."""
    return Equivalence(as_statement(left), as_statement(right))


def forall(variables: Any, body: Any) -> Quantified:
    """`body` for every real value of `variables` (one symbol or several)."""
    return Quantified("forall", _variables(variables), as_statement(body))


def exists(variables: Any, body: Any) -> Quantified:
    """`body` for some real value of `variables` (one symbol or several)."""
    return Quantified("exists", _variables(variables), as_statement(body))


def independent(expression: Any, variable: Any) -> Independent:
    """`expression` takes the same value whatever admissible value `variable` has."""
    return Independent(as_term(expression), _variable(variable))


def increasing(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` is strictly increasing in `variable`; with one argument, the assumption that a function is."""
    return _shape("increasing", expression, variable)


def decreasing(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` is strictly decreasing in `variable`; with one argument, the assumption that a function is."""
    return _shape("decreasing", expression, variable)


def nondecreasing(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` never falls as `variable` grows; with one argument, the assumption that a function never does."""
    return _shape("nondecreasing", expression, variable)


def nonincreasing(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` never rises as `variable` grows; with one argument, the assumption that a function never does."""
    return _shape("nonincreasing", expression, variable)


def convex(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` is strictly convex in `variable`; with one argument, the assumption that a function is."""
    return _shape("convex", expression, variable)


def concave(expression: Any, variable: Any = None) -> Shape | FunctionProperty:
    """`expression` is strictly concave in `variable`; with one argument, the assumption that a function is."""
    return _shape("concave", expression, variable)


def assume(f: Any, *names: str) -> tuple[FunctionProperty, ...]:
    """The assumptions that the uninterpreted function `f` has each of the properties `names`."""
    for name in names:
        if name not in PROPERTIES:
            raise LanguageError(f"`{name}` is not a property of functions; the properties are {', '.join(PROPERTIES)}")
    return tuple(FunctionProperty(f, name) for name in names)


def maximum(expression: Any, variable: Any, at: Any) -> Extremum:
    """Over everything that the assumptions allow, `expression` is largest at `variable = at` and only there."""
    return Extremum("maximum", as_term(expression), _variable(variable), as_term(at))


def minimum(expression: Any, variable: Any, at: Any) -> Extremum:
    """Over everything that the assumptions allow, `expression` is smallest at `variable = at` and only there."""
    return Extremum("minimum", as_term(expression), _variable(variable), as_term(at))


def approx(expression: Any, number: Any, digits: int) -> Approximation:
    """`expression`, rounded to `digits` significant digits (half away from zero), is `number`."""
    if not isinstance(digits, int) or digits < 1:
        raise LanguageError(f"`{digits}` significant digits: give a whole number of at least 1")
    return Approximation(as_term(expression), as_term(number), digits)


def within(expression: Any, number: Any, tolerance: Any) -> Nearness:
    """`expression` differs from `number` by at most `tolerance`."""
    return Nearness(as_term(expression), as_term(number), as_term(tolerance))


def finite(expression: Any) -> Finite:
    """The assumption that the integral `expression` converges absolutely."""
    return Finite(as_term(expression))


def as_statement(value: Any) -> Statement:
    """A statement as it is; a SymPy relation such as `x < y` as the comparison that it writes."""
    if isinstance(value, CLASSES):
        return value
    if isinstance(value, bool | BooleanAtom):
        raise LanguageError(
            f"`{value}`: SymPy has already decided this statement, so it is trivially {str(value).lower()} and proves nothing; "
            "leave it out, or keep both sides as written with equal(a, b), less(a, b), at_most(a, b)"
        )
    if isinstance(value, Relational):
        return comparison(value.lhs, value.rel_op, value.rhs)
    for kind, build in ((SympyAnd, conjunction), (SympyOr, disjunction), (SympyNot, negation)):
        if isinstance(value, kind):
            return build(*sorted(value.args, key=str))
    raise LanguageError(f"`{value}` is not a statement: use equal(a, b), less(a, b), independent(e, x) and the like")


def _parts(name: str, parts: Iterable[Any]) -> tuple[Statement, ...]:
    found = tuple(as_statement(part) for part in parts)
    if not found:
        raise LanguageError(f"`{name}()` is empty: name at least one statement")
    return found


def _variable(variable: Any) -> Any:
    if not isinstance(variable, Symbol):
        raise LanguageError(f"`{variable}` is not a symbol: the variable of a predicate is one declared symbol")
    return as_term(variable)


def _variables(variables: Any) -> tuple[Any, ...]:
    several = variables if isinstance(variables, list | tuple) else (variables,)
    return tuple(_variable(variable) for variable in several)


def _shape(kind: str, expression: Any, variable: Any) -> Shape | FunctionProperty:
    if variable is None:
        if not isinstance(expression, type):
            raise LanguageError(f"`{kind}({expression})` needs its variable: {kind}({expression}, x)")
        properties_of(expression)
        return FunctionProperty(expression, kind)
    return Shape(kind, as_term(expression), _variable(variable))
