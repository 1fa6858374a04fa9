"""Working days and periods: the statutory calendar of China, a county's own table on top, and what 每月 means in days.

>>> from datetime import date
>>> Calendar().is_workday(date(2026, 2, 14))  # a Saturday that makes up for the Spring Festival
True
>>> [period.code for period in periods("P1M", date(2026, 3, 1), date(2026, 5, 31))]
['2026-03', '2026-04', '2026-05']
"""

from .days import Calendar, Day, Kind, Override
from .periods import CADENCES, DAYS, RULES, Period, cadence_words, day_fits, day_words, due, label, periods

__all__ = [
    "CADENCES",
    "DAYS",
    "RULES",
    "Calendar",
    "Day",
    "Kind",
    "Override",
    "Period",
    "cadence_words",
    "day_fits",
    "day_words",
    "due",
    "label",
    "periods",
]
