"""Papers as PDF, set by typst with the same pieces and measures as the Word file."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .compose import compose
from .fonts import Typefaces, typefaces
from .measures import BODY_SIZE, CHARACTER, PAGE_NUMBER_MM, PITCH, RULE_MM, STYLES, TABLE_PITCH, margins
from .model import NoFont, Paper, Unprintable
from .pieces import Box, Flow, Grid, GridRow, Imprint, Line, Piece, Section, Shot, Span
from .tables import FORM_PITCH, PADDING
from .text import breakable, one_line

_SETTING = Path(__file__).with_name("paper.typ")


def pdf(paper: Paper, fonts: Sequence[Path] = (), archive: bool = False) -> bytes:
    """The paper as a PDF; as PDF/A-2b, which must have a date, where it is for the archive.

    fonts: folders with fonts to take besides the machine's own; a file stands for its folder. Raises NoFont where no Chinese font is found
    (in PDF/A, also for a character that no font has), BadPicture for a picture that does not open, ValueError for a
    table that does not fit its columns.
    """
    if archive and not paper.dated:
        raise Unprintable("存档用的 PDF/A 要有成文日期。", "An archive copy needs the paper's date.")
    sections = compose(paper)
    faces = typefaces(tuple(Path(path) for path in fonts))
    with tempfile.TemporaryDirectory() as folder:
        data = _data(paper, sections, faces, Path(folder))
        return _compiled(data, faces, folder, archive)


def _compiled(data: dict[str, Any], faces: Typefaces, folder: str, archive: bool) -> bytes:
    import typst

    try:
        made = typst.compile(
            _SETTING.read_bytes(),
            root=folder,
            font_paths=faces.source,
            format="pdf",
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards="a-2b" if archive else "1.7",
            timestamp=0,
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise NoFont(
                f"有的字在现有字体里找不到，做不成 PDF/A：{error}", f"No font has a character, so no PDF/A: {error}"
            ) from error
        raise Unprintable(f"排版没有成功：{error}", f"The paper could not be set: {error}") from error
    return bytes(made)


def _data(paper: Paper, sections: Sequence[Section], faces: Typefaces, folder: Path) -> dict[str, Any]:
    """The paper as typst reads it. Pictures are put into the folder."""
    return {
        "title": one_line(paper.title),
        "author": one_line(paper.author),
        "dated": {"year": on.year, "month": on.month, "day": on.day} if (on := paper.dated) else None,
        "fonts": faces.families,
        "latin": faces.latin,
        "heavy": faces.heavy,
        "measures": {
            "pitch": PITCH,
            "character": CHARACTER,
            "size": BODY_SIZE,
            "rule": RULE_MM,
            "page-number": PAGE_NUMBER_MM,
            "padding": PADDING,
        },
        "sections": [
            {
                "landscape": section.landscape,
                "margins": margins(section.landscape),
                "pieces": [_piece(piece, folder, f"{number}-{place}") for place, piece in enumerate(section.pieces)],
            }
            for number, section in enumerate(sections)
        ],
    }


def _piece(piece: Piece, folder: Path, name: str) -> dict[str, Any]:
    match piece:
        case Line():
            return {**_flow("line", piece), **_line(piece)}
        case Grid():
            return {**_flow("grid", piece), **_grid(piece)}
        case Shot():
            file = folder / f"{name}.{piece.kind}"
            file.write_bytes(piece.data)
            return {
                **_flow("shot", piece),
                "file": f"/{file.name}",
                "width": piece.width,
                "height": piece.height,
                "caption": piece.caption,
                "keep": piece.keep,
            }
        case Imprint():
            style = STYLES["imprint"]
            lines = [[breakable(part) for part in line] for line in piece.lines]
            return {
                "kind": "imprint", "gap": 0, "fresh": False, "lines": lines, "below": piece.below,
                "size": style.size, "pitch": style.pitch,
            }  # fmt: skip


def _flow(kind: str, piece: Flow) -> dict[str, Any]:
    return {"kind": kind, "gap": piece.gap, "fresh": piece.fresh}


def _line(line: Line) -> dict[str, Any]:
    style = STYLES[line.style]
    return {
        "face": style.face,
        "size": line.size or style.size,
        "pitch": line.pitch or style.pitch,
        "bold": style.bold,
        "red": style.red,
        "level": style.level,
        "align": line.align or style.align,
        "first": style.first if line.first is None else line.first,
        "left": line.left,
        "right": line.right,
        "scale": line.scale,
        "rule": line.rule,
        "keep": style.keep if line.keep is None else line.keep,
        "spans": [_span(span) for span in line.spans],
        "beyond": [_span(span) for span in line.beyond],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"text": breakable(span.text), "face": span.face, "bold": span.bold, "underline": span.underline}


def _grid(grid: Grid) -> dict[str, Any]:
    form = any(row.height for row in grid.rows)
    return {
        "widths": grid.widths,
        "head": grid.head,
        "form": form,
        "size": grid.size,
        "pitch": FORM_PITCH if form else grid.size * TABLE_PITCH,
        "rows": [_row(row) for row in grid.rows],
    }


def _row(row: GridRow) -> dict[str, Any]:
    return {"height": row.height, "boxes": [_box(box, row.splits) for box in row.boxes if not box.covered]}


def _box(box: Box, splits: bool) -> dict[str, Any]:
    return {
        "text": breakable(box.text),
        "across": box.across,
        "down": box.down,
        "bold": box.bold,
        "label": box.label,
        "align": box.align,
        "sign": breakable(box.sign),
        "splits": splits,
    }
