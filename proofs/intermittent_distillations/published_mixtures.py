"""The numbers of Davidson's report where two or three update rules have weights: sections 7.2 and 7.3, appendices 10.8 and 10.9.

`published_values` says how a printed number is a claim. Chances "by 2036" are those of AGI by then when there is none by 2020.

Source: Davidson, Semi-informative priors over AI timelines, Open Philanthropy, 2021.
"""

from typing import Any

from sympy import Rational

from proofs.intermittent_distillations._mixtures import Mixture, evenly, perhaps_impossible
from proofs.intermittent_distillations._printed import Axis, Misprint, misprint, table, value
from proofs.intermittent_distillations._trial_definitions import (
    AGGRESSIVE,
    Forgetful,
    LogUniform,
    calendar_rule,
    computation_rule,
    evolution_rule,
    lifetime_rule,
    research_rule,
)

GROWTH_11, GROWTH_21 = Rational(11, 100), Rational(21, 100)

# --- Section 7.2: several first-trial probabilities ---------------------------------------------------------------------------------------

_PLACE = "section 7.2.1"
INVERSES = {"100_1000": (100, 1000), "10_100": (10, 100), "10_100_1000": (10, 100, 1000), "1000_10000": (1000, 10000)}
FIRST_TRIALS = {name: evenly(*map(calendar_rule, inverses)) for name, inverses in INVERSES.items()}
_ROWS = Axis(
    "first-trial probabilities {} with the same weight",
    {name: " and ".join(f"1/{inverse}" for inverse in inverses) for name, inverses in INVERSES.items()},
)
CHANCES = Axis("chance by 2036 {}", {"fixed_weights": "if failures did not change the weights", "updated_weights": "with updated weights"})
WEIGHTS = Axis("weight of {} in 2020", {"weight_1": "the first", "weight_2": "the second"})


def _column(mixture: Mixture, column: str) -> Any:
    if column.startswith("weight"):
        return mixture.weight(int(column[-1]) - 1)
    return mixture.success() if column == "updated_weights" else mixture.success_at_fixed_weights()


def _first_trials(name: str, column: str) -> Any:
    return _column(FIRST_TRIALS[name], column)


several_first_trials = {
    **table("first_trials", _PLACE, "", _ROWS, CHANCES, _first_trials, ("5.2% 4.4%", "13% 10%", "9.5% 5.4%", "0.82% 0.80%")),
    **table("first_trials", _PLACE, "", _ROWS, WEIGHTS, _first_trials, ("39% 61%", "17% 83%", "7.4% 36%", "49% 51%")),
    "first_trials_10_100_1000_weight_3": value(
        "First-trial probabilities 1/10 and 1/100 and 1/1000 with the same weight, weight of the third in 2020",
        _PLACE,
        FIRST_TRIALS["10_100_1000"].weight(2),
        "56%",
    ),
}

# --- Sections 7.3 and 10.9: AGI may be impossible -----------------------------------------------------------------------------------------


def _impossibility(rule: Any, column: str) -> Any:
    if column == "possible":
        return evenly(rule).success()
    return perhaps_impossible(rule).success() if column == "perhaps" else perhaps_impossible(rule).weight(1)


IMPOSSIBILITY = Axis(
    "{}",
    {
        "possible": "chance by 2036",
        "perhaps": "chance by 2036 when AGI is impossible with chance 20%",
        "weight": "what becomes by 2020 of a chance of 20% that AGI is impossible",
    },
)
impossible = table(
    "impossible",
    "section 7.3.1",
    "",
    Axis("first-trial probability 1/{}", (1000, 300, 200, 100, 50, 20, 10)),
    IMPOSSIBILITY,
    lambda inverse, column: _impossibility(calendar_rule(inverse), column),
    ("1.5% 1.2% 21%", "4.2% 3.2% 23%", "5.7% 4.3% 25%", "8.9% 6.3% 29%", "12% 7.9% 37%", "16% 7.7% 52%", "18% 5.9% 67%"),
)

RULES = {
    "calendar": calendar_rule(300),
    "research_11": research_rule(300, GROWTH_11),
    "research_21": research_rule(300, GROWTH_21),
    "research_21_since_2000": research_rule(300, GROWTH_21, 2000),
    "computation_5": computation_rule(300, 5, AGGRESSIVE),
    "computation_1": computation_rule(300, 1, AGGRESSIVE),
    "lifetime": lifetime_rule(AGGRESSIVE),
    "evolution": evolution_rule(AGGRESSIVE),
    "log_uniform": LogUniform(AGGRESSIVE),
}
WORDS = {
    "calendar": "calendar years",
    "research_11": "research growing by 11% a year",
    "research_21": "research growing by 21% a year",
    "research_21_since_2000": "research growing by 21% a year since 2000",
    "computation_5": "5 doublings of computation worth one of research",
    "computation_1": "one doubling of computation worth one of research",
    "lifetime": "the lifetime anchor",
    "evolution": "the evolution anchor",
    "log_uniform": "log-uniform computation",
}

_COPIED = "38% is the weight that the lifetime anchor has in the table of section 10.8."
impossible_by_rule = table(
    "impossible",
    "section 10.9",
    "",
    Axis("{}", WORDS),
    IMPOSSIBILITY,
    lambda name, column: _impossibility(RULES[name], column),
    (
        *("4.2% 3.2% 23%", "7.9% 5.7% 28%", "11% 7.3% 33%", "16% 12% 25%", "13% 8.9% 29%", "22% 11% 50%"),
        ("16%", "11%", Misprint("38%", "33%", _COPIED)),
        *("22% 17% 22%", "28% 22% 22%"),
    ),
)

log_uniform_in_section_6 = misprint(
    "Log-uniform computation, 100 billion dollars spent by 2036, its 20% beyond evolution not growing with failures: chance by 2036",
    "section 10.9",
    LogUniform(AGGRESSIVE).success_with_the_rest_fixed(),
    "28%",
    note="Section 6.2.2.2.1 prints 29% for that. 28% is the chance when failures make the 20% likelier, as they must.",
)

# --- Section 10.8: two trial definitions --------------------------------------------------------------------------------------------------

_SECOND = Axis(
    "calendar years and {} with the same weight", {name: words for name, words in WORDS.items() if name not in ("calendar", "log_uniform")}
)
_FORGIVEN = "The printed values are those of a rule that is not blamed for the computation from debugging a brain to that of 2020."


def _second(name: str, column: str) -> Any:
    return _column(evenly(RULES["calendar"], RULES[name]), column)


two_definitions = {
    **table(
        "two_rules",
        "section 10.8",
        "",
        _SECOND,
        CHANCES,
        _second,
        (
            *("6.1% 5.9%", "7.6% 6.8%", "9.9% 9.7%", "8.4% 7.8%", "13% 8.3%", "10% 8.6%"),
            ("13%", Misprint("14%", "13%", _FORGIVEN)),
        ),
    ),
    **table(
        "two_rules",
        "section 10.8",
        "",
        _SECOND,
        Axis("weight of {} in 2020", {"weight_2": "the second"}),
        _second,
        ("44%", "38%", "48%", "43%", "23%", "38%", [Misprint("55%", "52%", _FORGIVEN)]),
    ),
}

_WITH_FORGIVEN = evenly(calendar_rule(300), Forgetful(evolution_rule(AGGRESSIVE)))
_FORGIVING = "Calendar years and an evolution anchor that only failures after 2020 count against, with the same weight"
evolution_forgiven = {
    "evolution_forgiven_by_2036": value(f"{_FORGIVING}: chance by 2036", "section 10.8", _WITH_FORGIVEN.success(), "14%"),
    "evolution_forgiven_weight": value(f"{_FORGIVING}: weight of rule 2 in 2020", "section 10.8", _WITH_FORGIVEN.weight(1), "55%"),
}
