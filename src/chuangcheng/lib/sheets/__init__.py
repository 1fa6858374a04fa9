"""Excel and CSV in and out: rows as people fill them, faults in their words, workbooks that open in WPS and Excel.

>>> columns = [Column("name", "单位名称", "Unit", required=True), Column("on", "日期", "Day", kind="date")]
>>> data = template(columns, "单位")
>>> table(read(data, "单位.xlsx")[0], columns).rows
()
"""

from .formulas import hidden
from .model import (
    MAX_BYTES,
    MAX_ROWS,
    Column,
    Entry,
    Fault,
    OutSheet,
    Row,
    Sheet,
    Table,
    Uncalculated,
    Unreadable,
    Value,
)
from .reading import read
from .tables import pick, table
from .writing import template, write

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "Column",
    "Entry",
    "Fault",
    "OutSheet",
    "Row",
    "Sheet",
    "Table",
    "Uncalculated",
    "Unreadable",
    "Value",
    "hidden",
    "pick",
    "read",
    "table",
    "template",
    "write",
]
