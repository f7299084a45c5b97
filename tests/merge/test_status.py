"""The status of a deal through time: who first said each step, and what a reversal takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dealwatch import Certainty, Deal, DealType, Period, Rule, Status
from dealwatch.merge import resolve_deals

from .tales import Tale, ledger_of

S = Status


def deal(*said: tuple[int | None, Status, Sequence[str]], **more: object) -> Deal:
    """The one deal of some reports, each with a day, a status and its sources."""
    tales = []
    for number, (day, status, by) in enumerate(said):
        tale = Tale(f"Report {number} on the deal.", f"Outlet {number}", day)
        tale.deal("the deal", DealType.ACQUISITION, status, by)
        tales.append(tale)
    [found] = resolve_deals(ledger_of(*tales)).deals
    return found


def outcome(found: Deal) -> tuple[Status, bool, Rule]:
    """The status, whether it is said to be so, and the rule."""
    assert found.status is not None
    return found.status.value, found.status.said, found.status.rule


def test_the_latest_period_stands_and_the_rest_is_history() -> None:
    """Talks, then an agreement: the path has both with their days, and nothing is contradicted."""
    found = deal((1, S.CONSIDERED, ("Oak Wire", "insiders")), (3, S.IN_TALKS, ()), (5, S.AGREED, ("Ash Corp",)))
    assert outcome(found) == (S.AGREED, True, Rule.LATER)
    assert [(str(event.period), event.status) for event in found.timeline] == [
        ("2025-07-01", S.CONSIDERED),
        ("2025-07-03", S.IN_TALKS),
        ("2025-07-05", S.AGREED),
    ]
    assert found.contradictions == ()


def test_a_late_copy_is_not_late_news() -> None:
    """Oak Wire's insiders said it first on day 1, so that an outlet which repeats them on day 9 undoes no agreement."""
    insiders = ("Oak Wire", "insiders")
    assert outcome(deal((1, S.IN_TALKS, insiders), (3, S.AGREED, ("Oak Wire",)), (9, S.IN_TALKS, insiders)))[0] is S.AGREED


def test_who_is_no_source_brings_no_news() -> None:
    """So: "media reports say they talk" on day 3 is the talks of day 1, which Ash denied on day 2."""
    tales = [Tale("They talk.", "A", 1), Tale("They do not.", "B", 2), Tale("Media reports say they talk.", "C", 3)]
    tales[0].deal("They talk", status=S.IN_TALKS, by=("Oak Wire", "insiders"))
    tales[1].deal("They do not", status=S.IN_TALKS, by=("Ash Corp",), said=False)
    tales[2].deal("they talk", status=S.IN_TALKS, by=("media reports",))
    [found] = resolve_deals(ledger_of(*tales)).deals
    assert outcome(found) == (S.IN_TALKS, False, Rule.LATER)
    alone = deal((1, S.IN_TALKS, ("Oak Wire", "insiders")), (3, S.AGREED, ("media reports",)))
    assert outcome(alone) == (S.AGREED, True, Rule.LATER)


def test_a_day_that_the_text_tells_goes_before_the_day_of_the_report() -> None:
    """So: "In December it was said": history, however late it is told."""
    december = Period.month(2024, 12)
    old = Tale("In December the deal was mulled.", "A", 9)
    old.deal("the deal", DealType.ACQUISITION, S.CONSIDERED, ("Oak Wire",), said_on=december)
    new = Tale("Now the deal is proposed.", "B", 3)
    new.deal("the deal", DealType.ACQUISITION, S.PROPOSED, ())
    [found] = resolve_deals(ledger_of(old, new)).deals
    assert outcome(found) == (S.PROPOSED, True, Rule.LATER)
    assert found.timeline[0].period == december


def test_an_earlier_day_that_a_later_report_tells_is_the_first() -> None:
    """So: the insiders of day 1 had said it in December, as a report of day 5 knows."""
    december = Period.month(2024, 12)
    tales = [Tale("They talk.", "A", 1), Tale("They talk since December.", "B", 5)]
    for tale, when in zip(tales, (None, december), strict=True):
        tale.deal("They talk", DealType.ACQUISITION, S.IN_TALKS, ("Oak Wire", "insiders"), said_on=when)
    [found] = resolve_deals(ledger_of(*tales)).deals
    assert [event.period for event in found.timeline] == [december]


def test_within_one_period_a_party_wins_and_its_denial_is_an_answer() -> None:
    """Ash says that it is not in talks: the status is that, said not to be so, and the contradiction is shown."""
    tales = [Tale(f"{outlet} on the deal.", outlet, 2) for outlet in "ABC"]
    for tale in tales[:2]:
        tale.deal("the deal", DealType.ACQUISITION, S.IN_TALKS, ("Oak Wire", "insiders"))
    tales[2].deal("the deal", DealType.ACQUISITION, S.IN_TALKS, ("Ash Corp",), said=False)
    [found] = resolve_deals(ledger_of(*tales)).deals
    assert outcome(found) == (S.IN_TALKS, False, Rule.OWN_STATEMENT)
    [clash] = found.contradictions
    assert [(side.value, side.said) for side in clash.sides] == [(S.IN_TALKS, False), (S.IN_TALKS, True)]


def test_a_denial_in_the_same_voice_is_settled_by_what_was_said_before() -> None:
    """A text that says both separates nothing; the earlier sources do, and the contradiction is shown."""
    early = Tale("Insiders: the deal is near.", "A", 1)
    early.deal("the deal", DealType.ACQUISITION, S.IN_TALKS, ("Oak Wire", "insiders"))
    late = Tale("Talks go on over the deal. There are none.", "B", 5)
    mention = late.deal("the deal", DealType.ACQUISITION, S.IN_TALKS)
    late.claim(mention, "status", S.IN_TALKS, said=False)
    [found] = resolve_deals(ledger_of(early, late)).deals
    assert outcome(found) == (S.IN_TALKS, True, Rule.MORE_ROOTS)
    assert len(found.contradictions) == 1


def test_a_reversal_that_no_party_said_wins_and_is_shown() -> None:
    """So: "Terminated", says an outlet, after Ash said "agreed"; said by Birch itself it is no contradiction."""
    found = deal((1, S.AGREED, ("Ash Corp",)), (5, S.TERMINATED, ("Oak Wire",)))
    assert outcome(found) == (S.TERMINATED, True, Rule.LATER)
    assert [side.value for side in found.contradictions[0].sides] == [S.TERMINATED, S.AGREED]
    assert deal((1, S.AGREED, ("Ash Corp",)), (5, S.TERMINATED, ("Birch Ltd",))).contradictions == ()


def test_a_step_back_does_not_undo_what_a_party_said() -> None:
    """So: "In talks", says a slow outlet, after Ash said "agreed": shown, but agreed stands."""
    found = deal((1, S.AGREED, ("Ash Corp",)), (5, S.IN_TALKS, ()))
    assert outcome(found) == (S.AGREED, True, Rule.OWN_STATEMENT)
    assert [side.value for side in found.contradictions[0].sides] == [S.AGREED, S.IN_TALKS]
    assert outcome(deal((1, S.AGREED, ("Ash Corp",)), (5, S.IN_TALKS, ("Birch Ltd",))))[0] is S.IN_TALKS


def test_a_denial_by_a_party_answers_those_who_said_it_on_earlier_days() -> None:
    """So: insiders say "in talks" on day 1, Ash denies it on day 3: a reader sees both. That Ash ended its own talks is no clash."""
    found = denied(by="Ash Corp", earlier=("Oak Wire", "insiders"))
    assert outcome(found) == (S.IN_TALKS, False, Rule.LATER)
    assert [(side.value, side.said) for side in found.contradictions[0].sides] == [(S.IN_TALKS, False), (S.IN_TALKS, True)]
    assert denied(by="Ash Corp", earlier=("Ash Corp",)).contradictions == ()
    assert denied(by="Oak Wire", earlier=("Elm Agency",)).contradictions == ()


def denied(by: str, earlier: Sequence[str]) -> Deal:
    """The deal of which sources say on day 1 that it is in talks, and another on day 3 that it is not."""
    first, last = Tale("They talk.", "A", 1), Tale("They do not talk.", "B", 3)
    first.deal("They talk", status=S.IN_TALKS, by=earlier)
    last.deal("They do not talk", status=S.IN_TALKS, by=(by,), said=False)
    [found] = resolve_deals(ledger_of(first, last)).deals
    return found


def test_who_thinks_an_earlier_stage_possible_takes_no_step_back() -> None:
    """So: a rumour on day 5 that Ash weighs a bid says nothing against the talks of day 1; a firm report would."""
    for certainty, status in ((Certainty.POSSIBLE, S.IN_TALKS), (Certainty.CERTAIN, S.CONSIDERED)):
        talks, rumour = Tale("They talk.", "A", 1), Tale("A bid is mulled.", "B", 5)
        talks.deal("They talk", status=S.IN_TALKS, by=("Oak Wire", "insiders"))
        rumour.deal("A bid", status=S.CONSIDERED, by=("Elm Agency",), certainty=certainty)
        [found] = resolve_deals(ledger_of(talks, rumour)).deals
        assert outcome(found)[:2] == (status, True)
        assert found.contradictions == ()
        assert [event.status for event in found.timeline] == [S.IN_TALKS, S.CONSIDERED]


def test_without_dates_all_is_one_period() -> None:
    """More sources decide; two stages of the path do not contradict each other."""
    found = deal((None, S.AGREED, ()), (None, S.IN_TALKS, ()), (None, S.IN_TALKS, ()))
    assert outcome(found) == (S.IN_TALKS, True, Rule.MORE_ROOTS)
    assert found.contradictions == ()
    assert [resolution.attribute for resolution in found.open] == ["status"]


def test_an_undated_report_is_never_news() -> None:
    """What does not say when it was published stands behind all that does."""
    assert outcome(deal((None, S.TERMINATED, ()), (2, S.AGREED, ())))[0] is S.AGREED


def test_known_since_is_the_first_observation_of_the_value() -> None:
    """Not of the value before it."""
    found = deal((1, S.IN_TALKS, ()), (4, S.AGREED, ()))
    assert found.status is not None
    assert found.status.known_since == date(2025, 7, 4)
