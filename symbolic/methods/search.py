"""The search for proofs of quantifier-free goals: split connectives, put arms of max and min in force, instantiate what is known of
functions, close.

What it returns is only a proposal; `trusted.kernel` replays it. The search is deterministic: it counts its work instead of looking at a
clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sympy import Abs, Add, Derivative, Function, Integral, Limit, Max, Min, Piecewise, Subs
from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Finite,
    FunctionProperty,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import fresh_symbol
from symbolic.methods import instances, ranges
from symbolic.methods.combinations import combine, contradiction, factored
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate, term_conditions
from symbolic.trusted.context import MIRROR, ZERO, Context, implied
from symbolic.trusted.normal_form import TooLarge, is_zero, normalised

Proof = Any
DEEPEST_SPLIT = 5
MOST_SUSPECTS = 6
SATURATION_ROUNDS = 3
MOST_ORDERS = 3
MOST_ATTEMPTS = 6
FEW_FACTS = 12  # among which products of a higher degree are tried
GENEROUS = 5  # what that costs


def prove(context: Context, goal: Statement, budget: Budget, depth: int = 0) -> Proof | None:
    """A proof of a goal without predicates, or None."""
    if isinstance(goal, FunctionProperty):
        return rules.Known() if goal.name in context.domain.properties(goal.function) else None
    if context.contradictory:
        return rules.Absurd(())
    if context.holds(goal):
        return rules.Known()
    if isinstance(goal, Conjunction):
        return _each(context, goal.parts, budget, depth)
    if isinstance(goal, Equivalence):
        return _each(context, (Implication(goal.left, goal.right), Implication(goal.right, goal.left)), budget, depth)
    if isinstance(goal, Implication):
        inner = prove(context.adding(goal.premise), goal.conclusion, budget, depth)
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Disjunction):
        failed = tuple(negate(part) for part in goal.parts[:-1])
        inner = prove(context.adding(*failed), goal.parts[-1], budget, depth)
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Negation):
        inner = prove(context, negate(goal.part), budget, depth) if negate(goal.part) != goal else None
        return None if inner is None else rules.Assume(inner)
    if isinstance(goal, Quantified):
        return _generalise(context, goal, budget, depth)
    if isinstance(goal, Finite):
        from symbolic.methods.integrals import prove_finite

        return prove_finite(context, goal, budget)
    if isinstance(goal, Comparison):
        return prove_comparison(State(context, goal), budget, depth)
    return None


def _each(context: Context, parts: tuple[Statement, ...], budget: Budget, depth: int) -> Proof | None:
    found = []
    for part in parts:
        inner = prove(context, part, budget, depth)
        if inner is None:
            return None
        found.append(inner)
        context = context.adding(part)
    return rules.Each(tuple(found))


def _generalise(context: Context, goal: Quantified, budget: Budget, depth: int) -> Proof | None:
    if goal.quantifier != "forall":
        return None
    taken = symbols_of(context.facts, goal)
    renamed: dict[Any, Any] = {}
    for variable in goal.variables:
        renamed[variable] = fresh_symbol(variable, [*taken, *renamed.values()])
    inner = prove(context.with_symbols(renamed.values()), substitute_statement(goal.body, renamed), budget, depth)
    return None if inner is None else rules.Generalise(inner)


def prove_comparison(state: State, budget: Budget, depth: int) -> Proof | None:
    """Close at once if possible; else deal with one obstacle (an arm, an integral, a disjunction, unknown order) and go on."""
    found = close(state, budget, cheap=True)
    if found is not None:
        return state.finish(found)
    budget.places -= 1
    if depth > DEEPEST_SPLIT or budget.spent:
        return None
    from symbolic.methods import arms, logarithms

    rewritten = _without_derivatives(state) or ranges.without_one_part(state) or _eliminate(state)
    if rewritten is not None:
        return prove_comparison(rewritten, budget, depth)
    arm = arms.first_arm(state.goal) or arms.first_arm(*_comparisons(state.context))
    if arm is not None:
        return arms.resolve(state, arm, budget, depth)
    if any(term.has(Integral, Limit) for term in terms_of(state.goal)):
        from symbolic.methods.integral_inequalities import compare_integrals
        from symbolic.methods.integrals import evaluate_calculus

        assert isinstance(state.goal, Comparison)
        if isinstance(oriented(state.goal)[0], Integral):
            found = compare_integrals(state, budget)
            if found is not None:
                return found
        following = evaluate_calculus(state, budget)
        if following is not None:
            return prove_comparison(following, budget, depth)
        found = compare_integrals(state, budget)
        if found is not None:
            return found
    for fact in state.context.facts:
        if isinstance(fact, Disjunction):
            return _cases(state, fact, budget, depth)
    found = logarithms.compare(state) if depth == 0 else None
    return found if found is not None else _with_functions(state, budget, depth)


def _without_derivatives(state: State) -> State | None:
    """Carry out one derivative of the goal, so that f' of an uninterpreted f can be seen."""
    for term in terms_of(state.goal):
        for found in sorted(term.atoms(Derivative, Subs), key=str):
            try:
                value = evaluate_derivatives(found)
            except NoDerivative:
                continue
            return _rewritten(state, found, value)
    return None


def _rewritten(state: State, old: Any, new: Any) -> State:
    return state.replace(old, new, lambda then: rules.Rewrite(old, new, then))


def _eliminate(state: State) -> State | None:
    """Put in what an equation says a symbol or f(a) is, so that nothing else mentions it any more."""
    for fact in _comparisons(state.context):
        if fact.relation != "==" or fact.left.is_infinite or fact.right.is_infinite:
            continue
        difference = fact.left - fact.right
        for summand in Add.make_args(difference):
            symbol = summand if _replaceable(summand) else -summand
            rest = difference - summand
            if not _replaceable(symbol) or rest.has(symbol, Integral, Limit) or (not symbol.is_Symbol and rest.has(AppliedUndef)):
                continue
            value = -rest if summand == symbol else rest
            if _mentions(state, symbol, fact):
                return _rewritten(state, symbol, value)
    return None


def _replaceable(term: Any) -> bool:
    return bool(term.is_Symbol or isinstance(term, AppliedUndef))


def _mentions(state: State, symbol: Any, fact: Comparison) -> bool:
    compound = [f for f in _comparisons(state.context) if f != fact and not (f.left == symbol and f.right == ZERO)]
    if symbol.is_Symbol:
        return symbol in symbols_of(state.goal, compound)
    return any(term.has(symbol) for term in terms_of([state.goal, *compound]) if not isinstance(term, type))


def _comparisons(context: Context) -> list[Comparison]:
    return [fact for fact in context.facts if isinstance(fact, Comparison)]


def close(state: State, budget: Budget, *, cheap: bool = False) -> Proof | None:
    """End the proof here: by sight, by the normal form, by a positive combination of facts, or by a contradiction among them."""
    context, goal = state.context, state.goal
    if context.contradictory:
        return rules.Absurd(())
    if context.holds(goal):
        return rules.Known()
    assert isinstance(goal, Comparison)
    target, relation = oriented(goal)
    if target.is_infinite or _has_arm(target):
        return None
    if relation in ("==", ">=") and is_zero(target, context.positive):
        return rules.Combination(())
    if relation == "==" and not cheap:
        found = _multiple_of_equation(state, target, budget)
        if found is not None:
            return found
    if relation == "!=":
        products = factored(context, target, "!=")
        if products is not None:
            return rules.Combination(products)
        if cheap:
            return None
    if not budget.spend():
        return None
    if relation == "!=":
        return _unequal(context, target)
    products = combine(context, target, relation)
    return None if products is None else rules.Combination(products)


def _close_generously(state: State, budget: Budget) -> Proof | None:
    """By a combination whose products may have a higher degree than the target: they cancel."""
    assert isinstance(state.goal, Comparison)
    target, relation = oriented(state.goal)
    if relation == "!=" or target.is_infinite or target.has(Max, Min, Abs, Piecewise) or len(state.context.signs) > FEW_FACTS:
        return None
    budget.combinations -= GENEROUS
    products = combine(state.context, target, relation, slack=1)
    return None if products is None else rules.Combination(products)


def _has_arm(term: Any) -> bool:
    """Whether an arm has yet to be put in force; under a sum or an integral it is part of one term."""
    from symbolic.methods import arms

    return bool(term.has(Max, Min, Abs, Piecewise)) and arms.first_arm(Comparison(term, "==", ZERO)) is not None


def _multiple_of_equation(state: State, target: Any, budget: Budget) -> Proof | None:
    """The target as an equation among the facts, times a term whose denominators are known not to vanish."""
    for fact in reversed(_comparisons(state.context)):
        if fact.relation != "==" or fact.left.is_infinite or fact.right.is_infinite:
            continue
        equation = fact.left - fact.right
        if is_zero(equation, state.context.positive):
            continue
        try:
            ratio = normalised(target / equation, state.context.positive)
        except (TooLarge, ZeroDivisionError):
            continue
        following: State | None = state
        for condition in term_conditions(ratio):
            following = _established(following, condition.holds, budget) if following is not None else None
        if following is not None:
            steps = following.wraps[len(state.wraps) :]
            return State(state.context, state.goal, steps).finish(rules.Combination((rules.Product(ratio, ((equation, 1),)),)))
    return None


def _established(state: State, statement: Statement, budget: Budget) -> State | None:
    if state.context.holds(statement):
        return state
    proof = prove(state.context, statement, budget, DEEPEST_SPLIT) if symbols_of(statement) else None
    return None if proof is None else state.have(statement, proof)


def _unequal(context: Context, target: Any) -> Proof | None:
    for side in (target, -target):
        products = combine(context, side, ">")
        if products is not None:
            return rules.Combination(products)
    return None


def oriented(goal: Comparison) -> tuple[Any, str]:
    """The goal as a term and its relation to 0, one of == != > >=."""
    if goal.relation in ("<", "<="):
        return goal.right - goal.left, MIRROR[goal.relation]
    return goal.left - goal.right, goal.relation


def sign(state: State, term: Any, budget: Budget, *, thorough: bool = True) -> tuple[str | None, State]:
    """How `term` stands to 0, with the state in which that is a fact; None when it is not found."""
    context = state.context
    known = context.relation(term)
    if known in ("<", "==", ">") or (known is not None and term.has(Max, Min, Abs, Piecewise)):
        return known, state
    key = (frozenset(context.signs.items()), term, thorough)
    if key not in budget.signs and budget.attempts.get(term, 0) >= MOST_ATTEMPTS:
        return known, state
    if key not in budget.signs:
        budget.attempts[term] = budget.attempts.get(term, 0) + 1
        budget.signs[key] = _search_sign(context, term, budget, combine if thorough else factored)
    found, proof = budget.signs[key]
    if found is None or (known not in (None, "!=") and found in (">=", "<=")):
        return known, state
    following = state.have(Comparison(term, found, ZERO), proof)
    return following.context.relation(term) or found, following


def _search_sign(context: Context, term: Any, budget: Budget, combine: Any) -> tuple[str | None, Proof | None]:
    for relation, target, wanted in ((">", term, ">"), ("<", -term, ">"), (">=", term, ">="), ("<=", -term, ">=")):
        if not budget.spend():
            break
        products = combine(context, target, wanted)
        if products is not None:
            return relation, rules.Combination(products)
    products = factored(context, term, "!=")
    return (None, None) if products is None else ("!=", rules.Combination(products))


def prove_after(state: State, budget: Budget, depth: int) -> Proof | None:
    """Go on from a state whose goal may be of any kind."""
    if isinstance(state.goal, Comparison):
        return prove_comparison(state, budget, depth)
    found = prove(state.context, state.goal, budget, depth)
    return None if found is None else state.finish(found)


def trichotomy(state: State, term: Any, *branches: Callable[[Context], Proof | None]) -> Proof | None:
    proofs = []
    for relation, branch in zip(("<", "==", ">"), branches, strict=True):
        context = state.context.adding(Comparison(term, relation, ZERO))
        found = rules.Absurd(()) if context.contradictory else branch(context)
        if found is None:
            return None
        proofs.append(found)
    return state.finish(rules.Split(term, *proofs))


def _cases(state: State, fact: Disjunction, budget: Budget, depth: int) -> Proof | None:
    proofs = []
    for part in fact.parts:
        context = state.context.adding(part)
        context = replace(context, facts=tuple(f for f in context.facts if f != fact))
        found = prove(context, state.goal, budget, depth + 1)
        if found is None:
            return None
        proofs.append(found)
    return state.finish(rules.Cases(fact, tuple(proofs)))


def saturate(state: State, budget: Budget, about: list[Any] | None = None) -> State:
    """Add what is known of the functions that occur, as far as the order of their arguments is known."""
    for _ in range(SATURATION_ROUNDS):
        before = len(state.wraps)
        state = _saturate_once(instances.specialise_all(state), budget, about)
        if len(state.wraps) == before:
            break
    return state


def _saturate_once(state: State, budget: Budget, about: list[Any] | None) -> State:
    terms = [*instances.relevant_terms(state), *(about or ())]
    for proposal in instances.proposals(state, terms):
        following = state
        for difference in proposal.differences:
            _, following = sign(following, difference, budget, thorough=proposal.thorough)
        learned = following.instance(proposal.rule, proposal.function, proposal.arguments) if proposal.rule else following
        if learned is not None:
            state = learned
    return state


def _with_functions(state: State, budget: Budget, depth: int) -> Proof | None:
    """Instantiate, close; failing that, go by cases on an undecided order, then by contradiction."""
    saturated = saturate(ranges.with_signs(state), budget)
    found = close(saturated, budget) or (_close_generously(saturated, budget) if depth == 0 else None)
    if found is not None:
        return saturated.finish(found)
    found = _refute_negation(saturated, budget, depth)
    if found is not None:
        return found
    for difference in instances.undecided_orders(saturated)[:MOST_ORDERS]:
        if depth >= DEEPEST_SPLIT:
            break
        again = [lambda c: prove_comparison(State(c, state.goal), budget, depth + 1) for _ in range(3)]
        found = trichotomy(saturated, difference, *again)
        if found is not None:
            return found
    return _ask_solver(saturated, budget)


def _refute_negation(state: State, budget: Budget, depth: int) -> Proof | None:
    """Trichotomy on the goal's difference: where the goal holds there is nothing to do, elsewhere the facts must contradict each other."""
    assert isinstance(state.goal, Comparison)
    target, wanted = oriented(state.goal)
    if _has_arm(target) or target.has(Integral, Limit):
        return None

    def branch(relation: str) -> Callable[[Context], Proof | None]:
        if implied(relation, wanted):
            return lambda context: rules.Known()
        return lambda context: _contradict(State(context, state.goal), target, budget)

    return trichotomy(state, target, branch("<"), branch("=="), branch(">"))


def _contradict(state: State, target: Any, budget: Budget) -> Proof | None:
    state = saturate(state, budget, [target])
    rewritten = _eliminate(state)
    while rewritten is not None and not rewritten.context.contradictory:
        state, rewritten = rewritten, _eliminate(rewritten)
    state = rewritten or state
    if state.context.contradictory:
        return state.finish(rules.Absurd(()))
    if not budget.spend():
        return None
    about = _suspects(state, target)
    budget.combinations -= 2 * len(about)
    products = contradiction(state.context, about)
    return None if products is None else state.finish(rules.Absurd(products))


def _suspects(state: State, target: Any) -> list[Any]:
    """The facts of which the opposite might follow: the negated goal, then equations, then the other facts about functions."""
    differences = [fact.left - fact.right for fact in reversed(_comparisons(state.context)) if fact.relation != "!="]
    oriented_differences = [-d if state.context.relation(d) in ("<", "<=") else d for d in differences if not d.is_infinite]
    equations = sorted((d for d in oriented_differences if state.context.relation(d) == "=="), key=_functions_in)
    compound = sorted((d for d in oriented_differences if d not in equations and not d.is_Symbol), key=_functions_in, reverse=True)
    ordered = [-target if state.context.relation(target) in ("<", "<=") else target, *equations, *compound]
    return list(dict.fromkeys(ordered))[:MOST_SUSPECTS]


def _functions_in(term: Any) -> int:
    return sum(1 for _ in term.atoms(Function)) * 10 + len(term.args)


def _ask_solver(state: State, budget: Budget) -> Proof | None:
    if not budget.solver:
        return None
    import z3

    from symbolic.trusted.solver import NotEncodable, problem

    try:
        solver = problem(state.context, state.goal)
    except NotEncodable:
        return None
    return state.finish(rules.Unsat()) if solver.check() == z3.unsat else None
