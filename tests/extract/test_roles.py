"""Deals told in several ways at once: talks on a purchase, shares that are held or bought, denials, prices and stages of several deals."""

import pytest

from dealwatch import Dossier, extract_claims, resolve_deals
from dealwatch.domain.deal import Deal
from dealwatch.domain.money import Money
from dealwatch.domain.report import Report


def dossier_of(text: str) -> Dossier:
    return resolve_deals(extract_claims(Report(text=text, outlet="Daily Leaf", lang="en")))


def roles_of(deal: Deal) -> set[tuple[str, str]]:
    return {(party.role.value.value, party.company.name) for party in deal.parties}


def only_deal(text: str) -> Deal:
    deals = dossier_of(text).deals
    assert len(deals) == 1
    return deals[0]


@pytest.mark.parametrize(
    ("text", "roles", "asset"),
    [
        (
            "Nordtel Motor Co is in discussions with Chinese carmaker Birchel Co. to sell its Oakhill plant in Elmland.",
            {("seller", "Nordtel Motor Co"), ("acquirer", "Birchel Co")},
            "Oakhill plant",
        ),
        (
            "Nordtel Group is in talks with Elmland's Birchel to buy its glue business.",
            {("acquirer", "Nordtel Group"), ("seller", "Birchel")},
            "glue business",
        ),
        (
            "Nordtel Group signed a memorandum with Birchel Ltd for the acquisition of Oakley Corp.",
            {("acquirer", "Nordtel Group"), ("seller", "Birchel Ltd"), ("target", "Oakley Corp")},
            None,
        ),
        (
            "Nordtel Group is in talks with Birchel Ltd to build cars.",
            {("partner", "Nordtel Group"), ("partner", "Birchel Ltd")},
            None,
        ),
    ],
)
def test_who_is_talked_with_takes_the_role_that_the_purchase_leaves_free(
    text: str, roles: set[tuple[str, str]], asset: str | None
) -> None:
    """Talks on a purchase are no deal beside it; talks on work together stay talks."""
    deal = only_deal(text)
    assert roles_of(deal) == roles
    assert (deal.asset.name if deal.asset else None) == asset


def test_a_share_that_is_held_is_no_deal_beside_an_offer_and_says_nothing_of_its_stage() -> None:
    """It is the share before the offer."""
    deal = only_deal(
        "Nordtel Corp offered $5 million for Birchel Ltd. Nordtel, which already has a 14.9% stake in Birchel, is patient."
    )
    assert deal.status is not None
    assert deal.status.value == "proposed"
    assert deal.stake is None


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Nordtel Corp bought a 22.8% stake in Birchel Ltd.", {("investor", "Nordtel Corp"), ("investee", "Birchel Ltd")}),
        ("Nordtel Corp bought a stake in Birchel Ltd.", {("investor", "Nordtel Corp"), ("investee", "Birchel Ltd")}),
        ("Nordtel Corp bought a 66.6% stake in Birchel Ltd.", {("acquirer", "Nordtel Corp"), ("target", "Birchel Ltd")}),
        ("Nordtel Corp bought the remaining 20 pct of Birchel Ltd.", {("acquirer", "Nordtel Corp"), ("target", "Birchel Ltd")}),
        (
            "Nordtel Corp bought Birchel Corp.'s stake in Oakley Ltd.",
            {("acquirer", "Nordtel Corp"), ("seller", "Birchel Corp"), ("target", "Oakley Ltd")},
        ),
    ],
)
def test_who_buys_less_than_half_invests(text: str, roles: set[tuple[str, str]]) -> None:
    assert roles_of(only_deal(text)) == roles


def test_a_denied_deal_has_its_parties_and_is_denied() -> None:
    """Who denies a sale says that it will not be, not that it is another's."""
    deal = only_deal("Nordtel Corp denied that it plans to sell its paper business to Birchel Ltd.")
    assert roles_of(deal) == {("seller", "Nordtel Corp"), ("acquirer", "Birchel Ltd")}
    assert deal.status is not None
    assert {claim.modality.label.value for claim in deal.status.support} == {"denied"}


def test_an_offer_that_is_rejected_stands() -> None:
    deal = only_deal("Birchel Ltd has rejected a takeover bid from Nordtel Corp.")
    assert deal.status is not None
    assert deal.status.value == "proposed"


def test_each_deal_of_a_list_has_its_own_price() -> None:
    """A price stands in the sentences behind its deal, and not behind another's."""
    text = "Nordtel Corp has acquired Birchel Ltd.\n\nOakley Inc agreed to buy Elmet Plc for $12 a share. The transaction is valued at $1.25 billion."
    values = {frozenset(roles_of(deal)): deal.value.value if deal.value else None for deal in dossier_of(text).deals}
    assert values[frozenset({("acquirer", "Nordtel Corp"), ("target", "Birchel Ltd")})] is None
    found = values[frozenset({("acquirer", "Oakley Inc"), ("target", "Elmet Plc")})]
    assert isinstance(found, Money)
    assert found.amount == 1_250_000_000


def test_the_body_says_how_far_a_deal_has_come() -> None:
    """A title is short: "snaps up" may be no more than a plan; and what came before is no news."""
    deal = only_deal(
        "Nordtel Snaps Up Birchel Media\n\nNordtel Corp is planning to buy Birchel Media Ltd. It first considered buying Birchel in May."
    )
    assert deal.status is not None
    assert deal.status.value == "proposed"


def test_the_paper_that_tells_of_a_deal_is_no_party() -> None:
    text = (
        "OAKHILL, April 15 (Yonhap) -- A joint venture between Nordtel Ltd. and Birchel Corp. will be sold, according to Reuters."
    )
    assert not {"Yonhap", "Reuters"} & {party.company.name for deal in dossier_of(text).deals for party in deal.parties}
    assert not dossier_of("Nordtel left.\n\n(Reporting by Jo Rowan in Elmton; Editing by Al Oakley)").companies[1:]


def test_parts_of_a_firm_are_one_thing_under_like_words() -> None:
    """An arm and a business of one firm are the same; a paper business and an ink business are two."""
    one = (
        "Nordtel eyes 55% stake in Birchel's risk arm\n\nNordtel Corp is in talks to buy 55 per cent of Birchel's risk business."
    )
    assert len(dossier_of(one).deals) == 1


def test_a_bid_is_not_for_whom_the_report_is_about_if_its_maker_bids_for_another() -> None:
    text = "Oakley Inc raised its offer for Elmet Plc.\n\nBirchel Ltd made an offer for Nordtel Corp. The new bid tops Birchel Ltd's previous offer of $5 million."
    assert ("target", "Oakley Inc") not in {pair for deal in dossier_of(text).deals for pair in roles_of(deal)}


def test_an_offer_for_one_of_two_that_merge_says_who_buys() -> None:
    deal = only_deal(
        "Nordtel Corp called off its merger with Birchel Ltd. Nordtel Corp and Birchel Ltd met in May, when the larger rival made an offer for Birchel Ltd."
    )
    assert roles_of(deal) == {("acquirer", "Nordtel Corp"), ("target", "Birchel Ltd")}
    assert deal.status is not None
    assert deal.status.value == "terminated"


def test_an_offer_that_is_agreed_to_is_agreed_and_the_earlier_one_is_not_its_price() -> None:
    deal = only_deal(
        "Birchel Corp agreed to Nordtel Ltd's increased offer of $4.5bn. It had rejected an earlier offer of $2.8bn from Nordtel Ltd."
    )
    assert roles_of(deal) == {("acquirer", "Nordtel Ltd"), ("target", "Birchel Corp")}
    assert deal.value is not None
    assert isinstance(deal.value.value, Money)
    assert deal.value.value.amount == 4_500_000_000


def test_a_sale_to_a_buyer_that_says_not_of_what_is_of_the_firm_itself() -> None:
    deal = only_deal("Nordtel Corp's shareholders voted in favor of the proposed sale to larger rival Birchel Ltd.")
    assert roles_of(deal) == {("acquirer", "Birchel Ltd"), ("target", "Nordtel Corp")}
