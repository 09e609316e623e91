"""Matrices of any dimension as sums of words, and the symbols that stand for their traces and determinants.

A letter is a matrix, perhaps transposed or inverted; a word is a product of letters. The trace of a word does not change when the word is
rotated or transposed, and it is a product where the word is one row wide: tr(x' A y z' B w) = (x' A y) (z' B w). So each trace is a
polynomial in canonical words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sympy import Add, Determinant, Identity, Integer, Inverse, MatAdd, MatMul, MatrixExpr, Mul, Pow, Symbol, Trace, Transpose

from symbolic.language.errors import LanguageError
from symbolic.language.matrix_heads import Scalar, free_letters
from symbolic.trusted.normal_form import evidently_positive, is_zero, normalised


class Outside(ValueError):
    """The expression is not one that this algebra reads; the message shows the term."""


@dataclass(frozen=True)
class Letters:
    """The matrices declared symmetric and those declared symmetric positive definite. Of any other matrix nothing is used but its shape."""

    symmetric: frozenset[Any] = frozenset()
    positive_definite: frozenset[Any] = frozenset()

    def __post_init__(self) -> None:
        for name in ("symmetric", "positive_definite"):
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        for matrix in self.symmetric | self.positive_definite:
            if not isinstance(matrix, MatrixExpr) or matrix.shape[0] != matrix.shape[1]:
                raise LanguageError(f"`{matrix}` is declared symmetric and is not a square matrix expression")

    def letter(self, matrix: Any) -> Letter:
        """`matrix` as a letter."""
        rows, columns = matrix.shape
        return Letter(matrix, rows, columns, symmetric=matrix in self.symmetric | self.positive_definite)


@dataclass(frozen=True)
class Letter:
    """`base`, perhaps transposed or inverted: a matrix symbol, a matrix function that is not looked into, or a `Form` of several words."""

    base: Any
    rows: Any
    columns: Any
    symmetric: bool = False
    transposed: bool = False
    inverse: bool = False

    def turned(self) -> Letter:
        """The transpose."""
        return self if self.symmetric else Letter(self.base, self.columns, self.rows, False, not self.transposed, self.inverse)

    def inverted(self) -> Letter:
        """The inverse, for a square letter."""
        return Letter(self.base, self.rows, self.columns, self.symmetric, self.transposed, not self.inverse)

    def __str__(self) -> str:
        return f"{self.base}{chr(39) * self.transposed}{'^-1' * self.inverse}"


Word = tuple[Letter, ...]


def joined(left: Word, right: Word) -> Word:
    """The product of two words, neighbours that are inverse to each other cancelled."""
    while left and right and left[-1] == right[0].inverted():
        left, right = left[:-1], right[1:]
    return left + right


def turned(word: Word) -> Word:
    """The transposed word."""
    return tuple(letter.turned() for letter in reversed(word))


@dataclass(frozen=True)
class Form:
    """A matrix as a sum of words with scalar coefficients. The empty word is the identity matrix."""

    rows: Any
    columns: Any
    terms: tuple[tuple[Word, Any], ...]

    @staticmethod
    def of(rows: Any, columns: Any, terms: Iterable[tuple[Word, Any]]) -> Form:
        """The sum of `terms`, equal words collected."""
        total: dict[Word, Any] = {}
        for word, coefficient in terms:
            total[word] = total.get(word, Integer(0)) + coefficient
        return Form(rows, columns, tuple((w, c) for w, c in total.items() if c != 0))

    def __add__(self, other: Form) -> Form:
        if (self.rows, self.columns) != (other.rows, other.columns):
            raise Outside(f"`{self}` and `{other}` have different shapes")
        return Form.of(self.rows, self.columns, self.terms + other.terms)

    def __matmul__(self, other: Form) -> Form:
        if self.columns != other.rows:
            raise Outside(f"`{self}` has {self.columns} columns and `{other}` has {other.rows} rows")
        return Form.of(self.rows, other.columns, ((joined(v, w), a * b) for v, a in self.terms for w, b in other.terms))

    def scaled(self, factor: Any) -> Form:
        """The product with a number."""
        return Form.of(self.rows, self.columns, ((word, factor * c) for word, c in self.terms))

    def turned(self) -> Form:
        """The transpose."""
        return Form.of(self.columns, self.rows, ((turned(word), c) for word, c in self.terms))

    @property
    def symmetric(self) -> bool:
        return self.rows == self.columns and all(is_zero(c) for _, c in (self + self.turned().scaled(-1)).terms)

    def ordered(self) -> Form:
        """The same form with normal coefficients and words in order: equal sums are equal values."""
        terms = [(word, normalised(c)) for word, c in self.terms]
        return Form(self.rows, self.columns, tuple(sorted(((w, c) for w, c in terms if c != 0), key=str)))

    def __str__(self) -> str:
        words = (f"{'' if c == 1 else f'{c} '}{' '.join(map(str, w)) or 'I'}" for w, c in self.terms)
        return f"({' + '.join(words) or '0'})"


def inverse(form: Form) -> Form:
    """The inverse matrix: of a single word letter by letter, of a sum as one new letter."""
    form = form.ordered()
    if len(form.terms) == 1:
        ((word, coefficient),) = form.terms
        if all(letter.rows == letter.columns for letter in word):
            return Form.of(form.rows, form.rows, [(tuple(letter.inverted() for letter in reversed(word)), 1 / coefficient)])
    return Form.of(form.rows, form.rows, [((compound(form).inverted(),), Integer(1))])


def compound(form: Form) -> Letter:
    """A sum of words as one letter."""
    straight, across = form.ordered(), form.turned().ordered()
    if not straight.terms or straight.rows != straight.columns:
        raise Outside(f"`{form}` has no inverse")
    base = min(straight, across, key=str)
    return Letter(base, form.rows, form.rows, symmetric=straight == across, transposed=base != straight)


@dataclass(frozen=True)
class Table:
    """The symbols that stand for words and determinants while one identity is checked; no two things share a symbol."""

    letters: Letters
    taken: set[str]
    symbols: dict[Any, Any] = field(default_factory=dict)
    meanings: dict[Any, Any] = field(default_factory=dict)

    def symbol(self, meaning: Any, name: str, **kind: bool) -> Any:
        """The symbol for `meaning`, named `name` unless that is taken."""
        if meaning not in self.symbols:
            while name in self.taken:
                name += "*"
            self.taken.add(name)
            self.symbols[meaning] = Symbol(name, **kind)
            self.meanings[self.symbols[meaning]] = meaning
        return self.symbols[meaning]

    def word(self, symbol: Any) -> Word:
        """The word whose trace `symbol` stands for."""
        kind, word = self.meanings[symbol]
        if kind == "det":
            raise Outside(f"`{symbol}` is a determinant where a trace is expected")
        return tuple(word)

    def terms(self) -> dict[Any, Any]:
        """The symbols as terms over the matrices again."""
        kinds = {"row": Scalar, "cycle": Trace}
        return {s: Determinant(matrix_of(m)) if k == "det" else kinds[k](_product(m)) for s, (k, m) in self.meanings.items()}

    def trace(self, form: Form) -> Any:
        """The trace, a number."""
        if form.rows != form.columns:
            raise Outside(f"`{form}` is not square")
        return Add(*(c * self._trace_of_word(word, form.rows) for word, c in form.terms))

    def _trace_of_word(self, word: Word, size: Any) -> Any:
        while len(word) > 1 and word[-1] == word[0].inverted():
            word = word[1:-1]
        if not word:
            return size
        cuts = [place for place, letter in enumerate(word) if letter.rows == 1]
        if not cuts:
            rotations = [w[i:] + w[:i] for w in (word, turned(word)) for i in range(len(w))]
            cycle = min(rotations, key=_text)
            return self.symbol(("cycle", cycle), f"tr({_text(cycle)})", real=True)
        word = word[cuts[0] :] + word[: cuts[0]]
        ends = [cut - cuts[0] for cut in cuts] + [len(word)]
        rows = (word[a:b] for a, b in pairwise(ends))
        oriented = [min(row, turned(row), key=_text) for row in rows]
        return Mul(*(self.symbol(("row", row), f"({_text(row)})", real=True) for row in oriented))

    def determinant(self, form: Form) -> Any:
        """The determinant, a number; positive where the letter is declared so."""
        if len(form.terms) == 1 and all(letter.rows == letter.columns for letter in form.terms[0][0]):
            ((word, coefficient),) = form.terms
            scale = Pow(coefficient, form.rows) if coefficient != 1 else Integer(1)
            return Mul(scale, *(Pow(self._determinant_of(letter.base), -1 if letter.inverse else 1) for letter in word))
        return self._determinant_of(compound(form).base)

    def _determinant_of(self, base: Any) -> Any:
        return self.symbol(("det", base), f"det {base}", **({"positive": True} if self._definite(base) else {"real": True}))

    def _definite(self, base: Any) -> bool:
        if not isinstance(base, Form):
            return base in self.letters.positive_definite
        single = all(len(word) <= 1 for word, _ in base.terms)
        return single and all(evidently_positive(c) and all(self._definite(a.base) for a in word) for word, c in base.terms)

    def mentions(self, thing: Any, x: Any) -> bool:
        """Whether a word, a letter's base or a scalar contains the vector `x`."""
        if isinstance(thing, tuple):
            return any(self.mentions(letter.base, x) for letter in thing)
        if isinstance(thing, Form):
            return any(self.mentions(word, x) or self.mentions(c, x) for word, c in thing.terms)
        if isinstance(thing, MatrixExpr):
            return x in free_letters(thing)
        return any(self.mentions(self.meanings[s][1], x) for s in thing.free_symbols if s in self.meanings)


def _text(word: Word) -> str:
    return " ".join(map(str, word))


def matrix_of(base: Any) -> Any:
    """The matrix that is the base of a letter, as a SymPy expression."""
    if not isinstance(base, Form):
        return base
    return MatAdd(*(coefficient * (_product(word) if word else Identity(base.rows)) for word, coefficient in base.terms))


def _product(word: Word) -> Any:
    factors = []
    for letter in word:
        straight = Transpose(matrix_of(letter.base)) if letter.transposed else matrix_of(letter.base)
        factors.append(Inverse(straight) if letter.inverse else straight)
    return factors[0] if len(factors) == 1 else MatMul(*factors)
