"""Ledger to Dossier: what the claims add up to. Before: `domain/ledger.py`. After: `brief/`.

The way through it: `census` (what is named); `identity`, `mentions` and `deals` (which mentions are one thing, with `partition`
and `compatible`); `lineage` (with `retold` and `citations`), `twins` and `roots` (who knew it); `compare` (how values lie to
each other); `contest`, `rivals`, `resolve` and `status` (which value wins, and why); `contradictions`; `dossier` (the views).
Beside it: `policy` (what a user may choose), `changes` (what did we learn since), `novelty` (what a report brings), `weights`
(learnt outside, given through a Policy), `memory` and `stamps` (what the next resolution need not work out again).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from dealwatch.domain.deal import Company, Dossier, Plant
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import SubjectKind
from dealwatch.merge.census import Census, take_census
from dealwatch.merge.citations import find_citations
from dealwatch.merge.contest import Setting
from dealwatch.merge.deals import group_mentions
from dealwatch.merge.dossier import Views, put_together
from dealwatch.merge.identity import Identities, identify
from dealwatch.merge.lineage import trace_lineage
from dealwatch.merge.memory import Memory, Recall, afresh
from dealwatch.merge.mentions import DealMention, mentions_of, parents_of
from dealwatch.merge.novelty import Novelty, judge_novelty
from dealwatch.merge.policy import ONE_VOTE, PREFERRED, Policy
from dealwatch.merge.roots import Chains
from dealwatch.merge.twins import find_twins
from dealwatch.merge.weights import learn_weights

__all__ = [
    "ONE_VOTE",
    "PREFERRED",
    "Memory",
    "Novelty",
    "Policy",
    "judge_novelty",
    "learn_weights",
    "resolve_deals",
    "resolve_without",
]


def resolve_deals(
    ledger: Ledger, policy: Policy | None = None, as_of: datetime | None = None, *, memory: Memory | None = None
) -> Dossier:
    """Resolve what the claims of a ledger add up to, under a policy, as it could be known at a moment.

    Pure: the same entries give the same dossier, under any order, shard, process and hash seed. A memory of the last call makes
    the next one faster, where little has changed, and changes nothing else.

    >>> from dealwatch import Claim, DealType, Report, Status, Subject
    >>> report = Report(text="Ash Corp is in talks to buy Birch Ltd.", outlet="Daily Leaf")
    >>> deal = Subject.quoted(report, "deal", "is in talks to buy")
    >>> def say(attribute, value, quote):
    ...     return Claim.from_quote(report, quote=quote, subject=deal, attribute=attribute, value=value)
    >>> dossier = resolve_deals(Ledger.of([report, say("type", DealType.ACQUISITION, "buy"),
    ...     say("status", Status.IN_TALKS, "is in talks"), say("acquirer", Subject("company", "Ash Corp"), "Ash Corp"),
    ...     say("target", Subject("company", "Birch Ltd"), "Birch Ltd")]))
    >>> [deal] = dossier.find("Ash Corp", "Birch Ltd")
    >>> str(deal.type.value), str(deal.status.value), deal.status.why
    ('acquisition', 'in_talks', 'the only value claimed: 1 claim, 1 source')

    Raises:
        InvalidValue: if `as_of` has no time zone.
    """
    chosen = policy or Policy()
    known = ledger if as_of is None else ledger.observed_by(as_of)
    return _resolve(known, chosen, frozenset(), afresh if memory is None else memory.begin(chosen))


def resolve_without(
    ledger: Ledger, claim_ids: Iterable[str], policy: Policy | None = None, as_of: datetime | None = None
) -> Dossier:
    """Resolve a ledger as if some claims had not been made, with identities, roles and lineage held as they are.

    This executes an explanation: without the support of a resolution its `runner_up` wins.

    Raises:
        InvalidValue: if `as_of` has no time zone.
    """
    return _resolve(ledger if as_of is None else ledger.observed_by(as_of), policy or Policy(), frozenset(claim_ids), afresh)


def _resolve(ledger: Ledger, policy: Policy, left_out: frozenset[str], recall: Recall) -> Dossier:
    reports = {report.id: report for report in ledger.reports}
    census = take_census(reports, ledger.claims)
    things = identify(census, ledger.decisions, policy.gazetteer)
    parent_of = parents_of(census, things)
    deals = group_mentions(mentions_of(census, things), census, ledger.decisions, parent_of)
    chains = Chains(things, _speakers(census, things), census.claims)
    blocks = _blocks(deals, census, things)
    lineage = trace_lineage(reports, blocks, find_citations(census.claims, reports, blocks, chains.key_of), recall)

    def thing_of(subject: Subject) -> int | None:
        number = census.find(subject)
        return None if number is None else things.entity_of.get(number)

    chains.take(find_twins(census, things, chains.own_voice))
    setting = Setting(
        reports=reports,
        chains=chains,
        copies=lineage.copies,
        replaced=lineage.replaced,
        policy=policy,
        thing_of=thing_of,
    )
    views = Views(census, things, setting, parent_of, ledger.overrides, left_out, recall)
    companies = views.all_of([SubjectKind.COMPANY])
    plants = views.all_of([SubjectKind.PLANT])
    others = views.all_of([SubjectKind.PERSON, SubjectKind.OTHER, SubjectKind.REPORT])
    found, findings = put_together(views, deals)
    return Dossier(
        deals=found,
        companies=tuple(thing for thing in companies if isinstance(thing, Company)),
        plants=tuple(thing for thing in plants if isinstance(thing, Plant)),
        others=others,
        contradictions=tuple(findings.contradictions),
        reconciliations=tuple(findings.reconciliations),
        copies=lineage.derivations,
        reports=ledger.reports,
    )


def _blocks(deals: Sequence[Sequence[DealMention]], census: Census, things: Identities) -> list[list[str]]:
    """Return the reports of each deal, and, of those that tell of no deal, the reports on each thing."""
    by_deal = [dict.fromkeys(mention.report_id for mention in mentions) for mentions in deals]
    told = {report_id for block in by_deal for report_id in block}
    by_thing: dict[int, dict[str, None]] = {}
    for claim, subject in zip(census.claims, census.subjects, strict=True):
        report_id = claim.evidence.report_id
        if report_id not in told and claim.attribute != "names":
            by_thing.setdefault(things.entity_of[subject], {})[report_id] = None
    return [list(block) for block in (*by_deal, *by_thing.values()) if len(block) > 1]


def _speakers(census: Census, things: Identities) -> dict[int, int]:
    """Return the company that a person speaks for, where it leads or employs that person and no other does."""
    found: dict[int, set[int]] = {}
    for company, person in census.links.get("ceo", ()):
        found.setdefault(things.entity_of[person], set()).add(things.entity_of[company])
    for person, company in census.links.get("employer", ()):
        found.setdefault(things.entity_of[person], set()).add(things.entity_of[company])
    return {person: next(iter(companies)) for person, companies in found.items() if len(companies) == 1}
