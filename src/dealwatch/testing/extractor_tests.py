"""The rules as a class of tests that an author subclasses."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dealwatch.domain.report import Report
from dealwatch.extract.plugins import Extractor
from dealwatch.testing.conformance import broken_rules
from dealwatch.testing.corpus import CORPUS
from dealwatch.testing.rules import RULES


class ExtractorTests:
    """Subclass it in your tests and give the fixture `extractor`; each rule is a test of its own.

        class TestMine(dealwatch.testing.ExtractorTests):
            @pytest.fixture
            def extractor(self): return my_extractor

    Override the fixture `corpus` with reports on which your extractor finds something, `attributes` with those that it may
    claim, and set `deterministic = False` for a model that answers differently each time.
    """

    deterministic: bool = True

    @pytest.fixture
    def extractor(self) -> Extractor:
        """The extractor under test."""
        raise NotImplementedError("give a fixture `extractor` that returns your extractor")

    @pytest.fixture
    def corpus(self) -> Iterable[Report]:
        """The reports on which it is tried."""
        return CORPUS

    @pytest.fixture
    def attributes(self) -> Iterable[str] | None:
        """The attributes that it may claim; None for any."""
        return None

    @pytest.mark.parametrize("rule", RULES)
    def test_extractor(self, rule: str, extractor: Extractor, corpus: Iterable[Report], attributes: Iterable[str] | None) -> None:
        """The extractor holds the rule."""
        found = broken_rules(extractor, corpus, attributes=attributes, deterministic=self.deterministic, rules=[rule])
        assert not found, "\n".join(map(str, found))
