"""Further rules of the kernel: one file for each, with the shape of its proofs and its check; the package is walked.

A file declares `RULES`, a mapping from the class of a proof's node to `check(kernel, context, goal, node)`, which raises `Rejected` unless
the node proves the goal.
"""
