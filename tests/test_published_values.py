"""The models behind the printed numbers, by other routes: trial after trial, year after year, and for every claim once more in mpmath."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from mpmath import mp
from mpmath import mpf as number
from sympy import Integer, Rational, lambdify, loggamma

from proofs.intermittent_distillations import _trial_definitions as trials
from proofs.intermittent_distillations._mixtures import Mixture
from proofs.intermittent_distillations._printed import Axis, Misprint, printed_number, table
from proofs.intermittent_distillations.published_appendices import conjunctive
from proofs.intermittent_distillations.published_estimates import central, high, low
from symbolic import check
from symbolic.essays.modules import load
from symbolic.language.meaning import value, working_precision
from symbolic.language.point import Point
from symbolic.language.special.gamma_ratio import log_gamma_ratio
from symbolic.language.statements import Nearness

SEED = 20210325
ESSAY = load("proofs", "intermittent_distillations")
PRINTED = {
    entry.id: entry.value for entry in ESSAY.claims if entry.id.startswith("published_") and isinstance(entry.value.states, Nearness)
}
SAMPLE = random.Random(SEED).sample(sorted(PRINTED), 40)
HALF = trials.HALF


def numeric(term: object) -> number:
    """The midpoint of a ball around a term, to 30 digits."""
    with working_precision(160):
        found = value(term, Point())
    if isinstance(found, Fraction):
        return number(found.numerator) / found.denominator
    return number(found.mid().str(40, radius=False))


def failing_throughout(a: Fraction, failures: Fraction, steps: int) -> Fraction:
    """The chance of no success in so many trials, each expected to succeed with a/(a + failures) after the failures before it."""
    return reduce(lambda chance, i: chance * (1 - a / (a + failures + i)), range(steps), Fraction(1))


@pytest.fixture(autouse=True)
def _digits() -> object:
    with mp.workdps(40):
        yield


@pytest.mark.parametrize("a", [Fraction(1, 10), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(10)])
@pytest.mark.parametrize("inverse", [2, 50, 300])
def test_calendar_years_one_after_the_other(a: Fraction, inverse: int) -> None:
    chance = trials.calendar(inverse, 1956, Rational(a.numerator, a.denominator), 2020, 2036)
    expected = 1 - failing_throughout(a, a * (inverse - 1) + 64, 16)
    assert abs(numeric(chance) - number(expected.numerator) / expected.denominator) < number(10) ** -30


def test_survival_is_that_of_the_closed_form() -> None:
    from proofs.intermittent_distillations.semi_informative_priors import success_probability

    closed = success_probability.compile()
    for a, inverse, start in ((1, 300, 1956), (0.5, 100, 2000), (10, 1000, 1945)):
        chance = trials.calendar(inverse, start, Rational(a))
        assert float(numeric(chance)) == pytest.approx(closed(a, 1 / inverse, 2020 - start, 16), rel=1e-12)


def research_by_year(growth: number, later: number, start: int, year: int) -> number:
    """All research by the end of a year as the code adds it up: ten researchers at the start, and 10/g years of work done by then."""
    researchers, done = number(10), 10 / growth
    for current in range(start + 1, year + 1):
        researchers *= 1 + (growth if current <= 2036 else later)
        done += researchers
    return done / (10 / growth)


@pytest.mark.parametrize(("start", "year"), [(1956, 2020), (1956, 2036), (2000, 2036), (1956, 2100), (2000, 2100)])
def test_research_is_what_adds_up_year_by_year(start: int, year: int) -> None:
    found = trials.researcher_years(Rational(11, 100), year - start, until=2036 - start)
    expected = research_by_year(number(11) / 100, number(43) / 1000, start, year)
    assert abs(numeric(found) / expected - 1) < number(10) ** -30


@pytest.mark.parametrize("inverse", [50, 300, 1000])
def test_a_typical_field_has_the_chance_of_calendar_years(inverse: int) -> None:
    typical = trials.research_rule(inverse, trials.TYPICAL_GROWTH)
    assert abs(numeric(typical.success() - trials.calendar(inverse))) < number(10) ** -30


@pytest.mark.parametrize("ratio", [1, 5, 10])
def test_so_many_computation_trials_are_worth_one_of_research(ratio: int) -> None:
    """After five failures in both, with one virtual success."""
    research = trials.research_virtual_failures(300)
    computed = trials.computation_rule(300, ratio, trials.CENTRAL).virtual_failures
    difference = trials.success(trials.ONE, research + 5, Integer(1)) - trials.success(trials.ONE, computed + 5, Integer(ratio))
    assert abs(numeric(difference)) < number(10) ** -30


@pytest.mark.parametrize(("a", "error"), [(trials.ONE, 1e-30), (HALF, 1e-6)])
@pytest.mark.parametrize("span", [20, 18])
def test_anchors_have_even_odds(a: object, error: float, span: int) -> None:
    steps = span * trials.log(10) / trials.STEP
    assert abs(numeric(trials.success(a, trials.even_odds_failures(steps, a), steps)) - number(1) / 2) < error


@pytest.mark.parametrize("mixture", [low(), central(), high(), central(forgiven=True)], ids=["low", "central", "high", "forgiven"])
def test_updating_year_by_year_telescopes(mixture: Mixture) -> None:
    """Weights by all failures so far, then the chance of the next span, again and again: the code's loop."""
    years = (2020, 2025, 2036, 2060, 2100)
    failing = number(1)
    for since, until in pairwise(years):
        weights = [numeric(w * rule.survival(since)) for w, rule in zip(mixture.weights, mixture.rules, strict=True)]
        chances = [1 - numeric(rule.survival(until) / rule.survival(since)) for rule in mixture.rules]
        failing *= 1 - sum(w * c for w, c in zip(weights, chances, strict=True)) / sum(weights)
    assert abs(1 - failing - numeric(mixture.success(2020, 2100))) < number(10) ** -25


def test_weights_stay_weights() -> None:
    mixture = central()
    assert abs(sum(numeric(mixture.weight(i)) for i in range(len(mixture.rules))) - 1) < number(10) ** -30


def tool_chance(virtual_failures: float, growth: float) -> float:
    """Trial after trial as the tool's loop goes: steps of 1% of all research, what is left over of one dropped."""
    done = [float(research_by_year(number(growth), number(growth), 1956, year)) for year in (1956, 2020, 2036)]
    before, to_come = (int(math.log(end / start) / math.log(1.01)) for start, end in pairwise(done))
    failing = 1.0
    for failures in range(before, before + to_come):
        failing *= 1 - 1 / (1 + virtual_failures + failures)
    return 1 - failing


def test_web_tool_trial_after_trial() -> None:
    """Virtual failures by bisection, so that a typical field has the calendar year's chance, as the tool solves for them."""
    low_end, high_end = 0.0, 1e6
    for _ in range(80):
        middle = (low_end + high_end) / 2
        low_end, high_end = (middle, high_end) if tool_chance(middle, 0.043) > 16 / 379 else (low_end, middle)
    claim = PRINTED["published_web_tool.web_tool_research"]
    assert float(numeric(claim.states.expression)) == pytest.approx(tool_chance(low_end, 0.11), rel=1e-9)


@pytest.mark.parametrize("inverse", [50, 300])
@pytest.mark.parametrize("conjuncts", [1, 2, 100])
def test_conjuncts_by_bisection(inverse: int, conjuncts: int) -> None:
    """Each conjunct's virtual failures found from the chance within a century, not by formula."""
    target = number(100) / (inverse - 1 + 100)
    low_end, high_end = number(0), number(inverse)
    for _ in range(120):
        middle = (low_end + high_end) / 2
        low_end, high_end = (middle, high_end) if (100 / (middle + 100)) ** conjuncts > target else (low_end, middle)
    before, by_then = ((years / (low_end + years)) ** conjuncts for years in (number(64), number(80)))
    assert abs((by_then - before) / (1 - before) - numeric(conjunctive(conjuncts, inverse))) < number(10) ** -20


@pytest.mark.parametrize("id", SAMPLE)
def test_printed_value_once_more_without_balls(id: str) -> None:
    """Gamma functions and all in mpmath: the same value, and on the side of the tolerance that the claim says."""
    claim = PRINTED[id]
    term = claim.states.expression
    other = mp.mpf(lambdify((), term.replace(lambda part: hasattr(part, "definition"), _spelt_out), "mpmath")())
    assert abs(other - numeric(term)) < number(10) ** -12
    near = abs(other - number(str(claim.states.number.evalf(40)))) <= number(str(claim.states.tolerance.evalf(40)))
    assert near is (claim.expect == "proved")


def _spelt_out(part: Any) -> Any:
    """The definition of a special function; gamma functions by their logarithms, not worked out."""
    if not isinstance(part, log_gamma_ratio):
        return part.definition
    a, x, n = part.args
    top, more, bottom, rest = (loggamma(argument, evaluate=False) for argument in (x + n, a + x, x, a + x + n))
    return top + more - bottom - rest


@pytest.mark.parametrize(
    ("text", "printed", "half_unit"),
    [
        ("8.9%", "89/1000", "1/2000"),
        ("4%", "1/25", "1/200"),
        ("0.94", "47/50", "1/200"),
        ("0.20%", "1/500", "1/20000"),
        ("503", "503", "1/2"),
    ],
)
def test_half_a_unit_of_the_last_printed_digit(text: str, printed: str, half_unit: str) -> None:
    assert printed_number(text) == (Rational(printed), Rational(half_unit))


def test_a_misprint_is_refuted_and_corrected() -> None:
    cells = table("t", "nowhere", "A third", Axis("{}", ("x",)), Axis("{}", (1,)), lambda *_: Rational(1, 3), [[Misprint("0.34", "0.33")]])
    assert {name: check(claim).verdict for name, claim in cells.items()} == {"t_x_1": "refuted", "t_x_1_corrected": "proved"}
