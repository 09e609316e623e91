"""The numbers that the web tool of Davidson's report shows for its default inputs.

The tool computes as `_trial_definitions` does, but its trials are steps of 1%, and what is left over of a trial is dropped: in virtual
failures, in failures and in trials to come. That shows in the second digit: for research it has 8.0% where the report has 7.9%.

Source: aipriors.com, and its code (tadamcz, ai-timelines-priors, functions.py and webapp_frontend.py).
"""

from typing import Any

from sympy import Rational, floor, log

from proofs.intermittent_distillations._printed import value
from proofs.intermittent_distillations._trial_definitions import (
    CENTRAL,
    DARTMOUTH,
    HORIZON,
    LIFETIME,
    NOW,
    ONE,
    TYPICAL_GROWTH,
    calendar,
    computation,
    researcher_years,
    success,
)

TOOL = "aipriors.com, default inputs"
WORTH = 5  # doublings of computation for one of research


def whole_trials(start: Any, end: Any) -> Any:
    """Steps of 1% between two levels, given by their logarithms, without the last one begun."""
    return floor((end - start) / log(Rational(101, 100)), evaluate=False)


def _research_trials(growth: Any) -> tuple[Any, Any]:
    """Until 2020 and from then to 2036."""
    now, horizon = (log(researcher_years(growth, year - DARTMOUTH), evaluate=False) for year in (NOW, HORIZON))
    return whole_trials(0, now), whole_trials(now, horizon)


def _computation_trials() -> tuple[Any, Any]:
    """Until 2020 and from then to 2036."""
    start, now, horizon = (computation(CENTRAL, year) for year in (DARTMOUTH, NOW, HORIZON))
    return whole_trials(start, now), whole_trials(now, horizon)


def _research_virtual_failures() -> Any:
    """Those at which a field of typical growth has the calendar year's chance by 2036."""
    failures, trials = _research_trials(TYPICAL_GROWTH)
    return trials / calendar(300) - failures - trials


def _chance(virtual_failures: Any, failures: Any, trials: Any) -> Any:
    return success(ONE, virtual_failures + failures, trials)


web_tool = {
    "web_tool_calendar": value("Calendar years: chance by 2036", TOOL, calendar(300), "4.2%"),
    "web_tool_research": value(
        "Research growing by 11% a year: chance by 2036",
        TOOL,
        _chance(_research_virtual_failures(), *_research_trials(Rational(11, 100))),
        "8.0%",
    ),
    "web_tool_computation": value(
        "One doubling of research worth 5 of computation, 1 billion dollars spent by 2036: chance by 2036",
        TOOL,
        _chance(WORTH * (_research_virtual_failures() + 5) - 5, *_computation_trials()),
        "9.0%",
    ),
    "web_tool_lifetime": value(
        "Even odds by the computation of a lifetime, 1 billion dollars spent by 2036: chance by 2036",
        TOOL,
        _chance(whole_trials(computation(CENTRAL, DARTMOUTH), LIFETIME * log(10)), *_computation_trials()),
        "11%",
    ),
}
