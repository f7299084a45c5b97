"""Which reports derive from others: versions, copies, rewrites and citations, each with its reason, and what a report brings."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, strategies as st

from dealwatch import DealType, Derivation, Dossier, Quantity, Role, Status, Subject
from dealwatch.merge import Novelty, judge_novelty, resolve_deals
from dealwatch.merge.translated import longest_rise

from .tales import Tale, ledger_of

STORY = (
    "Ash Corp said it agreed to buy the paint works of Birch Ltd in Elmstadt for 240 million euros in cash. The sale needs the "
    "approval of shareholders, who will vote in October. Birch, which has made varnish since 1911, wants to repay bank loans and "
    "keep its glue business. Ash expects savings of 30 million euros a year. Two hundred employees in Elmstadt will change over."
)
OTHER_WORDS = {
    "said": "announced",
    "agreed": "decided",
    "buy": "acquire",
    "approval": "consent",
    "expects": "foresees",
    "sale": "deal",
}
OWN_WORDS = (
    "Varnish changes hands: Birch Ltd parts with its oldest factory. For 240 million the Elmstadt paint works go to Ash Corp, as a "
    "director of the seller told this newspaper over lunch. Unions fear closures; the mayor spoke of a new beginning and promised "
    "land. Neighbouring Cedar AG had long hoped to win the contest and may still complain before a court, its lawyers hinted."
)


TRANSLATIONS = {
    "de": (
        "Ash Corp teilte mit, dass es die Lackfabrik von Birch Ltd in Elmstadt für 240 Millionen Euro in bar kaufen wird. Der Verkauf "
        "braucht die Zustimmung der Aktionäre, die im Oktober abstimmen. Birch, das seit 1911 Lack herstellt, will Kredite "
        "zurückzahlen und das Geschäft mit Leim behalten. Ash erwartet Einsparungen von 30 Millionen Euro im Jahr."
    ),
    "it": (
        "Ash Corp ha detto di aver concordato l'acquisto della fabbrica di vernici di Birch Ltd a Elmstadt per 240 milioni di euro in "
        "contanti. La vendita richiede il consenso degli azionisti in ottobre. Birch, che produce vernici dal 1911, vuole rimborsare "
        "i prestiti. Ash prevede risparmi per 30 milioni di euro all'anno, secondo Kim Reed e Jo Fern."
    ),
}
LONGER = STORY + " Kim Reed of Ash and Jo Fern of Birch signed in the Oak Hall; Cedar Bank and Dogwood Partners advised them."
ANNEX = {
    "de": " Kim Reed von Ash und Jo Fern von Birch unterschrieben in der Oak Hall; Cedar Bank und Dogwood Partners berieten sie.",
    "it": " Kim Reed di Ash e Jo Fern di Birch hanno firmato nella Oak Hall; Cedar Bank e Dogwood Partners hanno dato consigli.",
}
GERMAN_OF_ITS_OWN = (
    "Nach Jahren des Zauderns gibt Jo Fern die Lackfabrik her. Cedar Bank suchte Käufer, Dogwood Partners prüfte die Bücher, und in "
    "der Oak Hall schlug Kim Reed ein. Für 240 Millionen Euro geht Elmstadt an Ash Corp; 30 Stellen fallen weg, 1911 hatte Birch Ltd "
    "dort begonnen."
)


def told(text: str, outlet: str, day: int, by: tuple[str, ...] = (), lang: str | None = None) -> Tale:
    """A report of the one deal."""
    tale = Tale(text, outlet, day, 24 * day, lang=lang)
    tale.deal(text.split()[0], DealType.ASSET_SALE, Status.AGREED, by)
    return tale


def rewritten(chance: Random) -> str:
    """The story with other words here and there, its sentences in another order, one of them left out."""
    sentences = [" ".join(OTHER_WORDS.get(word, word) for word in sentence.split()) for sentence in STORY.split(". ")]
    sentences.pop(chance.randrange(1, len(sentences)))
    chance.shuffle(sentences)
    return ". ".join(sentences)


def edges(dossier: Dossier) -> list[tuple[str, Derivation, str]]:
    """Each derivation, by outlets."""
    return [(str(dossier.report(c.report_id).outlet), c.derivation, str(dossier.report(c.of).outlet)) for c in dossier.copies]


@given(st.randoms(use_true_random=False))
def test_a_rewrite_adds_no_source(chance: Random) -> None:
    """Synonyms, cuts and another order: whoever rewrites the story has nothing of its own."""
    dossier = resolve_deals(
        ledger_of(told(STORY, "Daily Leaf", 1), told(rewritten(chance), "Evening Oak", 1 + chance.randrange(2)))
    )
    [edge] = dossier.copies
    assert edge.derivation in (Derivation.REWRITE, Derivation.VERBATIM)
    assert [str(root) for root in dossier.deals[0].roots] == [str(dossier.report(edge.of).outlet)]


def test_forty_rewrites_add_no_source() -> None:
    """However many outlets rewrite one story."""
    chance = Random(7)
    many = [told(rewritten(chance), f"Copier {number}", 2) for number in range(40)]
    dossier = resolve_deals(ledger_of(told(STORY, "Daily Leaf", 1), *many))
    assert [str(root) for root in dossier.deals[0].roots] == ["Daily Leaf"]


def test_the_same_news_in_its_own_words_stays_a_source() -> None:
    """It shares the names and the sum, as any report of the deal must."""
    dossier = resolve_deals(ledger_of(told(STORY, "Daily Leaf", 1), told(OWN_WORDS, "Evening Oak", 1)))
    assert (edges(dossier), len(dossier.deals[0].roots)) == ([], 2)


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_translation_adds_no_source(lang: str) -> None:
    """Names and numbers stay and stand in one order; the edge shows them."""
    there = told(TRANSLATIONS[lang] + ANNEX[lang], "Evening Oak", 1, lang=f"{lang}-CH")
    dossier = resolve_deals(ledger_of(told(LONGER, "Daily Leaf", 1, lang="en-GB"), there))
    [edge] = dossier.copies
    assert edge.derivation is Derivation.TRANSLATION
    assert "in one order: " in edge.reason
    assert "Birch" in edge.reason
    assert len(dossier.deals[0].roots) == 1


def test_who_writes_himself_in_another_language_stays_a_source() -> None:
    """The same names and sums, as they came to his mind."""
    own = told(GERMAN_OF_ITS_OWN, "Evening Oak", 1, lang="de")
    dossier = resolve_deals(ledger_of(told(LONGER, "Daily Leaf", 1, lang="en"), own))
    assert (edges(dossier), len(dossier.deals[0].roots)) == ([], 2)


@given(st.permutations(range(12)))
def test_the_longest_rise_is_what_trying_all_gives(places: list[int]) -> None:
    """Against the plain way: each number behind the best of those before it that are smaller."""
    best = [1] * len(places)
    for at, place in enumerate(places):
        best[at] = 1 + max((best[before] for before in range(at) if places[before] < place), default=0)
    assert longest_rise(places) == max(best)


def test_an_old_story_told_again_weeks_later_is_no_rewrite() -> None:
    """Who tells it three weeks later may have asked anew."""
    again = told(rewritten(Random(3)), "Evening Oak", 22)
    assert Derivation.REWRITE not in {kind for _, kind, _ in edges(resolve_deals(ledger_of(told(STORY, "Daily Leaf", 1), again)))}


def test_a_flash_and_its_story_are_versions_of_one_outlet_only() -> None:
    """A headline of one outlet lies in its own story; in that of another outlet it proves nothing."""
    flash = told("Ash Corp agreed to buy paint works of Birch Ltd for 240 million euros", "Daily Leaf", 1)
    assert edges(resolve_deals(ledger_of(flash, told(STORY, "Daily Leaf", 2)))) == [
        ("Daily Leaf", Derivation.VERSION, "Daily Leaf")
    ]
    assert edges(resolve_deals(ledger_of(flash, told(STORY, "Evening Oak", 2)))) == []


def test_who_names_an_outlet_of_the_ledger_cites_its_last_report_before() -> None:
    """With the words that name it; what that outlet publishes later it cannot have cited."""
    wire = [told(f"{word} story of one deal.", "Oak Wire", day) for word, day in (("First", 1), ("Second", 3), ("Third", 5))]
    citing = told("Another story of one deal, as the wire has it.", "Daily Leaf", 4, ("Oak Wire", "insiders"))
    dossier = resolve_deals(ledger_of(*wire, citing))
    [edge] = dossier.copies
    assert (edge.report_id, edge.of, edge.derivation) == (citing.report.id, wire[1].report.id, Derivation.CITES)
    assert "Oak Wire" in edge.reason


def test_one_derivation_stands_between_two_reports() -> None:
    """A copy word for word that also names its source is told as the copy."""
    copy = told(STORY, "Evening Oak", 2, ("Daily Leaf News",))
    assert edges(resolve_deals(ledger_of(told(STORY, "Daily Leaf", 1), copy))) == [
        ("Evening Oak", Derivation.VERBATIM, "Daily Leaf")
    ]


def test_what_a_report_brings() -> None:
    """The first word of a deal is new, a number more an update; what repeats, or claims nothing, is an echo."""
    first, copy = told(STORY, "Daily Leaf", 1), told(STORY, "Evening Oak", 2)
    more, empty = told(OWN_WORDS, "Morning Pine", 3), Tale("Nothing is told here.", "Daily Leaf", 4)
    more.claim(Subject.quoted(more.report, "deal", "Varnish"), "stake", Quantity(Decimal(51), "%"))
    other = Tale("Cedar AG supplies Dogwood.", "Daily Leaf", 5)
    other.deal("supplies", DealType.SUPPLY, None, (), ((Role.SUPPLIER, "Cedar AG"), (Role.CUSTOMER, "Dogwood")))
    tales = (first, copy, more, empty, other)
    assert judge_novelty(resolve_deals(ledger_of(*tales))) == dict(
        zip(
            (tale.report.id for tale in tales),
            (Novelty.NEW, Novelty.ECHO, Novelty.UPDATE, Novelty.ECHO, Novelty.NEW),
            strict=True,
        )
    )


def test_reports_that_tell_of_no_deal_bring_what_they_say_of_things() -> None:
    """The first on a thing, the same number again, another number twice, a tie, the tie again, another thing; and nothing at all."""
    ash, jo = Subject("company", "Ash Corp"), Subject("person", "Jo Fern")
    told = (
        ("headcount", Quantity(Decimal(900), "employees"), ash, Novelty.NEW),
        ("headcount", Quantity(Decimal(900), "employees"), ash, Novelty.ECHO),
        ("headcount", Quantity(Decimal(400), "employees"), ash, Novelty.UPDATE),
        ("headcount", Quantity(Decimal(400), "employees"), ash, Novelty.ECHO),
        ("ceo", jo, ash, Novelty.UPDATE),
        ("ceo", jo, ash, Novelty.ECHO),
        ("headcount", Quantity(Decimal(900), "employees"), Subject("company", "Cedar AG"), Novelty.NEW),
    )
    tales, brought = [], {}
    for day, (attribute, value, about, novelty) in enumerate(told, 1):
        tale = Tale(f"Report {day} tells of a firm.", f"Leaf {day}", day)
        tale.claim(about, attribute, value)
        tales.append(tale)
        brought[tale.report.id] = novelty
    silent = Tale("Nothing is told.", "Leaf 9", 9)
    assert judge_novelty(resolve_deals(ledger_of(*tales, silent))) == {**brought, silent.report.id: Novelty.ECHO}
