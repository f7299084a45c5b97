"""What a brief says: chapters of lines, each line with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from dealwatch.brief.wording import (
    ANSWERS,
    STATUS_WORDS,
    clause_of,
    day_in_words,
    framed,
    listed,
    period_in_words,
    value_in_words,
)
from dealwatch.domain.attribution import Root
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Contradiction, Deal, Dossier, Resolution, Side, Thing
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.values import Value
from dealwatch.domain.words import Label, Relation, Rule, Status

MAX_NOTES = 4
"""At most so many footnotes stand behind one line; the rest is in the dossier."""

_NOT_SHOWN = frozenset({"type", "status", "names"})


@frozen
class Line:
    """Something said, and the words that prove it. `label` stands before it, as in a table; `rank` 1 is indented."""

    text: str
    evidence: tuple[Evidence, ...]
    label: str = ""
    rank: int = 0


@frozen
class Chapter:
    """A heading and its lines; `level` 1 is the whole, 2 a deal, 3 a part of it."""

    title: str
    level: int
    lines: tuple[Line, ...] = ()


@frozen
class Outline:
    """A brief before it is written: its chapters, its footnotes in the order of first use, and the reports they lead to."""

    chapters: tuple[Chapter, ...]
    notes: tuple[Evidence, ...]
    reports: tuple[Report, ...]
    locale: str

    def number(self, evidence: Evidence) -> int:
        """Return the number of a footnote, from 1."""
        return self.notes.index(evidence) + 1

    def report_of(self, evidence: Evidence) -> Report:
        """Return the report that a footnote leads to."""
        return next(report for report in self.reports if report.id == evidence.report_id)


def outline(dossier: Dossier, locale: str) -> Outline:
    """Say what a brief of the dossier says."""
    chapters = list(_chapters(dossier, locale))
    notes = tuple(dict.fromkeys(evidence for chapter in chapters for line in chapter.lines for evidence in line.evidence))
    return Outline(tuple(chapters), notes, dossier.reports, locale)


def _chapters(dossier: Dossier, locale: str) -> Iterable[Chapter]:
    count = len(dossier.reports)
    reports = f"{count} report{'' if count == 1 else 's'}"
    if not (dossier.deals or dossier.things):
        yield Chapter(f"No deal, company or plant is claimed in {reports}.", 1)
        return
    yield Chapter(f"{len(dossier.deals)} deal{'' if len(dossier.deals) == 1 else 's'} in {reports}", 1)
    in_deals = {contradiction for deal in dossier.deals for contradiction in deal.contradictions}
    for deal in dossier.deals:
        yield from _deal(deal, dossier, locale)
    things = [Chapter(thing.name, 3, lines) for thing in dossier.things if (lines := tuple(_facts(thing, dossier, locale)))]
    if things:
        yield Chapter("What is claimed of companies, plants and other things", 2)
        yield from things
    rest = [found for found in dossier.contradictions if found not in in_deals]
    if rest:
        yield Chapter("Where the reports disagree on them", 2)
        for found in rest:
            yield _contradiction(found, dossier, locale)
    if dossier.reconciliations:
        lines = tuple(
            Line(found.arithmetic, _notes(found.claims), f"{_name(dossier, found.thing_id)}: {_spoken(found.attribute)}")
            for found in dossier.reconciliations
        )
        yield Chapter("Where they only seem to disagree", 2, lines)
    if dossier.copies:
        yield Chapter("Which reports derive from others", 2, tuple(_copies(dossier)))


def _deal(deal: Deal, dossier: Dossier, locale: str) -> Iterable[Chapter]:
    yield Chapter(_headline(deal), 2, tuple(_record(deal, locale)))
    if deal.roots:
        yield Chapter("Who says so", 3, tuple(_roots(deal, locale)))
    if deal.answers:
        lines = tuple(
            Line(f"{answer.source} {ANSWERS[answer.stance][0 if answer.said else 1]}.", _notes(answer.claims))
            for answer in deal.answers
        )
        yield Chapter("What the parties answered", 3, lines)
    if len(deal.timeline) > 1:
        lines = tuple(
            Line(
                f"{'' if event.said else 'not '}{STATUS_WORDS[event.status]}",
                _notes(event.claims),
                period_in_words(event.period, locale) if event.period else "no date",
            )
            for event in deal.timeline
        )
        yield Chapter("When it was first said", 3, lines)
    for found in deal.contradictions:
        yield _contradiction(found, dossier, locale)


def _headline(deal: Deal) -> str:
    parties = listed([str(party.company) for party in deal.parties]) or "Unnamed parties"
    kind = f": {str(deal.type.value).replace('_', ' ')}" if deal.type else ""
    asset = f", {deal.asset}" if deal.asset else ""
    status = f" ({STATUS_WORDS[deal.status.value]})" if deal.status else ""
    return f"{parties}{kind}{asset}{status}"


def _record(deal: Deal, locale: str) -> Iterable[Line]:
    if deal.status:
        yield Line(_told(deal, deal.status), _notes(deal.status.support))
        yield _why(deal.status)
    for party in deal.parties:
        yield Line(f"{party.company} ({party.role.value})", _notes(party.role.support), "Party")
    if deal.asset:
        found = deal.facts.get("asset")
        yield Line(str(deal.asset), _notes(found.support if found else deal.claims[:1]), "Asset")
    if deal.type:
        yield from _resolved("Type", deal.type, locale)
    if deal.value:
        yield from _resolved("Price", deal.value, locale)
    for attribute, found in deal.facts.items():
        if attribute not in _NOT_SHOWN and attribute not in ("value", "asset", "answer"):
            yield from _resolved(_spoken(attribute).capitalize(), found, locale)


def _told(deal: Deal, status: Resolution[Status]) -> str:
    """The status as a sentence: framed by whoever says it, or, set by a person against all claims, plainly so called."""
    clause = clause_of(deal, status.value)
    if not status.support:
        return f"Set by a person: {clause}."
    label = _label(status.support)
    if not status.said and label is not Label.DENIED:  # "denies" says "not" already
        clause = f"it is not so that {clause}"
    who = [str(root) for root in status.roots] or [str(status.support[0].attribution.root)]
    return framed(label, who, clause)


def _resolved(label: str, found: Resolution[Value] | Resolution[object], locale: str) -> Iterable[Line]:
    value: Value = found.value  # type: ignore[assignment]
    written = value_in_words(value, locale, found.bounds)
    for_when = f" ({period_in_words(found.valid, locale)})" if found.valid else ""
    yield Line(f"{written}{for_when}", _notes(found.support), label)
    conversion = next((claim.conversion for claim in found.support if claim.conversion), None)
    if conversion:
        yield Line(f"converted in the report: {value_in_words(conversion, locale)}", _notes(found.support), "", 1)
    for other in found.alternatives:
        if other.relation in (Relation.DISJOINT, Relation.REFINED_BY):
            continue  # a contradiction has its own place; a coarser value says nothing new
        other_value: Value = other.value  # type: ignore[assignment]
        who = listed([str(root) for root in other.roots]) or str(other.support[0].attribution.root)
        words = f"{'' if other.said else 'not '}{value_in_words(other_value, locale, other.bounds)}"
        yield Line(f"or {words}, according to {who}", _notes(other.support), "", 1)


def _why(found: Resolution[object] | Resolution[Value]) -> Line:
    rule = "" if found.rule is Rule.ONLY_VALUE else f" (rule: {found.rule.replace('_', ' ')})"
    return Line(f"{found.why}{rule}", _notes(found.support), "Why", 1)


def _roots(deal: Deal, locale: str) -> Iterable[Line]:
    for root in deal.roots:
        claims = [claim for claim in deal.claims if _is_of(claim, root)]
        if claims:
            yield Line(str(root), _notes(claims), f"{len({claim.report_id for claim in claims})} of the reports")


def _is_of(claim: Claim, root: Root) -> bool:
    chain = (claim.attribution.outlet, *claim.attribution.sources)
    return claim.attribution.root == root.source or (root.source in chain) or (root.via is not None and root.via in chain)


def _contradiction(found: Contradiction, dossier: Dossier, locale: str) -> Chapter:
    lines = [_side(side, locale) for side in found.sides]
    if found.suspicion:
        lines.append(Line(found.suspicion, _notes(found.sides[-1].claims), "Suspicion", 1))
    return Chapter(f"Contradiction on {_spoken(found.attribute)} of {_name(dossier, found.thing_id)}", 3, tuple(lines))


def _side(side: Side, locale: str) -> Line:
    words = value_in_words(side.value, locale)
    who = listed([str(root) for root in side.roots]) or str(side.claims[0].attribution.root)
    quote = side.claims[0].evidence.quote.replace("\n", " ")
    return Line(f"{'' if side.said else 'not '}{words}, according to {who}: “{quote}”", _notes(side.claims))


def _facts(thing: Thing, dossier: Dossier, locale: str) -> Iterable[Line]:
    shown = [found for found in thing.facts.resolutions if found.attribute not in _NOT_SHOWN]
    others = [name for name in thing.names if name != thing.name]
    named = thing.facts.get("names")
    if shown and others and named:
        yield Line(listed(others), _notes(named.support), "Also called")
    for found in shown:
        yield from _resolved(_spoken(found.attribute).capitalize(), found, locale)


def _copies(dossier: Dossier) -> Iterable[Line]:
    for copy in dossier.copies:
        report = dossier.report(copy.report_id)
        first = report.text.find("\n")
        end = min(first if first > 0 else len(report.text), 80)
        yield Line(copy.reason, (report.evidence(0, end),), f"{report.name} ({copy.derivation})")


def _label(claims: Sequence[Claim]) -> Label:
    """The firmest label among the claims that won: the clause may be said as firmly as its best claim."""
    return max(claims, key=lambda claim: claim.modality.firmness).modality.label


def _notes(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The evidence of the claims, one a report first, at most MAX_NOTES."""
    found = list(dict.fromkeys(claim.evidence for claim in claims))
    first = {evidence.report_id: evidence for evidence in reversed(found)}
    ranked = sorted(found, key=lambda evidence: first[evidence.report_id] is not evidence)
    return tuple(ranked[:MAX_NOTES])


def _name(dossier: Dossier, thing_id: str) -> str:
    for deal in dossier.deals:
        if deal.id == thing_id:
            return f"the deal of {listed([str(party.company) for party in deal.parties])}"
    return next((thing.name for thing in dossier.things if thing.id == thing_id), thing_id)


def _spoken(attribute: str) -> str:
    return attribute.replace("_", " ")


def note_text(outline: Outline, evidence: Evidence) -> str:
    """Write a footnote: who, when, where in the text, and the words."""
    report = outline.report_of(evidence)
    quote = " ".join(evidence.quote.split())
    return f"{report.name}, {day_in_words(report.published, outline.locale)}, {evidence.span}: “{quote}”"
