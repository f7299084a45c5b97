"""The views: things and deals with their resolutions, put together in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar, cast

from attrs import define, field, frozen

from dealwatch.domain.attributes import TIES, Attribute
from dealwatch.domain.attribution import Root, Source
from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import (
    Answer,
    Company,
    Contradiction,
    Deal,
    Event,
    Facts,
    Party,
    Plant,
    Reconciliation,
    Resolution,
    Thing,
)
from dealwatch.domain.ledger import Override
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import Role, Stance, SubjectKind, TimeKind
from dealwatch.merge.census import Census
from dealwatch.merge.compare import PERCENT, Ground
from dealwatch.merge.contest import Contest, Question, Setting, contest_of
from dealwatch.merge.contradictions import contradiction_of, reconciliations_of
from dealwatch.merge.identity import Entity, Identities
from dealwatch.merge.memory import Key, Recall, afresh
from dealwatch.merge.mentions import ROLES, DealMention
from dealwatch.merge.overrides import Overrides
from dealwatch.merge.resolve import resolve
from dealwatch.merge.roots import RootKey, Traced
from dealwatch.merge.stamps import Stamps
from dealwatch.merge.status import resolve_status, timeline_of

T = TypeVar("T")

NOT_FACTS: Final = frozenset({"names", "answer", *ROLES})
"""Attributes that are shown in a place of their own: the names of a thing, the answers and the parties of a deal."""

ByAttribute = dict[str, list[Claim]]


@define(eq=False)
class Findings:
    """What the views are made of, beside themselves."""

    contradictions: list[Contradiction] = field(factory=list)
    reconciliations: list[Reconciliation] = field(factory=list)


@frozen(eq=False)
class _Told:
    """What is told of a deal; its parties by the ids of their things."""

    facts: Facts
    timeline: tuple[Event, ...]
    parties: tuple[tuple[str, Resolution[Role]], ...]
    answers: tuple[Answer, ...]
    roots: tuple[Root, ...]
    contradictions: tuple[Contradiction, ...]


class Views:
    """Makes the views of one census."""

    def __init__(
        self,
        census: Census,
        things: Identities,
        setting: Setting,
        parent_of: Mapping[int, int],
        overrides: Iterable[Override],
        left_out: Collection[str] = (),
        recall: Recall = afresh,
    ) -> None:
        self._census = census
        self._things = things
        self._setting = setting
        self._parent_of = parent_of
        self._left_out = left_out
        self._recall = recall
        self._stamps = Stamps(setting, things, recall)
        self._overrides = Overrides(overrides, census)
        self.findings = Findings()
        self._traced: dict[str, list[Traced]] = {}
        claims: list[ByAttribute] = [{} for _ in things.entities]
        for claim, subject in zip(census.claims, census.subjects, strict=True):
            number = things.entity_of.get(subject)
            if number is not None:
                claims[number].setdefault(claim.attribute, []).append(claim)
        self._claims = claims
        self._views: dict[int, Thing] = {}

    def thing(self, number: int) -> Thing:
        """Return the view of a thing, made once."""
        view = self._views.get(number)
        if view is None:
            view = self._views[number] = self._thing(number)
        return view

    def all_of(self, kinds: Iterable[SubjectKind]) -> tuple[Thing, ...]:
        """Return the things of some kinds: those that most reports name first, then by first observation."""
        wanted = set(kinds)
        found = [at for at, entity in enumerate(self._things.entities) if entity.kind in wanted]
        found.sort(key=lambda at: (-self._reports(self._things.entities[at]), self._things.entities[at].nodes[0]))
        return tuple(self.thing(at) for at in found)

    def _reports(self, entity: Entity) -> int:
        if len(entity.nodes) == 1:
            return len(self._census.nodes[entity.nodes[0]].reports)
        return len({report for node in entity.nodes for report in self._census.nodes[node].reports})

    def _thing(self, number: int) -> Thing:
        entity = self._things.entities[number]
        claims = self._claims[number]
        owners = self._owners(number, claims)
        overrides = self._overrides.of(entity.nodes)
        stamp = tuple([(name, self._stamps.of(told)) for name, told in claims.items()]) if self._recall is not afresh else ()
        found = self._once(
            ("thing", entity.id, owners, self._set_by(overrides), stamp),
            lambda: tuple(self._facts(entity.id, claims, owners, overrides)),
        )
        ties = Facts(tuple([resolution for resolution in found if resolution.attribute in TIES]))
        facts = Facts(tuple([resolution for resolution in found if resolution.attribute not in TIES]) if ties else found)
        parts: dict[str, Any] = {
            "id": entity.id,
            "name": entity.name,
            "names": entity.names,
            "former_ids": entity.former_ids,
            "facts": facts,
            "ties": ties,
        }
        if entity.kind is SubjectKind.COMPANY:
            return Company(**parts)
        if entity.kind is SubjectKind.PLANT:
            owner = self._value_as_thing(ties.get("owner"))
            return Plant(**parts, owner=owner if isinstance(owner, Company) else None)
        return Thing(kind=entity.kind, **parts)

    def _owners(self, number: int, claims: ByAttribute) -> frozenset[RootKey]:
        """Who would know of a thing: itself, and who is said to own it."""
        owners = {number}
        for claim in claims.get("owner", ()):
            thing = self._setting.thing_of(claim.value) if isinstance(claim.value, Subject) else None
            if thing is not None and not claim.modality.is_negative:
                owners.add(thing)
        return frozenset(("thing", self._things.entities[owner].id) for owner in owners)

    def _value_as_thing(self, found: Resolution[Value] | None) -> Thing | None:
        if found is None or not isinstance(found.value, Subject):
            return None
        number = self._setting.thing_of(found.value)
        return None if number is None else self.thing(number)

    # Attributes

    def _once(self, key: Key, make: Callable[[], T]) -> T:
        """Return an answer and note what was found on the way, from memory where nothing has changed."""

        def work() -> tuple[T, Findings]:
            before, self.findings = self.findings, Findings()
            try:
                return make(), self.findings
            finally:
                self.findings = before

        answer, findings = self._recall(key, work)
        self.findings.contradictions += findings.contradictions
        self.findings.reconciliations += findings.reconciliations
        return answer

    def _set_by(self, overrides: Mapping[str, Override]) -> Hashable:
        return tuple([(override.id, self._stamps.meant(override.value)) for override in overrides.values()])

    def _facts(
        self, thing_id: str, claims: ByAttribute, owners: frozenset[RootKey], overrides: Mapping[str, Override]
    ) -> Iterable[Resolution[Value]]:
        """Resolve each attribute; those that others are a part of come first, then each where it first stands."""
        declared = self._setting.policy.attributes
        names = [name for name in claims if name not in NOT_FACTS] + [name for name in overrides if name not in claims]
        needed = (
            [name for name in names if (own := declared.get(name)) is not None and own.whole in claims] if len(names) > 1 else []
        )
        found: dict[str, list[Resolution[Value]]] = {}
        for name in [*(name for name in names if name not in needed), *needed]:
            attribute, told = declared.get(name), claims.get(name, [])
            found[name] = self._resolved(thing_id, name, attribute, told, owners, found, overrides.get(name))
        for name in names:
            yield from found[name]

    def _resolved(
        self,
        thing_id: str,
        name: str,
        attribute: Attribute[Any] | None,
        claims: list[Claim],
        owners: frozenset[RootKey],
        before: Mapping[str, list[Resolution[Value]]],
        override: Override | None,
    ) -> list[Resolution[Value]]:
        claims = self._kept(claims)
        whole = before.get(attribute.whole, []) if attribute is not None and attribute.whole else []
        ground = Ground(
            attribute,
            self._setting.policy,
            whole[0].value if whole else None,
            whole[0].bounds if whole else None,
        )
        question = Question(name, ground, owners, attribute.time if attribute is not None else TimeKind.ONCE)
        if attribute is not None and attribute.many and override is None:
            return self._side_by_side(claims, question)
        groups = [claims] if override is not None else _by_unit(claims)
        if attribute is not None and attribute.time is TimeKind.FLOW and override is None:
            groups = _by_period(claims)
        if len(groups) > 1:
            return [resolution for group in groups if (resolution := self._answered(thing_id, group, question, None)) is not None]
        resolution = self._answered(thing_id, claims, question, override)
        return [] if resolution is None else [resolution]

    def _kept(self, claims: list[Claim]) -> list[Claim]:
        return [claim for claim in claims if claim.id not in self._left_out] if self._left_out else claims

    def _answered(
        self, thing_id: str, claims: Sequence[Claim], question: Question, override: Override | None
    ) -> Resolution[Value] | None:
        if not claims and override is None:
            return None
        resolution, contest = resolve(claims, question, self._setting, override)
        if question.name == "type":
            self._traced["type"] = contest.traced
        self._note(thing_id, resolution, contest)
        return resolution

    def _note(self, thing_id: str, resolution: Resolution[Value] | None, contest: Contest) -> Contradiction | None:
        """Keep what the claims of one attribute contradict and reconcile."""
        if len(contest.stated) < 2 or resolution is None:
            return None
        attribute = contest.ground.attribute
        self.findings.reconciliations += reconciliations_of(thing_id, resolution, contest)
        if attribute is None or attribute.many:
            return None
        found = contradiction_of(thing_id, resolution, contest)
        if found is not None:
            self.findings.contradictions.append(found)
        return found

    def _side_by_side(self, claims: Sequence[Claim], question: Question) -> list[Resolution[Value]]:
        """The values of an attribute that may have many: those with most sources first, then most claims, then first."""
        contest = contest_of(claims, question.ground, self._setting)
        found = []
        for stated in contest.stated:
            if stated.said:
                own = [claims[place] for place in stated.claims]
                resolution, _ = resolve(own, question, self._setting)
                assert resolution is not None
                found.append(resolution)
        found.sort(key=lambda resolution: (-len(resolution.roots), -len(resolution.support)))
        return cast("list[Resolution[Value]]", found)

    # Deals

    def deal(self, mentions: Sequence[DealMention]) -> Deal:
        """Return the view of a deal, given its mentions by rank."""
        every = self._claims_of(mentions)
        deal_id, *former_ids = [self._census.nodes[mention.node].subject.id for mention in mentions]
        parties = {party for mention in mentions for party, roles in mention.roles.items() if roles != {Role.ADVISOR}}
        owners = frozenset(("thing", self._things.entities[party].id) for party in parties)
        overrides = self._overrides.of([mention.node for mention in mentions])
        stamp = (self._stamps.of(every), self._parents(mentions)) if self._recall is not afresh else ()
        found = self._once(
            ("deal", deal_id, owners, self._set_by(overrides), stamp), lambda: self._told_of(deal_id, every, owners, overrides)
        )
        return Deal(
            id=deal_id,
            claims=every,
            former_ids=tuple(former_ids),
            parties=tuple([Party(self._named(party), role) for party, role in found.parties]),
            asset=self._value_as_thing(found.facts.get("asset")),
            facts=found.facts,
            timeline=found.timeline,
            answers=found.answers,
            roots=found.roots,
            contradictions=found.contradictions,
        )

    def _parents(self, mentions: Sequence[DealMention]) -> Hashable:
        parties = dict.fromkeys(party for mention in mentions for party in mention.roles)
        return tuple([self._things.entities[self._parent_of.get(party, party)].id for party in parties])

    def _named(self, thing_id: str) -> Thing:
        return self.thing(self._things.entity_of[self._things.by_id[thing_id].nodes[0]])

    def _told_of(
        self, deal_id: str, every: Sequence[Claim], owners: frozenset[RootKey], overrides: Mapping[str, Override]
    ) -> _Told:
        claims: ByAttribute = {}
        by_party: dict[int, list[Claim]] = {}
        for claim in every:
            if claim.attribute not in ROLES:
                claims.setdefault(claim.attribute, []).append(claim)
            elif isinstance(claim.value, Subject) and (party := self._setting.thing_of(claim.value)) is not None:
                by_party.setdefault(party, []).append(claim)
        self._traced.clear()
        timeline: tuple[Event, ...] = ()
        status: list[Resolution[Value]] = []
        override = overrides.get("status")
        told = self._kept(claims.pop("status", []))
        if told or override:
            declared = self._setting.policy.attributes.get("status")
            question = Question("status", Ground(declared, self._setting.policy), owners, TimeKind.STATE)
            resolution, contest = resolve_status(told, question, self._setting, override)
            self._note(deal_id, resolution, contest)
            status = [resolution]
            timeline = timeline_of(contest, self._setting)
            self._traced["status"] = contest.traced
        others = {name: override for name, override in overrides.items() if name != "status"}
        facts = Facts((*status, *self._facts(deal_id, claims, owners, others)))
        return _Told(
            facts=facts,
            timeline=timeline,
            parties=self._parties(by_party),
            answers=self._answers(claims.get("answer", [])),
            roots=self._roots(),
            contradictions=tuple(self.findings.contradictions),
        )

    def _claims_of(self, mentions: Sequence[DealMention]) -> tuple[Claim, ...]:
        if len(mentions) == 1:
            return tuple(mentions[0].claims)
        return tuple(sorted((claim for mention in mentions for claim in mention.claims), key=self._place_of))

    def _place_of(self, claim: Claim) -> int:
        return self._census.place[id(claim)]

    def _parties(self, by_party: Mapping[int, list[Claim]]) -> tuple[tuple[str, Resolution[Role]], ...]:
        """The parties with most sources first; a subsidiary whose parent is a party stands for it."""
        found = []
        for number, every in by_party.items():
            told = self._kept(every)
            parent = by_party.get(self._parent_of.get(number, -1), ())
            if not told or {claim.attribute for claim in told} & {claim.attribute for claim in parent}:
                continue  # a subsidiary beside its parent in one role; one that the parent sells is a party of its own
            question = Question("role", Ground(None, self._setting.policy))
            resolution, _ = resolve(told, question, self._setting, value=_role_of)
            if resolution is not None:
                found.append((resolution, self._place_of(told[0]), number))
        found.sort(key=lambda party: (-len(party[0].roots), -len(party[0].support), party[1]))
        return tuple((self._things.entities[number].id, cast("Resolution[Role]", resolution)) for resolution, _, number in found)

    def _answers(self, claims: Sequence[Claim]) -> tuple[Answer, ...]:
        """What each party answered, in the order of the reports; what two said together each of them answered."""
        found: dict[tuple[RootKey, Stance, bool], tuple[Source, list[Claim]]] = {}
        chains = self._setting.chains
        for claim in claims:
            if isinstance(claim.value, Stance):
                for key, source in chains.who_answers(claim.attribution):
                    found.setdefault((key, claim.value, not claim.modality.is_negative), (source, []))[1].append(claim)
        return tuple(Answer(source, stance, said, tuple(told)) for (_, stance, said), (source, told) in found.items())

    def _roots(self) -> tuple[Root, ...]:
        """The original sources of a deal's status and type, each once; outlets that speak for themselves come last."""
        found: dict[RootKey, Root] = {}
        for name in ("status", "type"):
            for traced in self._traced.get(name, ()):
                for key, root in zip(traced.keys, traced.roots, strict=True):
                    found.setdefault(key, root)
        heard = [root for root in found.values() if root.via is not None]
        return (*heard, *(root for root in found.values() if root.via is None))


def _role_of(claim: Claim) -> Role:
    return ROLES[claim.attribute]


def _by_period(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Group the claims on a flow by the period they are for, the latest first; those without one come last."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.valid, []).append(claim)
    return sorted(groups.values(), key=_period_of, reverse=True)


def _by_unit(claims: list[Claim]) -> list[list[Claim]]:
    """Group quantities of units that nothing brings together: 12 % of one firm and 5 % of another are two facts.

    A bare percentage goes with the first: it may be of the same whole.
    """
    units = {claim.value.unit or "" for claim in claims if isinstance(claim.value, Quantity)} - {PERCENT}
    if len(units) < 2:
        return [claims]
    groups: dict[str, list[Claim]] = {unit: [] for unit in sorted(units)}
    first = min(units)
    for claim in claims:
        unit = claim.value.unit or "" if isinstance(claim.value, Quantity) else first
        groups.get(unit, groups[first]).append(claim)
    return list(groups.values())


def _period_of(group: Sequence[Claim]) -> str:
    valid = group[0].valid
    return "" if valid is None else str(valid.last or valid.first)


def put_together(views: Views, deals: Iterable[Sequence[DealMention]]) -> tuple[tuple[Deal, ...], Findings]:
    """Make the views of the deals: by roots, then claims, then first place in the text."""
    made = [(views.deal(mentions), mentions[0]) for mentions in deals if any(mention.types for mention in mentions)]
    made.sort(key=lambda pair: (-len(pair[0].roots), -len(pair[0].claims), pair[1].first, pair[1].node))
    return tuple(deal for deal, _ in made), views.findings
