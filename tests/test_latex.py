"""LaTeX says what the term says, and says it the way a paper would."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sympy import (
    Abs,
    Add,
    And,
    Derivative,
    Determinant,
    Expr,
    Integral,
    LambertW,
    Limit,
    Matrix,
    MatrixSymbol,
    Max,
    Mul,
    Piecewise,
    Product,
    Rational,
    Subs,
    Sum,
    Symbol,
    Trace,
    besseli,
    beta,
    binomial,
    digamma,
    erf,
    exp,
    factorial,
    floor,
    gamma,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
)

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.derivation import Derivation, Step
from symbolic.claims.verdict import Verdict
from symbolic.language.domain import Domain
from symbolic.language.functions import function, increasing_function, prime
from symbolic.language.special import expm1, log1p, log1pmx
from symbolic.language.statements import (
    approx,
    assume,
    at_most,
    chain,
    conjunction,
    disjunction,
    equal,
    exists,
    finite,
    forall,
    greater,
    iff,
    implies,
    increasing,
    independent,
    less,
    maximum,
    minimum,
    negation,
    nonincreasing,
    unequal,
    within,
)
from symbolic.render.latex import derivation, latex, latex_claim
from symbolic.render.latex_names import escape, group, name_latex

n, m, k, x, y, z, x1, D, sigma, sigma1, sigma2 = symbols("n m k x y z x1 D sigma sigma1 sigma2", positive=True)
a, b, c, h, mu, mu1, mu2, p, r, t = symbols("a b c h mu mu1 mu2 p r t", real=True)
i = symbols("i", integer=True)
f = increasing_function("f")
u = function("u", "increasing", "concave")
g = function("g", arity=2)
revenue = function("revenue")
S1, S2, v = MatrixSymbol("Sigma1", 3, 3), MatrixSymbol("Sigma2", 3, 3), MatrixSymbol("v", 3, 1)


class Mean(Expr):
    """A head that prints itself, as the models' operators do."""

    def _latex(self, printer: Any) -> str:
        return rf"\mathbb{{E}}[{printer._print(self.args[0])}]"


TERMS = [
    # Sums: no leading minus where a term is positive; a negative number last; the order by degree otherwise.
    (f(z) - f(y), r"f(z) - f(y)"),
    (1 - p, r"1 - p"),
    (1 - p - r, r"1 - p - r"),
    (-x - y, r"-x - y"),
    (x - 1, r"x - 1"),
    (x**2 - 2 * x + 1, r"x^{2} - 2 x + 1"),
    (Add(z, Mul(-1, x - y, evaluate=False)), r"z - (x - y)"),
    (Mul(-1, x - y, evaluate=False), r"-(x - y)"),
    # Products and fractions.
    (n * m * (f(z) - f(y)), r"m n (f(z) - f(y))"),
    (n * k * (f(z) - f(y)) + n * (m - k) * Max(0, f(z) - f(x1)), r"k n (f(z) - f(y)) + n (m - k) \max(0, f(z) - f(x_{1}))"),
    (b * n**k * (1 - p) ** n, r"b n^{k} (1 - p)^{n}"),
    (2 * 3**n, r"2 \cdot 3^{n}"),
    (Rational(3, 2) * x, r"\frac{3 x}{2}"),
    (-x / 2, r"-\frac{x}{2}"),
    (1 / (x * y), r"\frac{1}{x y}"),
    (n * (1 - exp(-r * m)) / r, r"\frac{n (1 - e^{-m r})}{r}"),
    (n * log(x) / 2, r"\frac{n}{2} \log x"),
    (-k / log(1 - p), r"-\frac{k}{\log(1 - p)}"),
    (pi / 100, r"\frac{\pi}{100}"),
    # Powers and roots.
    (exp(x), r"e^{x}"),
    (exp(-1 / x), r"e^{-1/x}"),
    (exp(-((x - mu) ** 2) / (2 * sigma**2)) / sqrt(2 * pi * sigma**2), r"\frac{1}{\sqrt{2 \pi} \sigma} e^{-(x - \mu)^{2}/(2 \sigma^{2})}"),
    (x ** ((n - 1) / 2), r"x^{(n - 1)/2}"),
    (exp(t * x - t**2 / 2), r"e^{t x - t^{2}/2}"),
    (x**-n, r"x^{-n}"),
    ((-2) ** n, r"(-2)^{n}"),
    ((1 + 1 / n) ** n, r"\left( 1 + \frac{1}{n} \right)^{n}"),
    (sqrt(2 * D), r"\sqrt{2 D}"),
    (x * sqrt(2 * D), r"x \sqrt{2 D}"),
    (sqrt(a) * sqrt(b), r"\sqrt{a} \sqrt{b}"),
    (sqrt(2) / 2, r"\frac{1}{\sqrt{2}}"),
    (sqrt(D / 2), r"\sqrt{\frac{D}{2}}"),
    (x / sqrt(y), r"\frac{x}{\sqrt{y}}"),
    (x ** Rational(1, 3), r"\sqrt[3]{x}"),
    (x ** Rational(2, 3), r"x^{2/3}"),
    (f(x) ** 2, r"f(x)^{2}"),
    (log(x) ** 2, r"(\log x)^{2}"),
    (sin(x) ** 2, r"\sin^{2}(x)"),
    # Functions.
    (log(x) / log(2), r"\log_{2} x"),
    (log(1 + x), r"\log(1 + x)"),
    (log(x) * log(y), r"\log(x) \log y"),
    (log(sigma2 / sigma1), r"\log \frac{\sigma_{2}}{\sigma_{1}}"),
    (log(2 * pi * sigma**2) / 2, r"\frac{1}{2} \log(2 \pi \sigma^{2})"),
    (log1p(x), r"\log(1 + x)"),
    (log1pmx(x), r"\log(1 + x) - x"),
    (log1pmx(-x), r"\log(1 - x) + x"),
    (-log1pmx(x), r"-(\log(1 + x) - x)"),
    (y - log1pmx(x), r"y - (\log(1 + x) - x)"),
    (n * log1pmx(x / y), r"n \left( \log\left( 1 + \frac{x}{y} \right) - \frac{x}{y} \right)"),
    (2 * expm1(x), r"2 (e^{x} - 1)"),
    (Abs(mu), r"\lvert \mu \rvert"),
    (Max(a, 0), r"\max(0, a)"),
    (floor(x / 2), r"\left\lfloor \frac{x}{2} \right\rfloor"),
    (factorial(n - 1) / 2, r"\frac{(n - 1)!}{2}"),
    (binomial(n, k), r"\binom{n}{k}"),
    (gamma(x + 1), r"\Gamma(x + 1)"),
    (beta(a, b), r"\operatorname{B}(a, b)"),
    (digamma(x), r"\psi(x)"),
    (besseli(n / 2 - 1, x), r"I_{n/2 - 1}(x)"),
    (LambertW(x, -1), r"W_{-1}(x)"),
    (erf(x / sqrt(2)), r"\operatorname{erf}\left( \frac{x}{\sqrt{2}} \right)"),
    (revenue(c), r"\operatorname{revenue}(c)"),
    (Mean(x), r"\mathbb{E}[x]"),
    (Mean(x) / 2, r"\frac{1}{2} \mathbb{E}[x]"),
    (y - Mean(x) ** 2, r"y - (\mathbb{E}[x])^{2}"),
    # Derivatives.
    (prime(f)(x1), r"f'(x_{1})"),
    (prime(f, 2)(y), r"f''(y)"),
    (prime(f, 4)(y), r"f^{(4)}(y)"),
    (Derivative(f(x), x), r"f'(x)"),
    (Derivative(f(x), x) ** 2, r"f'(x)^{2}"),
    (f(2 * x + 1).diff(x), r"2 f'(2 x + 1)"),
    (Subs(Derivative(f(t), t), t, x1), r"f'(x_{1})"),
    (Subs(Derivative(t**2, t), t, x1), r"\left. \frac{d}{d t} t^{2} \right|_{t = x_{1}}"),
    (Derivative(x**2 + 1, x), r"\frac{d}{d x} (x^{2} + 1)"),
    (Derivative(g(x, y), x, x), r"\frac{\partial^{2}}{\partial x^{2}} g(x, y)"),
    # Operators.
    (Integral(n * exp(-r * t), (t, 0, m)), r"\int_{0}^{m} n e^{-r t} \,dt"),
    (Integral(exp(-x), (x, 0, oo)) / 2, r"\frac{1}{2} \int_{0}^{\infty} e^{-x} \,dx"),
    (Integral(1 - x, (x, 0, 1)), r"\int_{0}^{1} (1 - x) \,dx"),
    (Integral(exp(-(mu**2)), (mu, -oo, oo)), r"\int_{-\infty}^{\infty} e^{-\mu^{2}} \,d \mu"),
    (Limit((1 - exp(-r * m)) / r, r, 0, "+"), r"\lim_{r \to 0^+} \frac{1 - e^{-m r}}{r}"),
    (Limit(f(x), x, oo, "-"), r"\lim_{x \to \infty} f(x)"),
    (Limit(f(t) + t, t, a, "+-"), r"\lim_{t \to a} (t + f(t))"),
    (Sum(p**i * f(i), (i, 0, n)), r"\sum_{i = 0}^{n} p^{i} f(i)"),
    (Sum(p**i, (i, 0, n)) ** 2, r"\left( \sum_{i = 0}^{n} p^{i} \right)^{2}"),
    (Product(x + i, (i, 1, n)), r"\prod_{i = 1}^{n} (i + x)"),
    (
        Piecewise((f(x), And(y <= x1, x1 < z)), (0, True)),
        r"\begin{cases} f(x) & \text{if } y \le x_{1} < z \\ 0 & \text{otherwise} \end{cases}",
    ),
    # Matrices.
    (Trace(S2.inverse() * S1) / 2, r"\frac{1}{2} \operatorname{tr}(\Sigma_{2}^{-1} \Sigma_{1})"),
    (log(Determinant(S2) / Determinant(S1)), r"\log \frac{\det \Sigma_{2}}{\det \Sigma_{1}}"),
    (v.T * S2.inverse() * v, r"v^{\top} \Sigma_{2}^{-1} v"),
    (S2 - S1, r"\Sigma_{2} - \Sigma_{1}"),
    (x * (S1 + S2), r"x (\Sigma_{1} + \Sigma_{2})"),
    (S1.T.inverse(), r"(\Sigma_{1}^{\top})^{-1}"),
    (Matrix([[1, x], [y, 2]]), r"\begin{pmatrix} 1 & x \\ y & 2 \end{pmatrix}"),
    (
        log(sigma2 / sigma1) + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2) - Rational(1, 2),
        r"\log \frac{\sigma_{2}}{\sigma_{1}} + \frac{\sigma_{1}^{2} + (\mu_{1} - \mu_{2})^{2}}{2 \sigma_{2}^{2}} - \frac{1}{2}",
    ),
]

STATEMENTS = [
    (equal(f(x), y), r"f(x) = y"),
    (unequal(x, y), r"x \ne y"),
    (at_most(x, y), r"x \le y"),
    (chain(0, "<", k, "<=", m), r"0 < k \le m"),
    (conjunction(x < y, f(x) < f(y)), r"x < y \wedge f(x) < f(y)"),
    (disjunction(x < y, conjunction(x > z, y > z)), r"x < y \vee (x > z \wedge y > z)"),
    (negation(x < y), r"\neg (x < y)"),
    (implies(implies(x < y, y < z), x < z), r"(x < y \implies y < z) \implies x < z"),
    (iff(equal(x, y), equal(f(x), f(y))), r"x = y \iff f(x) = f(y)"),
    (forall([a, b], f(a) < f(b)), r"\forall\, a, b \colon f(a) < f(b)"),
    (exists(a, greater(f(a), x)), r"\exists\, a \colon f(a) > x"),
    (increasing(n * f(z), z), r"n f(z) \text{ is strictly increasing in } z"),
    (nonincreasing(-f(z), z), r"-f(z) \text{ is nonincreasing in } z"),
    (independent(f(z) - f(y), x), r"f(z) - f(y) \text{ does not depend on } x"),
    (conjunction(increasing(f(x), x), x < y), r"f(x) \text{ is strictly increasing in } x \text{ and } x < y"),
    (maximum(n * x - x**2, x, n / 2), r"\operatorname*{arg\,max}_{x}\, (n x - x^{2}) = \frac{n}{2} \quad \text{(unique)}"),
    (minimum(x**2, x, b), r"\operatorname*{arg\,min}_{x}\, x^{2} = b \quad \text{(unique)}"),
    (approx(pi / 100, Rational("0.031416"), 5), r"\frac{\pi}{100} \approx 0.031416 \quad \text{(to 5 significant digits)}"),
    (approx(x, Rational("31416e8"), 5), r"x \approx 3.1416 \times 10^{12} \quad \text{(to 5 significant digits)}"),
    (approx(x, Rational("-0.99996"), 4), r"x \approx -1.000 \quad \text{(to 4 significant digits)}"),
    (within(pi, Rational(22, 7), Rational(1, 100)), r"\left\lvert \pi - \frac{22}{7} \right\rvert \le \frac{1}{100}"),
    (finite(Integral(f(t), (t, 0, m))), r"\int_{0}^{m} f(t) \,dt \text{ converges absolutely}"),
    (increasing(f), r"f \text{ is strictly increasing}"),
    (Domain(x < y, y < z), r"x, y, z > 0,\quad x < y < z"),
    (Domain(y < z, x < y), r"x, y, z > 0,\quad x < y < z"),
    (Domain(x1 < z, less(0, k), k < m, y <= x1), r"m, x_{1}, y, z > 0,\quad y \le x_{1} < z,\quad 0 < k < m"),
    (Domain(x < y, z < m, y < z), r"m, x, y, z > 0,\quad x < y < z < m"),
    (Domain(less(0, a), a < 1, less(1, b)), r"0 < a < 1,\quad 1 < b"),
    (Domain(a > 1, unequal(a, b)), r"a > 1,\quad a \ne b"),
    (Domain(*assume(u, "differentiable")), r"u \text{ strictly increasing, strictly concave and differentiable}"),
]

NAMES = [
    ("x", "x"),
    ("x1", "x_{1}"),
    ("x_1", "x_{1}"),
    ("x_prime", "x'"),
    ("x1_prime", "x_{1}'"),
    ("x_prime2", "x''"),
    ("mu1", r"\mu_{1}"),
    ("lambda", r"\lambda"),
    ("Sigma", r"\Sigma"),
    ("epsilon", r"\varepsilon"),
    ("risk", r"\mathrm{risk}"),
    ("n_trials", r"n_{\mathrm{trials}}"),
    ("value_x1", r"\mathrm{value}_{x_{1}}"),
    ("alpha_1_2", r"\alpha_{1,2}"),
    ("first_trial_probability", r"\mathrm{first\ trial\ probability}"),
    ("sigma_hat", r"\hat{\sigma}"),
    ("x_star", "x^{*}"),
]


@pytest.mark.parametrize(("term", "expected"), TERMS, ids=[expected for _, expected in TERMS])
def test_terms_read_as_in_a_paper(term: Any, expected: str) -> None:
    assert latex(term) == expected


@pytest.mark.parametrize(("statement", "expected"), STATEMENTS, ids=[expected for _, expected in STATEMENTS])
def test_statements_read_as_in_a_paper(statement: Any, expected: str) -> None:
    assert latex(statement) == expected


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_names(name: str, expected: str) -> None:
    assert name_latex(name) == expected


def test_a_closed_form_is_an_equation() -> None:
    form = ClosedForm(1 / x, (x,), says="", source="", symbol="gap(x)")
    assert latex(form) == r"\operatorname{gap}(x) = \frac{1}{x}"
    assert form.latex == r"\frac{1}{x}"


def test_a_raised_star_keeps_a_single_superscript() -> None:
    assert latex(Symbol("x_star", positive=True) ** 2) == "{x^{*}}^{2}"


def test_declared_names_win() -> None:
    assert latex(n * prime(f)(x1), names={x1: "x'", f: r"\phi"}) == r"n \phi'(x')"


def test_prose_is_shown_as_itself() -> None:
    assert escape(r"50% of a_b & {c} $1 #2 ~ ^ \ < >") == (
        r"50\% of a\_b \& \{c\} \$1 \#2 \textasciitilde{} \textasciicircum{} \textbackslash{} \textless{} \textgreater{}"
    )


GAUSSIAN = Derivation(
    Integral(exp(-(t**2) / (2 * sigma**2)), (t, -oo, oo)),
    (
        Step(sigma * Integral(exp(-(t**2) / 2), (t, -oo, oo)), "substitution, 100%"),
        Step(sqrt(2 * pi) * sigma, "the Gaussian integral", condition=sigma < m),
    ),
    name="Z(P || Q_1)",
)


def test_a_derivation_has_reasons_beside_and_conditions_below() -> None:
    assert latex(GAUSSIAN) == "\n".join(
        [
            r"\begin{aligned}",
            r"Z(P \,\|\, Q_{1}) &= \int_{-\infty}^{\infty} e^{-t^{2}/(2 \sigma^{2})} \,dt \\",
            r"&= \sigma \int_{-\infty}^{\infty} e^{-t^{2}/2} \,dt && \text{substitution, 100\%} \\",
            r"&= \sqrt{2 \pi} \sigma && \text{the Gaussian integral} \\",
            r"&\phantom{=} \text{for } m, \sigma > 0,\ \sigma < m",
            r"\end{aligned}",
        ]
    )
    assert derivation(GAUSSIAN) == rf"\[ {latex(GAUSSIAN)} \]"


def test_a_derivation_without_a_name_starts_with_its_term() -> None:
    unnamed = Derivation((a + 1) ** 2, (Step(a**2 + 2 * a + 1, "expand"),))
    assert latex(unnamed) == "\\begin{aligned}\n(a + 1)^{2} &= a^{2} + 2 a + 1 && \\text{expand}\n\\end{aligned}"


UPGRADE = Claim(says="Training z earns 100% more_x.", given=Domain(x < y), states=less(f(x), f(y)))


def test_a_claim_is_a_fragment() -> None:
    refuted = Verdict("refuted", "falsification", counterexample={"x": "1/2", "f": "f(1) = 0"})
    assert latex_claim("race.up_x", UPGRADE, refuted) == "\n".join(
        [
            r"\noindent\textbf{Refuted claim} (\texttt{race.up\_x}). Training z earns 100\% more\_x.",
            r"\[ f(x) < f(y) \]",
            r"for $x, y > 0$, $x < y$, $f \text{ strictly increasing}$.",
            r"\emph{Refuted by falsification.}",
            r"Counterexample: \texttt{x = 1/2}, \texttt{f(1) = 0}.",
        ]
    )
    proved = Verdict("proved", "gaps", "exact", ("python-flint 0.9",))
    assert r"\emph{Proved (exact) by gaps; trusts python-flint 0.9.}" in latex_claim("race.up", UPGRADE, proved)
    assert latex_claim("race.up", UPGRADE).startswith(r"\noindent\textbf{Claim}")


@pytest.mark.parametrize("text", [latex(thing) for thing, _ in [*TERMS, *STATEMENTS]] + [latex(GAUSSIAN), latex_claim("a_b", UPGRADE)])
def test_every_formula_is_balanced(text: str) -> None:
    bare = text.replace(r"\{", "").replace(r"\}", "")
    depths = [bare[:end].count("{") - bare[:end].count("}") for end in range(len(bare) + 1)]
    assert min(depths) == 0
    assert depths[-1] == 0
    assert len(re.findall(r"\\left(?![a-z])|\\left\\", text)) == len(re.findall(r"\\right(?![a-z])|\\right\\", text))
    assert re.findall(r"\\begin\{(\w+)\}", text) == re.findall(r"\\end\{(\w+)\}", text)


def test_brackets_grow_with_what_they_hold() -> None:
    assert group("x") == "(x)"
    assert group(r"\frac{x}{y}") == r"\left( \frac{x}{y} \right)"
    assert group("x", r"\lvert", r"\rvert") == r"\lvert x \rvert"


def test_a_function_that_only_floating_point_needs_prints_its_definition() -> None:
    from symbolic.language.special.compound import compound_minus_1

    assert latex(2 * compound_minus_1(x, y)) == "2 ((x + 1)^{y} - 1)"
