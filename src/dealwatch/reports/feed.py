"""An RSS or Atom feed -> one report an item, as it streams by.

An item's text is its title, an empty line, and its content, or else its summary, without tags. The outlet is the item's
source, or the feed's title. A document type that declares entities is refused: no feed needs it, and bombs are made of it.
Formats: https://www.rssboard.org/rss-specification, RFC 4287 (Atom), http://purl.org/rss/1.0/modules/content/ and dc/.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import BinaryIO, Final
from xml.parsers import expat

from dealwatch.domain.report import MAX_TEXT, Report
from dealwatch.errors import DealwatchError, ReadError
from dealwatch.reports.page import moment
from dealwatch.reports.sidecar import Described

ATOM, CONTENT, DC, RSS1 = (
    "http://www.w3.org/2005/Atom ",
    "http://purl.org/rss/1.0/modules/content/ ",
    "http://purl.org/dc/elements/1.1/ ",
    "http://purl.org/rss/1.0/ ",
)
FIELDS: Final = {
    "title": "title",
    "link": "url",
    "pubDate": "published",
    "description": "summary",
    "source": "outlet",
    "language": "lang",
    f"{CONTENT}encoded": "content",
    f"{DC}date": "published",
    f"{DC}language": "lang",
    f"{RSS1}title": "title",
    f"{RSS1}link": "url",
    f"{RSS1}description": "summary",
    f"{ATOM}title": "title",
    f"{ATOM}published": "published",
    f"{ATOM}updated": "updated",
    f"{ATOM}summary": "summary",
    f"{ATOM}content": "content",
}
"""An element of an item, or of the feed -> what it says."""

ITEMS: Final = ("item", f"{RSS1}item", f"{ATOM}entry")
FEEDS: Final = ("channel", f"{RSS1}channel", f"{ATOM}feed")
MAX_DEPTH: Final = 100
CHUNK: Final = 1 << 16


def read(file: BinaryIO, described: Described | None) -> Iterator[Report | ReadError]:
    """Read the items of a feed one by one; one that is no report is told, and the others are read.

    Raises:
        ReadError: for what is no XML, is no feed, declares entities, or is nested deeper than any feed.
    """
    feed = _Feed(described.charset if described else None)
    while chunk := file.read(CHUNK):
        yield from feed.parse(chunk, described)
    yield from feed.parse(b"", described)
    if feed.count == 0:
        raise ReadError("no item was found: this is no RSS or Atom feed, or an empty one")


class _Feed:
    """What has been read of a feed so far."""

    def __init__(self, charset: str | None) -> None:
        self.parser = expat.ParserCreate(charset, " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.EntityDeclHandler = self.refuse
        self.path: list[str] = []
        self.feed: dict[str, str] = {}
        self.item: dict[str, str] | None = None
        self.name: str | None = None  # the field that is being read,
        self.depth = 0  # how deep it stands,
        self.parts: list[str] = []  # and its text so far
        self.size = 0
        self.done: list[dict[str, str]] = []
        self.count = 0

    def parse(self, chunk: bytes, described: Described | None) -> Iterator[Report | ReadError]:
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise ReadError(f"line {error.lineno}: no XML ({expat.ErrorString(error.code)})") from None
        done, self.done = self.done, []
        for item in done:
            self.count += 1
            try:
                report = _report(item, self.feed)
                yield described.complete(report) if described else report
            except DealwatchError as error:
                yield ReadError(f"item {self.count}: {error}")

    def start(self, name: str, given: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > MAX_DEPTH:
            raise ReadError(f"line {self.parser.CurrentLineNumber}: elements stand deeper than in any feed")
        if self.name is not None:
            self.parts.append(" ")  # markup inside a field
        elif name in ITEMS:
            self.item = {}
        elif name in FIELDS and (self.item is not None or (len(self.path) > 1 and self.path[-2] in FEEDS)):
            self.name, self.depth, self.parts = FIELDS[name], len(self.path), []
        elif name == f"{ATOM}link" and given.get("rel", "alternate") == "alternate" and "href" in given:
            self.keep("url", given["href"])

    def end(self, name: str) -> None:
        if self.name is not None and len(self.path) == self.depth:
            if not (self.item is not None and self.depth > 1 and self.path[-2] not in ITEMS):
                self.keep(self.name, "".join(self.parts).strip())
            self.name = None
        elif name in ITEMS and self.item is not None:
            self.done.append(self.item)
            self.item, self.size = None, 0
        self.path.pop()

    def data(self, text: str) -> None:
        if self.name is not None:
            self.size += len(text)
            if self.size > MAX_TEXT:
                raise ReadError(f"line {self.parser.CurrentLineNumber}: an item is longer than any report")
            self.parts.append(text)

    def keep(self, field: str, text: str) -> None:
        if text:
            (self.feed if self.item is None else self.item).setdefault(field, text)

    def refuse(self, name: str, *_: object) -> None:
        line = self.parser.CurrentLineNumber
        raise ReadError(f"line {line}: the document type declares the entity {name[:40]!r}; remove it, no feed needs it")


def _report(item: dict[str, str], feed: dict[str, str]) -> Report:
    title, body = plain(item.get("title", "")), plain(item.get("content") or item.get("summary", ""))
    text = "\n\n".join(part for part in (title, body) if part)
    if not text:
        raise ReadError("there is no text in it")
    return Report(
        text=text,
        title=title or None,
        outlet=plain(item.get("outlet") or feed.get("title", "")) or None,
        published=_time(item.get("published") or item.get("updated")),
        lang=item.get("lang") or feed.get("lang"),
        url=item.get("url"),
    )


def _time(text: str | None) -> date | datetime | None:
    """Read the date of RSS (RFC 822) or of Atom (RFC 3339); a time without a zone counts as its day."""
    found = moment(text)
    if found is not None or text is None:
        return found
    try:
        mail = parsedate_to_datetime(text)
    except ValueError:
        return None
    return mail if mail.utcoffset() is not None else mail.date()


BLOCKS: Final = "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul"
"""The elements of HTML that begin and end a line."""


def plain(html: str) -> str:
    r"""Return the text of a piece of HTML, a line a block, without scripts and styles.

    >>> plain("<p>Ash &amp; Birch<script>x()</script></p><p>talk</p>")
    'Ash & Birch\ntalk'
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Plain()
    reader.feed(html)
    reader.close()
    return "\n".join(line for part in "".join(reader.parts).split("\n") if (line := part.strip()))


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self.blocks = frozenset(BLOCKS.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        if tag in self.blocks:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in ("script", "style")))
        if tag in self.blocks:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data.replace("\n", " "))
