"""Intermittent Distillations #3.

The essay distils six works and adds remarks on each: training that is safe because no single decision matters much (`low_stakes`), learning
in the tangent space of a network (`tangent_space`), imitation by the minimum over models (`min_distribution`), priors for the arrival of
AGI that use almost no evidence (`semi_informative_priors` and the two modules after it, and the numbers that its sources print in
`published_values` and the modules after that), lottery tickets that need no training (`multi_prize`), and whether learning more can hurt
(`value_of_information`).

Source: "Intermittent Distillations #3" (essay) and the works that it distils, named where they are used.
"""

SECTIONS = (
    "low_stakes",
    "tangent_space",
    "min_distribution",
    "semi_informative_priors",
    "semi_informative_waiting",
    "semi_informative_extensions",
    "published_values",
    "published_appendices",
    "published_trial_definitions",
    "published_mixtures",
    "published_estimates",
    "published_web_tool",
    "multi_prize",
    "value_of_information",
)
