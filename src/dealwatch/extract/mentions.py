"""What the things of a report are called: one claim for each form of a name, so that aliases reach the merge."""

from __future__ import annotations

from collections.abc import Iterator

from dealwatch.domain.attributes import NAMES, TICKER
from dealwatch.domain.attribution import Attribution
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.page import read_page
from dealwatch.normalize.context import Context

_CALLED = frozenset((SubjectKind.COMPANY, SubjectKind.PERSON))


def names(report: Report, context: Context) -> Iterator[Claim]:
    """Claim each form under which a company or a person is named, with its first mention, and a company's ticker.

    >>> report = Report(text="Ash Paper Inc <ASH> said it bought Birch Ltd. Ash is based in Oslo.", lang="en")
    >>> [f"{claim.subject}: {claim.value}" for claim in names(report, Context.of(report)) if claim.attribute == "names"]
    ['Ash Paper Inc: Ash Paper Inc', 'Birch Ltd: Birch Ltd', 'Ash Paper Inc: Ash']
    """
    page = read_page(report, context)
    voice = Attribution.own_voice(report)
    seen: set[tuple[str, str]] = set()
    for named in page.names:
        form = " ".join(named.quote.split())
        if named.kind not in _CALLED or (named.name, form) in seen:
            continue
        seen.add((named.name, form))
        evidence = report.evidence(named.span.start, named.span.end)
        subject = Subject(named.kind, named.name)
        yield Claim(subject, NAMES.name, Text(form), evidence, named.span, voice)
        if named.ticker is not None and named.kind is SubjectKind.COMPANY:
            evidence = report.evidence(named.ticker.start, named.ticker.end)
            yield Claim(subject, TICKER.name, Text(evidence.quote), evidence, named.ticker, voice)
