"""From a paper to pieces: the rules of GB/T 9704-2012 about what stands where.

Both writers set the same pieces, so that the Word file and the PDF say the same in the same places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from .measures import CHARACTERS, HEAD_MM, MM, PITCH, STYLES, TYPE_MM, StyleName, type_area
from .model import Attachment, Block, Form, Heading, PageBreak, Paper, Paragraph, Picture, Table, Text
from .pictures import shot
from .pieces import Flow, Imprint, Line, Piece, Section, Span
from .tables import grid_of_form, grid_of_table
from .text import clean, em
from .words import day, numeral

_SEAL = 4.0  # characters right of the date, where a seal goes on it
_UNSEALED = 2.0
_DOT = 0.25  # of a character, in Times
_AFTER = 0.5  # lines between a table or picture and its surroundings
_HEAD_FILLS = 0.95  # of the type area's width, at most
_NARROWEST = 60  # percent that the letters of a red head are narrowed to, before they get smaller

_HEADINGS: dict[int, StyleName] = {1: "h1", 2: "h2", 3: "h3", 4: "h4"}


def compose(paper: Paper) -> tuple[Section, ...]:
    """The paper's sections; neighbours that lie the same way are one. Raises ValueError and BadPicture."""
    sided: list[tuple[bool, Piece]] = [(paper.landscape, piece) for piece in _front(paper)]
    sided += _body(paper.blocks, paper.landscape, gap=0 if paper.to else 1)
    sided = _kept_with_signature(sided, paper)
    sided += [(paper.landscape, piece) for piece in _back(paper)]
    for n, attachment in enumerate(paper.attachments, 1):
        if attachment.blocks:
            sided += _annex(attachment, n if len(paper.attachments) > 1 else 0)
    imprint = _imprint(paper)
    if imprint:
        sided.append((sided[-1][0], imprint))
    return tuple(
        Section(landscape, [piece for _, piece in group])
        for landscape, group in groupby(sided, key=lambda pair: pair[0])
    )


def numbered(blocks: Sequence[Block]) -> Iterator[tuple[Heading, str]]:
    """Each heading with the number that it is printed with. A deeper level starts anew under each higher one."""
    counts = [0] * (len(_HEADINGS) + 1)
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (len(counts) - block.level - 1)
            yield block, _mark(block.level, counts[block.level])


def _mark(level: int, n: int) -> str:
    match level:
        case 1:
            return f"{numeral(n)}、"
        case 2:
            return f"（{numeral(n)}）"
        case 3:
            return f"{n}."
        case _:
            return f"（{n}）"


def _line(style: StyleName, text: str, **more: object) -> Line:
    return Line(style, (Span(clean(text)),), **more)  # type: ignore[arg-type]


def _front(paper: Paper) -> list[Piece]:
    """From the top of the page to the 主送."""
    made: list[Piece] = []
    if paper.urgency:
        made.append(_line("urgency", paper.urgency))
    number, signer = clean(paper.number), clean(paper.signer)
    if paper.red_head:
        made += _red_head([clean(name) for name in paper.red_head], len(made))
        made.append(replace(_number(number, signer), gap=2, rule=True))
        made.append(_line("title", paper.title, gap=2))
    else:
        made.append(_line("title", paper.title))
        if number or signer:
            made.append(_number(number, signer))
    if paper.to:
        made.append(_line("to", _with_colon(clean(paper.to)), gap=1))
    return made


def _red_head(names: Sequence[str], lines_above: int) -> list[Piece]:
    """The issuing bodies, each as large as it can be on one line: narrowed first, then smaller."""
    style = STYLES["head"]
    longest = max(em(name) for name in names) * style.size
    fits = min(1.0, _HEAD_FILLS * TYPE_MM[0] * MM / max(longest, 1.0))
    scale = max(fits, _NARROWEST / 100)
    size = max(round(style.size * fits / scale * 2 - 0.49) / 2, 12.0)
    gap = HEAD_MM * MM / PITCH - lines_above
    made: list[Piece] = []
    for name in names:
        percent = int(scale * 100)
        made.append(_line("head", name, gap=gap, size=size, pitch=round(size * 1.32, 1), scale=percent))
        gap = 0
    return made


def _number(number: str, signer: str) -> Line:
    """The number in the middle; of a paper that goes up, at the left, with the 签发人 at the right."""
    if not signer:
        return _line("number", number)
    signed = (Span("签发人："), Span(signer, face="kai"))
    return Line("number", (Span(number),), align="left", first=1, right=1, beyond=signed)


def _with_colon(text: str) -> str:
    return text.rstrip(":：") + "："


def _body(blocks: Sequence[Block], landscape: bool, gap: float) -> list[tuple[bool, Flow]]:
    """The blocks' pieces, each with whether it lies on a landscape page. `gap`: blank lines before the first."""
    marks = iter(numbered(blocks))
    made: list[tuple[bool, Flow]] = []
    fresh = False
    for block in blocks:
        if isinstance(block, PageBreak):
            fresh = True
            continue
        side = landscape or (isinstance(block, Table) and block.landscape)
        mark = next(marks)[1] if isinstance(block, Heading) else ""
        pieces = _pieces(block, mark, side)
        if not made or made[-1][0] == side:
            before = gap if not made else _gap(made[-1][1], pieces[0])
            pieces[0] = replace(pieces[0], gap=0.0 if fresh else before, fresh=fresh)
        made += [(side, piece) for piece in pieces]
        fresh = False
    return made


def _gap(before: Flow, after: Flow) -> float:
    """Half a line around tables and pictures."""
    return 0.0 if all(isinstance(piece, Line) and piece.style != "caption" for piece in (before, after)) else _AFTER


def _pieces(block: Block, mark: str, landscape: bool) -> list[Flow]:
    match block:
        case Heading():
            spans = [Span(mark + clean(block.text))]
            if block.run_on:
                spans.append(Span(clean(block.run_on), face="fangsong"))
            return [Line(_HEADINGS[block.level], spans, keep=None if not block.run_on else False)]
        case Paragraph():
            return [_paragraph(block)]
        case Table():
            grid = grid_of_table(block, landscape)
            return [_line("caption", block.caption, keep=True), grid] if block.caption else [grid]
        case Form():
            return [grid_of_form(block, landscape)]
        case Picture():
            picture = shot(block, landscape)
            if not block.caption:
                return [picture]
            return [replace(picture, keep=True), _line("caption", block.caption)]
        case _:
            raise TypeError(f"no block: {type(block).__name__}")


def _paragraph(block: Paragraph) -> Line:
    spans = [Span(clean(block.lead), bold=True)] if block.lead else []
    spans += _spans(block.text)
    indent = block.indent and block.align in ("left", "justify")
    return Line("body", spans, align=block.align, first=None if indent else 0.0)


def _spans(text: Text) -> list[Span]:
    if isinstance(text, str):
        return [Span(clean(text))]
    return [Span(clean(run.text), bold=run.bold, underline=run.underline) for run in text]


def _kept_with_signature(sided: list[tuple[bool, Piece]], paper: Paper) -> list[tuple[bool, Piece]]:
    """The last line of the body goes along when the signature moves to a new page: no page has signatures alone."""
    landscape, piece = sided[-1]
    if (paper.signatures or paper.dated) and isinstance(piece, Line):
        sided[-1] = (landscape, replace(piece, keep=True))
    return sided


def _back(paper: Paper) -> list[Piece]:
    """The list of attachments, the signatures, the date and the note."""
    made: list[Piece] = []
    several = len(paper.attachments) > 1
    for n, attachment in enumerate(paper.attachments, 1):
        mark = ("附件：" if n == 1 else "") + (f"{n}." if several else "")
        hang = _DOT + em(str(n)) if several else 0.0
        first = -hang - (em("附件：") if n == 1 else 0)
        name = mark + clean(attachment.name)
        made.append(_line("attached", name, gap=1 if n == 1 else 0, left=5 + hang, first=first, keep=True))
    made += _signatures(paper)
    if paper.note:
        made.append(_line("note", f"（{clean(paper.note)}）"))
    return made


def _signatures(paper: Paper) -> list[Piece]:
    """Units above the date, each centred on it; a longer unit moves the date. Room for seals where there are some."""
    texts = [clean(unit) for unit in paper.signatures] + ([day(paper.dated)] if paper.dated else [])
    if not texts:
        return []
    widest = max(em(text) for text in texts)
    last = em(texts[-1])
    middle = max((_SEAL if paper.stamped else _UNSEALED) + last / 2, widest / 2)
    gap = 1 if paper.blocks and isinstance(paper.blocks[-1], Form) else 2
    room = CHARACTERS * type_area(paper.landscape)[0] / type_area(False)[0]
    made: list[Piece] = []
    for n, text in enumerate(texts):
        right = max(0.0, min(middle - em(text) / 2, room - em(text)))
        made.append(_line("sign", text, gap=gap if n == 0 else 0, right=right, keep=n < len(texts) - 1))
    return made


def _annex(attachment: Attachment, n: int) -> list[tuple[bool, Piece]]:
    """An attachment on pages of its own: 附件1, its title, its blocks with their own numbering."""
    head = (_line("annex", f"附件{n}" if n else "附件", fresh=True), _line("title", attachment.name, gap=1))
    made: list[tuple[bool, Piece]] = [(attachment.landscape, piece) for piece in head]
    return made + list(_body(attachment.blocks, attachment.landscape, gap=1))


def _imprint(paper: Paper) -> Imprint | None:
    lines = []
    if paper.copy_to:
        lines.append((f"抄送：{clean(paper.copy_to).rstrip('。.')}。", ""))
    if paper.printed_by or paper.printed_on:
        printed_on = paper.printed_on or paper.dated
        lines.append((clean(paper.printed_by), f"{day(printed_on)}印发" if printed_on else ""))
    below = f"（共印{paper.copies}份）" if paper.copies is not None else ""
    return Imprint(lines, below) if lines or below else None
