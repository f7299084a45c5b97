"""A claim: somebody is reported to say something about a thing, and these words prove it."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from attrs import field, frozen

from dealwatch.domain.attributes import ATTRIBUTES, Attribute
from dealwatch.domain.attribution import Attribution
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.canonical import content_id
from dealwatch.domain.dates import Period
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Evidence, Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Undisclosed, Value
from dealwatch.errors import EvidenceError, InvalidValue


@frozen
class Claim:
    """One value of one attribute of one subject, as one report has it.

    Fields: `subject`, `attribute` (a name, see `ATTRIBUTES`) and `value`; `evidence`, the words that prove it; `raw_span`,
    where in them the value stands; `bounds`, the set that an amount denotes where it is not the point ("about 3,900");
    `attribution`, who says so; `modality`, how firmly; `valid`, the period for which it is said; `conversion`, the same
    amount in another currency where the text gives it; `antecedents`, further evidence without which the quote cannot be
    read ("The facility ..."); `extractor`, the name that the runner stamps.

    >>> from decimal import Decimal
    >>> report = Report(text="The mill employs about 3,900 workers.", outlet="Daily Leaf")
    >>> claim = Claim.from_quote(report, quote="employs about 3,900 workers", subject=Subject("plant", "the mill"),
    ...                          attribute="headcount", value=Quantity(Decimal(3900), "employees"), raw="about 3,900")
    >>> claim.raw, claim.raw_span, claim.evidence.span
    ('about 3,900', Span(start=17, end=28), Span(start=9, end=36))

    Raises:
        EvidenceError: if the raw value, a cue or an antecedent lies outside the report or the quote.
        InvalidValue: if the value is not of the type that a declared attribute has, or bounds stand beside what is no amount.
    """

    _named_by_id: ClassVar = True

    subject: Subject
    attribute: str
    value: Value
    evidence: Evidence
    raw_span: Span
    attribution: Attribution
    modality: Modality = field(factory=Modality)
    bounds: Bounds | None = None
    valid: Period | None = None
    conversion: Money | None = None
    antecedents: tuple[Evidence, ...] = ()
    extractor: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.evidence.span.contains(self.raw_span):
            raise EvidenceError(f"the value at {self.raw_span} lies outside the quote {self.evidence.span}")
        declared = ATTRIBUTES.get(self.attribute)
        if declared is not None and not isinstance(self.value, (declared.type, Undisclosed)):
            raise InvalidValue(
                f"{self.attribute} is said by a {declared.type.__name__}, not by a {type(self.value).__name__} ({self.value})"
            )
        if self.bounds is not None and not isinstance(self.value, Money | Quantity):
            raise InvalidValue(f"bounds belong to an amount, not to a {type(self.value).__name__}")

    @classmethod
    def from_quote(
        cls,
        report: Report,
        *,
        quote: str,
        subject: Subject,
        attribute: str | Attribute[object],
        value: Value,
        nth: int = 0,
        raw: str | None = None,
        attribution: Attribution | None = None,
        modality: Modality | None = None,
        bounds: Bounds | None = None,
        valid: Period | None = None,
        conversion: Money | None = None,
        antecedents: tuple[Evidence, ...] = (),
        extractor: str = "",
    ) -> Claim:
        """Make a claim from the nth occurrence of a quote (counted from 0); `raw` is the value as written in it.

        Without `raw` the whole quote is the value as written; without `attribution` it is the outlet's own voice.

        Raises:
            EvidenceError: if the report does not hold the quote so often, or the quote does not hold `raw`.
        """
        evidence = report.find(quote, nth)
        offset = quote.find(raw) if raw else 0
        if offset < 0 or raw == "":
            raise EvidenceError(f"the value as written, {raw!r}, does not stand in the quote {quote!r}")
        start = evidence.span.start + offset
        return cls(
            subject=subject,
            attribute=str(attribute),
            value=value,
            evidence=evidence,
            raw_span=Span(start, start + len(raw or quote)),
            attribution=attribution or Attribution.own_voice(report),
            modality=modality or Modality(),
            bounds=bounds,
            valid=valid,
            conversion=conversion,
            antecedents=antecedents,
            extractor=extractor,
        )

    def by(self, extractor: str) -> Claim:
        """Return the claim as one of an extractor."""
        return Claim(  # `attrs.evolve` takes twice as long, and every claim is stamped once
            self.subject,
            self.attribute,
            self.value,
            self.evidence,
            self.raw_span,
            self.attribution,
            self.modality,
            self.bounds,
            self.valid,
            self.conversion,
            self.antecedents,
            extractor,
        )

    @cached_property
    def id(self) -> str:
        """The claim's id: `claim:` and a hash of all its fields."""
        return content_id("claim", self)

    @property
    def report_id(self) -> str:
        """The id of the report that it stands in."""
        return self.evidence.report_id

    @property
    def raw(self) -> str:
        """The value as written."""
        start = self.raw_span.start - self.evidence.span.start
        return self.evidence.quote[start : start + len(self.raw_span)]

    @property
    def all_evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence in it: the quote, the subject's, the value's, the cues', the links' and the antecedents'."""
        value, modality = self.value, self.modality
        found = [self.evidence]
        if self.subject.evidence is not None:
            found.append(self.subject.evidence)
        if isinstance(value, Subject) and value.evidence is not None:
            found.append(value.evidence)
        if modality.cue is not None:
            found.append(modality.cue)
        if modality.condition is not None:
            found.append(modality.condition)
        found += [link.evidence for link in self.attribution.links if link.evidence is not None]
        return (*found, *self.antecedents)
