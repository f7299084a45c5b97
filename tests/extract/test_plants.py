"""Sites: one name a site, its owner and place, and what is said to happen to it."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.extract.page import read_page
from dealwatch.extract.plants import plants
from dealwatch.extract.telling.rows import read_rows
from dealwatch.extract.telling.sites import sites_of
from dealwatch.normalize.context import Context

TABLES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in (resources.files("dealwatch.extract") / "data" / "plants").iterdir()
}
ROWS = [(lang, row) for lang, table in sorted(TABLES.items()) for row in read_rows(table, "event").rows]


def claims_of(text: str, lang: str = "en") -> list[Claim]:
    """The claims on sites of a made-up report."""
    report = Report(text=text, outlet="Daily Leaf", lang=lang, published=date(2025, 7, 7))
    return list(plants(report, Context.of(report)))


def told(text: str, lang: str = "en") -> set[str]:
    """The claims as "site attribute value"."""
    return {f"{claim.subject} {claim.attribute} {claim.value}" for claim in claims_of(text, lang)}


def named(text: str) -> list[str]:
    """The name of each mention of a site, in order."""
    page = read_page(Report(text=text, lang="en"))
    return [mention.name for mention in sites_of(page)]


@pytest.mark.parametrize(("lang", "row"), ROWS, ids=[f"{lang}-{row.attribute}-{row.say}" for lang, row in ROWS])
def test_every_event_reads_its_example(lang: str, row: object) -> None:
    """A row of the table says what it says: its example gives its attribute."""
    attribute, example = getattr(row, "attribute", ""), getattr(row, "example", "")
    assert attribute in {claim.attribute for claim in claims_of(example, lang)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ash Corp's Elm plant is old.", ["Elm plant"]),
        ("Ash Corp spoke. The Ash Corp Elm plant is old.", ["Elm plant"]),
        ("The Elm factory is old. Ash Corp may sell the Elm plant.", ["Elm plant", "Elm plant"]),
        ("The Elm plant is old. The facility employs 300 people.", ["Elm plant", "Elm plant"]),
        ("The Elm plant and the Oak plant are old. The facility employs 300 people.", ["Elm plant", "Oak plant"]),
        ("The Elm assembly plant is old.", ["Elm assembly plant"]),
        ("Ash Corp's plant in Bergheim is old. The plant is small.", ["Bergheim plant", "Bergheim plant"]),
        ("Ash Corp opened its Elmford, Ohio, steel plant.", ["Elmford plant"]),
        ("Ash Corp closed its Elmford yogurt plant.", ["Elmford yogurt plant"]),
        ("The Elmford body and assembly plant is old.", ["Elmford body and assembly plant"]),
        ("The Ash Foods Ltd furniture factory is old. The factory is small.", ["Ash Foods Ltd furniture factory"] * 2),
        ("Ash Corp may copy its $2 billion Ohio plant.", ["Ohio plant"]),
        ("The Elm board closed plant after plant.", []),
        ("The factory is old.", []),
        ("Ash Corp has seven plants.", []),
        ("Ash Corp has a credit facility and a web site.", []),
        ("Ash Plant Security Inc is old.", []),
        ("Ash Corp bought Oak Warehouse.", []),
        ("It is a Superfund site.", []),
    ],
)
def test_a_site_has_one_name_wherever_it_is_meant(text: str, expected: list[str]) -> None:
    """Forms, owners before the name and descriptions lead to one name; what may mean two sites, or none, is left out."""
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ash Corp's Elm plant near Oslo is old.", {"Elm plant owner Ash Corp", "Elm plant location near Oslo"}),
        ("The Elm plant, located in Norway, is old.", {"Elm plant location Norway"}),
        ("The Elm plant south of Oslo is old.", {"Elm plant location south of Oslo"}),
        ("The Elm plant in Bergheim, Oakshire, which is old, may go.", {"Elm plant location Bergheim, Oakshire"}),
        ("The Elm plant in the centre of Oslo is old.", {"Elm plant location Oslo"}),
        ("Ash Corp's plant in the southern city of Bergheim is old.", {"Bergheim plant location Bergheim"}),
        ("The Elm plant in New York is old.", {"Elm plant location New York"}),
        ("Ash Corp's plant in Bergheim is old.", {"Bergheim plant names Bergheim plant", "Bergheim plant location Bergheim"}),
        ("Ash Corp plans to sell its Elm plant.", {"Elm plant owner Ash Corp", "Elm plant sale proposed"}),
        ("Ash Corp could close the Elm plant.", {"Elm plant closure considered"}),
        ("Ash Corp closed the Elm plant in 2019.", {"Elm plant closure completed"}),
        ("Ash Corp opened the 435 Megawatt Elm Solar Power Plant.", {"435 Megawatt Elm Solar Power Plant capacity 435 MW"}),
    ],
)
def test_what_is_said_of_a_site(text: str, expected: set[str]) -> None:
    """Owner, place, capacity and event stand in the words beside the name."""
    assert expected <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The deal could save the Elm plant from closure.",
        "Ash Corp will not close the Elm plant.",
        "Ash Corp wants to avoid the closure of the Elm plant.",
        "Ash Corp builds cars at the Elm plant.",
    ],
)
def test_what_is_to_be_avoided_is_no_event(text: str) -> None:
    """A closure that is denied or prevented is not claimed, nor what is done at the site."""
    assert not {claim.attribute for claim in claims_of(text)} & {"closure", "opening", "sale"}


@given(
    st.lists(
        st.sampled_from(
            [
                "Ash Corp's",
                "Elm",
                "Oak",
                "the",
                "its",
                "plant",
                "factory",
                "facility",
                "in",
                "near",
                "Oslo",
                "Ohio",
                ",",
                ".",
                "will close",
                "435 MW",
                "\n",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=150)
def test_every_claim_proves_itself(words: list[str]) -> None:
    """Whatever the text, all evidence reads back, and every site is called by one of its names."""
    text = " ".join(words)
    report = Report(text=text, outlet="Daily Leaf", lang="en")
    for claim in plants(report, Context.of(report)):
        assert all(report.proves(evidence) for evidence in claim.all_evidence)
        assert claim.raw == claim.raw_span.of(text)
