"""What reports and sources are called in a brief, and which claims are an original source's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from attrs import frozen

from dealwatch.domain.attribution import Root, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Dossier
from dealwatch.domain.report import Report
from dealwatch.domain.words import SourceKind


@frozen
class Names:
    """The names of a dossier's reports and sources, as its brief has them."""

    dossier: Dossier

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by what they are called: the outlet, or a number by age where the outlet is unknown or not alone."""
        ordered = sorted(self.dossier.reports, key=lambda report: (report.day or date.max, report.id))
        outlets = Counter(report.outlet for report in ordered)
        return {
            report.outlet if report.outlet and outlets[report.outlet] == 1 else _numbered(report, number): report
            for number, report in enumerate(ordered, 1)
        }

    @cached_property
    def _unnamed(self) -> dict[str, str]:
        return {report.name: name for name, report in self.reports.items() if report.outlet is None}

    def source(self, source: Source) -> str:
        """What a source is called."""
        return self._unnamed.get(source.name, source.name)

    def root(self, root: Root) -> str:
        """What an original source is called, with the relay that heard it."""
        return f"{self.source(root.source)} via {self.source(root.via)}" if root.via else self.source(root.source)

    def who(self, roots: Sequence[Root], claims: Sequence[Claim]) -> list[str]:
        """Who says a thing: the original sources, or the end of the first claim's chain."""
        return [self.root(root) for root in roots] or [self.source(claim.attribution.root) for claim in claims[:1]]

    def sayers(self, roots: Sequence[Root], claims: Sequence[Claim]) -> list[str]:
        """Who says a thing, in prose: those whom one relay heard have it named once, after the last."""
        if len(roots) > 1 and roots[0].via and {root.via for root in roots} == {roots[0].via}:
            return [*(self.source(root.source) for root in roots[:-1]), self.root(roots[-1])]
        return self.who(roots, claims)

    def is_of(self, claim: Claim, root: Root) -> bool:
        """Tell whether a claim is a root's own: its chain ends there, or at the relay that heard it.

        An anonymous root is known by its relay, whatever it is called.
        """
        end, relay = claim.attribution.root, _relay(claim)
        if self._thing_of(root.source) in {self._thing_of(part) for part in (end, *end.named_together)}:
            return end.kind is not SourceKind.ANONYMOUS or _same_outlet(relay, root.via)
        if root.source.kind is not SourceKind.ANONYMOUS:
            return False
        return _same_outlet(relay if end.kind is SourceKind.ANONYMOUS else end, root.via)

    def _thing_of(self, source: Source) -> object:
        """What a source is: the company of that name, else its name alone."""
        known = self._companies.get(source.name) if source.kind is SourceKind.COMPANY else None
        return known or source

    @cached_property
    def _companies(self) -> dict[str, str]:
        return {name: company.id for company in reversed(self.dossier.companies) for name in company.names}


def _numbered(report: Report, number: int) -> str:
    return f"{report.outlet} (report {number})" if report.outlet else f"report {number}"


def _relay(claim: Claim) -> Source:
    """The nearest named link before the end of a claim's chain, or the outlet."""
    links = reversed(claim.attribution.sources[:-1])
    return next((source for source in links if source.kind is not SourceKind.ANONYMOUS), claim.attribution.outlet)


def _same_outlet(one: Source, other: Source | None) -> bool:
    """Tell whether two names are one outlet's: one may leave the end of the other out ("Daily Leaf", "Daily Leaf News")."""
    if other is None:
        return False
    short, long = sorted((one.name.casefold().split(), other.name.casefold().split()), key=len)
    return short == long[: len(short)]
