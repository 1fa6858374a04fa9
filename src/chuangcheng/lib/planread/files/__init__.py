"""Reads a plan's file into text: what kind it is by its first bytes and its name, and the reader for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chuangcheng.lib.planread.unreadable import Unreadable

from .decoding import decode, plain
from .web import is_web, strip_web

LONGEST: Final = 2_000_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_PDF: Final = b"%PDF"
_RTF: Final = b"{\\rtf"
_OLD_NAMES: Final = frozenset({".doc", ".wps", ".wpt", ".dot", ".rtf", ".ofd", ".odt", ".uot", ".uof"})
_WORD_NAMES: Final = frozenset({".docx", ".docm", ".dotx"})
_WEB_NAMES: Final = frozenset({".html", ".htm", ".mht", ".xhtml"})


@dataclass(frozen=True, slots=True)
class Styled:
    """A paragraph that the document itself styles as a heading: its span in the text and its level from 1. A hint,
    no more."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. `kind` is `docx`, `pdf`, `html` or `text`; `text` has \\n line ends; `styled` are heading
    styles kept as hints."""

    name: str
    kind: str
    text: str
    styled: tuple[Styled, ...] = ()


def read(path: Path) -> Document:
    """Read a plan's file: .docx, .pdf with text, .txt, .md, .html; .doc and .wps where LibreOffice is installed.

    Raises `Unreadable` for what cannot be read, OSError where the file itself cannot be opened.
    """
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read a plan from the bytes of a file; `name` tells the format apart where the bytes do not. Raises
    `Unreadable`."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    suffix = Path(name).suffix.lower()
    document = _by_content(data, name, suffix)
    if not document.text.strip():
        raise Unreadable("no_text" if document.kind == "docx" else "empty")
    if len(document.text) > LONGEST:
        raise Unreadable("too_long")
    return document


def _by_content(data: bytes, name: str, suffix: str) -> Document:
    if data.startswith(_OLE):
        return _compound(data, name, suffix)
    if data.startswith(_ZIP) and (suffix in _WORD_NAMES or suffix in _OLD_NAMES):
        return _word(data, name, suffix)
    if suffix in _WORD_NAMES:
        raise Unreadable("not_docx")
    if data[:1024].lstrip().startswith(_PDF):
        return _pdf(data, name, suffix)
    if data.startswith(_RTF):
        return _converted(data, name)
    if suffix == ".pdf":
        raise Unreadable("not_text")
    return _text(data, name, suffix)


def _compound(data: bytes, name: str, suffix: str) -> Document:
    """An OLE container: an old Word file, or a new one under a password."""
    if "EncryptedPackage".encode("utf-16-le") in data or suffix in _WORD_NAMES:
        raise Unreadable("encrypted")
    if suffix not in _OLD_NAMES:
        raise Unreadable("not_text")
    return _converted(data, name)


def _word(data: bytes, name: str, suffix: str) -> Document:
    from .word import NotWord, read_word

    try:
        text, styled = read_word(data)
    except NotWord:
        if suffix in _OLD_NAMES:
            return _converted(data, name)
        raise Unreadable("not_docx") from None
    return Document(name, "docx", text, tuple(Styled(*hint) for hint in styled))


def _pdf(data: bytes, name: str, suffix: str) -> Document:
    from .pdf import read_pdf

    if suffix in {".txt", ".md"}:
        raise Unreadable("not_text")
    return Document(name, "pdf", read_pdf(data))


def _converted(data: bytes, name: str) -> Document:
    from .office import convert

    document = read_bytes(convert(data, Path(name).suffix.lower() or ".doc"), "converted.docx")
    return Document(name, document.kind, document.text, document.styled)


def _text(data: bytes, name: str, suffix: str) -> Document:
    text = plain(decode(data))
    if suffix in _WEB_NAMES or is_web(text):
        return Document(name, "html", strip_web(text))
    return Document(name, "text", text)
