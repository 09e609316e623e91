"""Numbers made of matrices of any dimension: equality for every dimension, by words and by the first two moments of a Gaussian vector.

Traces and determinants enter the scalar normal form as symbols, one for each canonical word (`matrix_words.py`). A difference that vanishes
there is zero for every dimension and for all matrices with the declared symmetries for which both sides are defined. The converse is not
claimed: unknown relations between words leave true identities unproved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import sympy
from sympy import Add, Expr, Function, Identity, Integer, MatAdd, MatMul, MatPow, MatrixExpr, Mul, Pow, Symbol, Transpose
from sympy.matrices.expressions.matexpr import MatrixElement

from symbolic.language.matrix_heads import Expectation, Explicit, LogDensity, free_letters
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.statements import Comparison
from symbolic.trusted.matrix_words import Form, Letters, Outside, Table, Word, inverse, turned
from symbolic.trusted.normal_form import is_zero, normal_form, normalised

LARGEST_MATRIX_POWER = 20
ONE = (((), Integer(1)),)


def equal_for_every_dimension(left: Any, right: Any, letters: Letters) -> bool:
    """Whether `left` and `right` have one normal form: then they are equal in every dimension, wherever both are defined.

    The dimension is a symbol in the shapes; `letters` says which matrices are symmetric. Raises `Outside` for what the algebra does not
    read, `TooLarge` and `ZeroDivisionError` as the scalar normal form does.
    """
    reading = Reading(Table(letters, _names(left, right)))
    return is_zero(reading.number(left) - reading.number(right))


def trace_form(expression: Any, letters: Letters) -> TraceForm:
    """The normal form of a number made of matrices. Raises `Outside` for what the algebra does not read."""
    table = Table(letters, _names(expression))
    quotient = normal_form(Reading(table).number(expression))
    return TraceForm(tuple((c, tuple(powers.items())) for c, powers in quotient.terms()), quotient.bottom(), table)


def equal_in_dimension(left: Any, right: Any, letters: Letters, sizes: Mapping[Any, int], values: Mapping[Any, Any] | None = None) -> bool:
    """Whether `left` and `right` are seen to be equal entry by entry in one dimension, for example `sizes={d: 2}`: an independent check.

    `values` may give some matrix symbols a matrix of exact numbers. Uses neither words nor moments of words. False is no refutation.
    """
    meaning = Explicit(sizes, letters.symmetric | letters.positive_definite, values or {})
    positive = frozenset(normalised(meaning.matrix(matrix).det(method="berkowitz")) for matrix in letters.positive_definite)
    return is_zero(meaning.number(left) - meaning.number(right), positive)


def certainly_differ(left: Any, right: Any, letters: Letters, sizes: Mapping[Any, int], values: Mapping[Any, Any]) -> bool:
    """Whether `left` and `right` are defined and differ at these matrices of exact numbers, confirmed by exact or ball arithmetic.

    `sizes` gives every scalar symbol its value, too. Matrices that do not have the declared properties make no difference.
    """
    meaning = Explicit(sizes, values=values)
    laws = [node for term in (left, right) for node in sympy.preorder_traversal(term) if isinstance(node, Expectation | LogDensity)]
    try:
        definite = [meaning.matrix(matrix) for matrix in (*letters.positive_definite, *(law.args[-1] for law in laws))]
        if not all(meaning.matrix(matrix).is_symmetric() for matrix in letters.symmetric):
            return False
        if not all(matrix.is_symmetric() and matrix.is_positive_definite for matrix in definite):
            return False
        return truth(Comparison(meaning.number(left) - meaning.number(right), "!=", Integer(0)), Point()) is True
    except (ValueError, ArithmeticError):
        return False


def differing_matrices(left: Any, right: Any, letters: Letters, sizes: Mapping[Any, int], tries: int = 20) -> dict[Any, Any] | None:
    """Small whole matrices at which `left` and `right` certainly differ, the same at every call; None when none is found."""
    draw = Random(0)
    matrices = sorted({a for term in (left, right) for a in free_letters(term)} | letters.symmetric | letters.positive_definite, key=str)
    meaning = Explicit(sizes)
    for size in range(tries):
        values = {}
        for matrix in matrices:
            shape = [int(meaning.number(length)) for length in matrix.shape]
            drawn = sympy.Matrix(*shape, lambda i, j, bound=1 + size // 4: Integer(draw.randint(-bound, bound)))
            symmetric, definite = matrix in letters.symmetric, matrix in letters.positive_definite
            values[matrix] = drawn * drawn.T + sympy.eye(shape[0]) if definite else drawn + drawn.T if symmetric else drawn
        if certainly_differ(left, right, letters, sizes, values):
            return values
    return None


def _names(*expressions: Any) -> set[str]:
    return {symbol.name for expression in expressions for symbol in sympy.sympify(expression).atoms(Symbol)}


@dataclass(frozen=True, eq=False)
class TraceForm:
    """A number as a polynomial in scalars, canonical words and logarithms of determinants, over `bottom`."""

    terms: tuple[tuple[Any, tuple[tuple[Any, int], ...]], ...]
    bottom: Any
    table: Table

    @property
    def value(self) -> Any:
        """The scalar term in the symbols that stand for words and determinants."""
        return Add(*(Mul(c, *(Pow(atom, power) for atom, power in powers)) for c, powers in self.terms)) / self.bottom

    @property
    def expression(self) -> Any:
        """The normal form as a term over the matrices again."""
        result, terms = self.value, self.table.terms()
        while result.free_symbols & terms.keys():
            result = result.xreplace(terms)
        return result

    def readable(self) -> list[str]:
        """The sum, one term a line, and what was used of the matrices. A prime is a transpose; words are equal to their transposes."""
        lines = [_term_text(c, powers) for c, powers in self.terms] or ["0"]
        if self.bottom != 1:
            lines.append(f"all over {self.bottom}")
        letters = self.table.letters
        for kind, matrices in (
            ("positive definite", letters.positive_definite),
            ("symmetric", letters.symmetric - letters.positive_definite),
        ):
            if matrices:
                lines.append(f"{kind}: {', '.join(sorted(map(str, matrices)))}")
        return lines


def _term_text(coefficient: Any, powers: tuple[tuple[Any, int], ...]) -> str:
    factors = [f"{atom}" if power == 1 else f"{atom}**{power}" for atom, power in powers]
    size = [str(abs(coefficient))] if abs(coefficient) != 1 or not factors else []
    return f"{'-' if coefficient < 0 else '+'} {' '.join(size + factors)}"


@dataclass(frozen=True)
class Reading:
    """Reads SymPy terms: numbers become scalar terms over the symbols of `table`, matrices become forms."""

    table: Table

    def number(self, term: Any) -> Any:
        """The number that `term` is, its words replaced by their symbols."""
        term = sympy.sympify(term)
        if isinstance(term, Expectation):
            return self._expectation(term)
        if getattr(term, "is_Matrix", False) or (isinstance(term, MatrixElement) and term.parent.shape == (1, 1)):
            return self._entry(term.parent if isinstance(term, MatrixElement) else term)
        if isinstance(term, sympy.Trace):
            return self.table.trace(self.matrix(term.arg))
        if isinstance(term, sympy.Determinant):
            return self.table.determinant(self.matrix(term.arg))
        if hasattr(term, "definition"):
            return self.number(term.definition)
        if not term.has(MatrixExpr, sympy.MatrixBase) and isinstance(term, Expr):
            return term
        if isinstance(term, Add | Mul | Pow | Function) and all(isinstance(part, Expr) and not part.is_Matrix for part in term.args):
            rebuilt = term.func(*(self.number(part) for part in term.args))
            if rebuilt.has(sympy.oo, -sympy.oo, sympy.zoo, sympy.nan):
                raise Outside(f"`{term}` is not defined: it comes out as {rebuilt}")
            return rebuilt
        raise Outside(f"`{term}` is not read: only sums, products, functions, traces and determinants of matrix expressions are")

    def _entry(self, matrix: Any) -> Any:
        if tuple(matrix.shape) != (1, 1):
            raise Outside(f"`{matrix}` is a matrix where a number is expected")
        return self.table.trace(self.matrix(matrix))

    def matrix(self, term: Any) -> Form:
        """The matrix that `term` is, as a sum of words."""
        if not isinstance(term, MatrixExpr) or isinstance(term, sympy.matrices.expressions.special.GenericIdentity):
            raise Outside(f"`{term}` is not read: only matrix symbols and what is built from them is")
        if isinstance(term, MatAdd):
            first, *rest = (self.matrix(part) for part in term.args)
            return sum(rest, first)
        if isinstance(term, MatMul):
            return self._product(term.args)
        if isinstance(term, Transpose):
            return self.matrix(term.arg).turned()
        if isinstance(term, sympy.Inverse):
            return inverse(self.matrix(term.arg))
        if isinstance(term, MatPow):
            return self._power(term)
        if isinstance(term, Identity):
            return Form(term.rows, term.rows, ONE)
        if isinstance(term, sympy.ZeroMatrix):
            return Form(term.rows, term.cols, ())
        return Form(term.rows, term.cols, (((self.table.letters.letter(term),), Integer(1)),))

    def _product(self, factors: Iterable[Any]) -> Form:
        scale: Any = Integer(1)
        result: Form | None = None
        for factor in factors:
            if not factor.is_Matrix:
                scale = scale * self.number(factor)
            else:
                result = self.matrix(factor) if result is None else result @ self.matrix(factor)
        if result is None:
            raise Outside("a product of matrices without a matrix")
        return result.scaled(scale)

    def _power(self, term: Any) -> Form:
        if not term.exp.is_Integer or abs(term.exp) > LARGEST_MATRIX_POWER:
            raise Outside(f"`{term}` is not read: the power is not an integer of size {LARGEST_MATRIX_POWER} or less")
        base = self.matrix(term.base)
        result = Form(base.rows, base.rows, ONE)
        for _ in range(abs(int(term.exp))):
            result = result @ base
        return inverse(result) if term.exp < 0 else result

    def _expectation(self, term: Any) -> Any:
        """Linearity: constants come out, and what is left of each term is a product of words that contain x once or twice."""
        body, x, mean, covariance = term.args
        law = Moments(self.table, x, self.matrix(mean), self.matrix(covariance))
        inner = self.number(body)
        quotient = normal_form(inner)
        moving = {s for s in inner.free_symbols if self.table.mentions(s, x)}
        if quotient.bottom().free_symbols & moving:
            raise Outside(f"`{x}` stands in a denominator in `{body}`")
        total: Any = Integer(0)
        for coefficient, powers in quotient.terms():
            still, words = coefficient, []
            for atom, power in powers.items():
                if atom in moving:
                    words += [self.table.word(atom)] * power
                elif atom.free_symbols & moving:
                    raise Outside(f"the expectation of `{atom}` is not a matter of first and second moments")
                else:
                    still *= atom**power
            total += still * law.of(words)
        return total / quotient.bottom()


@dataclass(frozen=True)
class Moments:
    """First and second moments of x ~ N(m, S): E x = m and E x x' = S + m m'. They hold for any law with this mean and covariance."""

    table: Table
    x: Any
    mean: Form
    covariance: Form

    def __post_init__(self) -> None:
        if not self.covariance.symmetric:
            raise Outside(f"the covariance `{self.covariance}` is not symmetric: declare its letters symmetric")

    def of(self, words: list[Word]) -> Any:
        """The expectation of the product of these numbers, each a word that contains x."""
        parts = [self._without(word) for word in words]
        ones = [middle for middle, degree in parts if degree == 1]
        twos = [middle for middle, degree in parts if degree == 2]
        if not words:
            return Integer(1)
        if len(ones) + 2 * len(twos) > 2:
            raise Outside(f"`{self.x}` occurs more than twice in a product: only first and second moments are used")
        if twos:
            return self._bilinear(twos[0])
        row = self.mean.turned()
        firsts = Mul(*(self.table.trace(row @ one) for one in ones))
        return firsts + self.table.trace(ones[0].turned() @ self.covariance @ ones[1]) if len(ones) == 2 else firsts

    def _bilinear(self, middle: Form) -> Any:
        """E x' W x = tr(W S) + m' W m."""
        return self.table.trace(middle @ self.covariance) + self.table.trace(self.mean.turned() @ middle @ self.mean)

    def _without(self, word: Word) -> tuple[Form, int]:
        """x' W x as the form W and 2; x' w or w' x as the form w and 1. The word is one row and one column wide: x stands at its ends."""
        size = self.mean.rows
        first, last = self._is_x(word[0]), self._is_x(word[-1])
        if first and last and len(word) > 1:
            middle, degree, columns = word[1:-1], 2, size
        elif first or last:
            middle, degree, columns = word[1:] if first else turned(word[:-1]), 1, Integer(1)
        else:
            raise Outside(f"`{self.x}` is not linear in `{' '.join(map(str, word))}`")
        if self.table.mentions(middle, self.x) or (not middle and columns != size):
            raise Outside(f"`{self.x}` is not linear in `{' '.join(map(str, word))}`")
        return Form(size, columns, ((middle, Integer(1)),)), degree

    def _is_x(self, letter: Any) -> bool:
        return bool(letter.base == self.x and not letter.inverse)
