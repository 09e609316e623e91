"""Several variables: inequalities between transcendental terms reduced to one variable.

Ways: factors of known sign, a name for a term in which alone the variables occur, a name for a ratio, sums of terms in one variable each,
and the mean value theorem in one of the variables from a place where the claim is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sympy
from sympy import Add, Integer, Symbol

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import fresh_symbol, substitute
from symbolic.methods import search
from symbolic.methods.closing import close, oriented
from symbolic.methods.plausibility import implausible
from symbolic.methods.problem import Found, Problem
from symbolic.methods.sign_on_interval import OUTSIDE, algebraic, sign_on_interval
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.normal_form import TooLarge, is_zero, normal_form, normalised
from symbolic.trusted.rules.growth import Growth, growth_conditions, slope_goal, statement_of
from symbolic.trusted.rules.naming import Named

Proof = Any
DEEPEST = 3
MOST_STEPS = 30


@dataclass(frozen=True)
class SeveralVariables:
    """Proposes the reductions; the kernel takes derivatives, checks the ends and names itself."""

    name: str = "several variables"
    rank: int = 28

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation in ("==", "!=") or algebraic(goal) or len(symbols_of(goal)) < 2:
            return None
        if any(side.has(*OUTSIDE) for side in (goal.left, goal.right)):
            return None
        proof = Reduction(problem.budget).prove(State(problem.context, goal), 0)
        return None if proof is None else Found(proof=proof)


@dataclass
class Reduction:
    """One search; `steps` counts the goals that were looked at."""

    budget: Budget
    steps: int = 0

    def prove(self, state: State, depth: int) -> Proof | None:
        """A proof of the comparison from the state on."""
        self.steps += 1
        if self.steps > MOST_STEPS or depth > DEEPEST or not isinstance(state.goal, Comparison):
            return None
        found = close(state, self.budget, cheap=True)
        if found is not None:
            return state.finish(found)
        if implausible(state.context, state.goal):
            return None
        if state.goal.relation in ("==", "!=") or algebraic(state.goal):
            return self._algebraic(state, depth)
        for symbol in symbols_of(state.goal):
            state = self._signed(state, symbol)
        for way in (self._absolute, self._one_variable, self._factors, self._together, self._separate, self._grow):
            try:
                found = way(state, depth)
            except (NoDerivative, TooLarge, ZeroDivisionError):
                continue
            if found is not None:
                return found
        return None

    def _algebraic(self, state: State, depth: int) -> Proof | None:
        assert isinstance(state.goal, Comparison)
        found = close(state, self.budget)
        if found is not None:
            return state.finish(found)
        if state.goal.relation in (">", ">=", "<", "<="):
            for way in (self._one_variable, self._together, self._factors):
                found = way(state, depth)
                if found is not None:
                    return found
        proof = search.prove(state.context, state.goal, self.budget) if depth <= 2 else None
        return None if proof is None else state.finish(proof)

    def _absolute(self, state: State, depth: int) -> Proof | None:
        """An absolute value by the sign of its argument, in two cases where the facts leave it open."""
        goal = state.goal
        assert isinstance(goal, Comparison)
        arm = next((a for a in sorted(_arms(goal), key=lambda a: (len(str(a)), str(a)))), None)
        if arm is None:
            return None
        inner = arm.args[0]
        if algebraic(Comparison(inner, ">=", ZERO)):
            state = self._signed(state, inner, weak=True)
        relation = state.context.relation(inner)
        if implied(relation, ">=") or implied(relation, "<="):
            value = inner if implied(relation, ">=") else -inner
            following = state.replace(arm, value, lambda then: rules.Resolve(arm, value, then))
            return self.prove(following, depth)
        branches = []
        for sign in ("<", "==", ">"):
            inside = state.context.adding(Comparison(inner, sign, ZERO))
            found = search.prove(inside, goal, self.budget) if sign == "==" else None
            found = found or self.prove(State(inside, goal), depth)
            if found is None:
                return None
            branches.append(found)
        return state.finish(rules.Split(inner, *branches))

    def _one_variable(self, state: State, depth: int) -> Proof | None:
        if len(symbols_of(state.goal)) != 1:
            return None
        found = sign_on_interval(state.context, state.goal)
        return None if found is None else state.finish(found)

    def _factors(self, state: State, depth: int) -> Proof | None:
        """The factors of the normal form: signs that are plain or proved, until their product shows the goal."""
        target, relation = _oriented(state)
        quotient = normal_form(target, state.context.positive)
        if quotient.is_zero:
            return None
        powers: list[tuple[Any, int]] = []
        number: Any = Integer(1)
        for polynomial, direction in ((quotient.numerator, 1), (quotient.denominator, -1)):
            constant, found = polynomial.factor()
            number = number * (_rational(constant) ** direction)
            powers += [(_expression(factor, quotient), int(times) * direction) for factor, times in found]
        if len(powers) < 2:
            return None
        sign = 1 if number > 0 else -1
        factors: list[tuple[Any, int]] = []
        for factor, power in powers:
            known = state.context.relation(factor)
            if power > 0 and power % 2 == 0 and relation == ">=":
                known = ">="
            elif known not in (">", "<"):
                state, known = self._sign(state, factor, power, relation, depth)
                if known is None:
                    return None
            if known in ("<", "<="):
                sign = -sign if power % 2 else sign
                factor = -factor
            factors.append((factor, power))
        if sign < 0:
            return None
        return state.finish(rules.Combination((rules.Product(abs(number), tuple(factors)),)))

    def _sign(self, state: State, factor: Any, power: int, relation: str, depth: int) -> tuple[State, str | None]:
        strict = relation == ">" or power < 0
        for wanted in (">", "<") if strict else (">", "<", ">=", "<="):
            fact = Comparison(factor, wanted, ZERO)
            proof = self.prove(State(state.context, fact), depth + 1)
            if proof is not None:
                return state.have(fact, proof), wanted
        return state, None

    def _together(self, state: State, depth: int) -> Proof | None:
        """The variables occur only together, in a sum or in a ratio: it becomes the only variable."""
        goal = state.goal
        assert isinstance(goal, Comparison)
        symbols = symbols_of(goal)
        if len(symbols) < 2:
            return None
        for term in _compounds(goal):
            if set(symbols_of(term)) < set(symbols):
                continue
            name = fresh_symbol(Symbol("u", real=True), symbols_of(state.context.facts, goal))
            if set(symbols_of(_replaced(goal, term, name))) != {name}:
                continue
            return self.prove(_with_name(self._signed(state, term), name, term), depth)
        return None if algebraic(goal) else self._ratio(state, depth)

    def _signed(self, state: State, term: Any, *, weak: bool = False) -> State:
        for relation in (">", "<", ">=", "<=") if weak else (">", "<"):
            if state.context.relation(term) in (">", "<", "==", *((">=", "<=") if weak else ())):
                break
            fact = Comparison(term, relation, ZERO)
            proof = close(State(state.context, fact), Budget())
            state = state if proof is None else state.have(fact, proof)
        return state

    def _ratio(self, state: State, depth: int) -> Proof | None:
        """Two positive variables, of which only the ratio matters but for a factor: second = first * ratio."""
        goal = state.goal
        symbols = symbols_of(goal)
        if len(symbols) != 2 or any(wrap is None for wrap in state.wraps):
            return None
        first, second = symbols
        state = self._signed(self._signed(state, first), second)
        if not all(state.context.relation(s) == ">" for s in symbols):
            return None
        name = fresh_symbol(Symbol("ratio", real=True), symbols_of(state.context.facts, goal))
        positive = state.context.adding(Comparison(name, ">", ZERO)).positive
        target, _ = _oriented(state)
        scaled = normal_form(substitute(target, {second: first * name}), positive)
        if first in symbols_of(scaled.term()) and not _homogeneous(scaled, first, positive):
            return None
        definition = Comparison(name, "==", second / first)
        state = state.learn((definition,), lambda then: Named(name, second / first, then))
        for fact, products in self._about_ratio(state, name, first, second):
            state = state.have(fact, products)
        back = Comparison(second, "==", first * name)
        proof = close(State(state.context, back), Budget())
        if proof is None:
            return None
        state = state.have(back, proof)
        state = state.replace(second, first * name, lambda then: rules.Rewrite(second, first * name, then))
        if isinstance(state.goal, Comparison) and len(symbols_of(state.goal)) == 2:
            return self._factors(state, depth) or self._without(state, first, depth)
        return self.prove(state, depth)

    def _without(self, state: State, first: Any, depth: int) -> Proof | None:
        """The normal form no longer has the first variable: the same comparison of it with 0."""
        target, relation = _oriented(state)
        plain = normalised(target, state.context.positive)
        if first in symbols_of(plain):
            return None
        fact = Comparison(plain, relation, ZERO)
        proof = self.prove(State(state.context, fact), depth + 1)
        return None if proof is None else state.have(fact, proof).finish(rules.Combination((rules.Product(Integer(1), ((plain, 1),)),)))

    def _about_ratio(self, state: State, name: Any, first: Any, second: Any) -> Iterator[tuple[Comparison, Proof]]:
        positive = Comparison(name, ">", ZERO)
        yield (
            positive,
            rules.Combination(
                (rules.Product(Integer(1), ((second, 1), (first, -1))), rules.Product(Integer(1), ((name - second / first, 1),)))
            ),
        )
        known = state.context.relation(second - first)
        if known in (">", ">=", "<", "<=", "!="):
            side = second - first if known in (">", ">=", "!=") else first - second
            sign = Integer(1) if known in (">", ">=", "!=") else Integer(-1)
            fact = Comparison(name - 1, known, ZERO)
            difference = sign * (name - second / first)
            yield (
                fact,
                rules.Combination((rules.Product(Integer(1), ((side, 1), (first, -1))), rules.Product(Integer(1), ((difference, 1),)))),
            )

    def _separate(self, state: State, depth: int) -> Proof | None:
        """A sum of terms in one variable each: shift constants between them so that none is negative."""
        target, relation = _oriented(state)
        groups: dict[Any, Any] = {}
        constant: Any = ZERO
        for part in Add.make_args(sympy.expand(target)):
            symbols = symbols_of(part)
            if len(symbols) > 1:
                return None
            if not symbols:
                constant = constant + part
            else:
                groups[symbols[0]] = groups.get(symbols[0], ZERO) + part
        if len(groups) < 2:
            return None
        terms = [self._least_zero(state, variable, groups[variable]) for variable in sorted(groups, key=str)]
        rest = constant + sum((groups[v] for v in groups), ZERO) - sum(terms, ZERO)
        if symbols_of(rest) or (not is_zero(rest) and not _positive_number(rest)):
            return None
        products = []
        strict = False
        for term in terms:
            for wanted in (">", ">=") if relation == ">" and not strict else (">=",):
                fact = Comparison(term, wanted, ZERO)
                proof = self.prove(State(state.context, fact), depth + 1)
                if proof is not None:
                    break
            else:
                return None
            state, strict = state.have(fact, proof), strict or wanted == ">"
            products.append(rules.Product(Integer(1), ((term, 1),)))
        if not is_zero(rest):
            products.append(rules.Product(Integer(1), ((rest, 1),)))
        return state.finish(rules.Combination(tuple(products)))

    def _least_zero(self, state: State, variable: Any, term: Any) -> Any:
        """The term less its value at a simple place where its derivative vanishes, so that 0 is its least value if it is a minimum."""
        from symbolic.methods.sign_on_interval import SIMPLE

        slope = derivative(term, variable)
        for place in SIMPLE:
            try:
                if is_zero(substitute(slope, {variable: place})):
                    return term - substitute(term, {variable: place})
            except (ZeroDivisionError, TooLarge, ValueError):
                continue
        return term

    def _grow(self, state: State, depth: int) -> Proof | None:
        """From a place where the claim is plain, by the sign of the derivative in one variable."""
        target, relation = _oriented(state)
        for variable in symbols_of(target):
            if variable.is_integer:
                continue
            for anchor in _anchors(state.context, target, variable, only_zeros=depth > 0):
                found = self._from(state, target, relation, variable, anchor, depth)
                if found is not None:
                    return found
        return None

    def _from(self, state: State, target: Any, relation: str, variable: Any, anchor: Any, depth: int) -> Proof | None:
        context = state.context
        order = context.relation(variable - anchor)
        at_anchor = substitute(target, {variable: anchor})
        if order not in (">", ">=", "<", "<=") or at_anchor.has(sympy.zoo, sympy.nan, sympy.oo):
            return None
        plain = is_zero(at_anchor, context.positive)
        strict = relation == ">" and plain
        if strict and order in (">=", "<="):
            return None
        place = fresh_symbol(Symbol("t", real=True), symbols_of(context.facts, target))
        rising = order in (">", ">=")
        start, end = (anchor, variable) if rising else (variable, anchor)
        wanted = (">" if strict else ">=") if rising else ("<" if strict else "<=")
        node = Growth(substitute(target, {variable: place}), place, start, end, wanted, (), None, None)
        conditions = []
        for condition in growth_conditions(context, node.term, place, start, end):
            shown = self._condition(context, condition)
            if shown is None:
                return None
            conditions.append(shown)
        facts, sign_goal = slope_goal(context, node)
        inner = context.with_symbols(symbols_of(facts)).adding(*facts)
        sign = self.prove(State(inner, sign_goal), depth + 1)
        if sign is None:
            return None
        node = replace(node, conditions=tuple(conditions), sign=sign)
        following = state.learn((statement_of(node),), lambda then: replace(node, then=then))
        if plain:
            return following.finish(rules.Known()) if following.context.holds(state.goal) else None
        fact = Comparison(at_anchor, relation, ZERO)
        shown = self.prove(State(context, fact), depth + 1)
        if shown is None:
            return None
        parts = (rules.Product(Integer(1), ((target - at_anchor, 1),)), rules.Product(Integer(1), ((at_anchor, 1),)))
        return following.have(fact, shown).finish(rules.Combination(parts))

    def _condition(self, context: Context, condition: Condition) -> Proof | None:
        """One condition of well-posedness, with the signs of its denominators as facts."""
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        state = State(inner, condition.holds)
        for side in terms_of(condition.holds):
            for power in sorted(side.atoms(sympy.Pow), key=str):
                if power.exp.is_Integer and power.exp < 0:
                    state = self._signed(state, power.base)
        proof = search.prove(state.context, condition.holds, self.budget)
        return None if proof is None else state.finish(proof)


def _with_name(state: State, name: Any, term: Any) -> State:
    """The term goes by that name from now on."""
    named = state.learn((Comparison(name, "==", term),), lambda then: Named(name, term, then))
    return named.replace(term, name, lambda then: rules.Rewrite(term, name, then))


def _oriented(state: State) -> tuple[Any, str]:
    assert isinstance(state.goal, Comparison)
    return oriented(state.goal)


def _arms(goal: Comparison) -> set[Any]:
    return {a for side in (goal.left, goal.right) for a in side.atoms(sympy.Abs)}


def _compounds(goal: Comparison) -> list[Any]:
    """Sums, products and ratios of symbols that are arguments of functions or bases of powers, the smallest first."""
    found = {
        argument
        for side in (goal.left, goal.right)
        for part in sympy.preorder_traversal(side)
        if isinstance(part, sympy.Function | sympy.Pow)
        for argument in part.args
        if argument.args and len(symbols_of(argument)) > 1
    }
    return sorted((part for part in found if not part.has(sympy.Function)), key=lambda part: (len(str(part)), str(part)))


def _replaced(goal: Comparison, term: Any, name: Any) -> Comparison:
    return Comparison(substitute(goal.left, {term: name}), goal.relation, substitute(goal.right, {term: name}))


def _homogeneous(quotient: Any, symbol: Any, positive: Any) -> bool:
    """Whether the symbol occurs only as a common factor."""
    halves = (Integer(k) / 2 for k in (2, -2, 4, -4, 1, -1, 6, 3, -3))
    return any(symbol not in symbols_of(normalised(quotient.term() / symbol**k, positive)) for k in halves)


def _anchors(context: Context, target: Any, variable: Any, *, only_zeros: bool) -> list[Any]:
    """Bounds that the facts give for the variable, 0 and the other variables: first those where the target is 0."""
    found: list[Any] = [ZERO]
    for fact in context.facts:
        if isinstance(fact, Comparison) and variable in symbols_of(fact) and not (fact.left.is_infinite or fact.right.is_infinite):
            difference = fact.left - fact.right
            try:
                slope = derivative(difference, variable)
            except NoDerivative:
                continue
            if slope in (1, -1):
                found.append(normalised(variable - slope * difference))
    found += [s for s in symbols_of(target) if s != variable]
    unique = list(dict.fromkeys(found))

    def vanishing(place: Any) -> bool:  # False comes first
        try:
            return not is_zero(substitute(target, {variable: place}), context.positive)
        except (ZeroDivisionError, TooLarge, ValueError):
            return True

    ranked = sorted((vanishing(place), len(str(place)), str(place), index) for index, place in enumerate(unique))
    return [unique[index] for other, _, _, index in ranked if not (other and only_zeros)]


def _positive_number(term: Any) -> bool:
    from symbolic.language.meaning import truth
    from symbolic.language.point import Point

    return truth(Comparison(term, ">", ZERO), Point()) is True


def _rational(constant: Any) -> Any:
    from flint import fmpq

    number = fmpq(constant)
    return sympy.Rational(int(number.p), int(number.q))


def _expression(polynomial: Any, quotient: Any) -> Any:
    return replace(quotient, numerator=polynomial).top()


METHOD = SeveralVariables()
