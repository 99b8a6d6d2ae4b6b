"""From typed text to tokens: Python, NumPy, calculator, Unicode and LaTeX spellings become one notation."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, NoReturn

from sympy_checks.names import GREEK

MAX_LENGTH = 1000
MAX_DIGITS = 60
MAX_EXPONENT = 400

_SAME = {
    **dict.fromkeys("·⋅×∗•∙✕⁢", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("−–—‐‑﹣", "-"),
    **dict.fromkeys("\u00a0\u2009\u200a\u202f\u200b\u2061\ufeff\u2060\u2002\u2003\t\n\r", " "),
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᶻ", "0123456789+-()nxyz", strict=True))
_FRACTIONS = {"½": "12", "⅓": "13", "⅔": "23", "¼": "14", "¾": "34", "⅛": "18"}
_LETTERS = "".join(GREEK) + "ŷ"
_SUBSCRIPT = r"(?:_(?:[A-Za-z0-9]+|\{[A-Za-z0-9]+\}))"
_TOKEN = re.compile(
    rf"""
    (?P<space>\ +|\\[,;:!\ ]|\\quad|\\qquad|\\(?:left|right|big|Big|bigl|bigr|displaystyle)(?![A-Za-z]))
  | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<worded>\\(?:operatorname|mathrm|mathit|text|mathbf)\{{(?P<word>[A-Za-z][A-Za-z0-9]*)\}})
  | (?P<hat>\\hat\ *(?:\{{(?P<hatted>[a-z])\}}|(?P<bare>[a-z])))
  | (?P<command>\\(?P<called>[A-Za-z]+)(?P<index>{_SUBSCRIPT}?))
  | (?P<name>[A-Za-z][A-Za-z0-9]*[₀-₉]*{_SUBSCRIPT}* | [{_LETTERS}](?:[0-9₀-₉]+|{_SUBSCRIPT})?)
  | (?P<raised>[{"".join(_RAISED)}]+)
  | (?P<op>\*\*|//|==|!=|<=|>=|:=|[<>≤≥≠]|[-+*/^()\[\]{{}},|.√])
    """,
    re.VERBOSE,
)
_COMMANDS = {"cdot": "*", "times": "*", "ast": "*", "div": "/", "lvert": "|", "rvert": "|", "vert": "|"}
_STRUCTURE = {"frac": "frac", "dfrac": "frac", "tfrac": "frac", "sqrt": "sqrt"}
_COMPARISONS = frozenset(
    ["==", "!=", "<=", ">=", ":=", "<", ">", "≤", "≥", "≠", "≈", "le", "ge", "leq", "geq", "neq", "approx"]
)
_REASONS = {
    "=": "an answer is a formula, not an equation, got '='; type only the right-hand side",
    "'": 'a formula holds no text in quotes and no prime, got "\'"; do the derivative yourself',
    '"': "a formula holds no text in quotes, got '\"'; type the formula alone",
    ":": "a formula holds no program code, got ':'; write one formula",
    ";": "a formula holds no program code, got ';'; write one formula",
    "%": "remainders are no part of a formula, got '%'; leave it out",
    "!": "factorials are not among the functions, got '!'; leave it out",
    "∞": "a formula holds only finite numbers, got '∞'; leave it out",
    "_": "names begin with a letter, got '_'; use the names of the prompt",
    "//": "whole-number division is no part of a formula, got '//'; write /",
}
_REASONS |= {
    sign: f"an answer holds no unevaluated calculus, got '{sign}'; do the derivative yourself"
    for sign in "∂∫∇∑∏′″"
}
_REASONS |= {sign: f"an answer holds no comparison, got '{sign}'; type one formula" for sign in _COMPARISONS}
RELATION_SIGNS = {
    "<": "lt",
    "<=": "le",
    "≤": "le",
    ">": "gt",
    ">=": "ge",
    "≥": "ge",
    "==": "eq",
    "!=": "ne",
    "≠": "ne",
}
_RELATION_COMMANDS = {"le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "neq": "!="}
CHOICE = "where"

Kind = Literal["number", "name", "op", "command", "end"]


class FormulaError(ValueError):
    """A refused formula: `message` names the rule, the offender and the remedy; `position` is the place."""

    def __init__(self, message: str, text: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = position

    def caret(self, width: int = 80) -> str:
        """Return the line in question, shortened to `width`, with a caret under the spot."""
        start = self.text.rfind("\n", 0, self.position) + 1
        line = self.text[start:].split("\n", 1)[0].replace("\t", " ")
        spot = self.position - start
        cut = max(0, spot - width // 2) if len(line) > width else 0
        return f"{line[cut : cut + width]}\n{' ' * (spot - cut)}^"


class Token(NamedTuple):
    """A piece of the formula and the place where it stood."""

    kind: Kind
    text: str
    position: int


def tokenize(text: str) -> list[Token]:
    """Split a formula; the last token is of kind "end". Raises `FormulaError`."""
    if len(text) > MAX_LENGTH:
        message = f"a formula has at most {MAX_LENGTH} characters, got {len(text)}; shorten it"
        raise FormulaError(message, text[:MAX_LENGTH], 0)
    reader = _Reader(text)
    return [*reader.tokens(), Token("end", "", len(text.rstrip()))]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = _without_dollars("".join(_plain(letter) for letter in text))
        self.chooses = False

    def tokens(self) -> list[Token]:
        found: list[Token] = []
        place = 0
        while place < len(self.plain):
            match = _TOKEN.match(self.plain, place)
            if match is None:
                found.extend(self.odd(place))
                place += 1
                continue
            found.extend(self.read(match))
            place = match.end()
        return found

    def read(self, match: re.Match[str]) -> list[Token]:
        place, word = match.start(), match[0]
        if match["space"]:
            return []
        if match["raised"]:
            return self.raised(word, place)
        if match["number"]:
            return [self.number(word, place)]
        if match["command"]:
            return [self.command(match)]
        if match["op"]:
            return [self.operator(word, place)]
        name = _name(match)
        # Comparisons have one place, the condition of where(condition, a, b).
        self.chooses |= name == CHOICE
        return [Token("name", name, place)]

    def number(self, word: str, place: int) -> Token:
        mantissa, _, exponent = word.lower().partition("e")
        if sum(letter.isdigit() for letter in mantissa) > MAX_DIGITS:
            self.refuse(f"a number has at most {MAX_DIGITS} digits, got more; shorten it", place)
        if exponent and (len(exponent) > 5 or _largest(mantissa, int(exponent)) > MAX_EXPONENT):
            self.refuse(
                f"a decimal exponent is at most {MAX_EXPONENT}, got {exponent[:12]}; use a smaller one", place
            )
        return Token("number", word, place)

    def command(self, match: re.Match[str]) -> Token:
        called, place = match["called"], match.start()
        if called in _COMMANDS:
            return Token("op", _COMMANDS[called], place)
        if called in _STRUCTURE:
            return Token("command", _STRUCTURE[called], place)
        if self.chooses and called in _RELATION_COMMANDS:
            return Token("op", _RELATION_COMMANDS[called], place)
        if called in _COMPARISONS:
            self.refuse(f"an answer holds no comparison, got '{match[0]}'; type one formula", place)
        return Token("name", called + match["index"], place)

    def raised(self, word: str, place: int) -> list[Token]:
        """Return a run of superscripts as `^( … )`."""
        inner = _Reader("".join(_RAISED[letter] for letter in word)).tokens()
        moved = [token._replace(position=place + token.position) for token in inner]
        return [
            Token("op", "^", place),
            Token("op", "(", place),
            *moved,
            Token("op", ")", place + len(word) - 1),
        ]

    def operator(self, word: str, place: int) -> Token:
        if self.chooses and word in RELATION_SIGNS:
            return Token("op", word, place)
        if word in _REASONS:
            self.refuse(_REASONS[word], place)
        return Token("op", "^" if word == "**" else word, place)

    def odd(self, place: int) -> list[Token]:
        """Read a character that no token begins with, or refuse it with its own reason."""
        letter = self.plain[place]
        if letter not in _FRACTIONS:
            self.refuse(_REASONS.get(letter) or _foreign(letter), place)
        one, other = (Token("number", digit, place) for digit in _FRACTIONS[letter])
        opening, over, closing = (Token("op", sign, place) for sign in "(/)")
        return [opening, one, over, other, closing]

    def refuse(self, message: str, place: int) -> NoReturn:
        raise FormulaError(message, self.text, place)


def _largest(mantissa: str, exponent: int) -> int:
    """Return the size of the exponent, as typed or as it is printed: 1.5e-3 as 15e-4, 10e3 as 1e4."""
    whole, _, part = mantissa.partition(".")
    digits = whole + part
    shift = len(digits) - len(digits.rstrip("0")) - len(part) if digits.strip("0") else 0
    return max(abs(exponent), abs(exponent + shift))


def _name(match: re.Match[str]) -> str:
    hatted = match["hatted"] or match["bare"]
    return f"{hatted}hat" if hatted else match["word"] or match[0]


def _plain(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    # Italic mathematical letters and full-width forms come from word processors.
    if "\U0001d400" <= letter <= "\U0001d7ff" or "\uff01" <= letter <= "\uff5e":
        return unicodedata.normalize("NFKC", letter)
    return letter


def _without_dollars(text: str) -> str:
    body = text.strip(" $")
    return text.replace("$", " ") if "$" not in body else text


def _foreign(letter: str) -> str:
    name = unicodedata.name(letter, f"character {ord(letter):#x}").lower()
    if letter.isalpha():
        return (
            f"names use Latin and Greek letters, got '{letter}' ({name}), not that look-alike; type it anew"
        )
    shown = letter if letter.isprintable() else "?"
    return f"a formula has no place for this sign, got '{shown}' ({name}); leave it out"
