"""A web page -> one report: the article by trafilatura (extra `web`), and what the page says of itself by its own metadata.

The text is the headline, an empty line and the article; navigation and related headlines are not in it. Spans count in this
text, so it is the one to keep. The time comes from the page's JSON-LD, which gives the hour and the zone; from its meta tags
where there is none. A time without a zone counts as its day. Nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any, BinaryIO, Final

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.errors import MissingExtra, ReadError
from dealwatch.reports.sidecar import Described
from dealwatch.reports.text import decode, whole

ARTICLES: Final = (
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle LiveBlogPosting BlogPosting SocialMediaPosting Report WebPage"
)
"""The schema.org types that describe the article of a page. https://schema.org/Article"""

META: Final = {
    "article:published_time": "published",  # https://ogp.me/#type_article
    "datepublished": "published",  # schema.org microdata
    "og:site_name": "outlet",  # https://ogp.me/
    "og:title": "title",
    "og:url": "url",
}
"""A meta tag's property, name or itemprop -> the field of a report."""

CHARSETS: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What a page's charset means where that is not what the name says. https://encoding.spec.whatwg.org/#names-and-labels"""

_CHARSET = re.compile(rb"""<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)


def read(file: BinaryIO, described: Described | None) -> Iterator[Report]:
    """Read one page.

    Raises:
        ReadError: if there is no article in it.
        MissingExtra: without the extra `web`.
    """
    data = whole(file)
    declared = _CHARSET.search(data[:4096])
    named = declared[1].decode().lower() if declared else None
    charset = described.charset if described and described.charset else CHARSETS.get(named, named) if named else None
    html = decode(data, charset)
    report = report_of(html)
    yield described.complete(report) if described else report


def report_of(html: str) -> Report:
    """Return the report of a page's HTML."""
    try:
        from trafilatura import extract
    except ImportError:
        raise MissingExtra.of("reading HTML", "web") from None
    try:
        body = extract(html, include_comments=False, include_tables=True, favor_precision=True)
    except Exception as error:  # whatever a hostile page does to it, the next file is read
        raise ReadError(f"the page could not be taken apart ({type(error).__name__}: {error})") from error
    if not body or not body.strip():
        raise ReadError("no article was found on this page; save its text as .txt")
    page = _Page()
    page.feed(html)
    page.close()
    said = page.said()
    title = said.get("title") or None
    text = body if title is None else f"{title}\n\n{body.removeprefix(title).lstrip()}"
    sections = () if title is None else (Section(SectionKind.HEADLINE, Span(0, len(title))),)
    return Report(
        text=text,
        title=title,
        outlet=said.get("outlet"),
        published=moment(said.get("published")),
        lang=said.get("lang"),
        url=said.get("url"),
        sections=sections,
    )


def moment(text: str | None) -> date | datetime | None:
    """Return what an ISO 8601 text says: a moment if it has a zone, else the day; None if it is none.

    >>> moment("2025-07-07T08:00:00+09:00").isoformat(), moment("2025-07-07T08:00").isoformat(), moment("yesterday")
    ('2025-07-07T08:00:00+09:00', '2025-07-07', None)
    """
    try:
        found = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found if found.utcoffset() is not None and "T" in (text or "").upper() else found.date()


class _Page(HTMLParser):
    """Collects what a page says of itself. The first to speak of a field is believed, JSON-LD before meta tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.described: dict[str, str] = {}
        self.script: list[str] | None = None

    def said(self) -> dict[str, str]:
        """What was said, by the name of the field."""
        return {**self.meta, **self.described}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a meta tag, the canonical link and the page's language."""
        given = {name: value for name, value in attrs if value}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            known = META.get(name.lower())
            if known and "content" in given:
                self.meta.setdefault(known, given["content"].strip())
        elif tag == "link" and given.get("rel", "").lower() == "canonical" and "href" in given:
            self.meta["url"] = given["href"]
        elif tag == "html" and "lang" in given:
            self.meta.setdefault("lang", given["lang"])
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self.script = []

    def handle_data(self, data: str) -> None:
        """Take a part of a JSON-LD script."""
        if self.script is not None:
            self.script.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Read a JSON-LD script."""
        if tag == "script" and self.script is not None:
            for found in _articles("".join(self.script)):
                for name, value in _fields(found):
                    self.described.setdefault(name, value)
            self.script = None


def _articles(script: str) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in a JSON-LD script, the plain page last. Broken JSON, which is common, describes nothing."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return
    wanted = frozenset(ARTICLES.split())
    several = found if isinstance(found, list) else [found]
    nodes = [node for one in several if isinstance(one, dict) for node in (one, *_listed(one.get("@graph")))]
    articles = [node for node in nodes if isinstance(node, dict) and wanted & set(map(str, _listed(node.get("@type"))))]
    yield from sorted(articles, key=lambda node: node.get("@type") == "WebPage")


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [] if found is None else [found]


def _fields(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    publisher = next((one for one in _listed(node.get("publisher")) if isinstance(one, dict)), {})
    page = node.get("mainEntityOfPage")
    said = {
        "title": node.get("headline"),
        "published": node.get("datePublished"),
        "outlet": publisher.get("name"),
        "lang": node.get("inLanguage"),
        "url": node.get("url") or (page.get("@id") if isinstance(page, dict) else page),
    }
    for name, value in said.items():
        if isinstance(value, str) and value.strip():
            yield name, value.strip()
