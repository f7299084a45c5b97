"""The rules, and the golden reports, as classes of tests that an author subclasses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from dealwatch.domain.report import Report
from dealwatch.extract import BUILT_IN
from dealwatch.extract.plugins import Extractor
from dealwatch.testing.conformance import broken_rules
from dealwatch.testing.corpus import CORPUS
from dealwatch.testing.golden import Golden, golden_claims
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


class GoldenTests:
    """Subclass it and name a folder of golden reports; each claim that is expected or made is a test of its own.

    class TestGolden(dealwatch.testing.GoldenTests):
        folder = Path(__file__).parent / "golden"
        extractors = {"closures@1": closures}
    """

    folder: str | Path
    extractors: Mapping[str, Extractor] = BUILT_IN

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make a test of each claim."""
        if "golden" in metafunc.fixturenames:
            metafunc.parametrize("golden", list(golden_claims(self.folder, self.extractors)), ids=str)

    def test_golden(self, golden: Golden) -> None:
        """The claim was reviewed, and is made."""
        assert not golden.fault, f"{golden.fault}: {golden}"
