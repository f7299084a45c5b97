"""A brief says nothing without a footnote, nothing more firmly than its claims, and nothing that a report could inject."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from dealwatch import (
    Attribution,
    Certainty,
    Change,
    Claim,
    Company,
    Contradiction,
    Deal,
    DealType,
    Dossier,
    Facts,
    InvalidValue,
    Label,
    Ledger,
    Link,
    Modality,
    Money,
    Mood,
    Party,
    Period,
    Polarity,
    Quantity,
    Report,
    Resolution,
    Role,
    Root,
    Rule,
    Side,
    Source,
    SourceKind,
    Status,
    Subject,
    Text,
    Value,
    extract_claims,
    read_reports,
    resolve_deals,
    write_brief,
)
from dealwatch.brief import Format, write_changes
from dealwatch.brief.chapters import outline
from dealwatch.brief.clauses import clause_of, framed
from dealwatch.brief.naming import Names
from dealwatch.brief.wording import value_in_words
from dealwatch.merge.changes import compare_dossiers

TOO_FIRM = re.compile(r"\b(will|confirmed|certainly|in fact)\b")


def made(
    text: str, names: tuple[str, str], status: Status, modality: Modality, kind: DealType = DealType.MANUFACTURING
) -> Dossier:
    """A dossier of one deal between two companies, whose every claim quotes the whole text."""
    report = Report(text=text, outlet="Daily Leaf", published=date(2025, 7, 7), lang="en")
    subject = Subject("deal", text[:5], report.evidence(0, 5))
    evidence = report.evidence(0, len(text))

    def claim(attribute: str, value: Value) -> Claim:
        return Claim(subject, attribute, value, evidence, evidence.span, Attribution.own_voice(report), modality)

    def resolution(attribute: str, value: Value) -> Resolution[Value]:
        return Resolution(attribute, value, Rule.ONLY_VALUE, "one value is claimed", (claim(attribute, value),), roots=(root,))

    root = Root(Source("Daily Leaf", SourceKind.OUTLET))
    parties = tuple(
        Party(
            Company(id=f"company:{name}", name=name),
            Resolution("role", role, Rule.ONLY_VALUE, "x", (claim(role.value, Subject("company", name)),), roots=(root,)),
        )
        for name, role in zip(names, (Role.PARTNER, Role.PARTNER), strict=True)
    )
    facts = Facts((resolution("type", kind), resolution("status", status), resolution("value", Money(Decimal("1.5E9"), "JPY"))))
    opposed = Contradiction(
        "deal:1",
        "status",
        (Side(status, (claim("status", status),), (root,)), Side(status, (claim("status", status),), (root,), False)),
    )
    deal = Deal("deal:1", (claim("status", status),), parties=parties, facts=facts, roots=(root,), contradictions=(opposed,))
    return Dossier(deals=(deal,), contradictions=(opposed,), reports=(report,))


DOSSIER = made("Talks go on between Ash and Birch.", ("Ash Corp", "Birch Ltd"), Status.IN_TALKS, Modality(Certainty.PROBABLE))
modalities = st.builds(Modality, st.sampled_from(Certainty), st.sampled_from(Polarity), st.sampled_from(Mood), st.booleans())


@given(st.sampled_from(Status), st.sampled_from(DealType), modalities)
def test_no_line_stands_without_a_footnote(status: Status, kind: DealType, modality: Modality) -> None:
    """Every line of every chapter carries evidence, and its quote reads back from the report's text."""
    dossier = made("Talks go on between Ash and Birch.", ("Ash Corp", "Birch Ltd"), status, modality, kind)
    found = outline(dossier, "en")
    lines = [line for chapter in found.chapters for line in (*chapter.rows, *chapter.lines)]
    assert lines
    for line in lines:
        assert line.evidence
        assert all(dossier.report(evidence.report_id).proves(evidence) for evidence in line.evidence)


@given(st.sampled_from(Status), st.sampled_from(DealType), modalities)
def test_no_verb_is_firmer_than_its_claim(status: Status, kind: DealType, modality: Modality) -> None:
    """Over all statuses, types and modalities: no "will", no "confirmed"; a rumour, plan or condition is called one."""
    dossier = made("Talks go on between Ash and Birch.", ("Ash Corp", "Birch Ltd"), status, modality, kind)
    said = framed(modality.label, ["somebody"], clause_of(dossier.deals[0], status))
    assert not TOO_FIRM.search(said)
    word = {Label.RUMOURED: "rumoured", Label.PLANNED: "plan", Label.CONDITIONAL: "condition", Label.DENIED: "denies"}
    assert word.get(modality.label, "") in said
    if modality.label in word:  # the heading, the table and bare values say so too
        card = outline(dossier, "en").chapters[1]
        assert card.row
        assert str(modality.label) in card.row.cells[0]
        assert {modality.label} == {line.caveat for line in card.lines if line.label}


def test_the_text_has_every_footnote_that_it_names() -> None:
    """Each [n] in the text leads to a footnote [n], and each footnote quotes its report."""
    text = write_brief(DOSSIER)
    body, _, notes = text.partition("Footnotes")
    assert set(re.findall(r"\[(\d+)\]", body)) == set(re.findall(r"^\[(\d+)\]", notes, re.MULTILINE))
    assert "“Talks go on between Ash and Birch.”" in notes
    assert "Ash Corp and Birch Ltd are in talks on a manufacturing deal" in " ".join(text.split())


def test_both_sides_of_a_contradiction_are_quoted() -> None:
    """The reader sees the words of each side, and who says them."""
    assert " ".join(write_brief(DOSSIER).split()).count("according to Daily Leaf: “Talks go on between Ash and Birch.”") == 2


PEOPLE = Source("two people", SourceKind.ANONYMOUS)
WIRE, LEAF = Source("Oak Wire", SourceKind.AGENCY), Source("Daily Leaf", SourceKind.OUTLET)
ASH = Source("Ash Corp", SourceKind.COMPANY)


@pytest.mark.parametrize(
    ("links", "root", "own"),
    [
        ((WIRE, PEOPLE), Root(PEOPLE, WIRE), True),
        ((WIRE, Source("insiders", SourceKind.ANONYMOUS)), Root(PEOPLE, WIRE), True),
        ((WIRE,), Root(PEOPLE, WIRE), True),
        ((WIRE, ASH), Root(PEOPLE, WIRE), False),
        ((WIRE, ASH), Root(ASH, WIRE), True),
        ((PEOPLE,), Root(PEOPLE, WIRE), False),
        ((PEOPLE,), Root(PEOPLE, LEAF), True),
        ((Source("Oak Wire Asia", SourceKind.AGENCY), PEOPLE), Root(PEOPLE, WIRE), True),
        ((), Root(PEOPLE, WIRE), False),
        ((), Root(LEAF), True),
        ((Source("Ash Corp and Birch", SourceKind.COMPANY),), Root(ASH, LEAF), True),
    ],
)
def test_a_root_has_only_its_own_claims(links: tuple[Source, ...], root: Root, own: bool) -> None:
    """What another source told the same relay is not the root's."""
    claim = evolve(DOSSIER.deals[0].claims[0], attribution=Attribution(LEAF, tuple(map(Link, links))))
    assert own is Names(DOSSIER).is_of(claim, root)


def test_a_report_without_a_title_is_shown_by_what_it_tells(seeds: Path) -> None:
    """Its first words may be a notice of its site; what it first tells of the main deal is not."""
    reports = list(read_reports(seeds))
    text = write_brief(resolve_deals(Ledger.union(extract_claims(report) for report in reports)))
    head = text.partition("\n\n")[0] + text.partition("\n\n")[2].partition("\n\n")[0]
    assert "cookies" not in head
    assert "Report 5: August 1, 2025: “Nissan and Foxconn are engaged" in head


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_the_text_keeps_to_the_width(seeds: Path, width: int) -> None:
    """No line is longer than the terminal, but for a word that is."""
    text = write_brief(resolve_deals(Ledger.union(map(extract_claims, read_reports(seeds)))), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_a_terminal_obeys_no_report() -> None:
    """Control characters and turned writing in a report reach no terminal; colour is ours, and only where it is asked for."""
    text = "Talks \x1b[31mgo\x07 on\u202e between Ash and Birch."
    dossier = made(text, ("Ash \x1b]0;x", "Birch"), Status.IN_TALKS, Modality())
    assert not set("\x1b\x07\u202e") & set(write_brief(dossier))
    coloured = write_brief(dossier, colour=True)
    assert re.sub(r"\x1b\[[012]m", "", coloured) == write_brief(dossier)


def test_what_the_same_words_prove_is_news_once() -> None:
    """A new deal is a line for each passage that tells of it, not one for each of its values."""
    after = resolve_deals(extract_claims(Report(text="Ash Corp agreed to buy Birch Ltd.", outlet="Daily Leaf", lang="en")))
    news = write_changes(compare_dossiers(Dossier(), after), Dossier(), after)
    assert len(news.splitlines()) == len(set(re.findall(r"“.*?”", news)))
    assert "status: + agreed; type: + an acquisition" in news


@pytest.mark.parametrize(
    ("modality", "said", "news"),
    [
        (Modality(), True, "status: + agreed "),
        (Modality(polarity=Polarity.NEGATIVE), False, "status: + not agreed "),
        (Modality(polarity=Polarity.NEGATIVE, own=True), False, "status: + agreed, denied "),
        (Modality(mood=Mood.PLANNED), True, "status: + agreed, planned "),
        (Modality(Certainty.POSSIBLE), True, "status: + agreed, rumoured "),
    ],
)
def test_news_is_no_firmer_than_its_claims(modality: Modality, said: bool, news: str) -> None:
    """What is denied, planned or rumoured is told so."""
    after = made("Talks go on.", ("Ash", "Birch"), Status.AGREED, modality)
    status = after.deals[0].status
    assert status
    assert news in write_changes([Change("deal:1", "status", None, Status.AGREED, status.support, said)], Dossier(), after)


HOSTILE = "<script>alert(1)</script> & \"quotes\" 'x' [a](javascript:b) `c` \u202eltr\u202c</mark></p></body> **d**"


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()


def test_a_report_cannot_inject_into_the_page() -> None:
    """Markup in a report, a name or a quote is text: no tag of its own, none closed, and a policy that runs nothing."""
    page = write_brief(made(HOSTILE, ("<b>Ash", "Birch & Co"), Status.AGREED, Modality()), "html")
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert page.count("<script>") == 1  # our own, which the policy names by its hash
    assert "<b>Ash" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_name_turns_no_sentence_of_ours(form: Format) -> None:
    """Marks of direction in names and quotes go no further; only the report's own text has them, as it is."""
    written = write_brief(made("Talks \u202ego on.", ("Ash\u202e", "Birch\u2066"), Status.IN_TALKS, Modality()), form)
    prose = re.sub(r"<details class=\"report\".*</details>", "", written, flags=re.DOTALL)
    assert not set("\u202e\u2066") & set(prose)
    assert ("\u202e" in written) is (form == "html")


def test_a_report_cannot_inject_into_markdown() -> None:
    """Links, emphasis, HTML and code in a report are escaped."""
    written = write_brief(made(HOSTILE, ("*Ash*", "Birch"), Status.AGREED, Modality()), "markdown")
    assert "<script>" not in written.replace(r"\<script\>", "")
    assert "[a](" not in written.replace(r"\[a\](", "")
    assert "\\*Ash\\*" in written


def test_every_cited_span_is_marked_in_the_page() -> None:
    """Each footnote of the page leads to a mark in a report, and each mark is there once."""
    page = write_brief(DOSSIER, "html")
    assert set(re.findall(r'href="#mark-(\d+)"', page)) == set(re.findall(r'id="mark-(\d+)"', page))
    assert len(re.findall(r'id="mark-', page)) == len(set(re.findall(r'id="mark-(\d+)"', page)))


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        (Money(Decimal("670900000000"), "JPY"), "de", "JPY 670.900.000.000"),
        (Money(Decimal("1.08"), "AUD"), "en", "AUD 1.08"),
        (Quantity(Decimal("15.9"), "%"), "de", "15,9 %"),
        (Period.day(date(2025, 7, 7)), "en", "July 7, 2025"),
        (Period.day(date(2025, 7, 7)), "de", "7. Juli 2025"),
        (Period.month(2025, 5), "fr", "mai 2025"),
        (Period.quarter(2025, 3), "en", "2025-Q3"),
        (Text("near Tokyo"), "en", "near Tokyo"),
        (Status.TERMINATED, "en", "ended without a deal"),
    ],
)
def test_values_are_written_in_the_readers_locale(value: Value, locale: str, expected: str) -> None:
    """Digits, months and order follow the locale; currency codes stay unambiguous."""
    assert expected == value_in_words(value, locale).replace("\xa0", " ")


def test_an_unknown_format_is_refused() -> None:
    """One sentence says which there are."""
    with pytest.raises(InvalidValue, match="text, markdown, html"):
        write_brief(DOSSIER, "pdf")  # type: ignore[arg-type]
