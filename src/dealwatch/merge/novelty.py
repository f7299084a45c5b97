"""What a report brings: the first word of a deal, something more on it, or nothing that was not told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Dossier, Resolution
from dealwatch.domain.subject import Subject
from dealwatch.merge.lineage import published


class Novelty(StrEnum):
    """What a report brings, beside those published before it."""

    NEW = "new"
    UPDATE = "update"
    ECHO = "echo"


def judge_novelty(dossier: Dossier) -> Mapping[str, Novelty]:
    """Return what each report of a dossier brings, by its id, in the order of publication.

    NEW: it is the first to tell of a deal, or, telling of none, of a thing. UPDATE: it says something of one that no earlier
    report said. ECHO: it says nothing more; so does a report of which nothing is claimed.

    >>> judge_novelty(Dossier())
    {}
    """
    told: dict[str, list[tuple[str, str]]] = {report.id: [] for report in sorted(dossier.reports, key=published)}
    for claim, about, what in _all_told(dossier):
        told[claim.report_id].append((about, what))
    deals = {deal.id for deal in dossier.deals}
    known: set[str] = set()
    said: set[tuple[str, str]] = set()
    found: dict[str, Novelty] = {}
    for report_id, things in told.items():
        subjects = {about for about, _ in things}
        leading = subjects & deals or subjects
        if leading - known:
            found[report_id] = Novelty.NEW
        else:
            found[report_id] = Novelty.ECHO if said.issuperset(things) else Novelty.UPDATE
        known |= subjects
        said.update(things)
    return found


def _all_told(dossier: Dossier) -> Iterator[tuple[Claim, str, str]]:
    """Every claim, the id of what it is about, and what it says in words that are the same for the same."""
    thing_of = {name.casefold(): thing.id for thing in reversed(dossier.things) for name in thing.names}
    for deal in dossier.deals:
        for claim in deal.claims:
            who = claim.attribution.root.name if claim.attribute == "answer" else ""
            yield claim, deal.id, f"{_what(claim, thing_of)} {thing_of.get(who.casefold(), who)}"
    for thing in dossier.things:
        for resolution in (*thing.ties.resolutions, *thing.facts.resolutions):
            for claim in _claims(resolution):
                yield claim, thing.id, _what(claim, thing_of)


def _claims(found: Resolution[object]) -> Iterator[Claim]:
    yield from found.support
    yield from found.oppose
    for other in found.alternatives:
        yield from other.support


def _what(claim: Claim, thing_of: Mapping[str, str]) -> str:
    value = claim.value
    shown = thing_of.get(value.name.casefold(), value.name) if isinstance(value, Subject) else str(value)
    return f"{claim.attribute} {'not ' if claim.modality.is_negative else ''}{shown} {claim.valid or ''}"
