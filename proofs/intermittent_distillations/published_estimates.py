"""The numbers that Davidson's report arrives at when all is considered: section 8, with the inputs of appendix 10.14.

`published_values` says how a printed number is a claim. Chances "by" a year are those of AGI by then when there is none by 2020.

Source: Davidson, Semi-informative priors over AI timelines, Open Philanthropy, 2021.
"""

from typing import Any

from sympy import Rational

from proofs.intermittent_distillations._mixtures import Mixture
from proofs.intermittent_distillations._printed import Misprint, entries, value
from proofs.intermittent_distillations._trial_definitions import (
    AGGRESSIVE,
    CENTRAL,
    HALF,
    NOW,
    ONE,
    Forgetful,
    Impossible,
    Path,
    calendar_rule,
    computation_rule,
    evolution_rule,
    lifetime_rule,
    research_rule,
    spent_at_constant_growth,
    spent_quickly_at_first,
)

GROWTH_7, GROWTH_11, GROWTH_16 = Rational(7, 100), Rational(11, 100), Rational(16, 100)
_FORGIVEN = "The printed value is that of a rule that is not blamed for the computation from debugging a brain to that of 2020."

# --- The three estimates ----------------------------------------------------------------------------------------------------------------


def low() -> Mixture:
    """Section 10.14.1."""
    rules = [calendar_rule(1000, virtual_successes=HALF), research_rule(1000, GROWTH_7, virtual_successes=HALF), Impossible()]
    return Mixture([Rational(5, 10), Rational(3, 10), Rational(2, 10)], rules)


def central(virtual_successes: Any = ONE, path: Path = spent_quickly_at_first, forgiven: bool = False, start: int = 1956) -> Mixture:
    """Section 10.14.2; `forgiven`: the evolution anchor as the code has it."""
    evolution = evolution_rule(CENTRAL, virtual_successes, path)
    rules = [
        calendar_rule(300, start, virtual_successes),
        research_rule(300, GROWTH_11, start, virtual_successes),
        computation_rule(300, 5, CENTRAL, virtual_successes, path),
        lifetime_rule(CENTRAL, virtual_successes, path),
        Forgetful(evolution) if forgiven else evolution,
        Impossible(),
    ]
    return Mixture([Rational(percent, 100) for percent in (30, 30, 5, 10, 15, 10)], rules)


def high(growth: Any = GROWTH_16) -> Mixture:
    """Section 10.14.3, with the growth of research that section 8.2 has."""
    rules = [
        calendar_rule(100, 2000),
        research_rule(100, growth, 2000),
        computation_rule(100, 5, AGGRESSIVE),
        lifetime_rule(AGGRESSIVE),
        evolution_rule(AGGRESSIVE),
        Impossible(),
    ]
    return Mixture([Rational(percent, 100) for percent in (10, 40, 10, 10, 20, 10)], rules)


# --- Sections 8.2 and 8.3 -----------------------------------------------------------------------------------------------------------------

all_things_considered = {
    "low_by_2036": value("Low estimate: chance by 2036", "section 8.2", low().success(), "1.3%"),
    "low_by_2100": value("Low estimate: chance by 2100", "section 8.2", low().success(until=2100), "5.3%"),
    **entries(
        "central_by_2036",
        "Central estimate: chance by 2036",
        "section 8.2",
        central().success(),
        Misprint("7.5%", "7.3%", f"{_FORGIVEN} Footnote 139 has 7.3%."),
    ),
    "central_by_2036_forgiven": value(
        "Central estimate, only failures after 2020 counting against evolution: chance by 2036",
        "section 8.2",
        central(forgiven=True).success(),
        "7.5%",
    ),
    "central_by_2100": value("Central estimate: chance by 2100", "section 8.2", central().success(until=2100), "20%"),
    "high_by_2036": value("High estimate: chance by 2036", "section 8.2", high().success(), "18%"),
    "high_by_2100": value("High estimate: chance by 2100", "section 8.2", high().success(until=2100), "35%"),
    **entries(
        "high_with_slower_research",
        "High estimate with research growing by 11% a year, as section 10.14.3 has it: chance by 2036",
        "section 8.2",
        high(GROWTH_11).success(),
        Misprint("18%", "17%", "18% is the chance with a growth of 16%, which section 8.2 has."),
    ),
}

footnotes = {
    "central_in_footnote": value("Central estimate: chance by 2036", "footnote 139", central().success(), "7.3%"),
    **entries(
        "central_with_half_a_virtual_success",
        "Central estimate with half a virtual success: chance by 2036",
        "footnote 139",
        central(HALF).success(),
        Misprint("6.6%", "6.4%"),
    ),
    **entries(
        "central_since_2000",
        "Central estimate with calendar years and research since 2000: chance by 2036",
        "footnote 139",
        central(start=2000).success(),
        Misprint("7.4%", "8.1%"),
    ),
    "low_no_success_by_2020": value(
        "Low estimate's calendar years: chance of no AGI by 2020", "footnote 137", low().rules[0].survival(NOW), "0.94"
    ),
    **entries(
        "low_no_success_by_2020_research",
        "Low estimate's research: chance of no AGI by 2020",
        "footnote 137",
        low().rules[1].survival(NOW),
        Misprint("0.90", "0.91"),
    ),
}

PATH_MATTERS = "The code lets spending rise along a parabola; at the same total the printed value is that of spending that grows steadily."
no_success_by_2025 = {
    **entries(
        "central_without_success_by_2025",
        "Central estimate when there is no AGI by 2025 either, spending as in the code: chance by 2036",
        "section 8.3",
        central().success(since=2025),
        Misprint("4.6%", "4.2%", PATH_MATTERS),
    ),
    "central_without_success_by_2025_steady": value(
        "Central estimate when there is no AGI by 2025 either, spending growing steadily: chance by 2036",
        "section 8.3",
        central(path=spent_at_constant_growth).success(since=2025),
        "4.6%",
    ),
}
