"""What a brief says of a dossier, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from attrs import frozen

from dealwatch.brief.outline import Chapter, Line, Outline, Step
from dealwatch.brief.wording import (
    ANSWERS,
    STATUS_WORDS,
    clause_of,
    counted,
    day_in_words,
    framed,
    listed,
    period_in_words,
    value_in_words,
)
from dealwatch.domain.attribution import Root, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Contradiction, Deal, Derivation, Dossier, Resolution, Side, Thing
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.values import Value
from dealwatch.domain.words import Label, Relation, Rule, SourceKind, Status

MAX_NOTES: Final = 4
"""At most so many footnotes stand behind one line; the rest is in the dossier."""
MAX_AS_WRITTEN: Final = 60
"""A value is shown as it was written where that is no longer than this."""

MAX_LISTED: Final = 20
"""So many reports are listed at the head of a brief."""

_FIRMEST_FIRST: Final = (Label.ASSERTED, Label.REPORTED, Label.PLANNED, Label.RUMOURED, Label.CONDITIONAL, Label.DENIED)
_NOT_SHOWN = frozenset({"type", "status", "names", "value", "asset", "answer"})


def outline(dossier: Dossier, locale: str) -> Outline:
    """Return what a brief of the dossier says, with numbers and dates in a locale."""
    edition = _Edition(dossier, locale)
    return Outline(tuple(edition.chapters()), tuple(edition.reports.items()), locale)


def name_of(dossier: Dossier, thing_id: str) -> str:
    """Return what a deal or a thing of a dossier is called, by its id."""
    for deal in dossier.deals:
        if thing_id == deal.id or thing_id in deal.former_ids:
            return f"the deal of {listed([str(party.company) for party in deal.parties])}"
    return next((thing.name for thing in dossier.things if thing_id == thing.id or thing_id in thing.former_ids), thing_id)


@frozen
class _Edition:
    """A dossier, and how its sources are called in this brief."""

    dossier: Dossier
    locale: str

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by what they are called: the outlet, or a number by age where the outlet is unknown or not alone."""
        ordered = sorted(self.dossier.reports, key=lambda report: (report.day or date.max, report.id))
        outlets = [report.outlet for report in ordered]
        return {
            report.outlet if report.outlet and outlets.count(report.outlet) == 1 else _numbered(report, number): report
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

    def line(self, text: str, claims: Sequence[Claim], label: str = "", rank: int = 0, roots: Sequence[Root] = ()) -> Line:
        """A line that claims prove, with what it can be filtered by."""
        days = [day for claim in claims if (day := self.dossier.report(claim.report_id).day)]
        firmness = _label(claims) if claims else None
        return Line(text, _notes(claims), label, rank, firmness, tuple(self.who(roots, claims)), min(days, default=None))

    # The chapters

    def chapters(self) -> Iterable[Chapter]:
        dossier = self.dossier
        in_reports = counted(len(dossier.reports), "report")
        if not (dossier.deals or dossier.things):
            yield Chapter(f"No deal, company or plant is claimed in {in_reports}.", 1)
            return
        yield Chapter(f"{counted(len(dossier.deals), 'deal')} in {in_reports}", 1, tuple(self._list_of_reports()))
        for deal in dossier.deals:
            yield from self._deal(deal)
        yield from self._things()
        in_deals = {contradiction for deal in dossier.deals for contradiction in deal.contradictions}
        rest = [found for found in dossier.contradictions if found not in in_deals]
        if rest:
            yield Chapter("Where the reports disagree on them", 2)
            yield from map(self._contradiction, rest)
        if dossier.reconciliations:
            lines = tuple(
                self.line(found.arithmetic, found.claims, f"{name_of(self.dossier, found.thing_id)}: {_spoken(found.attribute)}")
                for found in dossier.reconciliations
            )
            yield Chapter("Where they only seem to disagree", 2, lines)
        if dossier.copies:
            yield Chapter("Which reports derive from others", 2, tuple(self._copies()))

    def _list_of_reports(self) -> Iterable[Line]:
        """The reports, where they are few; of many the footnotes tell."""
        for name, report in self.reports.items() if len(self.reports) <= MAX_LISTED else ():
            title = " ".join((report.title or "").split())
            day = day_in_words(report.published, self.locale)
            yield Line(f"{day}{f': {title}' if title else ''}", (_opening(report),), name[:1].upper() + name[1:])

    def _deal(self, deal: Deal) -> Iterable[Chapter]:
        yield Chapter(_headline(deal), 2, tuple(self._record(deal)), tuple(self._path(deal)), tuple(self._chains(deal)))
        if deal.roots:
            yield Chapter("Who says so", 3, tuple(self._roots(deal)))
        if deal.answers:
            lines = tuple(
                self.line(f"{self.source(answer.source)} {ANSWERS[answer.stance][0 if answer.said else 1]}.", answer.claims)
                for answer in deal.answers
            )
            yield Chapter("What the parties answered", 3, lines)
        if len(deal.timeline) > 1:
            lines = tuple(
                self.line(
                    f"{'' if event.said else 'not '}{STATUS_WORDS[event.status]}",
                    event.claims,
                    period_in_words(event.period, self.locale) if event.period else "no date",
                )
                for event in deal.timeline
            )
            yield Chapter("When it was first said", 3, lines)
        yield from map(self._contradiction, deal.contradictions)

    def _record(self, deal: Deal) -> Iterable[Line]:
        if deal.status:
            yield self.line(self._told(deal, deal.status), deal.status.support, roots=deal.status.roots)
            yield self._why(deal.status)
        for party in deal.parties:
            yield self.line(f"{party.company} ({party.role.value})", party.role.support, "Party", 0, party.role.roots)
        if deal.asset:
            found = deal.facts.get("asset")
            yield self.line(str(deal.asset), found.support if found else deal.claims[:1], "Asset")
        if deal.type:
            yield from self._resolved("Type", deal.type.value, deal.type)
        if deal.value:
            yield from self._resolved("Price", deal.value.value, deal.value)
        for attribute, fact in deal.facts.items():
            if attribute not in _NOT_SHOWN:
                yield from self._resolved(_spoken(attribute).capitalize(), fact.value, fact)

    def _why(self, found: Resolution[Value] | Resolution[Status]) -> Line:
        rule = "" if found.rule is Rule.ONLY_VALUE else f" (rule: {_spoken(found.rule)})"
        return self.line(f"{found.why}{rule}", found.support, "Why", 1, found.roots)

    def _told(self, deal: Deal, status: Resolution[Status]) -> str:
        """The status as a sentence, framed by whoever says it; or, set by a person against all claims, so called."""
        clause = clause_of(deal, status.value)
        if not status.support:
            return f"Set by a person: {clause}."
        label = _label(status.support)
        if not status.said and label is not Label.DENIED:  # "denies" says "not" already
            clause = f"it is not so that {clause}"
        sayers = [claim for claim in status.support if claim.modality.label is label]
        roots = [root for root in status.roots if any(self._is_of(claim, root) for claim in sayers)]
        return framed(label, self.who(roots, sayers), clause)

    def _roots(self, deal: Deal) -> Iterable[Line]:
        for root in deal.roots:
            claims = [claim for claim in deal.claims if self._is_of(claim, root)]
            if claims:
                count = len({claim.report_id for claim in claims})
                yield self.line(self.root(root), claims, counted(count, "report"), 0, (root,))

    def _is_of(self, claim: Claim, root: Root) -> bool:
        """Tell whether a root, or its relay, is among those that a claim names, under whatever name."""
        links = {self._thing_of(part) for source in claim.attribution.sources for part in (source, *source.named_together)}
        named = links | {self._thing_of(claim.attribution.outlet)}
        return self._thing_of(root.source) in named or (root.via is not None and self._thing_of(root.via) in links)

    def _thing_of(self, source: Source) -> object:
        """What a source is: the company of that name, else its name alone."""
        known = self._companies.get(source.name) if source.kind is SourceKind.COMPANY else None
        return known or source

    @cached_property
    def _companies(self) -> dict[str, str]:
        return {name: company.id for company in reversed(self.dossier.companies) for name in company.names}

    def _path(self, deal: Deal) -> Iterable[Step]:
        """What was said of the status on each day, for each status once a day."""
        told: dict[tuple[date, str], list[Claim]] = {}
        for claim in deal.claims:
            day = self.dossier.report(claim.report_id).day
            if isinstance(claim.value, Status) and claim.attribute == "status" and day:
                words = f"{'not ' if claim.modality.is_negative else ''}{STATUS_WORDS[claim.value]}"
                told.setdefault((day, words), []).append(claim)
        for (day, words), claims in sorted(told.items(), key=lambda item: item[0]):
            yield Step(day, words, _label(claims), len({claim.report_id for claim in claims}))

    def _chains(self, deal: Deal) -> Iterable[tuple[str, ...]]:
        """Who told whom, the original source first, for the claims on status and type; each chain once."""
        chains = (
            tuple(self.source(source) for source in (*reversed(claim.attribution.sources), claim.attribution.outlet))
            for claim in deal.claims
            if claim.attribute in ("status", "type")
        )
        return sorted(set(chains))

    def _contradiction(self, found: Contradiction) -> Chapter:
        lines = [self._side(side) for side in found.sides]
        if found.suspicion:
            lines.append(self.line(found.suspicion, found.sides[-1].claims, "Suspicion", 1))
        return Chapter(f"Contradiction on {_spoken(found.attribute)} of {name_of(self.dossier, found.thing_id)}", 3, tuple(lines))

    def _side(self, side: Side) -> Line:
        words = value_in_words(side.value, self.locale)
        quote = " ".join(side.claims[0].evidence.quote.split())
        who = listed(self.who(side.roots, side.claims))
        text = f"{'' if side.said else 'not '}{words}, according to {who}: “{quote}”"
        return self.line(text, side.claims, roots=side.roots)

    def _things(self) -> Iterable[Chapter]:
        told = [Chapter(thing.name, 3, lines) for thing in self.dossier.things if (lines := tuple(self._facts(thing)))]
        if told:
            yield Chapter("What is claimed of companies, plants and other things", 2)
            yield from told

    def _facts(self, thing: Thing) -> Iterable[Line]:
        shown = [found for found in (*thing.ties.resolutions, *thing.facts.resolutions) if found.attribute not in _NOT_SHOWN]
        others = [name for name in thing.names if name != thing.name]
        named = thing.facts.get("names")
        if shown and others and named:
            yield self.line(listed(others), named.support, "Also called")
        for found in shown:
            yield from self._resolved(_spoken(found.attribute).capitalize(), found.value, found)

    def _copies(self) -> Iterable[Line]:
        names = {report.id: name for name, report in self.reports.items()}
        for copy in self.dossier.copies:
            first, second = self.dossier.report(copy.report_id), self.dossier.report(copy.of)
            derives = "cites" if copy.derivation is Derivation.CITES else f"{copy.derivation} of"
            text = f"{derives} {names[second.id]}: {copy.reason}"
            yield Line(text, (_opening(first), _opening(second)), names[first.id])

    def _resolved(self, label: str, value: Value, found: Resolution[Value] | Resolution[Status]) -> Iterable[Line]:
        """A value, the same amount in another currency as the report has it, and what it may be instead."""
        written = value_in_words(value, self.locale, found.bounds)
        for_when = f" ({period_in_words(found.valid, self.locale)})" if found.valid else ""
        text = f"{written}{for_when}{_as_written(value, found.support)}"
        yield self.line(text, found.support, label, 0, found.roots)
        if found.rule is not Rule.ONLY_VALUE:
            yield self._why(found)
        conversion = next((claim.conversion for claim in found.support if claim.conversion), None)
        if conversion:
            yield self.line(f"in the report also {value_in_words(conversion, self.locale)}", found.support, "", 1, found.roots)
        for other in found.alternatives:
            if other.relation in (Relation.DISJOINT, Relation.REFINED_BY):
                continue  # a contradiction has its own place; a coarser value says nothing new
            words = f"{'' if other.said else 'not '}{value_in_words(other.value, self.locale, other.bounds)}"
            who = listed(self.who(other.roots, other.support))
            yield self.line(f"or {words}, according to {who}", other.support, "", 1, other.roots)


def _headline(deal: Deal) -> str:
    parties = listed([str(party.company) for party in deal.parties]) or "Unnamed parties"
    kind = f": {_spoken(deal.type.value)}" if deal.type else ""
    asset = f", {deal.asset}" if deal.asset else ""
    status = f" ({'' if deal.status.said else 'not '}{STATUS_WORDS[deal.status.value]})" if deal.status else ""
    return f"{parties}{kind}{asset}{status}"


def _numbered(report: Report, number: int) -> str:
    return f"{report.outlet} (report {number})" if report.outlet else f"report {number}"


def _as_written(value: Value, claims: Sequence[Claim]) -> str:
    """The value in the words of the first claim, where those say more than the number."""
    if not claims or not isinstance(value, Money | Quantity):
        return ""
    raw = " ".join(claims[0].raw.split())
    return f" (“{raw}”)" if len(raw) <= MAX_AS_WRITTEN else ""


def _opening(report: Report) -> Evidence:
    """The first words of a report, up to the end of a line or of a word."""
    start = len(report.text) - len(report.text.lstrip())
    line = report.text[start : start + 100].partition("\n")[0]
    cut = line if len(line) < 80 else line[: line.rfind(" ", 0, 80)] if " " in line[:80] else line[:80]
    return report.evidence(start, start + max(len(cut.rstrip()), 1))


def _label(claims: Sequence[Claim]) -> Label:
    """The firmest label among the claims that won: the clause may be said as firmly as its best claim, and no firmer."""
    return min((claim.modality.label for claim in claims), key=_FIRMEST_FIRST.index)


def _notes(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The evidence of the claims, one a report first, at most MAX_NOTES."""
    found = list(dict.fromkeys(claim.evidence for claim in claims))
    first = {evidence.report_id: evidence for evidence in reversed(found)}
    ranked = sorted(found, key=lambda evidence: first[evidence.report_id] is not evidence)
    return tuple(ranked[:MAX_NOTES])


def _spoken(attribute: str) -> str:
    return {"ceo": "chief executive"}.get(attribute, attribute.replace("_", " "))
