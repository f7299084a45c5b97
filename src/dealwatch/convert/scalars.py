"""Texts, numbers and days in JSON: one spelling each, and nothing is coerced."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from dealwatch.convert.refuse import Refused

MAX_DIGITS: Final = 200
"""The most digits on a side of the point. Amounts have 40; no text can ask for a number that fills memory."""

DECIMAL: Final = rf"-?[0-9]{{1,{MAX_DIGITS}}}(\.[0-9]{{1,{MAX_DIGITS}}})?(E[+-]?[0-9]{{1,3}})?"
DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME: Final = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
DATETIME: Final = rf"{DATE}T{TIME}(Z|[+-]{TIME})?"

_DECIMAL, _DATE, _DATETIME = (re.compile(rf"\A{pattern}\Z") for pattern in (DECIMAL, DATE, DATETIME))


def read_text(found: object, _: object = None) -> str:
    """Return a text that UTF-8 can hold."""
    if type(found) is not str:
        raise Refused.needs("a text", found)
    if not found.isascii():
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise Refused(f"a lone surrogate stands at {error.start} of the text") from None
    return found


def read_whole_number(found: object, _: object = None) -> int:
    """Return a whole number; true and 1.0 are none."""
    if type(found) is not int:
        raise Refused.needs("a whole number", found)
    return found


def read_truth(found: object, _: object = None) -> bool:
    """Return true or false; "no" and 0 are neither."""
    if type(found) is not bool:
        raise Refused.needs("true or false", found)
    return found


def read_decimal(found: object, _: object = None) -> Decimal:
    """Return a decimal number, which stands as a text so that no reader makes a float of it."""
    if type(found) is not str or not _DECIMAL.match(found):
        raise Refused.needs('a decimal number in quotes ("670.9E9" or "3900")', found)
    value = Decimal(found)
    _check_size(value)
    return value


def write_decimal(value: Decimal) -> str:
    """Write a decimal number: equal numbers give one text, without exponent and without zeros at the end.

    >>> write_decimal(Decimal("7.10E9")), write_decimal(Decimal("-0.50"))
    ('7100000000', '-0.5')
    """
    _check_size(value)
    plain = format(value, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) if value else "0"


def _check_size(value: Decimal) -> None:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise Refused(f"{value} is no finite number")
    if value and (value.adjusted() >= MAX_DIGITS or exponent < -MAX_DIGITS):
        raise Refused(f"{value:.3E} has more than {MAX_DIGITS} digits on a side of the point")


def read_day(found: object, _: object = None) -> date:
    """Return a day, written as 2025-07-07."""
    if type(found) is not str or not _DATE.match(found):
        raise Refused.needs("a day such as 2025-07-07", found)
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise Refused(f"there is no day {found}") from None


def read_moment(found: object, _: object = None) -> datetime:
    """Return a moment, written as 2025-07-07T08:00:00+09:00."""
    if type(found) is not str or not _DATETIME.match(found):
        raise Refused.needs("a moment such as 2025-07-07T08:00:00+09:00", found)
    try:
        return datetime.fromisoformat(found)
    except ValueError:
        raise Refused(f"there is no moment {found}") from None


def read_day_or_moment(found: object, _: object = None) -> date | datetime:
    """Return a day, or a moment: the one with a T in it."""
    return read_moment(found) if isinstance(found, str) and "T" in found else read_day(found)


def write_time(value: date | datetime) -> str:
    """Write a day or a moment in ISO 8601."""
    return value.isoformat()
