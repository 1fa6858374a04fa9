"""The catalogue of translations: ./dev words finds every Chinese text in code and templates and lists what has no English.

Chinese is the language of the msgids. `words.py` updates django.po, `words.py check` only reports, `words.py compile`
makes the .mo that Django reads. Babel does the extraction, so that no gettext need be installed.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, mofile, pofile
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "chuangcheng"
PO = SOURCE / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = "# The English texts of Chuangcheng. The msgids are the Chinese ones; ./dev words finds them."
KEYWORDS = {"_": None, "_now": None, "N_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
            "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2)}  # fmt: skip


def found() -> Iterator[tuple[str, int, object]]:
    """Every message with its place. Templates are turned into Python-like text by Django's own templatize."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and "tests" not in path.parts:
            yield from _in(path, path.read_bytes())
    for path in sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        yield from _in(path, templatize(path.read_text("utf-8"), origin=str(path)).encode())


def _in(path: Path, source: bytes) -> Iterator[tuple[str, int, object]]:
    for line, message, _comments, _context in extract(
        "python", io.BytesIO(source), KEYWORDS, (), {"encoding": "utf-8"}
    ):
        yield str(path.relative_to(ROOT)), line, message


def catalogue() -> Catalog:
    """The catalogue as it is kept."""
    if PO.exists():
        with PO.open("rb") as file:
            return pofile.read_po(file, locale="en")
    return Catalog(locale="en", domain="django", project="Chuangcheng")


def update() -> Catalog:
    """The kept catalogue with every message of the code, and without those that are gone."""
    template = Catalog(locale="en", domain="django", project="Chuangcheng")
    for place, _line, message in found():
        if message and message != ("", ""):
            template.add(message, locations=[(place, 0)])
    kept = catalogue()
    fresh = Catalog(locale="en", domain="django", project="Chuangcheng", version="0", fuzzy=False, header_comment=HEADER,
                    last_translator="Chuangcheng", language_team="Chuangcheng", msgid_bugs_address="CONTRIBUTING.md")  # fmt: skip
    for message in template:
        if not message.id:
            continue
        held = kept.get(message.id if isinstance(message.id, str) else message.id[0])
        fresh.add(
            message.id,
            held.string if held and _same_shape(held.string, message.id) else None,
            locations=message.locations,
        )
    return fresh


def _same_shape(string: object, key: object) -> bool:
    return isinstance(string, tuple) == isinstance(key, tuple)


def missing(kept: Catalog) -> list[str]:
    """The messages without an English text."""
    return [
        m.id if isinstance(m.id, str) else m.id[0]
        for m in kept
        if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)
    ]


def write(kept: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    pofile.write_po(out, kept, width=120, no_location=False, omit_header=False, sort_output=True, include_lineno=False)
    text = out.getvalue().decode()
    # The header's dates would change with every run and say nothing.
    lines = [line for line in text.splitlines() if "-Date:" not in line and "Generated-By" not in line]
    PO.write_text("\n".join(lines) + "\n", "utf-8")


def compile_po() -> None:
    with PO.with_suffix(".mo").open("wb") as out:
        mofile.write_mo(out, catalogue())


def main(arguments: list[str]) -> int:
    if arguments == ["compile"]:
        if PO.exists():
            compile_po()
        return 0
    fresh = update()
    left = missing(fresh)
    if arguments != ["check"]:
        write(fresh)
        compile_po()
    for words in left[:400]:
        print(words)
    print(f"{len(fresh)} 条，{len(left)} 条没有英文（without English）")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
