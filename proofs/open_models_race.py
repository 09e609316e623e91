"""How do open AI models affect the incentive to race?

A monopolist sells access to a closed model to n identical customers, each of whom can use an open model instead and so pays, per day, what
the closed model is worth to them beyond the open one. The value f of a model trained with given compute is any strictly increasing
function: nothing below uses a formula for it. The essay asks whether a better open model makes it more attractive to train a better closed
one, and finds that it does not.

Units: compute in dollars of training cost, time in days, f in dollars per day and customer, revenue in dollars.
Source: "How do open AI models affect incentive to race?" (essay and comments).
"""

from sympy import E, Eq, Integer, Max, Min, Piecewise, Sum, Symbol, exp, log, oo, symbols

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    at_most,
    conjunction,
    decreasing,
    diff,
    equal,
    expm1,
    finite,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing,
    increasing_function,
    independent,
    integral,
    less,
    limit,
    maximum,
    prime,
)

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

n = Symbol("n", positive=True)  # customers
m = Symbol("m", positive=True)  # days of the horizon
k = Symbol("k", positive=True)  # days until the open model improves
x = Symbol("x", positive=True)  # compute of the open model [$]
y = Symbol("y", positive=True)  # compute of the closed model [$]
z = Symbol("z", positive=True)  # compute of the upgraded closed model [$]
x1 = Symbol("x1", positive=True)  # compute of the improved open model, the essay's x' [$]
t = Symbol("t", positive=True)  # time [days]

f = increasing_function("f")  # value per day of a model, by its training compute [$/day per customer]

ordered = Domain(x < y, y < z)
announced = ordered & Domain(k < m, x < x1)  # the open model will improve to x1 after k days
overtaken = announced & Domain(y <= x1, x1 <= z)  # it will overtake the closed model, but not the upgrade


def revenue_of(c, over=m):
    """Revenue of a closed model of compute c over so many days, while the open model is x."""
    return n * over * (f(c) - f(x))


def revenue_with_improvement(c):
    """Revenue of a closed model of compute c when the open model becomes x1 after k days;

    nobody pays for a model that is worse than the open one.
    """
    return n * k * (f(c) - f(x)) + n * (m - k) * Max(0, f(c) - f(x1))


def revenue_day_by_day(c):
    """The same as an integral over time of what n customers pay per day."""
    return integral(n * Max(0, f(c) - f(x)), (t, 0, k)) + integral(n * Max(0, f(c) - f(x1)), (t, k, m))


incentive_to_upgrade = revenue_with_improvement(z) - revenue_with_improvement(y)  # the essay's U - N, written D below
incentive_without_improvement = n * m * (f(z) - f(y))
incentive_between = n * k * (f(z) - f(y)) + n * (m - k) * (f(z) - f(x1))  # while y <= x1 <= z

# --- Closed forms -----------------------------------------------------------------------------------------------------------------------

SOURCE = "How do open AI models affect incentive to race?"
value, value_open, value_y, value_z, value_x1 = symbols("value value_open value_y value_z value_x1", real=True)
rate = Symbol("rate", nonnegative=True)
overtaken_on = Symbol("k", nonnegative=True)  # days until the open model improves, 0 if it does at once
r = Symbol("r", positive=True)  # discount rate [1/day]
f_differentiable = increasing_function("f", "differentiable")
y_best = n * m  # what entry trains when f = log, see `entry_scale`
MONEY = {"n": "customers", "m": "days", "value": "$/day/customer", "value_open": "$/day/customer", "": "$"}

revenue = ClosedForm(
    n * m * (value - value_open),
    (n, m, value, value_open),
    says="Revenue of a closed model over m days, each customer paying per day what it is worth beyond the open model.",
    source=SOURCE,
    derivation=Derivation(
        integral(n * (value - value_open), (t, 0, m)),
        (Step(n * m * (value - value_open), "the same every day"),),
    ),
    units=MONEY,
)

incentive = ClosedForm(
    n * overtaken_on * (value_z - value_y) + n * (m - overtaken_on) * (Max(0, value_z - value_x1) - Max(0, value_y - value_x1)),
    (n, m, overtaken_on, value_y, value_z, value_x1),
    says="What the upgrade from y to z adds to revenue when the open model improves to x1 after k of m days.",
    source=SOURCE,
    domain=Domain(overtaken_on <= m, value_y <= value_z),
    derivation=Derivation(
        integral(n * (value_z - value_open), (t, 0, overtaken_on))
        + integral(n * Max(0, value_z - value_x1), (t, overtaken_on, m))
        - integral(n * (value_y - value_open), (t, 0, overtaken_on))
        - integral(n * Max(0, value_y - value_x1), (t, overtaken_on, m)),
        (
            Step(
                n * overtaken_on * (value_z - value_open)
                + n * (m - overtaken_on) * Max(0, value_z - value_x1)
                - n * overtaken_on * (value_y - value_open)
                - n * (m - overtaken_on) * Max(0, value_y - value_x1),
                "the same every day before the improvement, and after it",
            ),
            Step(
                n * overtaken_on * (value_z - value_y) + n * (m - overtaken_on) * (Max(0, value_z - value_x1) - Max(0, value_y - value_x1)),
                "the open model of the first k days cancels",
            ),
        ),
        Domain(overtaken_on <= m),
    ),
    stable=n * overtaken_on * (value_z - value_y) + n * (m - overtaken_on) * Max(0, value_z - Max(value_x1, value_y)),
    units={**MONEY, **dict.fromkeys(("value_y", "value_z", "value_x1"), MONEY["value"]), "k": "days"},
)

discounted_revenue = ClosedForm(
    Piecewise((n * m * (value - value_open), Eq(rate, 0)), (n * (1 - exp(-rate * m)) / rate * (value - value_open), True)),
    (n, m, rate, value, value_open),
    says="Revenue over m days discounted at a constant rate; at rate 0 it is the undiscounted revenue.",
    source=SOURCE,
    derivation=Derivation(
        integral(n * exp(-rate * t) * (value - value_open), (t, 0, m)),
        (
            Step(n * (value - value_open) * integral(exp(-rate * t), (t, 0, m)), "what does not depend on time comes out of the integral"),
            Step(n * (1 - exp(-rate * m)) / rate * (value - value_open), "integral of the exponential"),
        ),
        Domain(rate > 0),
    ),
    stable=Piecewise((n * m * (value - value_open), Eq(rate, 0)), (-n * expm1(-rate * m) / rate * (value - value_open), True)),
    units={**MONEY, "rate": "1/day"},
)

entry_profit = ClosedForm(
    n * m * (log(n * m) - log(x)) - n * m,
    (n, m, x),
    says="Profit of training the best model y = nm against an open model x, when value is the logarithm of compute.",
    source=SOURCE,
    derivation=Derivation(
        n * m * (log(y_best) - log(x)) - y_best,
        (Step(n * m * (log(n * m / x) - 1), "difference of logarithms"), Step(n * m * (log(n * m) - log(x)) - n * m, "expand")),
    ),
    stable=n * m * (log(n * m / x) - 1),
    units={"n": "customers", "m": "days", "x": "$", "": "$"},
)

# --- The post: a fixed open model -------------------------------------------------------------------------------------------------------

revenue_positive = Claim(
    says="A closed model that is better than the open one earns something.",
    given=Domain(x < y),
    states=greater(revenue_of(y), 0),
)

revenue_decreasing_in_open_model = Claim(
    says="The better the open model, the less revenue there is from training a closed model.",
    given=Domain(x < y),
    states=decreasing(revenue_of(y), x),
)

revenue_slope_in_open_model = Claim(
    says="Where f has a derivative, revenue falls at the rate n m f'(x).",
    states=equal(diff(n * m * (f_differentiable(y) - f_differentiable(x)), x), -n * m * prime(f_differentiable)(x)),
)

upgrade_difference = Claim(
    says="Training z instead of y earns n m (f(z) - f(y)) more.",
    given=ordered,
    states=equal(revenue_of(z) - revenue_of(y), n * m * (f(z) - f(y))),
)

upgrade_independent_of_open_model = Claim(
    says="What the upgrade adds is unaffected by the open model.",
    given=ordered,
    states=independent(revenue_of(z) - revenue_of(y), x),
)

upgrade_positive = Claim(
    says="The upgrade always adds something.",
    given=ordered,
    states=greater(revenue_of(z) - revenue_of(y), 0),
)

# --- The post: the open model improves after k days ---------------------------------------------------------------------------------------

no_upgrade_revenue = Claim(
    says="Without the upgrade: nk(f(y) - f(x)) from the first k days, and nothing thereafter once the open model has caught up.",
    given=announced & Domain(y <= x1),
    states=equal(revenue_day_by_day(y), n * k * (f(y) - f(x))),
)

no_upgrade_revenue_in_general = Claim(
    says="Whether or not it is caught up: the closed model earns what it is worth beyond the open one, when that is positive.",
    given=announced,
    states=equal(revenue_day_by_day(y), revenue_with_improvement(y)),
)

upgrade_revenue = Claim(
    says="With the upgrade: nk(f(z) - f(x)) from the first k days and n(m - k)(f(z) - f(x1)) from the remaining ones.",
    given=announced & Domain(x1 < z),
    states=equal(revenue_day_by_day(z), n * k * (f(z) - f(x)) + n * (m - k) * (f(z) - f(x1))),
)

incentive_when_overtaken = Claim(
    says="The incentive to upgrade, between being overtaken and being surpassed.",
    given=overtaken,
    states=equal(incentive_to_upgrade, incentive_between),
    by=Derivation(
        incentive_to_upgrade,
        (
            Step(
                n * k * (f(z) - f(x)) + n * (m - k) * (f(z) - f(x1)) - n * k * (f(y) - f(x)),
                "after k days the closed model is worth nothing beyond the open one, the upgrade still is",
            ),
            Step(incentive_between, "the open model x earns the same against both and cancels"),
        ),
        overtaken,
    ),
)

incentive_independent_of_current_open_model = Claim(
    says="The incentive to upgrade does not depend on the current open model.",
    given=announced,
    states=independent(incentive_to_upgrade, x),
)

incentive_flat_before_overtaking = Claim(
    says="While the improved open model stays behind the closed one, it does not change the incentive.",
    given=announced & Domain(x1 <= y),
    states=independent(incentive_to_upgrade, x1),
)

incentive_before_overtaking = Claim(
    says="There the incentive is what it is without any improvement.",
    given=announced & Domain(x1 <= y),
    states=equal(incentive_to_upgrade, incentive_without_improvement),
)

incentive_decreasing_after_overtaking = Claim(
    says="Increasing x1 past y makes the upgrade earn less in comparison: the announcement reduces the incentive to race.",
    given=overtaken,
    states=decreasing(incentive_to_upgrade, x1),
)

incentive_flat_after_surpassing = Claim(
    says="An open model better than the upgrade leaves only the first k days, whatever its compute.",
    given=announced & Domain(z <= x1),
    states=equal(incentive_to_upgrade, n * k * (f(z) - f(y))),
)

incentive_continuous = Claim(
    says="The three pieces agree where they meet.",
    given=announced,
    states=conjunction(
        implies(equal(x1, y), equal(incentive_between, incentive_without_improvement)),
        implies(equal(x1, z), equal(incentive_between, n * k * (f(z) - f(y)))),
    ),
)

open_release_never_raises_incentive = Claim(
    says="Release of better open models reduces the incentive to race, or does nothing.",
    given=announced,
    states=at_most(incentive_to_upgrade, incentive_without_improvement),
)

open_release_does_nothing_only_behind = Claim(
    says="It does nothing exactly when the improved open model does not overtake the closed one.",
    given=announced,
    states=iff(equal(incentive_to_upgrade, incentive_without_improvement), x1 <= y),
)

lost_incentive = Claim(
    says="What the announcement takes away is n (m - k) (f(x1) - f(y)).",
    given=overtaken,
    states=equal(incentive_without_improvement - incentive_to_upgrade, n * (m - k) * (f(x1) - f(y))),
)

later_release_hurts_less = Claim(
    says="The later the open model improves, the larger the incentive to upgrade.",
    given=announced & Domain(y < x1),
    states=increasing(incentive_to_upgrade, k),
    note="beyond the essay",
)

# --- The post: why not perfect competition ----------------------------------------------------------------------------------------------

epsilon = Symbol("epsilon", positive=True)  # share by which each competitor undercuts
price_0 = Symbol("p_0", positive=True)  # starting price [$/day]
day = Symbol("t", integer=True, nonnegative=True)
any_day = Symbol("s", integer=True, nonnegative=True)
price = function("p")  # price by day
undercutting = Domain(epsilon < 1, equal(price(0), price_0), forall(any_day, equal(price(any_day + 1), (1 - epsilon) * price(any_day))))

undercutting_closed_form = Claim(
    says="If each competitor undercuts the other by the share epsilon, the price after t rounds is (1 - epsilon)^t of the first.",
    given=undercutting,
    states=equal(price(day), (1 - epsilon) ** day * price_0),
)

undercutting_to_zero = Claim(
    says="If each competitor undercuts the other slightly, the price will approach 0.",
    given=Domain(epsilon < 1),
    states=equal(limit((1 - epsilon) ** t * price_0, t, oo), 0),
)

p = Symbol("p", positive=True)  # a price
d = Symbol("d", positive=True)  # an undercut

bertrand_deviation = Claim(
    says="Sharing the market at any positive price, undercutting by less than half of it pays.",
    given=Domain(d < p / 2),
    states=greater((p - d) * n, p * n / 2),
)

# --- The comments -----------------------------------------------------------------------------------------------------------------------

c = Symbol("c", positive=True)  # penalty for advancing the frontier [customer days]
penalised = Domain(c < n * m)


def penalised_profit(level):
    """Revenue less a penalty that is proportional to the distance from the open model."""
    return n * m * (f(level) - f(x)) - c * (f(level) - f(x))


frontier_penalty_rescales = Claim(
    says="A penalty for advancing the frontier divides revenue by a constant factor.",
    given=penalised,
    states=equal(penalised_profit(y), (n * m - c) * (f(y) - f(x))),
)

frontier_penalty_decreasing = Claim(
    says="With the penalty, too, profit falls as the open model improves.",
    given=penalised & Domain(x < y),
    states=decreasing(penalised_profit(y), x),
)

frontier_penalty_independent = Claim(
    says="With the penalty, too, what the upgrade adds is unaffected by the open model.",
    given=penalised & ordered,
    states=independent(penalised_profit(z) - penalised_profit(y), x),
)

frontier_penalty_upgrade_positive = Claim(
    says="With the penalty, too, the upgrade adds something.",
    given=penalised & ordered,
    states=greater(penalised_profit(z) - penalised_profit(y), 0),
)

u = increasing_function("u", "concave")  # utility of the lead over the open model

concave_utility_breaks_independence = Claim(
    says="With a sublinear utility of the lead, a better open model does raise the incentive to upgrade.",
    given=ordered,
    states=increasing(u(f(z) - f(x)) - u(f(y) - f(x)), x),
)

any_x = Symbol("x_any", real=True)
lead = Symbol("lead", real=True)
u_smooth = increasing_function("u", "concave", "smooth")
f_smooth = increasing_function("f", "concave", "smooth", on="positive")
y_star = function("y_star", "positive", "smooth", on="positive")  # the best y as a function of x
slopes = Domain(
    forall(any_x, implies(any_x > 0, greater(prime(f_smooth)(any_x), 0))),
    forall(any_x, implies(any_x > 0, less(prime(f_smooth, 2)(any_x), 0))),
    forall(lead, greater(prime(u_smooth)(lead), 0)),
    forall(lead, less(prime(u_smooth, 2)(lead), 0)),
)
marginal_profit = n * m * prime(u_smooth)(f_smooth(y) - f_smooth(x)) * prime(f_smooth)(y) - 1
first_order_condition = forall(
    any_x,
    implies(any_x > 0, equal(n * m * prime(u_smooth)(f_smooth(y_star(any_x)) - f_smooth(any_x)) * prime(f_smooth)(y_star(any_x)), 1)),
)
gap_at_best = f_smooth(y_star(x)) - f_smooth(x)
best_response_slope = (
    prime(u_smooth, 2)(gap_at_best)
    * prime(f_smooth)(x)
    * prime(f_smooth)(y_star(x))
    / (prime(u_smooth, 2)(gap_at_best) * prime(f_smooth)(y_star(x)) ** 2 + prime(u_smooth)(gap_at_best) * prime(f_smooth, 2)(y_star(x)))
)

concave_utility_marginal_profit = Claim(
    says="The first-order condition of maximising n m u(f(y) - f(x)) - y.",
    given=slopes,
    states=equal(diff(n * m * u_smooth(f_smooth(y) - f_smooth(x)) - y, y), marginal_profit),
)

concave_utility_second_order = Claim(
    says="Marginal profit falls in y.",
    given=slopes,
    states=less(diff(marginal_profit, y), 0),
    note="so the first-order condition has at most one solution, the best y, and by the implicit function theorem it moves smoothly with x",
)

concave_utility_best_response = Claim(
    says="The best y moves with the open model as the implicit function theorem says.",
    given=slopes & Domain(first_order_condition),
    states=equal(prime(y_star)(x), best_response_slope),
)

concave_utility_best_response_positive = Claim(
    says="With a sublinear utility of the lead, a better open model makes the company train a better closed model.",
    given=slopes & Domain(first_order_condition),
    states=greater(prime(y_star)(x), 0),
)

linear_utility_no_open_model = Claim(
    says="With linear utility the first-order condition does not mention the open model.",
    given=slopes,
    states=independent(diff(n * m * (f_smooth(y) - f_smooth(x)) - y, y), x),
)

linear_utility_best_response = Claim(
    says="With linear utility the best y does not move with the open model.",
    given=slopes & Domain(forall(any_x, implies(any_x > 0, equal(n * m * prime(f_smooth)(y_star(any_x)), 1)))),
    states=equal(prime(y_star)(x), 0),
)

g = Symbol("g", positive=True)  # gap in value that a government wants
needed = function("needed")  # compute that opens this gap over the open model

threshold_government = Claim(
    says="A government that wants a fixed lead needs the more compute, the better the open model.",
    given=Domain(forall(any_x, equal(f(needed(any_x)), f(any_x) + g))),
    states=increasing(needed(x), x),
)

# --- Extensions that the post lists -----------------------------------------------------------------------------------------------------

discounted = n * (1 - exp(-r * m)) / r

discounting = Claim(
    says="With time discounting, revenue is n (1 - e^(-rm))/r (f(y) - f(x)).",
    states=equal(integral(n * exp(-r * t) * (f(y) - f(x)), (t, 0, m)), discounted * (f(y) - f(x))),
)

discounting_independent = Claim(
    says="With time discounting, what the upgrade adds is still unaffected by the open model.",
    given=ordered,
    states=independent(
        integral(n * exp(-r * t) * (f(z) - f(x)), (t, 0, m)) - integral(n * exp(-r * t) * (f(y) - f(x)), (t, 0, m)),
        x,
    ),
)

discounting_limit = Claim(
    says="As the discount rate goes to 0, discounted revenue goes to n m (f(y) - f(x)).",
    states=equal(limit(discounted * (f(y) - f(x)), r, 0, "+"), n * m * (f(y) - f(x))),
)

demand = function("demand", "nonnegative", "continuous")  # customers by day


def revenue_with_demand(level):
    """Revenue when the number of customers changes over time."""
    return integral(demand(t) * (f(level) - f(x)), (t, 0, m))


changing_demand = Claim(
    says="With changing demand the factor nm becomes the integral of demand.",
    given=ordered,
    states=equal(revenue_with_demand(z) - revenue_with_demand(y), (f(z) - f(y)) * integral(demand(t), (t, 0, m))),
)

changing_demand_independent = Claim(
    says="With changing demand, what the upgrade adds is still unaffected by the open model.",
    given=ordered,
    states=independent(revenue_with_demand(z) - revenue_with_demand(y), x),
)

q = Symbol("q", positive=True)  # probability of the better release
a1 = Symbol("a1", positive=True)  # improved open model, with probability 1 - q
b1 = Symbol("b1", positive=True)  # improved open model, with probability q
two_releases = ordered & Domain(k < m, q < 1, x < a1, a1 < b1)
expected_incentive = (1 - q) * incentive_to_upgrade.subs(x1, a1) + q * incentive_to_upgrade.subs(x1, b1)

uncertain_release = Claim(
    says="Uncertainty over which open model is released does not raise the expected incentive either.",
    given=two_releases,
    states=at_most(expected_incentive, incentive_without_improvement),
)

uncertain_release_strict = Claim(
    says="A positive probability of overtaking strictly lowers the expected incentive.",
    given=two_releases & Domain(y < b1),
    states=less(expected_incentive, incentive_without_improvement),
)

uncertain_release_independent = Claim(
    says="The expected incentive does not depend on the current open model.",
    given=two_releases,
    states=independent(expected_incentive, x),
)

h = Symbol("h", positive=True)  # rate at which the open model is released [1/day]

random_release_time = Claim(
    says="A release at an exponential time replaces k by the mean of its minimum with m, (1 - e^(-hm))/h.",
    states=equal(integral(Min(t, m) * h * exp(-h * t), (t, 0, oo)), (1 - exp(-h * m)) / h),
    note="that the incentive is linear in the release day: see random_release_time_replaces_k",
)

before, after = symbols("before after", real=True)  # what the upgrade adds per day, before and after the release [$/day]
mean_release = (1 - exp(-h * m)) / h

random_release_time_replaces_k = Claim(
    says="The expected incentive is that of a release on this mean day: before it the upgrade adds f(z) - f(y) a day, after it less.",
    states=equal(
        integral((before * Min(t, m) + after * (m - Min(t, m))) * h * exp(-h * t), (t, 0, oo)),
        before * mean_release + after * (m - mean_release),
    ),
)

v = Symbol("v", positive=True)  # what a customer values the model at [$/day]
a = Symbol("a", positive=True)  # the highest value, or the choke price of demand [$/day]
density = function("density", "nonnegative", "continuous", on="positive")  # of customers' values

uniform_price_revenue = Claim(
    says="Charging one price to customers who value the model differently never beats charging each their value.",
    given=Domain(finite(integral(density(v), (v, 0, oo))), finite(integral(v * density(v), (v, 0, oo)))),
    states=at_most(p * integral(density(v), (v, p, oo)), integral(v * density(v), (v, 0, oo))),
)

customer = Symbol("i", integer=True)
customers = Symbol("N", integer=True, nonnegative=True)
worth = function("worth", "nonnegative")  # what each customer values the model at [$/day]

uniform_price_revenue_by_customers = Claim(
    says="The same for any number of customers, one by one: those who value it at the price or more pay the price.",
    states=at_most(
        Sum(Piecewise((p, worth(customer) >= p), (Integer(0), True)), (customer, 1, customers)),
        Sum(worth(customer), (customer, 1, customers)),
    ),
)

uniform_values_best_price = Claim(
    says="With values uniform between 0 and a, the best single price is a/2.",
    given=Domain(p <= a),
    states=maximum(n * p * (a - p) / a, p, a / 2),
)

uniform_values_revenue = Claim(
    says="It earns n a/4 a day.",
    states=equal(n * a / 2 * integral(1 / a, (v, a / 2, a)), n * a / 4),
)

uniform_values_surplus = Claim(
    says="It leaves customers n a/8 a day.",
    states=equal(integral(n * (v - a / 2) / a, (v, a / 2, a)), n * a / 8),
)

uniform_values_discrimination = Claim(
    says="Perfect discrimination would earn n a/2 a day.",
    states=equal(integral(n * v / a, (v, 0, a)), n * a / 2),
)

N = Symbol("N", integer=True, positive=True)  # firms
s = Symbol("s", positive=True)

cournot_equilibrium = Claim(
    says="When each of the other N - 1 firms supplies a/(N + 1), supplying the same is the only best answer.",
    states=maximum(q * (a - q - (N - 1) * a / (N + 1)), q, a / (N + 1)),
)

cournot_price = Claim(
    says="The price is then a/(N + 1).",
    states=equal(a - N * (a / (N + 1)), a / (N + 1)),
)

cournot_price_decreasing = Claim(
    says="It falls with every further firm.",
    states=decreasing(a / (N + 1), N),
)

cournot_price_limit = Claim(
    says="It goes to 0 as firms multiply.",
    states=equal(limit(a / (s + 1), s, oo), 0),
)

entry_scale = Claim(
    says="With f = log, an entrant trains y = nm.",
    states=maximum(n * m * (log(y) - log(x)) - y, y, n * m),
    note="beyond the essay",
)

entry_pays = Claim(
    says="With f = log, entering pays exactly when the open model cost less than nm/e to train.",
    states=iff(greater(n * m * (log(n * m) - log(x)) - n * m, 0), less(x, n * m / E)),
    note="beyond the essay",
)

# --- What the essay does not say, and would be wrong ------------------------------------------------------------------------------------

false_independent_of_current_model = Claim(
    says="What the upgrade adds is unaffected by the closed model that one has already.",
    given=ordered,
    states=independent(revenue_of(z) - revenue_of(y), y),
    expect="refuted",
)

false_revenue_increasing = Claim(
    says="The better the open model, the more revenue there is from a closed one.",
    given=Domain(x < y),
    states=increasing(revenue_of(y), x),
    expect="refuted",
)

false_incentive_always_decreasing = Claim(
    says="Every improvement of the open model reduces the incentive to upgrade.",
    given=announced,
    states=decreasing(incentive_to_upgrade, x1),
    expect="refuted",
)

false_concave_independence = Claim(
    says="With a sublinear utility of the lead, too, what the upgrade adds is unaffected by the open model.",
    given=ordered,
    states=independent(u(f(z) - f(x)) - u(f(y) - f(x)), x),
    expect="refuted",
)
