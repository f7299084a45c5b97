"""What was learnt since: the changes between two dossiers as lines of text, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable

from dealwatch.brief.chapters import name_of
from dealwatch.brief.wording import printable, value_in_words
from dealwatch.domain.deal import Change, Dossier
from dealwatch.domain.values import Value


def write_changes(changes: Iterable[Change], before: Dossier, after: Dossier, locale: str = "en") -> str:
    """Write the changes from one dossier to a later one, a line each, with the first words that prove it.

    >>> write_changes([], Dossier(), Dossier())
    ''
    """
    return "".join(f"{_line(change, before, after, locale)}\n" for change in changes if change.attribute != "names")


def _line(change: Change, before: Dossier, after: Dossier, locale: str) -> str:
    dossier = after if change.after is not None or not change.claims else before
    was, now = (_shown(value, locale) for value in (change.before, change.after))
    if now and not change.said:
        now = f"not {now}"
    arrow = f"{was} -> {now}" if was and now else f"+ {now}" if now else f"- {was}"
    proof = ""
    if change.claims:
        claim = change.claims[0]
        proof = f"   ({dossier.report(claim.report_id).name} {claim.evidence.span}: “{' '.join(claim.evidence.quote.split())}”)"
    return printable(f"{name_of(dossier, change.id)}: {change.attribute.replace('_', ' ')}: {arrow}{proof}")


def _shown(value: Value | None, locale: str) -> str:
    return "" if value is None else value_in_words(value, locale)
