"""LangExtract: an LLM's extractions as claims, each only where its words really stand.

LangExtract aligns what a model extracted with the text; the alignment may be missing, fuzzy, or on another occurrence of the
same words. Here the words are looked up again (`grounding.py`), and what cannot be found is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from dealwatch.adapters.grounding import ground
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.errors import ExtractorError
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context


class Interval(Protocol):
    """LangExtract's character interval."""

    @property
    def start_pos(self) -> int | None:
        """Where it begins."""
        ...

    @property
    def end_pos(self) -> int | None:
        """Where it ends."""
        ...


class Extraction(Protocol):
    """What is needed of one LangExtract extraction."""

    @property
    def extraction_class(self) -> str:
        """The name of its class."""
        ...

    @property
    def extraction_text(self) -> str:
        """Its words."""
        ...

    @property
    def char_interval(self) -> Interval | None:
        """Where LangExtract aligned it."""
        ...


class Document(Protocol):
    """What is needed of one LangExtract annotated document."""

    @property
    def extractions(self) -> Sequence[Extraction] | None:
        """Its extractions, in the order of the text."""
        ...


ToClaims = Callable[[Report, Context, Extraction, Evidence], Iterable[Claim]]
"""Makes claims of one extraction and the evidence of its words."""


def langextract_extractor(
    annotate: Callable[[str], Document],
    to_claims: ToClaims,
    on_problem: Callable[[str], None] | None = None,
) -> Extractor:
    """Return an extractor that runs LangExtract and makes claims of what it extracts.

    `annotate` runs it on a text: `lambda text: langextract.extract(text, prompt_description=..., examples=..., model=...)`.
    `to_claims` says what an extraction claims. Whatever was refused, or moved to where it stands, goes to `on_problem`;
    without it the extractor raises one ExtractorError at its end, which the runner keeps as a Failure beside the claims.
    """

    def extractor(report: Report, context: Context) -> Iterator[Claim]:
        extractions = list(annotate(report.text).extractions or ())
        problems = []
        found = ground(report, [(one.extraction_text, _span(one.char_interval)) for one in extractions])
        for extraction, grounding in zip(extractions, found, strict=True):
            if grounding.note:
                problems.append(f"{extraction.extraction_class}: {grounding.note}")
            if grounding.evidence is not None:
                yield from to_claims(report, context, extraction, grounding.evidence)
        if on_problem is not None:
            for problem in problems:
                on_problem(problem)
        elif problems:
            raise ExtractorError(
                f"{len(problems)} of {len(extractions)} extractions were not where they were said to be: {'; '.join(problems)}"
            )

    return extractor


def _span(interval: Interval | None) -> Span | None:
    if interval is None or interval.start_pos is None or interval.end_pos is None:
        return None
    return Span(interval.start_pos, interval.end_pos) if 0 <= interval.start_pos < interval.end_pos else None
