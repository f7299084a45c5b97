"""The chunker: where names begin and end, what kind they are of, and which of them are one thing."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.report import Report
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.page import Page, read_page

WORDS = st.sampled_from(
    [
        "Ash",
        "Birch",
        "Oak",
        "Corp",
        "Inc",
        "and",
        "of",
        "&",
        "the",
        "(",
        ")",
        ",",
        ".",
        "'s",
        "said",
        "New",
        "Bank",
        "Elm-based",
        "日本",
        "U.S.",
        "<ASH>",
        "Chairman",
        "in",
        "May",
    ]
)


def page_of(text: str) -> Page:
    return read_page(Report(text=text, lang="en"))


def quotes(text: str) -> list[str]:
    return [" ".join(named.quote.split()) for named in page_of(text).names]


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_names_read_back_from_the_text_in_order_and_apart(text: str) -> None:
    names = page_of(text).names
    assert all(named.span.of(text) == named.quote for named in names)
    assert all(one.span.end <= other.span.start for one, other in pairwise(names))


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_name_is_called_by_a_form_that_stands_in_the_text(text: str) -> None:
    names = page_of(text).names
    forms = {" ".join(named.quote.split()) for named in names}
    assert all(named.name in forms or named.name.removesuffix(" plant") in forms for named in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday it bought Ash Corp Holdings Ltd and Birch Pty Ltd.", ["Ash Corp Holdings Ltd", "Birch Pty Ltd"]),
        ("It sold Ash Inc and Birch Corp of Elmland.", ["Ash Inc", "Birch Corp", "Elmland"]),
        ("It bought Ash Corp of America from Bank of Birch.", ["Ash Corp of America", "Bank of Birch"]),
        ("It bought Ash Tire and Rubber Co and Oak and Sons.", ["Ash Tire and Rubber Co", "Oak and Sons"]),
        ("It bought Ash (Australia) Ltd for cash.", ["Ash (Australia) Ltd"]),
        ("Ash Chairman Jo Doe met the Elm-based Oak Group in May.", ["Ash", "Jo Doe", "Oak Group"]),
        ("It bought Birch & Oak plc from T-Elm.", ["Birch & Oak plc", "T-Elm"]),
        ("Sales rose. Shares of Ash fell.", ["Ash"]),
        ("It bought <Birch Industries Inc> and Ash Inc <ASH>.", ["Birch Industries Inc", "Ash Inc"]),
        ("In March Ash's chief told Oak, of Springfield, Ill, that it may sell.", ["Ash", "Oak", "Springfield"]),
        ("It bought Oak Energy Limited Partnership.", ["Oak Energy Limited Partnership"]),
        (
            "It bought Financial Corp of Oak Bay from Birch Corp of Elmland.",
            ["Financial Corp of Oak Bay", "Birch Corp", "Elmland"],
        ),
        ("It met the Center for Birch Studies.", ["Center for Birch Studies"]),
        ("It bought British and Oak Shipping Plc.", ["British and Oak Shipping Plc"]),
        ("The firm of Birch, Oak and Elm told us.", ["Birch, Oak and Elm"]),
        ("It hired Birch, Oak & Co. for advice.", ["Birch, Oak & Co"]),
        ("It bought Compagnie Birchaise d'Oak-Chimie.", ["Compagnie Birchaise d'Oak-Chimie"]),
        ("It bought a unit of Birch's Group in May.", ["Birch's Group"]),
        ("Chipmaker Birchel left. It is sold to the French state.", ["Birchel", "French state"]),
        (
            "Dairy Farmers of America left. Post-acquisition, all is well. Separating Birch Corp will cost.",
            ["Dairy Farmers of America", "Birch Corp"],
        ),
        ("It bought <Birch, Oak and Elm Agency> of Oslo.", ["Birch, Oak and Elm Agency", "Oslo"]),
        ("It bid $A740 million, or Rs 30 crore, for Birchel.", ["Birchel"]),
    ],
)
def test_a_name_begins_and_ends_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


def test_and_joins_two_words_of_one_firm_unless_the_second_also_stands_alone() -> None:
    assert "Forbes Group" in quotes("It said Ash and Forbes Group agreed. Later Forbes Group left.")
    assert "Ash and Forbes Group" in quotes("It said Ash and Forbes Group agreed.")


def test_a_joined_pair_is_two_names_where_both_stand_alone() -> None:
    assert quotes("Ashco met Birchel. The Ashco-Birchel merger is off.")[-2:] == ["Ashco", "Birchel"]


def test_the_owner_is_cut_off_the_name_of_a_site() -> None:
    names = page_of("Ash said the Ash Oakhill plant will close. Workers left Oakhill.").names
    assert [(named.quote, named.kind.value, named.name) for named in names[1:]] == [
        ("Ash", "company", "Ash"),
        ("Oakhill plant", "plant", "Oakhill plant"),
        ("Oakhill", "plant", "Oakhill plant"),
    ]


def test_kinds_follow_from_the_words_of_a_name_and_beside_it() -> None:
    text = "Ash Inc of France said Chairman Jo Doe met Mary Elm, and the Securities and Exchange Commission agreed."
    kinds = {named.quote: named.kind.value for named in page_of(text).names}
    assert kinds["Ash Inc"] == "company"
    assert kinds["France"] == "other"
    assert kinds["Jo Doe"] == kinds["Mary Elm"] == "person"


def test_a_title_in_title_case_gives_the_names_that_its_common_words_do_not_hide() -> None:
    text = "Ash said it agreed to a deal. It is final.\n\nBirchco Gains as Oakcorp Expands With Full Takeover of Elmtree Copper\n"
    text += "Yewtel Faces Rising Costs\nFirgen Files for Bankruptcy Amid Scrutiny"
    assert quotes(text)[1:] == ["Birchco", "Oakcorp", "Elmtree Copper", "Yewtel", "Firgen"]


def test_a_title_in_capitals_is_read_with_the_names_of_the_body() -> None:
    text = "ASH PAPER TO BUY BIRCH\n\nAsh Paper Inc said it agreed to buy Birch Ltd."
    assert [(named.quote, named.name) for named in page_of(text).names][:2] == [
        ("ASH PAPER", "Ash Paper Inc"),
        ("BIRCH", "Birch Ltd"),
    ]


def test_a_description_means_a_firm_only_where_one_can_be_meant() -> None:
    clear = page_of("Japan's Ashco is in talks with Taiwan's Birchel. The Japanese carmaker declined to comment.")
    assert [(named.quote, named.name) for named in clear.references] == [("The Japanese carmaker", "Ashco")]
    unclear = page_of("Ashco is in talks with Birchel. The Japanese carmaker declined to comment.")
    assert unclear.references == ()


def test_a_page_finds_the_sentence_and_the_name_at_a_place() -> None:
    page = page_of("Ash bought Birch. Oak sold Elm.")
    assert page.sentence_at(20).span.of(page.text) == "Oak sold Elm."
    named = page.named(page.names[1].span)
    assert named is not None
    assert named.quote == "Birch"


def test_quotations_are_told_and_one_without_an_end_goes_to_its_paragraphs_end() -> None:
    page = page_of("Ash said “we agreed” on Monday.\nBirch said “it is so\nOak left.")
    assert [span.of(page.text) for span in page.quotes] == ["we agreed", "it is so"]


def test_a_firm_that_acts_is_no_site_though_a_site_is_called_after_it() -> None:
    """Where Ash also allows and decides, its plant is a plant of Ash; a site that nobody acts as stays a site."""
    acting = page_of("The launch is at the Ashco plant. The Ashco plant can be saved, if Ashco allows it. Ashco called it early.")
    assert {named.kind for named in acting.names if named.quote == "Ashco"} == {SubjectKind.COMPANY}
    still = page_of("The launch is at the Elm plant. Work at Elm would go on.")
    assert {named.kind for named in still.names} == {SubjectKind.PLANT}


def test_a_title_holds_no_units_verbs_or_products_as_firms() -> None:
    """Inflected verbs, currencies and what a firm is said to have are no firms; the firms beside them are."""
    text = "Ash said it grew.\n\n\nElmcore Reaffirms Birchbet’s Dominance as Rivalry Intensifies\n"
    text += "Oakzone Pledges 22 Billion Yuan Housing Support\nYewtel’s Revisited Capri Model Faces Delays"
    firms = [named.quote for named in page_of(text).names if named.kind is SubjectKind.COMPANY]
    assert firms == ["Ash", "Elmcore", "Birchbet", "Oakzone", "Yewtel"]
