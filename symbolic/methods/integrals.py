def prove_finite(context, goal, budget):
    return None


def evaluate_calculus(state, budget):
    return None
