"""Plain parts and values: texts, amounts, days, and everything that a claim can have as its value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Final, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dealwatch.domain import words
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Evidence, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Undisclosed, Value

T = TypeVar("T")

COMPANIES: Final = ("Ash Corp", "Birch Ltd", "Cedar Holdings", "Doğan Enerji A.Ş.", "楓電機株式会社", "Éclair & Fils")
OUTLETS: Final = ("Daily Leaf", "Evening Bark", "Kyoto Ivy", "Wire Moss")
CURRENCIES: Final = ("USD", "EUR", "JPY", "AUD", "TWD", "KWD")
UNITS: Final = ("employees", "plants", "%", "vehicles/year")

WORDS: Final = (
    *("the talks", "about 3,900 workers", "“not now”, it said", "¥670.9 billion (A$7.1 billion)"),
    *("工場の売却", "a\r\nb", "🌲🍃"),
)

# Plain parts


def texts(max_size: int = 12) -> SearchStrategy[str]:
    """Words, and any text that UTF-8 can hold and that is not blank."""
    drawn = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=max_size)
    return st.sampled_from(WORDS) | drawn.filter(lambda text: bool(text.strip()))


def names() -> SearchStrategy[str]:
    """Names of companies in several scripts, and any other text."""
    return st.sampled_from(COMPANIES) | texts(12)


def amounts() -> SearchStrategy[Decimal]:
    """Amounts as they are written: of any sign and size, with and without digits behind the point."""
    written = st.decimals(-(10**15), 10**15, places=2, allow_nan=False) | st.decimals(-1, 1, places=12, allow_nan=False)
    scaled = st.builds(lambda number, zeros: Decimal(number).scaleb(zeros), st.integers(-9999, 9999), st.integers(-30, 30))
    return written | scaled


def days() -> SearchStrategy[date]:
    """Days that Python has, most of them in living memory."""
    return st.dates(date(1990, 1, 1), date(2035, 12, 31)) | st.dates()


def moments() -> SearchStrategy[datetime]:
    """Aware datetimes of any fixed offset."""
    offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=offsets | st.just(UTC))


# Values


def money() -> SearchStrategy[Money]:
    """Any amount of any currency."""
    return st.builds(
        Money, amounts(), st.sampled_from(CURRENCIES) | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
    )


def quantities() -> SearchStrategy[Quantity]:
    """Any number of any unit, or of none."""
    return st.builds(Quantity, amounts(), st.none() | st.sampled_from(UNITS) | texts(8))


@st.composite
def periods(draw: DrawFn) -> Period:
    """Days, months, years, any stretch, and stretches open to a side."""
    first, last = sorted((draw(days()), draw(days())))
    shape = draw(st.sampled_from(["stretch", "day", "month", "year", "until", "since"]))
    return {
        "stretch": lambda: Period(first, last),
        "day": lambda: Period.day(first),
        "month": lambda: Period.month(first.year, first.month),
        "year": lambda: Period.year(first.year),
        "until": lambda: Period(None, last),
        "since": lambda: Period(first, None),
    }[shape]()


@st.composite
def bounds(draw: DrawFn) -> Bounds:
    """Points, intervals of either kind of end, and half-lines."""
    low, high = sorted((draw(amounts()), draw(amounts())))
    open_low, open_high = draw(st.booleans()), draw(st.booleans())
    closed = low == high
    return Bounds(
        None if open_low else low,
        None if open_high else high,
        closed or draw(st.booleans()),
        closed or draw(st.booleans()),
    )


def spans() -> SearchStrategy[Span]:
    """Any stretch."""
    return st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 10**4))


@st.composite
def evidence(draw: DrawFn) -> Evidence:
    """A piece of some report, with its id; the report itself is not drawn."""
    quote, start = draw(texts()), draw(st.integers(0, 10**6))
    return Evidence(draw(ids("report")), Span(start, start + len(quote)), quote)


def ids(kind: str) -> SearchStrategy[str]:
    """Ids of a kind, of the form that the library makes."""
    return st.binary(min_size=10, max_size=10).map(lambda content: f"{kind}:{content.hex()}")


@st.composite
def subjects(draw: DrawFn, proof: SearchStrategy[Evidence] | None = None) -> Subject:
    """Things by name, and mentions; a deal is always a mention."""
    kind = draw(st.sampled_from(words.SubjectKind))
    found = draw(evidence() if proof is None else proof)
    if kind is words.SubjectKind.DEAL or draw(st.booleans()):
        return Subject(kind, found.quote, found) if found.quote.strip() else Subject("company", "Ash Corp")
    return Subject(kind, draw(names()))


def some_words() -> SearchStrategy[Text]:
    """Words as a value."""
    return st.builds(Text, texts())


def values(proof: SearchStrategy[Evidence] | None = None) -> SearchStrategy[Value]:
    """Everything that a claim can have as its value."""
    return st.one_of(
        money(),
        quantities(),
        periods(),
        some_words(),
        st.sampled_from(words.DealType),
        st.sampled_from(words.Status),
        st.sampled_from(words.Stance),
        subjects(proof),
        st.just(Undisclosed()),
    )


def readings(candidates: SearchStrategy[T] | None = None) -> SearchStrategy[Reading[T]]:
    """Readings of no, one or several candidates, settled or not."""
    drawn: SearchStrategy[Any] = values() if candidates is None else candidates
    several = st.lists(drawn, max_size=3, unique=True).map(tuple)
    return st.builds(Reading, several, texts(), st.booleans())


@st.composite
def mentions(draw: DrawFn, candidates: SearchStrategy[Any] | None = None) -> Mention[Any]:
    """Words at a place, with what they may mean."""
    quote, start = draw(texts()), draw(st.integers(0, 10**6))
    maybe = st.none() | spans()
    return Mention(
        Span(start, start + len(quote)),
        quote,
        draw(readings(candidates)),
        draw(st.none() | bounds()),
        draw(maybe),
        draw(maybe),
        draw(st.none() | st.sampled_from(["share", "year"])),
    )
