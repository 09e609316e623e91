"""Rules of the kernel about derivatives and integrals.

Each rests on one theorem: the mean value theorem (monotone by derivative, strict convexity by the second), the fundamental theorem of
calculus for a primitive that is continuous on the closed interval, linearity, additivity and monotonicity of the integral, the integrals
of Poisson and Euler. Derivatives are taken by `language.differentiation`, never by SymPy.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Integral, exp, gamma, oo, pi, sqrt

from symbolic.language.differentiation import derivative
from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, unfold
from symbolic.language.statements import Comparison, Extremum, Finite, Implication, Quantified, Shape, Statement
from symbolic.language.terms import substitute
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition, continuous, inside, interval_conditions, term_conditions
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined
from symbolic.trusted.limits import limit_of, require_agreement
from symbolic.trusted.normal_form import is_zero, normalised

ONE = Integer(1)
SLOPE = {"increasing": ">", "decreasing": "<", "nondecreasing": ">=", "nonincreasing": "<="}
BEND = {"convex": ">", "concave": "<"}


def require_interval(context: Context, variable: Any) -> None:
    """The assumptions confine `variable` to an interval: each is affine in it, and none is an equation or an inequation."""
    if not context.pristine:
        raise Rejected("a statement about all points cannot be proved within a case")
    if variable.is_integer:
        raise Rejected(f"`{variable}` is an integer: its range is no interval")
    for fact in (*kind_facts([variable]), *context.domain.relations):
        if variable not in symbols_of(fact):
            continue
        if not isinstance(fact, Comparison) or fact.relation in ("==", "!="):
            raise Rejected(f"`{fact}` does not confine `{variable}` to an interval")
        slope = derivative(fact.left - fact.right, variable)
        if variable in symbols_of(normalised(slope)):
            raise Rejected(f"`{fact}` is not affine in `{variable}`")


def by_derivative(kernel: Kernel, context: Context, goal: Statement, proof: rules.ByDerivative) -> None:
    """Mean value theorem: a derivative of one strict sign on an interval makes the expression strictly monotone there."""
    if not isinstance(goal, Shape):
        raise Rejected(f"`{goal}` is not about the shape of an expression")
    variable = goal.variable
    require_interval(context, variable)
    slope = derivative(goal.expression, variable)
    if goal.kind in BEND:
        bend = derivative(slope, variable)
        kernel.check_conditions(context, defined(context, slope, bend), proof.conditions)
        kernel.check(context, Comparison(bend, BEND[goal.kind], ZERO), proof.sign)
        return
    kernel.check_conditions(context, defined(context, slope), proof.conditions)
    kernel.check(context, Comparison(slope, SLOPE[goal.kind], ZERO), proof.sign)


def defined(context: Context, *terms: Any) -> tuple[Condition, ...]:
    """The conditions under which all `terms` have values, with variables that are new to the facts."""
    taken = frozenset(symbols_of(context.facts))
    return tuple(condition for term in terms for condition in term_conditions(term, (), taken))


def by_curvature(kernel: Kernel, context: Context, goal: Statement, proof: rules.ByCurvature) -> None:
    """A strictly concave (convex) expression on an interval has its only maximum (minimum) where its derivative vanishes."""
    if not isinstance(goal, Extremum):
        raise Rejected(f"`{goal}` is not about an extremum")
    variable = goal.variable
    require_interval(context, variable)
    *admissible, _ = unfold(context.domain, goal)
    if len(admissible) != len(proof.admissible):
        raise Rejected(f"{len(admissible)} conditions on the place, {len(proof.admissible)} proofs")
    for obligation, inner in zip(admissible, proof.admissible, strict=True):
        kernel.check(context, obligation.goal, inner)
    slope = derivative(goal.expression, variable)
    bend = derivative(slope, variable)
    kernel.check_conditions(context, defined(context, slope, bend), proof.conditions)
    kernel.check(context, Comparison(substitute(slope, {variable: goal.at}), "==", ZERO), proof.stationary)
    kernel.check(context, Comparison(bend, "<" if goal.kind == "maximum" else ">", ZERO), proof.curvature)


def differentiate_fact(kernel: Kernel, context: Context, goal: Statement, proof: rules.DifferentiateFact) -> None:
    """Two functions of one variable that agree on an open set have the same derivative there."""
    fact = proof.fact
    if fact not in context.facts or fact.quantifier != "forall" or len(fact.variables) != 1:
        raise Rejected(f"`{fact}` is not a fact for all of one variable")
    (variable,) = fact.variables
    premise, equation = (fact.body.premise, fact.body.conclusion) if isinstance(fact.body, Implication) else (None, fact.body)
    if not isinstance(equation, Comparison) or equation.relation != "==":
        raise Rejected(f"`{equation}` is not an equation")
    if premise is not None and not _open(context, premise, variable):
        raise Rejected(f"`{premise}` does not describe an open set of `{variable}`")
    if variable.is_integer or variable.is_nonnegative or variable.is_nonpositive:
        raise Rejected(f"`{variable}` does not run through all real numbers")
    slopes = (derivative(equation.left, variable), derivative(equation.right, variable))
    if variable in symbols_of(context.facts):
        raise Rejected(f"`{variable}` is used outside `{fact}`")
    local = context.adding(*(() if premise is None else (premise,)))
    kernel.check_conditions(local, defined(local, *slopes), proof.conditions)
    differentiated: Statement = Comparison(slopes[0], "==", slopes[1])
    if premise is not None:
        differentiated = Implication(premise, differentiated)
    kernel.check(context.adding(Quantified("forall", (variable,), differentiated)), goal, proof.then)


def _open(context: Context, premise: Statement, variable: Any) -> bool:
    """A strict inequality between terms that are continuous in the variable."""
    if not isinstance(premise, Comparison) or premise.relation not in ("<", ">"):
        return False
    return all(continuous(side, variable, context.domain) for side in (premise.left, premise.right))


def antiderivative(kernel: Kernel, context: Context, goal: Statement, proof: rules.Antiderivative) -> None:
    """Fundamental theorem of calculus, for proper integrals and for improper ones by the limit of the primitive."""
    integral, primitive = proof.integral, proof.primitive
    variable, lower, upper = one_range(context, integral)
    require_order(context, lower, upper)
    if symbols_of(primitive) and not set(symbols_of(primitive)) - {variable} <= set(symbols_of(context.facts, goal, integral)):
        raise Rejected(f"`{primitive}` has symbols that are new here")
    for term in (primitive, integral.function):
        if not continuous(term, variable, context.domain):
            raise Rejected(f"`{term}` is not seen to be continuous in `{variable}`")
    conditions = (
        *interval_conditions(context, integral, primitive, closed=True),
        *interval_conditions(context, integral, integral.function, closed=False),
    )
    kernel.check_conditions(context, conditions, proof.conditions)
    fresh, facts = inside(integral, context, primitive, closed=False)
    slope = derivative(substitute(primitive, {variable: fresh}), fresh)
    local = context.adding(*facts)
    require_agreement(kernel, local, slope, substitute(integral.function, {variable: fresh}), slope, proof.differentiates_back)
    ends = []
    for end, limit_proof, direction in ((lower, proof.lower, "+"), (upper, proof.upper, "-")):
        if end.is_infinite:
            if limit_proof is None:
                raise Rejected(f"no limit of `{primitive}` at `{end}`")
            ends.append(limit_of(kernel, context, primitive, variable, end, direction, limit_proof))
        else:
            ends.append(substitute(primitive, {variable: end}))
    kernel.check(context.adding(Comparison(integral, "==", ends[1] - ends[0]), Finite(integral)), goal, proof.then)


def one_range(context: Context, integral: Any) -> tuple[Any, Any, Any]:
    if not isinstance(integral, Integral) or len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        raise Rejected(f"`{integral}` is not a definite integral over one variable")
    variable, lower, upper = integral.limits[0]
    signed = variable.is_nonnegative is not None or variable.is_nonzero is not None
    rightly_positive = variable.is_nonnegative and (lower == 0 or context.relation(lower) in (">", ">=", "=="))
    if not variable.is_extended_real or variable.is_integer or (signed and not rightly_positive):
        raise Rejected(f"`{variable}` does not run through the real numbers from `{lower}` to `{upper}`")
    require_defined(context, *(end for end in (lower, upper) if end not in (oo, -oo)))
    return variable, lower, upper


def require_order(context: Context, lower: Any, upper: Any) -> None:
    if lower == -oo or upper == oo:
        return
    if lower.is_infinite or upper.is_infinite or not implied(context.relation(upper - lower), ">="):
        raise Rejected(f"`{lower} <= {upper}` is not among the facts")


def gaussian_integral(kernel: Kernel, context: Context, goal: Statement, proof: rules.GaussianIntegral) -> None:
    """Poisson's integral, with the square completed (DLMF 7.7.3 with z = 0)."""
    variable, lower, upper = one_range(context, proof.integral)
    a, b, c = proof.a, proof.b, proof.c
    _constant(variable, context, goal, proof.integral, proof.factor, a, b, c)
    if (lower, upper) != (-oo, oo) or not implied(context.relation(a), ">"):
        raise Rejected(f"`{proof.integral}` is not a Gaussian integral over all real numbers with `{a} > 0`")
    if not is_zero(
        proof.integral.function - proof.factor * exp(-a * variable**2 + b * variable + c), context.forgetting(variable).positive
    ):
        raise Rejected(f"`{proof.integral.function}` is not the Gaussian that was named")
    value = proof.factor * sqrt(pi / a) * exp(b**2 / (4 * a) + c)
    kernel.check(context.adding(Comparison(proof.integral, "==", value), Finite(proof.integral)), goal, proof.then)


def beta_integral(kernel: Kernel, context: Context, goal: Statement, proof: rules.BetaIntegral) -> None:
    """Euler's integral of the first kind (DLMF 5.12.1)."""
    variable, lower, upper = one_range(context, proof.integral)
    p, q = proof.p, proof.q
    _constant(variable, context, goal, proof.integral, proof.factor, p, q)
    if (lower, upper) != (0, 1) or not all(implied(context.relation(e), ">") for e in (p, q)):
        raise Rejected(f"`{proof.integral}` is not a Beta integral with `{p} > 0` and `{q} > 0`")
    inside_unit = context.forgetting(variable).adding(Comparison(variable, ">", ZERO), Comparison(variable, "<", ONE)).positive
    if not is_zero(proof.integral.function - proof.factor * variable ** (p - 1) * (1 - variable) ** (q - 1), inside_unit):
        raise Rejected(f"`{proof.integral.function}` is not the Beta integrand that was named")
    value = proof.factor * gamma(p) * gamma(q) / gamma(p + q)
    kernel.check(context.adding(Comparison(proof.integral, "==", value), Finite(proof.integral)), goal, proof.then)


def _constant(variable: Any, context: Context, goal: Statement, integral: Any, *terms: Any) -> None:
    """The parameters are free of the integral's variable and of new symbols."""
    known = set(symbols_of(context.facts, goal, integral))
    for term in terms:
        if variable in symbols_of(term) or not set(symbols_of(term)) <= known:
            raise Rejected(f"`{term}` is no constant here")
    require_defined(context, *terms)


def linearity(kernel: Kernel, context: Context, goal: Statement, proof: rules.Linearity) -> None:
    """The integral of a linear combination of functions with finite integrals."""
    variable, lower, upper = one_range(context, proof.integral)
    if len(proof.parts) != len(proof.finite):
        raise Rejected("each part needs a proof that it is finite")
    total: Any = ZERO
    combination: Any = ZERO
    for (coefficient, part), finite in zip(proof.parts, proof.finite, strict=True):
        other, *ends = one_range(context, part)
        require_defined(context, coefficient)
        if other != variable or variable in symbols_of(coefficient) or tuple(ends) != (lower, upper):
            raise Rejected(f"`{coefficient}` times `{part}` is not a constant multiple over the same interval")
        kernel.check(context, Finite(part), finite)
        total += coefficient * part.function
        combination += coefficient * part
    if not is_zero(proof.integral.function - total, context.forgetting(variable).positive):
        raise Rejected(f"`{proof.integral.function}` is not `{total}`")
    finite_parts: tuple[Statement, ...] = tuple(Finite(part) for _, part in proof.parts)
    facts: tuple[Statement, ...] = (Comparison(proof.integral, "==", combination), Finite(proof.integral), *finite_parts)
    kernel.check(context.adding(*facts), goal, proof.then)


def additivity(kernel: Kernel, context: Context, goal: Statement, proof: rules.Additivity) -> None:
    """The integral over an interval is the sum over its two parts."""
    integral, middle = proof.integral, proof.middle
    variable, lower, upper = one_range(context, integral)
    require_defined(context, middle)
    require_order(context, lower, middle)
    require_order(context, middle, upper)
    parts = (Integral(integral.function, (variable, lower, middle)), Integral(integral.function, (variable, middle, upper)))
    if len(proof.finite) == 2:
        for part, inner in zip(parts, proof.finite, strict=True):
            kernel.check(context, Finite(part), inner)
    elif Finite(integral) not in context.facts:
        raise Rejected(f"`{integral}` is not known to be finite")
    facts = (Comparison(integral, "==", parts[0] + parts[1]), Finite(integral), Finite(parts[0]), Finite(parts[1]))
    kernel.check(context.adding(*facts), goal, proof.then)


def same_integrand(kernel: Kernel, context: Context, goal: Statement, proof: rules.SameIntegrand) -> None:
    """Integrands that agree inside the interval."""
    integral = proof.integral
    variable, lower, upper = one_range(context, integral)
    require_order(context, lower, upper)
    fresh, facts = inside(integral, context, proof.integrand, closed=False)
    place = {variable: fresh}
    brought = substitute(proof.integrand, place)
    require_agreement(kernel, context.adding(*facts), substitute(integral.function, place), brought, brought, proof.proof)
    other = Integral(proof.integrand, (variable, lower, upper))
    known = (Finite(other),) if Finite(integral) in context.facts else ()
    back = (Finite(integral),) if Finite(other) in context.facts else ()
    kernel.check(context.adding(Comparison(integral, "==", other), *known, *back), goal, proof.then)


def integral_sign(kernel: Kernel, context: Context, goal: Statement, proof: rules.IntegralSign) -> None:
    """Monotonicity of the integral."""
    variable, lower, upper = one_range(context, proof.integral)
    require_order(context, lower, upper)
    if Finite(proof.integral) not in context.facts:
        raise Rejected(f"`{proof.integral}` is not known to be finite")
    fresh, facts = inside(proof.integral, context, closed=False)
    integrand = substitute(proof.integral.function, {variable: fresh})
    kernel.check(context.adding(*facts), Comparison(integrand, ">=", ZERO), proof.proof)
    kernel.check(context.adding(Comparison(proof.integral, ">=", ZERO)), goal, proof.then)


def proper(kernel: Kernel, context: Context, goal: Statement, proof: rules.Proper) -> None:
    """A continuous function on a closed bounded interval is integrable."""
    integral = _finite_goal(goal)
    variable, lower, upper = one_range(context, integral)
    if lower.is_infinite or upper.is_infinite or not continuous(integral.function, variable, context.domain):
        raise Rejected(f"`{integral}` is not a proper integral of a continuous function")
    require_order(context, lower, upper)
    kernel.check_conditions(context, interval_conditions(context, integral, integral.function, closed=True), proof.conditions)


def part_of_finite(kernel: Kernel, context: Context, goal: Statement, proof: rules.PartOfFinite) -> None:
    """A part of a convergent integral converges, and so does a constant multiple."""
    integral = _finite_goal(goal)
    variable, lower, upper = one_range(context, integral)
    other, whole_lower, whole_upper = one_range(context, proof.whole)
    if Finite(proof.whole) not in context.facts:
        raise Rejected(f"`{proof.whole}` is not known to be finite")
    require_order(context, whole_lower, lower) if lower != whole_lower else None
    require_order(context, upper, whole_upper) if upper != whole_upper else None
    require_order(context, lower, upper)
    if other != variable or not is_zero(integral.function - proof.whole.function, context.forgetting(variable).positive):
        raise Rejected(f"`{integral}` and `{proof.whole}` have different integrands")


def _finite_goal(goal: Statement) -> Any:
    if not isinstance(goal, Finite):
        raise Rejected(f"`{goal}` does not say that an integral is finite")
    return goal.expression
