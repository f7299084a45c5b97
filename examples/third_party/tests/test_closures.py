"""The three-line test, and the golden report, a test a claim."""

from pathlib import Path

import pytest
from acme_closures import closures

from dealwatch import BUILT_IN, Report, extract_claims, installed_extractors
from dealwatch.testing import ExtractorTests, GoldenTests


class TestClosures(ExtractorTests):
    @pytest.fixture
    def extractor(self):
        return closures

    @pytest.fixture
    def corpus(self):
        return [
            Report(text="Ash Corp will shut its Elmford plant.\n\nIt may close its Birch plant, and close its Birch plant again.")
        ]


class TestGolden(GoldenTests):
    folder = Path(__file__).parent / "golden"
    extractors = {"acme-closures@1": closures}


def test_it_is_found_once_it_is_installed():
    assert "acme-closures@1" in installed_extractors()
    report = Report(text="Ash Corp said it would close its Elmford plant.", lang="en")
    ledger = extract_claims(report, {**BUILT_IN, **installed_extractors()})
    assert [claim.attribute for claim in ledger.claims if claim.extractor == "acme-closures@1"] == ["closure"]
