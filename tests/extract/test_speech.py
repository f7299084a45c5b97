"""Whom the phrases mean and what they say, one way of English news in each case."""

from __future__ import annotations

import pytest

from dealwatch.domain.report import Report
from dealwatch.domain.words import Label, SourceKind
from dealwatch.extract.attribution import Said, find_attributions, voice_of
from dealwatch.extract.page import read_page


def said(text: str, outlet: str | None = "Evening Post") -> tuple[Said, ...]:
    return find_attributions(Report(text=text, outlet=outlet, lang="en"))


def chains(text: str) -> list[list[str]]:
    return [[source.name for source in one.attribution.sources] for one in said(text)]


CHAINS = {
    # whom a speaker cites, wherever it stands
    "Citing unnamed sources, Nikkei reported that Ash Corp would take a stake in Birch Ltd.": [["Nikkei", "unnamed sources"]],
    "Ash Corp is weighing a bid, according to a Bloomberg report that cited people familiar with the matter.":
        [["Bloomberg", "people familiar with the matter"]],
    "Ash Corp is weighing a bid, the Daily Leaf reported, without citing sources.": [["Daily Leaf"]],
    "The Daily Leaf cited two bankers, and said Ash Corp was weighing a bid.": [["Daily Leaf", "two bankers"]],
    "Ash Corp is near a sale, the Daily Leaf reported on Tuesday citing two bankers.": [["Daily Leaf", "two bankers"]],
    "Earlier the Daily Leaf, also citing two bankers, reported that Ash Corp may be sold.": [["Daily Leaf", "two bankers"]],
    # whom somebody quotes
    "Kyodo quoted an unnamed official as saying Ash Corp would buy Birch Ltd.": [["Kyodo", "an unnamed official"]],
    "Ms. Fern was quoted as saying by Kyodo that Ash Corp would buy Birch Ltd.": [["Kyodo", "Fern"]],
    "Ash Corp will buy Birch Ltd, Kyodo quoted Ms. Fern as saying.": [["Kyodo", "Fern"]],
    # a statement within that of an outlet
    "Reuters reported that Ash Corp said it would sell the mill.": [["Reuters", "Ash Corp"]],
    '"The price was too low for us," Ms. Fern, who leads Ash Corp, said, according to Reuters.': [["Reuters", "Fern"]],
    "Ms. Fern also said that the mill of Ash Corp will be moved, according to Elm Novosti.": [["Elm Novosti", "Fern"]],
    "Ash Corp could announce a deal next week, according to two people.": [["two people"]],
    # the sources, the report, the statement: those of before
    "Ash Corp may sell, Reuters said, citing two people. A deal would take weeks, the people said.":
        [["Reuters", "two people"], ["Reuters", "the people"]],
    "Bloomberg reported that Ash Corp would sell. The deal would take weeks, according to the report.":
        [["Bloomberg"], ["Bloomberg"]],
    "Ash Corp said it would sell. The mill is old, the statement added.": [["Ash Corp"], ["Ash Corp"]],
    "Two people said Ash Corp would sell. They said the mill was old.": [["Two people"], ["Two people"]],
    # papers are their owner's
    "Ash Corp is close to a sale, according to a statement from Birch Ltd.": [["Birch Ltd"]],
    "Ash Corp has bought a mill, according to the company's website.": [["Ash Corp"]],
    "Ash Corp issued a statement saying it would sell the mill.": [["Ash Corp"]],
    "Ash Corp is close to a sale, according to a memo seen by Reuters.": [["Reuters", "a memo"]],
    "According to the resolution, Ash Corp will sell the mill.": [["the resolution"]],
    # posts and those who hold them
    "Ash Corp's chief financial officer, Kim Reed, said the deal would lift earnings.": [["Kim Reed"]],
    "Chief Financial Officer Kim Reed said the deal would lift earnings.": [["Kim Reed"]],
    '"The price is too high," Cedar Bank\'s Kim Reed said.': [["Kim Reed"]],
    "Ash Corp will sell the mill, according to its chief executive.": [["Ash Corp"]],
    "Ash Corp said Birch Ltd, with its board saying the price is low, would wait.": [["Ash Corp"]],
    # bodies without a name, and those who hide it
    "The regulator said it would look into the deal.": [["The regulator"]],
    "The Elmish Ministry of Trade is asked. The ministry said it would look into the deal.": [["Elmish Ministry of Trade"]],
    "Two bankers and a lawyer said Ash Corp had raised its bid.": [["Two bankers and a lawyer"]],
    "A Birch spokesperson said the firm was not for sale.": [["Birch"]],
    "Local residents said Ash Corp would close the mill.": [["Local residents"]],
    "The associations said Ash Corp would close the mill.": [["The associations"]],
    # who "it" and "the companies" are
    "Ash Corp makes paper. It said it would sell the mill.": [["Ash Corp"]],
    "Birch Ltd rose 5%. Ash Corp owns a mill. The papermaker said it would sell.": [["Ash Corp"]],
    "Ash Corp and Birch Ltd are to merge. The deal will close in May, the companies said.": [["Ash Corp and Birch Ltd"]],
    "Ash Corp will split. Shares will be handed out, the New Oslo-based company said.": [["Ash Corp"]],
    # datelines, tags and asides
    "OSLO, May 2 (Reuters) - Ash Corp, a maker of paper, said on Friday it would sell the mill.": [["Ash Corp"]],
    "Ash Corp is close to buying Birch Ltd (Reuters).": [["Reuters"]],
    "Ash Corp will buy Birch Ltd, as Reuters reported last week.": [["Reuters"]],
    "As Reuters reported last week, Ash Corp will buy Birch Ltd.": [["Reuters"]],
    "Media reports said Ash Corp would buy Birch Ltd.": [["Media reports"]],
    "Ash Corp is close to a sale, the Daily Leaf business daily reported on Monday.": [["Daily Leaf"]],
    # hearsay
    "Ash Corp is reportedly in talks with Birch Ltd.": [["unnamed report"]],
    "The Daily Leaf said Ash Corp was in talks. The firm is reportedly short of cash.": [["Daily Leaf"], ["Daily Leaf"]],
    # talk
    "There was speculation in the Daily Leaf that Ash Corp had met Birch Ltd.": [["Daily Leaf"]],
    "Reports emerged last week that Ash Corp would buy Birch Ltd.": [["Reports"]],
    "Ash Corp reports that it will buy Birch Ltd.": [["Ash Corp"]],
    "Ash Corp signalled it would sell, according to one of the people.": [["one of the people"]],
    # accounts
    "In May, Ash Corp reported a loss of $3 million.": [["Ash Corp"]],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHAINS.items(), ids=[text[:50] for text in CHAINS])
def test_each_way_of_naming_a_source_leads_to_it(text: str, expected: list[list[str]]) -> None:
    assert chains(text) == expected


CONTENTS = {
    "Ash Corp told the Oslo stock exchange it had agreed to buy Birch Ltd.": ["it had agreed to buy Birch Ltd"],
    "Jo Fern said in a letter to shareholders they should refuse the bid.": ["they should refuse the bid"],
    "The price, which Ash Corp said was fair, is $3 billion.": ["was fair"],
    "About 270 people at Ash Corp have now been hired, officials said.": ["About 270 people at Ash Corp have now been hired"],
    "Ash Corp said sales would grow, while 95 workers would leave.": ["sales would grow"],
    '"It is a fine mill," said Will Doe, a clerk. "We like it."':
        ['"It is a fine mill," said Will Doe, a clerk. "We like it."'],
    'Jo Fern said: "We will sell.\n"The mill has no future.\n"We regret it."':
        ['"We will sell.', '"The mill has no future.', '"We regret it."'],
    'Jo Fern said the mill would close.\n"We had no choice at all."': ["the mill would close", '"We had no choice at all."'],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONTENTS.items(), ids=[text[:50] for text in CONTENTS])
def test_what_is_said_begins_and_ends_where_the_speaker_does(text: str, expected: list[str]) -> None:
    assert [one.content.quote for one in said(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ash Corp called off its bid for Birch Ltd.",
        "Ash Corp Said to Be in Talks to Buy Birch Ltd",
        "The Daily Leaf cited people familiar with the matter.",
        "Ash Corp proposes to buy Birch Ltd.",
        "Ash Corp hopes to add a mill.",
        "The country's competition watchdog decided to look into it.",
    ],
)
def test_what_an_outlet_tells_itself_is_nobodys_statement(text: str) -> None:
    assert [one for one in said(text) if one.attribution.sources and one.attribution.root.kind is not SourceKind.ANONYMOUS] == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ash Corp said the price was not adequate.", Label.ASSERTED),
        ("Ash Corp said the mill closed because it did not sell enough.", Label.ASSERTED),
        ("Ash Corp said it was not in talks with Birch Ltd.", Label.DENIED),
        ("Ash Corp said it would not sell the mill.", Label.DENIED),
        ("Ash Corp said it was glad that Birch Ltd will stay.", Label.ASSERTED),
        ("Ash Corp said it will buy Birch Ltd.", Label.PLANNED),
        ("Ash Corp said the deal will create value.", Label.ASSERTED),
        ("Ash Corp said it was still in talks and had not decided whether it would sell.", Label.ASSERTED),
        ("There was speculation in the Daily Leaf that Ash Corp had met Birch Ltd.", Label.RUMOURED),
        ("Ash Corp said the mill, which makes paper for printers, will be closed.", Label.PLANNED),
        ("Local media said Ash Corp was planning to buy Birch Ltd.", Label.REPORTED),
        ("Ash Corp said it was planning to buy Birch Ltd.", Label.PLANNED),
        (
            "A venture between the battery maker Birch Ltd of Oslo and the carmaker Ash Corp will build a mill, Ash Corp said.",
            Label.PLANNED,
        ),
    ],
)
def test_a_party_denies_a_deal_and_asserts_the_rest(text: str, label: Label) -> None:
    assert [one.modality.label for one in said(text)] == [label]


def test_a_negated_number_stays_negated_for_its_claim() -> None:
    """What is no denial of a deal is still no claim of its opposite."""
    page = read_page(Report(text="Ash Corp said the mill did not employ 300 people.", lang="en"))
    assert voice_of(page, page.report.find("300 people").span)[1].is_negative
