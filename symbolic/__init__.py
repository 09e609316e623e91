"""Arguments with mathematics in them: stated in SymPy, checked by machine, printed as LaTeX, computed as accurate numeric functions.

The public names; each is imported when it is first used, so that `import symbolic` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symbolic.claims.claim import Claim as Claim
    from symbolic.claims.closed_form import ClosedForm as ClosedForm
    from symbolic.claims.derivation import Derivation as Derivation
    from symbolic.claims.derivation import Step as Step
    from symbolic.claims.verdict import ERROR as ERROR
    from symbolic.claims.verdict import PROVED as PROVED
    from symbolic.claims.verdict import REFUTED as REFUTED
    from symbolic.claims.verdict import TESTED as TESTED
    from symbolic.claims.verdict import UNDECIDED as UNDECIDED
    from symbolic.claims.verdict import Verdict as Verdict
    from symbolic.language.domain import Domain as Domain
    from symbolic.language.errors import ContradictoryAssumptions as ContradictoryAssumptions
    from symbolic.language.errors import LanguageError as LanguageError
    from symbolic.language.functions import function as function
    from symbolic.language.functions import increasing_function as increasing_function
    from symbolic.language.functions import prime as prime
    from symbolic.language.special import expm1 as expm1
    from symbolic.language.special import log1p as log1p
    from symbolic.language.special import log1pmx as log1pmx
    from symbolic.language.special import normal_density as normal_density
    from symbolic.language.special.normal import normal_cdf as normal_cdf
    from symbolic.language.special.normal import normal_quantile as normal_quantile
    from symbolic.language.statements import Statement as Statement
    from symbolic.language.statements import approx as approx
    from symbolic.language.statements import assume as assume
    from symbolic.language.statements import at_least as at_least
    from symbolic.language.statements import at_most as at_most
    from symbolic.language.statements import chain as chain
    from symbolic.language.statements import concave as concave
    from symbolic.language.statements import conjunction as conjunction
    from symbolic.language.statements import convex as convex
    from symbolic.language.statements import decreasing as decreasing
    from symbolic.language.statements import disjunction as disjunction
    from symbolic.language.statements import equal as equal
    from symbolic.language.statements import exists as exists
    from symbolic.language.statements import finite as finite
    from symbolic.language.statements import forall as forall
    from symbolic.language.statements import greater as greater
    from symbolic.language.statements import iff as iff
    from symbolic.language.statements import implies as implies
    from symbolic.language.statements import increasing as increasing
    from symbolic.language.statements import independent as independent
    from symbolic.language.statements import less as less
    from symbolic.language.statements import maximum as maximum
    from symbolic.language.statements import minimum as minimum
    from symbolic.language.statements import negation as negation
    from symbolic.language.statements import nondecreasing as nondecreasing
    from symbolic.language.statements import nonincreasing as nonincreasing
    from symbolic.language.statements import unequal as unequal
    from symbolic.language.statements import within as within
    from symbolic.language.terms import diff as diff
    from symbolic.language.terms import integral as integral
    from symbolic.language.terms import limit as limit
    from symbolic.methods.lemmas import Using as Using
    from symbolic.methods.portfolio import check as check
    from symbolic.methods.step_check import WrongStep as WrongStep
    from symbolic.models.index import closed_form as closed_form
    from symbolic.models.index import closed_forms as closed_forms
    from symbolic.numeric.compile import compile as compile
    from symbolic.numeric.errors import ArgumentError as ArgumentError
    from symbolic.numeric.errors import DomainError as DomainError

__version__ = "0.1.0"

_NAMES = {
    "claims.claim": ("Claim",),
    "claims.closed_form": ("ClosedForm",),
    "claims.derivation": ("Derivation", "Step"),
    "claims.verdict": ("ERROR", "PROVED", "REFUTED", "TESTED", "UNDECIDED", "Verdict"),
    "language.domain": ("Domain",),
    "language.errors": ("ContradictoryAssumptions", "LanguageError"),
    "language.functions": ("function", "increasing_function", "prime"),
    "language.special": ("expm1", "log1p", "log1pmx", "normal_density"),
    "language.special.normal": ("normal_cdf", "normal_quantile"),
    "language.statements": (
        *("Statement", "approx", "assume", "at_least", "at_most", "chain", "concave", "conjunction", "convex", "decreasing"),
        *("disjunction", "equal", "exists", "finite", "forall", "greater", "iff", "implies", "increasing", "independent", "less"),
        *("maximum", "minimum", "negation", "nondecreasing", "nonincreasing", "unequal", "within"),
    ),
    "language.terms": ("diff", "integral", "limit"),
    "methods.lemmas": ("Using",),
    "methods.portfolio": ("check",),
    "methods.step_check": ("WrongStep",),
    "models.index": ("closed_form", "closed_forms"),
    "numeric.compile": ("compile",),
    "numeric.errors": ("ArgumentError", "DomainError"),
}
_HOMES = {name: f"{__name__}.{module}" for module, names in _NAMES.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
