"""Fiscal calendars: which days "fiscal 2027" means for a company or a country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen


@frozen
class FiscalCalendar:
    """Fiscal years that begin on a fixed day, labelled by the year in which they start or end."""

    start_month: int = 1
    start_day: int = 1
    label: str = "end"


@frozen
class WeekCalendar:
    """Fiscal years of 52 or 53 whole weeks."""

    end_month: int
    end_weekday: str
    rule: str = "last"
    extra_week_quarter: int = 4
    label: str = "end"


@frozen
class Calendars:
    """Fiscal calendars by company or country."""

    rows: Mapping[str, FiscalCalendar | WeekCalendar] = field(factory=dict, hash=False)


CALENDARS: Final = Calendars()
