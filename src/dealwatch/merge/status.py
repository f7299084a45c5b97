"""The status of a deal through time: the claims of the latest period stand, all earlier ones are history.

A claim's day is the day on which its root first said the value, so a late copy is not late news. Two turns need a party: a
reversal (suspended, terminated, "not in talks") against a stage that a party said wins by its day, and is shown as a
contradiction; a step back on the path ("in talks", when a party has said "agreed") does not win, and is shown too.
Two more things are no news. Who thinks a stage possible of which more was said firmly ("is said to consider it", when talks were
reported) tells of no step back. And a party that denies a stage answers those who said it: they stand against the denial,
whatever the days between.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from attrs import frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.deal import Event, Resolution
from dealwatch.domain.ledger import Override
from dealwatch.domain.values import Value
from dealwatch.domain.words import Certainty, Relation, Rule, Status
from dealwatch.merge.contest import Contest, Question, Setting, contest_of, first_days, said_on
from dealwatch.merge.resolve import answer, only_value, overridden
from dealwatch.merge.rivals import decided_by, rank, why


@frozen(eq=False)
class Path:
    """The status claims of a deal in time: the day of each, those that stand, and those that step back."""

    days: Sequence[date | None]
    own: Sequence[bool]
    standing: Sequence[int]
    back: Sequence[int]


def path_of(contest: Contest, question: Question, setting: Setting) -> Path:
    """Return which status claims stand."""
    days = first_days(contest, setting)
    own = [any(key in question.owners for key in traced.keys) for traced in contest.traced]
    firm = [claim.modality.certainty in FIRM for claim in contest.claims]
    stages = [_stage(contest, place) for place in range(len(days))]
    by_party = _beyond(stages, days, own)
    by_anyone = _beyond(stages, days, firm)
    back, left = [], []
    for place, (stage, day) in enumerate(zip(stages, days, strict=True)):
        if day is None or stage is None or own[place] or (day <= by_party[stage] and (firm[place] or day <= by_anyone[stage])):
            left.append(place)
        elif day > by_party[stage]:
            back.append(place)
    latest = max((day for place in left if (day := days[place]) is not None), default=None)
    standing = left if latest is None else [place for place in left if days[place] == latest]
    return Path(days, own, standing, back)


FIRM: Final = frozenset((Certainty.CERTAIN, Certainty.PROBABLE))
"""How certain a stage must be told to be to stand against who only thinks an earlier one possible."""


def _beyond(stages: Sequence[int | None], days: Sequence[date | None], told: Sequence[bool]) -> list[date]:
    """Return for each stage of the path the first day on which a later one was told, by those who count."""
    first = [date.max] * len(Status)
    for stage, day, counts in zip(stages, days, told, strict=True):
        if stage is not None and day is not None and counts:
            first[stage] = min(first[stage], day)
    return [min(first[stage + 1 :], default=date.max) for stage in range(len(Status))]


def _stage(contest: Contest, place: int) -> int | None:
    stated = contest.stated[contest.value_of[place]]
    return stated.value.stage if stated.said and isinstance(stated.value, Status) else None


def resolve_status(
    claims: Sequence[Claim], question: Question, setting: Setting, override: Override | None = None
) -> tuple[Resolution[Any], Contest]:
    """Resolve the status of a deal; claims by publication, then place, at least one or an override."""
    contest = contest_of(claims, question.ground, setting)
    if override is not None:
        return overridden(override, contest, list(range(len(contest.stated))), question, setting), contest
    if len(contest.stated) == 1:
        return only_value(contest, question, setting), contest
    path = path_of(contest, question, setting)
    candidates = list(dict.fromkeys(contest.value_of[place] for place in path.standing))
    rivals = rank(contest, candidates, question, setting, path.standing)
    rule, is_open = decided_by(rivals, len(candidates))
    winner = rivals[0].at
    support = contest.supporting(winner)
    sentence = why(rule, rivals, len(candidates) - len(rivals), support, contest)
    if rule is Rule.ONLY_VALUE:
        rule, sentence = _by_time(contest, path, winner, sentence)
    opposing = _opposing(contest, path, winner)
    shown = {rival.at for rival in rivals} | {contest.value_of[place] for place in opposing}
    order = {rival.at: at for at, rival in enumerate(rivals)}
    taken = set(support)
    rest = [claim for place, claim in enumerate(claims) if place not in taken]
    found = answer(
        contest,
        question,
        setting,
        winner=winner,
        rule=rule,
        why=sentence,
        support=support,
        others=sorted(shown - {winner}, key=lambda at: (order.get(at, len(order)), at)),
        runner_up=status_of(rest, question, setting),
        is_open=is_open,
        opposing=opposing,
        against=path.standing,
    )
    return found, contest


def status_of(claims: Sequence[Claim], question: Question, setting: Setting) -> Value | None:
    """Return the status that wins among some claims alone; None where none does."""
    if not claims:
        return None
    contest = contest_of(claims, question.ground, setting)
    path = path_of(contest, question, setting)
    candidates = list(dict.fromkeys(contest.value_of[place] for place in path.standing))
    value = rank(contest, candidates, question, setting, path.standing)[0].stated.value
    assert isinstance(value, Status)
    return value


def _by_time(contest: Contest, path: Path, winner: int, sentence: str) -> tuple[Rule, str]:
    """Say how the only value of the latest period won, where others were claimed too."""
    if path.back and any(contest.value_of[place] != winner for place in path.back):
        return Rule.OWN_STATEMENT, "a party said so; what others later say of an earlier stage does not undo it"
    if all(contest.relation(value, winner) in (Relation.EQUAL, Relation.REFINED_BY) for value in range(len(contest.stated))):
        return Rule.ONLY_VALUE, sentence
    latest = path.days[path.standing[0]]
    return Rule.LATER, f"the latest that is claimed, first on {latest.isoformat()}" if latest else sentence


def _opposing(contest: Contest, path: Path, winner: int) -> list[int]:
    """The claims of other days that are shown against the winner."""
    stated = contest.stated[winner]
    assert isinstance(stated.value, Status)
    is_reversal = not stated.said or stated.value.stage is None
    if not is_reversal:
        return [place for place in path.back if contest.value_of[place] != winner]
    standing = set(path.standing)
    by_party = any(path.own[place] for place in standing if contest.value_of[place] == winner)
    if by_party and stated.said:
        return []
    return [
        place
        for place, own in enumerate(path.own)
        if own is not by_party
        and place not in standing
        and contest.relation(contest.value_of[place], winner) is Relation.DISJOINT
    ]


def timeline_of(contest: Contest, setting: Setting) -> tuple[Event, ...]:
    """Return the steps of a deal's path, each with the period in which it was first said and the claims that say so."""
    days = first_days(contest, setting)
    events = []
    for stated in contest.stated:
        if not stated.claims:  # what a person set is no step that anybody told
            continue
        known = [day for place in stated.claims if (day := days[place]) is not None]
        first = min(known, default=None)
        assert isinstance(stated.value, Status)
        claims = tuple(contest.claims[place] for place in stated.claims)
        events.append((first or date.min, stated.value, Event(_period(first, claims), stated.value, claims, stated.said)))
    events.sort(key=lambda event: (event[0], _PLACE[event[1]], not event[2].said))
    return tuple(event for _, _, event in events)


_PLACE = {status: place for place, status in enumerate(Status)}


def _period(first: date | None, claims: Sequence[Claim]) -> Period | None:
    """The first day, or the longer period that a text gives for it ("in May")."""
    if first is None:
        return None
    for claim in claims:
        links = claim.attribution.links
        if links and links[-1].said_on is not None and said_on(claim) == first:
            return links[-1].said_on
    return Period.day(first)
