"""Official papers after GB/T 9704-2012: one small model, written as Word and as PDF.

>>> paper = Paper("关于开展环境卫生整治的通知", [Heading(1, "工作目标"), Paragraph("6月底前完成。")], to="各成员单位")
>>> docx(paper)[:2]
b'PK'
>>> number("鹿创督", 2026, 3)
'鹿创督〔2026〕3号'
"""

from .compose import numbered
from .forms import assignment_form, supervision_form
from .model import (
    Align,
    Attachment,
    BadPicture,
    Block,
    Cell,
    Column,
    Field,
    Form,
    Heading,
    NoFont,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    Unprintable,
)
from .typeset import pdf
from .word import docx
from .words import Number, Remark, amount, capital_amount, check, day, days, number, numeral, parse

__all__ = [
    "Align",
    "Attachment",
    "BadPicture",
    "Block",
    "Cell",
    "Column",
    "Field",
    "Form",
    "Heading",
    "NoFont",
    "Number",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Picture",
    "Remark",
    "Run",
    "Table",
    "Text",
    "Unprintable",
    "amount",
    "assignment_form",
    "capital_amount",
    "check",
    "day",
    "days",
    "docx",
    "number",
    "numbered",
    "numeral",
    "parse",
    "pdf",
    "supervision_form",
]
