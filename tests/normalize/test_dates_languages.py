"""Every language's own date words: what they count, and that time grows with the text alone, in one run and in many."""

from __future__ import annotations

import time
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import assume, given, strategies as st

from dealwatch.domain.dates import Period
from dealwatch.normalize.context import Context
from dealwatch.normalize.date_reading.cldr_counted import phrase
from dealwatch.normalize.date_reading.other_calendars import period_of
from dealwatch.normalize.date_reading.units import stepped
from dealwatch.normalize.date_reading.words import table_of
from dealwatch.normalize.dates import find_dates, read_date

ON = date(2025, 7, 9)
FOLDER = files("dealwatch.normalize").joinpath("data", "dates")
LANGUAGES = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir())
HOSTILE = {
    "months": ("en", "January "),
    "doubtful months": ("en", "may May "),
    "ordinals": ("en", "2nd "),
    "units": ("en", "a year "),
    "numbers": ("en", "1 1 "),
    "hyphens": ("en", "1-"),
    "whole dates": ("en", "12 January 2025 "),
    "fiscal years": ("en", "fiscal 2025 "),
    "owners": ("en", "Nissan fiscal 2025 "),
    "cues": ("en", "said it will May 3 "),
    "two words": ("es", "fin de semana que viene "),
    "participles": ("de", "hat am Montag "),
    "signs": ("ja", "今年 "),
    "eras": ("ja", "再来年\n平成 "),
    "weekdays": ("zh", "週三 九月\n"),
    "spaced signs": ("ko", "다음 주 1년 "),
}


def ratio(text: str, locale: str) -> float:
    """How much longer four times the text takes; the best of three each, so that a busy machine does not matter."""
    context = Context(locale=locale, on=ON)

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_dates(text, context)
            best = min(best, time.process_time() - start)
        return max(best, 0.002)

    find_dates(text[:200], context)
    return seconds(text * 4) / seconds(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_alone(name: str) -> None:
    """Law 20: four times the text takes less than ten times as long."""
    locale, piece = HOSTILE[name]
    assert ratio(piece * (3_000 // len(piece)), locale) < 10


def words_of(part: object) -> list[str]:
    """All words of a table, and of the tables in it."""
    if isinstance(part, dict):
        return [word for inner in part.values() for word in words_of(inner)]
    return str(part).replace("_", " ").split() if isinstance(part, str) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_each_language_cost_the_same_again(language: str) -> None:
    """The law for all words of a language's file in a row, with nothing between them that ends a run."""
    text = " ".join(words_of(table_of(language)))
    assert ratio(text, language) < 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_counts_days_from_the_day_of_the_document(language: str) -> None:
    """Its words for yesterday, today and tomorrow are the days that they say."""
    table = table_of(language)
    if table.get("spaced", True):
        words = table["words"]
        assert isinstance(words, dict)
        steps = {int(step): str(listed).split() for step, listed in words["day"].items()}
        for step, listed in words.get("day_either", {}).items():
            steps |= {sign * int(step): str(listed).split() for sign in (-1, 1)}
    else:
        relative = table["relative"]
        assert isinstance(relative, dict)
        steps = {int(key[1:]): str(listed).split() for key, listed in relative.items() if key[0] == "d" and "@" not in key}
    assert {-1, 0, 1} <= set(steps)
    for step, names in steps.items():
        for name in names:
            reading = read_date(name.replace("_", " "), Context(locale=language, on=ON))
            assert Period.day(ON + timedelta(days=step)) in reading.candidates, name


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("fa", "۱۸ تیر ۱۴۰۴", "2025-07-09"),
        ("fa", "۱۴۰۴/۰۴/۱۸", "2025-07-09"),
        ("fa", "سال ۱۴۰۴", "2025-03-21/2026-03-20"),
        ("ar", "12 محرم 1447", "2025-07-07"),
        ("ar", "1447 هـ", "2025-06-26/2026-06-15"),
        ("en", "12 Muharram 1447", "2025-07-07"),
        ("en", "Ramadan 2025", "2025-03-01/2025-03-29"),
        ("en", "Reiwa 7", "2025"),
        ("en", "May 1, Heisei 3", "1991-05-01"),
        ("th", "พ.ศ. 2568", "2025"),
        ("ja", "平成元年", "1989"),
        ("zh", "民國114年7月9日", "2025-07-09"),
    ],
)
def test_years_of_other_calendars(locale: str, text: str, value: str) -> None:
    """Persian, Islamic, Buddhist, Japanese and ROC years are the days that they say."""
    assert str(read_date(text, Context(locale=locale, on=ON)).candidates[0]) == value


@given(st.sampled_from(["persian", "islamic"]), st.integers(1344, 1490), st.integers(1, 12))
def test_months_of_other_calendars_tile_time(calendar: str, year: int, month: int) -> None:
    """Each month ends on the day before the next begins, and the year is its twelve months."""
    this = period_of(calendar, year, month)
    following = period_of(calendar, year + month // 12, month % 12 + 1)
    whole = period_of(calendar, year)
    assert this
    assert following
    assert whole
    assert following.first == (this.last or ON) + timedelta(days=1)
    assert whole.first == getattr(period_of(calendar, year, 1), "first", None)
    assert whole.last == getattr(period_of(calendar, year, 12), "last", None)


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "the first week of May 2024", "2024-04-29/2024-05-05"),
        ("en", "the last week of 2024", "2024-12-23/2024-12-29"),
        ("en", "the week of March 3, 2025", "2025-03-03/2025-03-09"),
        ("en", "2 years and 3 months ago", "2023-04"),
        ("en", "the rest of the year", "2025-07-09/2025-12-31"),
        ("en", "no later than 2026", "2026"),
        ("en", "the company's May sales", "2025-05"),
        ("en", "Q2 September 2017", "2017-Q3"),
        ("en", "2025-H1", "2025-H1"),
        ("en", "Nov. 3 to Jan. 5, 2024", "2023-11-03"),
        ("en", "15-2", "2025-02-15"),
        ("en", "31 10 2024", "2024-10-31"),
        ("en", "the second last week of October 2018", "2018-10-15/2018-10-21"),
        ("en", "three weeks from now", "2025-07-30"),
        ("en", "on the first of march", "2025-03-01"),
        ("de", "am 28.10. in Bonn", "2025-10-28"),
        ("de", "die 80er Jahre", "1980-01-01/1989-12-31"),
        ("de", "das dritte Quartal des Vorjahres", "2024-Q3"),
        ("de", "am kommenden Freitag", "2025-07-11"),
        ("es", "los últimos 3 meses", "2025-04-09/2025-07-08"),
        ("es", "dentro de dos años", "2027"),
        ("es", "el próximo fin de semana", "2025-07-19/2025-07-20"),
        ("es", "el dos de mayo de 2024", "2024-05-02"),
        ("es", "en el 4T24", "2024-Q4"),
        ("es", "esta misma semana", "2025-07-07/2025-07-13"),
        ("fr", "les années 80", "1980-01-01/1989-12-31"),
        ("fr", "il y a trois ans", "2022"),
        ("fr", "le 1er février 2024", "2024-02-01"),
        ("fr", "en fevrier 2024", "2024-02"),
        ("it", "tra due settimane", "2025-07-23"),
        ("pt", "na semana que vem", "2025-07-14/2025-07-20"),
        ("nl", "over twee weken", "2025-07-23"),
        ("sv", "för tre år sedan", "2022"),
        ("da", "i sidste uge", "2025-06-30/2025-07-06"),
        ("nb", "for to år siden", "2023"),
        ("fi", "3 vuotta sitten", "2022"),
        ("pl", "w zeszłym roku", "2024"),
        ("ru", "через 3 дня", "2025-07-12"),
        ("cs", "před 3 lety", "2022"),
        ("hr", "prošle godine", "2024"),
        ("hu", "2 hónappal ezelőtt", "2025-05"),
        ("ro", "luna trecută", "2025-06"),
        ("el", "την επόμενη εβδομάδα", "2025-07-14/2025-07-20"),
        ("tr", "geçen yıl", "2024"),
        ("hi", "पिछले सप्ताह", "2025-06-30/2025-07-06"),
        ("ar", "الأسبوع المقبل", "2025-07-14/2025-07-20"),
        ("he", "לפני 3 ימים", "2025-07-06"),
        ("vi", "tuần trước", "2025-06-30/2025-07-06"),
        ("ja", "今月の第三週", "2025-07-14/2025-07-20"),
        ("ja", "来週の金曜日", "2025-07-18"),
        ("ja", "4日、発表した", "2025-07-04"),
        ("ja", "2年3か月前", "2023-04"),
        ("ja", "21世紀", "2000-01-01/2099-12-31"),
        ("zh", "下周三", "2025-07-16"),
        ("zh", "过去三年", "2022-01-01/2024-12-31"),
        ("zh", "上世纪90年代", "1990-01-01/1999-12-31"),
        ("ko", "다음 주 금요일", "2025-07-18"),
        ("ko", "지난 10주", "2025-04-30/2025-07-08"),
    ],
)
def test_expressions_of_many_languages(locale: str, text: str, value: str) -> None:
    """Relative words, units counted, weeks of months and quarters as newspapers of each language write them."""
    found = [str(mention.reading.candidates[0]) for mention in find_dates(text, Context(locale=locale, on=ON)) if mention.reading]
    assert value in found


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ja", "3日間で三年分"),
        ("ja", "三重県四日市市"),
        ("zh", "三年"),
        ("en", "the Sunday Times said"),
        ("en", "USA Today said"),
        ("de", "1500 bis 1800 Euro"),
        ("en", "1500 to 2000 workers"),
        ("en", "the year before independence"),
    ],
)
def test_what_is_no_date_in_other_languages(locale: str, text: str) -> None:
    """Lengths of time, names and counts are not dates."""
    assert not find_dates(text, Context(locale=locale, on=ON))


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "Ash Corp could not be reached on Friday.", "2025-07-04"),
        ("en", "A deal could be announced on Friday.", "2025-07-11"),
        ("en", "Ash and Birch are to announce a deal on Friday.", "2025-07-11"),
        ("en", "Ash will present the plan on Friday.", "2025-07-11"),
        ("de", "Am Freitag beginnt der Prozess.", "2025-07-11"),
        ("de", "Ash hat am Freitag das Werk verkauft.", "2025-07-04"),
        ("de", "Die Vereinbarung vom 17. November ist ein Anfang.", "2024-11-17"),
        ("it", "Ash ha venduto lo stabilimento il 3 novembre.", "2024-11-03"),
        ("es", "Ash venderá la planta el 3 de noviembre.", "2025-11-03"),
    ],
)
def test_the_verbs_of_each_language_say_past_or_ahead(locale: str, text: str, value: str) -> None:
    """Modals, present and perfect tenses, and the endings of the future."""
    assert [str(mention.reading.candidates[0]) for mention in find_dates(text, Context(locale=locale, on=ON))] == [value]


WITHOUT_A_FILE = (
    *(
        "af",
        "ast",
        "az",
        "br",
        "cy",
        "dsb",
        "eo",
        "eu",
        "fo",
        "fur",
        "fy",
        "gd",
        "gl",
        "hsb",
        "ht",
        "ia",
        "ie",
        "jv",
        "kab",
        "kea",
    ),
    *(
        "kk",
        "kl",
        "ky",
        "la",
        "lij",
        "lld",
        "mn",
        "ms",
        "mzn",
        "nn",
        "no",
        "pa",
        "sc",
        "scn",
        "sk",
        "sl",
        "sq",
        "szl",
        "tg",
        "ug",
    ),
    *(
        "ur",
        "uz",
        "wo",
    ),
)


@given(st.sampled_from(WITHOUT_A_FILE), st.sampled_from("dwmy"), st.integers(-30, 30))
def test_units_are_counted_as_babel_prints_them(locale: str, unit: str, count: int) -> None:
    """Also without a file of a language's own words: the phrase that Babel prints for so many units from now reads back."""
    text = phrase(locale, unit, count)
    assume(count not in (-1, 0, 1) and str(abs(count)) in text)
    expected = stepped("d" if unit == "w" else unit, ON, count * (7 if unit == "w" else 1))
    assert expected in read_date(text, Context(locale=locale, on=ON)).candidates, text


@given(st.sampled_from(["March 14", "Tuesday, May 8, 2007", "14. März", "last May"]), st.sampled_from(["", ".", "\n", "\n\nAsh"]))
def test_the_end_of_a_paragraph_takes_nothing_from_a_date(text: str, tail: str) -> None:
    """A date reads the same before an empty line as at the end of the text."""
    locale = "de" if "März" in text else "en"
    found = find_dates(text + tail, Context(locale=locale, on=ON))
    assert [mention.quote for mention in found] == [text]
    alone = find_dates(text, Context(locale=locale, on=ON))[0].reading
    assert found[0].reading == alone
    assert alone.candidates[0] == read_date(text, Context(locale=locale, on=ON)).candidates[0]
