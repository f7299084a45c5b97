"""Web pages, feeds and rows of JSON: the article without what stands around it, its time with its zone, and bombs refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from dealwatch.convert import dump
from dealwatch.domain.report import Report
from dealwatch.errors import MissingExtra, ReadError
from dealwatch.reports import read_reports
from dealwatch.reports.page import moment

HERE = Path(__file__).parent
EIGHT_IN_TOKYO = datetime(2025, 7, 7, 8, 12, 30, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of the test's folder."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


def refusal(path: Path) -> str:
    """The sentence with which a path is refused."""
    with pytest.raises(ReadError) as caught:
        list(read_reports(path))
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    return message


class TestPage:
    def test_a_page_gives_its_article_and_what_it_says_of_itself(self) -> None:
        pytest.importorskip("trafilatura")
        [report] = read_reports(HERE / "page.html")
        assert report.outlet == "Daily Leaf"
        assert report.published == EIGHT_IN_TOKYO
        assert report.published.utcoffset() == timedelta(hours=9)  # type: ignore[union-attr]
        assert (report.lang, report.url) == ("en-AU", "https://leaf.example/2025/07/ash-birch")
        assert report.title == "Ash Corp in talks to build cars at Birch’s mill"
        assert report.text.startswith(f"{report.title}\n\nAsh Corp is in talks")
        assert report.sections[0].span.of(report.text) == report.title
        assert "about 3,900 workers" in report.text
        for foreign in ("Cedar", "Dogwood", "$13.6 Billion", "Subscribe", "cookies", "All rights reserved"):
            assert foreign not in report.text

    def test_a_page_without_an_article_is_refused(self, write: Callable[..., Path]) -> None:
        pytest.importorskip("trafilatura")
        assert "no article was found" in refusal(write("a.html", "<html><body></body></html>"))

    def test_a_page_is_decoded_as_it_declares(self, write: Callable[..., Path]) -> None:
        pytest.importorskip("trafilatura")
        article = "<p>" + "楓電機は樺重工業と工場の売却について協議している。" * 8 + "</p>"
        page = f'<html><head><meta charset="shift_jis"></head><body><article>{article}</article></body></html>'
        [report] = read_reports(write("a.html", page.encode("shift_jis")))
        assert "楓電機は" in report.text

    def test_a_page_that_says_latin_1_means_what_browsers_take_it_for(self, write: Callable[..., Path]) -> None:
        pytest.importorskip("trafilatura")
        article = "<p>" + "Ash Corp said: “We are in talks with Birch Ltd about its mill.” " * 8 + "</p>"
        page = f'<html><head><meta charset="ISO-8859-1"></head><body><article>{article}</article></body></html>'
        [report] = read_reports(write("a.html", page.encode("cp1252")))
        assert "“We are in talks" in report.text

    @pytest.mark.parametrize(
        ("page", "said"),
        [
            ("<div>" * 100_000, "no article was found"),
            ("<p>" + "<b>" * 50_000 + "Ash", ""),
            ("<a" + " x=y" * 100_000 + ">Ash", ""),
            ("<!--" * 100_000, ""),
            ('<script type="application/ld+json">' + "[" * 100_000 + "</script><p>", ""),
            ('<meta charset="klingon"><p>Ash', "'klingon' is no known charset"),
            ('<meta charset="undefined"><p>Ash', "this cannot be read as undefined"),
            ('<meta charset="rot13"><p>Ash', "is no known charset"),
            (b"<p>caf\xe9", "byte 7 (line 1) is 0xE9"),
        ],
    )
    def test_hostile_pages_are_read_or_refused_in_one_sentence(
        self, write: Callable[..., Path], page: str | bytes, said: str
    ) -> None:
        pytest.importorskip("trafilatura")
        told: list[ReadError] = []
        found = list(read_reports(write("a.html", page), on_error=told.append))
        assert len(found) + len(told) == 1
        assert said in "".join(map(str, told))
        assert "\n" not in "".join(map(str, told))

    def test_the_absence_of_the_extra_is_one_sentence(self, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
        assert "reading HTML needs the extra 'web'" in refusal(write("a.html", "<p>Ash</p>"))
        assert issubclass(MissingExtra, ImportError)

    def test_a_time_without_a_zone_counts_as_its_day(self) -> None:
        assert moment("2025-07-07T08:12") == date(2025, 7, 7)
        assert moment("2025-07-07T08:12:30+0900") == EIGHT_IN_TOKYO
        assert moment("7 July") is None
        assert moment(None) is None


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Daily Leaf</title><language>en-au</language><link>https://leaf.example</link>
<image><title>Logo</title><url>x.png</url></image>
<item><title>Ash &amp;amp; Birch talk</title><link>https://leaf.example/1</link>
<pubDate>Mon, 07 Jul 2025 08:12:30 +0900</pubDate><description>short</description>
<content:encoded><![CDATA[<p>Ash Corp is in talks.</p><p>Birch <b>declined</b> to comment.</p>]]></content:encoded></item>
<item><title>Cedar closes a mill</title><dc:date>2025-07-08</dc:date><source url="x">Evening Bark</source></item>
<item><guid>3</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Leaf</title>
<entry><title type="html">Ash &amp;amp; Birch</title><link rel="self" href="no"/><link href="https://leaf.example/1"/>
<updated>2025-07-09T00:00:00Z</updated><published>2025-07-07T08:12:30+09:00</published>
<source><title>Elsewhere</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ash Corp is in talks.</p></div></content></entry></feed>"""


class TestFeed:
    def test_rss_gives_a_report_an_item_and_tells_the_empty_one(self, write: Callable[..., Path]) -> None:
        told: list[ReadError] = []
        one, two = read_reports(write("a.rss", RSS), on_error=told.append)
        assert one.text == "Ash & Birch talk\n\nAsh Corp is in talks.\nBirch declined to comment."
        assert (one.outlet, one.published, one.lang, one.url) == ("Daily Leaf", EIGHT_IN_TOKYO, "en-au", "https://leaf.example/1")
        assert (two.text, two.outlet, two.published) == ("Cedar closes a mill", "Evening Bark", date(2025, 7, 8))
        assert [str(error).partition("a.rss: ")[2] for error in told] == ["item 3: there is no text in it"]

    def test_atom_gives_a_report_an_entry(self, write: Callable[..., Path]) -> None:
        [report] = read_reports(write("a.atom", ATOM))
        assert report.text == "Ash & Birch\n\nAsh Corp is in talks."
        assert (report.title, report.outlet) == ("Ash & Birch", "Daily Leaf")
        assert (report.published, report.url) == (EIGHT_IN_TOKYO, "https://leaf.example/1")

    def test_items_stream_by(self, write: Callable[..., Path]) -> None:
        item = "<item><title>Ash talks again</title></item>"
        path = write("a.xml", f"<rss><channel>{item * 20_000}")  # the end is missing, which the first item does not know
        assert next(read_reports(path)).text == "Ash talks again"

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (
                '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
                "line 1: the document type declares the entity 'a'",
            ),
            ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "declares the entity 'a'"),
            ("<rss><channel>" + "<a>" * 5000, "elements stand deeper than in any feed"),
            ("<rss><channel><item>", "no XML"),
            ("<html><body/></html>", "no item was found"),
            ("PK\x03\x04zip", "no XML"),
            (b"\x1f\x8b\x08\x00gzip", "no XML"),
        ],
    )
    def test_what_is_no_feed_or_a_bomb_is_refused(self, write: Callable[..., Path], content: str | bytes, said: str) -> None:
        assert said in refusal(write("a.xml", content))


class TestRows:
    ROW = '{"text":"Ash talks","outlet":"Daily Leaf","published":"2025-07-07T08:12:30+09:00"}'
    REPORT = Report(text="Ash talks", outlet="Daily Leaf", published=EIGHT_IN_TOKYO)

    def test_one_report_a_line(self, write: Callable[..., Path]) -> None:
        assert list(read_reports(write("a.ndjson", f"{self.ROW}\n\n{dump(self.REPORT)}\n"))) == [self.REPORT] * 2

    def test_a_bad_line_is_told_by_its_number_and_the_rest_is_read(self, write: Callable[..., Path]) -> None:
        told: list[ReadError] = []
        rows = f'{{"text": 3}}\n{self.ROW}\n{{"text":"Ash","source":"x"}}\n{self.ROW[:20]}'
        assert list(read_reports(write("a.jsonl", rows), on_error=told.append)) == [self.REPORT]
        assert [str(error).partition("a.jsonl: ")[2][:30] for error in told] == [
            "line 1: $.text: 3 where a text",
            "line 3: $: 'source' is no key ",
            "line 4: $: no JSON from charac",
        ]

    def test_one_report_or_a_list_of_them(self, write: Callable[..., Path]) -> None:
        assert list(read_reports(write("a.json", self.ROW))) == [self.REPORT]
        told: list[ReadError] = []
        path = write("b.json", f'[{self.ROW}, {{"text": ""}}, 3, {{"text":"Ash","published":"07/07/2025"}}]')
        assert len(list(read_reports(path, on_error=told.append))) == 2
        assert [str(error).partition("b.json: ")[2][:15] for error in told] == ["$[2]: 3 where a", "$[3].published:"]

    def test_a_ledger_is_not_taken_for_reports(self, write: Callable[..., Path]) -> None:
        assert "line 1: this is a ledger" in refusal(write("a.ndjson", '{"format":1,"type":"ledger"}\n'))

    def test_the_sidecar_fills_what_rows_leave_open(self, write: Callable[..., Path]) -> None:
        write("reports.toml", '["a.json"]\nlang = "en"\noutlet = "Evening Bark"')
        [report] = read_reports(write("a.json", json.dumps({"text": "Ash", "outlet": "Daily Leaf"})))
        assert (report.lang, report.outlet) == ("en", "Daily Leaf")


def test_standard_input_is_plain_text_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe has no suffix, so none is guessed."""
    from io import BytesIO, TextIOWrapper

    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"Ash talks")))
    assert [report.text for report in read_reports("-")] == ["Ash talks"]
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(TestRows.ROW.encode())))
    assert list(read_reports("-", suffix=".ndjson")) == [TestRows.REPORT]
