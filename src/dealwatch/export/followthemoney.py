"""FollowTheMoney entities, one a line: what OpenSanctions, Aleph and yente read.

    Report   -> Article         Company -> Company       Plant -> Asset       other things -> LegalEntity
    Deal     -> Project         a party -> ProjectParticipant                 a claim's quote -> Documentation

Lost: spans, chains of attribution, modality, alternatives, the set of an amount, white space at the ends of a text.
A Documentation keeps the quote and who said it.
Schemas checked against followthemoney 4.11. Ids are ours with a hyphen for the colon, which its ids may not have.
Format: https://followthemoney.tech
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, TextIO, TypeAlias

from dealwatch.domain.deal import Company, Deal, Dossier, Plant, Thing
from dealwatch.domain.money import Money
from dealwatch.domain.report import Report

Entity: TypeAlias = dict[str, Any]


def entities(dossier: Dossier) -> Iterator[Entity]:
    """Return the entities of a dossier: `id`, `schema`, and `properties`, each a list of texts."""
    for report in dossier.reports:
        yield _article(report)
    known: dict[str, Thing] = {thing.id: thing for thing in dossier.things}
    for deal in dossier.deals:
        for thing in [*(party.company for party in deal.parties), *([deal.asset] if deal.asset else [])]:
            known.setdefault(thing.id, thing)
    for thing in known.values():
        yield _thing(thing)
    for deal in dossier.deals:
        yield from _project(deal)


def write_entities(dossier: Dossier, file: TextIO) -> None:
    """Write the entities, one a line."""
    for entity in entities(dossier):
        file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")


def _article(report: Report) -> Entity:
    return _entity(
        report.id,
        "Article",
        fileName=_id(report.id),
        title=report.title,
        publisher=report.outlet,
        publishedAt=_time(report.published),
        sourceUrl=report.url,
        bodyText=report.text,
    )


def _time(published: date | datetime | None) -> str | None:
    """The time as FollowTheMoney has it: UTC, without a zone."""
    if isinstance(published, datetime):
        return published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return published.isoformat() if published else None


def _thing(thing: Thing) -> Entity:
    schema = "Company" if isinstance(thing, Company) else "Asset" if isinstance(thing, Plant) else "LegalEntity"
    aliases = [name for name in thing.names if name != thing.name]
    told = (*thing.ties.resolutions, *thing.facts.resolutions)
    return _entity(
        thing.id,
        schema,
        name=thing.name,
        alias=aliases,
        address=thing.location if isinstance(thing, Plant) else None,
        proof=[_id(report_id) for report_id in sorted({claim.report_id for found in told for claim in found.support})],
    )


def _project(deal: Deal) -> Iterator[Entity]:
    price = deal.value.value if deal.value else None
    kind = deal.type.value.value if deal.type else "deal"
    status = None if deal.status is None else deal.status.value.value if deal.status.said else f"not {deal.status.value.value}"
    yield _entity(
        deal.id,
        "Project",
        name=f"{kind}: {', '.join(party.company.name for party in deal.parties) or deal.id}",
        status=status,
        amount=f"{price.amount:f}" if isinstance(price, Money) else None,
        currency=price.currency if isinstance(price, Money) else None,
        proof=[_id(report_id) for report_id in sorted({claim.report_id for claim in deal.claims})],
    )
    for party in deal.parties:
        role = party.role.value.value
        yield _entity(
            f"{deal.id}-{party.company.id}-{role}",
            "ProjectParticipant",
            project=_id(deal.id),
            participant=_id(party.company.id),
            role=role,
        )
    for claim in deal.claims:
        yield _entity(
            f"{deal.id}-{claim.id}",
            "Documentation",
            document=_id(claim.report_id),
            entity=_id(deal.id),
            role=f"{claim.attribute}: {claim.value}",
            summary=claim.evidence.quote,
            publisher=str(claim.attribution),
        )


def _id(of: str) -> str:
    return of.replace(":", "-")


def _entity(of: str, schema: str, **properties: str | list[str] | None) -> Entity:
    given = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": _id(of), "schema": schema, "properties": given}
