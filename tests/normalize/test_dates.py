"""Finding and reading dates: the laws first, then what the words of reports mean."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from babel.dates import format_date
from babel.localedata import locale_identifiers
from hypothesis import given, strategies as st

from dealwatch.domain.dates import Period
from dealwatch.domain.report import Report
from dealwatch.normalize.context import Context
from dealwatch.normalize.dates import find_dates, join_ranges, read_date
from dealwatch.normalize.fiscal import CALENDARS, FiscalCalendar

ON = date(2025, 7, 9)  # a Wednesday
EN, DE = Context(locale="en", on=ON), Context(locale="de", on=ON)
LOCALES = sorted(locale_identifiers())
WIDTHS = ("short", "medium", "long", "full")

WORDS = """last next this the a of in two three 3 12 20 May March March. Friday quarter year years month ago earlier later fiscal FY27
2024 2025-07-07 7/7/25 '90s mid- end early , . - to and between Q3 1H25 said will expects by from 12th half first Nissan second
weekend before after yesterday January 1998 summer century 15/08 period year-end"""
words = st.sampled_from((*WORDS.split(), "\n\n"))
texts = st.lists(words, max_size=24).map(" ".join)


def values(text: str, context: Context = EN) -> dict[str, str]:
    """Each date found and its likeliest value."""
    return {m.quote: str(m.reading.candidates[0]) if m.reading else "" for m in find_dates(text, context)}


# ---- laws


@given(st.sampled_from(LOCALES), st.sampled_from(WIDTHS), st.dates(date(1930, 1, 1), date(2029, 12, 31)))
def test_a_date_as_babel_prints_it_reads_back(locale: str, width: str, day: date) -> None:
    """The day is among the candidates, in every locale of CLDR and every width."""
    text = format_date(day, width, locale=locale)
    assert Period.day(day) in read_date(text, Context(locale=locale, on=ON)).candidates


@pytest.mark.long
@pytest.mark.parametrize("locale", LOCALES)
def test_a_date_as_babel_prints_it_reads_back_in_each_locale(locale: str) -> None:
    """The same for one day of every month, in each locale: held, and where the year has four digits exactly."""
    for month in range(1, 13):
        day = date(2001 + month, month, 2 * month + 1)
        for width in WIDTHS:
            text = format_date(day, width, locale=locale)
            assert Period.day(day) in read_date(text, Context(locale=locale, on=ON)).candidates, (width, text)


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from("٠۰०০๐"))
def test_native_digits_read_as_digits(day: date, zero: str) -> None:
    """A date in another script's digits means the same."""
    text = format_date(day, "yyyy-MM-dd", locale="en").translate({48 + n: ord(zero) + n for n in range(10)})
    context = Context(locale="sv", on=ON)
    assert Period.day(day) in read_date(text, context).candidates
    assert [Period.day(day)] == [mention.reading.only for mention in find_dates(f"Ash, {text}.", context)]


@given(texts, st.sampled_from((EN, DE, Context(locale="en"), Context(locale="ja", on=ON), Context())))
def test_mentions_stand_in_order_where_they_say(text: str, context: Context) -> None:
    """Every quote stands at its span, no two spans overlap, and a reading without candidates says what it lacks."""
    found = find_dates(text, context)
    assert all(mention.span.of(text) == mention.quote for mention in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(mention.reading or "Context(on=...)" in mention.reading.rule for mention in found)


@given(texts)
def test_the_finder_only_narrows(text: str) -> None:
    """What is found is among what the words alone may mean, or the rule names the span that supplied the rest."""
    for mention in find_dates(text, EN):
        alone = read_date(mention.quote, EN)
        assert set(mention.reading.candidates) <= set(alone.candidates) or "[" in mention.reading.rule, (mention, alone)


@given(texts)
def test_finding_is_a_function_of_the_text(text: str) -> None:
    """The same text gives the same mentions, whatever was read before."""
    first = find_dates(text, EN)
    find_dates("In March 1961 and in the quarter ended May 3, 1962.", EN)
    assert find_dates(text, EN) == first


@given(texts)
def test_without_a_day_nothing_relative_has_a_value(text: str) -> None:
    """Without a day of the document only what is written, or hangs on something written, has candidates."""
    for mention in find_dates(text, Context(locale="en")):
        assert not mention.reading or "the document" not in mention.reading.rule
        assert not mention.reading or "no sign" not in mention.reading.rule


# ---- what the words mean


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("July 7, 2025", "2025-07-07"),
        ("Friday, March 14, 2025", "2025-03-14"),
        ("7 July 2025", "2025-07-07"),
        ("the 3rd of May 2024", "2024-05-03"),
        ("2025-07-07", "2025-07-07"),
        ("Sept. 15, 1998", "1998-09-15"),
        ("March 2028", "2028-03"),
        ("Sept. '15", "2015-09"),
        ("mid-March 2024", "2024-03"),
        ("end-2015", "2015"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("the '80s", "1980-01-01/1989-12-31"),
        ("the 20th century", "1900-01-01/1999-12-31"),
        ("2014-15", "2014-01-01/2015-12-31"),
        ("1H25", "2025-H1"),
        ("Q3 2024", "2024-Q3"),
        ("2024 Q3", "2024-Q3"),
        ("the third quarter of 2024", "2024-Q3"),
        ("the first half of 2024", "2024-H1"),
        ("the last quarter of 2024", "2024-Q4"),
        ("the spring of 2024", "2024-03-01/2024-05-31"),
        ("today", "2025-07-09"),
        ("yesterday", "2025-07-08"),
        ("the day after tomorrow", "2025-07-11"),
        ("last year", "2024"),
        ("this week", "2025-07-07/2025-07-13"),
        ("next quarter", "2025-Q4"),
        ("last December", "2024-12"),
        ("next May", "2026-05"),
        ("last Friday", "2025-07-04"),
        ("Friday last week", "2025-07-04"),
        ("March last year", "2024-03"),
        ("next year's first quarter", "2026-Q1"),
        ("two years ago", "2023"),
        ("five months ago", "2025-02"),
        ("ten days ago", "2025-06-29"),
        ("a decade ago", "2015"),
        ("the week after next", "2025-07-21/2025-07-27"),
        ("the end of the year", "2025"),
        ("the first Friday of March 2024", "2024-03-01"),
        ("the last Sunday of March 2024", "2024-03-31"),
        ("the second Monday of the month", "2025-07-14"),
        ("the 20th of next month", "2025-08-20"),
        ("Wednesday, Nov. 12", "2025-11-12"),
        ("2014-10", "2014-10"),
        ("3 to 12 May 2024", "2024-05-03/2024-05-12"),
        ("May 3-12, 2024", "2024-05-03/2024-05-12"),
        ("January to June 2024", "2024-H1"),
    ],
)
def test_english_expressions(text: str, value: str) -> None:
    """An expression alone and in a sentence has one and the same likeliest value."""
    assert str(read_date(text, EN).candidates[0]) == value
    assert value in values(f"Ash Corp closed it, {text}, he said.").values()


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("de", "7. Juli 2025", "2025-07-07"),
        ("de", "Ende des Jahres 2015", "2015"),
        ("de", "vor zwei Jahren", "2023"),
        ("de", "im Vorjahr", "2024"),
        ("de", "Juni des vergangenen Jahres", "2024-06"),
        ("de", "das dritte Quartal 2024", "2024-Q3"),
        ("fr", "le 3 mars 2024", "2024-03-03"),
        ("fr", "l'année dernière", "2024"),
        ("es", "el 3 de marzo de 2024", "2024-03-03"),
        ("fr", "aujourd’hui", "2025-07-09"),
        ("pt", "segunda-feira passada", "2025-06-30"),
        ("es", "hace dos años", "2023"),
        ("it", "il mese scorso", "2025-06"),
        ("nl", "twee jaar geleden", "2023"),
        ("pt", "o ano passado", "2024"),
        ("uk", "3 березня 2024 року", "2024-03-03"),
        ("et", "eelmisel aastal", "2024"),
        ("ja", "2025年7月7日", "2025-07-07"),
        ("ja", "令和7年", "2025"),
        ("ja", "本月26日", "2025-07-26"),
        ("ja", "上半期", "2025-H1"),
        ("ja", "2007年3月期", "2006-04-01/2007-03-31"),
        ("ja", "2024年度", "2024-04-01/2025-03-31"),
        ("zh", "民國114年7月", "2025-07"),
        ("zh", "去年上半年", "2024-H1"),
        ("ko", "지난해 12월", "2024-12"),
        ("th", "7 กรกฎาคม 2568", "2025-07-07"),
    ],
)
def test_other_languages(locale: str, text: str, value: str) -> None:
    """Each language with a file of words reads its own expressions."""
    assert value in values(text, Context(locale=locale, on=ON)).values()


@pytest.mark.parametrize(
    "text",
    [
        "2000 workers walked out",
        "about 1500 of them",
        "it rose to 2082.1 from 1,990",
        "the $1990 price",
        "he may march on",
        "Sun Microsystems and Mar Corp",
        "for the first time in 12 years",
        "in recent years",
        "a few years ago",
        "the first nine months of 1990",
        "9:30 a.m. or 1500 hrs",
        "a score of 3/8 and 5-10",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Counts, prices, clock times, lengths of time and words that look like months are not dates."""
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "value", "settled"),
    [
        ("Ash Corp said the sale closed in March.", "2025-03", True),
        ("Ash Corp will close the plant in March.", "2026-03", True),
        ("Ash Corp agreed to sell the mill in December.", "2025-12", True),
        ("Ash Corp unveiled plans in May to merge.", "2025-05", True),
        ("The talks in November", "2024-11", False),
        ("The deal is due to close Nov. 3.", "2025-11-03", True),
        ("It bought the mill on Nov. 3.", "2024-11-03", True),
        ("It said on Friday it would sell.", "2025-07-04", True),
        ("The vote is scheduled for Friday.", "2025-07-11", True),
        ("The vote on Friday", "2025-07-04", False),
        ("The meeting, to be held in May, was moved.", "2025-05", False),
    ],
)
def test_the_words_around_say_past_or_ahead(text: str, value: str, settled: bool) -> None:
    """The nearest cue to the left decides; without one the last such date comes first and both are candidates."""
    found = find_dates(text, EN)[0]
    assert str(found.reading.candidates[0]) == value
    assert found.reading.settled == settled
    assert settled or len(found.reading.candidates) == 2


def test_the_caller_may_prefer_the_future() -> None:
    """`prefer="future"` turns the default round, and only the default."""
    future = Context(locale="en", on=ON, prefer="future")
    assert values("on Monday", future) == {"Monday": "2025-07-14"}
    assert values("It closed the mill in March.", future) == {"March": "2025-03"}


def test_a_year_ago_means_the_quarter_that_was_spoken_of() -> None:
    """In an earnings report "a year ago" is that quarter, and a look-back does not become the quarter spoken of."""
    text = "Third-quarter profit fell from a year ago. A year earlier it was higher. The quarter was weak."
    on = Context(locale="en", on=date(2024, 11, 2))
    assert [str(m.reading.candidates[0]) for m in find_dates(text, on)] == ["2024-Q3", "2023-Q3", "2023-Q3", "2024-Q3"]
    assert values("Profit fell from a year ago.", on) == {"a year ago": "2023"}


def test_later_counts_from_the_date_before_it() -> None:
    """The words "Two days later" and "the following month" count from the last date of the same or a finer unit, and say from which."""
    found = find_dates("On March 3, 2021 it filed. Two days later it closed. The following month it paid.", EN)
    assert [str(m.reading.candidates[0]) for m in found] == ["2021-03-03", "2021-03-05", "2021-04"]
    assert "[3:16)" in found[1].reading.rule


def test_doubt_is_candidates() -> None:
    """Where no country is known day and month may change places; two digits of a year may be of two centuries."""
    assert [str(p) for p in read_date("03/04/2025", EN).candidates] == ["2025-03-04", "2025-04-03"]
    assert read_date("03/04/2025", Context(locale="en_AU", on=ON)).only == Period.day(date(2025, 4, 3))
    assert {str(p) for p in read_date("3.4.98", Context(locale="de", on=ON)).candidates} == {"1998-04-03", "2098-04-03"}
    assert [str(p) for p in read_date("2011-12", EN).candidates] == ["2011-01-01/2012-12-31", "2011-12"]
    assert not read_date("no date at all", EN)


def test_without_a_day_a_relative_date_says_what_it_lacks() -> None:
    """It is still a mention, with an empty reading."""
    found = find_dates("The mill closed last year.", Context(locale="en"))
    assert [(m.quote, m.reading.candidates) for m in found] == [("last year", ())]
    assert "Context(on=...)" in found[0].reading.rule


def test_history_keeps_its_own_years() -> None:
    """In a text that tells of another time a month without a year is of that time."""
    text = "On 3 May 1941 it fell. On 9 June 1941 it rose. On 2 August it fell again."
    assert values(text)["2 August"] == "1941-08-02"
    assert values("The mill of 3 May 1941 closed on 2 July.")["2 July"] == "2025-07-02"


# ---- fiscal years


def test_a_fiscal_year_is_its_owners() -> None:
    """The company named before it, the one the context gives, the country said: each gives one reading and names its source."""
    nissan = find_dates("Nissan wants to close it by fiscal 2027.", EN)[0].reading
    assert str(nissan.only) == "2027-04-01/2028-03-31"
    assert "[0:6)" in nissan.rule
    assert str(read_date("fiscal 2027", EN.about("Toyota")).only) == "2026-04-01/2027-03-31"
    assert values("the 2024 Japanese financial year") == {"2024 Japanese financial year": "2024-04-01/2025-03-31"}
    prior = values("a loss in the 2024 Japanese financial year after a profit in the financial year prior")
    assert prior["the financial year prior"] == "2023-04-01/2024-03-31"


def test_a_fiscal_year_without_an_owner_is_in_doubt() -> None:
    """The calendar year comes first, then the country's; without a country those of all countries that the table knows."""
    assert [str(p) for p in read_date("fiscal 2027", Context(locale="en_AU", on=ON)).candidates] == [
        "2027",
        "2026-07-01/2027-06-30",
    ]
    anywhere = read_date("fiscal 2027", EN)
    assert anywhere.best is None
    assert {"2027", "2027-04-01/2028-03-31", "2026-10-01/2027-09-30"} <= {str(p) for p in anywhere.candidates}


def test_a_users_own_calendar_is_used() -> None:
    """A calendar that the caller adds is found in the text by its owner's name."""
    own = Context(
        locale="en", on=ON, calendars=CALENDARS.add("Ash Corp", FiscalCalendar(start_month=7), source="its annual report")
    )
    assert str(find_dates("Ash Corp lost money in FY25.", own)[0].reading.only) == "2024-07-01/2025-06-30"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Q1 FY2027", "2027-Q2"),
        ("FY24/25", "2024-04-01/2025-03-31"),
        ("the third quarter of fiscal 2025", "2025-Q4"),
        ("the first half of the 2025 fiscal year", "2025-04-01/2025-09-30"),
        ("the current fiscal year", "2025-04-01/2026-03-31"),
        ("last fiscal year", "2024-04-01/2025-03-31"),
        ("the fiscal first quarter", "2025-Q2"),
    ],
)
def test_parts_of_a_fiscal_year(text: str, value: str) -> None:
    """Quarters, halves and relative years of an owner's calendar."""
    assert str(read_date(text, EN.about("Nissan")).only) == value


# ---- ranges


def test_ranges_give_their_ends_and_join_when_asked() -> None:
    """Two ends that can be read alone stay apart until a caller joins them; what moves is never joined."""
    text = "It paid from 1988 to 1990. The close was postponed from May 2024 to June 2024."
    found = find_dates(text, EN)
    assert [str(m.reading.candidates[0]) for m in found] == ["1988", "1990", "2024-05", "2024-06"]
    joined = join_ranges(found, text, EN)
    assert (joined[0].quote, str(joined[0].reading.candidates[0])) == ("1988 to 1990", "1988-01-01/1990-12-31")
    assert len(joined) == 3


def test_an_ordinal_before_a_noun_is_no_day() -> None:
    """In "Friday, the fourth decline" the date is Friday alone."""
    assert values("Prices fell Friday, the fourth decline in days.") == {"Friday": "2025-07-04"}
    assert values("Let us meet on Thursday the 31st.") == {"Thursday the 31st": "2025-07-31"}


def test_lists_are_not_ranges() -> None:
    """The words "18. und 19. Dezember" is two days."""
    assert values("am 18. und 19. Dezember 2024", DE) == {"18.": "2024-12-18", "19. Dezember 2024": "2024-12-19"}


def test_a_report_gives_its_own_context() -> None:
    """The language and the day of a report are used where no context is given."""
    report = Report(text="Die Gespräche begannen gestern.", lang="de", published=ON)
    assert [str(m.reading.only) for m in find_dates(report)] == ["2025-07-08"]


def test_the_words_of_a_language_do_not_depend_on_what_was_read_before() -> None:
    """Reading Japanese first leaves the months of Spanish as they are, although Babel shares tables between locales."""
    format_date(ON, "full", locale="ja")
    assert not find_dates("8月", Context(locale="es", on=ON))
    assert values("el 3 de agosto de 2024", Context(locale="es", on=ON)) == {"el 3 de agosto de 2024": "2024-08-03"}
