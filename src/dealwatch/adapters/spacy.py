"""spaCy: the entities of a pipeline as claims that a thing of that name is there, its other spans as what their author says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol

from dealwatch.domain.attribution import Attribution
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import SubjectKind
from dealwatch.errors import ExtractorError
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context

LABELS: Final = {"ORG": SubjectKind.COMPANY, "PERSON": SubjectKind.PERSON, "FAC": SubjectKind.PLANT}
"""The labels of the English pipelines (OntoNotes), and what they are here."""


class Entity(Protocol):
    """What is needed of a spaCy span: its label and its place in code points."""

    @property
    def label_(self) -> str:
        """The label."""
        ...

    @property
    def start_char(self) -> int:
        """Where it begins."""
        ...

    @property
    def end_char(self) -> int:
        """Where it ends."""
        ...


class Doc(Protocol):
    """What is needed of a spaCy document."""

    @property
    def ents(self) -> Iterable[Entity]:
        """Its entities."""
        ...

    @property
    def spans(self) -> Mapping[str, Iterable[Entity]]:
        """Its groups of spans: what a `span_ruler`, or a matcher in a component of your own, has found."""
        ...


class Pipeline(Protocol):
    """A loaded spaCy pipeline: `spacy.load("en_core_web_sm")`."""

    def __call__(self, text: str, /) -> Doc:
        """Read a text."""
        ...


ToClaims = Callable[[Report, Context, Entity, Evidence], Iterable[Claim]]
"""Makes claims of one spaCy span and the evidence of its words."""


def spacy_extractor(
    pipeline: Pipeline,
    labels: Mapping[str, SubjectKind] = LABELS,
    *,
    groups: Iterable[str] = (),
    to_claims: ToClaims | None = None,
) -> Extractor:
    """Return an extractor of what a spaCy pipeline finds.

    An entity whose label is in `labels` becomes one claim `names` for each form of each thing: these make the things known to the
    merge, beside those of the built-in grammar, and join by name. All other entities, and the spans of the `groups`, go to
    `to_claims`, which says what they claim; without it they are left out.
    """
    wanted = tuple(groups)

    def extractor(report: Report, context: Context) -> Iterator[Claim]:
        doc = pipeline(report.text)
        seen: set[tuple[SubjectKind, str]] = set()
        found = [entity for entity in doc.ents if entity.label_ not in labels]
        for entity in doc.ents:
            if (kind := labels.get(entity.label_)) is None:
                continue
            name = " ".join(report.text[entity.start_char : entity.end_char].split())
            if name and (kind, name) not in seen:
                seen.add((kind, name))
                evidence = report.evidence(entity.start_char, entity.end_char)
                yield Claim(Subject(kind, name), "names", Text(name), evidence, evidence.span, Attribution.own_voice(report))
        for group in wanted:
            if group not in doc.spans:
                raise ExtractorError(f"the pipeline has no group of spans {group!r}; there are {', '.join(doc.spans) or 'none'}")
            found.extend(doc.spans[group])
        if to_claims is not None:
            for span in found:
                yield from to_claims(report, context, span, report.evidence(span.start_char, span.end_char))

    return extractor
