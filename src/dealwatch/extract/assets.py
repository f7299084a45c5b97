"""What a deal is about where that is no company: a site under the name that the report gives it, else the words themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from dealwatch.domain.report import Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.items import Thing
from dealwatch.extract.names import Named
from dealwatch.extract.page import Page
from dealwatch.extract.telling.sites import SiteMention, sites_of

_Placed = TypeVar("_Placed", Named, SiteMention)


def asset_of(page: Page, thing: Thing) -> Subject:
    """Return the asset that a slot holds: "the facility" is the plant that it means."""
    span = Span(thing.start, thing.end)
    if thing.named is not None and thing.named.kind is not SubjectKind.PLANT:
        return Subject(thing.named.kind, thing.named.name)
    site = site_at(page, span)
    if site:
        return Subject(SubjectKind.PLANT, site)
    if thing.named is not None:
        return Subject(thing.named.kind, thing.named.name)
    return Subject(SubjectKind.OTHER, " ".join(span.of(page.text).split()))


def site_at(page: Page, span: Span) -> str:
    """Return the name of the site that is meant at a span; "" where none is."""
    return next((site.name for site in ending_in(sites_of(page), span)), "")


def ending_in(mentions: Sequence[_Placed], span: Span) -> Sequence[_Placed]:
    """Return those of the mentions, given in order of place, whose last word stands within a span."""
    first = bisect_right(mentions, span.start, key=_end)
    return mentions[first : bisect_right(mentions, span.end, lo=first, key=_end)]


def _end(mention: Named | SiteMention) -> int:
    return mention.span.end
