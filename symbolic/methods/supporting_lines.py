"""Where to draw supporting lines of curved functions: at each of the few arguments that occur, compared at the others."""

from __future__ import annotations

from functools import partial

from sympy import Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.terms import fresh_symbol
from symbolic.methods.instances import arguments_of, relevant_terms
from symbolic.methods.state import State
from symbolic.trusted.context import implied
from symbolic.trusted.rules.supporting_line import SupportingLine, line_facts

MOST_ARGUMENTS = 5


def with_lines(state: State) -> State:
    """The state that knows a supporting line at each argument of each curved function; unchanged where there are too many arguments."""
    for function, arguments in sorted(arguments_of(relevant_terms(state)).items(), key=lambda item: str(item[0])):
        properties = state.context.domain.properties(function)
        if not properties.curvature or not 2 <= len(arguments) <= MOST_ARGUMENTS:
            continue
        if properties.positive_axis and not all(implied(state.context.relation(a), ">") for a in arguments):
            continue
        for place in arguments:
            others = tuple(a for a in arguments if a is not place)
            slope = fresh_symbol(Symbol("slope", real=True), symbols_of(state.context.facts, state.goal))
            facts = line_facts(state.context, SupportingLine(function, place, slope, others, None))
            state = state.learn(facts, partial(SupportingLine, function, place, slope, others))
    return state
