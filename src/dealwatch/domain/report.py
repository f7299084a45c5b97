"""A report as it was published, and the spans in it that prove what is claimed.

A report's text is never changed: every span counts code points of exactly this text.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import ClassVar, Final

from attrs import field, frozen

from dealwatch.domain.canonical import UNHASHED, content_id, quoted
from dealwatch.domain.words import SectionKind
from dealwatch.errors import EvidenceError, InvalidValue

MAX_TEXT: Final = 20_000_000
"""The longest text of one report, in code points. A longer one is a file of several, or a mistake."""


@frozen(order=True)
class Span:
    """A half-open stretch `[start, end)` of one text, in code points.

    >>> Span(4, 9).of("the talks go on")
    'talks'
    >>> Span(4, 9).overlaps(Span(8, 12)), Span(4, 9).contains(Span(5, 6)), len(Span(4, 9))
    (True, True, 5)

    Raises:
        InvalidValue: if it is empty, reversed or begins before 0.
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValue(f"a span needs 0 <= start < end, not [{self.start}:{self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"[{self.start}:{self.end})"

    def _canonical(self) -> str:
        return f"Span({self.start},{self.end})"

    def of(self, text: str) -> str:
        """Return what stands at the span in a text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@frozen
class Evidence:
    """The words of one report that prove something: report id, span, and the quote that stands there.

    Make it with `report.evidence(start, end)`. A Ledger refuses one that does not read back from its report.

    Raises:
        EvidenceError: if the quote is not as long as the span.
    """

    report_id: str
    span: Span
    quote: str

    def __attrs_post_init__(self) -> None:
        if len(self.quote) != len(self.span):
            raise EvidenceError(
                f"the quote {_short(self.quote)} has {len(self.quote)} code points, its span {self.span} has {len(self.span)}"
            )

    def _canonical(self) -> str:
        span = self.span
        return f"Evidence({quoted(self.report_id)},Span({span.start},{span.end}),{quoted(self.quote)})"


@frozen
class Section:
    """A stretch of a report and what it is: headline, body, post, teaser, references or boilerplate.

    `lang` is the language of the stretch where it differs from the report's; `author` who wrote it, where it is a post.
    """

    kind: SectionKind
    span: Span
    lang: str | None = None
    author: str | None = None


@frozen(cache_hash=True)
class Report:
    """One text of one outlet.

    Fields: `text` in code points, unchanged; `outlet` who published it; `published` the outlet's own time, a date or an
    aware datetime; `lang` a language tag such as `en` or `en-AU`; `observed_at` when we could first know of it, an aware
    datetime; `sections` where a reader already knows them; `replaces` the id of the version that this one corrects.
    The id is a hash of all fields but `observed_at`.

    >>> report = Report(text="Ash Corp is in talks with Birch Ltd.", outlet="Daily Leaf", published=date(2025, 7, 7))
    >>> report.evidence(0, 8).quote
    'Ash Corp'

    Raises:
        InvalidValue: for a text over 20 million code points or with a lone surrogate, or a datetime without a zone.
    """

    _named_by_id: ClassVar = True

    text: str
    outlet: str | None = None
    published: date | datetime | None = None
    lang: str | None = None
    url: str | None = None
    title: str | None = None
    observed_at: datetime | None = field(default=None, metadata={UNHASHED: True})
    sections: tuple[Section, ...] = ()
    replaces: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise InvalidValue(f"the text of a report is a str, not {type(self.text).__name__}")
        if len(self.text) > MAX_TEXT:
            raise InvalidValue(f"the text has {len(self.text):,} code points; a report may have {MAX_TEXT:,}")
        for name in ("text", "outlet", "lang", "url", "title", "replaces"):
            _refuse_surrogates(name, getattr(self, name))
        for name in ("published", "observed_at"):
            moment = getattr(self, name)
            if isinstance(moment, datetime) and moment.utcoffset() is None:
                raise InvalidValue(f"{name} {moment.isoformat()} has no time zone; give one, or a date")
        for section in self.sections:
            if section.span.end > len(self.text):
                raise InvalidValue(f"the {section.kind} section {section.span} ends behind the text ({len(self.text)})")

    @cached_property
    def id(self) -> str:
        """The report's id: `report:` and a hash of all fields but `observed_at`."""
        return content_id("report", self)

    @property
    def name(self) -> str:
        """The outlet, or, where it is unknown, a name that only this report has."""
        return self.outlet or f"report {self.id.partition(':')[2][:8]}"

    @property
    def day(self) -> date | None:
        """The day on which it was published, as the outlet wrote it."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence at `[start, end)`.

        Raises:
            EvidenceError: if that is not a stretch of the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise EvidenceError(f"[{start}:{end}) is no stretch of a text of {len(self.text)} code points")
        return Evidence(self.id, Span(start, end), self.text[start:end])

    def find(self, quote: str, nth: int = 0) -> Evidence:
        """Return the evidence of the nth occurrence of a quote, counted from 0.

        Raises:
            EvidenceError: if the text does not hold the quote so often.
        """
        start = -1
        for _ in range(nth + 1):
            start = self.text.find(quote, start + 1) if quote else -1
            if start < 0:
                raise EvidenceError(f"occurrence {nth} of {_short(quote)} does not stand in the report {self.id}")
        return Evidence(self.id, Span(start, start + len(quote)), quote)

    def proves(self, evidence: Evidence) -> bool:
        """Tell whether the evidence is of this report and its quote stands at its span."""
        return evidence.report_id == self.id and evidence.span.of(self.text) == evidence.quote


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def _refuse_surrogates(name: str, text: str | None) -> None:
    if text is None or text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidValue(f"the {name} of a report holds a lone surrogate at {error.start}; decode it as UTF-8 first") from None
