"""The numbers that the essay and its sources print, for trials that are calendar years.

Each is a claim: the model's exact value lies within half a unit of the last digit that is printed, and where it does not, the printed value
is refuted and the right one stands beside it. Sections and footnotes are those of Davidson's report unless another source is named. Chances
"by 2036" are those of AGI by then when there is none by 2020.

Source: "Intermittent Distillations #3" (essay); Davidson, Semi-informative priors over AI timelines, Open Philanthropy, 2021; Ho, Grokking
"Semi-informative priors over AI timelines", Epoch, 2022.
"""

from typing import Any

from sympy import Integer, Rational

from proofs.intermittent_distillations._printed import Axis, Misprint, entries, misprint, table, value
from proofs.intermittent_distillations._trial_definitions import HALF, ONE, calendar, success, survival
from symbolic import Claim, greater

EPOCH = "Epoch, Grokking"
LAPLACE = ONE  # virtual failures of Laplace's rule
BY_2036 = "chance by 2036"
CENTURY, FAILED = Integer(100), Integer(64)  # years from 1956 to 2020

# --- The essay --------------------------------------------------------------------------------------------------------------------------

essay_by_2036 = value("First-trial probability 1/300, trials since 1956: chance by 2036", "essay", calendar(300), "4%")
essay_first_trial = value("Laplace's rule: chance that the first trial succeeds", "essay", success(ONE, LAPLACE, ONE), "0.5")

# --- Sections 2 and 3: uninformative priors -----------------------------------------------------------------------------------------------

laplace = {
    "laplace_by_2036": value("Laplace's rule, trials since 1956: chance by 2036", "section 2.2", calendar(2), "0.2"),
    "laplace_product": value(
        "65/66 times 66/67 and so on to 81/82",
        "section 2.2",
        survival(ONE, LAPLACE + FAILED, Integer(17)),
        "0.8",
        note="These are 17 factors; the 16 trials from 2020 to 2036 end at 80/81, and both round to 0.8.",
    ),
    "laplace_ten_years": value("Laplace's rule: chance in the first 10 years", "section 3.2.1", success(ONE, LAPLACE, Integer(10)), "91%"),
    "jeffreys_ten_years": value("Jeffreys' prior: chance in the first 10 years", "footnote 32", success(HALF, HALF, Integer(10)), "82%"),
    "laplace_two_year_trials": value(
        "Laplace's rule with trials of two years: chance in the first 10 years", "section 3.2.2", success(ONE, LAPLACE, Integer(5)), "83%"
    ),
    "laplace_month_trials": value(
        "Laplace's rule with trials of a month: chance in the first 10 years", "footnote 35", success(ONE, LAPLACE, Integer(120)), "99.2%"
    ),
}

sensitivity = {
    "laplace_since_1800": value("Laplace's rule, regime start 1800: chance by 2036", "section 3.5", calendar(2, 1800), "0.07"),
    "laplace_since_2000": value("Laplace's rule, regime start 2000: chance by 2036", "section 3.5", calendar(2, 2000), "0.43"),
    "jeffreys_by_2036": value("Jeffreys' prior: chance by 2036", "section 3.5", calendar(2, virtual_successes=HALF), "0.11"),
    **entries(
        "smallest_first_trial_probability",
        "First-trial probability 1/10000: chance by 2036",
        "section 3.5",
        calendar(10000),
        Misprint("0.001", "0.0016", "The range is printed as [1/1000, 0.2]."),
    ),
}

# --- Section 4: the first-trial probability -----------------------------------------------------------------------------------------------

INVERSE = Axis("first-trial probability 1/{}", (50, 100, 200, 300, 500, 1000, 2000, 3000))
ONLY = Axis("", ("by_2036",))

first_trial_probability = table(
    "first_trial",
    "section 4.2",
    BY_2036,
    INVERSE,
    ONLY,
    lambda inverse, _: calendar(inverse),
    ("12%", "8.9%", "5.7%", "4.2%", "2.8%", "1.5%", "0.77%", "0.52%"),
)

first_century = value(
    "First-trial probability 1/300: chance in the first 100 years", "section 4.2", success(ONE, Integer(299), CENTURY), "25%"
)

thirty_years_at_one_in_three_thousand = Claim(
    says="With first-trial probability 1/3000 the chance in the first 30 years is above 1% (section 4.2).",
    states=greater(success(ONE, Integer(2999), Integer(30)), Rational(1, 100)),
    expect="refuted",
    note="It is 30/3029, 0.99%.",
)

cap_by_2036 = value("No first-trial probability gives a higher chance by 2036 than certainty: its limit", "footnote 47", calendar(1), "20%")

# --- Section 5: virtual successes and regime start ----------------------------------------------------------------------------------------

surprise_of_a_century = entries(
    "surprise_of_a_century",
    "First-trial probability 1/100, 10 virtual successes: chance of 100 failures",
    "section 5.2.2.2",
    survival(Integer(10), Integer(990), CENTURY),
    Misprint("37%", "38%", "37% is the limit of many virtual successes, 0.99 to the power of 100."),
)

virtual_successes = table(
    "virtual_successes",
    "section 5.2.3, first table",
    BY_2036,
    Axis("{} virtual successes", ("1/10", "1/4", "1/2", "1", "2", "4", "10")),
    Axis("first-trial probability 1/{}", (100, 300, 1000)),
    lambda a, inverse: calendar(inverse, virtual_successes=Rational(a)),
    (
        "2.0% 1.6% 0.93%",
        "4.1% 2.7% 1.2%",
        "6.4% 3.6% 1.4%",
        "8.9% 4.2% 1.5%",
        "11% 4.7% 1.5%",
        "13% 4.9% 1.6%",
        "14% 5.1% 1.6%",
    ),
)


def _first_years(a: Any, inverse: int, years: Any) -> Any:
    return calendar(inverse, virtual_successes=a) if years == BY_2036 else success(a, a * (Integer(inverse) - 1), Integer(years))


_PERIODS = Axis("{} years", (50, 100))
half_a_virtual_success = table(
    "half_a_virtual_success",
    "section 5.2.3, second table",
    "Half a virtual success: chance in the first years",
    _PERIODS,
    Axis("first-trial probability 1/{}", (50, 100, 300, 1000)),
    lambda years, inverse: _first_years(HALF, inverse, years),
    ("43% 30% 13% 4.7%", "56% 43% 23% 8.7%"),
)

half_a_virtual_success_by_2036 = table(
    "half_a_virtual_success",
    "section 5.2.3, second table",
    "Half a virtual success",
    Axis("{}", (BY_2036,)),
    Axis("first-trial probability 1/{}", (50, 100, 300, 1000)),
    lambda period, inverse: _first_years(HALF, inverse, period),
    ("8.0% 6.4% 3.6% 1.4%",),
)

one_virtual_success = table(
    "one_virtual_success",
    "section 5.2.3, second table",
    "One virtual success: chance in the first years",
    _PERIODS,
    Axis("first-trial probability 1/{}", (100, 300, 1000)),
    lambda years, inverse: _first_years(ONE, inverse, years),
    ("34% 14% 4.8%", "50% 25% 9.1%"),
)

one_virtual_success_by_2036 = table(
    "one_virtual_success",
    "section 5.2.3, second table",
    "One virtual success",
    Axis("{}", (BY_2036,)),
    Axis("first-trial probability 1/{}", (100, 300, 1000)),
    lambda period, inverse: _first_years(ONE, inverse, period),
    ("8.9% 4.2% 1.5%",),
)

regime_start = table(
    "regime_start",
    "section 5.3, first table",
    BY_2036,
    Axis("first-trial probability 1/{}", (50, 100, 300, 1000)),
    Axis("regime start {}", (2000, 1956, 1945, 1650, "5000 BC")),
    lambda inverse, start: calendar(inverse, -5000 if start == "5000 BC" else start),
    ("19% 12% 11% 3.7% 0.23%", "12% 8.9% 8.4% 3.3% 0.22%", "4.8% 4.2% 4.1% 2.3% 0.22%", "1.5% 1.5% 1.5% 1.2% 0.20%"),
)

early_trials = table(
    "early_trials",
    "section 5.3, second table",
    BY_2036,
    Axis("first-trial probability 1/{}", (2, 100, 300, 1000)),
    Axis("{} trials before 1956", (168, 220, 139, 0)),
    lambda inverse, trials: calendar(inverse, 1956 - trials),
    ("6.4% 5.3% 7.3% 20%", "4.6% 4.0% 5.0% 8.9%", "2.9% 2.7% 3.1% 4.2%", "1.3% 1.2% 1.3% 1.5%"),
)

# --- Epoch's summary ----------------------------------------------------------------------------------------------------------------------

epoch = {
    "epoch_next_year": value("Laplace's rule after 65 failures: chance of the next year", EPOCH, success(ONE, LAPLACE + 65, ONE), "1.5%"),
    "epoch_ten_years": value("Laplace's rule: chance in the first 10 years", EPOCH, success(ONE, LAPLACE, Integer(10)), "91%"),
    "epoch_best_guess": misprint(
        "Davidson's best guess of the first-trial probability", EPOCH, Rational(1, 300), "4%", note="4% is the chance by 2036 that follows."
    ),
    "epoch_best_guess_corrected": value("First-trial probability 4%: chance by 2036", "not 4%", calendar(25), "15.4%"),
}
