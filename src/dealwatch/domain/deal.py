"""What the claims add up to: computed views over a ledger, each value with the rule that chose it and all that opposes it.

Nothing here is stored or edited: `merge/` makes these from a ledger, and one more claim means making them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar, cast

from attrs import field, frozen

from dealwatch.domain.attributes import Attribute
from dealwatch.domain.attribution import Root, Source
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.canonical import canonical, digest_of
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report
from dealwatch.domain.values import Undisclosed, Value
from dealwatch.domain.words import DealType, Relation, Role, Rule, Stance, Status, SubjectKind
from dealwatch.errors import NotFound

V_co = TypeVar("V_co", covariant=True)
W = TypeVar("W")


@frozen
class Alternative(Generic[V_co]):
    """A value that did not win: what speaks for it, and how its set lies to the winner's.

    `said` False: what is claimed is that it is not so.
    """

    value: V_co
    relation: Relation
    support: tuple[Claim, ...]
    roots: tuple[Root, ...]
    bounds: Bounds | None = None
    said: bool = True


@frozen
class Resolution(Generic[V_co]):
    """The value that an attribute of a thing has by its claims, and why.

    `rule` is the first rule that separated the winner, `why` a sentence that says it. `support`: the claims whose set
    contains the value; `oppose`: those whose set excludes it; both by publication, then place. `roots`: the original sources
    of the support. `known_since`: when we could first know it. `valid`: the period for which it is claimed. `alternatives`:
    the other values, best first. `runner_up`: the value that wins when the winner's support is taken away. `is_open`: the
    rules could not separate the leading values. `said` False: what is claimed is that it is not so ("not in talks"); only
    a status can be that. An override has the claims that agree with it as support, maybe none.
    """

    attribute: str
    value: V_co
    rule: Rule
    why: str
    support: tuple[Claim, ...]
    oppose: tuple[Claim, ...] = ()
    roots: tuple[Root, ...] = ()
    known_since: date | datetime | None = None
    valid: Period | None = None
    bounds: Bounds | None = None
    alternatives: tuple[Alternative[V_co], ...] = ()
    runner_up: V_co | None = None
    is_open: bool = False
    said: bool = True


@frozen
class Facts(Mapping[str, Resolution[Value]]):
    """The resolutions of a thing. As a mapping it gives the leading one of each attribute.

    `resolutions` has all of them, the leading one of each attribute first: several for an attribute of `many` values, and
    one a period for flows.
    """

    resolutions: tuple[Resolution[Value], ...] = ()

    def __getitem__(self, attribute: str) -> Resolution[Value]:
        return self._leading[attribute]

    def __iter__(self) -> Iterator[str]:
        return iter(self._leading)

    def __len__(self) -> int:
        return len(self._leading)

    @cached_property
    def _leading(self) -> dict[str, Resolution[Value]]:
        return {found.attribute: found for found in reversed(self.resolutions)}

    def fact(self, attribute: Attribute[W]) -> Resolution[W] | None:
        """The leading resolution of an attribute, typed by it."""
        return cast("Resolution[W] | None", self._leading.get(attribute.name))

    def every(self, attribute: Attribute[W]) -> tuple[Resolution[W], ...]:
        """All resolutions of an attribute, typed by it."""
        return cast("tuple[Resolution[W], ...]", tuple(found for found in self.resolutions if found.attribute == attribute.name))


@frozen
class Thing:
    """What companies, plants and other things have in common: an id, names, and what is claimed of them.

    `id` is that of the first-observed mention, so later reports do not change it; `former_ids` are those of things that
    were found to be this one. `name` is the name used for it, `names` all of them, that one first. `ties`: how it belongs
    together with others (`TIES`: owner, parent, kind, ...); `facts`: all else.
    """

    kind: SubjectKind
    id: str
    name: str
    names: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    facts: Facts = field(factory=Facts)
    ties: Facts = field(factory=Facts)

    def __str__(self) -> str:
        return self.name

    def fact(self, attribute: Attribute[W]) -> Resolution[W] | None:
        """The leading resolution of an attribute, tie or fact, typed by it: `company.fact(JOB_CUTS)` is of a Quantity."""
        return self.ties.fact(attribute) or self.facts.fact(attribute)

    def every(self, attribute: Attribute[W]) -> tuple[Resolution[W], ...]:
        """All resolutions of an attribute, tie or fact, typed by it."""
        return (*self.ties.every(attribute), *self.facts.every(attribute))


@frozen
class Company(Thing):
    """Anything that can be a party or own something."""

    kind: SubjectKind = field(default=SubjectKind.COMPANY, init=False)


@frozen
class Plant(Thing):
    """A physical site."""

    kind: SubjectKind = field(default=SubjectKind.PLANT, init=False)
    owner: Company | None = None

    @property
    def location(self) -> str | None:
        """Where it is, in the words of the leading claim."""
        found = self.facts.get("location")
        return str(found.value) if found else None


@frozen
class Party:
    """A company in a deal, and the role it has there."""

    company: Thing
    role: Resolution[Role]


@frozen
class Event:
    """A step of a deal's path: the status, when it was first said to be so, and the claims that say it.

    `said` False: that it is not so ("not in talks").
    """

    period: Period | None
    status: Status
    claims: tuple[Claim, ...]
    said: bool = True


@frozen
class Answer:
    """What a party answered. With `said` False it is what the party did not say ("did not refute it either")."""

    source: Source
    stance: Stance
    said: bool
    claims: tuple[Claim, ...]


@frozen
class Side:
    """One side of a contradiction: a value, the claims for it, and their roots."""

    value: Value
    claims: tuple[Claim, ...]
    roots: tuple[Root, ...]
    said: bool = True


@frozen
class Contradiction:
    """Two or more sides that exclude one another, after reconciliation was tried; the leading side first.

    `suspicion` is a sentence on how it may have come about ("takes the total for the number to be closed").
    """

    thing_id: str
    attribute: str
    sides: tuple[Side, ...]
    suspicion: str | None = None


@frozen
class Reconciliation:
    """Two claims that only seem to differ, and the arithmetic or the containment that brings them together."""

    thing_id: str
    attribute: str
    claims: tuple[Claim, ...]
    relation: Relation
    arithmetic: str


class Derivation(StrEnum):
    """How a report comes from another."""

    VERSION = "version"
    VERBATIM = "verbatim"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    CITES = "cites"


@frozen
class Copy:
    """A report that derives from another report of the ledger, with the reason."""

    report_id: str
    of: str
    derivation: Derivation
    reason: str


@frozen
class Deal:
    """One transaction, as the claims add up to it. Every resolved field is None where nothing is claimed."""

    id: str
    claims: tuple[Claim, ...]
    former_ids: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    asset: Thing | None = None
    facts: Facts = field(factory=Facts)
    timeline: tuple[Event, ...] = ()
    answers: tuple[Answer, ...] = ()
    roots: tuple[Root, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def type(self) -> Resolution[DealType] | None:
        """What kind of transaction it is."""
        return cast("Resolution[DealType] | None", self.facts.get("type"))

    @property
    def status(self) -> Resolution[Status] | None:
        """The state it is in."""
        return cast("Resolution[Status] | None", self.facts.get("status"))

    @property
    def value(self) -> Resolution[Money | Undisclosed] | None:
        """Its price."""
        return cast("Resolution[Money | Undisclosed] | None", self.facts.get("value"))

    @property
    def stake(self) -> Resolution[Quantity] | None:
        """The share of the target that it is about, in per cent."""
        return cast("Resolution[Quantity] | None", self.facts.get("stake"))

    @property
    def price_per_share(self) -> Resolution[Money | Undisclosed] | None:
        """The price of one share."""
        return cast("Resolution[Money | Undisclosed] | None", self.facts.get("price_per_share"))

    @property
    def open(self) -> tuple[Resolution[Value], ...]:
        """The attributes with alternatives that do not exclude the winner: two possible types, a price with and without debt."""
        return tuple(
            found
            for found in self.facts.values()
            if any(other.relation not in (Relation.DISJOINT, Relation.REFINED_BY) for other in found.alternatives)
        )


@frozen
class Dossier:
    """The deals, companies, plants and other things of a ledger, as of a time, under a policy.

    Deals stand by roots, then claims, then first place in the text. `reports` are those in force: footnotes lead to them.
    """

    deals: tuple[Deal, ...] = ()
    companies: tuple[Company, ...] = ()
    plants: tuple[Plant, ...] = ()
    others: tuple[Thing, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    copies: tuple[Copy, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def things(self) -> tuple[Thing, ...]:
        """The companies, plants and other things."""
        return (*self.companies, *self.plants, *self.others)

    def deal(self, deal_id: str) -> Deal:
        """Return a deal by its id, or by one that it formerly had.

        Raises:
            NotFound: if there is none.
        """
        for deal in self.deals:
            if deal_id == deal.id or deal_id in deal.former_ids:
                return deal
        raise NotFound(f"no deal {deal_id!r}; there are {len(self.deals)}")

    def find(self, *names: str) -> tuple[Deal, ...]:
        """Return the deals in which every name is one of a party's, or the asset's, without regard to case."""
        wanted = {name.casefold() for name in names}
        return tuple(deal for deal in self.deals if wanted <= _known_as(deal))

    def fact(self, name: str, attribute: str | Attribute[object]) -> Resolution[Value] | None:
        """Return what is claimed of the thing of that name: the leading resolution of an attribute, or None."""
        thing = self._by_name.get(name.casefold())
        return thing.ties.get(str(attribute)) or thing.facts.get(str(attribute)) if thing else None

    def report(self, report_id: str) -> Report:
        """Return a report by its id.

        Raises:
            NotFound: if the dossier has none of that id.
        """
        try:
            return self._by_id[report_id]
        except KeyError:
            raise NotFound(f"no report {report_id!r} in the dossier") from None

    def digest(self) -> str:
        """Return one hash of all that it says, the same under any order, shard, process and hash seed."""
        return digest_of((canonical(self),))

    @cached_property
    def _by_name(self) -> dict[str, Thing]:
        named: dict[str, Thing] = {}
        for thing in self.things:
            for name in (thing.name, *thing.names):
                named.setdefault(name.casefold(), thing)
        return named

    @cached_property
    def _by_id(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}


@frozen
class Change:
    """What one dossier says of a thing that an earlier one did not: `before` is None for what is new, `after` for what is gone.

    `claims` are those that support the value after, or, where it is gone, before. `said` False: that value is denied.
    """

    id: str
    attribute: str
    before: Value | None
    after: Value | None
    claims: tuple[Claim, ...]
    said: bool = True


def _known_as(deal: Deal) -> set[str]:
    things = [party.company for party in deal.parties] + ([deal.asset] if deal.asset else [])
    return {name.casefold() for thing in things for name in (thing.name, *thing.names)}
