"""Companies that are described and not named: "the company", "the carmaker", where one company alone can be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Final

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.page import Page, Sentence
from dealwatch.extract.telling.sites import SiteMention

_FEW: Final = 40


def described_companies(
    page: Page, sites: Sequence[SiteMention], nouns: Collection[str], articles: Collection[str]
) -> list[tuple[int, int, str]]:
    """Return the token ranges of such descriptions and the names they mean.

    One company alone can be meant if only one stands before it in its sentence; where none does, and the page itself binds the
    description to none (`page.references`), in the sentence before.

    >>> from dealwatch.domain.report import Report
    >>> from dealwatch.extract.page import read_page
    >>> page = read_page(Report(text="Ash Corp said the company is old."))
    >>> described_companies(page, (), {"company"}, {"the"})
    [(3, 5, 'Ash Corp')]
    """
    if not any(word in nouns for word in page.lower):
        return []
    companies = [(named.span.start, named.name) for named in page.names if named.kind is SubjectKind.COMPANY]
    companies += [(site.owner.start, site.owner_name) for site in sites if site.owner and site.owner_name]
    companies.sort()
    taken = {at for reference in page.references for at in range(reference.span.start, reference.span.end)}
    found: list[tuple[int, int, str]] = []
    for number, sentence in enumerate(page.sentences):
        for at in range(sentence.first + 1, sentence.last):
            if page.lower[at] not in nouns or page.lower[at - 1] not in articles:
                continue
            span = Span(page.tokens[at - 1].start, page.tokens[at].end)
            name = _one(companies, sentence, span.start)
            if name is None and number and span.end - 1 not in taken:
                name = _one(companies, page.sentences[number - 1], span.start)
            if name is not None:
                found.append((at - 1, at + 1, name))
    return found


def _one(companies: Sequence[tuple[int, str]], sentence: Sentence, end: int) -> str | None:
    """The only company named in a sentence before an offset, among the last few."""
    last = bisect_left(companies, (min(end, sentence.span.end), ""))
    names = {name for start, name in companies[max(0, last - _FEW) : last] if start >= sentence.span.start}
    return next(iter(names)) if len(names) == 1 else None
