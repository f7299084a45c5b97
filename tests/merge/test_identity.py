"""Which names and which mentions are one, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from dealwatch import DealType, Judgement, Quantity, Role, Status, Subject, SubjectKind, Text
from dealwatch.merge import Policy, resolve_deals
from dealwatch.merge.partition import partition
from dealwatch.normalize.gazetteer import Gazetteer, Known

from .tales import START, Tale, ledger_of

BUY = (Role.ACQUIRER, Role.TARGET)
BOTH = (Role.PARTNER, Role.PARTNER)


def names(*told: Sequence[str], kind: str = "company") -> list[set[str]]:
    """The things of some reports, each of which names one thing by the first form and gives it the others."""
    tales = []
    for number, (name, *others) in enumerate(told):
        tale = Tale(f"Report {number}.", f"Outlet {number}", 1, number)
        for form in (name, *others):
            tale.claim(Subject(kind, name), "names", Text(form))
        tales.append(tale)
    return [set(thing.names) for thing in resolve_deals(ledger_of(*tales)).things]


@pytest.mark.parametrize(
    ("told", "things"),
    [
        ([("Ash Corp",), ("ASH CORPORATION",)], 1),
        ([("Elder Precision Industry", "Foxglove"), ("Foxglove",)], 1),
        ([("Ash Motors", "Ash"), ("Ash",)], 1),
        ([("Ash Motors", "Ash"), ("Ash Chemicals", "Ash"), ("Ash",)], 3),
        ([("Ash Motors",), ("Ash Heavy Industries",)], 2),
        ([("Hawthorne Systems",), ("Hawthorn Systems",)], 1),
        ([("Forest Motor",), ("フォレスト自動車",)], 1),
        ([("Gazmash",), ("Газмаш",)], 1),
        ([("Forest Motor",), ("フォレスト銀行",)], 2),
    ],
)
def test_companies_join_by_the_forms_that_reports_give_them(told: list[Sequence[str]], things: int) -> None:
    """A short form that two different full names share joins neither."""
    assert len(names(*told)) == things


def test_a_thing_is_called_by_the_fullest_form_of_its_usual_name() -> None:
    """Ash Motor for Ash; Foxglove, as all call it, for Elder Precision Industry."""
    tales = [Tale(f"Report {number}.", f"Outlet {number}", 1, number) for number in range(3)]
    for tale in tales:
        tale.claim(Subject("company", "Elder Precision Industry"), "names", Text("Foxglove"))
        tale.claim(Subject("company", "Ash"), "names", Text("Ash"))
    tales[0].claim(Subject("company", "Ash"), "names", Text("Ash Motor"))
    tales[0].claim(Subject("company", "Ash"), "names", Text("Ash Motor Co., Ltd."))
    found = resolve_deals(ledger_of(*tales)).companies
    assert {company.name for company in found} <= {"Foxglove", "Elder Precision Industry", "Ash Motor"}
    assert "Ash Motor" in {company.name for company in found}


def test_two_spellings_of_one_chief_are_one_person() -> None:
    """Espin and Ivo Espyn, both chiefs of Ash; not where the companies differ."""

    def chiefs(first: str, second: str) -> int:
        one, other = Tale("One.", "A"), Tale("Two.", "B")
        one.claim(Subject("company", first), "ceo", Subject("person", "Larsson"))
        other.claim(Subject("company", second), "ceo", Subject("person", "Ivo Larson"))
        return len(resolve_deals(ledger_of(one, other)).others)

    assert chiefs("Ash Corp", "Ash") == 1
    assert chiefs("Ash Corp", "Birch Ltd") == 2


def test_plants_join_by_place_unless_owned_by_two() -> None:
    """The Elbe plant and the Elbe factory; the Elbe plants of Ash and of Birch are two."""

    def plants(first: str | None, second: str | None) -> int:
        tales = [Tale("One.", "A"), Tale("Two.", "B")]
        for tale, name, owner in zip(tales, ("Elbe plant", "the Elbe factory"), (first, second), strict=True):
            tale.claim(Subject("plant", name), "names", Text(name))
            if owner:
                tale.claim(Subject("plant", name), "owner", Subject("company", owner))
        return len(resolve_deals(ledger_of(*tales)).plants)

    assert plants("Ash Corp", "Ash") == plants(None, "Ash") == 1
    assert plants("Ash Corp", "Birch Ltd") == 2


def told(number: int, *deals: tuple[DealType, Sequence[Role], Sequence[str]], **more: object) -> Tale:
    """A report of some deals."""
    tale = Tale(f"First deal, second deal, third deal: {number}.", f"Outlet {number}", 1, number)
    for words, (kind, roles, parties) in zip(("First deal", "second deal", "third deal"), deals, strict=False):
        tale.deal(words, kind, Status.IN_TALKS, (), tuple(zip(roles, parties, strict=True)))
    return tale


def deals(*tales: Tale) -> list[set[str]]:
    """The parties of each deal."""
    return [{party.company.name for party in deal.parties} for deal in resolve_deals(ledger_of(*tales)).deals]


A, B, C, D = "Ash Corp", "Birch Ltd", "Cedar AG", "Dogwood"


def test_one_family_and_the_same_parties_are_one_deal() -> None:
    """A purchase and a stake; a merger told as a purchase; not a supply deal, and not with the sides changed."""
    buy = told(1, (DealType.ACQUISITION, BUY, (A, B)))
    assert len(deals(buy, told(2, (DealType.STAKE, (Role.INVESTOR, Role.INVESTEE), (A, B))))) == 1
    assert len(deals(buy, told(2, (DealType.MERGER, BOTH, (A, B))))) == 1
    assert len(deals(buy, told(2, (DealType.SUPPLY, (Role.SUPPLIER, Role.CUSTOMER), (A, B))))) == 2
    assert len(deals(buy, told(2, (DealType.ACQUISITION, BUY, (B, A))))) == 2


def test_two_deals_that_one_report_keeps_apart_stay_apart() -> None:
    """Each other report's deal goes to the one of its type."""
    both = told(1, (DealType.ACQUISITION, BUY, (A, B)), (DealType.STAKE, BUY, (A, B)))
    found = resolve_deals(
        ledger_of(both, told(2, (DealType.STAKE, BUY, (A, B))), told(3, (DealType.ACQUISITION, BUY, (A, B))))
    ).deals
    assert sorted((str(deal.type.value), len(deal.claims)) for deal in found if deal.type) == [("acquisition", 8), ("stake", 8)]


def test_disjoint_stakes_are_two_deals() -> None:
    """20 % and 51 % of one company."""
    tales = [told(1, (DealType.STAKE, BUY, (A, B))), told(2, (DealType.STAKE, BUY, (A, B)))]
    for tale, amount in zip(tales, (20, 51), strict=True):
        tale.claim(Subject.quoted(tale.report, "deal", "First deal"), "stake", Quantity(Decimal(amount), "%"))
    assert len(deals(*tales)) == 2


def test_what_is_denied_tells_no_deal_from_another() -> None:
    """So: "It is not 51 %" does not keep apart what another report says is 20 %."""
    tales = [told(1, (DealType.STAKE, BUY, (A, B))), told(2, (DealType.STAKE, BUY, (A, B)))]
    for tale, amount, said in zip(tales, (20, 51), (True, False), strict=True):
        tale.claim(Subject.quoted(tale.report, "deal", "First deal"), "stake", Quantity(Decimal(amount), "%"), said=said)
    assert len(deals(*tales)) == 1


def test_a_person_keeps_deals_apart_also_against_another_persons_join() -> None:
    """Law 7 for deals: the supply deal is joined to one report's purchase, and kept from the other's."""
    buys = [told(number, (DealType.ACQUISITION, BUY, (A, B))) for number in (1, 2)]
    supply = told(3, (DealType.SUPPLY, (Role.SUPPLIER, Role.CUSTOMER), (A, B)))
    first, second, other = (Subject.quoted(tale.report, "deal", "First deal") for tale in (*buys, supply))
    ledger = ledger_of(*buys, supply).decide(other, first, Judgement.POSITIVE, by="ana", at=START, reason="one contract")
    assert len(resolve_deals(ledger).deals) == 1
    ledger = ledger.decide(other, second, Judgement.NEGATIVE, by="bo", at=START, reason="two contracts")
    mentions = [{deal.id, *deal.former_ids} for deal in resolve_deals(ledger).deals]
    assert not any({other.id, second.id} <= found for found in mentions)
    assert any({other.id, first.id} <= found for found in mentions)


def test_a_party_more_joins_where_nothing_speaks_against_it() -> None:
    """And a tie between two such neighbours moves nothing."""
    two = [told(number, (DealType.PARTNERSHIP, BOTH, (A, B))) for number in (1, 2)]
    three = told(3, (DealType.SUPPLY, (*BOTH, Role.PARTNER), (A, B, C)))
    assert len(deals(*two, three)) == 1
    between = told(4, (DealType.SUPPLY, (*BOTH, Role.PARTNER), (A, B, C)))
    assert len(deals(told(1, (DealType.SUPPLY, BOTH, (A, B))), told(2, (DealType.SUPPLY, BOTH, (A, C))), between)) == 3


def test_a_subsidiary_counts_as_its_parent() -> None:
    """And is no party beside it."""
    tale = told(1, (DealType.SUPPLY, (Role.SUPPLIER, Role.CUSTOMER), ("Ashlet", B)))
    tale.claim(Subject("company", "Ashlet"), "parent", Subject("company", A))
    assert len(deals(tale, told(2, (DealType.SUPPLY, (Role.SUPPLIER, Role.CUSTOMER), (A, B))))) == 1


def test_a_parent_and_its_subsidiary_are_two_where_the_deal_is_between_them() -> None:
    """So: reports of the purchase stay one deal when one of them calls the target the buyer's subsidiary, as it is in the end."""
    tales = [told(number, (DealType.ACQUISITION, BUY, (A, B))) for number in range(1, 5)]
    tales[3].claim(Subject("company", B), "parent", Subject("company", A))
    assert deals(*tales) == [{A, B}]


def test_a_company_that_is_told_to_be_its_own_parent_stays_a_party() -> None:
    """So: "Ash, part of Ash Corp" are one company under two names."""
    tale = told(1, (DealType.ACQUISITION, BUY, (A, B)))
    tale.claim(Subject("company", "Ash"), "names", Text(A))
    tale.claim(Subject("company", "Ash"), "parent", Subject("company", A))
    assert deals(tale) == [{"Ash", B}]


def test_a_positive_decision_joins_and_its_withdrawal_parts_again() -> None:
    """Names that no spelling would join."""
    tales = [Tale("One.", "A"), Tale("Two.", "B")]
    for tale, name in zip(tales, ("Elder Precision", "Foxglove"), strict=True):
        tale.claim(Subject("company", name), "names", Text(name))
    ledger = ledger_of(*tales)
    one, other = Subject("company", "Elder Precision"), Subject("company", "Foxglove")
    joined = ledger.decide(one, other, Judgement.POSITIVE, by="ana", at=START, reason="the register")
    assert [len(company.names) for company in resolve_deals(joined).companies] == [2]
    [company] = resolve_deals(joined).companies
    assert {company.id, *company.former_ids} == {one.id, other.id}
    [decision] = joined.decisions
    parted = joined.withdraw(decision.id, by="ana", at=START, reason="wrong register")
    assert resolve_deals(parted).digest() == resolve_deals(ledger).digest()


def test_a_gazetteer_stands_above_spelling() -> None:
    """It joins names that nothing else would, and keeps apart what is spelt alike; a decision stands above it."""
    tales = [Tale(f"Report {number}.", f"Outlet {number}", 1, number) for number in range(3)]
    for tale, name in zip(tales, ("Elder Precision", "Foxglove", "Foxgloves"), strict=True):
        tale.claim(Subject("company", name), "names", Text(name))
    ledger = ledger_of(*tales)
    known = Policy(
        gazetteer=Gazetteer.of(
            [Known("Foxglove", aliases=("Elder Precision",)), Known("Foxgloves Garden", aliases=("Foxgloves",))]
        )
    )
    assert {frozenset(company.names) for company in resolve_deals(ledger, known).companies} == {
        frozenset({"Elder Precision", "Foxglove"}),
        frozenset({"Foxgloves"}),
    }
    one, other = Subject("company", "Elder Precision"), Subject("company", "Foxglove")
    parted = ledger.decide(one, other, Judgement.NEGATIVE, by="ana", at=START, reason="sold")
    assert len(resolve_deals(parted, known).companies) == 3


groups = st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True), max_size=6)
pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=4)


@given(groups, pairs)
def test_a_partition_is_the_closure_of_its_joins_but_for_what_must_stay_apart(
    joins: list[list[int]], apart: list[tuple[int, int]]
) -> None:
    """Every member stands in one class; no class holds a pair; without such pairs no join is broken."""
    classes = partition(8, joins, apart)
    assert sorted(member for each in classes for member in each) == list(range(8))
    assert not any(a in each and b in each for each in classes for a, b in apart)
    free = partition(8, joins)
    assert all(any(set(join) <= set(each) for each in free) for join in joins)
    assert all(any(set(each) <= set(whole) for whole in free) for each in classes)


def test_the_asset_and_a_party_in_common_join_a_deal_told_without_the_other_party() -> None:
    """So: "Ash may sell the Elbe plant" is the sale of the Elbe plant by Ash to Birch."""
    whole = [told(number, (DealType.ASSET_SALE, (Role.SELLER, Role.ACQUIRER), (A, B))) for number in (1, 2)]
    part = told(3, (DealType.ASSET_SALE, (Role.SELLER,), (A,)))
    elsewhere = told(4, (DealType.ASSET_SALE, (Role.SELLER,), (A,)))
    for tale, site in ((whole[0], "Elbe plant"), (whole[1], "Elbe plant"), (part, "Elbe plant"), (elsewhere, "Main works")):
        tale.claim(Subject.quoted(tale.report, "deal", "First deal"), "asset", Subject("plant", site))
    assert sorted(len(found) for found in deals(*whole, part, elsewhere)) == [1, 2]


def test_an_asset_that_many_report_to_change_hands_is_one_deal() -> None:
    """Its two sides are who sells and who buys; the sale of the firm itself is told by buyer and target, whoever sells it."""
    sales = [told(number, (DealType.ASSET_SALE, (Role.SELLER, Role.ACQUIRER), (A, B))) for number in range(1, 6)]
    assert deals(*sales) == [{A, B}]
    whole = told(6, (DealType.ACQUISITION, (Role.ACQUIRER, Role.TARGET, Role.SELLER), (A, B, C)))
    without = told(7, (DealType.ACQUISITION, BUY, (A, B)))
    assert deals(whole, without) == [{A, B, C}]


def test_what_cannot_be_one_deal_goes_where_nothing_speaks_against_it() -> None:
    """So: of three purchases of one pair that two reports tell, those of one report stay apart."""
    one = told(1, (DealType.ACQUISITION, BUY, (A, B)), (DealType.ACQUISITION, BUY, (A, B)))
    other = told(2, (DealType.ACQUISITION, BUY, (A, B)))
    found = resolve_deals(ledger_of(one, other)).deals
    assert sorted(len({claim.report_id for claim in deal.claims}) for deal in found) == [1, 2]


def test_a_person_without_a_given_name_is_known_by_whom_it_works_for() -> None:
    """So: "Fern" of Ash is "Jo Fern" of Ash, in another spelling too, but not Fern of Birch."""

    def people(*told: tuple[str, str]) -> int:
        tales = []
        for number, (person, company) in enumerate(told):
            tale = Tale(f"{person} of {company}.", f"Outlet {number}", 1, number)
            tale.claim(Subject("person", person), "employer", Subject("company", company))
            tales.append(tale)
        return len([thing for thing in resolve_deals(ledger_of(*tales)).others if thing.kind is SubjectKind.PERSON])

    assert people(("Fern", "Ash Corp"), ("Jo Fern", "Ash Corp")) == 1
    assert people(("Johann Fernwood", "Ash Corp"), ("Johan Fernwood", "Ash Corp")) == 1
    assert people(("Fern", "Ash Corp"), ("Jo Fern", "Birch Ltd")) == 2
    assert people(("...", "Ash Corp"), ("Jo Fern", "Ash Corp")) == 2


def test_a_longer_name_of_a_short_form_says_no_more_and_is_the_same() -> None:
    """So: "Ash Motors" and "Ash Motors Holding" both called "Ash" are one; of very many full names none is."""
    assert len(names(("Ash Motors", "Ash"), ("Ash Motors Holding", "Ash"), ("Ash",))) == 1
    many = [(f"Ash {word}", "Ash") for word in _words(70)]
    assert len(names(*many, ("Ash",))) == 71


def _words(count: int) -> list[str]:
    letters = "bcdfghklmn"
    return [f"{letters[at % 10]}o{letters[at // 10]}umaris" for at in range(count)]


def test_an_id_is_that_of_the_first_observed_whatever_is_published_before() -> None:
    """Law 9: of two names of one moment the same stays first when an older report, observed later, names the other."""
    tales = [
        Tale("Report 1.", "A", 5, 1),
        Tale("Report 2.", "B", 4, 1),
        Tale("Report 0.", "C", 1, 9),
        Tale("Report 3.", "D", 2, 9),
    ]
    for tale, name in zip(tales, ("Ash Corp", "Ash Corporation", "Ash Corp", "Ash Corporation"), strict=True):
        tale.claim(Subject("company", name), "names", Text("Ash"))
    [before] = resolve_deals(ledger_of(*tales[:2])).companies
    for later in tales[2:]:
        [after] = resolve_deals(ledger_of(*tales[:2], later)).companies
        assert (after.id, set(after.former_ids)) == (before.id, set(before.former_ids))
