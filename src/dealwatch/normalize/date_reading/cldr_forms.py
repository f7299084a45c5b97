"""The dates of CLDR: every form in which Babel can print a day in a locale, read back as a whole string.

A pattern such as "d 'de' MMMM 'de' y" becomes one regular expression; a name becomes the set of numbers it may stand for, and
the weekday must agree. Several patterns may match: then all their days are candidates. Source: https://cldr.unicode.org,
through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale
from babel.dates import tokenize_pattern

from dealwatch.domain.dates import Period
from dealwatch.normalize.fold import bare, fold
from dealwatch.normalize.locales import locale_of

_NATIVE_DIGIT: Final = re.compile(r"(?![0-9])\d")
BUDDHIST: Final = 543
"""Year 2568 as Thais write it is 2025: their years count from the Buddha's death. Source: CLDR, calendar "buddhist"."""
SKELETONS: Final = ("yMMMd", "yMMMM", "yMMM", "MMMMd", "MMMd", "yMd", "yM", "yMMMEd", "yQQQ", "yQQQQ", "GyMMM", "GyMMMd")


class Form(NamedTuple):
    """One pattern: its regular expression, and for each group the field and the numbers that a name may stand for."""

    pattern: re.Pattern[str]
    fields: tuple[tuple[str, dict[str, frozenset[int]] | None], ...]
    name: str
    buddhist: bool = False


def read_by_cldr(text: str, locale: str, on: date | None) -> list[tuple[Period, str]]:
    """The days, months, quarters and years that a whole text may be by the patterns of a locale, each with its pattern's name.

    A year of two digits may be of 1900 to 1999 or of 2000 to 2099, the one nearest to `on` first; without `on` the latter.
    """
    low = western_digits(bare(text))
    found: dict[Period, str] = {}
    for form in _forms(locale):
        if match := form.pattern.fullmatch(low):
            for period in _periods(form, match, on):
                found.setdefault(period, form.name)
    return list(found.items())


def western_digits(text: str) -> str:
    """The same text with every decimal digit of Unicode written 0 to 9."""
    if text.isascii() or not _NATIVE_DIGIT.search(text):
        return text
    return "".join(str(int(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text)


@lru_cache(maxsize=256)
def numeric_order(locale: str | None) -> str | None:
    """The order of day, month and year in the locale's short numeric date, such as `dmy`; None where no country is known.

    >>> numeric_order("en_AU"), numeric_order("en_US"), numeric_order("de"), numeric_order("en")
    ('dmy', 'mdy', 'dmy', None)
    """
    if locale is None or locale == "en":
        return None
    pattern = str(locale_of(locale).date_formats["short"].pattern)
    order = [field[0].lower() for kind, field in tokenize_pattern(pattern) if kind == "field" and field[0] in "dMLyu"]
    return "".join("m" if sign == "l" else "y" if sign == "u" else sign for sign in order)


@lru_cache(maxsize=64)
def _forms(locale: str) -> tuple[Form, ...]:
    data = locale_of(locale)
    patterns = {width: str(data.date_formats[width].pattern) for width in ("short", "medium", "long", "full")}
    patterns |= {name: str(data.datetime_skeletons[name].pattern) for name in SKELETONS if name in data.datetime_skeletons}
    return tuple(_form(data, pattern, f"{name} date of {locale}") for name, pattern in patterns.items())


def _form(data: Locale, pattern: str, name: str) -> Form:
    out, fields = [], []
    shortest = 2 if "d" in pattern else 4  # "March 14" is a day and no month of 2014
    for kind, value in tokenize_pattern(pattern):
        if kind == "chars":
            out.append(re.sub(r"(?:\\ |\u200e)+", "[ ]*", re.escape(fold(str(value)).replace("\u200e", ""))))
            continue
        sign, width = str(value[0]), int(value[1])
        names = _names(data, sign, width)
        fields.append((sign, names))
        if names is not None:
            out.append(f"({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})")
        else:
            out.append(
                r"(\d{2})"
                if (sign, width) in (("y", 2), ("u", 2))
                else rf"(\d{{{shortest},4}})"
                if sign in "yu"
                else r"(\d{1,2})"
            )
    return Form(re.compile("".join(out)), tuple(fields), name, data.language == "th")


def _names(data: Locale, sign: str, width: int) -> dict[str, frozenset[int]] | None:
    if sign in "ML" and width >= 3:
        tables, kinds = data.months, ("format", "stand-alone")
    elif sign in "Ec":
        tables, kinds = data.days, ("format", "stand-alone")
    elif sign in "Qq" and width >= 3:
        tables, kinds = data.quarters, ("format", "stand-alone")
    elif sign == "G":
        eras = data.eras
        return _gather((str(era), number) for table in eras.values() for number, era in table.items() if number in (0, 1))
    else:
        return None
    widths = {1: "abbreviated", 2: "abbreviated", 3: "abbreviated", 4: "wide", 5: "narrow", 6: "short"}
    return _gather(
        (str(text), int(number))
        for kind in kinds
        for number, text in tables.get(kind, {}).get(widths.get(width, "wide"), {}).items()
    )


def _gather(pairs: Iterator[tuple[str, int]]) -> dict[str, frozenset[int]]:
    out: dict[str, frozenset[int]] = {}
    for text, number in pairs:
        key = western_digits(bare(text))
        out[key] = out.get(key, frozenset()) | {number}
    return out


def _periods(form: Form, match: re.Match[str], on: date | None) -> Iterator[Period]:
    years: tuple[int, ...] = ()
    months = quarters = days = weekdays = frozenset[int]()
    for (sign, names), text in zip(form.fields, match.groups(), strict=True):
        numbers = names[text] if names is not None else frozenset([int(text)])
        if sign in "yu":
            years = centuries(int(text), on) if len(text) == 2 else (int(text),)
            if form.buddhist and years[0] > 2400:
                years = (years[0] - BUDDHIST,)
        elif sign in "ML":
            months = numbers
        elif sign in "Qq":
            quarters = numbers
        elif sign in "d":
            days = numbers
        elif sign in "Ec":
            weekdays = numbers
    for year in years or ((on.year, on.year - 1, on.year + 1) if on else ()):
        for month in sorted(months):
            for day in sorted(days):
                try:
                    found = date(year, month, day)
                except ValueError:
                    continue
                if not weekdays or found.weekday() in weekdays:
                    yield Period.day(found)
            if not days and 1 <= month <= 12 and 1 <= year <= 9999:
                yield Period.month(year, month)
        for quarter in sorted(quarters):
            yield Period.quarter(year, quarter)


def centuries(two_digits: int, on: date | None) -> tuple[int, ...]:
    """The years that two digits may stand for, the one nearest to `on` first.

    >>> centuries(98, date(1999, 5, 1)), centuries(98, None)
    ((1998, 2098), (2098, 1998))
    """
    years = (2000 + two_digits, 1900 + two_digits)
    return years if on is None else tuple(sorted(years, key=lambda year: (abs(year - on.year), year)))
