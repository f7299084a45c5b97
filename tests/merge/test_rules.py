"""How a value wins: each rule decides a made-up case, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings, strategies as st

from dealwatch import (
    Attribute,
    Bounds,
    Certainty,
    InvalidValue,
    Ledger,
    Money,
    NotFound,
    Period,
    Quantity,
    Relation,
    Resolution,
    Rule,
    Status,
    Subject,
    SubjectKind,
    Text,
    Value,
)
from dealwatch.merge import Policy, resolve_deals

from .tales import START, Tale, ledger_of

ASH = Subject("company", "Ash Corp")


def people(number: int) -> Quantity:
    """So many employees."""
    return Quantity(Decimal(number), "employees")


def between(low: int | None, high: int | None) -> Bounds:
    """An interval of whole numbers."""
    return Bounds(None if low is None else Decimal(low), None if high is None else Decimal(high))


Said = tuple[str, int, Value, Sequence[str], dict[str, object]]


def say(outlet: str, value: Value, by: Sequence[str] = (), day: int = 1, **more: object) -> Said:
    """What an outlet says on a day."""
    return outlet, day, value, by, more


def ledger(attribute: str, *said: Said, subject: Subject = ASH) -> Ledger:
    """A ledger of one attribute of Ash."""
    tales = []
    for number, (outlet, day, value, by, more) in enumerate(said):
        tale = Tale(f"Statement {number} of {outlet}.", outlet, day)
        tale.claim(subject, attribute, value, by, **more)  # type: ignore[arg-type]
        tales.append(tale)
    return ledger_of(*tales)


def resolved(attribute: str, *said: Said, policy: Policy | None = None) -> Resolution[Value]:
    """The leading resolution of one attribute of Ash."""
    found = resolve_deals(ledger(attribute, *said), policy).fact("Ash Corp", attribute)
    assert found is not None
    return found


def won(found: Resolution[Value]) -> tuple[Value, Rule]:
    """Who won and by which rule."""
    return found.value, found.rule


def test_the_only_value_wins() -> None:
    """However many say it."""
    found = resolved("headcount", say("A", people(5)), say("B", people(5)))
    assert won(found) == (people(5), Rule.ONLY_VALUE)
    assert (len(found.support), len(found.roots), found.alternatives, found.runner_up) == (2, 2, (), None)


def test_an_override_beats_all_and_its_runner_up_is_what_the_claims_say() -> None:
    """It survives later reports, and withdrawing it restores."""
    before = ledger("headcount", say("A", people(5)))
    set_by_hand = before.override(ASH, "headcount", people(7), by="ana", at=START, reason="a call")
    more = set_by_hand | ledger("headcount", *(say(f"B{number}", people(6)) for number in range(9)))
    found = resolve_deals(more).fact("Ash Corp", "headcount")
    assert found is not None
    assert (*won(found), found.runner_up) == (people(7), Rule.OVERRIDE, people(6))
    assert "ana" in found.why
    assert "a call" in found.why
    [undo] = set_by_hand.overrides
    undone = set_by_hand.withdraw(undo.id, by="ana", at=START, reason="wrong")
    assert resolve_deals(undone).digest() == resolve_deals(before).digest()


def test_an_override_stands_where_nothing_is_claimed() -> None:
    """An attribute that no report has."""
    given_by = ledger("headcount", say("A", people(5))).override(
        ASH, "debt", Money(Decimal(9), "EUR"), by="ana", at=START, reason="x"
    )
    found = resolve_deals(given_by).fact("Ash Corp", "debt")
    assert found is not None
    assert (found.value, found.rule, found.support) == (Money(Decimal(9), "EUR"), Rule.OVERRIDE, ())


def test_who_must_know_beats_many_others() -> None:
    """The company on its own headcount; the owner on its plant."""
    others = [say(outlet, people(6), (), 2) for outlet in "BCD"]
    assert won(resolved("headcount", say("A", people(5), ("Ash Corp",), 2), *others)) == (people(5), Rule.OWN_STATEMENT)
    plant = Tale("The Elbe plant of Ash opened in 1961, said Ash.", "A")
    plant.claim(Subject("plant", "Elbe plant"), "owner", ASH)
    plant.claim(Subject("plant", "Elbe plant"), "opened", Period.year(1961), ("Ash Corp",))
    rest = [Tale(f"{outlet}: opened in 1962.", outlet) for outlet in "BC"]
    for tale in rest:
        tale.claim(Subject("plant", "Elbe plant"), "opened", Period.year(1962))
    found = resolve_deals(ledger_of(plant, *rest)).fact("Elbe plant", "opened")
    assert found is not None
    assert won(found) == (Period.year(1961), Rule.OWN_STATEMENT)


def test_an_old_statement_of_ones_own_does_not_beat_a_newer_state() -> None:
    """What Ash said in spring is no answer to what is counted in summer."""
    assert won(
        resolved("headcount", say("A", people(5), ("Ash Corp",), 1), say("B", people(6), (), 9), say("C", people(6), (), 9))
    ) == (
        people(6),
        Rule.MORE_ROOTS,
    )


def test_more_roots_firmer_finer_later() -> None:
    """Each of the later rules is asked only where those before it do not separate."""
    five, six = people(500), people(601)
    assert won(resolved("headcount", say("A", six), say("B", five), say("C", five))) == (five, Rule.MORE_ROOTS)
    assert won(resolved("headcount", say("A", six, certainty=Certainty.POSSIBLE), say("B", five))) == (five, Rule.FIRMER)
    assert won(resolved("headcount", say("A", six), say("B", five))) == (six, Rule.FINER)
    assert won(resolved("headcount", say("A", people(501), day=1), say("B", people(601), day=2))) == (people(601), Rule.LATER)


def test_the_narrower_of_two_that_overlap_is_finer_in_proportion() -> None:
    """So: 90 to 110 before 105 to 155, also where the wider is told by a number with fewer zeros."""
    narrow, wide = say("A", people(100), bounds=between(90, 110)), say("B", people(130), bounds=between(105, 155))
    assert won(resolved("headcount", narrow, wide)) == (people(100), Rule.FINER)


def test_a_tie_is_shown_as_a_tie() -> None:
    """The first in canonical form stands, the other is an alternative."""
    found = resolved("headcount", say("A", people(601)), say("B", people(501)))
    assert (*won(found), found.is_open) == (people(501), Rule.TIE, True)
    assert [other.value for other in found.alternatives] == [people(601)]


def test_a_finer_value_is_supported_by_the_coarser() -> None:
    """So: "About 40 %" lies within "less than half": both are its support, and nothing is contradicted."""
    forty, half = Quantity(Decimal(40), "%"), Quantity(Decimal(50), "%")
    below = Bounds(None, Decimal(50), high_closed=False)
    claims = (say("A", forty, bounds=between(38, 42)), say("B", half, bounds=below), say("C", half, bounds=below))
    found = resolved("utilisation", *claims)
    assert (*won(found), len(found.support)) == (forty, Rule.FINER, 3)
    dossier = resolve_deals(ledger("utilisation", *claims))
    assert dossier.contradictions == ()
    assert [(each.relation, each.arithmetic) for each in dossier.reconciliations] == [
        (Relation.REFINES, "38 to 42 % lies within below 50 %")
    ]


def test_a_part_and_its_percentage_are_one_number() -> None:
    """20,000 of 133,000 is 15.0 %, and the sentence says so; without the whole they cannot be compared."""
    cut, share = say("A", people(20_000)), say("B", Quantity(Decimal(15), "%"))
    whole = ledger("headcount", say("A", people(133_000)))
    dossier = resolve_deals(ledger("job_cuts", cut, share) | whole)
    found = dossier.fact("Ash Corp", "job_cuts")
    assert found is not None
    assert (found.value, len(found.support), found.oppose) == (people(20_000), 2, ())
    assert [each.arithmetic for each in dossier.reconciliations] == ["20,000 of 133,000 is 15.0 %"]
    clash = resolve_deals(ledger("job_cuts", cut, say("B", Quantity(Decimal(25), "%"))) | whole)
    assert [each.attribute for each in clash.contradictions] == ["job_cuts"]
    assert resolve_deals(ledger("job_cuts", cut, share)).contradictions == ()


def test_nested_places_are_no_contradiction() -> None:
    """A town in a country lies within it; a misspelt region is the region; two far towns exclude each other."""

    def places(*names: str) -> tuple[str, int, int]:
        dossier = resolve_deals(
            ledger("location", *(say(outlet, Text(name)) for outlet, name in zip("ABC", names, strict=False)))
        )
        found = dossier.fact("Ash Corp", "location")
        assert found is not None
        return str(found.value), len(dossier.contradictions), len(dossier.reconciliations)

    assert places("Japan", "Yokosuka") == ("Yokosuka", 0, 1)
    assert places("Canagava", "Kanagawa")[1] == 0
    alike = resolved("location", say("A", Text("Canagava")), say("B", Text("Kanagawa")))
    assert (alike.rule, len(alike.support), alike.alternatives) == (Rule.ONLY_VALUE, 2, ())
    assert places("Osaka", "Tokyo")[1] == 1


def test_a_total_taken_for_the_part_is_suspected() -> None:
    """Seven of seventeen plants close; one outlet has all seventeen."""

    def plants(number: int) -> Quantity:
        return Quantity(Decimal(number), "plants")

    total = ledger("plants_total", say("A", plants(17)))
    closing = ledger("plant_closures", say("A", plants(7)), say("B", plants(7)), say("C", plants(17)))
    [found] = resolve_deals(total | closing).contradictions
    assert [side.value for side in found.sides] == [plants(7), plants(17)]
    assert found.suspicion == "takes the total for the number to be closed"


def test_flows_of_two_years_stand_side_by_side_the_latest_first() -> None:
    """A loss of one year is no rival of another's."""
    loss = [say("A", Money(Decimal(year), "EUR"), valid=Period.year(year)) for year in (2023, 2024)]
    dossier = resolve_deals(ledger("net_loss", *loss))
    assert [found.value for found in dossier.companies[0].facts.resolutions] == [
        Money(Decimal(2024), "EUR"),
        Money(Decimal(2023), "EUR"),
    ]
    assert dossier.contradictions == ()


def test_values_of_an_attribute_with_many_do_not_compete() -> None:
    """Products stand side by side, those with more sources first."""
    found = resolve_deals(ledger("products", say("A", Text("vans")), say("B", Text("Trucks")), say("C", Text("Trucks"))))
    assert [str(each.value) for each in found.companies[0].facts.resolutions] == ["Trucks", "vans"]


def test_an_attribute_that_nobody_declared_has_one_value_and_no_contradiction() -> None:
    """A plugin's own attribute competes once its Policy declares it."""
    said = [say("A", people(5), ("Oak Wire",)), say("B", people(6))]
    assert resolve_deals(ledger("mascots", *said)).contradictions == ()
    mascots = Attribute("mascots", (SubjectKind.COMPANY,), Quantity, unit="employees")
    declared = Policy(attributes={"mascots": mascots})
    assert len(resolve_deals(ledger("mascots", *said), declared).contradictions) == 1


def test_a_comparison_of_ones_own_decides_what_differs() -> None:
    """Within a tenth is equal, for whoever wants that."""

    def roughly(one: object, other: object) -> Relation:
        assert isinstance(one, Quantity)
        assert isinstance(other, Quantity)
        return Relation.OVERLAP if abs(one.amount - other.amount) * 10 <= max(one.amount, other.amount) else Relation.DISJOINT

    said = [say("A", people(100)), say("B", people(105))]
    assert len(resolve_deals(ledger("headcount", *said)).contradictions) == 1
    assert resolve_deals(ledger("headcount", *said), Policy(compare={"headcount": roughly})).contradictions == ()


def test_a_denial_opposes_and_is_no_value() -> None:
    """So: "It has not 500 employees" is a side of the contradiction; alone it makes no fact."""
    found = resolved("headcount", say("A", people(500)), say("B", people(500), said=False))
    assert (found.value, len(found.oppose)) == (people(500), 1)
    assert resolve_deals(ledger("headcount", say("B", people(500), said=False))).fact("Ash Corp", "headcount") is None


def test_what_one_speaker_thinks_possible_does_not_conflict() -> None:
    """So: "Five or six hundred may go" is two possibilities of one source."""
    possible = {"certainty": Certainty.POSSIBLE}
    two = ledger(
        "job_cuts",
        say("A", people(500), ("Oak Wire", "insiders"), **possible),
        say("B", people(600), ("Oak Wire", "insiders"), **possible),
    )
    assert resolve_deals(two).contradictions == ()


intervals = st.tuples(st.integers(0, 40), st.integers(0, 20)).map(lambda pair: between(pair[0], pair[0] + pair[1]))
speakers = st.sampled_from(
    [(), ("Oak Wire",), ("Oak Wire", "insiders"), ("Elm Agency", "two people"), ("Ash Corp",), ("Ms Fern",)]
)
statements = st.builds(
    lambda outlet, bounds, by, day, sure: say(outlet, people(int(bounds.low)), by, day, bounds=bounds, certainty=sure),
    st.sampled_from("ABCD"),
    intervals,
    speakers,
    st.integers(1, 3),
    st.sampled_from(Certainty),
)


repeaters = st.sampled_from([(), ("Oak Wire",), ("Ash Corp",), ("Ms Fern",)])


@given(st.lists(statements, min_size=1, max_size=6), statements, repeaters, st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=150)
def test_a_coarser_claim_never_removes_a_finer_winner(
    said: list[Said], extra: Said, by: Sequence[str], below: int, above: int
) -> None:
    """Law 12: whoever says the coarser value, however firmly and whenever, unless it tells whom others have it from."""
    assume(below + above)
    before = resolved("headcount", *said)
    assert before.bounds is not None
    assert before.bounds.low is not None
    assert before.bounds.high is not None
    _, day, _, _, more = extra
    wider = Bounds(before.bounds.low - below, before.bounds.high + above)
    coarser = say("Z", people(1_000), by, day, **{**more, "bounds": wider})
    after = resolved("headcount", *said, coarser)
    assert after.bounds == before.bounds


@given(st.lists(statements, min_size=2, max_size=6))
@example([say("A", people(5), bounds=between(5, 5)), say("B", people(6), bounds=between(6, 6))])
@settings(max_examples=80)
def test_renaming_changes_nothing_else(said: list[Said]) -> None:
    """Law 15: other outlets, sources and companies of the same kinds, the same values by the same rules."""
    renamed = {"A": "Quill", "B": "Vane", "C": "Xenon", "D": "Yarrow"}
    one = resolved("headcount", *said)
    tales = []
    for number, (outlet, day, value, by, more) in enumerate(said):
        tale = Tale(f"Statement {number} of {outlet}.", renamed[outlet], day)
        names = {
            "Oak Wire": "Elm Agency",
            "Elm Agency": "Oak Wire",
            "insiders": "two people",
            "two people": "insiders",
            "Ash Corp": "Zebra Corp",
        }
        tale.claim(Subject("company", "Zebra Corp"), "headcount", value, [names.get(name, name) for name in by], **more)  # type: ignore[arg-type]
        tales.append(tale)
    other = resolve_deals(ledger_of(*tales)).fact("Zebra Corp", "headcount")
    assert other is not None
    assert (one.value, one.bounds, one.rule, one.why, len(one.roots), len(one.support)) == (
        other.value,
        other.bounds,
        other.rule,
        other.why,
        len(other.roots),
        len(other.support),
    )


def test_a_policy_says_what_is_wrong_with_it() -> None:
    """A negative weight, and an attribute under another name."""
    with pytest.raises(InvalidValue, match="weight of 'Oak'"):
        Policy(weights={"Oak": Decimal(-1)})
    mascots = Attribute("mascots", (SubjectKind.COMPANY,), Quantity)
    with pytest.raises(InvalidValue, match="stands under the name 'pets'"):
        Policy(attributes={"pets": mascots})


def test_of_very_many_values_those_with_most_claims_compete() -> None:
    """A hundred numbers, one of them said twice: it wins, and all are listed."""
    said = [say(f"Outlet {number}", people(1_000 + number)) for number in range(100)]
    found = resolved("headcount", *said, say("Echo", people(1_070)))
    assert (found.value, found.rule) == (people(1_070), Rule.MORE_ROOTS)
    assert len(found.alternatives) == 99
    assert found.known_since is not None


def test_a_conversion_that_a_later_claim_gives_serves_all_claims_of_the_value() -> None:
    """The second text gives the dollars for the yen that both name."""
    yen, dollars = Money(Decimal(670_900_000_000), "JPY"), Money(Decimal(7_100_000_000), "AUD")
    said = [say("A", yen), say("B", yen, conversion=dollars), say("C", yen, conversion=dollars), say("D", dollars)]
    dossier = resolve_deals(ledger("net_loss", *said))
    assert [found.arithmetic for found in dossier.reconciliations] == [
        "JPY 670900000000 is AUD 7100000000 at the text's own rate"
    ]


def test_claims_stand_by_publication_then_place() -> None:
    """Not by id: nine mentions of one number in two reports."""
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    later, early = Tale(" ".join(words), "A", 2), Tale(" ".join(words), "B", 1)
    for tale in (later, early):
        for word in reversed(words):
            tale.claim(ASH, "headcount", people(9), quote=word)
    found = resolve_deals(ledger_of(later, early)).fact("Ash Corp", "headcount")
    assert found is not None
    assert [claim.evidence.quote for claim in found.support] == [*words, *words]
    assert found.support[0].report_id == early.report.id


def test_things_and_deals_are_found_by_name_and_id() -> None:
    """Also by what an id was called before; what is not there is said so."""
    tale = Tale("Ash Corp buys the Elbe plant of Birch Ltd in Elmstadt.")
    deal = tale.deal("buys")
    plant = Subject("plant", "Elbe plant")
    tale.claim(deal, "asset", plant)
    tale.claim(plant, "location", Text("Elmstadt"))
    tale.claim(plant, "owner", Subject("company", "Birch Ltd"), said=False)
    dossier = resolve_deals(ledger_of(tale))
    [found] = dossier.deals
    assert dossier.deal(found.id) is found
    assert dossier.report(tale.report.id) == tale.report
    [site] = dossier.plants
    assert (str(site), site.location, site.owner, found.asset) == ("Elbe plant", "Elmstadt", None, site)
    for look in (dossier.deal, dossier.report):
        with pytest.raises(NotFound, match="nowhere"):
            look("nowhere")


def test_an_override_of_a_status_stands_and_the_last_of_two_does() -> None:
    """What a person set is no step of the path; what names no mention of the ledger changes nothing."""
    tale = Tale("Ash Corp is in talks to buy Birch Ltd.")
    deal = tale.deal("is in talks to buy")
    entries = ledger_of(tale)
    for hour, status in ((2, Status.AGREED), (1, Status.TERMINATED)):
        entries = entries.override(deal, "status", status, by="ana", at=START.replace(hour=hour), reason="a call")
    entries = entries.override("deal:none", "status", Status.PROPOSED, by="ana", at=START.replace(hour=9), reason="a call")
    [found] = resolve_deals(entries).deals
    assert found.status is not None
    assert (found.status.value, found.status.rule, found.status.runner_up) == (Status.AGREED, Rule.OVERRIDE, Status.IN_TALKS)
    assert [event.status for event in found.timeline] == [Status.IN_TALKS]
