"""What a sceptic must believe of a proof: the code that checked it, the libraries, and the facts of textbooks that it uses."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.metadata import version
from typing import Any

from symbolic.claims.verdict import Verdict
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import axiom
from symbolic.trusted.encoding_shapes import proof_nodes
from symbolic.trusted.traces import TraceForm

# Rules that compute or ask somebody else: they are told by what they rest on, not by their name.
_PLAIN = (
    *(rules.Certificate, rules.Product, rules.Known, rules.Combination, rules.Absurd, rules.Split, rules.Cases, rules.Assume, rules.Each),
    *(rules.Generalise, rules.Have, rules.Resolve, rules.Rewrite, rules.Instance, rules.Specialise, rules.Unfold, rules.Unsat),
    *(rules.Evaluate, rules.Induction),
)


def beliefs(verdict: Verdict) -> list[str]:
    """Sentences, the most basic first; each is something that nobody has proved here. Without a proof of the kernel: what is trusted."""
    nodes = list(_walk(verdict.certificate))
    if not nodes:
        return list(verdict.trusts)
    balls = ", and with balls that contain the true value" if verdict.grade == "enclosure" else ""
    found = [
        "the checker in `symbolic/trusted`, which replayed the proof, and what terms mean, in `symbolic/language`",
        f"SymPy {version('sympy')}: how terms are built, compared and substituted; none of its simplifying, solving or integrating",
        f"python-flint {version('python-flint')}: exact arithmetic with rational numbers and polynomials{balls}",
    ]
    solvers = [name for name in verdict.trusts if name.split()[0] in ("z3", "cvc5")]
    if solvers:
        word = "agree" if len(solvers) > 1 else "says"
        found.append(f"{' and '.join(solvers)}: {word} that the negation is unsatisfiable; no proof of that is kept")
    if any(isinstance(node, TraceForm) for node in nodes):
        found.append("the algebra of traces and determinants in `symbolic.trusted.traces`, for matrices of every dimension")
    return [*found, *_textbook(nodes)]


def _textbook(nodes: list[Any]) -> list[str]:
    """The facts about functions and the theorems of calculus that the proof uses, each once, in the order of their names."""
    facts = {node.rule for node in nodes if isinstance(node, rules.Instance)}
    theorems = {type(node) for node in nodes} & set(proof_nodes().values()) - set(_PLAIN)
    told = [f"textbook fact `{name}`: {_sentence(axiom(name))}" for name in sorted(facts)]
    return [*told, *(f"rule `{kind.__name__}`: {_sentence(kind)}" for kind in sorted(theorems, key=lambda kind: kind.__name__))]


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind))


def _sentence(thing: Any) -> str:
    """The first sentence or paragraph of a docstring on one line."""
    text = inspect.getdoc(thing) or "it has no description"
    return " ".join(text.partition("\n\n")[0].split())


def _walk(value: Any) -> Iterator[Any]:
    """Every node of a proof, shared ones once."""
    waiting, seen = [value], set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, tuple):
            waiting += thing
        elif isinstance(thing, TraceForm):
            yield thing
        elif is_dataclass(thing) and not isinstance(thing, type) and type(thing).__module__.startswith("symbolic.trusted."):
            yield thing
            waiting += [getattr(thing, name) for name in _names(thing)]
