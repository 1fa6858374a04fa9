"""The county's working days: the statutory calendar with the county's own table on top."""

from chuangcheng.kit.ui.words import is_chinese
from chuangcheng.lib import workdays
from chuangcheng.rooms.duties.models import DayOverride


def calendar() -> workdays.Calendar:
    """The calendar as it stands now."""
    return workdays.Calendar(
        {row.on: workdays.Override(is_workday=row.is_workday, name=row.name) for row in DayOverride.objects.all()}
    )


def named(day: workdays.Day) -> str:
    """The holiday that the day belongs to, in the reader's language; a county's own name stays as it was given."""
    return day.name if is_chinese() else day.name_en or day.name
