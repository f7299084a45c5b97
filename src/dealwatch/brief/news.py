"""What was learnt since: the changes between two dossiers as lines of text, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dealwatch.brief.chapters import name_of
from dealwatch.brief.outline import CAVEATS, firmest
from dealwatch.brief.wording import printable, value_in_words
from dealwatch.domain.deal import Change, Dossier
from dealwatch.domain.report import Evidence
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import DealType, Label


def write_changes(changes: Iterable[Change], before: Dossier, after: Dossier, locale: str = "en") -> str:
    """Write the changes from one dossier to a later one, each with the first words that prove it.

    What the same words prove of one thing shares a line.

    >>> write_changes([], Dossier(), Dossier())
    ''
    """
    lines = []
    told = (change for change in changes if change.attribute != "names")
    for (thing_id, evidence, is_gone), several in groupby(told, key=_place):
        dossier = before if is_gone else after
        news = "; ".join(_news(change, locale) for change in several)
        lines.append(printable(f"{name_of(dossier, thing_id)}: {news}{_proof(evidence, dossier)}") + "\n")
    return "".join(lines)


def _place(change: Change) -> tuple[str, Evidence | None, bool]:
    """What a change is of, the words that prove it, and whether only the earlier dossier has them."""
    evidence = change.claims[0].evidence if change.claims else None
    return change.id, evidence, change.after is None and evidence is not None


def _news(change: Change, locale: str) -> str:
    was, now = (_shown(value, locale) for value in (change.before, change.after))
    label = firmest(change.claims) if change.claims and not isinstance(change.after, Subject | DealType) else None
    if now and label in CAVEATS:
        now = f"{now}, {label}"  # "considered, denied"
    if now and not change.said and label is not Label.DENIED:
        now = f"not {now}"
    arrow = f"{was} -> {now}" if was and now else f"+ {now}" if now else f"- {was}"
    return f"{change.attribute.replace('_', ' ')}: {arrow}"


def _proof(evidence: Evidence | None, dossier: Dossier) -> str:
    if evidence is None:
        return ""
    quote = " ".join(evidence.quote.split())
    return f"   ({dossier.report(evidence.report_id).name} {evidence.span}: “{quote}”)"


def _shown(value: Value | None, locale: str) -> str:
    return "" if value is None else value_in_words(value, locale)
