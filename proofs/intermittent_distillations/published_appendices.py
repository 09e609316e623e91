"""The numbers of Davidson's report on several things to be achieved, on the tail, and in the appendices; trials are calendar years.

`published_values` says how a printed number is a claim. Chances "by 2036" are those of AGI by then when there is none by 2020.

Source: Davidson, Semi-informative priors over AI timelines, Open Philanthropy, 2021.
"""

from typing import Any

from sympy import Integer, Pow, Rational

from proofs.intermittent_distillations._printed import Axis, Misprint, agrees, entries, table, value
from proofs.intermittent_distillations._trial_definitions import HALF, HORIZON, NOW, ONE, calendar, success, survival
from proofs.intermittent_distillations.semi_informative_priors import all_done, conjunct_failures
from symbolic import REFUTED, Claim, greater

BY_2036 = "chance by 2036"
LAPLACE = ONE  # virtual failures of Laplace's rule
FAILED = Integer(64)  # years from 1956 to 2020
ONLY = Axis("", ("by_2036",))

# --- Section 7.1: several things must be achieved -----------------------------------------------------------------------------------------


def conjunctive(conjuncts: int, inverse: int) -> Any:
    """The chance by 2036 that all conjuncts are achieved when they are not by 2020, of `semi_informative_priors`."""
    failures = conjunct_failures(Integer(conjuncts), Integer(inverse - 1))
    before, by_then = (all_done(Integer(conjuncts), failures, trials) for trials in (FAILED, FAILED + HORIZON - NOW))
    return (by_then - before) / (1 - before)


_FROM_ROUNDED = "The report's numbers come from first-trial probabilities that were rounded, or read off a plot."
conjuncts = table(
    "conjuncts",
    "section 7.1.3.2",
    BY_2036,
    Axis("first-trial probability 1/{} for one conjunct", (50, 300, 1000, 3000)),
    Axis("{} conjuncts", (1, 2, 100)),
    lambda inverse, number: conjunctive(number, inverse),
    (
        "12% 14% 15%",
        ("4.2%", Misprint("5.4%", "5.3%", _FROM_ROUNDED), Misprint("6.9%", "7.0%", _FROM_ROUNDED)),
        ("1.5%", Misprint("2.1%", "2.0%", _FROM_ROUNDED), Misprint("2.9%", "2.7%", _FROM_ROUNDED)),
        ("0.5%", Misprint("0.8%", "0.7%", _FROM_ROUNDED), Misprint("0.7%", "0.9%", _FROM_ROUNDED)),
    ),
)

remaining_conjuncts = table(
    "remaining_conjuncts",
    "section 10.6.2",
    "Laplace's rule for each of the conjuncts, none achieved by 2020: chance of all",
    Axis("{} conjuncts", (1, 2, 3, 4, 5)),
    Axis("by {}", (2036, 2120)),
    lambda number, year: Pow(success(ONE, LAPLACE + FAILED, Integer(year - NOW)), number, evaluate=False),
    ("20% 61%", "4% 37%", "0.8% 22%", ("0.2%", Misprint("14%", "13%")), "0.03% 8%"),
)

# --- Appendices ---------------------------------------------------------------------------------------------------------------------------

_TEN_TIMES = "The last four entries of the column are a tenth of the model's values."
tail = table(
    "tail",
    "section 10.3",
    "First-trial probability 1/300: chance that AGI takes longer",
    Axis("than {} years", (150, 300, 600, 1200, 2500, 5000, 10000, 20000, 40000, 80000, 150000, 300000, 600000, 1200000)),
    Axis("{} virtual successes", ("1", "1/2")),
    lambda years, a: survival(Rational(a), 299 * Rational(a), Integer(years)),
    (
        "67% 71%",
        "50% 58%",
        "33% 45%",
        "20% 33%",
        "11% 24%",
        "6% 17%",
        "3% 12%",
        "1.5% 9%",
        "0.7% 6%",
        "0.4% 4%",
        (Misprint("0.02%", "0.20%", _TEN_TIMES), "3%"),
        (Misprint("0.01%", "0.10%", _TEN_TIMES), "2.2%"),
        (Misprint("0.005%", "0.050%", _TEN_TIMES), "1.6%"),
        (Misprint("0.002%", "0.025%", _TEN_TIMES), "1.1%"),
    ),
)

SLOWER = Axis("first-trial probability 1/{}", (100, 300, 500, 1000))
UNCONDITIONAL = "The column is headed as conditional on no AGI by 2020, but prints the chance as it was in 1956."
slowest_decrease = {
    **table("one_success", "section 10.12.4.1.2", BY_2036, SLOWER, ONLY, lambda k, _: calendar(k), ("8.9%", "4.2%", "2.8%", "1.5%")),
    **table(
        "geometric",
        "section 10.12.4.1.2",
        "Known probability of success: chance by 2036",
        SLOWER,
        ONLY,
        lambda inverse, _: 1 - Pow(1 - Rational(1, inverse), 16, evaluate=False),
        ("15%", "5.2%", "3.15%", "1.59%"),
    ),
    **table(
        "uniform_unconditional",
        "section 10.12.4.1.2",
        "Every year as likely as the first: chance that it is one of 16 given years",
        SLOWER,
        ONLY,
        lambda inverse, _: Rational(16, inverse),
        ("16%", "5.3%", "3.20%", "1.60%"),
    ),
    **table(
        "uniform",
        "section 10.12.4.1.2",
        "Every year as likely as the first: chance by 2036 when there is none by 2020",
        SLOWER,
        ONLY,
        lambda inverse, _: Rational(16, inverse) / (1 - Rational(64, inverse)),
        [
            [Misprint("16%", "44%", UNCONDITIONAL)],
            [Misprint("5.3%", "6.8%", UNCONDITIONAL)],
            [Misprint("3.20%", "3.67%", UNCONDITIONAL)],
            [Misprint("1.60%", "1.71%", UNCONDITIONAL)],
        ],
    ),
}


def inverse_of_next(inverse: int, failures: int, a: Any) -> Any:
    """1/E(p) after so many failures, section 10.2.4: the inverse of `semi_informative_priors.next_trial_probability`."""
    return inverse + failures / a


def _first_orders_of_magnitude(confidence: Any, orders: int) -> Any:
    """The chance within so many trials of a tenfold each when that within 20 of them is given, one virtual success."""
    return success(ONE, 20 * (1 / confidence - 1), Integer(orders))


appendices = {
    **entries(
        "earlier_start_as_first_trial_probability",
        "First-trial probability 1/100, half a virtual success, 139 failures: inverse of the chance of the next trial",
        "footnote 64",
        inverse_of_next(100, 139, HALF),
        Misprint("169.5", "378", "The printed formula multiplies the failures by the virtual successes; they are to be divided by them."),
    ),
    **entries(
        "ten_virtual_successes_twenty_failures",
        "First-trial probability 1/500, 10 virtual successes, 20 failures: inverse of the chance of the next trial",
        "section 10.13.2.3.2",
        inverse_of_next(500, 20, Integer(10)),
        Misprint("503", "502"),
    ),
    **entries(
        "pareto_doubling",
        "Pareto distribution with exponent 2: chance of less than twice the smallest value",
        "section 10.12.2.1.1",
        1 - Pow(2, -2, evaluate=False),
        Misprint("0", "0.75", "Printed is 1 - a/2, which is 0 here and negative beyond; it is 1 - 2^(-a)."),
    ),
    **entries(
        "time_to_come",
        "Half a virtual success, something has gone on for Y years: median of the years to come, as a multiple of Y",
        "section 8.4",
        Pow(2, 1 / HALF, evaluate=False) - 1,
        Misprint("2", "3", "2 is the inverse of the hazard, in units of Y; the mean is infinite."),
    ),
    "paper_share": Claim(
        says="A share that grows by 5.7% a year is three times as large after 20 years (footnote 155).",
        states=agrees(Pow(Rational(1057, 1000), 20, evaluate=False), "3.0"),
    ),
    "researchers_1956_to_2019": value(
        "From 10 researchers in 1956 to 22,400 in 2019: growth a year",
        "section 10.5",
        Pow(2240, Rational(1, 63), evaluate=False) - 1,
        "13%",
    ),
    **entries(
        "researchers_1956_to_2017",
        "From 10 researchers in 1956 to 200,000 in 2017: growth a year",
        "section 10.5",
        Pow(20000, Rational(1, 61), evaluate=False) - 1,
        Misprint("17%", "18%"),
    ),
    "squared_returns": value(
        "phi = 1/2: growth of technology when research grows by 1%",
        "section 10.4.3",
        Pow(Rational(101, 100), 2, evaluate=False) - 1,
        "2.01%",
    ),
}

end_point = {
    "first_tenfold_at_95_percent": Claim(
        says="With AGI 95% likely within 20 orders of magnitude of computation, it is likely within the first (section 10.1.3).",
        states=greater(_first_orders_of_magnitude(Rational(95, 100), 1), HALF),
        expect=REFUTED,
        note="It is 48.7%.",
    ),
    "third_tenfold_at_95_percent": Claim(
        says="With AGI 95% likely within 20 orders of magnitude of computation, it is 75% likely within the first three (section 10.1.3).",
        states=greater(_first_orders_of_magnitude(Rational(95, 100), 3), Rational(3, 4)),
        expect=REFUTED,
        note="It is 74.0%.",
    ),
    "first_tenfold_doubles": Claim(
        says="Moving from 90% to 95% within 20 orders of magnitude more than doubles the chance of the first (section 10.1.3).",
        states=greater(_first_orders_of_magnitude(Rational(95, 100), 1), 2 * _first_orders_of_magnitude(Rational(90, 100), 1)),
        expect=REFUTED,
        note="It grows by a factor of 1.57; with trials of ever smaller steps that of the first goes to 19/9.",
    ),
}
