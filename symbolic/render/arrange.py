"""The order in which people write the terms of a sum and the factors of a product.

SymPy forgets the author's order, so every format asks here: no leading minus where a term is positive, fractions with one numerator and one
denominator, products of square roots under one root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sympy import Add, Function, Integer, Mul, NumberSymbol, Pow, Rational, S, Symbol, exp, log


class log_to_base(Function):
    """The logarithm of the first argument to the base of the second; arranged products only, never a term of the language."""

    nargs = 2


@dataclass(frozen=True)
class Quotient:
    """A product as it is written: `sign` (1 or -1) times the product of `over` by the product of `under`."""

    sign: int
    over: tuple[Any, ...]
    under: tuple[Any, ...]


def is_negative(term: Any) -> bool:
    """Whether `term` is written with a minus in front."""
    if term.is_Number:
        return bool(term.is_extended_negative)
    if getattr(term, "is_MatMul", False):
        return bool(term.as_coeff_mmul()[0].is_extended_negative)
    if not term.is_Mul:
        return False
    coefficient, rest = term.as_coeff_Mul()
    return bool(coefficient.is_extended_negative and not (rest.is_Number and rest.is_extended_negative))


def terms_in_order(total: Any) -> list[Any]:
    """The terms of a sum: SymPy's order by degree, unless that opens with a minus; then the positive terms come first."""
    terms = positive_first(list(total.as_ordered_terms()))
    return [term for term in terms if not _debit(term)] + [term for term in terms if _debit(term)]


def _debit(term: Any) -> bool:
    """A negative number: people put it last."""
    return bool(term.is_Number and is_negative(term))


def positive_first(terms: list[Any]) -> list[Any]:
    if terms and is_negative(terms[0]):
        return [term for term in terms if not is_negative(term)] + [term for term in terms if is_negative(term)]
    return terms


def number_first(total: Any) -> list[Any]:
    """The terms of a sum with its number in front, as in log(1 + x), unless the number is negative."""
    terms = terms_in_order(total)
    return positive_first([term for term in terms if term.is_Number] + [term for term in terms if not term.is_Number])


def quotient(product: Any) -> Quotient:
    """A product or a power arranged as one fraction with its sign in front; `log(a)/log(2)` becomes one logarithm."""
    sign, over, under = 1, [], []
    for factor in _factors(product):
        if factor.is_Rational:
            sign = -sign if factor < 0 else sign
            over += [Integer(abs(factor.p))] if abs(factor.p) != 1 else []
            under += [Integer(factor.q)] if factor.q != 1 else []
        elif factor.is_Pow and factor.exp.is_Rational and factor.exp < 0 and factor.base != S.Exp1:
            under.append(factor.base if factor.exp == -1 else Pow(factor.base, -factor.exp, evaluate=False))
        else:
            over.append(factor)
    over, under = _based_logarithms(over, under)
    over, under = _roots(over, under)
    return Quotient(sign, tuple(sorted(over, key=_place)), tuple(sorted(under, key=_place)))


def over_one_number(exponent: Any) -> Any:
    """n/2 - 1/2 as (n - 1)/2: SymPy spreads a number over a sum."""
    shared = {term.as_coeff_Mul()[0].q for term in exponent.args if term.as_coeff_Mul()[0].is_Rational} if exponent.is_Add else {1}
    if len(shared) != 1 or shared == {1} or any(not term.as_coeff_Mul()[0].is_Rational for term in exponent.args):
        return exponent
    number = Rational(1, shared.pop())
    return Mul(number, Add(*(term / number for term in exponent.args)), evaluate=False)


def _factors(product: Any) -> Iterator[Any]:
    for factor in product.args if product.is_Mul else (product,):
        if factor.is_Mul:
            yield from _factors(factor)
        else:
            yield factor


def _based_logarithms(over: list[Any], under: list[Any]) -> tuple[list[Any], list[Any]]:
    bases = [factor for factor in under if isinstance(factor, log) and factor.args[0].is_Integer]
    numbers = [factor for factor in over if isinstance(factor, log)]
    if len(bases) != 1 or len(numbers) != 1:
        return over, under
    based = log_to_base(numbers[0].args[0], bases[0].args[0])
    return [based if factor == numbers[0] else factor for factor in over], [factor for factor in under if factor != bases[0]]


def is_root(factor: Any) -> bool:
    return bool(factor.is_Pow and factor.exp == S.Half)


def _roots(over: list[Any], under: list[Any]) -> tuple[list[Any], list[Any]]:
    for number in [factor for factor in under if factor.is_Integer]:
        # SymPy writes 1/sqrt(2) as sqrt(2)/2.
        rationalised = Pow(number, S.Half, evaluate=False)
        if rationalised in over:
            over = [factor for factor in over if factor != rationalised]
            under = [rationalised if factor == number else factor for factor in under]
    over, under = _one_root(over), _one_root(under)
    above, below = [f for f in over if is_root(f)], [f for f in under if is_root(f)]
    if len(above) == len(below) == 1 and above[0].base.is_nonnegative and below[0].base.is_positive:
        joint = Pow(above[0].base / below[0].base, S.Half, evaluate=False)
        return [f for f in over if not is_root(f)] + [joint], [f for f in under if not is_root(f)]
    return over, under


def _one_root(factors: list[Any]) -> list[Any]:
    bases = [factor.base for factor in factors if is_root(factor)]
    # sqrt(a) sqrt(b) = sqrt(a b) needs one of them to be known nonnegative.
    if len(bases) < 2 or sum(not base.is_nonnegative for base in bases) > 1:
        return factors
    return [factor for factor in factors if not is_root(factor)] + [Pow(Mul(*bases), S.Half, evaluate=False)]


def _place(factor: Any) -> tuple[Any, ...]:
    base = factor.base if factor.is_Pow and not isinstance(factor, exp) else factor
    if factor.is_Number:
        place = 0
    elif isinstance(factor, NumberSymbol) or (is_root(factor) and not factor.free_symbols):
        place = 1
    elif is_root(factor):
        place = 3
    elif isinstance(base, Symbol | Rational) and factor != S.Exp1:
        place = 2
    elif isinstance(base, Add):
        place = 5
    elif isinstance(factor, exp):
        place = 6
    elif isinstance(base, log | log_to_base):
        place = 7
    elif not isinstance(base, Function) or base.args == ():
        place = 8
    else:
        place = 4
    return (place, base.sort_key(), factor.sort_key())
