"""How a value is said: numbers and dates in the reader's locale, closed words in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.values import Text, Undisclosed, Value
from dealwatch.domain.words import DealType, Stance, Status

KIND_OF_DEAL: Final = {
    DealType.ACQUISITION: "an acquisition",
    DealType.MERGER: "a merger",
    DealType.STAKE: "a stake",
    DealType.JOINT_VENTURE: "a joint venture",
    DealType.ASSET_SALE: "an asset sale",
    DealType.MANUFACTURING: "manufacturing",
    DealType.SUPPLY: "supply",
    DealType.PARTNERSHIP: "a partnership",
    DealType.FINANCING: "financing",
    DealType.SPIN_OFF: "a spin-off",
    DealType.OTHER: "a deal",
}

STATUS_WORDS: Final = {
    Status.CONSIDERED: "considered",
    Status.IN_TALKS: "in talks",
    Status.PROPOSED: "proposed",
    Status.AGREED: "agreed",
    Status.COMPLETED: "completed",
    Status.SUSPENDED: "suspended",
    Status.TERMINATED: "ended without a deal",
}

ANSWERS: Final = {  # what a party did, and what it did not do
    Stance.CONFIRMED: ("confirmed it", "did not confirm it"),
    Stance.DENIED: ("denied it", "did not deny it"),
    Stance.DECLINED_TO_COMMENT: ("declined to comment", "did not decline to comment"),
    Stance.NOT_OUR_ANNOUNCEMENT: ("said that it had announced nothing of the kind", "did not say that it had announced nothing"),
    Stance.UNREACHED: ("could not be reached", "was reached"),
}


_OBEYED: Final = dict.fromkeys((*range(32), *range(127, 160)), " ") | dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Control characters, which a terminal obeys, and marks that turn the direction of all that follows."""


def printable(text: str) -> str:
    r"""Return a text that leaves alone whatever it stands in: a report's words may hold what a terminal or a page would obey.

    >>> printable("Ash\x1b[31m and \u202eBirch")
    'Ash [31m and Birch'
    """
    return text if text.isprintable() else text.translate(_OBEYED)


def listed(names: Sequence[str]) -> str:
    """Join names as English does.

    >>> listed(["Ash", "Birch", "Cedar"])
    'Ash, Birch and Cedar'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def counted(count: int, noun: str, locale: str) -> str:
    """Write a count with its noun.

    >>> counted(1, "report", "en"), counted(2000, "report", "en"), counted(2000, "report", "de")
    ('1 report', '2,000 reports', '2.000 reports')
    """
    return f"{format_decimal(count, locale=locale)} {noun}{'' if count == 1 else 's'}"


def value_in_words(value: Value, locale: str, bounds: Bounds | None = None) -> str:
    """Write a value for a reader: numbers and dates in the locale, closed words in English.

    >>> from decimal import Decimal
    >>> value_in_words(Money(Decimal("670.9E9"), "JPY"), "en"), value_in_words(Quantity(Decimal(40), "%"), "en")
    ('JPY 670,900,000,000', '40 %')
    """
    match value:
        case Money():
            said = format_currency(value.amount, value.currency, "¤¤ #,##0.##", locale=locale, currency_digits=False)
        case Quantity():
            said = f"{format_decimal(value.amount, '#,##0.######', locale=locale)} {value.unit or ''}".strip()
        case Period():
            return period_in_words(value, locale)
        case Status():
            return STATUS_WORDS[value]
        case DealType():
            return KIND_OF_DEAL[value]
        case Stance():
            return ANSWERS[value][0]
        case Undisclosed():
            return "not disclosed"
        case Text():
            return value.text
        case _:
            return str(value)
    return said if bounds is None or bounds.holds(value.amount) else f"{said} (not itself: {bounds})"


def day_in_words(moment: date | datetime | None, locale: str) -> str:
    """Write a day; "no date" where it is unknown."""
    if moment is None:
        return "no date"
    return format_date(moment, "long", locale=locale)


def short_day(moment: date | None, locale: str) -> str:
    """Write a day for a table; a dash where it is unknown.

    >>> short_day(date(2025, 7, 7), "en"), short_day(date(2025, 7, 7), "de")
    ('Jul 7, 2025', '07.07.2025')
    """
    return "–" if moment is None else format_date(moment, "medium", locale=locale)


def period_in_words(period: Period, locale: str) -> str:
    """Write a period as shortly as it can be said.

    >>> period_in_words(Period.month(2025, 5), "en"), period_in_words(Period(None, date(2028, 3, 31)), "en")
    ('May 2025', 'until March 31, 2028')
    """
    first, last = period.first, period.last
    if first is None or last is None:
        return f"until {day_in_words(last, locale)}" if first is None else f"from {day_in_words(first, locale)}"
    if first == last:
        return day_in_words(first, locale)
    if period == Period.year(first.year):
        return str(first.year)
    if period == Period.month(first.year, first.month):
        return format_skeleton("yMMMM", datetime(first.year, first.month, 1), locale=locale)
    if "/" not in str(period):
        return str(period)
    return f"{day_in_words(first, locale)} to {day_in_words(last, locale)}"
