"""Functions that floating point needs and SymPy lacks, each with its exact definition.

They are ordinary terms: proofs unfold the definition, numeric back ends call the accurate routine. `log1pmx(x) = log(1 + x) - x` carries
the relative precision of a Kullback-Leibler divergence near equality, where log(1 + x) and x agree in all but their last digits.
"""

from __future__ import annotations

from typing import Any

from sympy import Function, exp, log, pi, sqrt


class log1p(Function):
    """log(1 + x), for x > -1."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return log(1 + self.args[0])

    def fdiff(self, argindex: int = 1) -> Any:
        return 1 / (1 + self.args[0])


class expm1(Function):
    """exp(x) - 1."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return exp(self.args[0]) - 1

    def fdiff(self, argindex: int = 1) -> Any:
        return exp(self.args[0])


class log1pmx(Function):
    """log(1 + x) - x, for x > -1: never positive, and zero only at 0."""

    nargs = 1

    @property
    def definition(self) -> Any:
        return log(1 + self.args[0]) - self.args[0]

    def fdiff(self, argindex: int = 1) -> Any:
        return -self.args[0] / (1 + self.args[0])


class normal_density(Function):
    """The density at x of the normal distribution with mean mu and standard deviation sigma > 0."""

    nargs = 3

    @property
    def definition(self) -> Any:
        x, mu, sigma = self.args
        return exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sqrt(2 * pi) * sigma)

    def _latex(self, printer: Any) -> str:
        x, mu, sigma = (printer._print(argument) for argument in self.args)
        return rf"\varphi_{{{mu},{sigma}}}({x})"


SPECIAL = (log1p, expm1, log1pmx, normal_density)


def _assume_real(*functions: Any) -> None:
    for f in functions:
        f._eval_is_extended_real = lambda self: all(argument.is_extended_real for argument in self.args) or None
        f._eval_is_real = lambda self: all(argument.is_real for argument in self.args) or None


_assume_real(*SPECIAL)

__all__ = ["SPECIAL", "expm1", "log1p", "log1pmx", "normal_density"]
