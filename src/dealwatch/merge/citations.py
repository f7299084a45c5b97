"""Which reports name, as those whom they heard it from, an outlet that has a report of the same deal in the ledger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from dealwatch.domain.attribution import Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Copy, Derivation
from dealwatch.domain.report import Report
from dealwatch.domain.words import SourceKind
from dealwatch.merge.lineage import published
from dealwatch.merge.roots import RootKey

RELAYS: Final = frozenset((SourceKind.OUTLET, SourceKind.AGENCY))


def find_citations(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    blocks: Sequence[Sequence[str]],
    key_of: Callable[[Source], RootKey],
) -> list[Copy]:
    """Return for each report and each outlet that it names the last report of that outlet before it, of the same block."""
    named: dict[str, dict[RootKey, str]] = {}
    for claim in claims:
        for link in claim.attribution.links:
            if link.source.kind in RELAYS:
                words = link.evidence.quote if link.evidence is not None else link.source.name
                named.setdefault(claim.evidence.report_id, {}).setdefault(key_of(link.source), " ".join(words.split()))
    if not named:
        return []
    found: dict[tuple[str, str], Copy] = {}
    for block in blocks:
        of_outlet: dict[RootKey, list[tuple[date, datetime, str]]] = {}
        for report_id in block:
            outlet = reports[report_id].outlet
            if outlet is not None:
                of_outlet.setdefault(key_of(Source(outlet, SourceKind.OUTLET)), []).append(published(reports[report_id]))
        for ranks in of_outlet.values():
            ranks.sort()
        for report_id in block:
            outlet = reports[report_id].outlet
            own = None if outlet is None else key_of(Source(outlet, SourceKind.OUTLET))
            for key, words in named.get(report_id, _NOBODY).items():
                ranks = of_outlet.get(key, []) if key != own else []
                at = bisect_left(ranks, published(reports[report_id]))
                if at:
                    cited = ranks[at - 1][2]
                    found[report_id, cited] = Copy(report_id, cited, Derivation.CITES, f"it names whom it heard: “{words}”")
    return list(found.values())


_NOBODY: Final[Mapping[RootKey, str]] = {}
