"""Finding the value of integrals: primitives proposed by SymPy, constants pulled out, kinks split off; and showing that integrals are
finite.

Every step is replayed by the kernel, which differentiates back by its own rules: a wrong primitive is rejected.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Dummy, Integral, Limit, Max, Min, Mul
from sympy.core.function import AppliedUndef

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison, Finite
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods import search
from symbolic.methods.limits import limit_step, limit_with_proof
from symbolic.methods.special import families
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition, continuous, inside, interval_conditions
from symbolic.trusted.context import Context, implied
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.normal_form import TooLarge, normal_form, normalised


def evaluate_calculus(state: Any, budget: Any) -> Any:
    """The state with one integral or limit of the goal or facts replaced by what it equals; None when nothing gives way."""
    for term in _calculus_terms(state):
        following = limit_step(state, term, budget) if isinstance(term, Limit) else _integral_step(state, term, budget)
        if following is not None:
            return following
    return None


def _calculus_terms(state: Any) -> list[Any]:
    found: list[Any] = []
    for statement in [state.goal, *(f for f in state.context.facts if isinstance(f, Comparison))]:
        for side in (statement.left, statement.right):
            found += sorted(side.atoms(Integral, Limit), key=lambda t: (len(str(t)), str(t)))
    return [t for t in dict.fromkeys(found) if free_symbols(t) <= set(symbols_of(state.goal, state.context.facts))]


def _integral_step(state: Any, integral: Any, budget: Any) -> Any:
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        return None
    from symbolic.methods.named_integrals import by_name

    for attempt in (*families("integral_step"), by_name, _constants_out, _by_primitive, _at_kink):
        following = attempt(state, integral, budget)
        if following is not None:
            return following
    return None


def rewritten(state: Any, integral: Any, value: Any) -> Any:
    if isinstance(state.goal, Finite):
        return state
    return state.replace(integral, value, lambda then: rules.Rewrite(integral, value, then))


def prove_conditions(context: Context, conditions: tuple[Condition, ...], budget: Any) -> tuple[Any, ...] | None:
    """A proof for each condition of well-posedness, or None when one is missing."""
    found = []
    for condition in conditions:
        inner = context.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        proof = search.prove(inner, condition.holds, budget)
        if proof is None:
            return None
        found.append(proof)
    return tuple(found)


def ordered_ends(state: Any, integral: Any, budget: Any) -> Any:
    """The state in which the order of the integral's ends is a fact; None when it is not found."""
    _, lower, upper = integral.limits[0]
    if lower == -sympy.oo or upper == sympy.oo:
        return state
    relation, following = search.sign(state, upper - lower, budget)
    return following if implied(relation, ">=") else None


def _constants_out(state: Any, integral: Any, budget: Any) -> Any:
    """A linear combination of simpler integrals; None when the integrand is a single term without constant factor."""
    variable, lower, upper = integral.limits[0]
    if not _uninterpreted_in(integral.function, variable):
        return None
    parts = _linear_parts(integral.function, variable, state.context)
    if parts is None or (len(parts) == 1 and parts[0][0] == 1):
        return None
    terms = tuple((coefficient, Integral(g, (variable, lower, upper))) for coefficient, g in parts)
    ordered = ordered_ends(state, integral, budget)
    if ordered is None:
        return None
    proofs = []
    for _, part in terms:
        proof = search.prove(ordered.context, Finite(part), budget)
        if proof is None:
            return None
        proofs.append(proof)
    value = Add(*(coefficient * part for coefficient, part in terms))
    finite = tuple(proofs)
    facts = (Comparison(integral, "==", value), Finite(integral))
    return rewritten(ordered.learn(facts, lambda then: rules.Linearity(integral, terms, finite, then)), integral, value)


def _uninterpreted_in(term: Any, variable: Any) -> bool:
    return any(variable in free_symbols(a) for a in term.atoms(AppliedUndef))


def _linear_parts(integrand: Any, variable: Any, context: Context) -> list[tuple[Any, Any]] | None:
    """The integrand as constants times terms in the variable, from its normal form;

    None when its denominator holds the variable in a sum.
    """
    try:
        quotient = normal_form(integrand, context.positive)
    except TooLarge:
        return None
    fixed, moving = _separate(quotient.bottom(), variable)
    grouped: dict[Any, Any] = {}
    for coefficient, powers in quotient.terms():
        constant, inner = _separate(Mul(coefficient, *(a**e for a, e in powers.items())), variable)
        grouped[inner / moving] = grouped.get(inner / moving, 0) + constant / fixed
    return [(c, g) for g, c in grouped.items()]


def _separate(term: Any, variable: Any) -> tuple[Any, Any]:
    """A product as its factors without and with the variable."""
    fixed = [f for f in Mul.make_args(term) if variable not in free_symbols(f)]
    moving = [f for f in Mul.make_args(term) if variable in free_symbols(f)]
    return Mul(*fixed), Mul(*moving)


def primitive_of(integrand: Any, variable: Any) -> Any:
    """A primitive that SymPy proposes, with everything that does not move held as one symbol; None when it has none."""
    constants: dict[Any, Any] = {}

    def freeze(term: Any) -> Any:
        if variable not in free_symbols(term):
            if term.is_Rational or term.is_Symbol:
                return term
            return constants.setdefault(term, Dummy("c", positive=term.is_positive, real=True))
        return term.func(*(freeze(a) for a in term.args)) if term.args else term

    if _uninterpreted_in(integrand, variable):
        return None
    frozen = sympy.expand(freeze(integrand))
    thawed = {dummy: term for term, dummy in constants.items()}
    quick = _exponential_primitive(frozen, variable)
    if quick is not None:
        return substitute(quick, thawed)
    try:
        found = sympy.integrate(frozen, variable)
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    if found.has(Integral, sympy.Piecewise) or found.has(sympy.I):
        return None
    return substitute(found, thawed)


def _exponential_primitive(expanded: Any, variable: Any) -> Any:
    """A primitive of a sum of terms c * t**k * exp(a*t + b), by parts;

    None for anything else. Saves SymPy's long search on the commonest case.
    """
    total = sympy.Integer(0)
    for summand in Add.make_args(expanded):
        constant, moving = _separate(summand, variable)
        exponent, degree = sympy.Integer(0), 0
        for factor in Mul.make_args(moving):
            base, power = factor.as_base_exp()
            if isinstance(factor, sympy.exp):
                exponent += factor.args[0]
            elif base == variable and power.is_Integer and power >= 0:
                degree += int(power)
            elif factor != 1:
                return None
        rate = sympy.expand(exponent).coeff(variable, 1)
        if variable in free_symbols(sympy.expand(exponent - rate * variable)):
            return None
        if rate == 0:
            total += constant * sympy.exp(exponent) * variable ** (degree + 1) / (degree + 1)
            continue
        steps = (sympy.ff(degree, i) * (-1) ** i * variable ** (degree - i) / rate ** (i + 1) for i in range(degree + 1))
        total += constant * sympy.exp(exponent) * Add(*steps)
    return total


def _by_primitive(state: Any, integral: Any, budget: Any) -> Any:
    variable = integral.limits[0][0]
    if integral.function.has(Max, Min, sympy.Abs, sympy.Piecewise) and _first_kink(integral) is not None:
        return None
    primitive = primitive_of(integral.function, variable)
    return None if primitive is None else with_primitive(state, integral, primitive, budget)


def with_primitive(state: Any, integral: Any, primitive: Any, budget: Any) -> Any:
    """The state in which the integral is the difference of the primitive's values or limits at its ends."""
    variable, lower, upper = integral.limits[0]
    ordered = ordered_ends(state, integral, budget)
    if ordered is None or not all(continuous(t, variable, state.context.domain) for t in (primitive, integral.function)):
        return None
    context = ordered.context
    conditions = (
        *interval_conditions(context, integral, primitive, closed=True),
        *interval_conditions(context, integral, integral.function, closed=False),
    )
    proofs = prove_conditions(context, conditions, budget)
    back = _differentiates_back(context, integral, primitive, budget)
    if proofs is None or back is None:
        return None
    at_lower, at_upper = (_value_at(context, primitive, variable, end, budget) for end in (lower, upper))
    if at_lower is None or at_upper is None:
        return None
    (low, low_proof), (high, high_proof) = at_lower, at_upper
    value = high - low
    facts = (Comparison(integral, "==", value), Finite(integral))
    learned = ordered.learn(facts, lambda then: rules.Antiderivative(integral, primitive, proofs, back, low_proof, high_proof, then))
    return rewritten(learned, integral, value)


def _differentiates_back(context: Context, integral: Any, primitive: Any, budget: Any) -> Any:
    from symbolic.language.differentiation import NoDerivative, derivative

    variable = integral.limits[0][0]
    fresh, facts = inside(integral, context, primitive, closed=False)
    try:
        slope = derivative(substitute(primitive, {variable: fresh}), fresh)
    except NoDerivative:
        return None
    local = context.adding(*facts)
    return search.prove(local, Comparison(slope, "==", substitute(integral.function, {variable: fresh})), budget)


def _value_at(context: Context, primitive: Any, variable: Any, end: Any, budget: Any) -> tuple[Any, Any] | None:
    if end.is_infinite:
        return limit_with_proof(context, primitive, variable, end, "-" if end == sympy.oo else "+", budget)
    return substitute(primitive, {variable: end}), None


def _first_kink(integral: Any) -> tuple[Any, Any, Any] | None:
    """A `Max` or `Min` of two arms that cross at one place: the term, the place, and the arms before and after it."""
    variable = integral.limits[0][0]
    for term in sorted(integral.function.atoms(Max, Min), key=str):
        if variable not in free_symbols(term) or len(term.args) != 2:
            continue
        first, second = term.args
        slope = normalised(sympy.diff(first - second, variable)) if not (first - second).has(AppliedUndef) else None
        if slope is None or variable in free_symbols(slope) or slope == 0:
            continue
        place = normalised(-(first - second).subs(variable, 0) / slope)
        rising = bool(slope.is_positive)
        before, after = (second, first) if rising == isinstance(term, Max) else (first, second)
        if rising or slope.is_negative:
            return term, place, (before, after)
    return None


def _at_kink(state: Any, integral: Any, budget: Any) -> Any:
    """Cut the interval where two arms cross, and put the arm in force on each side."""
    kink = _first_kink(integral)
    if kink is None:
        return None
    term, place, arms = kink
    variable, lower, upper = integral.limits[0]
    for low, high in ((lower, place), (place, upper)):
        ordered = ordered_ends(state, Integral(integral.function, (variable, low, high)), budget)
        if ordered is None:
            return None
        state = ordered
    ends = ((lower, place), (place, upper))
    parts = [Integral(integral.function, (variable, *end)) for end in ends]
    simple = [Integral(substitute(integral.function, {term: arm}), (variable, *end)) for arm, end in zip(arms, ends, strict=True)]
    finite = []
    for part, other in zip(parts, simple, strict=True):
        following = _without_kink(state, part, other, budget)
        if following is None:
            return None
        finite.append(following.finish(rules.Known()))
    base = len(state.wraps)
    finite = [_strip(proof, base) for proof in finite]
    whole = (Comparison(integral, "==", parts[0] + parts[1]), Finite(integral), Finite(parts[0]), Finite(parts[1]))
    proofs = tuple(finite)
    state = state.learn(whole, lambda then: rules.Additivity(integral, place, proofs, then))
    for part, other in zip(parts, simple, strict=True):
        following = _without_kink(state, part, other, budget)
        if following is None:
            return None
        state = following
    value = simple[0] + simple[1]
    fact = Comparison(integral, "==", value)
    state = state.have(fact, rules.Combination(_equations((integral, parts[0] + parts[1]), *zip(parts, simple, strict=True))))
    return rewritten(state, integral, value)


def _equations(*pairs: tuple[Any, Any]) -> tuple[Any, ...]:
    return tuple(rules.Product(sympy.Integer(1), ((left - right, 1),)) for left, right in pairs)


def _strip(proof: Any, base: int) -> Any:
    """A proof without the outer steps that the surrounding state has taken already."""
    for _ in range(base):
        proof = proof.then
    return proof


def _without_kink(state: Any, part: Any, other: Any, budget: Any) -> Any:
    """The state in which `part` is finite and equals `other`, the same integral with the arm in force."""
    finite = search.prove(state.context, Finite(other), budget)
    if finite is None:
        return None
    state = state.have(Finite(other), finite)
    fresh, facts = inside(part, state.context, other.function, closed=False)
    place = {part.limits[0][0]: fresh}
    same = Comparison(substitute(part.function, place), "==", substitute(other.function, place))
    proof = search.prove(state.context.adding(*facts), same, budget)
    if proof is None:
        return None
    learned = (Comparison(part, "==", other), Finite(part))
    return state.learn(learned, lambda then: rules.SameIntegrand(part, other.function, proof, then))


def prove_finite(context: Context, goal: Finite, budget: Any) -> Any:
    """A proof that an integral is finite or that a limit exists, or None."""
    term = goal.expression
    state = State(context, goal)
    if isinstance(term, Limit):
        following = limit_step(state, term, budget)
        return None if following is None else following.finish(rules.Known())
    if not isinstance(term, Integral) or len(term.limits) != 1:
        return None
    for attempt in (_proper, _part, _evaluated):
        proof = attempt(state, term, budget)
        if proof is not None:
            return proof
    return None


def _proper(state: Any, integral: Any, budget: Any) -> Any:
    variable, lower, upper = integral.limits[0]
    if lower.is_infinite or upper.is_infinite or not continuous(integral.function, variable, state.context.domain):
        return None
    ordered = ordered_ends(state, integral, budget)
    if ordered is None:
        return None
    proofs = prove_conditions(ordered.context, interval_conditions(ordered.context, integral, integral.function, closed=True), budget)
    return None if proofs is None else ordered.finish(rules.Proper(proofs))


def _part(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.trusted.kernel import Kernel

    for fact in state.context.facts:
        if not (isinstance(fact, Finite) and isinstance(fact.expression, Integral)):
            continue
        whole = fact.expression
        if integral.function.has(whole.function.func) or integral.function == whole.function:
            ordered = state
            (_, a, b), (_, c, d) = whole.limits[0], integral.limits[0]
            for low, high in ((a, c), (d, b), (c, d)):
                if low != high and not (low.is_infinite or high.is_infinite):
                    _, ordered = search.sign(ordered, high - low, budget)
            proof = rules.PartOfFinite(whole)
            try:
                Kernel().check(ordered.context, Finite(integral), proof)
            except Rejected:
                continue
            return ordered.finish(proof)
    return None


def _evaluated(state: Any, integral: Any, budget: Any) -> Any:
    from symbolic.methods.named_integrals import by_name

    for attempt in (*families("integral_step"), by_name, _constants_out, _by_primitive, _at_kink):
        following = attempt(state, integral, budget)
        if following is not None:
            return following.finish(rules.Known())
    return None
