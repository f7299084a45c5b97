"""How a value wins, word by word as docs/how-a-value-wins.md has it.

The claims on one attribute of one thing are put together by what they say (`Stated`). A value that a finer one refines does not
compete with it: it supports it. Of the rest the first rule that separates one from all others names the winner. The explanation
can be executed: take the claims of the support away, and `runner_up` wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from dealwatch.domain.claim import Claim
from dealwatch.domain.deal import Alternative, Resolution
from dealwatch.domain.ledger import Override
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import Relation, Role, Rule
from dealwatch.merge.compare import Stated
from dealwatch.merge.contest import MAX_RIVALS, Contest, Question, Setting, contest_of
from dealwatch.merge.rivals import decided_by, only_said, rank, why


def resolve(
    claims: Sequence[Claim],
    question: Question,
    setting: Setting,
    override: Override | None = None,
    value: Callable[[Claim], Value | Role] | None = None,
) -> tuple[Resolution[Any] | None, Contest]:
    """Resolve one attribute of one thing; claims by publication, then place. None where nothing but denials is claimed."""
    contest = contest_of(claims, question.ground, setting, value)
    candidates = contest.distinct([number for number, stated in enumerate(contest.stated) if stated.said])
    if override is not None:
        return overridden(override, contest, candidates, question, setting), contest
    if not candidates:
        return None, contest
    if len(candidates) == len(contest.stated) == 1:
        return only_value(contest, question, setting), contest
    rivals = rank(contest, candidates, question, setting)
    rule, is_open = decided_by(rivals, len(candidates))
    winner = rivals[0].at
    support = contest.supporting(winner)
    taken = set(support)
    rest = [claim for place, claim in enumerate(claims) if place not in taken]
    order = {rival.at: at for at, rival in enumerate(rivals)}
    return (
        answer(
            contest,
            question,
            setting,
            winner=winner,
            rule=rule,
            why=why(rule, rivals, len(candidates) - len(rivals), support, contest),
            support=support,
            others=sorted((other for other in candidates if other != winner), key=lambda at: (order.get(at, len(order)), at)),
            runner_up=winner_of(rest, question, setting, value),
            is_open=is_open,
        ),
        contest,
    )


def winner_of(
    claims: Sequence[Claim], question: Question, setting: Setting, value: Callable[[Claim], Value | Role] | None = None
) -> Value | Role | None:
    """Return the value that wins among some claims alone; None where none does."""
    if not claims:
        return None
    contest = contest_of(claims, question.ground, setting, value)
    candidates = contest.distinct([number for number, stated in enumerate(contest.stated) if stated.said])
    if not candidates:
        return None
    return rank(contest, candidates, question, setting)[0].stated.value


def only_value(contest: Contest, question: Question, setting: Setting) -> Resolution[Any]:
    """The answer where all claims say the same."""
    places = range(len(contest.claims))
    stated = contest.stated[0]
    roots = contest.roots(places)
    return Resolution(
        attribute=question.name,
        value=stated.value,
        rule=Rule.ONLY_VALUE,
        why=only_said(len(contest.claims), len(roots)),
        support=tuple(contest.claims),
        oppose=(),
        roots=roots,
        known_since=_known_since(contest, places, setting),
        valid=stated.valid,
        bounds=stated.bounds,
    )


def answer(
    contest: Contest,
    question: Question,
    setting: Setting,
    *,
    winner: int,
    rule: Rule,
    why: str,
    support: Sequence[int],
    others: Sequence[int],
    runner_up: Value | Role | None,
    is_open: bool,
    opposing: Iterable[int] = (),
    against: Iterable[int] | None = None,
) -> Resolution[Any]:
    """Make the resolution of a winner, by its number.

    Those of the claims `against` (all) that are disjoint from it oppose it, and so do those at the places `opposing`.
    """
    stated = contest.stated[winner]
    disjoint = {other for other in range(len(contest.stated)) if contest.relation(other, winner) is Relation.DISJOINT}
    places = range(len(contest.claims)) if against is None else against
    opposed = {place for place in places if contest.value_of[place] in disjoint} | set(opposing)
    return Resolution(
        attribute=question.name,
        value=stated.value,
        rule=rule,
        why=why,
        support=tuple([contest.claims[place] for place in support]),
        oppose=tuple([contest.claims[place] for place in sorted(opposed)]),
        roots=contest.roots(support),
        known_since=_known_since(contest, _saying(contest, winner), setting),
        valid=stated.valid,
        bounds=stated.bounds,
        alternatives=tuple([_alternative(contest, other, winner) for other in others]),
        runner_up=runner_up,
        is_open=is_open,
        said=stated.said,
    )


def _saying(contest: Contest, value: int) -> list[int]:
    """The places of the claims that say just this value, in whatever words."""
    if len(contest.stated) > MAX_RIVALS:
        return contest.stated[value].claims
    return [place for place, other in enumerate(contest.value_of) if contest.relation(other, value) is Relation.EQUAL]


def _alternative(contest: Contest, other: int, winner: int) -> Alternative[Any]:
    stated = contest.stated[other]
    support = contest.supporting(other) if len(contest.stated) <= MAX_RIVALS else stated.claims
    return Alternative(
        value=stated.value,
        relation=contest.relation(other, winner),
        support=tuple([contest.claims[place] for place in support]),
        roots=contest.roots(support),
        bounds=stated.bounds,
        said=stated.said,
    )


def overridden(
    override: Override, contest: Contest, candidates: Sequence[int], question: Question, setting: Setting
) -> Resolution[Any]:
    """A person's value stands, whatever is claimed; `runner_up` is what the claims alone say."""
    own = Stated(
        override.value,
        None,
        True,
        setting.thing_of(override.value) if isinstance(override.value, Subject) else None,
        None,
        None,
        None,
    )
    contest.stated.append(own)
    number = len(contest.stated) - 1
    support = contest.supporting(number)
    alone = rank(contest, candidates, question, setting) if candidates else []
    others = [rival.at for rival in alone if contest.relation(rival.at, number) is not Relation.EQUAL]
    return answer(
        contest,
        question,
        setting,
        winner=number,
        rule=Rule.OVERRIDE,
        why=f"set by {override.by} on {override.at.date().isoformat()}: {override.reason}",
        support=support,
        others=others,
        runner_up=alone[0].stated.value if alone else None,
        is_open=False,
    )


def _known_since(contest: Contest, places: Iterable[int], setting: Setting) -> date | datetime | None:
    """When the value could first be known: the earliest observation of a claim of it that is no copy, else publication."""
    observed: datetime | None = None
    published: date | datetime | None = None
    for place in places:
        if contest.traced[place].copied:
            continue
        report = setting.reports[contest.claims[place].evidence.report_id]
        if report.observed_at is not None and (observed is None or report.observed_at < observed):
            observed = report.observed_at
        if published is None:  # claims stand by publication
            published = report.published
    return observed or published
