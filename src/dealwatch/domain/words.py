"""The closed vocabularies: every word that a field of the domain may hold.

The terms are those of deal databases and of the literature on factuality; docs/vocabulary.md gives the crosswalk.
"""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """How the set that one value denotes lies to the set of another. Only DISJOINT can conflict."""

    EQUAL = "equal"
    REFINES = "refines"
    REFINED_BY = "refined_by"
    OVERLAP = "overlap"
    DISJOINT = "disjoint"
    INCOMPARABLE = "incomparable"

    @property
    def converse(self) -> Relation:
        """The relation seen from the other side.

        >>> Relation.REFINES.converse
        <Relation.REFINED_BY: 'refined_by'>
        """
        return {Relation.REFINES: Relation.REFINED_BY, Relation.REFINED_BY: Relation.REFINES}.get(self, self)


class DealType(StrEnum):
    """What kind of transaction is said to take place."""

    ACQUISITION = "acquisition"
    MERGER = "merger"
    STAKE = "stake"
    JOINT_VENTURE = "joint_venture"
    ASSET_SALE = "asset_sale"
    MANUFACTURING = "manufacturing"
    SUPPLY = "supply"
    PARTNERSHIP = "partnership"
    FINANCING = "financing"
    SPIN_OFF = "spin_off"
    OTHER = "other"

    @property
    def family(self) -> str:
        """Deals of one family can be one deal told differently.

        >>> DealType.SUPPLY.family == DealType.PARTNERSHIP.family
        True
        """
        return _FAMILY.get(self, self.value)


_FAMILY = {
    DealType.ACQUISITION: "buying",
    DealType.STAKE: "buying",
    DealType.ASSET_SALE: "buying",
    DealType.JOINT_VENTURE: "working_together",
    DealType.MANUFACTURING: "working_together",
    DealType.SUPPLY: "working_together",
    DealType.PARTNERSHIP: "working_together",
}


class Status(StrEnum):
    """The state that a deal is said to be in. How firmly it is said is the claim's Modality, not a status."""

    CONSIDERED = "considered"
    IN_TALKS = "in_talks"
    PROPOSED = "proposed"
    AGREED = "agreed"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"

    @property
    def stage(self) -> int | None:
        """The place on the path from considered (0) to completed (4); None for suspended and terminated.

        >>> Status.AGREED.stage, Status.TERMINATED.stage
        (3, None)
        """
        return _PATH.index(self) if self in _PATH else None


_PATH = (Status.CONSIDERED, Status.IN_TALKS, Status.PROPOSED, Status.AGREED, Status.COMPLETED)


class Role(StrEnum):
    """What a party is in a deal."""

    ACQUIRER = "acquirer"
    TARGET = "target"
    SELLER = "seller"
    INVESTOR = "investor"
    INVESTEE = "investee"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    LENDER = "lender"
    BORROWER = "borrower"
    LICENSOR = "licensor"
    LICENSEE = "licensee"
    ADVISOR = "advisor"


class Stance(StrEnum):
    """What a party answered when it was asked: the value of the attribute `answer`."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    DECLINED_TO_COMMENT = "declined_to_comment"
    NOT_OUR_ANNOUNCEMENT = "not_our_announcement"
    UNREACHED = "unreached"


class SubjectKind(StrEnum):
    """What kind of thing a claim is about."""

    COMPANY = "company"
    PLANT = "plant"
    DEAL = "deal"
    PERSON = "person"
    REPORT = "report"
    OTHER = "other"


class SourceKind(StrEnum):
    """What kind of source says a thing."""

    OUTLET = "outlet"
    AGENCY = "agency"
    COMPANY = "company"
    PERSON = "person"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class SectionKind(StrEnum):
    """What a stretch of a report's text is. Sections are marked, never cut out."""

    HEADLINE = "headline"
    BODY = "body"
    POST = "post"
    TEASER = "teaser"
    REFERENCES = "references"
    BOILERPLATE = "boilerplate"


class Certainty(StrEnum):
    """How sure a source is of what it says."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Whether a source says that a thing is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Mood(StrEnum):
    """Whether a thing is said to be so, to be intended, or to follow from a condition."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


class Label(StrEnum):
    """A journalist's word for a modality."""

    DENIED = "denied"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    REPORTED = "reported"
    ASSERTED = "asserted"


class Judgement(StrEnum):
    """A person's decision on whether two mentions are one thing. Negative is sticky."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


class TimeKind(StrEnum):
    """How an attribute lies in time: set once, a state that lasts, a flow over a period, or an event on a day."""

    ONCE = "once"
    STATE = "state"
    FLOW = "flow"
    EVENT = "event"


class Rule(StrEnum):
    """The rule that chose a value, in the order in which the rules are asked."""

    ONLY_VALUE = "only_value"
    OVERRIDE = "override"
    OWN_STATEMENT = "own_statement"
    MORE_ROOTS = "more_roots"
    MORE_RELAYS = "more_relays"
    FIRMER = "firmer"
    FINER = "finer"
    LATER = "later"
    TIE = "tie"
