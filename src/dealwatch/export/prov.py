"""W3C PROV as PROV-JSON: who said what, through whom, and from which words.

    report                  entity; a version is a revision of the report that it replaces
    claim                   entity: a quotation of its report
    each link of its chain  entity "what they said", attributed to the source; the claim derives from the outermost one,
                            each from the next, and the last is the claim's primary source
    a withdrawn entry       invalidated at the withdrawal's time

Lost: the value as anything but text, bounds, modality but its label.
Format: https://www.w3.org/submissions/prov-json/
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final, TextIO

from dealwatch.domain.attribution import Source
from dealwatch.domain.canonical import content_id
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.words import SourceKind

NAMESPACE: Final = "https://dealwatch.example/ns#"
AGENTS: Final = {SourceKind.PERSON: "Person", SourceKind.ANONYMOUS: "Person", SourceKind.DOCUMENT: None}
"""The PROV type of a source's kind, where it is no Organization; a document is an agent without a type."""


def provenance(ledger: Ledger) -> dict[str, Any]:
    """Return the PROV-JSON of the reports and claims of a ledger, and of what was withdrawn."""
    document = _Document()
    for entry in ledger:
        if isinstance(entry, Report):
            document.report(entry)
        elif isinstance(entry, Claim):
            document.claim(entry)
    for withdrawal in ledger.withdrawals:
        if isinstance(ledger.entries.get(withdrawal.entry_id), Report | Claim):
            entity = document.name(withdrawal.entry_id)
            document.relate("wasInvalidatedBy", entity=entity, time=_time(withdrawal.at))
    return document.parts


def write_provenance(ledger: Ledger, file: TextIO) -> None:
    """Write the PROV-JSON of a ledger."""
    json.dump(provenance(ledger), file, ensure_ascii=False, sort_keys=True)


class _Document:
    """The parts of a PROV-JSON document, as they come."""

    def __init__(self) -> None:
        self.parts: dict[str, Any] = {"prefix": {"dw": NAMESPACE}}

    def name(self, of: str) -> str:
        return f"dw:{of.replace(':', '-')}"

    def put(self, element: str, of: str, **said: str | None) -> str:
        name = self.name(of)
        given = {f"dw:{key}": value for key, value in said.items() if value is not None}
        self.parts.setdefault(element, {}).setdefault(name, {}).update(given)
        return name

    def relate(self, kind: str, **roles: Any) -> None:
        relation = {f"prov:{role}": value for role, value in roles.items()}
        key = content_id(kind, tuple(f"{role}={value}" for role, value in sorted(relation.items())))
        self.parts.setdefault(kind, {})[f"_:{key.partition(':')[2]}"] = relation

    def derive(self, new: str, old: str, how: str | None = None) -> None:
        kind = {"type": {"$": f"prov:{how}", "type": "prov:QUALIFIED_NAME"}} if how else {}
        self.relate("wasDerivedFrom", generatedEntity=new, usedEntity=old, **kind)

    def agent(self, source: Source) -> str:
        name = self.put("agent", content_id("source", source), name=source.name, kind=source.kind.value)
        kind = AGENTS.get(source.kind, "Organization")
        if kind:
            self.parts["agent"][name]["prov:type"] = {"$": f"prov:{kind}", "type": "prov:QUALIFIED_NAME"}
        return name

    def report(self, report: Report) -> None:
        said = {"outlet": report.outlet, "published": _time(report.published), "url": report.url, "lang": report.lang}
        entity = self.put("entity", report.id, title=report.title, **said)
        self.relate("wasAttributedTo", entity=entity, agent=self.agent(Source(report.name, SourceKind.OUTLET)))
        if report.replaces:
            self.derive(entity, self.put("entity", report.replaces), "Revision")

    def claim(self, claim: Claim) -> None:
        entity = self.put(
            "entity",
            claim.id,
            subject=claim.subject.name,
            attribute=claim.attribute,
            value=str(claim.value),
            quote=claim.evidence.quote,
            span=str(claim.evidence.span),
            label=claim.modality.label.value,
            extractor=claim.extractor or None,
        )
        self.derive(entity, self.name(claim.report_id), "Quotation")
        said = entity
        for depth, link in enumerate(claim.attribution.links):
            heard = self.put("entity", f"{claim.id}-link{depth}", quote=link.evidence.quote if link.evidence else None)
            self.derive(said, heard)
            self.relate("wasAttributedTo", entity=heard, agent=self.agent(link.source))
            said = heard
        if said is not entity:
            self.derive(entity, said, "PrimarySource")


def _time(when: date | None) -> str | None:
    return when.isoformat() if when else None
