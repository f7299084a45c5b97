"""schema.org JSON-LD: reports as NewsArticle, claims as Claim, for search engines and graph stores.

Lost: modality but its label, bounds, sections; the chain of attribution stands as text.
Format: https://schema.org/Claim
"""

from __future__ import annotations

import json
from typing import Any, Final, TextIO

from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.words import SourceKind

CONTEXT: Final = ["https://schema.org", {"dw": "https://dealwatch.example/ns#"}]
TYPES: Final = {SourceKind.PERSON: "Person", SourceKind.ANONYMOUS: "Person", SourceKind.DOCUMENT: "CreativeWork"}
"""The schema.org type of a source's kind, where it is no Organization."""


def graph(ledger: Ledger) -> dict[str, Any]:
    """Return the reports and claims in force as one JSON-LD document."""
    nodes = [_article(report) for report in ledger.reports] + [_claim(claim) for claim in ledger.claims]
    return {"@context": CONTEXT, "@graph": nodes}


def write_graph(ledger: Ledger, file: TextIO) -> None:
    """Write the JSON-LD of a ledger; it may stand in a script element of a page."""
    file.write(embeddable(graph(ledger)))


def embeddable(document: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element it stands in: `<`, `>` and `&` are written as escapes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _article(report: Report) -> dict[str, Any]:
    return _given(
        {
            "@type": "NewsArticle",
            "@id": f"dw:{report.id}",
            "headline": report.title,
            "url": report.url,
            "inLanguage": report.lang,
            "datePublished": report.published.isoformat() if report.published else None,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        }
    )


def _claim(claim: Claim) -> dict[str, Any]:
    root = claim.attribution.root
    return _given(
        {
            "@type": "Claim",
            "@id": f"dw:{claim.id}",
            "text": claim.evidence.quote,
            "about": {"@type": "Thing", "name": claim.subject.name},
            "appearance": {"@id": f"dw:{claim.report_id}"},
            "author": {"@type": TYPES.get(root.kind, "Organization"), "name": root.name},
            "additionalProperty": {"@type": "PropertyValue", "name": claim.attribute, "value": str(claim.value)},
            "dw:chain": str(claim.attribution),
            "dw:label": claim.modality.label.value,
            "dw:start": claim.evidence.span.start,
            "dw:end": claim.evidence.span.end,
        }
    )


def _given(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
