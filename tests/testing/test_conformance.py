"""The kit catches every bad extractor by the rule that it breaks, and lets good ones pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dealwatch import ExtractorError, Report
from dealwatch.extract.plugins import Extractor
from dealwatch.testing import ExtractorTests, broken_rules, check_extractor
from dealwatch.testing.rules import RULES
from tests.testing.zoo import GOOD, ZOO, good_headcounts, off_by_one

ATTRIBUTES = ["names", "headcount", "market_cap"]


@pytest.mark.parametrize("bad", ZOO, ids=lambda bad: bad.__name__)
def test_the_rule_bites(bad: Callable[..., Any]) -> None:
    """Each animal of the zoo is caught by the id of the rule that it breaks."""
    extractor = bad() if isinstance(bad, type) else bad
    found = broken_rules(extractor, attributes=ATTRIBUTES, rules=[ZOO[bad]])
    assert [ZOO[bad]] == [broken.rule for broken in found]


def test_every_rule_has_an_animal() -> None:
    """A rule that nothing breaks could be one that cannot bite."""
    assert set(RULES) == set(ZOO.values())


@pytest.mark.parametrize("good", GOOD, ids=lambda good: good.__name__)
def test_good_extractors_pass(good: Extractor) -> None:
    """No rule is broken by an extractor that does what it should."""
    check_extractor(good, attributes=ATTRIBUTES)


def test_the_smallest_failing_report_is_shown() -> None:
    """Of a report of several paragraphs only the sentence or words that break the rule are left."""
    text = "Nothing here.\n\nNor here. Ash Corp bought Birch Ltd. And so on.\n\nThe end."
    (broken,) = broken_rules(off_by_one, [Report(text=text)], rules=["quotes_stand"])
    assert len(broken.report.text) < 15
    assert "Ash Corp" in broken.report.text


def test_the_message_names_rule_report_and_reason() -> None:
    """An author sees what is wrong without reading the kit."""
    with pytest.raises(ExtractorError, match=r"(?s)breaks 3 of 20 rules.*quotes_stand: at \[1:9\).*on the report"):
        check_extractor(off_by_one)


class TestMine(ExtractorTests):
    """The three lines that an author writes."""

    @pytest.fixture
    def extractor(self) -> Extractor:
        """The extractor under test."""
        return good_headcounts
