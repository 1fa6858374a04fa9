"""Django looks for tables here; each stands in the module that owns it."""

from chuangcheng.kit.files import Blob
from chuangcheng.kit.imports import Upload
from chuangcheng.kit.jobs import Job
from chuangcheng.kit.journal import Cursor, Entry, Missed, PersonalKey, Seal
from chuangcheng.kit.lists import SavedFilter
from chuangcheng.kit.numbers import Series
from chuangcheng.kit.search import Found

__all__ = [
    "Blob",
    "Cursor",
    "Entry",
    "Found",
    "Job",
    "Missed",
    "PersonalKey",
    "SavedFilter",
    "Seal",
    "Series",
    "Upload",
]
