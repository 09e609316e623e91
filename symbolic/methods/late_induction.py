"""Induction for statements in which its step is a hard inequality by itself: after the methods that look at the whole line."""

from __future__ import annotations

from symbolic.methods.induction import InductionMethod

METHOD = InductionMethod(early=False, name="late induction", rank=33)
