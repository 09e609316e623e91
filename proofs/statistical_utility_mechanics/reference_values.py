"""Values to 30 digits of everything that has a closed form here, each shown by ball arithmetic."""

from sympy import EulerGamma, Integer, Rational, log, pi

from proofs.statistical_utility_mechanics._symbols import HALF, NEW
from symbolic import (
    Claim,
    approx,
    chain,
    conjunction,
    within,
)
from symbolic.language.special import bessel


def _near(expression, number):
    """The expression rounds to all digits of the number."""
    digits = len(number.partition("e")[0].lstrip("0.").replace(".", ""))
    return approx(expression, Rational(number), digits)


def _law(dimension, tilt_value, a_value, log_z, kl_value):
    """Mean cosine, logarithm of the normaliser and divergence at one dimension and tilt."""
    j, x = Integer(dimension), Rational(tilt_value)
    laws = (bessel.mean_cosine, bessel.cosine_log_normaliser, bessel.cosine_divergence)
    return Claim(
        says=f"Mean cosine, log normaliser and divergence at d = {dimension} and beta = {tilt_value}.",
        states=conjunction(*(_near(law(j, x), value) for law, value in zip(laws, (a_value, log_z, kl_value), strict=True))),
        note=NEW,
    )


def _costs(dimension, *values):
    """Required divergences at c = 0.1, 0.5, 0.9, 0.99."""
    places = ("0.1", "0.5", "0.9", "0.99")
    parts = (_near(bessel.required_divergence(dimension, Rational(x)), value) for x, value in zip(places, values, strict=False))
    return Claim(says=f"Required divergence at d = {dimension}, for c = 0.1, 0.5, 0.9 and 0.99.", states=conjunction(*parts), note=NEW)


def _reached(dimension, spent, value):
    """The mean cosine that a divergence reaches."""
    return Claim(
        says=f"The mean cosine that {spent} nats reach at d = {dimension}.",
        states=_near(bessel.cosine_at_divergence(dimension, spent), value),
        note=NEW,
    )


def _harm(dimension, value):
    """Total harm."""
    return Claim(says=f"Total harm at d = {dimension}.", states=_near(bessel.total_shortfall(dimension), value), note=NEW)


laws = {
    "law_at_2_1": _law(
        2,
        "1",
        ".44638996589653450704768179519264",
        ".23591435850717864868941484619995",
        ".21047560738935585835826694899269",
    ),
    "law_at_3_1": _law(
        3,
        "1",
        ".31303528549933130363616124693085",
        ".16143936157119563361011972844235",
        ".1515959239281356700260415184885",
    ),
    "law_at_3_10": _law(
        3,
        "10",
        ".90000000412230725337382418402808",
        "7.0042677243848553820020414653269",
        "1.9957323168382171517362003749539",
    ),
    "law_at_4_5_half": _law(
        4,
        "2.5",
        ".50719510004702093364087002769704",
        ".69981142319928378930731696286088",
        ".56817632691826854479485810638171",
    ),
    "law_at_10_5": _law(
        10,
        "5",
        ".42245015101530210532227473656642",
        "1.1437447999582211109576742469558",
        ".96850595511828941565369943587627",
    ),
    "law_at_10_small": _law(
        10,
        "1e-3",
        ".000099999999166666678571428379216273",
        "4.9999999791666668650793626767113e-8",
        "4.9999999375000009920634752449160e-8",
    ),
    "law_at_100_100": _law(
        100,
        "100",
        ".61956561418538862977886383362882",
        "37.821596784319632269219573116824",
        "24.134964634219230708666810246058",
    ),
    "law_at_100_5000": _law(
        100,
        "5000",
        ".99014802345229455154042625330716",
        "4755.7698571954689739601184828454",
        "194.97026006600378374201278369043",
    ),
    "law_at_1000_1000": _law(
        1000,
        "1000",
        ".61818681291010495934202381090698",
        "377.50692252514144073603002560978",
        "240.6798903849635186059937852972",
    ),
    "law_at_ten_thousand": _law(
        10**4,
        "12345",
        ".67390179014398310822835762134334",
        "5292.4361688186414185032872775063",
        "3026.8814305088300525757875579772",
    ),
    "law_at_a_million": _law(
        10**6,
        "1000",
        ".00099999900000399997900013599897001",
        ".49999975000083332970835331653417",
        ".49999925000316664929178268243584",
    ),
}

required_divergences = {
    "required_divergence_at_2": _costs(
        2,
        ".010025139886485532241852021945686",
        ".26828079447383577350450790904729",
        "1.1963042292599003964089721714347",
        "2.3724309643861315234554482099274",
    ),
    "required_divergence_at_10": _costs(
        10,
        ".050209833147081620482531139705777",
        "1.4091287071472975861683859608677",
        "7.7788977262287957833008937423997",
        "17.977463834240114813714549006166",
    ),
    "required_divergence_at_100": _costs(
        100,
        ".50246774009548027389332253760133",
        "14.352128580389570242981943577856",
        "82.503673976433707254548784107002",
        "194.23567474062209589840663477718",
    ),
    "required_divergence_at_ten_thousand": _costs(
        10**4, "50.251629274678816204898690253473", "1438.3780959317608866313306258293", "8303.1223400054187295864508031175"
    ),
}

required_divergence_at_thousand = Claim(
    says="Required divergence at d = 1000, for c = 0.99.",
    states=_near(bessel.required_divergence(1000, Rational("0.99")), "1956.9009129180838353760252892868"),
    note=NEW,
)

required_divergence_at_million = Claim(
    says="Required divergence at d = 10^6, for c = 0.1, 0.5, 0.9, 0.99 and 0.999.",
    states=conjunction(
        *(
            _near(bessel.required_divergence(10**6, Rational(x)), value)
            for x, value in (
                ("0.1", "5025.16787674832"),
                ("0.5", "143841.003956659"),
                ("0.9", "830365.069708725"),
                ("0.99", "1958516.15668183"),
                ("0.999", "3107551.3502515"),
            )
        )
    ),
    note=NEW,
)

# Two values in the notes on the essay have wrong digits; the right ones stand in `required_divergence_at_2` and `law_at_10_small`.

false_required_divergence_at_2 = Claim(
    says="At d = 2 the mean cosine 0.5 takes 0.26828079447383573350450790904729 nats.",
    states=_near(bessel.required_divergence(2, HALF), ".26828079447383573350450790904729"),
    expect="refuted",
    note="a misprint: the 17th digit is 7, not 3",
)

false_divergence_at_10_small = Claim(
    says="At d = 10 and the tilt 1/1000 the divergence is 4.999999937499999e-8 nats.",
    states=_near(bessel.cosine_divergence(10, Rational(1, 1000)), "4.999999937499999e-8"),
    expect="refuted",
    note="rounding in floating point: to 16 digits it is 4.999999937500001e-8",
)

reached_cosines = {
    "cosine_at_2_1": _reached(2, 1, ".856068994532275110461296977238"),
    "cosine_at_3_1": _reached(3, 1, ".729158336158670941528127071904"),
    "cosine_at_10_1": _reached(10, 1, ".428685021364591721309206635284"),
    "cosine_at_10_10": _reached(10, 10, ".939945657328880452040547674681"),
    "cosine_at_100_10": _reached(100, 10, ".426075703636669010032428227174"),
    "cosine_at_1000_10": _reached(1000, 10, ".14071855028118308776441333305"),
    "cosine_at_1000_100": _reached(1000, 100, ".425789359177787976869492998693"),
}

total_harms = {
    "total_harm_at_2": _harm(2, ".463601794376448241875687289765"),
    "total_harm_at_3": _harm(3, ".760661401507812622954147382729"),
    "total_harm_at_4": _harm(4, "1.06316951951518908271885986632"),
    "total_harm_at_5": _harm(5, "1.36760420631195461217514019517"),
    "total_harm_at_10": _harm(10, "2.89746824406662366979215990093"),
    "total_harm_at_20": _harm(20, "5.9640147644087631565637168663"),
    "total_harm_at_100": _harm(100, "30.5107576106304997501789958351"),
}

total_harm_at_1 = Claim(
    says="Total harm at d = 1 is log 2 - 1/2, to 30 digits.",
    states=within(bessel.total_shortfall(1), log(2) - HALF, Rational(1, 10**30)),
    note=NEW,
)

total_harm_in_three_dimensions = Claim(
    says="Total harm at d = 3 agrees with log 2 - 1/2 - gamma + log pi to 30 digits.",
    states=within(bessel.total_shortfall(3), log(2) - HALF - EulerGamma + log(pi), Rational(1, 10**30)),
    note="that they are equal needs the zeros of the sine as poles of coth(beta) - 1/beta, and a regularised sum over them",
)

total_harm_bounds = Claim(
    says="Total harm lies between (d - 1)(1 - log 2) and d (1 - log 2), at d = 2, 10, 100.",
    states=conjunction(*(chain((j - 1) * (1 - log(2)), "<", bessel.total_shortfall(j), "<", j * (1 - log(2))) for j in (2, 10, 100))),
    note=NEW,
)

fragile_values = Claim(
    says="Total harm per dimension for the shares 1 - c^k, k = 1/2, 1, 2, 3, 10, in the leading order.",
    states=conjunction(
        _near((4 - pi / 2 - 3 * log(2)) / 2, "0.17488"),
        _near(1 - log(2), "0.30685"),
        _near(Rational(4, 3) - log(2), "0.64019"),
        _near(Rational(137, 120), "1.14167"),
    ),
    note=NEW,
)
