"""Standards, their headings and criteria; what is looked at, asked and forbidden by them."""

from chuangcheng.rooms.standards.models.parts import ChecklistItem, NegativeItem, Question
from chuangcheng.rooms.standards.models.standard import (
    EXAMPLE,
    Criterion,
    Heading,
    Standard,
    ask_words,
    cadence_words,
    plain,
)
from chuangcheng.rooms.standards.models.succession import CarriedLink, Succession
from chuangcheng.rooms.standards.scheme import (
    ACTIONS,
    CADENCES,
    EVIDENCE_KINDS,
    GRIPS,
    MATERIAL,
    METHODS,
    ONSITE,
    SCHEME,
    SURVEY,
)

__all__ = ["ACTIONS", "CADENCES", "EVIDENCE_KINDS", "EXAMPLE", "GRIPS", "MATERIAL", "METHODS", "ONSITE", "SCHEME", "SURVEY",
           "CarriedLink", "ChecklistItem", "Criterion", "Heading", "NegativeItem", "Question", "Standard", "Succession", "ask_words", "cadence_words",
           "plain"]  # fmt: skip
