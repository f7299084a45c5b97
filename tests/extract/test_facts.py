"""Facts: each row of the tables reads its example, every claim proves itself, and what is not said is not claimed."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report
from dealwatch.domain.words import Mood
from dealwatch.extract.facts import explained, facts, grammar_of
from dealwatch.extract.telling.rows import read_rows
from dealwatch.normalize.context import Context

TABLES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (resources.files("dealwatch.extract") / "data" / "facts").iterdir()
}
ROWS = [(lang, row) for lang, table in sorted(TABLES.items()) for row in read_rows(table, "fact").rows]

NAMES = st.sampled_from(["Ash Corp", "Birch Motor Co", "Oak Steel AG", "Elm Foods Plc"])
COUNTS = st.integers(2, 900_000)


def report_of(text: str, lang: str = "en") -> Report:
    """A made-up report of July 2025."""
    return Report(text=text, outlet="Daily Leaf", lang=lang, published=date(2025, 7, 7))


def claims_of(text: str, lang: str = "en") -> list[Claim]:
    """The facts of a made-up report."""
    report = report_of(text, lang)
    return list(facts(report, Context.of(report)))


def told(text: str, lang: str = "en") -> set[str]:
    """The facts as "subject attribute value"."""
    return {f"{claim.subject} {claim.attribute} {claim.value}" for claim in claims_of(text, lang)}


@pytest.mark.parametrize(("lang", "row"), ROWS, ids=[f"{lang}-{row.attribute}-{row.say}" for lang, row in ROWS])
def test_every_row_reads_its_example(lang: str, row: object) -> None:
    """A row of the table says what it says: its example gives a claim of its attribute."""
    attribute, example = getattr(row, "attribute", ""), getattr(row, "example", "")
    assert attribute in {claim.attribute for claim in claims_of(example, lang)}


@given(NAMES, COUNTS, st.sampled_from(["employs {n} people", "has {n} employees", "has a workforce of {n} workers"]))
@settings(max_examples=60)
def test_any_number_of_any_company_is_read(name: str, count: int, words: str) -> None:
    """The number and the name are the text's, not the table's."""
    assert f"{name} headcount {count} employees" in told(f"{name} {words.format(n=f'{count:,}')} in Norway.")


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "Ash Corp",
            "Birch Ltd",
            "its",
            "the company",
            "the Elm plant",
            "employs",
            "will cut",
            "closed",
            "300 workers",
            "5 of its 17 plants",
            "$2 billion",
            "net loss of",
            "revenue of",
            "15 percent",
            "of its workforce",
            "capacity of",
            "in 2024",
            "opened in",
            "1961",
            ",",
            ".",
            "compared with",
            "(A$3 billion)",
            "—",
            "\n",
            "and",
            "chief executive",
            "Jo Doe",
        ]
    ),
    max_size=40,
)


@given(FRAGMENTS)
@settings(max_examples=150)
def test_every_claim_proves_itself(words: list[str]) -> None:
    """Whatever the text, quote, value as written and antecedents read back, and an amount lies within its bounds."""
    report = report_of(" ".join(words))
    for claim in facts(report, Context.of(report)):
        assert all(report.proves(evidence) for evidence in claim.all_evidence)
        assert claim.raw == claim.raw_span.of(report.text)
        if claim.bounds is not None and isinstance(claim.value, Money | Quantity):
            assert claim.bounds.low is None or claim.bounds.low <= claim.value.amount
            assert claim.bounds.high is None or claim.value.amount <= claim.bounds.high


@given(FRAGMENTS)
@settings(max_examples=60)
def test_a_renamed_company_changes_nothing_else(words: list[str]) -> None:
    """No rule looks at the letters of a name."""
    text = " ".join(words)
    renamed = {fact.replace("Ash", "Yew") for fact in told(text)}
    assert told(text.replace("Ash", "Yew")) == renamed


@given(NAMES, COUNTS, COUNTS)
@settings(max_examples=40)
def test_another_section_adds_its_own_facts_only(name: str, count: int, other: int) -> None:
    """What stands in one paragraph about one company is not changed by a paragraph about another one."""
    one, two = f"{name} employs {count:,} people.", f"Yew Bank Ltd employs {other:,} people."
    assert told(f"{one}\n\n{two}") == told(one) | told(two)


def test_a_part_and_its_whole_are_two_facts() -> None:
    """A part of a whole, "200 of its 1,300 employees", gives the cut and the headcount; the headcount is certain although the cut is planned."""
    claims = {c.attribute: c for c in claims_of("Birch Ltd plans to make 200 of its 1,300 employees redundant.")}
    assert claims["job_cuts"].value == Quantity(Decimal(200), "employees")
    assert claims["headcount"].value == Quantity(Decimal(1300), "employees")
    assert claims["job_cuts"].modality.mood is Mood.PLANNED
    assert claims["headcount"].modality.mood is Mood.ACTUAL


def test_what_the_words_take_for_granted_is_certain() -> None:
    """The share that a plan would raise is so today, whatever becomes of the plan."""
    (claim,) = claims_of("The deal would raise the Elm plant's utilisation, estimated at about 40%.")
    assert (claim.attribute, claim.modality.mood) == ("utilisation", Mood.ACTUAL)


def test_a_loss_compared_with_the_year_before_is_a_change() -> None:
    """The swing is negative and is no net loss; its conversion and its bounds turn with it."""
    (claim,) = claims_of("Birch Ltd made a loss of ¥1.097 trillion (A$11.5 billion) compared to the financial year prior.")
    assert claim.attribute == "profit_change"
    assert claim.value == Money(Decimal("-1097000000000"), "JPY")
    assert claim.bounds is not None
    assert claim.bounds.holds(Decimal("-1097000000000"))


@pytest.mark.parametrize(
    "text",
    [
        "Ash Corp made a profit, compared with a loss of $40 million a year earlier.",
        "Ash Corp and Birch Ltd together have combined sales of $40 million.",
        "Ash Corp said its unit had sales of $40 million.",
        "Ash Corp said it will buy Birch Ltd for $40 million.",
        "The offer values Birch Ltd at $40 million.",
        "Ash Corp earned 35 cents a share.",
        "Ash Corp manages $40 million in assets under management.",
        "Analysts expect Ash Corp to rise.",
        "Ash Corp has sold nine storage facilities.",
        "Ash Corp will cut 5 of 1,300 jobs.",
        "Former Ash Corp CEO Jo Doe spoke.",
        "Ash Corp has acquired an 80% stake in Birch Ltd.",
        "Ash Corp will own 80 percent of Birch Ltd.",
        "Ash Corp employs 300 robots.",
        "Ash Corp will cut its output target to 300 vehicles.",
        "Ash Corp's managing director Jo Doe spoke.",
        "Ash Corp, a maker of the future, spoke.",
        "Ash Corp will buy a company with sales of $40 million.",
        "Ash Corp merged, forming a company with sales of $40 million.",
        "Ash Corp spoke of the island's $40 million in debt.",
        "Ash Corp would owe $40 million in taxes if that came back.",
        "Jo Doe and former Ash Corp CEO Al Roe spoke.",
        "Ash Corp's German subsidiary employs 300 people.",
        "A fleet of five Ash jets is there and employs 300 people.",
        "The acquisition of Birch Ltd will produce revenue of $40 million.",
    ],
)
def test_what_is_not_said_of_a_company_is_not_claimed(text: str) -> None:
    """Other periods, other subjects, prices and former chiefs are no facts about the company."""
    assert not [fact for fact in told(text) if fact.startswith(("Ash", "Birch"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Given that it is running at half of its capacity, the Elm plant may go.", "Elm plant utilisation 50 %"),
        ("The Elm plant is old. It employs 300 people.", "Elm plant headcount 300 employees"),
        ("The mill of Ash Corp, opened in 1961, employs 300 people.", ""),
        ("Ash Corp, a unit of Birch Ltd, employs 300 people.", "Ash Corp headcount 300 employees"),
        ("Ash Corp will buy Birch Ltd, which employs 300 people.", "Birch Ltd headcount 300 employees"),
        ("Jo Doe, chief executive of Ash Corp, spoke. He will cut 300 jobs.", "Ash Corp job_cuts 300 employees"),
        ("At Ash Corp all is well. Net profit at Birch Ltd rose 5% to $40 million.", "Birch Ltd net_profit USD 40000000"),
        ("Ash Corp will cut 200 of the 1,300 jobs.", "Ash Corp headcount 1300 employees"),
        ("The Elm refinery has a capacity of 200 barrels a day.", "Elm refinery capacity 200 barrels/day"),
        ("They met at the Elm plant in Bergheim, Oakshire, which employs 300 people.", "Elm plant headcount 300 employees"),
        ("Ash Corp's net profit rose 5% on sales of $40 million.", "Ash Corp revenue USD 40000000"),
        ("Opened in 1970, the Elm plant makes cars.", "Elm plant opened 1970"),
        ("Jo Doe met Birch Ltd. Mr Doe is Birch Ltd's CEO.", "Birch Ltd ceo Jo Doe"),
        ("Ash Corp cut its workforce to 1,300 people.", "Ash Corp headcount 1300 employees"),
        ("Ash Corp has sales of $40 million a year.", "Ash Corp revenue USD 40000000"),
        ("Ash Corp (ASH.O), which employs 300 people, spoke.", "Ash Corp headcount 300 employees"),
        ("Net income was $40 million, Ash Corp said.", "Ash Corp net_profit USD 40000000"),
        ("The takeover of Birch Ltd and its 300 employees is near.", "Birch Ltd headcount 300 employees"),
        ("The 300 workers at Ash Corp's Elm plant left.", "Elm plant headcount 300 employees"),
    ],
)
def test_whose_fact_it_is(text: str, expected: str) -> None:
    """Clauses before the subject, pronouns, insertions, relatives and people who speak for a company find their subject."""
    assert expected in told(text) | {""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jo Doe owns 12 percent of Birch Ltd.", {"Jo Doe stake 12 % of Birch Ltd"}),
        (
            "Ash Corp holds 12% of Elm Inc. It also has a 5% stake in Oak Ltd.",
            {"Ash Corp stake 12 % of Elm Inc", "Ash Corp stake 5 % of Oak Ltd"},
        ),
        (
            "The joint venture will be 55 percent owned by Ash Corp and 45 percent by Oak Ltd.",
            {"Ash Corp stake 55 % of joint venture", "Oak Ltd stake 45 % of joint venture"},
        ),
    ],
)
def test_a_stake_is_held_by_somebody_in_something(text: str, expected: set[str]) -> None:
    """The unit of a holding names that in which it is held, so two holdings of one firm do not compete."""
    assert expected <= told(text)


def test_goods_end_where_their_phrase_does() -> None:
    """A list goes on to its "and"; a preposition, a participle or the next clause ends it."""
    products = {
        claim.raw
        for text in (
            "Ash Corp, a maker of steel pipes, valves and pumps for ships, spoke.",
            "Birch Ltd, a producer of plastic foam used in chairs, spoke.",
            "Oak Ltd, which makes paper, and a unit of Elm Inc spoke.",
        )
        for claim in claims_of(text)
        if claim.attribute == "products"
    }
    assert products == {"steel pipes, valves and pumps", "plastic foam", "paper"}


def test_what_is_yet_to_open_has_not_opened() -> None:
    """A date ahead is that of a plan."""
    assert not {claim.attribute for claim in claims_of("The Elm plant will be completed in 2030.")} & {"opened"}


def test_a_post_without_a_firm_is_that_of_the_only_firm_near() -> None:
    """Where two firms are named before, nobody knows whose chief speaks."""
    assert "Ash Corp ceo Jo Doe" in told("Ash Corp is well. Chief Executive Jo Doe spoke.")
    assert not {fact for fact in told("Ash Corp bought Birch Ltd. Chief Executive Jo Doe spoke.") if " ceo " in fact}


def test_the_needed_antecedent_stands_with_the_claim() -> None:
    """Where "The facility" cannot be read alone, the claim carries the words and the name that they mean."""
    (claim,) = claims_of("Ash Corp may close its Elm plant. The facility employs 300 people.")
    assert [evidence.quote for evidence in claim.antecedents] == ["The facility", "Elm plant"]


def test_a_period_is_that_of_the_words_beside() -> None:
    """A period stands in, beside or before the words; "by" leaves its beginning open."""
    claims = {c.attribute: c for c in claims_of("In 2024 Ash Corp had sales of $40 million. It will close two plants by 2027.")}
    assert claims["revenue"].valid == Period.year(2024)
    assert claims["plant_closures"].valid == Period(None, date(2027, 12, 31))


def test_every_fact_names_the_row_that_told_it() -> None:
    """Who asks why gets the pattern as it stands in the table."""
    report = report_of("Ash Corp employs 300 people.")
    ((claim, say),) = explained(report, Context.of(report))
    assert (claim.attribute, say) == ("headcount", "<employ> ~ {people}")


def test_a_language_without_a_table_gives_no_facts() -> None:
    """Nothing is read with the grammar of another language."""
    assert grammar_of("fi") is None
    assert not claims_of("Ash Corp employs 300 people.", "fi")


SEED_FACTS = {
    "000": {
        "Oppama plant opened 1961",
        "Oppama plant headcount 3900 employees",
        "Oppama plant utilisation 40 %",
        "Nissan Motor plant_closures 7 plants",
        "Nissan Motor plants_total 17 plants",
    },
    "001": {"Oppama plant headcount 3900 employees"},
    "002": {
        "Nissan job_cuts 20000 employees",
        "Nissan headcount 133000 employees",
        "Nissan net_loss JPY 670900000000",
        "Nissan profit_change JPY -1097000000000",
        "Nissan headquarters in Yokohama asset_value JPY 100000000000",
        "Oppama plant jobs_at_risk 3900 employees",
        "Foxtron ceo Jun Skei",
    },
    "004": {"Nissan plant_closures 17 plants", "Nissan job_cuts 15 %", "Oppama plant opened 1961"},
}


@pytest.mark.parametrize("number", sorted(SEED_FACTS))
def test_the_facts_of_the_seeds_are_found(number: str, seeds: Path) -> None:
    """Five real reports: these facts are told there."""
    (file,) = seeds.glob(f"{number}_*.txt")
    assert SEED_FACTS[number] <= told(file.read_text(encoding="utf-8"))
