"""What the five seeds claim, from the files to the brief: the record, its roots and answers, and where reports disagree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dealwatch import (
    DealType,
    Dossier,
    Judgement,
    Ledger,
    Report,
    Role,
    SectionKind,
    SourceKind,
    Stance,
    Status,
    extract_claims,
    find_money,
    find_sections,
    read_reports,
    resolve_deals,
    write_brief,
)


@pytest.fixture(scope="module")
def reports(seeds: Path) -> tuple[Report, ...]:
    """The five reports, in the order of their files."""
    return tuple(read_reports(seeds))


@pytest.fixture(scope="module")
def ledger(reports: tuple[Report, ...]) -> Ledger:
    """All that they claim."""
    return Ledger.union(extract_claims(report) for report in reports)


@pytest.fixture(scope="module")
def dossier(ledger: Ledger) -> Dossier:
    """What it adds up to."""
    return resolve_deals(ledger)


def test_the_main_record(dossier: Dossier) -> None:
    """Nissan Motor and Foxconn as partners, asset Oppama plant, manufacturing, in talks, no price."""
    deal = dossier.deals[0]
    assert deal.type is not None
    assert deal.status is not None
    assert deal.asset is not None
    assert {("Nissan Motor", Role.PARTNER), ("Foxconn", Role.PARTNER)} == {(p.company.name, p.role.value) for p in deal.parties}
    assert (deal.type.value, deal.status.value) == (DealType.MANUFACTURING, Status.IN_TALKS)
    assert (deal.asset.name, deal.value) == ("Oppama plant", None)


def test_foxconn_is_hon_hai(dossier: Dossier) -> None:
    """One company under its two names, as two of the reports say."""
    (foxconn,) = [company for company in dossier.companies if "Foxconn" in company.names]
    assert any("Hon Hai Precision Industry" in name for name in foxconn.names)


def test_the_roots_of_the_talks(dossier: Dossier) -> None:
    """Two people via Reuters, Nikkei's insiders, Kyodo, and the one report that names no source; who repeats adds none."""
    roots = [str(root) for root in dossier.deals[0].roots]
    unsourced = [root for root in dossier.deals[0].roots if root.source.kind is SourceKind.OUTLET]
    assert len(roots) == 4
    assert "two people familiar with the matter via Reuters" in roots
    assert len([root for root in roots if root.endswith("via Nikkei")]) == 1
    assert len([root for root in roots if root.startswith("Kyodo")]) == 1
    assert [root.source.name.split()[0] for root in unsourced] == ["report"]


def test_the_answers(dossier: Dossier) -> None:
    """Nissan: not our announcement, and did not deny it; Foxconn: declined to comment."""
    answers = {(answer.source.name, answer.stance, answer.said) for answer in dossier.deals[0].answers}
    assert ("Foxconn", Stance.DECLINED_TO_COMMENT, True) in answers
    assert ("Nissan Motor", Stance.NOT_OUR_ANNOUNCEMENT, True) in answers
    assert not any(said for _, stance, said in answers if stance is Stance.DENIED)


def test_the_open_structure_has_its_sources(dossier: Dossier) -> None:
    """A stake and joint operation per Nikkei, a part purchase per Kyodo stand beside manufacturing."""
    found = dossier.deals[0].type
    assert found is not None
    said = {(other.value, root.source.name) for other in found.alternatives for root in other.roots}
    assert {kind for kind, _ in said} & {DealType.STAKE, DealType.JOINT_VENTURE}
    assert any(kind in (DealType.STAKE, DealType.ASSET_SALE) and source == "Kyodo" for kind, source in said)


def test_the_contradictions(dossier: Dossier) -> None:
    """Status, plant closures 7 or 17 with the suspicion, and the Mitsubishi supply deal are shown; each side is quoted."""
    shown = {(found.attribute, tuple(str(side.value) for side in found.sides)) for found in dossier.contradictions}
    assert ("plant_closures", ("7 plants", "17 plants")) in shown
    assert "status" in {found.attribute for found in dossier.deals[0].contradictions}
    (closures,) = [found for found in dossier.contradictions if found.attribute == "plant_closures"]
    assert "total" in (closures.suspicion or "")
    assert [
        next(part for part in ("shutter seven of its 17", "closure of 17 production sites") if part in claim.evidence.quote)
        for claim in (side.claims[0] for side in closures.sides)
    ] == ["shutter seven of its 17", "closure of 17 production sites"]


def test_what_only_seems_to_conflict(dossier: Dossier) -> None:
    """Job cuts, utilisation, the 3,900 and the places are reconciled, with their arithmetic."""
    assert not {"job_cuts", "utilisation", "location", "headcount", "jobs_at_risk", "ceo"} & {
        found.attribute for found in dossier.contradictions
    }
    told = " ".join(found.arithmetic for found in dossier.reconciliations)
    assert "20,000 of 133,000 is 15.0 %" in told


def test_no_foreign_headline_touches_the_main_deal(reports: tuple[Report, ...], dossier: Dossier) -> None:
    """The headlines of other stories in seeds 1, 3 and 4 are marked as such, and no claim of the main deal stands there."""
    foreign = {
        report.id: [s.span for s in find_sections(report) if s.kind in (SectionKind.TEASER, SectionKind.REFERENCES)]
        for report in reports
    }
    marked = {report.text: "".join(span.of(report.text) for span in foreign[report.id]) for report in reports}
    assert all(line in marked[reports[1].text] for line in reports[1].text.split("\n\n\n")[1].strip().splitlines())
    assert "Tesla's Semi truck" in marked[reports[3].text]
    assert "Mercedes-Benz, Audi and BMW" in marked[reports[4].text]
    for claim in dossier.deals[0].claims:
        assert not any(span.overlaps(claim.evidence.span) for span in foreign[claim.report_id])


def test_every_footnote_reads_back(reports: tuple[Report, ...], dossier: Dossier) -> None:
    """Each printed footnote's quote stands at its span in the report it names."""
    text = " ".join(write_brief(dossier).split())
    notes = re.findall(
        r"\[\d+\] (report \d+), ([^\[]+?), \[(\d+):(\d+)\): “(.*?)”(?= \[\d+\] |$)", text.partition("Footnotes")[2]
    )
    assert len(notes) > 50
    ordered = sorted(reports, key=lambda report: (report.day, report.id))
    for name, _, start, end, quote in notes:
        report = ordered[int(name.split()[1]) - 1]
        assert " ".join(report.text[int(start) : int(end)].split()) == quote


def test_the_brief_says_no_verb_firmer_than_its_claims(dossier: Dossier) -> None:
    """Talks are talks: outside quotations the brief never says that anybody will do a thing; who confirmed is an answer."""
    said = re.sub(r"“.*?”", "", " ".join(write_brief(dossier).partition("Footnotes")[0].split()))
    assert not re.search(r"\bwill\b", said)
    confirmed = [a for deal in dossier.deals for a in deal.answers if a.stance is Stance.CONFIRMED and a.said]
    assert len(confirmed) == len(re.findall(r"\bconfirmed it\b", said)) == len(re.findall(r"\bconfirmed\b", said))


def test_all_twelve_amounts_are_read(reports: tuple[Report, ...]) -> None:
    """With their currencies; the bare "$1.08 billion" has the Australian dollar before the American one."""
    found = [mention for report in reports for mention in find_money(report)]
    assert len(found) == 12
    assert all(mention.reading for mention in found)
    (doubtful,) = [mention for mention in found if mention.quote == "$1.08 billion"]
    currencies = [money.currency for money in doubtful.reading.candidates]
    assert currencies.index("AUD") < currencies.index("USD")


def test_the_dossier_does_not_depend_on_order_or_undo(ledger: Ledger, dossier: Dossier, reports: tuple[Report, ...]) -> None:
    """Reversed and sharded, withdrawn and restored, separated and joined again, it is the same dossier."""
    from datetime import UTC, datetime

    now = datetime(2025, 8, 2, tzinfo=UTC)
    turned = Ledger.union(extract_claims(report) for report in reversed(reports))
    assert dossier.digest() == resolve_deals(turned).digest()
    without = ledger.withdraw(reports[4].id, by="ana", at=now, reason="a machine translation")
    assert (
        resolve_deals(Ledger.union(extract_claims(report) for report in reports[:4])).digest() == resolve_deals(without).digest()
    )
    withdrawal = next(iter(set(without.entries) - set(ledger.entries)))
    assert (
        dossier.digest()
        == resolve_deals(without.withdraw(withdrawal, by="ana", at=now, reason="it is a source all the same")).digest()
    )
    first, second = (company.id for company in dossier.companies[:2])
    apart = ledger.decide(first, second, Judgement.NEGATIVE, by="kyc", at=now, reason="two companies")
    decision = next(iter(set(apart.entries) - set(ledger.entries)))
    assert dossier.digest() == resolve_deals(apart.withdraw(decision, by="kyc", at=now, reason="as before")).digest()
