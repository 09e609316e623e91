"""The functions of the language by name: how many arguments each takes, and the term it builds, exactly as written.

Nothing is evaluated here: `log(0)` stays a term, so that its missing value is found; `besselj(n, -x)` is not rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

import sympy
from sympy import Integer, LambertW, Pow, Rational

from symbolic.language.errors import LanguageError
from symbolic.language.special import expm1, log1p
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.special.hypergeometric import hyp1f1, hyp2f1
from symbolic.language.special.logarithms import log2, log10
from symbolic.language.special.normal import normal_cdf, normal_quantile
from symbolic.language.special.roots import real_root

Builder = Callable[..., Any]
ONE_OR_MORE = range(1, 1000)
PRINCIPAL = Integer(0)


def _plain(head: Any) -> Builder:
    return lambda *arguments: head(*arguments, evaluate=False)


def _root(x: Any, n: Any) -> Any:
    """Odd roots take every real number; even ones, and those whose degree is no literal, are powers."""
    if not n.is_Integer:
        return Pow(x, Pow(n, Integer(-1), evaluate=False), evaluate=False)
    if n == 0:
        raise LanguageError(f"`root({x}, 0)`: there is no root of degree 0")
    if n % 2 == 0:
        return Pow(x, Rational(1, int(n)), evaluate=False)
    root = real_root(x, abs(n), evaluate=False)
    return root if n > 0 else Pow(root, Integer(-1), evaluate=False)


def _lambertw(x: Any, branch: Any = PRINCIPAL) -> Any:
    if branch not in (0, -1):
        raise LanguageError(f"`lambertw({x}, {branch})`: the branches with real values are 0 and -1")
    return LambertW(x, evaluate=False) if branch == 0 else LambertW(x, branch, evaluate=False)


FUNCTIONS: dict[str, tuple[Container[int], Builder]] = {
    "sqrt": ((1,), lambda x: Pow(x, Rational(1, 2), evaluate=False)),
    "cbrt": ((1,), lambda x: real_root(x, Integer(3), evaluate=False)),
    "root": ((2,), _root),
    **{
        name: ((1,), _plain(head))
        for name, head in {
            "exp": sympy.exp,
            "log": sympy.log,
            "log2": log2,
            "log10": log10,
            "log1p": log1p,
            "expm1": expm1,
            "sin": sympy.sin,
            "cos": sympy.cos,
            "tan": sympy.tan,
            "asin": sympy.asin,
            "acos": sympy.acos,
            "atan": sympy.atan,
            "sinh": sympy.sinh,
            "cosh": sympy.cosh,
            "tanh": sympy.tanh,
            "asinh": sympy.asinh,
            "acosh": sympy.acosh,
            "atanh": sympy.atanh,
            "abs": sympy.Abs,
            "sign": sympy.sign,
            "floor": sympy.floor,
            "ceil": sympy.ceiling,
            "gamma": sympy.gamma,
            "loggamma": sympy.loggamma,
            "factorial": sympy.factorial,
            "erf": sympy.erf,
            "erfc": sympy.erfc,
            "normal_cdf": normal_cdf,
            "normal_quantile": normal_quantile,
        }.items()
    },
    "digamma": ((1,), lambda x: sympy.polygamma(Integer(0), x, evaluate=False)),
    "min": (ONE_OR_MORE, _plain(sympy.Min)),
    "max": (ONE_OR_MORE, _plain(sympy.Max)),
    "beta": ((2,), _plain(sympy.beta)),
    "binomial": ((2,), _plain(sympy.binomial)),
    "besseli": ((2,), _plain(sympy.besseli)),
    "besselj": ((2,), _plain(sympy.besselj)),
    "bessely": ((2,), _plain(sympy.bessely)),
    "besselk": ((2,), _plain(sympy.besselk)),
    "lambertw": ((1, 2), _lambertw),
    "hyp0f1": ((2,), _plain(hyp0f1)),
    "hyp1f1": ((3,), _plain(hyp1f1)),
    "hyp2f1": ((4,), _plain(hyp2f1)),
    "zeta": ((1, 2), _plain(sympy.zeta)),
    "polylog": ((2,), _plain(sympy.polylog)),
}
"""Name -> (numbers of arguments that it takes, builder of the term)."""

CONSTANTS = {"pi": sympy.pi, "E": sympy.E, "oo": sympy.oo, "euler_gamma": sympy.EulerGamma}

__all__ = ["CONSTANTS", "FUNCTIONS"]
