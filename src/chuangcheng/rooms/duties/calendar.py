"""The county's working days: the statutory calendar with the county's own table on top."""

from chuangcheng.lib import workdays
from chuangcheng.rooms.duties.models import DayOverride


def calendar() -> workdays.Calendar:
    """The calendar as it stands now."""
    return workdays.Calendar(
        {row.on: workdays.Override(is_workday=row.is_workday, name=row.name) for row in DayOverride.objects.all()}
    )
