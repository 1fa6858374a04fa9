"""Small pieces of WordprocessingML, in the order that its schema asks for."""

import math
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from .measures import BODY_SIZE, CHARACTER, LATIN, RED, STYLES, WORD_FONTS, Face, Style, StyleName
from .pieces import Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
TIGHTER = math.floor((CHARACTER - BODY_SIZE) * 20)  # twips between characters, so that 28 fill a line
_EITHER = re.compile("[“”‘’—…·×÷±°‰§①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ○●□■△▲★☆→]")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def twips(points: float) -> int:
    """Twentieths of a point, which Word measures in."""
    return round(points * 20)


def fonts(face: Face) -> str:
    """Chinese in the face's font, the rest in Times New Roman; page numbers are 宋体 throughout."""
    name = WORD_FONTS[face][0]
    latin = name if face == "song" else LATIN
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{name}" w:cs="{LATIN}"/>'


def run_properties(
    face: Face | None = None, bold: bool | None = None, underline: bool = False, red: bool = False,
    scale: int = 100, size: float | None = None, tighter: bool = False,
) -> str:  # fmt: skip
    """`<w:rPr>`, or nothing where all is as the style says."""
    inside = fonts(face) if face else ""
    if bold is not None:
        inside += "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    inside += f'<w:color w:val="{RED}"/>' if red else ""
    inside += f'<w:spacing w:val="{TIGHTER}"/>' if tighter else ""
    inside += f'<w:w w:val="{scale}"/>' if scale != 100 else ""
    inside += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    inside += '<w:u w:val="single"/>' if underline else ""
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def text(value: str) -> str:
    """What stands inside a run: text, with line breaks and tabs as Word has them."""
    if "\n" not in value and "\t" not in value:
        return f'<w:t xml:space="preserve">{escape(value)}</w:t>' if value else ""
    made = []
    for n, line in enumerate(value.split("\n")):
        made.append("<w:br/>" if n else "")
        for m, part in enumerate(line.split("\t")):
            made.append("<w:tab/>" if m else "")
            made.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "")
    return "".join(made)


def run(value: str, properties: str = "") -> str:
    """A run. Quotation marks, dashes and their like, which Latin fonts have too, are told to be Chinese."""
    inside = text(value)
    if not inside:
        return ""
    if _EITHER.search(value):
        properties = properties or "<w:rPr></w:rPr>"
        hinted = '<w:rPr><w:rFonts w:hint="eastAsia"'
        if properties.startswith("<w:rPr><w:rFonts"):
            properties = properties.replace("<w:rPr><w:rFonts", hinted, 1)
        else:
            properties = properties.replace("<w:rPr>", hinted + "/>", 1)
    return f"<w:r>{properties}{inside}</w:r>"


def runs(spans: Iterable[Span], style: StyleName, scale: int = 100, size: float | None = None) -> str:
    """Spans of a paragraph of the style. A span in another face is not bold because its heading is."""
    made = []
    for span in spans:
        face = span.face if span.face != STYLES[style].face or STYLES[style].bold else None
        bold = True if span.bold else (False if face and STYLES[style].bold else None)
        made.append(run(span.text, run_properties(face, bold, span.underline, False, scale, size)))
    return "".join(made)


def paragraph(style: StyleName, inside: str, properties: Sequence[str] = ()) -> str:
    """A paragraph. `properties` come in the schema's order, after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[style].key}"/>{"".join(properties)}</w:pPr>{inside}</w:p>'


def indent(first: float | None = None, left: float = 0, right: float = 0) -> str:
    """Indents in characters of the body. A negative first line hangs out. None leaves the style's."""
    if first is None and not left and not right:
        return ""
    made = f' w:left="{twips(left * CHARACTER)}"' if left else ""
    made += f' w:right="{twips(right * CHARACTER)}"' if right else ""
    if first is not None and first < 0:
        made += f' w:hanging="{twips(-first * CHARACTER)}"'
    elif first is not None:
        made += f' w:firstLineChars="{round(first * 100)}" w:firstLine="{twips(first * CHARACTER)}"'
    return f"<w:ind{made}/>"


def spacing(before: float = 0, pitch: float | None = None) -> str:
    """Points before the paragraph, and its line pitch where it is not the style's."""
    made = f' w:before="{twips(before)}"' if before else ""
    made += f' w:line="{twips(pitch)}" w:lineRule="exact"' if pitch else ""
    return f"<w:spacing{made}/>" if made else ""


def tiny(properties: str = "", before: float = 0, fresh: bool = False) -> str:
    """A paragraph of one point, `before` points after what precedes it, where Word needs one between tables or to end a section."""
    fresh_mark = "<w:pageBreakBefore/>" if fresh else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Body"/>{fresh_mark}'
        f'<w:spacing w:before="{twips(max(before - 1, 0))}" w:line="20" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
        f'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{properties}</w:pPr></w:p>'
    )


def style_xml(style: Style) -> str:
    """One paragraph style, on top of Normal."""
    paragraph_part = "<w:keepNext/>" if style.keep else ""
    rule = "auto" if style.key == "Picture" else "exact"
    line = 240 if rule == "auto" else twips(style.pitch)
    paragraph_part += f'<w:spacing w:line="{line}" w:lineRule="{rule}"/>'
    paragraph_part += indent(style.first) if style.first else ""
    paragraph_part += f'<w:jc w:val="{ {"justify": "both"}.get(style.align, style.align) }"/>'
    paragraph_part += f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    properties = run_properties(
        style.face, style.bold or None, False, style.red, 100, style.size, style.size == BODY_SIZE
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.key}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph_part}</w:pPr>{properties}</w:style>'
    )
