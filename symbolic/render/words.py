"""The words for shapes, kinds and grades, the same in every format."""

SHAPES = {
    "increasing": "strictly increasing",
    "decreasing": "strictly decreasing",
    "nondecreasing": "nondecreasing",
    "nonincreasing": "nonincreasing",
    "convex": "strictly convex",
    "concave": "strictly concave",
}
PROPERTIES = {**SHAPES, **{name: name for name in ("positive", "nonnegative", "differentiable", "continuous", "smooth")}}
KINDS = {
    "counting": ("a counting number (1, 2, 3, ...)", "counting numbers (1, 2, 3, ...)"),
    "natural": ("a natural number (0, 1, 2, ...)", "natural numbers (0, 1, 2, ...)"),
    "integer": ("an integer", "integers"),
    "positive": ("a positive real number", "positive real numbers"),
    "negative": ("a negative real number", "negative real numbers"),
    "nonnegative": ("a nonnegative real number", "nonnegative real numbers"),
    "nonpositive": ("a nonpositive real number", "nonpositive real numbers"),
    "nonzero": ("a nonzero real number", "nonzero real numbers"),
    "real": ("a real number", "real numbers"),
}
GRADES = {
    "exact": "algebra in exact arithmetic",
    "enclosure": "rigorous ball arithmetic",
    "smt": "a solver finds the negation unsatisfiable",
    "cas": "a computer algebra system's result, cross-checked",
    "sampled": "no counterexample among sampled points; not a proof",
}


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
