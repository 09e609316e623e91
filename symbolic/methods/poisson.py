"""The former place of `Poisson`; see `symbolic.methods.guided`."""

from symbolic.methods.guided import PoissonIntegral as Poisson

__all__ = ["Poisson"]
