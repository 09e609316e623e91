"""The shapes of proof: what a method hands over and the kernel replays.

A proof is a tree of frozen values. Each node is one rule of reasoning; its meaning, and when it is valid, stands in `kernel.py`. `then` is
the rest of the proof after a rule has added a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import Quantified, Statement


@dataclass(frozen=True)
class Product:
    """`coefficient` times the `factors`, pairs of a term of known sign and an integer power."""

    coefficient: Any
    factors: tuple[tuple[Any, int], ...] = ()


@dataclass(frozen=True)
class Known:
    """The goal is among the facts, or is a comparison whose two sides differ by a term of known sign."""


@dataclass(frozen=True)
class Combination:
    """left - right of the goal (right - left for < and <=) equals this sum of products of facts, and each product has the sign that the
    goal needs.
    """

    products: tuple[Product, ...]


@dataclass(frozen=True)
class Absurd:
    """A sum of products of facts that is identically zero, none negative and one positive: the facts contradict each other."""

    products: tuple[Product, ...]


@dataclass(frozen=True)
class Split:
    """Trichotomy: `term` is negative, zero or positive."""

    term: Any
    below: Proof
    equal: Proof
    above: Proof


@dataclass(frozen=True)
class Cases:
    """One proof for each part of a disjunction that is among the facts."""

    disjunction: Statement
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Assume:
    """For an implication: its premise becomes a fact.

    For a disjunction: all but its last part fail. For a negation: it is pushed inwards.
    """

    then: Proof


@dataclass(frozen=True)
class Each:
    """For a conjunction: a proof for each part, earlier parts being facts for later ones. For an equivalence: one for each direction."""

    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Generalise:
    """For a goal "for all": its variables become arbitrary, unused elsewhere."""

    then: Proof


@dataclass(frozen=True)
class Have:
    """An intermediate result: proved first, then a fact."""

    statement: Statement
    proof: Proof
    then: Proof


@dataclass(frozen=True)
class Resolve:
    """A `Max`, `Min`, `Abs` or `Piecewise` has the value of one of its arms, since facts put that arm in force."""

    term: Any
    value: Any
    then: Proof


@dataclass(frozen=True)
class Rewrite:
    """Equals for equals: `old` = `new` is a fact; `old` is replaced in the goal and, as new facts, in the facts."""

    old: Any
    new: Any
    then: Proof


@dataclass(frozen=True)
class Instance:
    """A property of a function at given arguments: `rule` is a name in `axioms.AXIOMS`."""

    rule: str
    function: Any
    arguments: tuple[Any, ...]
    then: Proof


@dataclass(frozen=True)
class Specialise:
    """A fact "for all" at given values."""

    fact: Quantified
    values: tuple[Any, ...]
    then: Proof


@dataclass(frozen=True)
class DifferentiateFact:
    """A fact "for all v, left = right", with both sides differentiable: their derivatives are equal, too."""

    fact: Quantified
    conditions: tuple[Proof, ...]
    then: Proof


@dataclass(frozen=True)
class Induction:
    """The goal holds at `variable` = 0 (or 1 for a counting number), and at n + 1 wherever it holds at n."""

    variable: Any
    base: Proof
    step: Proof


@dataclass(frozen=True)
class Unfold:
    """The goal is a predicate: one proof for each obligation that it means."""

    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class ByDerivative:
    """A strictly monotone expression on an interval: its derivative has a strict sign there.

    `conditions` prove that the derivative is defined, `sign` its sign.
    """

    conditions: tuple[Proof, ...]
    sign: Proof


@dataclass(frozen=True)
class ByCurvature:
    """A unique extremum on an interval: the derivative vanishes at an admissible point and the second derivative has a strict sign."""

    admissible: tuple[Proof, ...]
    conditions: tuple[Proof, ...]
    stationary: Proof
    curvature: Proof


@dataclass(frozen=True)
class Antiderivative:
    """An integral by a primitive: it is continuous on the closed interval and its derivative is the integrand inside.

    At an infinite end, `lower` or `upper` is the `LimitProof` of the primitive there; None at a finite end. `conditions` prove that the
    primitive is defined on the closed interval, then that the integrand is inside.
    """

    integral: Any
    primitive: Any
    conditions: tuple[Proof, ...]
    differentiates_back: Proof
    lower: LimitProof | None
    upper: LimitProof | None
    then: Proof


@dataclass(frozen=True)
class GaussianIntegral:
    """The integral over R of factor * exp(-a t^2 + b t + c), for a > 0, is factor * sqrt(pi/a) * exp(b^2/(4a) + c)."""

    integral: Any
    factor: Any
    a: Any
    b: Any
    c: Any
    then: Proof


@dataclass(frozen=True)
class BetaIntegral:
    """The integral over (0, 1) of factor * t^(p-1) * (1-t)^(q-1), for p, q > 0, is factor * Gamma(p) Gamma(q) / Gamma(p+q)."""

    integral: Any
    factor: Any
    p: Any
    q: Any
    then: Proof


@dataclass(frozen=True)
class Linearity:
    """An integral is a linear combination of integrals over the same interval, each finite: pairs of coefficient and integral."""

    integral: Any
    parts: tuple[tuple[Any, Any], ...]
    finite: tuple[Proof, ...]
    then: Proof


@dataclass(frozen=True)
class Additivity:
    """An integral over an interval is the sum of those over its two parts at `middle`, which lies in it.

    `finite` proves that both parts are finite; it is empty when the whole is known to be.
    """

    integral: Any
    middle: Any
    finite: tuple[Proof, ...]
    then: Proof


@dataclass(frozen=True)
class SameIntegrand:
    """Two integrands that agree inside the interval have the same integral."""

    integral: Any
    integrand: Any
    proof: Proof
    then: Proof


@dataclass(frozen=True)
class IntegralSign:
    """An integrand that is nowhere negative inside the interval has an integral that is not negative."""

    integral: Any
    proof: Proof
    then: Proof


@dataclass(frozen=True)
class Proper:
    """An integral over a finite interval of an integrand that is defined and continuous on all of it is finite."""

    conditions: tuple[Proof, ...]


@dataclass(frozen=True)
class PartOfFinite:
    """An integral over part of the interval of a finite integral with the same integrand, or with a constant multiple of it, is finite."""

    whole: Any


@dataclass(frozen=True)
class LimitValue:
    """A limit has the value that a `LimitProof` gives; `conditions` prove that the expression is defined beyond the point."""

    limit: Any
    conditions: tuple[Proof, ...]
    proof: LimitProof
    then: Proof


@dataclass(frozen=True)
class Unsat:
    """The facts together with the negated goal are unsatisfiable, by the word of the SMT solvers that are asked again when the proof is
    replayed.
    """


@dataclass(frozen=True)
class Evaluate:
    """A goal without free symbols is true by exact or ball arithmetic."""


@dataclass(frozen=True)
class Continuity:
    """The limit is the value: the expression is continuous there. `conditions` prove that it is defined at the point."""

    value: Any
    conditions: tuple[Proof, ...]


@dataclass(frozen=True)
class Reciprocal:
    """A limit at infinity is the limit at 0 from above of the expression in 1/s."""

    variable: Any
    then: LimitProof


@dataclass(frozen=True)
class Equivalent:
    """Near the point (not at it) the expression equals another: `proof` shows it for the variable strictly beyond the point."""

    expression: Any
    proof: Proof
    then: LimitProof


@dataclass(frozen=True)
class LHopital:
    """0/0: numerator and denominator vanish at the point; the limit is that of the quotient of their derivatives."""

    numerator: Any
    denominator: Any
    conditions: tuple[Proof, ...]
    vanish: tuple[Proof, Proof]
    then: Continuity


@dataclass(frozen=True)
class Decay:
    """polynomial * exp(-rate * t) -> 0 as t -> oo, for a positive rate; `positive` proves its sign."""

    rate: Any
    polynomial: Any
    positive: Proof


@dataclass(frozen=True)
class GaussianDecay:
    """polynomial * exp(-a t^2 + b t + c) -> 0 as t -> oo or -oo, for a > 0; `positive` proves that."""

    a: Any
    b: Any
    c: Any
    polynomial: Any
    positive: Proof


@dataclass(frozen=True)
class SumOfLimits:
    """The limit of a sum is the sum of the limits."""

    parts: tuple[Any, ...]
    proofs: tuple[LimitProof, ...]


LimitProof = Continuity | Reciprocal | Equivalent | LHopital | Decay | GaussianDecay | SumOfLimits
Proof = (
    Known
    | Combination
    | Absurd
    | Split
    | Cases
    | Assume
    | Each
    | Generalise
    | Have
    | Resolve
    | Rewrite
    | Instance
    | Specialise
    | DifferentiateFact
    | Induction
    | Unfold
    | ByDerivative
    | ByCurvature
    | Antiderivative
    | GaussianIntegral
    | BetaIntegral
    | Linearity
    | Additivity
    | SameIntegrand
    | IntegralSign
    | Proper
    | PartOfFinite
    | LimitValue
    | Unsat
    | Evaluate
)


@dataclass(frozen=True)
class Certificate:
    """What a claim's `proved` rests on: a proof for each condition of well-posedness, and the proof of the statement."""

    conditions: tuple[Proof, ...]
    proof: Proof
