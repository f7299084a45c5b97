"""Who says what: the chain is the same however a sentence puts it, every span reads back, and the seeds' chains are found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import Label, SectionKind, SourceKind
from dealwatch.extract.attribution import Said, find_attributions, voice_of
from dealwatch.extract.page import read_page

SEEDS = Path(__file__).parents[2] / "seeds"

SPEAKERS = {
    "Ash Corp": ("Ash Corp", SourceKind.COMPANY),
    "two people familiar with the matter": ("two people familiar with the matter", SourceKind.ANONYMOUS),
    "a person briefed on the talks": ("a person briefed on the talks", SourceKind.ANONYMOUS),
    "the Daily Leaf newspaper": ("Daily Leaf", SourceKind.AGENCY),
    "Reuters": ("Reuters", SourceKind.AGENCY),
    "a spokesman for Ash Corp": ("Ash Corp", SourceKind.COMPANY),
    "chief executive Jo Doe": ("Jo Doe", SourceKind.PERSON),
}
CLAUSES = (
    "Birch Ltd is in talks with Oak AG",
    "the mill was sold for $5 million",
    "the two firms have agreed on a price",
    "Oak AG has hired a bank to find a buyer",
)
ORDERS = (
    "{Speaker} said {clause}.",
    "{Speaker} said on Monday that {clause}.",
    "{Clause}, {speaker} said.",
    "{Clause}, {speaker} said on Tuesday.",
    "{Clause}, said {speaker}.",
    "According to {speaker}, {clause}.",
    "{Clause}, according to {speaker}.",
    '"{Clause}," {speaker} said.',
    '"{Clause}," said {speaker}.',
)


def first(text: str) -> str:
    return text[0].upper() + text[1:]


def said(text: str, outlet: str | None = "Evening Post") -> tuple[Said, ...]:
    return find_attributions(Report(text=text, outlet=outlet, lang="en"))


def chain(one: Said) -> list[str]:
    return [source.name for source in one.attribution.sources]


@given(st.sampled_from(sorted(SPEAKERS)), st.sampled_from(CLAUSES), st.sampled_from(ORDERS))
def test_the_order_of_the_words_changes_neither_who_says_it_nor_what_is_said(speaker: str, clause: str, order: str) -> None:
    text = order.format(speaker=speaker, Speaker=first(speaker), clause=clause, Clause=first(clause))
    (found,) = said(text)
    name, kind = SPEAKERS[speaker]
    root = found.attribution.root
    assert (root.name.lower(), root.kind) == (name.lower(), kind)
    assert clause[1:] in found.content.quote
    assert "said" not in found.content.quote


@given(
    st.lists(
        st.sampled_from([*ORDERS, "He added that it was so.", '"', "(", "\n\n", "It did not say why. ", "citing "]), max_size=12
    )
)
@settings(max_examples=60)
def test_every_span_reads_back_from_the_report(parts: list[str]) -> None:
    pieces = [part.format(speaker="Ash Corp", Speaker="Ash Corp", clause=CLAUSES[0], Clause=CLAUSES[0]) for part in parts]
    report = Report(text=" ".join(pieces), outlet="Evening Post", lang="en")
    for one in find_attributions(report):
        evidence = [one.content, one.cue, one.source, one.modality.cue, one.modality.condition]
        evidence += [link.evidence for link in one.attribution.links]
        assert all(report.proves(piece) for piece in evidence if piece is not None)


@given(st.text(alphabet=" .,:;\"“”'()-–\n" + "aAsid", max_size=200), st.integers(0, 199), st.integers(1, 50))
@settings(max_examples=80)
def test_no_text_is_too_broken_to_be_read(text: str, start: int, length: int) -> None:
    report = Report(text="said " + text, lang="en")
    for one in find_attributions(report):
        assert report.proves(one.content)
    end = min(start + length, len(report.text))
    if start < end:
        attribution, _ = voice_of(read_page(report), Span(start, end))
        assert attribution.outlet.name == report.name


@given(st.sampled_from(("Ash", "Elm", "Fir", "Yew")), st.sampled_from(ORDERS))
def test_another_name_changes_nothing_but_the_name(name: str, order: str) -> None:
    def shape(company: str) -> list[tuple[int, int, list[str], str]]:
        text = order.format(speaker=company, Speaker=company, clause=CLAUSES[0], Clause=CLAUSES[0])
        return [
            (one.content.span.start, one.content.span.end, [n.replace(company, "X") for n in chain(one)], one.modality.label)
            for one in said(text)
        ]

    assert shape(f"{name} Corp") == shape("Oak Corp")


@given(st.sampled_from(CLAUSES))
def test_a_sentence_without_a_speaker_is_the_outlets_own(clause: str) -> None:
    report = Report(text=first(clause) + ".", outlet="Evening Post", lang="en")
    assert find_attributions(report) == ()
    attribution, modality = voice_of(read_page(report), Span(0, 5))
    assert attribution.links == ()
    assert attribution.root.name == "Evening Post"
    assert not modality.own


CHAINS = [
    # text, chain, content
    ("Birch is in talks with Oak, according to two people familiar with the matter cited by Reuters.",
     ["Reuters", "two people familiar with the matter"], "Birch is in talks with Oak"),
    ("Ash may bid for Birch, the Daily Leaf reported on Tuesday, citing people with knowledge of the plan.",
     ["Daily Leaf", "people with knowledge of the plan"], "Ash may bid for Birch"),
    ("According to the Daily Leaf, which cited an unnamed source within Ash, the carmaker is weighing a sale.",
     ["Daily Leaf", "an unnamed source within Ash"], "the carmaker is weighing a sale"),
    ("Ash told Reuters the article was not based on anything it had released.",
     ["Reuters", "Ash"], "the article was not based on anything it had released"),
    ("Ash Corp chief executive Jo Doe told Reuters in an interview that the firm would look at deals.",
     ["Reuters", "Jo Doe"], "that the firm would look at deals"),
    ("Ash is in talks with Birch, according to insider sources who spoke to Nikkei.",
     ["Nikkei", "insider sources"], "Ash is in talks with Birch"),
    ("Ash has stopped work on the mill. It is reported by Kyodo with reference to unnamed managers.",
     ["Kyodo", "unnamed managers"], "Ash has stopped work on the mill"),
    ("Mr. Doe, who has led Ash since 2019, said the mill would close.", ["Doe"], "the mill would close"),
    ("The deal, Ash Corp said, would close in May.", ["Ash Corp"], "would close in May"),
    ("Jo Doe, president and chief executive of Ash Corp said the sale helps.", ["Jo Doe"], "the sale helps"),
    ("Last May it was reported that Ash could buy all of Birch.", ["unnamed report"], "that Ash could buy all of Birch"),
    ("As reported by Reuters, Ash Corp has hired a bank.", ["Reuters"], "Ash Corp has hired a bank"),
    ("Ash Corp and Birch Ltd have confirmed that their merger has ended.",
     ["Ash Corp and Birch Ltd"], "that their merger has ended"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "content"), CHAINS, ids=[text[:40] for text, _, _ in CHAINS])
def test_the_chain_runs_from_who_relays_it_to_who_knew_it(text: str, names: list[str], content: str) -> None:
    found = said(text)
    assert [chain(one) for one in found] == [names]
    assert content in found[0].content.quote


@pytest.mark.parametrize(
    ("headline", "root"),
    [
        ("Ash in talks to buy Birch - sources", "sources"),
        ("Ash in advanced talks to buy Birch: Reuters", "Reuters"),
        ("Ash to buy Birch for $3 billion, sources say", "sources"),
        ("Sources: Ash to buy Birch for $3 billion", "Sources"),
    ],
)
def test_a_headline_may_name_its_source_in_a_tag(headline: str, root: str) -> None:
    (found,) = said(headline + "\n\nThe mill stands in Oslo.")
    assert found.attribution.root.name == root


@pytest.mark.parametrize(
    "text",
    [
        "Ash Corp declined to comment.",
        "Birch did not respond to a request for comment.",
        "Ash Corp did not disclose the price.",
        "The report on the mill is long.",
        "His stated aim is a sale.",
        "The United States is a large market.",
    ],
)
def test_what_says_nothing_is_no_statement(text: str) -> None:
    assert said(text) == ()


def test_an_answer_in_quotation_marks_is_one_statement_though_its_speaker_cuts_it_in_two() -> None:
    (found,) = said('"We have agreed on a price with the bank," Jo Doe said. "The rest of the work will follow in May."')
    assert found.content.quote.startswith('"We have')
    assert found.content.quote.endswith('in May."')


def test_a_statement_within_a_statement_is_not_a_second_one() -> None:
    found = said("Reuters reported that Ash Corp said it would sell the mill.")
    assert len(found) == 1


def test_he_and_the_company_are_who_spoke_before() -> None:
    found = said("Jo Doe said Ash Corp would sell the mill. He added that a buyer was near.")
    assert [chain(one) for one in found] == [["Jo Doe"], ["Jo Doe"]]


def test_the_day_on_which_it_was_said_stands_in_the_link() -> None:
    text = "Ash Corp said on Monday it would sell the mill. Reuters reported last week, citing two people, that Birch was near."
    report = Report(text=text, outlet="Evening Post", lang="en", published=date(2025, 7, 9))
    days = [[str(link.said_on) for link in one.attribution.links] for one in find_attributions(report)]
    assert days[0] == ["2025-07-07"]
    assert days[1][0] == "2025-06-30/2025-07-06"


def test_the_outlet_itself_is_no_link_of_its_own_chain() -> None:
    (found,) = said("Ash is in talks with Birch, two people told Reuters.", outlet="Reuters")
    assert chain(found) == ["two people"]


def test_in_a_post_the_author_stands_in_the_outlets_place() -> None:
    text = "The mill stands in Oslo.\nAsh is in talks with Birch."
    post = Section(SectionKind.POST, Span(25, len(text)), author="Jo Doe")
    page = read_page(Report(text=text, outlet="Evening Post", lang="en", sections=(Section(SectionKind.BODY, Span(0, 24)), post)))
    attribution, _ = voice_of(page, Span(30, 40))
    assert attribution.outlet.name == "Jo Doe"


@pytest.mark.parametrize("text", ["c said according to", "according to m,according to", "Ash Corp said according to."])
def test_words_of_saying_without_anything_said_are_read_without_a_fault(text: str) -> None:
    """Broken text gives statements with words in them, or none."""
    assert all(one.content.quote for one in find_attributions(Report(text=text, lang="en")))


def test_own_is_said_by_a_party_not_by_another_company() -> None:
    page = read_page(Report(text="Oak Bank said Ash Corp has sold the mill.", lang="en"))
    span = page.report.find("has sold").span
    assert voice_of(page, span, frozenset({"Oak Bank"}))[1].own
    assert not voice_of(page, span, frozenset({"Ash Corp"}))[1].own


def test_a_language_without_tables_is_the_outlets_own_voice() -> None:
    page = read_page(Report(text="Ash Corp sagte, der Verkauf sei nahe.", outlet="Abendblatt", lang="xx"))
    attribution, _ = voice_of(page, Span(10, 20))
    assert attribution.links == ()
    assert find_attributions(page.report) == ()


def seed(number: int) -> tuple[Said, ...]:
    (path,) = SEEDS.glob(f"00{number}_*.txt")
    return find_attributions(Report(text=path.read_text(encoding="utf-8"), lang="en", published=date(2025, 7, 7)))


def about(found: tuple[Said, ...], words: str) -> Said:
    return next(one for one in found if words in one.content.quote)


def test_seed_0_names_three_roots_of_the_talks_and_the_answer_apart() -> None:
    found = seed(0)
    assert chain(about(found, "is negotiating with")) == ["Reuters", "two people familiar with the matter"]
    assert chain(about(found, "acquire a stake in")) == ["Nikkei"]
    assert chain(about(found, "partial purchase")) == ["Kyodo"]
    answer = about(found, "was not based on")
    assert chain(answer)[0] == "Reuters"
    assert "Nissan" in chain(answer)[1]
    assert answer.modality.label is Label.ASSERTED
    assert not any("declined" in one.cue.quote for one in found)


def test_seeds_1_and_2_and_4_reach_the_source_behind_the_paper() -> None:
    assert chain(about(seed(1), "is considering producing")) == ["Nikkei", "an unnamed source within Nissan"]
    assert chain(about(seed(2), "in talks with Nissan")) == ["Nikkei", "insider sources"]
    assert chain(about(seed(4), "negotiating with the Taiwanese Foxconn")) == ["Nikkei Asia", "insider sources"]


def test_hearsay_takes_the_source_that_the_next_sentence_names() -> None:
    """Hearsay whose source follows is that source's word; without one behind it, it is the outlet's own voice."""
    text = "Ash Corp is reportedly in talks with Birch Ltd. According to Reuters, which cited an unnamed source within Ash, the company is considering a bid."
    page = read_page(Report(text=text, outlet="Daily Leaf", lang="en"))
    start = text.index("in talks")
    attribution, _ = voice_of(page, Span(start, start + 8))
    assert attribution.root.name == "an unnamed source within Ash"
    alone = "Ash Corp is reportedly in talks with Birch Ltd. The mill is old."
    attribution, modality = voice_of(read_page(Report(text=alone, outlet="Daily Leaf", lang="en")), Span(start, start + 8))
    assert (attribution.root.name, modality.label) == ("Daily Leaf", Label.RUMOURED)


def test_a_time_within_a_name_does_not_end_it() -> None:
    """The Elmford Morning Post is a paper; "Ash on Monday" is Ash."""
    (said,) = find_attributions(Report(text="Ash Corp is weighing a bid, according to the Elmford Morning Post.", lang="en"))
    assert "Elmford Morning Post" in said.attribution.root.name
    (said,) = find_attributions(Report(text="Ash Corp is weighing a bid, according to Birch Monday.", lang="en"))
    assert said.attribution.root.name == "Birch"


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        (
            "Ash is in talks to buy Birch, the Harbour Journal reported. The talks may fail, the Journal said. "
            "The price may change, one person told the Journal. The newspaper said that Cedar AG also looks at it.",
            [["Harbour Journal"], ["Harbour Journal"], ["Harbour Journal", "one person"], ["Harbour Journal"]],
        ),
        (
            "Ash will buy Birch, two people told the Harbour Journal. The talks may fail, the paper said. "
            "The Oak Journal reported that Cedar bid. The price is low, the Journal said.",
            [["Harbour Journal", "two people"], ["Harbour Journal"], ["Oak Journal"], ["Oak Journal"]],
        ),
        (
            "Ash is in talks to buy Birch, the Elmstadt Business Courier (EBC) reported. The price may change, the EBC said. "
            "Cedar will bid, according to the EBC.",
            [["Elmstadt Business Courier"]] * 3,
        ),
        (
            "Reuters and the Harbour Journal reported that Ash will buy Birch. The Harbour Journal and people at Oak said Cedar bid. "
            "The price is low, the Journal said.",
            [["Reuters and Harbour Journal"], ["Harbour Journal"], ["Harbour Journal"]],
        ),
        (
            "Birch Ltd is in talks with Oak AG, the Elmstadt Business Courier (LTD) reported. The sum was paid, a newspaper said.",
            [["Elmstadt Business Courier"], ["a newspaper"]],
        ),
    ],
)
def test_a_short_name_is_the_outlet_named_before(text: str, chains: list[list[str]]) -> None:
    """The last words of its name, the last named first, its initials in brackets, or what it is called; each is an agency."""
    said = find_attributions(Report(text=text, outlet="Daily Leaf", lang="en"))
    assert [[source.name for source in found.attribution.sources] for found in said] == chains
    assert all(found.attribution.sources[0].kind is SourceKind.AGENCY for found in said)
