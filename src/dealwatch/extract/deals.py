"""The deals of a report, as claims."""

from __future__ import annotations

from collections.abc import Iterator

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.extract.page import Page
from dealwatch.normalize.context import Context


def deals(report: Report, context: Context) -> Iterator[Claim]:
    """Claim what a report says of deals."""
    yield from ()


def main_deal(page: Page) -> Subject | None:
    """The deal that the report is about: the one that its answers belong to."""
    return None
