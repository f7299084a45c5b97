"""The five seeds, their claims written out by hand: the record, its roots, and what contradicts and what only seems to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from dealwatch import (
    Attribution,
    Bounds,
    Certainty,
    Claim,
    Deal,
    DealType,
    Dossier,
    Entry,
    Ledger,
    Link,
    Modality,
    Period,
    Polarity,
    Quantity,
    Report,
    Role,
    Source,
    SourceKind,
    Stance,
    Status,
    Subject,
    Text,
    Value,
    read_reports,
)
from dealwatch.merge import resolve_deals

KINDS = {
    "Reuters": SourceKind.AGENCY,
    "Nikkei": SourceKind.AGENCY,
    "Nikkei Asia": SourceKind.AGENCY,
    "Kyodo": SourceKind.AGENCY,
    "two people familiar with the matter": SourceKind.ANONYMOUS,
    "an unnamed source within Nissan": SourceKind.ANONYMOUS,
    "insider sources": SourceKind.ANONYMOUS,
    "unnamed report": SourceKind.ANONYMOUS,
    "Ivan Espinoza": SourceKind.PERSON,
}
POSSIBLE = Certainty.POSSIBLE
PARTNERS = (Role.PARTNER, Role.PARTNER)
SUPPLY = (Role.SUPPLIER, Role.CUSTOMER)


class Seed:
    """One seed report and its claims."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.entries: list[Entry] = [report]

    def say(
        self,
        subject: Subject,
        attribute: str,
        value: Value,
        quote: str,
        by: Sequence[str] = (),
        bounds: Bounds | None = None,
        said_on: Period | None = None,
        certainty: Certainty = Certainty.CERTAIN,
        polarity: Polarity = Polarity.POSITIVE,
    ) -> None:
        """Make a claim."""
        last = len(by) - 1
        links = tuple(
            Link(Source(name, KINDS.get(name, SourceKind.COMPANY)), None, said_on if at == last else None)
            for at, name in enumerate(by)
        )
        self.entries.append(
            Claim.from_quote(
                self.report,
                quote=quote,
                subject=subject,
                attribute=attribute,
                value=value,
                attribution=Attribution(Attribution.own_voice(self.report).outlet, links),
                modality=Modality(certainty, polarity),
                bounds=bounds,
            )
        )

    def deal(
        self,
        quote: str,
        kind: DealType,
        status: Status,
        roles: Sequence[Role],
        parties: Sequence[str],
        by: Sequence[str] = (),
        **more: object,
    ) -> Subject:
        """Tell of a deal."""
        deal = Subject.quoted(self.report, "deal", quote)
        self.say(deal, "type", kind, quote, by, **more)  # type: ignore[arg-type]
        self.say(deal, "status", status, quote, by, **more)  # type: ignore[arg-type]
        for role, party in zip(roles, parties, strict=True):
            self.say(deal, role.value, Subject("company", party), quote)
        return deal

    def name(self, *forms: str) -> None:
        """Give a company its names."""
        for form in forms:
            self.say(Subject("company", forms[0]), "names", Text(form), form)


def people(number: int, unit: str = "employees") -> Quantity:
    """A number of something."""
    return Quantity(Decimal(number), unit)


def about(number: int) -> Bounds:
    """Five per cent to each side."""
    return Bounds(Decimal(number) * Decimal("0.95"), Decimal(number) * Decimal("1.05"))


NIKKEI = "Nikkei's insiders"
PLANT = Subject("plant", "Oppama plant")


def known(name: str) -> str:
    """The name of a source; two reports describe Nikkei's each in its own words."""
    return NIKKEI if name in ("insider sources", "an unnamed source within Nissan") else name


def zero(seed: Seed) -> None:
    """The Reuters, Nikkei and Kyodo reports."""
    seed.name("Nissan Motor", "Nissan")
    seed.name("Hon Hai Precision Industry", "Foxconn")
    nissan, foxconn, reuters = "Nissan Motor", "Hon Hai Precision Industry", ("Reuters", "two people familiar with the matter")
    talks = seed.deal("is negotiating", DealType.MANUFACTURING, Status.IN_TALKS, PARTNERS, (nissan, foxconn), reuters)
    seed.say(talks, "asset", PLANT, "Oppama plant")
    seed.say(talks, "status", Status.IN_TALKS, "Nikkei first reported the talks", ("Nikkei",))
    for kind, words in ((DealType.STAKE, "acquire a stake in"), (DealType.JOINT_VENTURE, "jointly operate the site")):
        seed.say(talks, "type", kind, words, ("Nikkei",), certainty=POSSIBLE)
    seed.say(talks, "type", DealType.ASSET_SALE, "a partial purchase is under consideration", ("Kyodo",), certainty=POSSIBLE)
    seed.say(talks, "answer", Stance.NOT_OUR_ANNOUNCEMENT, "was not based on information it had released", ("Reuters", "Nissan"))
    seed.say(talks, "answer", Stance.DECLINED_TO_COMMENT, "declined to comment", ("Foxconn",))
    seed.deal("an EV supply agreement", DealType.SUPPLY, Status.AGREED, SUPPLY, (foxconn, "Mitsubishi Motors"))
    seed.say(Subject("company", nissan), "plant_closures", people(7, "plants"), "shutter seven", ("Nissan",))
    seed.say(Subject("company", nissan), "plants_total", people(17, "plants"), "17 global assembly plants", ("Nissan",))
    seed.say(PLANT, "headcount", people(3900), "about 3,900 workers", bounds=about(3900))
    seed.say(PLANT, "utilisation", people(40, "%"), "about 40%", bounds=about(40))


def one(seed: Seed) -> None:
    """Nikkei's source within Nissan."""
    seed.name("Nissan Motor", "Nissan")
    seed.name("Foxconn", "Hon Hai Precision Industry Co.")
    by = ("Nikkei", "an unnamed source within Nissan")
    seed.deal("is considering producing", DealType.MANUFACTURING, Status.IN_TALKS, PARTNERS, ("Nissan Motor", "Foxconn"), by)
    seed.say(PLANT, "headcount", people(3900), "approximately 3,900 workers", bounds=about(3900))


def two(seed: Seed) -> None:
    """Nikkei's insiders, the cuts, Foxtron and Mitsubishi."""
    nissan = Subject("company", "Nissan")
    by = ("Nikkei", "insider sources")
    seed.deal("is reportedly in talks", DealType.MANUFACTURING, Status.IN_TALKS, PARTNERS, ("Foxconn", "Nissan"), by)
    seed.deal("breakdown in merger talks", DealType.MERGER, Status.TERMINATED, PARTNERS, ("Nissan", "Honda"))
    seed.say(Subject("company", "Foxtron"), "parent", Subject("company", "Foxconn"), "Foxconn’s EV subsidiary Foxtron")
    source = "it would source an EV from Foxtron"
    parties = ("Foxtron", "Mitsubishi")
    seed.deal(source, DealType.SUPPLY, Status.AGREED, SUPPLY, parties, ("Mitsubishi",), said_on=Period.month(2025, 5))
    seed.say(nissan, "plant_closures", people(7, "plants"), "close seven factories", ("Nissan",))
    seed.say(nissan, "job_cuts", people(20_000), "20,000 of its 133,000 employees", ("Nissan",))
    seed.say(nissan, "headcount", people(133_000), "133,000 employees")
    seed.say(nissan, "ceo", Subject("person", "Espinosa"), "Espinosa")
    seed.say(PLANT, "utilisation", people(50, "%"), "less than half", bounds=Bounds(None, Decimal(50), high_closed=False))
    seed.say(PLANT, "jobs_at_risk", people(3900), "approximately 3900 jobs", bounds=about(3900))


def three(seed: Seed) -> None:
    """Talks and no talks, an interest in a stake, the ended merger."""
    seed.name("Mitsubishi Motors", "Mitsubishi")
    talks = seed.deal("ongoing negotiations", DealType.MANUFACTURING, Status.IN_TALKS, PARTNERS, ("Nissan", "Foxconn"))
    seed.say(
        talks, "status", Status.IN_TALKS, "not currently actively engaged in concrete negotiations", polarity=Polarity.NEGATIVE
    )
    seed.deal("is finalizing a deal", DealType.SUPPLY, Status.IN_TALKS, SUPPLY, ("Foxconn", "Mitsubishi Motors"))
    buying = (Role.INVESTOR, Role.INVESTEE)
    seed.deal("taking a stake", DealType.STAKE, Status.PROPOSED, buying, ("Foxconn", "Nissan"), ("Foxconn",), certainty=POSSIBLE)
    seed.deal("the termination", DealType.MERGER, Status.TERMINATED, PARTNERS, ("Honda", "Nissan"), ("Honda and Nissan",))
    proposal = "a multi-company partnership"
    seed.deal(
        proposal,
        DealType.PARTNERSHIP,
        Status.PROPOSED,
        (*PARTNERS, *PARTNERS),
        ("Foxconn", "Nissan", "Mitsubishi Motors", "Honda"),
    )


def four(seed: Seed) -> None:
    """Seventeen plants, 15 per cent, and last December's rumour."""
    nissan = Subject("company", "Nissan")
    by = ("Nikkei Asia", "insider sources")
    talks = seed.deal("is negotiating", DealType.MANUFACTURING, Status.IN_TALKS, PARTNERS, ("Nissan", "Foxconn"), by)
    seed.say(talks, "answer", Stance.NOT_OUR_ANNOUNCEMENT, "not based on an official statement", ("Nissan",))
    rumour = ("unnamed report",)
    when = Period.month(2024, 12)
    buying = (Role.ACQUIRER, Role.TARGET)
    words = "could completely buy Nissan"
    seed.deal(
        words, DealType.ACQUISITION, Status.CONSIDERED, buying, ("Foxconn", "Nissan"), rumour, said_on=when, certainty=POSSIBLE
    )
    seed.deal("a memorandum of understanding", DealType.PARTNERSHIP, Status.AGREED, PARTNERS, ("Foxconn", "Mitsubishi"))
    seed.say(nissan, "plant_closures", people(17, "plants"), "17 production sites", ("Ivan Espinoza",))
    seed.say(nissan, "job_cuts", people(15, "%"), "15 percent", ("Ivan Espinoza",))
    seed.say(nissan, "ceo", Subject("person", "Ivan Espinoza"), "the new CEO of the company Ivan Espinoza")
    seed.say(PLANT, "jobs_at_risk", people(3900), "3900 jobs")


@pytest.fixture(scope="module")
def dossier(seeds: Path) -> Dossier:
    """What the five add up to."""
    found = [Seed(report) for report in read_reports(seeds)]
    assert len(found) == 5
    for seed, told in zip(found, (zero, one, two, three, four), strict=True):
        told(seed)
    return resolve_deals(Ledger.of(entry for seed in found for entry in seed.entries))


@pytest.fixture
def talks(dossier: Dossier) -> Deal:
    """The deal that the story is about: the first."""
    return dossier.deals[0]


def test_the_record(talks: Deal) -> None:
    """Nissan and Foxconn, partners in manufacturing at Oppama; in talks; no value and no stake."""
    assert {(party.company.name, party.role.value) for party in talks.parties} == {
        ("Nissan Motor", Role.PARTNER),
        ("Foxconn", Role.PARTNER),
    }
    assert talks.asset is not None
    assert talks.asset.name == "Oppama plant"
    assert talks.type is not None
    assert talks.status is not None
    assert (talks.type.value, talks.status.value, talks.status.said) == (DealType.MANUFACTURING, Status.IN_TALKS, True)
    assert talks.value is talks.stake is talks.price_per_share is None


def test_three_roots_and_the_unsourced_voice_apart_from_the_answers(talks: Deal) -> None:
    """Reuters' two people, Nikkei's insiders, Kyodo; then seed 3's own voice. Relays are none."""
    *heard, own = talks.roots
    assert [(known(root.source.name), str(root.via)) for root in heard[:2]] == [
        ("two people familiar with the matter", "Reuters"),
        (NIKKEI, "Nikkei"),
    ]
    assert [root.source.name for root in heard[2:]] == ["Kyodo"]
    assert own.via is None
    assert {(str(answer.source), answer.stance) for answer in talks.answers} == {
        ("Nissan Motor", Stance.NOT_OUR_ANNOUNCEMENT),
        ("Foxconn", Stance.DECLINED_TO_COMMENT),
    }


def test_the_structure_stays_open_with_its_sources(talks: Deal) -> None:
    """Use of the plant, a stake or joint operation, a partial purchase."""
    assert talks.type is not None
    assert {(other.value, known(other.roots[0].source.name)) for other in talks.type.alternatives} == {
        (DealType.STAKE, NIKKEI),
        (DealType.JOINT_VENTURE, NIKKEI),
        (DealType.ASSET_SALE, "Kyodo"),
    }
    assert "type" in [found.attribute for found in talks.open]


def test_the_contradictions_are_these_three(dossier: Dossier, talks: Deal) -> None:
    """Whether they talk; 7 or 17 plants, with the suspicion; how far the supply deal is. None of the five false ones."""
    assert sorted(found.attribute for found in dossier.contradictions) == ["plant_closures", "status", "status"]
    [plants] = [found for found in dossier.contradictions if found.attribute == "plant_closures"]
    assert [side.value for side in plants.sides] == [people(7, "plants"), people(17, "plants")]
    assert plants.suspicion == "takes the total for the number to be closed"
    [own] = talks.contradictions
    assert [(side.value, side.said) for side in own.sides] == [(Status.IN_TALKS, True), (Status.IN_TALKS, False)]
    [supply] = [deal for deal in dossier.find("Foxconn", "Mitsubishi Motors") if deal.contradictions]
    assert supply.status is not None
    assert supply.status.value is Status.AGREED
    assert [side.value for side in supply.contradictions[0].sides] == [Status.AGREED, Status.IN_TALKS]


def test_what_only_seems_to_differ_is_reconciled(dossier: Dossier) -> None:
    """20,000 of 133,000 is 15 per cent; about 40 is less than half; 3,900 is about 3,900."""
    assert {(found.attribute, found.arithmetic) for found in dossier.reconciliations} == {
        ("job_cuts", "20,000 of 133,000 is 15.0 %"),
        ("utilisation", "38 to 42 % lies within below 50 %"),
        ("jobs_at_risk", "3,900 employees lies within 3,705 to 4,095 employees"),
    }


def test_the_chief_has_one_name_in_two_spellings(dossier: Dossier) -> None:
    """And is one person."""
    [chief] = [thing for thing in dossier.others if "Espinosa" in thing.names]
    assert set(chief.names) == {"Espinosa", "Ivan Espinoza"}


def test_last_years_rumour_is_history(dossier: Dossier) -> None:
    """The purchase of December 2024 stands first on the path of the stake that Foxconn now has an interest in."""
    [deal] = [
        deal
        for deal in dossier.find("Foxconn", "Nissan")
        if deal.status and deal.status.value is Status.PROPOSED and len(deal.parties) == 2
    ]
    assert [(str(event.period), event.status) for event in deal.timeline] == [
        ("2024-12", Status.CONSIDERED),
        ("2025-08-01", Status.PROPOSED),
    ]
