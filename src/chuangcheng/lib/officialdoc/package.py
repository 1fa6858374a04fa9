"""The parts of a .docx around its text, and the zip. The same parts always make the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from xml.sax.saxutils import escape

from .measures import STYLES, WORD_FONTS
from .text import one_line
from .theme import theme
from .xml import HEAD, NAMES, fonts, style_xml

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OVERRIDES = {
    "word/document.xml": f"{_TYPES}.document.main+xml",
    "word/styles.xml": f"{_TYPES}.styles+xml",
    "word/settings.xml": f"{_TYPES}.settings+xml",
    "word/fontTable.xml": f"{_TYPES}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/footer1.xml": f"{_TYPES}.footer+xml",
    "word/footer2.xml": f"{_TYPES}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_DOCUMENT_RELATIONS = {
    "rId1": ("styles", "styles.xml"),
    "rId2": ("settings", "settings.xml"),
    "rId3": ("fontTable", "fontTable.xml"),
    "rId4": ("footer", "footer1.xml"),
    "rId5": ("footer", "footer2.xml"),
    "rId6": ("theme", "theme/theme1.xml"),
}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
FOOTER_ODD, FOOTER_EVEN = "rId4", "rId5"


def pack(document: str, pictures: Mapping[str, bytes], title: str, author: str, on: date | None) -> bytes:
    """The file. `pictures` go by their name, such as image1.png, whose relation is the name without its dot."""
    parts: dict[str, bytes] = {
        "[Content_Types].xml": _content_types().encode(),
        "_rels/.rels": _package_relations().encode(),
        "docProps/core.xml": _core(title, author, on).encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": _document_relations(pictures).encode(),
        "word/styles.xml": _styles().encode(),
        "word/settings.xml": _settings().encode(),
        "word/fontTable.xml": _font_table().encode(),
        "word/theme/theme1.xml": theme().encode(),
        "word/footer1.xml": _footer(odd=True).encode(),
        "word/footer2.xml": _footer(odd=False).encode(),
    }
    parts.update({f"word/media/{name}": data for name, data in pictures.items()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def picture_relation(name: str) -> str:
    """image1.png → rIdimage1png."""
    return "rId" + name.replace(".", "")


def _content_types() -> str:
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
        )
    )
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _OVERRIDES.items())
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _package_relations() -> str:
    return (
        f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )


def _document_relations(pictures: Mapping[str, bytes]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for key, (kind, target) in _DOCUMENT_RELATIONS.items()
    )
    made += "".join(
        f'<Relationship Id="{picture_relation(name)}" Type="{_RELATION}/image" Target="media/{name}"/>'
        for name in pictures
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _core(title: str, author: str, on: date | None) -> str:
    """Title and author, the paper's own day; nothing about the machine or the moment."""
    stamp = f"{on.isoformat()}T00:00:00Z" if on else ""
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified") if on
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(one_line(title))}</dc:title><dc:creator>{escape(one_line(author))}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{moments}</cp:coreProperties>"
    )


def _styles() -> str:
    made = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts("fangsong")}<w:kern w:val="2"/>'
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:snapToGrid w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    made += "".join(style_xml(style) for style in STYLES.values())
    return f"{HEAD}<w:styles {NAMES}>{made}</w:styles>"


def _settings() -> str:
    return (
        f'{HEAD}<w:settings {NAMES}><w:defaultTabStop w:val="632"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    made = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in WORD_FONTS.values()
    )
    return f"{HEAD}<w:fonts {NAMES}>{made}</w:fonts>"


def _footer(odd: bool) -> str:
    """— 1 — at the outer corner, a character from the edge."""
    side = "right" if odd else "left"
    return (
        f'{HEAD}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
        '</w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )
