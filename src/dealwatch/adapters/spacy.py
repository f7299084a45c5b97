"""spaCy: the entities of a pipeline as claims that a thing of that name is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol

from dealwatch.domain.attribution import Attribution
from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import SubjectKind
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


class Pipeline(Protocol):
    """A loaded spaCy pipeline: `spacy.load("en_core_web_sm")`."""

    def __call__(self, text: str, /) -> Doc:
        """Read a text."""
        ...


def spacy_extractor(pipeline: Pipeline, labels: Mapping[str, SubjectKind] = LABELS) -> Extractor:
    """Return an extractor of the names that a spaCy pipeline finds: one claim `names` for each form of each thing.

    The claims make the things known to the merge beside those of the built-in grammar; they join by name.
    """

    def extractor(report: Report, context: Context) -> Iterator[Claim]:
        seen: set[tuple[SubjectKind, str]] = set()
        for entity in pipeline(report.text).ents:
            kind, quote = labels.get(entity.label_), report.text[entity.start_char : entity.end_char]
            name = " ".join(quote.split())
            if kind is None or not name or (kind, name) in seen:
                continue
            seen.add((kind, name))
            evidence = report.evidence(entity.start_char, entity.end_char)
            yield Claim(Subject(kind, name), "names", Text(name), evidence, evidence.span, Attribution.own_voice(report))

    return extractor
