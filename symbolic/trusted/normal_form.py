"""Normal form: a term as a quotient of two polynomials over atoms, in exact arithmetic (FLINT).

Atoms are symbols and the applications of functions to normalised arguments: f(x), log(x), exp(x), x**a, Gamma(x), integrals. What is known
of an atom enters by rewriting: exp(a + b) = exp(a) exp(b), powers alike for positive bases, log of a product of positive factors, Gamma(z +
1) = z Gamma(z), roots by r**q = base. A term whose normal form is zero is zero wherever it is defined. The converse is not claimed: unknown
relations between atoms leave true identities unproved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import lcm
from typing import Any

import sympy
from flint import fmpq, fmpq_mpoly_ctx, fmpz
from sympy import Add, Derivative, Integer, Integral, Limit, Mul, Pow, Product, Rational, Subs, Sum, Symbol, exp, log

from symbolic.language.differentiation import evaluate_derivatives
from symbolic.language.special import unfold_special
from symbolic.language.terms import free_symbols, fresh_symbol, rebuilt, substitute

LARGEST_PRIME = 2**15  # factors beyond stay together: factoring large numbers may take forever
LARGEST_POWER = 400
LARGEST_PAIR = 10_000_000  # terms of one polynomial times those of another: the common factor of larger ones may take minutes
HELD = (sympy.besselj, sympy.bessely, sympy.besseli, sympy.besselk)  # which SymPy rewrites by powers of negative numbers


class TooLarge(ValueError):
    """The term would expand beyond what exact arithmetic should be asked to do, or is not a number."""


@dataclass(frozen=True)
class Quotient:
    """`numerator / denominator` in FLINT polynomials whose variables are `atoms`, in lowest terms, the denominator monic."""

    numerator: Any
    denominator: Any
    atoms: tuple[Any, ...]

    @property
    def is_zero(self) -> bool:
        return bool(self.numerator.is_zero())

    def terms(self) -> list[tuple[Rational, dict[Any, int]]]:
        """The numerator's terms as coefficient and exponents by atom."""
        return _terms(self.numerator, self.atoms)

    def term(self) -> Any:
        """The quotient as a SymPy term, the same for every term with this normal form."""
        return self.top() / self.bottom()

    def top(self) -> Any:
        """The numerator as a SymPy term."""
        return _expression(self.numerator, self.atoms)

    def bottom(self) -> Any:
        """The denominator as a SymPy term."""
        return _expression(self.denominator, self.atoms)


def _terms(polynomial: Any, atoms: tuple[Any, ...]) -> list[tuple[Rational, dict[Any, int]]]:
    found = []
    for exponents, coefficient in polynomial.terms():
        number = fmpq(coefficient)
        powers = {atom: int(e) for atom, e in zip(atoms, exponents, strict=False) if e}
        found.append((Rational(int(number.p), int(number.q)), powers))
    return found


def _expression(polynomial: Any, atoms: tuple[Any, ...]) -> Any:
    return Add(*(Mul(c, *(Pow(a, e) for a, e in powers.items())) for c, powers in _terms(polynomial, atoms)))


def normal_form(term: Any, positive: frozenset[Any] = frozenset()) -> Quotient:
    """The normal form of `term`; `positive` holds normalised terms that are known to be positive where the term is used.

    Raises `TooLarge` for powers beyond `LARGEST_POWER` and `NoDerivative` where an unevaluated derivative has no rule.
    """
    return _normal_form(term, positive)


def is_zero(term: Any, positive: frozenset[Any] = frozenset()) -> bool:
    """Whether the normal form of `term` is 0: then the term is 0 wherever it is defined."""
    return normal_form(term, positive).is_zero


def normalised(term: Any, positive: frozenset[Any] = frozenset()) -> Any:
    """The term that all terms with the same normal form share."""
    return normal_form(term, positive).term()


@lru_cache(maxsize=20000)
def _normal_form(term: Any, positive: frozenset[Any]) -> Quotient:
    prepared = evaluate_derivatives(unfold_special(term)) if term.has(Derivative, Subs) else unfold_special(term)
    plan = _Translation(positive)
    tree = plan.translate(prepared)
    powers = _common_exponentials(plan.atoms)
    atoms = tuple(sorted((plan.atoms - set(powers)) | {root for root, _ in powers.values()}, key=sympy.default_sort_key))
    ring = fmpq_mpoly_ctx.get([f"a{i}" for i in range(max(len(atoms), 1))], "degrevlex")
    place = dict(zip(atoms, ring.gens(), strict=False))
    place |= {atom: place[root] ** times for atom, (root, times) in powers.items()}
    numerator, denominator = _evaluate(tree, ring, place)
    numerator, denominator = reduce_roots(numerator, ring, atoms, place), reduce_roots(denominator, ring, atoms, place)
    return _lowest_terms(numerator, denominator, atoms)


def _common_exponentials(atoms: set[Any]) -> dict[Any, tuple[Any, int]]:
    """exp(u/2) and exp(u/3) as powers of exp(u/6): for each atom of such a family the common root and the power."""
    families: dict[Any, list[tuple[Any, int]]] = {}
    for atom in atoms:
        if isinstance(atom, exp):
            unit, rest = atom.args[0].as_coeff_Mul()
            if unit.is_Rational and unit.p == 1:
                families.setdefault(rest, []).append((atom, int(unit.q)))
    found: dict[Any, tuple[Any, int]] = {}
    for rest, members in families.items():
        if len(members) > 1:
            common = lcm(*(q for _, q in members))
            root = exp(rest / common, evaluate=False)
            found.update({atom: (root, common // q) for atom, q in members})
    return found


def _lowest_terms(numerator: Any, denominator: Any, atoms: tuple[Any, ...]) -> Quotient:
    common = _common_factor(numerator, denominator)
    if not common.is_one():
        numerator, denominator = numerator / common, denominator / common
    lead = denominator.leading_coefficient()
    return Quotient(numerator / lead, denominator / lead, atoms)


def _common_factor(left: Any, right: Any) -> Any:
    if len(left) * len(right) > LARGEST_PAIR:
        raise TooLarge(f"polynomials of {len(left)} and {len(right)} terms are too large to look for a common factor")
    return left.gcd(right)


def _evaluate(tree: Any, ring: Any, place: dict[Any, Any]) -> tuple[Any, Any]:
    """The quotient that a translated tree stands for, before reduction."""
    kind, payload = tree
    if kind == "number":
        return ring.constant(fmpq(int(payload.p), int(payload.q))), ring.constant(1)
    if kind == "atom":
        return place[payload], ring.constant(1)
    if kind == "power":
        base, exponent = payload
        numerator, denominator = _evaluate(base, ring, place)
        if exponent < 0:
            if numerator.is_zero():
                raise ZeroDivisionError("a denominator is identically zero")
            numerator, denominator, exponent = denominator, numerator, -exponent
        return numerator**exponent, denominator**exponent
    parts = [_evaluate(part, ring, place) for part in payload]
    result = parts[0]
    for other in parts[1:]:
        result = _plus(result, other) if kind == "sum" else (result[0] * other[0], result[1] * other[1])
    return result


def _plus(left: tuple[Any, Any], right: tuple[Any, Any]) -> tuple[Any, Any]:
    if left[1] == right[1]:
        return left[0] + right[0], left[1]
    common = _common_factor(left[1], right[1])
    rest = right[1] / common
    return left[0] * rest + right[0] * (left[1] / common), left[1] * rest


def reduce_roots(polynomial: Any, ring: Any, atoms: tuple[Any, ...], place: dict[Any, Any]) -> Any:
    """Replace r**q by its base for every atom r = base**(1/q) whose base is a polynomial in the other atoms."""
    for index, atom in enumerate(atoms):
        if not (isinstance(atom, Pow) and atom.exp.is_Rational and not atom.exp.is_Integer):
            continue
        degree = int(atom.exp.q)
        base = polynomial_in(atom.base, ring, place)
        if base is None:
            continue
        while not polynomial.is_zero() and polynomial.degrees()[index] >= degree:
            reduced = ring.constant(0)
            for exponents, coefficient in polynomial.terms():
                quotient, left = divmod(int(exponents[index]), degree)
                kept = tuple(left if i == index else int(e) for i, e in enumerate(exponents))
                reduced += ring.from_dict({kept: coefficient}) * base**quotient
            polynomial = reduced
    return polynomial


def polynomial_in(base: Any, ring: Any, place: dict[Any, Any]) -> Any:
    """`base` as a polynomial of `ring` in the atoms that `place` has generators for; None when it is none."""
    plan = _Translation(frozenset())
    tree = plan.translate(base)
    if not plan.atoms <= set(place):
        return None
    numerator, denominator = _evaluate(tree, ring, place)
    return numerator / denominator.leading_coefficient() if denominator.is_constant() else None


def atoms_of(term: Any) -> set[Any]:
    """The atoms of a term, as its normal form has them when nothing is known to be positive."""
    plan = _Translation(frozenset())
    plan.translate(term)
    return plan.atoms


def _beyond_writing(exponent: Any) -> bool:
    """Whether an exponent has a power of numbers in it that was left unevaluated, as too long to be written out: 9**9**9."""
    powers = exponent.atoms(Pow) if exponent.args else ()
    return any(power.base.is_Rational and power.exp.is_Rational and power.exp.q == 1 and power.exp != -1 for power in powers)


class _Translation:
    """One walk over a term: it names the atoms and keeps the arithmetic between them as a tree."""

    def __init__(self, positive: frozenset[Any]) -> None:
        self.positive = positive
        self.atoms: set[Any] = set()

    def translate(self, term: Any) -> Any:
        if getattr(term, "is_Matrix", False):
            raise TooLarge(f"`{term}` is a matrix: its products do not commute")
        if term.is_Rational:
            return ("number", term)
        if term.is_Add or term.is_Mul:
            return ("sum" if term.is_Add else "product", [self.translate(part) for part in term.args])
        if isinstance(term, Pow):
            return self._power(term.args[0], term.args[1])
        if isinstance(term, exp) or term == sympy.E:
            return self._exponential(term.args[0] if term.args else Integer(1))
        if isinstance(term, log):
            return self._logarithm(term.args[0])
        if isinstance(term, sympy.gamma):
            return self._gamma(term.args[0])
        if isinstance(term, sympy.factorial):
            return self._gamma(term.args[0] + 1)
        if isinstance(term, sympy.beta):
            a, b = term.args[:2]
            return self.translate(sympy.gamma(a) * sympy.gamma(b) / sympy.gamma(a + b))
        if isinstance(term, Integral | Sum | Product | Limit):
            return self._atom(_with_canonical_bound(term))
        if term.args:
            whole = rebuilt(term, [self._argument(argument) for argument in term.args])
            return self._atom(whole) if type(whole) is type(term) else self.translate(whole)  # floor(2) has become 2
        return self._atom(term)

    def _atom(self, term: Any) -> Any:
        """An atom stands for any value: no number may be one, and no sum or product, whose parts would then be counted apart."""
        if term.is_Rational or term.is_Add or term.is_Mul:
            raise TooLarge(f"`{term}` is no atom")
        self.atoms.add(term)
        return ("atom", term)

    def _argument(self, term: Any) -> Any:
        if getattr(term, "is_Matrix", False) or not isinstance(term, sympy.Expr):
            return term
        return _normal_form(term, self.positive).term()

    def _power(self, base: Any, exponent: Any) -> Any:
        if _beyond_writing(exponent):
            return self._atom(Pow(base, exponent, evaluate=False))
        if exponent.is_Integer:
            if abs(int(exponent)) > LARGEST_POWER:
                raise TooLarge(f"`{base}**{exponent}` is too large to expand")
            return ("power", (self.translate(base), int(exponent)))
        pieces = []
        for factor, times in self._positive_factors(base):
            pieces.append(self._power_of_one(factor, exponent * times))
        return ("product", pieces) if pieces else ("number", Integer(1))

    def _power_of_one(self, base: Any, exponent: Any) -> Any:
        """base**exponent for a base that is not split further: one atom for each term of the exponent, to an integer power."""
        if isinstance(base, exp) or base == sympy.E:
            return self._exponential(exponent * (base.args[0] if base.args else 1))
        pieces = []
        for coefficient, rest in exponent_terms(exponent, self.positive):
            logarithm = _first_logarithm(rest, base, self.positive)
            if logarithm is not None:  # base**(c log u) = u**(c log base)
                pieces.append(self._power(logarithm.args[0], coefficient * rest / logarithm * log(base)))
            elif rest == 1:
                whole = int(coefficient) if coefficient.is_Integer else None
                pieces.append(("power", (self.translate(base), whole)) if whole is not None else self._root(base, coefficient))
            elif Pow(log(base), -1) in Mul.make_args(rest):  # base**(c/log(base)) = exp(c)
                pieces.append(self._exponential(coefficient * rest * log(base)))
            else:
                times, unit = _integer_multiple(coefficient)
                pieces.append(("power", (self._atom(Pow(base, rest * unit, evaluate=False)), times)))
        return ("product", pieces) if pieces else ("number", Integer(1))

    def _root(self, base: Any, exponent: Rational) -> Any:
        atom = Pow(base, Rational(1, exponent.q), evaluate=False)
        return ("power", (self._atom(atom), int(exponent.p)))

    def _exponential(self, argument: Any) -> Any:
        pieces = []
        for coefficient, rest in exponent_terms(argument, self.positive):
            logarithms = [a.as_base_exp()[0] for a in Mul.make_args(rest) if _power_of_logarithm(a)]
            if logarithms:
                logarithm = min(logarithms, key=lambda factor: sympy.default_sort_key(factor.args[0]))
                pieces.append(self._power(logarithm.args[0], coefficient * rest / logarithm))
                continue
            times, unit = _integer_multiple(coefficient)
            pieces.append(("power", (self._atom(exp(rest * unit, evaluate=False)), times)))
        return ("product", pieces) if pieces else ("number", Integer(1))

    def _logarithm(self, argument: Any) -> Any:
        pieces = []
        for factor, times in self._positive_factors(argument):
            pieces.append(("product", [self.translate(times), self._log_of_one(factor)]))
        return ("sum", pieces) if pieces else ("number", Integer(0))

    def _log_of_one(self, factor: Any) -> Any:
        if isinstance(factor, exp):
            return self.translate(factor.args[0])
        if factor == sympy.E:
            return ("number", Integer(1))
        if isinstance(factor, Pow) and (evidently_positive(factor.base, self.positive) or _fractional(factor.exp)):
            return ("product", [self.translate(factor.exp), self._logarithm(factor.base)])
        return self._atom(log(factor, evaluate=False))

    def _positive_factors(self, term: Any) -> list[tuple[Any, Any]]:
        """`term` as a product of powers of positive factors; what is not seen to be positive stays together in one factor."""
        quotient = _normal_form(term, self.positive)
        if quotient.is_zero:
            return [(Integer(0), Integer(1))]
        factors: dict[Any, Any] = {}
        rest: Any = Integer(1)
        for polynomial, direction in ((quotient.numerator, 1), (quotient.denominator, -1)):
            constant, found = polynomial.factor()
            number = fmpq(constant)
            rest *= Rational(int(number.p), int(number.q)) ** direction
            for factor, times in found:
                lead = fmpq(factor.leading_coefficient())
                rest *= Rational(int(lead.p), int(lead.q)) ** (int(times) * direction)
                piece = _expression(factor / lead, quotient.atoms)
                if evidently_positive(piece, self.positive):
                    factors[piece] = factors.get(piece, 0) + int(times) * direction
                elif evidently_positive(-piece, self.positive):
                    factors[-piece] = factors.get(-piece, 0) + int(times) * direction
                    rest *= Integer(-1) ** int(times)
                else:
                    rest *= piece ** (int(times) * direction)
        return [*_number_factors(rest), *((f, Integer(t)) for f, t in factors.items() if t)]

    def _gamma(self, argument: Any) -> Any:
        """Gamma at z + k by Gamma at z, the constant part of z in (0, 1].

        The identity extends by continuity to where both sides are defined.
        """
        quotient = _normal_form(argument, self.positive)
        constant = sum((c for c, powers in quotient.terms() if not powers), Integer(0))
        shift = int(sympy.ceiling(constant)) - 1
        if not quotient.denominator.is_constant() or abs(shift) > LARGEST_POWER:
            return self._atom(sympy.gamma(quotient.term(), evaluate=False))
        base = quotient.term() - shift
        steps = [("power", (self.translate(base + (i if shift > 0 else -i - 1)), 1 if shift > 0 else -1)) for i in range(abs(shift))]
        if base == 1:
            return ("product", steps) if steps else ("number", Integer(1))
        return ("product", [self._atom(sympy.gamma(base, evaluate=False)), *steps])


def _power_of_logarithm(factor: Any) -> bool:
    base, times = factor.as_base_exp()
    return isinstance(base, log) and bool(times.is_Integer and times > 0)


def _first_logarithm(rest: Any, base: Any, positive: frozenset[Any]) -> Any:
    """The factor log u of an exponent of the positive `base` for which u comes before it in the order of terms, if there is one."""
    found = [factor.as_base_exp()[0] for factor in Mul.make_args(rest) if _power_of_logarithm(factor)]
    if not found or not evidently_positive(base, positive):
        return None
    first = min(found, key=lambda factor: sympy.default_sort_key(factor.args[0]))
    return first if sympy.default_sort_key(first.args[0]) < sympy.default_sort_key(base) else None


def _fractional(exponent: Any) -> bool:
    """A power with such an exponent has a value for positive bases only, zero apart."""
    return bool(exponent.is_Rational and not exponent.is_Integer)


def _number_factors(rest: Any) -> list[tuple[Any, Any]]:
    """A positive rational by its small primes and what they leave; anything else as it is."""
    if rest == 1:
        return []
    if rest.is_Rational and rest > 0:
        halves = ((int(rest.p), 1), (int(rest.q), -1))
        return sorted((Integer(int(p)), Integer(k * sign)) for n, sign in halves for p, k in fmpz(n).factor(trial_limit=LARGEST_PRIME))
    return [(rest, Integer(1))]


def exponent_terms(exponent: Any, positive: frozenset[Any]) -> list[tuple[Rational, Any]]:
    """The exponent as a sum of rational multiples of terms that do not depend on how it was written."""
    quotient = _normal_form(exponent, positive)
    denominator = _expression(quotient.denominator, quotient.atoms)
    found = []
    for coefficient, powers in quotient.terms():
        whole = normalised(Mul(*(Pow(a, e) for a, e in powers.items())) / denominator, positive) if denominator != 1 else None
        rest = whole if whole is not None else Mul(*(Pow(a, e) for a, e in powers.items()))
        number, rest = rest.as_coeff_Mul()
        found.append((coefficient * number, rest))
    return found


def _integer_multiple(coefficient: Rational) -> tuple[int, Rational]:
    """p/q as p times 1/q; as once p/q where a power that high would be too large to work with."""
    if abs(int(coefficient.p)) > LARGEST_POWER:
        return 1, coefficient
    return int(coefficient.p), Rational(1, coefficient.q)


def evidently_positive(term: Any, positive: frozenset[Any] = frozenset()) -> bool:
    """Whether `term` is positive at a glance: positive symbols and constants, exponentials, Gamma of what is positive, and sums,
    products and powers of what is."""
    if term in positive:
        return True
    if term.is_Rational:
        return bool(term > 0)
    if term.is_Symbol:
        return bool(term.is_positive)
    if term.is_Mul:
        return _evident_sign(term, positive) > 0
    if term.is_Add:
        constant, moving = term.as_coeff_Add()
        if constant > 0 and moving in positive:
            return True
        rest = [part for part in term.args if not evidently_positive(part, positive)]
        return len(rest) < len(term.args) and all(_evidently_nonnegative(part, positive) for part in rest)
    if isinstance(term, exp):
        return True
    if isinstance(term, sympy.gamma):
        return evidently_positive(term.args[0], positive)
    if isinstance(term, Pow):
        return evidently_positive(term.base, positive)
    return term in (sympy.E, sympy.pi, sympy.EulerGamma)


def _evidently_nonnegative(term: Any, positive: frozenset[Any]) -> bool:
    """Symbols of that kind, even powers, absolute values, and products of these with what is positive."""
    if term.is_Mul:
        return all(evidently_positive(part, positive) or _evidently_nonnegative(part, positive) for part in term.args)
    if isinstance(term, Pow) and term.exp.is_Integer:
        return bool(term.exp % 2 == 0) or (term.exp > 0 and _evidently_nonnegative(term.base, positive))
    return bool((term.is_Symbol and term.is_nonnegative) or isinstance(term, sympy.Abs))


def _evident_sign(product: Any, positive: frozenset[Any]) -> int:
    """1 or -1 when the sign of every factor is plain, an odd power having the sign of its base; else 0."""
    sign = 1
    for part in product.args:
        base, odd = (part.base, part.exp % 2 == 1) if isinstance(part, Pow) and part.exp.is_Integer else (part, True)
        if evidently_positive(part, positive):
            continue
        if not (-base in positive or ((base.is_Rational or (-base).is_Add) and evidently_positive(-base, positive))):
            return 0
        sign = -sign if odd else sign
    return sign


def _with_canonical_bound(term: Any) -> Any:
    """The bound variable renamed by a rule, so that integrals which differ only in its name are the same atom."""
    if isinstance(term, Limit):
        inner, variable, point, direction = term.args
        name = fresh_symbol(Symbol("b", real=True), free_symbols(term))
        return Limit(substitute(inner, {variable: name}), name, normalised(point), str(direction))
    if len(term.limits) != 1:
        return term
    variable, *ends = term.limits[0]
    name = fresh_symbol(Symbol("b", **variable.assumptions0), free_symbols(term))
    body = normalised(substitute(term.function, {variable: name}))
    return term.func(body, (name, *(end if end.is_infinite else normalised(end) for end in ends)))
