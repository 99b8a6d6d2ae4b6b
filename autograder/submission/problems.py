"""What can be wrong with the bytes of a submission before anyone looks at the code."""

from __future__ import annotations

import codecs
import io
import re
import tokenize

from autograder.submission.code import Unreadable

MAX_NOTEBOOK_BYTES = 20 * 1024 * 1024
MAX_CODE_BYTES = 128 * 1024
# ast.parse needs up to 3 us for a word or sign, and a cell is parsed up to three times: the worst takes a
# quarter of a second. The longest module that is handed out has 11,000.
MAX_PIECES = 30_000
MAX_BLOCKS = 2_000

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# These decode text by running for quadratic time, or into something that no editor shows.
_ODD_CODECS = frozenset(
    [
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "unicode-escape",
        "raw-unicode-escape",
        "utf-7",
    ],
)
_HTML = re.compile(rb"\s*(<!--.{0,500}?-->\s*)?<(!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PIECE = re.compile(r"\w+|[^\w ]")
_CONFLICT = re.compile(r"(<{7}|>{7}|\|{7})( |$)|={7}$")


def printable(text: str, limit: int = 200) -> str:
    """Return `text` on one line, without control or direction characters, at most `limit` long."""
    clean = text[: limit + 1]
    if not clean.isprintable():
        clean = "".join(char if char.isprintable() else "?" for char in clean)
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def encodable(text: str) -> str:
    """Return a path as text that can be written down; bytes that are no text become question marks."""
    return text.encode("utf-8", "replace").decode()


def refuse_foreign(name: str, data: bytes) -> None:
    """Raise `Unreadable` when the bytes are no text of a notebook or a module, whatever the name says."""
    if not data.strip(codecs.BOM_UTF8 + b" \t\r\n\f"):
        message = f"{name} is empty ({len(data)} bytes): save your work in it and hand it in again"
        raise Unreadable(message)
    kind = _foreign(data)
    if kind:
        message = (
            f"{name} is {kind}, not a notebook or a Python file: "
            "hand in the .ipynb or .py file itself, not a print-out, a saved page or a renamed archive"
        )
        raise Unreadable(message)


def _foreign(data: bytes) -> str | None:
    """Name the kind of a file that is certainly no code."""
    if data.startswith(b"PK\x03\x04"):
        return "a Word or Office document" if b"[Content_Types].xml" in data[:4096] else "a zip archive"
    if _HTML.match(data.removeprefix(codecs.BOM_UTF8)[:2000]):
        return "an HTML page"
    if data[2:4] == b"\r\n" and data[1:2] in (b"\x0c", b"\x0d", b"\x0e"):
        return "compiled Python (.pyc)"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def refuse_size(name: str, size: int, limit: int, remedy: str) -> None:
    """Raise `Unreadable` when a file holds more than `limit` bytes."""
    if size > limit:
        message = f"{name} holds {_amount(size)}, and at most {_amount(limit)} are read: {remedy}"
        raise Unreadable(message)


def pieces(text: str) -> int:
    """Count words, signs and line ends: what parsing costs, known before anything is parsed."""
    return len(_PIECE.findall(text))


def refuse_dense(name: str, text: str, limit: int = MAX_PIECES) -> None:
    """Raise `Unreadable` when a text would take long to parse."""
    if len(text) > limit and (count := pieces(text)) > limit:
        message = (
            f"{name} holds {count:,} words and signs, and at most {limit:,} are read: "
            "keep the code of the exercises, move data out of it"
        )
        raise Unreadable(message)


def refuse_many(name: str, blocks: int, what: str) -> None:
    """Raise `Unreadable` when a file is cut into too many blocks."""
    if blocks > MAX_BLOCKS:
        message = f"{name} holds {blocks:,} {what}, and at most {MAX_BLOCKS:,} are read: keep the exercises"
        raise Unreadable(message)


def _amount(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} kB"


def decode_utf8(name: str, data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark; `Unreadable` names the encoding or the line."""
    _refuse_wide(name, data)
    try:
        return _lines_of(name, data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = (
            f"{name}, line {line}: the byte 0x{data[error.start]:02x} is not UTF-8: "
            "save the file with the encoding UTF-8 and hand it in again"
        )
        raise Unreadable(message) from None


def decode_module(name: str, data: bytes) -> str:
    """Decode a Python file as Python does (PEP 263): UTF-8, or the encoding that its first lines declare."""
    _refuse_wide(name, data)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data[:4096]).readline)
    except (SyntaxError, ValueError, LookupError):
        encoding = "utf-8"
        if re.match(rb"(.*\n)?[ \t\f]*#.*?coding[:=]", data[:400]):
            encoding = "unknown"
    if encoding.startswith("utf-8"):
        return decode_utf8(name, data)
    return _decode_declared(name, data, encoding)


def _decode_declared(name: str, data: bytes, encoding: str) -> str:
    try:
        known = codecs.lookup(encoding).name not in _ODD_CODECS
        text = data.decode(encoding) if known else None
    except (LookupError, ValueError, TypeError):
        text = None
    if text is None:
        message = (
            f"{name}: the encoding that its first lines declare ({printable(encoding, 40)}) does not fit: "
            "delete the 'coding' comment and save the file as UTF-8"
        )
        raise Unreadable(message)
    return _lines_of(name, text)


def _refuse_wide(name: str, data: bytes) -> None:
    kind = next((kind for bom, kind in _BOMS if data.startswith(bom)), None)
    if kind is None and len(data) > 3 and data[:400].count(b"\0") * 3 > len(data[:400]):
        kind = "UTF-16"
    if kind:
        message = f"{name} is saved as {kind}: save it with the encoding UTF-8 and hand it in again"
        raise Unreadable(message)


def _lines_of(name: str, text: str) -> str:
    """Return the text with one kind of line end, refusing NUL bytes."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = f"{name}, line {line}: a NUL byte, the file is damaged: restore it from a copy"
        raise Unreadable(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def conflict_line(text: str) -> int | None:
    """Return the line of the first merge conflict marker, when an opening and a closing one are there."""
    marks = [(n, line[:1]) for n, line in enumerate(text.split("\n"), 1) if _CONFLICT.match(line)]
    kinds = [kind for _, kind in marks]
    if "<" not in kinds and ">" not in kinds:
        return None
    return marks[0][0]


def conflict_message(name: str, line: int) -> str:
    """Say that a merge conflict was left in the file."""
    return (
        f"{name}, line {line}: a merge conflict was left in the file (lines of <<<<<<<, =======, >>>>>>>): "
        "keep one of the two versions, delete the marker lines and save"
    )
