"""A summand as a combination of known series: taken apart into a rational function of the index, powers r^j, and one special function."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Integer, Mul, Rational, apart, cancel, expand, factorial, fraction, gamma, sqrt, together

from symbolic.language.terms import free_symbols, substitute
from symbolic.trusted.rules.series import SeriesPart

ONE, ZERO = Integer(1), Integer(0)
MOST_GROUPS = 6
EXCESS = sympy.Function("excess")


class NoSeries(ValueError):
    """The summand is not made of known series."""


def matched(function: Any, variable: Any, lower: Any) -> tuple[SeriesPart, ...]:
    """The summand as known series. Raises `NoSeries`."""
    j = sympy.Symbol("index", integer=True, positive=True)
    body = substitute(function, {variable: j})
    body = body.replace(sympy.zeta, lambda *a: EXCESS(*a) + 1 if len(a) == 1 else sympy.zeta(*a, evaluate=False))
    groups: dict[tuple[Any, Any], Any] = {}
    for summand in Add.make_args(expand(sympy.expand_power_exp(body))):
        special, ratio, rest = _taken_apart(_factored_below(summand), j)
        groups[(special, ratio)] = groups.get((special, ratio), ZERO) + rest
    groups = {key: rest for key, rest in groups.items() if cancel(together(rest)) != 0}
    if len(groups) > MOST_GROUPS:
        raise NoSeries("too many groups")
    found: list[SeriesPart] = []
    for (special, ratio), rest in sorted(groups.items(), key=str):
        found += _group(special, ratio, rest, j, lower)
    return tuple(found)


def _factored_below(summand: Any) -> Any:
    """Factorials taken out of a sum below the line, where SymPy's expansion multiplies them into it."""
    above, below = fraction(summand)
    return above / sympy.factor(below) if below.has(factorial, gamma) and not below.is_Mul else summand


def _taken_apart(summand: Any, j: Any) -> tuple[Any, Any, Any]:
    """A product as special function, ratio r of r^j, and a rational function (or power) of the index with constants."""
    special, ratio, rest = ONE, ONE, ONE
    for factor in Mul.make_args(summand):
        base, exponent = factor.as_base_exp()
        if j not in free_symbols(factor):
            rest *= factor
        elif isinstance(factor, sympy.exp):
            slope = sympy.expand(factor.args[0]).coeff(j, 1)
            ratio, rest = ratio * sympy.exp(slope), rest * sympy.exp(expand(factor.args[0] - slope * j))
        elif j in free_symbols(exponent) and j not in free_symbols(base):
            slope = expand(exponent).coeff(j, 1)
            constant = expand(exponent - slope * j)
            if j in free_symbols(slope) or j in free_symbols(constant) or not slope.is_Rational:
                raise NoSeries("a power that is not geometric")
            ratio, rest = ratio * base**slope, rest * base**constant
        elif isinstance(base, factorial | gamma | EXCESS | sympy.binomial) and exponent.is_Integer:
            special *= factor
        elif base.is_polynomial(j):
            rest *= factor
        else:
            raise NoSeries(f"`{factor}` is in no known series")
    return special, sympy.powsimp(ratio, force=True), rest


def _group(special: Any, ratio: Any, rest: Any, j: Any, lower: Any) -> list[SeriesPart]:
    if special == 1:
        if ratio == 1:
            return _without_ratio(rest, j, lower)
        if ratio == -1:
            return _alternating(rest, j, lower)
        return _with_ratio(ratio, rest, j)
    if isinstance(special, EXCESS):
        return _zetas(special, ratio, rest, j)
    if isinstance(special, sympy.binomial):
        return _binomials(special, ratio, rest, j)
    below = [(base, exponent) for base, exponent in (part.as_base_exp() for part in Mul.make_args(special))]
    if all(isinstance(base, factorial | gamma) and exponent.is_Integer and exponent < 0 for base, exponent in below):
        arguments = [expand(b.args[0] - (1 if isinstance(b, gamma) else 0)) for b, exponent in below for _ in range(-int(exponent))]
        if len(arguments) == 1:
            return _factorials(arguments[0], ratio, rest, j)
        if len(arguments) == 2:
            return _bessel(arguments[0], arguments[1], ratio, rest, j)
    raise NoSeries(f"`{special}` is in no known series")


def _fractions(rest: Any, j: Any) -> list[tuple[Any, Any, int]]:
    """Partial fractions: triples of coefficient c, a and n for c/(j + a)^n; n = 0 and a = the power for c j^a."""
    found = []
    for part in Add.make_args(apart(together(rest), j)):
        top, bottom = fraction(together(part))
        if j not in free_symbols(bottom):
            polynomial = sympy.Poly(part, j)
            found += [(c, Integer(m), 0) for (m,), c in polynomial.terms()]
            continue
        base, n = ONE, ONE
        for factor in Mul.make_args(sympy.factor(bottom)):
            if j in free_symbols(factor):
                base, n = factor.as_base_exp()
            else:
                top = top / factor
        polynomial = sympy.Poly(base, j)
        if polynomial.degree() != 1 or not n.is_Integer or j in free_symbols(top):
            raise NoSeries("a denominator without rational roots")
        slope, constant = polynomial.all_coeffs()
        found.append((top / slope**n, sympy.cancel(constant / slope), int(n)))
    return found


def _rational_function(rest: Any, j: Any) -> bool:
    return bool(rest.is_rational_function(j))


def _placed(a: Any, lower: Any) -> tuple[Any, Any]:
    """k + base = j + a with k = j + shift: the base in (0, 1] where a is a number, and at the first index otherwise."""
    if a.is_Rational:
        base = a - sympy.floor(a)
        base = base if base != 0 else ONE
        return base, a - base
    return lower + a, -lower


def _without_ratio(rest: Any, j: Any, lower: Any) -> list[SeriesPart]:
    if not _rational_function(rest, j):
        return [_power_part(summand, j, lower) for summand in Add.make_args(expand(rest))]
    found, balanced = [], []
    for c, a, n in _fractions(rest, j):
        if n == 0:
            raise NoSeries("the parts do not vanish")
        if n == 1:
            balanced += [c, lower + a, Integer(1)]
        else:
            base, shift = _placed(a, lower)
            found.append(SeriesPart(c, "hurwitz", (Integer(n), base), shift))
    if balanced:
        found.append(SeriesPart(ONE, "rational", tuple(balanced), -lower))
    return found


def _power_part(summand: Any, j: Any, lower: Any) -> SeriesPart:
    """c (m j + a)^-s with any exponent."""
    coefficient, moving = summand.as_independent(j, as_Add=False)
    base, exponent = moving.as_base_exp()
    if j in free_symbols(exponent) or not base.is_polynomial(j) or sympy.degree(base, j) != 1:
        raise NoSeries("no power of the index")
    slope, constant = sympy.Poly(base, j).all_coeffs()
    if slope == 1 and constant == 0:
        return SeriesPart(coefficient, "zeta", (-exponent,), ZERO)
    base, shift = _placed(constant / slope, lower)
    return SeriesPart(coefficient * slope**exponent, "hurwitz", (-exponent, base), shift)


def _alternating(rest: Any, j: Any, lower: Any) -> list[SeriesPart]:
    found = []
    if not _rational_function(rest, j):
        return [_alternating_power(summand, j, lower) for summand in Add.make_args(expand(rest))]
    for c, a, n in _fractions(rest, j):
        if n == 0:
            raise NoSeries("the parts do not vanish")
        base, shift = _placed(a, lower)
        sign = (-1) ** shift
        found.append(SeriesPart(c / sign, "alternating hurwitz", (Integer(n), base), shift))
    return found


def _alternating_power(summand: Any, j: Any, lower: Any) -> SeriesPart:
    """c (-1)^j (j + a)^-s with any exponent."""
    plain = _power_part(summand, j, lower)
    if plain.name == "zeta":
        return SeriesPart(-plain.coefficient, "alternating hurwitz", (plain.arguments[0], ONE), -ONE)
    return SeriesPart(plain.coefficient * (-1) ** plain.shift, "alternating hurwitz", plain.arguments, plain.shift)


def _with_ratio(ratio: Any, rest: Any, j: Any) -> list[SeriesPart]:
    found = []
    if not _rational_function(rest, j):
        return [_polylogarithm(ratio, summand, j) for summand in Add.make_args(expand(rest))]
    for c, a, n in _fractions(rest, j):
        if n == 0:
            found.append(SeriesPart(c, "geometric", (a, ratio)))
        elif n == 1 and a.is_Integer:
            found.append(SeriesPart(c * ratio**-a, "logarithm", (ratio,), a))
        elif n == 1 and (2 * a).is_Integer:
            shift = a - Rational(1, 2)
            negative = ratio.could_extract_minus_sign()
            x = _root(-ratio if negative else ratio)
            name = "inverse tangent" if negative else "inverse hyperbolic tangent"
            found.append(SeriesPart(2 * c * ratio**-shift / x, name, (x,), shift))
        elif a.is_Integer:
            found.append(SeriesPart(c * ratio**-a, "polylogarithm", (Integer(n), ratio), a))
        else:
            raise NoSeries("a polylogarithm of another kind")
    return found


def _polylogarithm(ratio: Any, summand: Any, j: Any) -> SeriesPart:
    coefficient, moving = summand.as_independent(j, as_Add=False)
    base, exponent = moving.as_base_exp()
    if base != j or j in free_symbols(exponent):
        raise NoSeries("a power of another kind")
    return SeriesPart(coefficient, "polylogarithm", (-exponent, ratio))


def _bessel(first: Any, second: Any, ratio: Any, rest: Any, j: Any) -> list[SeriesPart]:
    """1/(j! Gamma(j + v + 1)) times r^j with r = x^2/4, or with the opposite sign."""
    shifts = sorted((expand(argument - j) for argument in (first, second)), key=lambda s: (s != 0, str(s)))
    if shifts[0] != 0 or j in free_symbols(shifts[1]) or j in free_symbols(rest):
        raise NoSeries("factorials of another kind")
    v = shifts[1]
    negative = ratio.could_extract_minus_sign()
    x = 2 * _root(-ratio if negative else ratio)
    return [SeriesPart(rest * (x / 2) ** -v, "Bessel J" if negative else "Bessel I", (v, x))]


def _root(square: Any) -> Any:
    """x with x^2 = square, by taking half of each even power."""
    found = ONE
    for factor in Mul.make_args(square):
        base, exponent = factor.as_base_exp()
        found *= base ** (exponent / 2) if (exponent / 2).is_Integer else sqrt(factor)
    return found


def _factorials(argument: Any, ratio: Any, rest: Any, j: Any) -> list[SeriesPart]:
    slope = argument.coeff(j, 1)
    q = expand(argument - slope * j)
    if slope == 1 and q == 0 and j not in free_symbols(cancel(rest * (2 * j + 1))) and ratio.could_extract_minus_sign():
        x = _root(-ratio)
        return [SeriesPart(cancel(rest * (2 * j + 1)) / x, "error function", (x,), ZERO)]
    if not (q.is_Integer and slope in (1, 2) and rest.is_polynomial(j)):
        raise NoSeries("a factorial of another kind")
    if slope == 1:
        k = sympy.Symbol("k_index", integer=True)
        polynomial = sympy.Poly(expand(rest.subs(j, k - q)), k)
        return [SeriesPart(c * ratio**-q, "exponential", (Integer(m), ratio), q) for (m,), c in polynomial.terms()]
    if j in free_symbols(rest):
        raise NoSeries("a polynomial with the factorial of an even number")
    shift = Integer(int(q) // 2)
    odd = bool(q % 2)
    negative = ratio.could_extract_minus_sign()
    x = _root(-ratio if negative else ratio)
    name = {(False, True): "cosine", (True, True): "sine", (False, False): "hyperbolic cosine", (True, False): "hyperbolic sine"}
    return [SeriesPart(rest * ratio**-shift / (x if odd else 1), name[(odd, negative)], (x,), shift)]


def _zetas(special: Any, ratio: Any, rest: Any, j: Any) -> list[SeriesPart]:
    shift = expand(special.args[0] - j)
    if not shift.is_Integer:
        raise NoSeries("zeta at every other place")
    k = sympy.Symbol("k_index", integer=True)
    found = []
    for c, a, n in _fractions(rest.subs(j, k - shift), k):
        if n == 0 and a == 0:
            found.append(SeriesPart(c * ratio ** (1 - shift), "zeta excess generating", (ratio,), shift))
        elif n == 1 and a == 0:
            found.append(SeriesPart(c * ratio**-shift, "zeta excess logarithmic", (ratio,), shift))
        else:
            raise NoSeries("zeta with another factor")
    return found


def _binomials(special: Any, ratio: Any, rest: Any, j: Any) -> list[SeriesPart]:
    n, k = special.args
    if expand(n - 2 * j) == 0 and expand(k - j) == 0:
        if j not in free_symbols(rest):
            return [SeriesPart(rest, "central binomial", (ratio,))]
        if cancel(rest * (2 * j + 1)).is_constant(j):
            x = _root(4 * ratio)
            return [SeriesPart(cancel(rest * (2 * j + 1)) / x, "inverse sine", (x,))]
    a = expand(n - j)
    if j not in free_symbols(a) and j not in free_symbols(rest) and (expand(k - j) == 0 or expand(k - a) == 0):
        return [SeriesPart(rest, "negative binomial", (a, ratio))]
    raise NoSeries("a binomial coefficient of another kind")


__all__ = ["NoSeries", "matched"]
