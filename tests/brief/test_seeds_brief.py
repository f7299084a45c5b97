"""The brief of the five seeds says what they add up to, who says it, and what stays open; and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dealwatch import Ledger, extract_claims, read_reports, resolve_deals, write_brief


@pytest.fixture(scope="module")
def chapters(seeds: Path) -> dict[str, str]:
    """The text of the brief without its footnotes: each card under its title, blanks made one."""
    text = write_brief(resolve_deals(Ledger.union(map(extract_claims, read_reports(seeds)))))
    body = re.sub(r" ?(\[\d+\])+", "", text.partition("\nFootnotes")[0])
    parts = re.split(r"^(\S.*)\n-{3,}\n", body, flags=re.MULTILINE)
    return {title: " ".join(part.split()) for title, part in zip(parts[1::2], parts[2::2], strict=True)}


MAIN = "Foxconn and Nissan Motor: manufacturing, Oppama plant (in talks)"
THINGS = "What is claimed of companies, plants and other things"


@pytest.mark.parametrize(
    ("chapter", "said"),
    [
        (MAIN, "Foxconn and Nissan Motor are in talks on a manufacturing deal at the Oppama plant."),
        (MAIN, "two people familiar with the matter via Reuters"),
        (MAIN, "insider sources via Nikkei, in 4 reports"),
        (MAIN, "or an asset sale, according to Kyodo"),
        (MAIN, "or a joint venture, according to insider sources via Nikkei"),
        (MAIN, "or a stake, according to insider sources via Nikkei"),
        (
            MAIN,
            "Nissan Motor said that it had announced nothing of the kind. Foxconn declined to comment. Nissan Motor did not deny it.",
        ),
        (MAIN, "Contradiction on the status in talks, according to"),
        (MAIN, "not in talks, according to report 5: “Foxconn is not currently actively engaged in concrete negotiations"),
        ("Foxconn and Mitsubishi Motors: supply (agreed)", "Foxconn has agreed to supply Mitsubishi Motors."),
        (THINGS, "Plant closures: 7 plants (until March 31, 2028) (“seven”), planned"),
        (THINGS, "Headcount: 3,900 employees (“about 3,900 workers”)"),
        (THINGS, "in the report also AUD 1,080,000,000"),
        ("Where the reports disagree on them", "17 plants, according to Ivan Espinoza"),
        ("Where the reports disagree on them", "takes the total for the number to be closed"),
        ("Where they only seem to disagree", "20,000 of 133,000 is 15.0 %"),
        ("Where they only seem to disagree", "38 to 42 % lies within below 50 %"),
        ("Where they only seem to disagree", "Kanagawa lies 43 km southwest of Tokyo"),
    ],
)
def test_it_says(chapters: dict[str, str], chapter: str, said: str) -> None:
    """Each of the things that a careful reader of the five reports would write down."""
    assert said in chapters[chapter]


@pytest.mark.parametrize(
    "never",
    [
        r"Price",  # no report names one for the talks
        r"has (agreed|bought)",
        r"(?<!not )confirmed",
        r"denied it",  # Nissan said that it had announced nothing, which is no denial
        r"completed",
    ],
)
def test_it_says_nothing_of_the_talks_that_no_report_says(chapters: dict[str, str], never: str) -> None:
    """No price, no agreement, no confirmation and no denial stand in the main record."""
    assert not re.search(never, chapters[MAIN])


def test_each_reconciled_attribute_has_one_line(chapters: dict[str, str]) -> None:
    """What only seems to disagree on the place of the plant is told once."""
    assert chapters["Where they only seem to disagree"].count("location:") == 1
