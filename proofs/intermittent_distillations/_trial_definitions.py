"""What counts as a trial: a calendar year, a growth step of all research done, a growth step of the largest computation.

An update rule counts trials since its regime start and has virtual successes and failures; the chance that it survives so many trials is
the same quotient of gamma functions for all of them. Where a trial is a growth step, the number of trials is a difference of logarithms,
and a trial is a step of 0.01% (Davidson, footnote 100). Virtual failures are those at which a rule agrees with another one, or with a bet
on what some biological process took: with one virtual success the chance q of success within n trials has n(1/q - 1) of them.

Where the report does not say it, how growth and prices go on is taken from the code that it names for its calculations (tadamcz,
ai-timelines-priors, functions.py and research_computation_dictionaries.py).
Units: levels of computation are natural logarithms of FLOP; spending and prices are orders of magnitude of dollars and of FLOP per dollar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational, exp, log

from symbolic.language.special.gamma_ratio import log_gamma_ratio

ONE = Integer(1)
HALF = Rational(1, 2)
DARTMOUTH, NOW, HORIZON = 1956, 2020, 2036
STEP = log(Rational(10001, 10000))  # a trial of growth
TYPICAL_GROWTH = Rational(43, 1000)  # of the researchers of a field, a year: section 6.1.2, g_exp


def survival(virtual_successes: Any, failures: Any, trials: Any) -> Any:
    """The chance that none of so many further trials succeeds, `semi_informative_priors.survival`.

    With one virtual success the gamma functions cancel. Otherwise it is written by its logarithm, for gamma of a million has millions of
    digits.
    """
    if virtual_successes == 1:
        return failures / (failures + trials)
    return exp(log_gamma_ratio(virtual_successes, failures, trials))


def success(virtual_successes: Any, failures: Any, trials: Any) -> Any:
    """The chance that one of so many further trials succeeds."""
    return 1 - survival(virtual_successes, failures, trials)


def calendar(inverse_probability: Any, start: int = DARTMOUTH, virtual_successes: Any = ONE, since: int = NOW, until: int = HORIZON) -> Any:
    """The chance of success until a year when none came before `since`; a trial is a year and the first succeeds once in so many."""
    virtual_failures, years = virtual_successes * (Integer(inverse_probability) - 1), until - since
    if virtual_successes == 1:
        return Mul(years, 1 / Add(virtual_failures, since - start, years, evaluate=False), evaluate=False)  # as it is written, not a number
    return success(virtual_successes, virtual_failures + (since - start), Integer(years))


@dataclass(frozen=True)
class Rule:
    """An update rule: its virtual successes and failures, and how many trials have passed by the end of a year."""

    virtual_successes: Any
    virtual_failures: Any
    trials: Callable[[int], Any]

    def survival(self, until: int) -> Any:
        """The chance of no success from the regime start to a year."""
        return survival(self.virtual_successes, self.virtual_failures, self.trials(until))

    def success(self, since: int = NOW, until: int = HORIZON) -> Any:
        """The chance of a success until a year when there was none before `since`."""
        before = self.trials(since)
        return success(self.virtual_successes, self.virtual_failures + before, self.trials(until) - before)


def calendar_rule(inverse_probability: Any, start: int = DARTMOUTH, virtual_successes: Any = ONE) -> Rule:
    """A trial is a year since the start, and the first succeeds once in so many."""
    return Rule(virtual_successes, virtual_successes * (Integer(inverse_probability) - 1), lambda year: Integer(year - start))


# --- Research -----------------------------------------------------------------------------------------------------------------------------


def researcher_years(growth: Any, years: int, later_growth: Any = TYPICAL_GROWTH, until: int = HORIZON - DARTMOUTH) -> Any:
    """All research done by the end of so many years after the start, as a multiple of what was done by then.

    Researchers grow at a constant rate g, and by the start they had always done so: they had done 1/g years of work for each researcher
    there was, so that research grows as fast as researchers do (section 6.1.1, footnote 73). After `until` years they grow at another rate.
    """
    done = _plus(_power(growth, min(years, until) + 1), -growth)
    if years <= until:
        return done
    after = _plus(_power(later_growth, years - until + 1), -1 - later_growth) / later_growth
    return _plus(done, growth * _power(growth, until) * after)


def _power(growth: Any, years: int) -> Any:
    """Growth for so many years as it is written: worked out, it has hundreds of digits."""
    return Pow(Add(1, growth, evaluate=False), years, evaluate=False)


def _plus(*parts: Any) -> Any:
    return Add(*parts, evaluate=False)


def research_trials(growth: Any, start: int, year: int) -> Any:
    """Growth steps of all research from the start to the end of a year; from 2036 on researchers grow as is typical (footnote 142)."""
    return log(researcher_years(growth, year - start, until=HORIZON - start), evaluate=False) / STEP if year > start else Integer(0)


def research_virtual_failures(inverse_probability: Any, typical_growth: Any = TYPICAL_GROWTH) -> Any:
    """With one virtual success, those at which a field of typical growth has the calendar year's chance by 2036 (section 6.1.2)."""
    before, in_all = (research_trials(typical_growth, DARTMOUTH, year) for year in (NOW, HORIZON))
    return (in_all - before) / calendar(inverse_probability) - in_all


def research_rule(
    inverse_probability: Any, growth: Any, start: int = DARTMOUTH, virtual_successes: Any = ONE, typical_growth: Any = TYPICAL_GROWTH
) -> Rule:
    """A trial is a growth step of all research; the first-trial probability is that of `research_virtual_failures`."""
    failures = virtual_successes * research_virtual_failures(inverse_probability, typical_growth)
    return Rule(virtual_successes, failures, lambda year: research_trials(growth, start, year))


# --- Computation --------------------------------------------------------------------------------------------------------------------------

FLOP_PER_DOLLAR = {DARTMOUTH: 6, NOW: 17, 2025: 18, HORIZON: 19}  # orders of magnitude
SPENT_1956, SPENT_2020 = Integer(1), Rational(67, 10)  # on the largest run, orders of magnitude of dollars; for 1956 the report says $1
HALVING = Rational(5, 2)  # years in which the price of computation halves after 2036, footnote 142
BRAIN_DEBUGGING, LIFETIME, EVOLUTION = 21, 24, 41  # section 6.2.2.2, orders of magnitude of FLOP
CONSERVATIVE, CENTRAL, AGGRESSIVE = Integer(8), Integer(9), Integer(11)  # spent by 2036, orders of magnitude of dollars


def spent_quickly_at_first(spend: Any, year: int) -> Any:
    """Spending by 2036, reached along a parabola of its logarithm that is flat at the end: what the code does."""
    return spend - (spend - SPENT_2020) * Rational(HORIZON - year, HORIZON - NOW) ** 2


def spent_at_constant_growth(spend: Any, year: int) -> Any:
    """Spending by 2036, reached by the same factor each year: what the tables of the code's first version have, rounded."""
    return SPENT_2020 + (spend - SPENT_2020) * Rational(year - NOW, HORIZON - NOW)


Path = Callable[[Any, int], Any]


def computation(spend: Any, year: int, path: Path = spent_quickly_at_first) -> Any:
    """The largest computation by the end of a year when so much is spent by 2036, its logarithm."""
    if year > HORIZON:
        return (FLOP_PER_DOLLAR[HORIZON] + spend) * log(10) + (year - HORIZON) / HALVING * log(2)
    return (FLOP_PER_DOLLAR[year] + (SPENT_1956 if year == DARTMOUTH else path(spend, year))) * log(10)


def computation_rule(
    inverse_probability: Any, ratio: Any, spend: Any, virtual_successes: Any = ONE, path: Path = spent_quickly_at_first
) -> Rule:
    """So many doublings of computation are worth one of research (section 6.2.2.1).

    The code asks it of the sixth trial of research and as many as the ratio says of computation, and one virtual success.
    """
    failures = ratio * (research_virtual_failures(inverse_probability) + 5) - 5
    return Rule(virtual_successes, virtual_successes * failures, _computation_trials(computation(spend, DARTMOUTH), spend, path))


def even_odds_failures(trials: Any, virtual_successes: Any) -> Any:
    """Virtual failures at which success within so many trials is as likely as not: exactly so with one virtual success.

    Otherwise in the limit of small trials, where survival is (b/(b + n))^a; at steps of 0.01% the odds are even up to one in a million.
    """
    return trials / (2 ** (1 / virtual_successes) - 1)


def lifetime_rule(spend: Any, virtual_successes: Any = ONE, path: Path = spent_quickly_at_first) -> Rule:
    """Even odds by the computation of a brain's first thirty years, counted from 1956 (section 6.2.2.2)."""
    start = computation(spend, DARTMOUTH)
    failures = even_odds_failures((LIFETIME * log(10) - start) / STEP, virtual_successes)
    return Rule(virtual_successes, failures, _computation_trials(start, spend, path))


def evolution_rule(spend: Any, virtual_successes: Any = ONE, path: Path = spent_quickly_at_first) -> Rule:
    """Even odds by the computation of evolution, counted from what debugging a brain takes (section 6.2.2.2)."""
    start = BRAIN_DEBUGGING * log(10)
    failures = even_odds_failures((EVOLUTION * log(10) - start) / STEP, virtual_successes)
    return Rule(virtual_successes, failures, _computation_trials(start, spend, path))


def _computation_trials(start: Any, spend: Any, path: Path) -> Callable[[int], Any]:
    return lambda year: (computation(spend, year, path) - start) / STEP


@dataclass(frozen=True)
class Forgetful:
    """A rule that is not blamed for its failures before 2020, as the code treats evolution among several rules."""

    rule: Rule

    def survival(self, until: int) -> Any:
        """The chance of no success from 2020 to a year."""
        return self.rule.survival(until) / self.rule.survival(NOW) if until > NOW else ONE


@dataclass(frozen=True)
class LogUniform:
    """What AGI takes is log-uniform from debugging a brain to evolution, and more with chance 20% (section 6.2.2.2.1)."""

    spend: Any

    def survival(self, until: int) -> Any:
        """The chance of no success up to a year."""
        if until <= DARTMOUTH:
            return ONE
        return 1 - Rational(4, 5) * (computation(self.spend, until) / log(10) - BRAIN_DEBUGGING) / (EVOLUTION - BRAIN_DEBUGGING)

    def success_with_the_rest_fixed(self, since: int = NOW, until: int = HORIZON) -> Any:
        """The chance of a success until a year as footnote 101 computes it: the 20% do not grow as failures come in."""
        before, by_then = (computation(self.spend, year) / log(10) for year in (since, until))
        return Rational(4, 5) * (by_then - before) / (EVOLUTION - before)


@dataclass(frozen=True)
class Impossible:
    """AGI never comes."""

    def survival(self, until: int) -> Any:
        """Certain."""
        return ONE
