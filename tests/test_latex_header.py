"""The header `latex`: formulas are read with the declared names only, and must mean what the statement says."""

from __future__ import annotations

import pytest

from symbolic.essays.markdown import read_text
from symbolic.essays.markdown.formulas import agree, check_formula, read_formula
from symbolic.language.text.declarations import Entry, declare_definitions, declare_functions, declare_symbols
from symbolic.language.text.faults import TextFault
from symbolic.language.text.scope import Scope
from symbolic.language.text.statements import read_statement
from symbolic.render.latex import latex


def _scope() -> Scope:
    names = "x, y, a, b, c, t, x1, x_prime, loss, epsilon, sigma1, x_open"
    symbols, _ = declare_symbols(
        [
            Entry(names, "real", ()),
            Entry("n, m", "natural", ()),
            Entry("w, lambda", "positive", ()),
        ]
    )
    functions = declare_functions(
        [Entry("f", "increasing", ()), Entry("V", "concave, differentiable", ()), Entry("g(2)", "any", ())], symbols
    )
    definitions = declare_definitions(
        [Entry("", "revenue(d) := n*(f(d) - f(x))", ()), Entry("", "gap := y - x", ())], Scope(symbols, functions)
    )
    return Scope(symbols, functions, definitions)


SCOPE = _scope()

SAME = [
    (r"\frac{a}{b} + x^2 \cdot y = 1", "a/b + x**2*y == 1"),
    (r"a x^{2} + b x + c \ge 0", "a*x^2 + b*x + c >= 0"),
    (r"\sqrt[3]{x}\,\sqrt{w} < 1", "cbrt(x)*sqrt(w) < 1"),
    (r"\sqrt[3]{w} = w^{1/3}", "root(w, 3) == w**(1/3)"),
    (r"x_1 + x_{1} - x' = \mathrm{loss}\, x_{\mathrm{open}}", "2*x1 - x_prime == loss*x_open"),
    (r"\sigma_1^2 \lambda = \varepsilon", "sigma1**2*lambda == epsilon"),
    (r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}", "sum(j**2, (j, 1, n)) == n*(n + 1)*(2*n + 1)/6"),
    (r"\int_{-\infty}^{\infty} e^{-t^2}\,dt = \sqrt\pi", "integral(exp(-s**2), (s, -oo, oo)) == sqrt(pi)"),
    (r"\int_1^w \frac{dt}{t} = \ln w", "integral(1/t, (t, 1, w)) == log(w)"),
    (r"\int_0^1 \int_0^1 u v\,du\,dv = \tfrac14", "integral(integral(u*v, (u, 0, 1)), (v, 0, 1)) == 1/4"),
    (r"\prod_{j=1}^\infty \frac{4j^2}{4j^2-1} = \frac\pi2", "product(4*j**2/(4*j**2 - 1), (j, 1, oo)) == pi/2"),
    (r"\lim_{w \to 0^+} w \log w = 0", "limit(w*log(w), w, 0, '+') == 0"),
    (r"|x+y| \le |x|+|y|", "abs(x + y) <= abs(x) + abs(y)"),
    (r"\left| x\right| = \max\{x,-x\}", "abs(x) == max(x, -x)"),
    (r"\log_2 8 = 3", "log2(8) == 3"),
    (r"\log_{10} w = \lg w + 0", "log10(w) == log10(w) + 0"),
    (r"V'(x) > 0", "diff(V(x), x) > 0"),
    (r"nm(f(a)-f(b)) = 0", "n*m*(f(a) - f(b)) == 0"),
    (r"\mathrm{revenue}(y) > \mathrm{gap}", "revenue(y) > gap"),
    (r"revenue(y) > gap", "revenue(y) > gap"),
    (r"\sin^2 x + \cos^2 x = 1", "sin(x)**2 + cos(x)**2 == 1"),
    (r"\sin 2x = 2\sin x\cos x", "sin(2*x) == 2*sin(x)*cos(x)"),
    (r"x > 0 \implies (x \ge 1 \vee x < 1)", "implies(x > 0, x >= 1 or x < 1)"),
    (r"\forall\, q \colon q^2 \ge 0", "forall(r, r**2 >= 0)"),
    (r"\frac{d}{dx} x^2 = 2x", "diff(x**2, x) == 2*x"),
    (r"\binom{n}{m} = \frac{n!}{m!(n-m)!}", "binomial(n, m) == factorial(n)/(factorial(m)*factorial(n - m))"),
    (r"\Gamma(w+1)=w\Gamma(w)", "gamma(w + 1) == w*gamma(w)"),
    (r"I_{1/2}(w) > 0 \text{ and } W(w) > 0", "besseli(1/2, w) > 0 and lambertw(w) > 0"),
    (r"{}_1F_1(1; 2; x) > 0", "hyp1f1(1, 2, x) > 0"),
    (r"\lfloor x \rfloor \le x < \lceil x \rceil + 1", "floor(x) <= x < ceil(x) + 1"),
    (r"\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases} = |x|", "piecewise((x, x > 0), (-x, True)) == abs(x)"),
    (r"c \ge b > a", "a < b <= c"),
    (r"V(x) \text{ is strictly increasing in } x", "increasing(V(x), x)"),
    (r"\Phi^{-1}(\tfrac12) = 0", "normal_quantile(1/2) == 0"),
    (r"\pi \approx 3.14 \quad \text{(to 3 significant digits)}", "approx(pi, 3.14, 3)"),
    (r"10{,}000 > 9.5", "10000 > 9.5"),
    (r"g(x, y) = g\left(y, x\right)", "g(x, y) == g(y, x)"),
    (r"\gamma > \frac12", "euler_gamma > 1/2"),
    (r"f(x_1) - f(x) > 0.", "f(x1) - f(x) > 0"),
    (r"x^{\prime} > 0", "x_prime > 0"),
    (r"\operatorname{erf}(x) < 1", "erf(x) < 1"),
    (r"\mathrm{erf}(x) < 1", "erf(x) < 1"),
    (r"\text{erf}(x) < 1", "erf(x) < 1"),
    (r"\exp\left(-\frac{x^2}{2}\right) \le 1", "exp(-x**2/2) <= 1"),
    (r"\log\left(1+w\right) / w < 1", "log(1 + w)/w < 1"),
    (r"(x+1)(x-1) = x^2-1", "(x+1)*(x-1) == x**2 - 1"),
    (r"x(x+1) = 2", "x*(x+1) == 2"),
    (r"\frac{1}{\sqrt{2\pi}} e^{-x^2/2} > 0", "exp(-x**2/2)/sqrt(2*pi) > 0"),
    (r"\lim_{n\to\infty}\left(1+\frac1n\right)^n = e", "limit((1+1/n)**n, n, oo) == E"),
    (r"x \neq 0 \Rightarrow x^2 > 0", "implies(x != 0, x**2 > 0)"),
    (r"\forall q\, (q^2 \ge 0)", "forall(q, q**2 >= 0)"),
    (r"\forall q \in \mathbb{R}\colon q^2 \ge 0", "forall(q, q**2 >= 0)"),
    (r"\forall q, r \colon q^2 \ge -r^2", "forall([q, r], q**2 >= -r**2)"),
    (r"|x|^3 \ge 0", "abs(x)**3 >= 0"),
    (r"\sum_{j=1}^{n} (2j - 1) = n^2", "sum(2*j - 1, (j, 1, n)) == n**2"),
    (r"\sum_{j=1}^n j = \frac{n(n+1)}2", "sum(j, (j, 1, n)) == n*(n+1)/2"),
    (r"\int_0^\infty t^{w-1}e^{-t}\,\mathrm{d}t = \Gamma(w)", "integral(t**(w-1)*exp(-t), (t, 0, oo)) == gamma(w)"),
    (r"\int_0^1 \frac{1}{1+x}dx = \ln 2", "integral(1/(1+x), (x, 0, 1)) == log(2)"),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} \sin x = \cos x", "diff(sin(x), x) == cos(x)"),
    (r"V''(x) < 0", "diff(V(x), x, 2) < 0"),
    (r"\tfrac{1}{2}(a^2+b^2) \geqslant ab", "(a**2+b**2)/2 >= a*b"),
    (r"\mathrm{e}^{x} > 10^{-3}", "exp(x) > 10**(-3)"),
    (r"\sin^{-1}(1) = \pi/2", "asin(1) == pi/2"),
    (r"n!/(m!(n-m)!) = \binom nm", "factorial(n)/(factorial(m)*factorial(n-m)) == binomial(n, m)"),
    (r"\left\lfloor \frac{n}{2} \right\rfloor \le n", "floor(n/2) <= n"),
    (r"\ln^2 w \ge 0", "log(w)**2 >= 0"),
    (r"\log^2(w) \ge 0", "log(w)**2 >= 0"),
    (r"2^{n} \geq n+1", "2**n >= n + 1"),
    (r"\frac{f(y)-f(x)}{y-x} > 0", "(f(y)-f(x))/(y-x) > 0"),
    (r"\sqrt{x^2+y^2} \le |x| + |y|", "sqrt(x**2+y**2) <= abs(x)+abs(y)"),
    (r"\sum_{i=0}^\infty \frac{1}{i!} = e", "sum(1/factorial(i), (i, 0, oo)) == E"),
    (r"\sum_{i=0}^{n} \binom{n}{i} = 2^n", "sum(binomial(n, i), (i, 0, n)) == 2**n"),
    (r"a^{b^{c}} > 0", "a**(b**c) > 0"),
    (r"{a}^{b} > 0", "a**b > 0"),
    (r"\{a + b\}^2 \ge 0", "(a+b)**2 >= 0"),
    (r"\dfrac{x}{y}\Big/ w = 1", "x/y/w == 1"),
    (r"\frac{x}{y} / w = 1", "x/y/w == 1"),
    (r"\sqrt[n]{w} > 0", "root(w, n) > 0"),
    (r"\log_a b = 1", "log(b)/log(a) == 1"),
    (r"\tan x = \frac{\sin x}{\cos x}", "tan(x) == sin(x)/cos(x)"),
    (r"\cosh^2 x - \sinh^2 x = 1", "cosh(x)**2 - sinh(x)**2 == 1"),
    (r"\psi(w + 1) = \psi(w) + \frac{1}{w}", "digamma(w+1) == digamma(w) + 1/w"),
    (r"B(w, 1) = \frac1w", "beta(w, 1) == 1/w"),
    (r"\mathrm{B}(w, 1) = \frac1w", "beta(w, 1) == 1/w"),
    (r"\operatorname{sgn}(x)\,|x| = x", "sign(x)*abs(x) == x"),
    (r"\zeta(2) = \frac{\pi^2}{6}", "zeta(2) == pi**2/6"),
    (r"\prod_{k=1}^n k = n!", "product(k, (k, 1, n)) == factorial(n)"),
    (r"x \lt y \land y \gt 0", "x < y and y > 0"),
    (r"\lnot(x = y) \lor x = y", "not (x == y) or x == y"),
    (r"\frac{\partial}{\partial w} w^2 = 2w", "diff(w**2, w) == 2*w"),
    (r"\sum_{j=1}^{n} j^2 + 1 > 0", "sum(j**2, (j, 1, n)) + 1 > 0"),
    (r"x^{-1/2}=1/\sqrt{x}", "x**(-1/2) == 1/sqrt(x)"),
    (r"\arctan\frac{1}{2} > 0", "atan(1/2) > 0"),
    (r"\cos(\pi/3) = 0.5", "cos(pi/3) == 1/2"),
    (r"\left(\frac{x}{2}\right)^{\!2} \ge 0", "(x/2)**2 >= 0"),
]


@pytest.mark.parametrize(("formula", "statement"), SAME)
def test_formulas_that_say_the_same(formula: str, statement: str) -> None:
    check_formula(formula, read_statement(statement, SCOPE), SCOPE)


OTHER = [
    (r"x \le 1", "x < 1"),
    (r"x + y = 1", "x - y == 1"),
    (r"x_1 = 1", "x == 1"),
    (r"f(x) < f(y)", "f(y) < f(x)"),
    (r"\sin^2 x = 1", "sin(x**2) == 1"),
    (r"\frac12 x = 1", "12*x == 1"),
    (r"x^10 = 0", "x**10 == 0"),  # as printed: x to the 1, times 0
    (r"\sum_{i=1}^{n} i = 1", "sum(i, (i, 0, n)) == 1"),
    (r"\lim_{w \to 0^-} w = 0", "limit(w, w, 0, '+') == 0"),
    (r"\log x = 0", "log2(x) == 0"),
    (r"x > 0 \implies y > 0", "implies(y > 0, x > 0)"),
    (r"\exists\, q \colon q > x", "forall(q, q > x)"),
    (r"x = 1 \vee y = 1", "x == 1 and y == 1"),
    (r"V(x) \text{ is increasing in } x", "increasing(V(x) + y, y)"),
    (r"\int_0^1 t\,dt = \frac12", "integral(t**2, (t, 0, 1)) == 1/2"),
]


@pytest.mark.parametrize(("formula", "statement"), OTHER)
def test_formulas_that_say_something_else(formula: str, statement: str) -> None:
    with pytest.raises(TextFault):
        check_formula(formula, read_statement(statement, SCOPE), SCOPE)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "x",
        "x^{",
        r"\foo x = 1",
        "q = 2",
        r"\input{x} = 1",
        r"f = 1",
        r"f^2(x) = 1",
        r"\sqrt{",
        "x = 1 \\colon y",
        r"\int_0^1 x = 1",
        r"x'' = 1",
        "x = = 1",
    ],
)
def test_what_cannot_be_read_is_refused(formula: str) -> None:
    with pytest.raises(TextFault):
        read_formula(formula, SCOPE)


ALONG_INTEGERS = "limit((1+1/n)**n, n, oo) == E"  # is read, and so printed, with a real variable of its own


@pytest.mark.parametrize("statement", [statement for _, statement in SAME if statement != ALONG_INTEGERS])
def test_printed_statements_are_read_back(statement: str) -> None:
    states = read_statement(statement, SCOPE)
    assert agree(read_formula(latex(states), SCOPE), states)


def test_the_header_is_checked_and_a_disagreement_is_the_claims_error() -> None:
    front = "---\nsymbols:\n  x, lambda: positive\n---\n"
    good, bad, unread = read_text(
        front
        + "```claim\nlatex: \\lambda x \\ge 0\nlambda*x >= 0\n```\n```claim\nlatex: $\\lambda x > 0$\nlambda*x >= 0\n```\n"
        + "```claim\nlatex: \\mu x > 0\nlambda*x > 0\n```\n"
    ).claims
    assert good.fault is None
    assert bad.claim is None
    assert bad.fault is not None
    assert "must mean the same" in bad.fault.message
    assert unread.fault is not None
    assert (unread.fault.line, unread.fault.column) == (14, 8)
    assert r"`\mu`" in unread.fault.message
