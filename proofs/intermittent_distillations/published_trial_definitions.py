"""The numbers of Davidson's section 6: trials that are steps of growth, of all research done and of the largest computation.

`published_values` says how a printed number is a claim; what a trial is, and where first-trial probabilities come from, is defined in
`_trial_definitions`. Chances "by 2036" are those of AGI by then when there is none by 2020.

Source: Davidson, Semi-informative priors over AI timelines, Open Philanthropy, 2021.
"""

from typing import Any

from sympy import Add, Rational, log

from proofs.intermittent_distillations._printed import Axis, Misprint, entries, table, value
from proofs.intermittent_distillations._trial_definitions import (
    AGGRESSIVE,
    BRAIN_DEBUGGING,
    CONSERVATIVE,
    DARTMOUTH,
    HORIZON,
    NOW,
    ONE,
    STEP,
    TYPICAL_GROWTH,
    LogUniform,
    calendar,
    computation,
    computation_rule,
    evolution_rule,
    lifetime_rule,
    research_rule,
    research_virtual_failures,
    researcher_years,
    success,
)

BY_2036 = "chance by 2036"
INVERSE = Axis("calendar year's first-trial probability 1/{}", (50, 100, 300, 1000))
GROWTH = Axis("research growing by {}% a year", (3, 7, 11, 16, 21))
SPENDING = {"100 million": CONSERVATIVE, "100 billion": AGGRESSIVE}
SPENT = Axis("{} dollars spent by 2036", tuple(SPENDING))


def _research(inverse: int, percent: int, start: int = 1956, virtual_successes: Any = ONE, typical_growth: Any = TYPICAL_GROWTH) -> Any:
    return research_rule(inverse, Rational(percent, 100), start, virtual_successes, typical_growth).success()


def mean(*chances: Any) -> Any:
    """Their average."""
    return Add(*chances) / len(chances)


# --- Research -----------------------------------------------------------------------------------------------------------------------------

research = table(
    "research",
    "section 6.1.2",
    BY_2036,
    INVERSE,
    GROWTH,
    _research,
    ("11% 14% 16% 17% 17%", "7.3% 11% 13% 15% 16%", "3.2% 6.0% 7.9% 9.7% 11%", "1.1% 2.3% 3.3% 4.4% 5.3%"),
)

research_as_expected = table(
    "research_fast_fields",
    "section 10.4.4, whose heading says 4.3%",
    "Fields typically growing by 8.6% a year: chance by 2036",
    INVERSE,
    GROWTH,
    lambda inverse, percent: _research(inverse, percent, typical_growth=2 * TYPICAL_GROWTH),
    (
        (Misprint("7.4%", "7.5%"), "11%", "13%", "15%", "16%"),
        "4.5% 8.0% 10% 12% 13%",
        "1.8% 3.6% 5.1% 6.5% 7.6%",
        (Misprint("0.55%", "0.56%"), "1.2%", "1.8%", "2.5%", "3.1%"),
    ),
)

research_doubling = entries(
    "research_doubling",
    "Calendar year's first-trial probability 1/300: chance that the first doubling of all research suffices",
    "footnote 150",
    success(ONE, research_virtual_failures(300), log(2) / STEP),
    Misprint("6%", "5%", "Printed is `about 6%`; it is 5.2%."),
)


def _without_step(growth: Any) -> Any:
    """The chance by 2036 with one virtual success and the calendar year's first-trial probability 1/300, in logarithms of all research."""
    before, by_then, typical_before, typical_by_then = (
        log(researcher_years(g, year - DARTMOUTH), evaluate=False) for g in (growth, TYPICAL_GROWTH) for year in (NOW, HORIZON)
    )
    failures = (typical_by_then - typical_before) / calendar(300) - typical_by_then
    return success(ONE, failures + before, by_then - before)


research_continuous = value(
    "Calendar year's first-trial probability 1/300, research growing by 11% a year, trials of any size: chance by 2036",
    "section 6.1.2",
    _without_step(Rational(11, 100)),
    "7.9%",
    note="With one virtual success the size of a trial cancels: virtual failures, failures and trials all go with its inverse.",
)

# --- Computation --------------------------------------------------------------------------------------------------------------------------

RATIO = Axis("one doubling of research worth {} of computation", (1, 5, 10))
INVERSE_FOR_COMPUTATION = Axis(INVERSE.says, (50, 100, 300, 1000, 3000))

computation_conservative = table(
    "computation_100_million",
    "section 6.2.2.1, first table",
    "100 million dollars spent by 2036: chance by 2036",
    INVERSE_FOR_COMPUTATION,
    RATIO,
    lambda inverse, ratio: computation_rule(inverse, ratio, CONSERVATIVE).success(),
    ("16% 14% 11%", "15% 11% 8.7%", "13% 7.0% 4.4%", "8.6% 3.0% 1.6%", "4.4% 1.1% 0.58%"),
)

computation_aggressive = table(
    "computation_100_billion",
    "section 6.2.2.1, second table",
    "100 billion dollars spent by 2036: chance by 2036",
    INVERSE_FOR_COMPUTATION,
    RATIO,
    lambda inverse, ratio: computation_rule(inverse, ratio, AGGRESSIVE).success(),
    ("26% 23% 20%", "25% 20% 15%", "22% 13% 8.1%", "15% 5.5% 3.1%", "8.1% 2.1% 1.1%"),
)

APPROACHES = {
    "lifetime": lambda spend, a: lifetime_rule(spend, a).success(),
    "evolution": lambda spend, a: evolution_rule(spend, a).success(),
    "log_uniform": lambda spend, a: LogUniform(spend).success_with_the_rest_fixed(),
    "research": lambda spend, a: computation_rule(300, 5, spend, a).success(),
}


def _approach(spent: str, approach: str) -> Any:
    return APPROACHES[approach](SPENDING[spent], ONE)


def _mean_over_spending(approach: str) -> Any:
    return mean(*(_approach(spent, approach) for spent in SPENDING))


def _mean_over_approaches(spent: str, virtual_successes: Any = ONE) -> Any:
    return mean(*(approach(SPENDING[spent], virtual_successes) for approach in APPROACHES.values()))


approaches = table(
    "approach",
    "sections 6.2.2.2 and 6.2.3",
    BY_2036,
    SPENT,
    Axis(
        "first-trial probability {}",
        {
            "lifetime": "from the lifetime anchor",
            "evolution": "from the evolution anchor",
            "log_uniform": "replaced by a log-uniform distribution",
            "research": "from the worth of research",
        },
    ),
    _approach,
    ("8.9% 13% 15% 7.0%", "16% 22% 29% 13%"),
)

_AVERAGE = "Spending 100 million or 100 billion dollars by 2036 with even odds: chance by 2036 from {}"
approaches_on_average = {
    "average_lifetime": value(_AVERAGE.format("the lifetime anchor"), "section 6.2.3", _mean_over_spending("lifetime"), "12%"),
    "average_evolution": value(_AVERAGE.format("the evolution anchor"), "section 6.2.2.2", _mean_over_spending("evolution"), "17%"),
    **entries(
        "average_evolution_again",
        _AVERAGE.format("the evolution anchor"),
        "section 6.2.3",
        _mean_over_spending("evolution"),
        Misprint("18%", "17%", "The table before has 17%."),
    ),
    "average_log_uniform": value(_AVERAGE.format("a log-uniform distribution"), "section 6.2.3", _mean_over_spending("log_uniform"), "22%"),
    **entries(
        "average_research",
        _AVERAGE.format("the worth of research"),
        "section 6.2.3",
        _mean_over_spending("research"),
        Misprint("11%", "9.7%", "Section 6.2.2.2 prints 11%, too, and footnote 92 has 9.5%."),
    ),
    **entries(
        "average_research_in_footnote",
        _AVERAGE.format("the worth of research"),
        "footnote 92",
        _mean_over_spending("research"),
        Misprint("9.5%", "9.7%", "The footnote averages 6.9% and 12%, where the table has 7.0% and 13%."),
    ),
    "average_100_million": value(
        "100 million dollars spent by 2036: average of four approaches", "section 6.2.3", _mean_over_approaches("100 million"), "11%"
    ),
    "average_100_billion": value(
        "100 billion dollars spent by 2036: average of four approaches", "section 6.2.3", _mean_over_approaches("100 billion"), "20%"
    ),
    "average_of_all": value(
        "Average of four approaches and two assumptions on spending",
        "section 6.2.3",
        mean(*(_mean_over_approaches(spent) for spent in SPENDING)),
        "15%",
    ),
}

orders_of_magnitude = {
    "orders_to_come": value(
        "100 million dollars spent by 2036: orders of magnitude of computation to come from 2020",
        "footnote 101",
        (computation(CONSERVATIVE, HORIZON) - computation(CONSERVATIVE, NOW)) / log(10),
        "3.3",
    ),
    "orders_ruled_out": value(
        "Orders of magnitude of computation from debugging a brain to 2020",
        "footnote 101",
        computation(CONSERVATIVE, NOW) / log(10) - BRAIN_DEBUGGING,
        "2.7",
    ),
}

# --- Section 6.3: virtual successes and regime start --------------------------------------------------------------------------------------


def _low_to_high(case: str, a: str) -> Any:
    virtual_successes = Rational(a)
    if case.startswith("research"):
        inverse, percent = {"research_low": (1000, 7), "research_central": (300, 11), "research_high": (100, 16)}[case]
        return _research(inverse, percent, virtual_successes=virtual_successes)
    if case == "computation_low":
        return computation_rule(1000, 10, CONSERVATIVE, virtual_successes).success()
    if case == "computation_central":
        return mean(*(lifetime_rule(spend, virtual_successes).success() for spend in SPENDING.values()))
    if case == "computation_central_bracketed":
        return mean(*(_mean_over_approaches(spent, virtual_successes) for spent in SPENDING))
    high = computation_rule(300, 1, AGGRESSIVE, virtual_successes).success()
    return high if case == "computation_high" else mean(high, LogUniform(AGGRESSIVE).success_with_the_rest_fixed())


_BRACKETED = "Footnote 108 averages the chance from research with the log-uniform one."
fewer_virtual_successes = table(
    "fewer_virtual_successes",
    "section 6.3.1",
    BY_2036,
    Axis(
        "{}",
        {
            "research_low": "low estimate from research",
            "research_central": "central estimate from research",
            "research_high": "high estimate from research",
            "computation_low": "low estimate from computation",
            "computation_central": "central estimate from computation",
            "computation_high": "high estimate from computation",
            "computation_central_bracketed": "central estimate from computation with late regime starts",
            "computation_high_bracketed": "high estimate from computation with late regime starts",
        },
    ),
    Axis("{} virtual successes", ("1", "1/2")),
    _low_to_high,
    (
        *("2.3% 2.1%", "7.9% 5.8%", "15% 8.8%", "1.6% 1.5%", "12% 9.2%", "22% 13%", "15% 14%"),
        (Misprint("25%", "26%", _BRACKETED), Misprint("22%", "21%", _BRACKETED)),
    ),
)

late_regime_start = {
    "research_since_2000_central": value(
        "Calendar year's first-trial probability 1/300, research growing by 11% a year since 2000: chance by 2036",
        "section 6.3.2",
        _research(300, 11, 2000),
        "10%",
    ),
    "research_since_2000_high": value(
        "Calendar year's first-trial probability 1/100, research growing by 16% a year since 2000: chance by 2036",
        "section 6.3.2",
        _research(100, 16, 2000),
        "25%",
    ),
}
