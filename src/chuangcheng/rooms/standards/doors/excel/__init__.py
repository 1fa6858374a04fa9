"""A standard as a workbook: plain tables that a clerk can fill, read and written so that nothing is lost on the way."""

from chuangcheng.rooms.standards.doors.excel.reading import read
from chuangcheng.rooms.standards.doors.excel.template import template
from chuangcheng.rooms.standards.doors.excel.writing import write

__all__ = ["read", "template", "write"]
