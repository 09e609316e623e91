"""Expansions of real functions towards one end of an interval, with remainders that are bounded and not merely of some order.

A term in one variable becomes a finite sum of exp(q(t)) t^a L^k, with L = -log t, plus a bounded remainder, for all t in (0, reach]: t is
the distance from a point, or 1/|x| for an end at infinity. Where the leading part outweighs all others, it gives the sign on the whole of
(0, reach]: no limit, no "for small t". What cannot be expanded raises `NoExpansion`.
"""

from symbolic.trusted.bounded_expansions.expand import expansion, sign_towards
from symbolic.trusted.bounded_expansions.scale import NoExpansion, Window

__all__ = ["NoExpansion", "Window", "expansion", "sign_towards"]
