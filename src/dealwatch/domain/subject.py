"""What a report calls a thing."""

from __future__ import annotations

from functools import cached_property

from attrs import field, frozen

from dealwatch.domain.canonical import content_id, quoted
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.words import SubjectKind
from dealwatch.errors import InvalidValue


def _kind(kind: SubjectKind | str) -> SubjectKind:
    try:
        return SubjectKind(kind)
    except ValueError:
        raise InvalidValue(f"{kind!r} is no kind of subject; there are {', '.join(SubjectKind)}") from None


@frozen
class Subject:
    """A thing as it is named: its kind, its name, and, where one mention is meant, the evidence of that mention.

    `Subject("company", "Nissan Motor")` is the name wherever it stands; `Subject.quoted(report, "deal", "is in talks")` is
    this mention only. A deal has no name: it is always a mention, of the words that tell of it.
    Which subjects are one thing is decided in the merge, never here. A Subject can also be the value of a claim.

    >>> Subject("company", "Ash Corp").id == Subject("company", "Ash Corp").id
    True

    Raises:
        InvalidValue: for an unknown kind, an empty name, or a deal without evidence.
    """

    kind: SubjectKind = field(converter=_kind)
    name: str
    evidence: Evidence | None = None

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("a subject has a name")
        if self.kind is SubjectKind.DEAL and self.evidence is None:
            raise InvalidValue("a deal has no name: use Subject.quoted(report, 'deal', quote)")

    @classmethod
    def quoted(cls, report: Report, kind: SubjectKind | str, quote: str, nth: int = 0) -> Subject:
        """Return the subject that is this mention: the nth occurrence of a quote in a report, counted from 0.

        Raises:
            EvidenceError: if the quote does not stand there so often.
            InvalidValue: for an unknown kind.
        """
        return cls(_kind(kind), quote, report.find(quote, nth))

    def __str__(self) -> str:
        return self.name

    def _canonical(self) -> str:
        evidence = "~" if self.evidence is None else self.evidence._canonical()
        return f"Subject({self.kind.value},{quoted(self.name)},{evidence})"

    @cached_property
    def id(self) -> str:
        """The subject's id: its kind and a hash of what it is."""
        return content_id(self.kind.value, self)
