"""Deals: who buys what from whom, how far it has come, for how much; and what is no deal."""

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch import Status, extract_claims, resolve_deals
from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.values import Undisclosed
from dealwatch.domain.words import Role
from dealwatch.extract.deals import deals, explained, main_deal
from dealwatch.extract.page import read_page
from dealwatch.normalize.context import Context

PIECES = st.sampled_from(
    [
        "Ash Corp",
        "Birch Ltd",
        "Oak",
        ", a unit of Elm Inc,",
        "agreed to buy",
        "acquired",
        "was sold to",
        "sale of",
        "for $5 million",
        "its",
        "the company",
        "20 pct of",
        "stake in",
        "from",
        "by",
        "with",
        "merger",
        "talks",
        "said it",
        ".",
        "\n",
        "(",
        "<",
        "'s",
        "offer for",
        "and",
        "terms were not disclosed",
        "up",
        "over",
        "private",
    ]
)


def claims_of(text: str, title: str | None = None) -> list[Claim]:
    report = Report(text=text, outlet="Daily Leaf", lang="en", title=title)
    return list(deals(report, Context.of(report)))


def told(text: str) -> dict[str, set[str]]:
    """The values of the main deal by attribute, without how firmly they are said."""
    claims = claims_of(text)
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.subject == claims[0].subject:
            found.setdefault(claim.attribute, set()).add(str(claim.value))
    return found


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_whatever_the_words_every_claim_reads_back_from_the_report(text: str) -> None:
    report = Report(text=text, lang="en")
    Ledger.of([report, *deals(report, Context.of(report))])


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_every_deal_has_a_type_and_a_status(text: str) -> None:
    claims = claims_of(text)
    for subject in {claim.subject for claim in claims}:
        assert {"type", "status"} <= {claim.attribute for claim in claims if claim.subject == subject}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Ash Corp said it agreed to buy Birch Ltd from Oak Inc.",
            {"acquirer": "Ash Corp", "target": "Birch Ltd", "seller": "Oak Inc"},
        ),
        ("Birch Ltd was acquired by Ash Corp.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Birch Ltd agreed to be bought by Ash Corp.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp sold its Birch Ltd unit to Oak Inc.", {"seller": "Ash Corp", "target": "Birch Ltd", "acquirer": "Oak Inc"}),
        ("Ash Corp completed its acquisition of Birch Ltd.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp made a hostile offer for Birch Ltd.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Birch Ltd rejected a takeover bid from Ash Corp.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp bought Birch Ltd, a unit of Oak Inc.", {"acquirer": "Ash Corp", "target": "Birch Ltd", "seller": "Oak Inc"}),
        ("Ash Corp, a unit of Elm Inc, said it acquired Birch Ltd.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp took over Birch Ltd.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp will take Birch Ltd private.", {"acquirer": "Ash Corp", "target": "Birch Ltd"}),
        ("Ash Corp will merge its Birch Ltd unit into Oak Inc.", {"target": "Birch Ltd", "acquirer": "Oak Inc"}),
        ("Ash Corp shareholders approved a merger with Birch Ltd.", {"target": "Ash Corp", "acquirer": "Birch Ltd"}),
        ("Ash Corp cut its stake in Birch Ltd to 5 pct.", {"seller": "Ash Corp", "investee": "Birch Ltd"}),
        ("Ash Corp took a stake in Birch Ltd.", {"investor": "Ash Corp", "investee": "Birch Ltd"}),
        ("Ash Corp will supply engines to Birch Ltd.", {"supplier": "Ash Corp", "customer": "Birch Ltd"}),
        ("Ash Corp signed a deal with Birch Ltd to supply engines.", {"supplier": "Ash Corp", "customer": "Birch Ltd"}),
    ],
)
def test_who_does_what_to_whom(text: str, roles: dict[str, str]) -> None:
    found = told(text)
    assert {role: found.get(role) for role in roles} == {role: {name} for role, name in roles.items()}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Ash Corp agreed to buy Birch Ltd.", "acquisition", "agreed"),
        ("Ash Corp has acquired Birch Ltd.", "acquisition", "completed"),
        ("Ash Corp may acquire Birch Ltd.", "acquisition", "considered"),
        ("Ash Corp offered to buy Birch Ltd.", "acquisition", "proposed"),
        ("Ash Corp terminated its acquisition of Birch Ltd.", "acquisition", "terminated"),
        ("Ash Corp is in talks to buy Birch Ltd.", "acquisition", "in_talks"),
        ("Ash Corp is negotiating with Birch Ltd to build cars.", "manufacturing", "in_talks"),
        ("Ash Corp and Birch Ltd agreed to merge.", "merger", "agreed"),
        ("Ash Corp formed a joint venture with Birch Ltd.", "joint_venture", "agreed"),
        ("Ash Corp will team up with Birch Ltd.", "partnership", "agreed"),
        ("Ash Corp agreed to sell its paper mill to Birch Ltd.", "asset_sale", "agreed"),
        ("Ash Corp will spin off its Birch unit.", "spin_off", "agreed"),
    ],
)
def test_of_which_type_and_how_far(text: str, kind: str, status: str) -> None:
    found = told(text)
    assert (found["type"], found["status"]) == ({kind}, {status})


@pytest.mark.parametrize(
    "text",
    [
        "Ash Corp bought 30,000 tonnes of wheat from Oak Inc.",
        "Ash Corp said sales rose and it expects to buy more time.",
        "Birchco Expands Strategy With Focus on Private Debt Acquisitions",
        "Prime Minister Mary Elm held talks with President Jo Doe.",
        "The bank bought dollars against yen.",
    ],
)
def test_what_is_no_deal_gives_none(text: str) -> None:
    assert claims_of(text) == []


def test_the_price_is_the_amount_for_the_deal_and_not_that_of_the_sales() -> None:
    found = told("Ash Corp bought Birch Ltd for $5 million in cash. Birch had sales of $90 million.")
    assert found["value"] == {"USD 5000000"}


def test_an_amount_for_one_share_is_the_price_of_a_share() -> None:
    found = told("Ash Corp offered $23.50 a share for Birch Ltd.")
    assert found["price_per_share"] == {"USD 23.50"}
    assert "value" not in found


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Terms were not disclosed.", "not disclosed"),
        ("Financial terms weren't disclosed.", "weren't disclosed"),
        ("Terms weren’t immediately disclosed.", "weren’t immediately disclosed"),
        ("No financial details were given.", "No financial details"),
        ("The price was kept confidential.", "kept confidential"),
        ("It declined to disclose the price.", "declined to disclose"),
    ],
)
def test_terms_that_are_withheld_are_a_claim_with_the_words_that_say_so(text: str, raw: str) -> None:
    claim = next(c for c in claims_of(f"Ash Corp bought Birch Ltd. {text}") if c.attribute == "value")
    assert isinstance(claim.value, Undisclosed)
    assert claim.raw == raw
    assert not claim.modality.is_negative


def test_several_sentences_on_one_deal_are_one_deal() -> None:
    claims = claims_of("Ash Corp agreed to buy Birch Ltd. The purchase of Birch is a good step. Ash will acquire Birch in May.")
    assert len({claim.subject for claim in claims}) == 1


def test_two_deals_of_one_report_stay_two_and_the_first_said_is_the_main_one() -> None:
    text = "Ash Corp agreed to buy Birch Ltd. Separately, Oak Inc sold Elm Ltd to Yew Co."
    claims = claims_of(text)
    assert len({claim.subject for claim in claims}) == 2
    report = Report(text=text, outlet="Daily Leaf", lang="en")
    assert main_deal(read_page(report)) == claims[0].subject


def test_a_list_of_other_stories_gives_small_deals_that_do_not_touch_the_main_one() -> None:
    text = "Ash Corp agreed to buy Birch Ltd for $5 million.\nIt closes in May.\nRead also:\nOakcorp to Acquire Elmtree in $9 Billion Deal\n"
    by_deal: dict[str, set[str]] = {}
    for claim in claims_of(text):
        by_deal.setdefault(claim.subject.id, set()).add(f"{claim.attribute} {claim.value}")
    first, second = by_deal.values()
    assert "value USD 5000000" in first
    assert {"acquirer Oakcorp", "target Elmtree", "value USD 9000000000"} <= second


def test_a_pronoun_outside_the_clause_is_proved_by_an_antecedent() -> None:
    text = "Ash Corp said it had a good year. The company acquired Birch Ltd."
    claim = next(claim for claim in claims_of(text) if claim.attribute == "acquirer")
    assert [evidence.quote for evidence in claim.antecedents] == ["Ash Corp"]


def test_a_language_without_a_grammar_gives_no_deal_rather_than_a_guess() -> None:
    report = Report(text="Ash Corp agreed to buy Birch Ltd.", lang="xx")
    assert list(deals(report, Context.of(report))) == []


def test_every_claim_tells_the_rule_that_made_it() -> None:
    report = Report(text="Ash Corp agreed to buy Birch Ltd for $5 million.", lang="en")
    assert [rule for _, rule in explained(report, Context.of(report))] == ["buy"] * 4 + ["price"]


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("Ash Corp agreed to buy a 51 pct stake in Birch Ltd.", "stake", "51 %"),
        ("Ash Corp raised its stake in Birch Ltd to 12 pct from 10 pct.", "stake_after", "12 %"),
        ("Ash Corp raised its stake in Birch Ltd to 12 pct from 10 pct.", "stake_before", "10 %"),
        ("Ash Corp agreed to buy Birch Ltd for $5 million in cash.", "consideration", "cash"),
        ("Ash Corp will acquire Birch Ltd in a stock swap.", "consideration", "stock"),
        ("Ash Corp agreed to buy Birch Ltd, subject to regulatory approval.", "condition", "regulatory approval"),
        ("Ash Corp agreed to buy Birch Ltd. The deal is expected to close in May 2027.", "expected_close", "2027-05"),
    ],
)
def test_the_terms_are_told_beside_the_price(text: str, attribute: str, value: str) -> None:
    assert told(text).get(attribute) == {value}


def test_a_pronoun_behind_a_preposition_does_not_hold_the_reader_up() -> None:
    assert claims_of("Ash Corp said Birch Ltd sold a mill to it and bought Elm Inc from it.")


def status_and_label(text: str) -> list[tuple[str, str]]:
    """The status of each deal of a text, with how firmly it is said."""
    report = Report(text=text, lang="en")
    return [(str(c.value), c.modality.label) for c in deals(report, Context.of(report)) if c.attribute == "status"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For Ash Corp, whose push into pumps already includes a supply deal with Birch Ltd, it pays.", ("agreed", "reported")),
        ("Ash Corp is finalizing a supply deal with Birch Ltd.", ("in_talks", "reported")),
        ("Ash Corp has a cooperation with Birch Ltd, with which a memorandum was signed.", ("agreed", "reported")),
    ],
)
def test_an_agreement_that_is_there_is_agreed_and_one_that_is_finalized_is_not(text: str, expected: tuple[str, str]) -> None:
    """Words such as "already" do not make it completed."""
    assert status_and_label(text) == [expected]


def test_who_rules_a_purchase_out_is_its_buyer_and_denies_it() -> None:
    """A takeover that its would-be buyer rules out has both parties, and is denied."""
    text = "Ash Corp has ruled out the possibility of a hostile takeover of Birch Ltd."
    report = Report(text=text, lang="en")
    claims = list(deals(report, Context.of(report)))
    assert {(c.attribute, str(c.value)) for c in claims if c.attribute in ("acquirer", "target")} == {
        ("acquirer", "Ash Corp"),
        ("target", "Birch Ltd"),
    }
    assert status_and_label(text) == [("considered", "denied")]


@pytest.mark.parametrize(
    "text",
    [
        "Ash Corp made a bid on the contract of Birch Ltd.",
        "Ash Corp launched a bid to crack the markets where Birch Ltd leads.",
        "Ash Corp held talks with U.S. officials on the rules.",
        "Ash Corp sells its Birch blends for 17 dlrs a barrel.",
    ],
)
def test_what_only_sounds_like_a_deal_is_none(text: str) -> None:
    """Bids that are for no firm, talks with officials, and goods."""
    report = Report(text=text, lang="en")
    assert list(deals(report, Context.of(report))) == []


def test_what_would_have_been_bought_is_not_bought() -> None:
    """A letter that is terminated leaves nothing completed."""
    text = "Ash Corp ended the letter of intent under which it would have acquired Birch Ltd."
    assert "completed" not in {status for status, _ in status_and_label(text)}


def test_a_later_name_is_not_the_company_before_it() -> None:
    """An offer for "the entire company" from the only firm named is no offer for that firm."""
    text = "If it goes on, it would end an offer for the entire company from Ash Holdings."
    report = Report(text=text, lang="en")
    assert not [claim for claim in deals(report, Context.of(report)) if claim.attribute == "target"]


def test_a_flash_in_capitals_tells_its_deal() -> None:
    """Firms of common words are known by their last word; a comma joins two in a title."""
    report = Report(text="ELM WORLD AIRLINES, FLEET FINANCIAL GROUP AGREE TO MERGE\n\nMore follows.", lang="en")
    assert sorted(str(c.value) for c in deals(report, Context.of(report)) if c.attribute == "partner") == [
        "ELM WORLD AIRLINES",
        "FLEET FINANCIAL GROUP",
    ]


def roles_of(text: str) -> set[tuple[str, str]]:
    """Who stands in which role in the deals of a text."""
    report = Report(text=text, lang="en")
    told = deals(report, Context.of(report))
    return {(c.attribute, str(c.value)) for c in told if c.attribute in {role.value for role in Role}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A deal was announced for Ash Corp to acquire Birch Ltd.", {("acquirer", "Ash Corp"), ("target", "Birch Ltd")}),
        (
            "Birchel was bought by the American gardening company, Ashco, in 2005.",
            {("acquirer", "Ashco"), ("target", "Birchel")},
        ),
        (
            "All outstanding shares of Boston Birch Ltd were acquired by Ash Media.",
            {("acquirer", "Ash Media"), ("target", "Boston Birch Ltd")},
        ),
        (
            "Ash Corp and Birch Ltd met. The two companies will collaborate on engines.",
            {("partner", "Ash Corp"), ("partner", "Birch Ltd")},
        ),
        (
            "Nordtel, an investment firm, and Elmet Fund, a pension manager, bought Birch Ltd, a maker of glue, and Oakley Inc.",
            {("acquirer", "Nordtel"), ("acquirer", "Elmet Fund"), ("target", "Birch Ltd"), ("target", "Oakley Inc")},
        ),
        (
            "Battery maker Nordtel SDI Co Ltd and carmaker Birch NV signed a memorandum on a factory.",
            {("partner", "Nordtel SDI Co Ltd"), ("partner", "Birch NV")},
        ),
        (
            "Nordtel was buying 10.9 million shares, or 50.1 pct of Birch Ltd, from the Canadian subsidiary of Elmet Plc.",
            {("acquirer", "Nordtel"), ("target", "Birch Ltd"), ("seller", "Elmet Plc")},
        ),
        (
            "Nordtel will pay $5 a share for the 29 pct of Birch's outstanding common shares it does not own.",
            {("acquirer", "Nordtel"), ("target", "Birch")},
        ),
        ("Nordtel bought the assets and business of Birch Ltd.", {("acquirer", "Nordtel"), ("target", "Birch Ltd")}),
        ("Nordtel bought all of the glue distribution assets of Birch Ltd.", {("acquirer", "Nordtel"), ("seller", "Birch Ltd")}),
        ("Nordtel agreed to sell much of its land assets to Birch Ltd.", {("seller", "Nordtel"), ("acquirer", "Birch Ltd")}),
        ("Nordtel wants to combine Elmet Ltd with Birch Ltd.", {("partner", "Elmet Ltd"), ("partner", "Birch Ltd")}),
        (
            "Nordtel sold its unit, Birch Networks, to the French state.",
            {("acquirer", "French state"), ("target", "Birch Networks"), ("seller", "Nordtel")},
        ),
    ],
)
def test_who_buys_is_found_where_the_sentence_puts_it(text: str, expected: set[tuple[str, str]]) -> None:
    """Behind "for", in an apposition, behind the owner of shares, and in a sentence before."""
    assert roles_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nordtel said its 60 pct owned Birch Ltd unit opened a mill.",
        "Nordtel said the 38 pct interest was sold.",
        "Under the offer Nordtel would retain a 45 per cent stake in the division.",
    ],
)
def test_what_is_owned_or_kept_is_no_deal(text: str) -> None:
    """A share in an adjective, a share whose firm is not said, and a stake that stays where it is."""
    assert not claims_of(text)


def test_nobody_buys_himself() -> None:
    """The company that Ash would buy is not Ash, though the report is about Ash; its own shares are another matter."""
    assert ("target", "Ash Corp") not in roles_of(
        "Ash Corp told Birch Ltd it was flexible on the price it would pay to acquire the company."
    )
    assert ("target", "Ash Corp") in roles_of("Ash Corp said it will buy back 5 pct of its shares.")


def test_the_number_in_a_name_is_part_of_it() -> None:
    """Before a legal form, also one of four digits."""
    assert ("acquirer", "Ashel Anno 1720 N.V.") in roles_of("Ashel Anno 1720 N.V. agreed to buy Birch Ltd.")


def test_what_continues_is_no_part_of_what_has_ended() -> None:
    """A memorandum that has ended and a cooperation that goes on are two deals, and do not contradict one another."""
    text = "Ash Corp and Birch Ltd ended a memorandum of understanding. Ash Corp and Birch Ltd will continue to collaborate on engines."
    dossier = resolve_deals(extract_claims(Report(text=text, outlet="Daily Leaf", lang="en")))
    assert {Status.TERMINATED, Status.AGREED} == {deal.status.value for deal in dossier.deals if deal.status}
    assert not dossier.contradictions


def test_who_considers_a_bid_for_another_makes_it() -> None:
    """Who considers a bid for itself is its target."""
    page = Report(text="Ash Group is considering a bid for Birch Ltd.", lang="en")
    assert {("acquirer", "Ash Group"), ("target", "Birch Ltd")} <= {
        (c.attribute, str(c.value)) for c in deals(page, Context.of(page))
    }
    page = Report(text="Birch Ltd is considering an offer from Ash Group.", lang="en")
    assert {("acquirer", "Ash Group"), ("target", "Birch Ltd")} <= {
        (c.attribute, str(c.value)) for c in deals(page, Context.of(page))
    }


def test_one_name_that_stands_for_all_partners_is_two() -> None:
    """A joint venture of "Nordtel and Birch Chemical" has two partners."""
    report = Report(text="Nordtel and Birch Chemical will set up a joint venture to make batteries.", lang="en")
    assert sorted(str(c.value) for c in deals(report, Context.of(report)) if c.attribute == "partner") == [
        "Birch Chemical",
        "Nordtel",
    ]
