"""What a text does not say about itself: its language and place, its day, and whose fiscal years it means."""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import evolve, field, frozen

from dealwatch.domain.report import Report
from dealwatch.normalize.fiscal import CALENDARS, Calendars
from dealwatch.normalize.locales import tag_of


@frozen(cache_hash=True)
class Context:
    """What is known beside the words. Nothing is assumed: what is not given stays unknown.

    Fields: `locale` a CLDR locale such as `en_AU`, or None; `on` the day of the document, to which "last December" refers;
    `calendars` the fiscal calendars by company or country; `prefer` which way a date without any sign is taken; `outlet` who
    published the text; `company` whose fiscal year is meant where the text does not say.

    >>> Context(locale="en_AU").country, Context(locale="en").country
    ('AU', None)
    """

    locale: str | None = None
    on: date | None = None
    calendars: Calendars = field(factory=lambda: CALENDARS)
    prefer: Literal["past", "future"] = "past"
    outlet: str | None = None
    company: str | None = None

    @classmethod
    def of(cls, report: Report) -> Context:
        """The context that a report gives: its language, its day and its outlet."""
        return cls(locale=tag_of(report.lang) if report.lang else None, on=report.day, outlet=report.outlet)

    @property
    def language(self) -> str | None:
        """The language of the locale."""
        return self.locale.partition("_")[0].lower() if self.locale else None

    @property
    def country(self) -> str | None:
        """The country of the locale, an ISO 3166 code; None where the locale names none."""
        parts = self.locale.split("_")[1:] if self.locale else []
        return next((part for part in parts if len(part) == 2 and part.isalpha() and part.isupper()), None)

    def about(self, company: str | None) -> Context:
        """The same context for the fiscal years of a company."""
        return evolve(self, company=company)
