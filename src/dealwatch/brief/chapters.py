"""What a brief says of a dossier, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Final

from attrs import evolve, frozen

from dealwatch.brief.clauses import DOERS, clause_of, framed
from dealwatch.brief.naming import Names
from dealwatch.brief.outline import CAVEATS, Chapter, Line, Outline, Row, Step, firmest
from dealwatch.brief.wording import (
    ANSWERS,
    STATUS_WORDS,
    counted,
    day_in_words,
    listed,
    period_in_words,
    short_day,
    value_in_words,
)
from dealwatch.domain.attribution import Root
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Contradiction, Deal, Derivation, Dossier, Party, Reconciliation, Resolution, Side, Thing
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.values import Text, Value
from dealwatch.domain.words import Label, Relation, Role, Rule, Status

MAX_NOTES: Final = 4
"""At most so many footnotes stand behind one line; the rest is in the dossier."""
MAX_AS_WRITTEN: Final = 60
"""A value is shown as it was written where that is no longer than this."""

MAX_OPENING: Final = 80
"""The first words of a report are so many characters."""

MAX_LISTED: Final = 20
"""So many reports are listed at the head of a brief."""

_TOLD_BY_ROOTS = frozenset({"type", "status"})
_NOT_SHOWN = frozenset({"type", "status", "names", "value", "asset", "answer"})


def outline(dossier: Dossier, locale: str) -> Outline:
    """Return what a brief of the dossier says, with numbers and dates in a locale."""
    edition = _Edition(dossier, locale)
    return Outline(tuple(edition.chapters()), tuple(edition.names.reports.items()), locale)


def name_of(dossier: Dossier, thing_id: str) -> str:
    """Return what a deal or a thing of a dossier is called, by its id."""
    for deal in dossier.deals:
        if thing_id == deal.id or thing_id in deal.former_ids:
            return f"the deal of {listed([str(party.company) for party in deal.parties])}"
    return next((thing.name for thing in dossier.things if thing_id == thing.id or thing_id in thing.former_ids), thing_id)


@frozen
class _Edition:
    """A dossier, and the locale in which a brief of it is written."""

    dossier: Dossier
    locale: str

    @cached_property
    def names(self) -> Names:
        """What its reports and sources are called."""
        return Names(self.dossier)

    def line(self, text: str, claims: Sequence[Claim], label: str = "", rank: int = 0, roots: Sequence[Root] = ()) -> Line:
        """A line that claims prove, with what it can be filtered by."""
        firmness = firmest(claims) if claims else None
        return Line(text, _notes(claims), label, rank, firmness, tuple(self.names.who(roots, claims)), self._since(claims))

    def _since(self, claims: Sequence[Claim]) -> date | None:
        """The first day on which a report had one of the claims."""
        return min((day for claim in claims if (day := self.dossier.report(claim.report_id).day)), default=None)

    # The chapters

    def chapters(self) -> Iterable[Chapter]:
        dossier = self.dossier
        in_reports = counted(len(dossier.reports), "report", self.locale)
        if not (dossier.deals or dossier.things):
            yield Chapter(f"No deal, company or plant is claimed in {in_reports}.", 1)
            return
        rows = tuple(self._row(deal, number) for number, deal in enumerate(dossier.deals, 1))
        title = f"{counted(len(dossier.deals), 'deal', self.locale)} in {in_reports}"
        yield Chapter(title, 1, tuple(self._list_of_reports()), rows=rows if len(rows) > 1 else ())
        for deal, row in zip(dossier.deals, rows, strict=True):
            yield from self._deal(deal, row)
        yield from self._things()
        in_deals = {contradiction for deal in dossier.deals for contradiction in deal.contradictions}
        rest = [found for found in dossier.contradictions if found not in in_deals]
        if rest:
            yield Chapter("Where the reports disagree on them", 2)
            for found in rest:
                yield self._contradiction(found, f" of {name_of(dossier, found.thing_id)}")
        if dossier.reconciliations:
            yield Chapter("Where they only seem to disagree", 2, tuple(self._reconciled()))
        if dossier.copies:
            yield Chapter("Which reports derive from others", 2, tuple(self._copies()))

    def _list_of_reports(self) -> Iterable[Line]:
        """The reports, where they are few; of many the footnotes tell."""
        for name, report in self.names.reports.items() if len(self.names.reports) <= MAX_LISTED else ():
            title = " ".join((report.title or "").split())
            first = _opening(report) if title else self._first_told(report)
            words = title or f"“{_cut(' '.join(first.quote.split()))}”"
            yield Line(f"{day_in_words(report.published, self.locale)}: {words}", (first,), name[:1].upper() + name[1:])

    def _first_told(self, report: Report) -> Evidence:
        """The words with which a report without a title first tells of a deal, as it may begin with a notice of its site."""
        told = self._cited_first.get(report.id)
        return told.evidence if told else _opening(report)

    @cached_property
    def _cited_first(self) -> dict[str, Claim]:
        """By report: where it first tells of the status of a deal, of the one with most sources."""
        found = {}
        for deal in reversed(self.dossier.deals):
            for claim in sorted(deal.claims, key=lambda claim: claim.evidence.span.start, reverse=True):
                if claim.attribute == "status":
                    found[claim.report_id] = claim
        return found

    def _row(self, deal: Deal, number: int) -> Row:
        """A deal in the table: who and what, the status and how firmly it is said, the price, its sources, its last change."""
        status = deal.status
        claims = status.support if status else deal.claims
        last = max((event.period.first for event in deal.timeline if event.period and event.period.first), default=None)
        since = self._since(claims)
        told = _status(status) if status else "–"
        price = value_in_words(deal.value.value, self.locale) if deal.value else "–"
        cells = (told, price, str(len(deal.roots)), short_day(last or since, self.locale))
        cited = dict.fromkeys((*_notes(claims)[:1], *_notes(deal.value.support if deal.value else ())[:1]))
        return Row(number, _headline(deal), cells, tuple(cited), firmest(claims) if claims else None, since)

    def _reconciled(self) -> Iterable[Line]:
        """What only seems to disagree, all on one attribute of a thing in one line."""
        grouped: dict[tuple[str, str], list[Reconciliation]] = {}
        for found in self.dossier.reconciliations:
            grouped.setdefault((found.thing_id, found.attribute), []).append(found)
        for (thing_id, attribute), several in grouped.items():
            claims = tuple(dict.fromkeys(claim for found in several for claim in found.claims))
            label = f"{name_of(self.dossier, thing_id)}, {_spoken(attribute)}"
            yield self.line("; ".join(found.arithmetic for found in several), claims, label)

    def _deal(self, deal: Deal, row: Row) -> Iterable[Chapter]:
        yield Chapter(row.deal, 2, tuple(self._record(deal)), tuple(self._path(deal)), tuple(self._chains(deal)), row=row)
        if len(deal.roots) > 1:
            yield Chapter("Who says so", 3, tuple(self._roots(deal)))
        if deal.answers:
            lines = tuple(
                Line(
                    f"{self.names.source(answer.source)} {ANSWERS[answer.stance][0 if answer.said else 1]}.",
                    _notes(answer.claims),
                    who=(self.names.source(answer.source),),
                    since=self._since(answer.claims),
                )
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
            yield self.resolved_line(self._told(deal, deal.status), deal.status)
        for role, parties in _by_role(deal).items():
            claims = [claim for party in parties for claim in party.role.support]
            roots = tuple(dict.fromkeys(root for party in parties for root in party.role.roots))
            yield self.line(listed([str(party.company) for party in parties]), claims, _titled(role, len(parties)), 0, roots)
        if deal.asset:
            found = deal.facts.get("asset")
            yield self.line(str(deal.asset), found.support if found else deal.claims[:1], "Asset")
        if deal.type and deal.type.rule is not Rule.ONLY_VALUE:  # the heading has it
            yield from self._resolved("Type", deal.type)
        if deal.value:
            yield from self._resolved("Price", deal.value)
        yield from self._all_resolved([fact for name, fact in deal.facts.items() if name not in _NOT_SHOWN])

    def resolved_line(self, text: str, found: Resolution[Value] | Resolution[Status], label: str = "") -> Line:
        """A line on a resolution, with the reason for it."""
        why = found.why if found.rule is Rule.ONLY_VALUE else f"{found.why} (rule: {_spoken(found.rule)})"
        weighed = found.rule is not Rule.ONLY_VALUE
        return evolve(self.line(text, found.support, label, 0, found.roots), why=why, weighed=weighed)

    def _told(self, deal: Deal, status: Resolution[Status]) -> str:
        """The status as a sentence, framed by whoever says it; or, set by a person against all claims, so called."""
        clause = clause_of(deal, status.value)
        if not status.support:
            return f"Set by a person: {clause.told(status.said)}."
        label = firmest(status.support)
        sayers = [claim for claim in status.support if claim.modality.label is label]
        roots = [root for root in status.roots if any(self.names.is_of(claim, root) for claim in sayers)]
        return framed(label, self.names.sayers(roots, sayers), clause, status.said)

    def _roots(self, deal: Deal) -> Iterable[Line]:
        """The original sources, each with its own claims on what the deal is and how far it is."""
        for root in deal.roots:
            claims = [claim for claim in deal.claims if claim.attribute in _TOLD_BY_ROOTS and self.names.is_of(claim, root)]
            if claims:
                count = len({claim.report_id for claim in claims})
                reports = f", in {counted(count, 'report', self.locale)}" if count > 1 else ""
                yield self.line(f"{self.names.root(root)}{reports}", claims, "", 0, (root,))

    def _path(self, deal: Deal) -> Iterable[Step]:
        """What was said of the status on each day, for each status once a day."""
        told: dict[tuple[date, str], list[Claim]] = {}
        for claim in deal.claims:
            day = self.dossier.report(claim.report_id).day
            if isinstance(claim.value, Status) and claim.attribute == "status" and day:
                words = f"{'not ' if claim.modality.is_negative else ''}{STATUS_WORDS[claim.value]}"
                told.setdefault((day, words), []).append(claim)
        for (day, words), claims in sorted(told.items(), key=lambda item: item[0]):
            yield Step(day, words, firmest(claims), len({claim.report_id for claim in claims}))

    def _chains(self, deal: Deal) -> Iterable[tuple[str, ...]]:
        """Who told whom, the original source first, for the claims on status and type; each chain once.

        One that is the end of another is left out: it only does not name whom the outlet heard.
        """
        chains = {
            tuple(self.names.source(source) for source in (*reversed(claim.attribution.sources), claim.attribution.outlet))
            for claim in deal.claims
            if claim.attribute in _TOLD_BY_ROOTS
        }
        ends = {chain[place:] for chain in chains for place in range(1, len(chain))}
        return sorted(chains - ends)

    def _contradiction(self, found: Contradiction, of: str = "") -> Chapter:
        lines = [self._side(side) for side in found.sides]
        if found.suspicion:
            lines.append(self.line(found.suspicion, found.sides[-1].claims, "Suspicion", 1))
        return Chapter(f"Contradiction on the {_spoken(found.attribute)}{of}", 3, tuple(lines))

    def _side(self, side: Side) -> Line:
        words = value_in_words(side.value, self.locale)
        quote = " ".join(side.claims[0].evidence.quote.split())
        who = listed(self.names.sayers(side.roots, side.claims))
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
        yield from self._all_resolved(shown)

    def _copies(self) -> Iterable[Line]:
        names = {report.id: name for name, report in self.names.reports.items()}
        for copy in self.dossier.copies:
            first, second = self.dossier.report(copy.report_id), self.dossier.report(copy.of)
            derives = "cites" if copy.derivation is Derivation.CITES else f"{copy.derivation} of"
            text = f"{derives} {names[second.id]}: {copy.reason}"
            yield Line(text, (_opening(first), _opening(second)), names[first.id])

    def _all_resolved(self, shown: Sequence[Resolution[Value]]) -> Iterable[Line]:
        """Resolutions by attribute; values that stand beside one another without more to say share a line."""
        grouped: dict[str, list[Resolution[Value]]] = {}
        for found in shown:
            grouped.setdefault(found.attribute, []).append(found)
        for attribute, several in grouped.items():
            label = _spoken(attribute)
            label = f"{label[:1].upper()}{label[1:]}"
            if len(several) > 1 and all(isinstance(found.value, Text) and not found.alternatives for found in several):
                claims = [claim for found in several for claim in found.support]
                roots = tuple(dict.fromkeys(root for found in several for root in found.roots))
                yield self.line("; ".join(str(found.value) for found in several), claims, label, 0, roots)
            else:
                for found in several:
                    yield from self._resolved(label, found)

    def _resolved(self, label: str, found: Resolution[Value] | Resolution[Status]) -> Iterable[Line]:
        """A value, the same amount in another currency as the report has it, and what it may be instead."""
        written = value_in_words(found.value, self.locale, found.bounds)
        for_when = f" ({period_in_words(found.valid, self.locale)})" if found.valid else ""
        yield self.resolved_line(f"{written}{for_when}{_as_written(found.value, found.support)}", found, label)
        conversion = next((claim.conversion for claim in found.support if claim.conversion), None)
        if conversion:
            yield self.line(f"in the report also {value_in_words(conversion, self.locale)}", found.support, "", 1, found.roots)
        for other in found.alternatives:
            if other.relation in (Relation.DISJOINT, Relation.REFINED_BY):
                continue  # a contradiction has its own place; a coarser value says nothing new
            words = f"{'' if other.said else 'not '}{value_in_words(other.value, self.locale, other.bounds)}"
            who = listed(self.names.sayers(other.roots, other.support))
            joined = "also" if self._are_reconciled(other.support) else "or"
            yield self.line(f"{joined} {words}, according to {who}", other.support, "", 1, other.roots)

    def _are_reconciled(self, claims: Iterable[Claim]) -> bool:
        """Tell whether a claim among these was brought together with the value beside which it stands."""
        return any(claim in self._reconciled_claims for claim in claims)

    @cached_property
    def _reconciled_claims(self) -> frozenset[Claim]:
        return frozenset(claim for found in self.dossier.reconciliations for claim in found.claims)


def _by_role(deal: Deal) -> dict[Role, list[Party]]:
    """The parties of a deal by their roles, who buys or gives first."""
    found: dict[Role, list[Party]] = {}
    for party in _ordered(deal):
        found.setdefault(party.role.value, []).append(party)
    return found


def _ordered(deal: Deal) -> list[Party]:
    """The parties of a deal, those first that do something to the others."""
    return sorted(deal.parties, key=lambda party: party.role.value not in DOERS)


def _titled(role: Role, count: int) -> str:
    return f"{role.value.capitalize()}{'' if count == 1 else 's'}"


def _headline(deal: Deal) -> str:
    parties = listed([str(party.company) for party in _ordered(deal)]) or "Unnamed parties"
    kind = f": {_spoken(deal.type.value)}" if deal.type else ""
    return f"{parties}{kind}{f', {deal.asset}' if deal.asset else ''}"


def _status(status: Resolution[Status]) -> str:
    """A status in a word or two, with the label that takes something from it ("agreed, planned")."""
    label = firmest(status.support) if status.support else None
    denied = label is Label.DENIED
    caveat = f", {label}" if label in CAVEATS else ""
    return f"{'' if status.said or denied else 'not '}{STATUS_WORDS[status.value]}{caveat}"


def _cut(text: str) -> str:
    """A text, or its first words."""
    return text if len(text) <= MAX_OPENING else f"{text[: text.rfind(' ', 0, MAX_OPENING)]} …"


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


def _notes(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The evidence of the claims, one a report first, at most MAX_NOTES."""
    found = list(dict.fromkeys(claim.evidence for claim in claims))
    first = {evidence.report_id: evidence for evidence in reversed(found)}
    ranked = sorted(found, key=lambda evidence: first[evidence.report_id] is not evidence)
    return tuple(ranked[:MAX_NOTES])


def _spoken(attribute: str) -> str:
    return {"ceo": "chief executive"}.get(attribute, attribute.replace("_", " "))
