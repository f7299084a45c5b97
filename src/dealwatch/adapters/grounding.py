"""Where a quotation that somebody else located really stands.

A model's offsets are often wrong where a word is repeated: the second "Ash" is placed on the third. The order in which a model
tells its quotations is better evidence than its offsets, so a misplaced quotation goes to its next occurrence that is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from dealwatch.domain.report import Evidence, Report, Span


@frozen
class Grounding:
    """A quotation and where it stands: `evidence` is None where it stands nowhere; `note` says what had to be mended, or why."""

    quote: str
    evidence: Evidence | None
    note: str = ""


def ground(report: Report, quotes: Iterable[tuple[str, Span | None]]) -> tuple[Grounding, ...]:
    """Ground quotations, told in the order of the text, each with the span that somebody else gave it, or None.

    A span is believed where exactly its quotation stands there and no earlier occurrence is free while this one is told first.
    Otherwise the quotation goes to its next free occurrence. A quotation that stands nowhere is not grounded.

    >>> report = Report(text="Ash talks. Birch waits. Ash declined.")
    >>> first, second = ground(report, [("Ash", Span(24, 27)), ("Ash", Span(24, 27))])
    >>> first.evidence.span, first.note
    (Span(start=0, end=3), "'Ash' was placed at [24:27); by its order it is the occurrence at [0:3)")
    >>> second.evidence.span, second.note
    (Span(start=24, end=27), '')
    >>> ground(report, [("Cedar", None)])[0].note
    "'Cedar' does not stand in the report"
    """
    told = list(quotes)
    grounded = []
    taken: dict[str, int] = {}
    for position, (quote, given) in enumerate(told):
        after = taken.get(quote, 0)
        start = report.text.find(quote, after) if quote else -1
        repeats = sum(other == quote for other, _ in told[position + 1 :])
        if start >= 0 and given is not None and _believable(report, quote, given, after, repeats):
            start = given.start
        if start < 0:
            grounded.append(Grounding(quote, None, _why_not(report, quote, after)))
            continue
        taken[quote] = start + len(quote)
        evidence = report.evidence(start, start + len(quote))
        moved = given is not None and given != evidence.span
        note = f"{quote!r} was placed at {given}; by its order it is the occurrence at {evidence.span}" if moved else ""
        grounded.append(Grounding(quote, evidence, note))
    return tuple(grounded)


def _believable(report: Report, quote: str, given: Span, after: int, repeats: int) -> bool:
    """The quotation stands at its span, behind what is taken, and leaves room for those of the same words still to come."""
    if given.start < after or given.of(report.text) != quote:
        return False
    return report.text.count(quote, given.end) >= repeats


def _why_not(report: Report, quote: str, after: int) -> str:
    if not quote:
        return "an empty quotation proves nothing"
    if quote in report.text[:after]:
        return f"{quote!r} is quoted more often than it stands in the report"
    return f"{quote!r} does not stand in the report"
