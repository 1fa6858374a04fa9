"""Reads work plans (工作方案、实施方案、通知) of counties and bureaus: headings, sections, and the obligations they
lay on people.

    document = read(Path("方案.docx"))
    plan = parse(document.text)
    for obligation in plan.obligations:
        print(obligation.text, [unit.text for unit in obligation.responsible])

The method is a grammar of the register, no statistics: clauses are cut at commas, read from their heads by a
lexicon of verbs, modals and prepositions, and grouped into obligations; fields are read from the obligation's own
words and from the responsibility line that covers it. Everything found carries its offsets in the text. No network,
no clock, no randomness: the same text gives the same plan.
"""

from .compare import Change, compare
from .files import Document, Styled, read, read_bytes
from .model import Cadence, Deadline, Heading, Mention, Note, Obligation, Plan, Quantity, Section, Target
from .output import to_json
from .parsing import parse
from .unreadable import Unreadable

__all__ = [
    "Cadence",
    "Change",
    "Deadline",
    "Document",
    "Heading",
    "Mention",
    "Note",
    "Obligation",
    "Plan",
    "Quantity",
    "Section",
    "Styled",
    "Target",
    "Unreadable",
    "compare",
    "parse",
    "read",
    "read_bytes",
    "to_json",
]
