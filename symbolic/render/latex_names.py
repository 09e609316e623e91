"""What a name looks like in LaTeX: `x1` is x with a subscript, `x_prime` is x', words stand upright."""

from __future__ import annotations

import re

_LETTERS = (
    "alpha beta gamma delta zeta eta theta iota kappa mu nu xi pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega varepsilon vartheta varphi varrho varsigma ell"
)
GREEK = frozenset(_LETTERS.split())
_SPELLED = {"lambda": r"\lambda", "lamda": r"\lambda", "epsilon": r"\varepsilon"}
_ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot"}
_STARS = {"star": "*", "plus": "+", "minus": "-"}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_TALL = re.compile(r"\\(frac|int|sum|prod|lim|begin|binom|left)(?![A-Za-z])")


def escape(prose: str) -> str:
    """Prose for LaTeX's text mode, every special character shown as itself."""
    return "".join(_ESCAPES.get(character, character) for character in prose)


def group(inner: str, opening: str = "(", closing: str = ")") -> str:
    """`inner` in brackets, which grow where what they hold is taller than a line."""
    if _TALL.search(inner):
        return rf"\left{opening} {inner} \right{closing}"
    return f"{opening}{inner}{closing}" if len(opening) == 1 else f"{opening} {inner} {closing}"


def name_latex(name: str) -> str:
    """The LaTeX of a declared name: `x1` gives `x_{1}`, `x1_prime` gives `x_{1}'`, `risk` gives an upright word, `mu` a Greek letter."""
    head, *parts = name.strip("_").split("_") if name.strip("_") else [name]
    primes, accents, star = "", "", ""
    subscripts: list[str] = []
    for part in parts:
        counted = re.fullmatch(r"prime(\d*)", part)
        if counted:
            primes += "'" * int(counted[1] or 1)
        elif part in _ACCENTS:
            accents = _ACCENTS[part]
        elif part in _STARS:
            star = f"^{{{_STARS[part]}}}"
        elif part:
            subscripts.append(part)
    letters, digits = _split_digits(head)
    if len(subscripts) > 1 and _is_word(letters):
        return rf"\mathrm{{{_spaced([head, *subscripts])}}}{star}{primes}"
    lower = ([digits] if digits else []) + [name_latex(part) for part in subscripts]
    base = f"{accents}{{{_letters(letters)}}}" if accents else _letters(letters)
    return base + (f"_{{{','.join(lower)}}}" if lower else "") + star + primes


def function_latex(name: str) -> str:
    """The LaTeX of a function's name; primes at its end are derivatives, words are operators."""
    bare = name.rstrip("'")
    primes = name[len(bare) :]
    head = name_latex(bare)
    if head.startswith(r"\mathrm"):
        head = r"\operatorname" + head[len(r"\mathrm") :]
    return head + (primes if len(primes) <= 3 else f"^{{({len(primes)})}}")


def _split_digits(head: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.*?)(\d*)", head)
    letters, digits = (found[1], found[2]) if found else (head, "")
    return (letters, digits) if letters else (digits, "")


def _is_word(letters: str) -> bool:
    return len(letters) > 1 and letters not in GREEK and letters not in _SPELLED


def _letters(letters: str) -> str:
    if letters in _SPELLED:
        return _SPELLED[letters]
    if letters in GREEK:
        return "\\" + letters
    if letters.isdigit() or len(letters) == 1:
        return letters
    return rf"\mathrm{{{escape(letters)}}}"


def _spaced(words: list[str]) -> str:
    return r"\ ".join(escape(word) for word in words)
