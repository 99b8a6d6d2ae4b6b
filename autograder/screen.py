"""Text that is safe to show: no control characters, and plain ASCII where a screen has no more than that."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours and cursor moves
    r"|\x1b[\]PX^_].*?(?:\x1b\\|\x07|$)"  # titles, links, device strings
    r"|\x1b[ -/]*[0-~]"
    r"|\x9b[0-?]*[ -/]*[@-~]",
    re.DOTALL,
)
_SPELLED = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "η": "eta", "θ": "theta",
    "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega",
    "Δ": "Delta", "Σ": "Sigma", "Φ": "Phi", "∂": "d", "∇": "grad ", "√": "sqrt", "∞": "inf", "∑": "sum",
    "∏": "prod", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "≡": "==", "→": "->", "←": "<-", "⇒": "=>",
    "−": "-", "×": "*", "·": "*", "⋅": "*", "⊙": "*", "÷": "/", "±": "+-", "′": "'", "″": "''", "⁻": "^-",
    "ᵀ": "^T", "⊤": "^T", "–": "-", "—": "-", "‘": "'", "’": "'", "“": """, "”": """, "…": "...", "∈": "in",
    "ℝ": "R", "ŷ": "yhat", "²": "^2", "³": "^3", "½": "1/2", "ℓ": "l", "∘": "o",
}  # fmt: skip


def clean(text: str) -> str:
    """Remove terminal escapes, control and direction characters; tabs become blanks, lines stay."""
    plain = _ESCAPES.sub("", text.replace("\r\n", "\n")).replace("\t", "    ")
    return "".join(char for char in plain if char == "\n" or _printable(char))


def to_ascii(text: str) -> str:
    """Spell out what ASCII lacks: "σ′ ≤ ½" becomes "sigma' <= 1/2"."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _spelled(char) for char in text)


def shows_unicode(encoding: str | None) -> bool:
    """Tell whether a stream of this encoding can show Greek letters and mathematical signs."""
    try:
        "σ′√≤∂".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def for_screen(text: str, encoding: str | None) -> str:
    """Return the text as a stream of this encoding can show it."""
    return text if shows_unicode(encoding) else to_ascii(text)


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _spelled(char: str) -> str:
    known = _SPELLED.get(char)
    if known is not None:
        return known
    letters = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return letters or "?"
