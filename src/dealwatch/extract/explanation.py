"""Sentence by sentence, which rule gave which claim: what `dealwatch extract --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Evidence, Report
from dealwatch.extract.answers import answers
from dealwatch.extract.deals import explained as explained_deals
from dealwatch.extract.facts import explained as explained_facts
from dealwatch.extract.mentions import names
from dealwatch.extract.page import read_page
from dealwatch.extract.plants import explained as explained_plants
from dealwatch.normalize.context import Context

_WITH_RULES: Final = (explained_deals, explained_facts, explained_plants)
_BY_NAME: Final = {"names": names, "answers": answers}


@frozen
class Explained:
    """A claim, the sentence that it stands in, and the rule that made it: a row of a table, or the extractor's name."""

    sentence: Evidence
    rule: str
    claim: Claim


def explain(report: Report, context: Context | None = None) -> Iterator[Explained]:
    """Give the claims that the built-in extractors make of a report, in the order of the text, each with its rule.

    >>> report = Report(text="Ash Paper Inc agreed to buy Birch Ltd. Oak Inc left.", lang="en")
    >>> [(found.rule, found.claim.attribute) for found in explain(report)][:2]
    [('buy', 'type'), ('buy', 'status')]
    """
    context = context or Context.of(report)
    page = read_page(report, context)
    made = [pair for extractor in _WITH_RULES for pair in extractor(report, context)]
    made += [(claim, name) for name, extractor in _BY_NAME.items() for claim in extractor(report, context)]
    for claim, rule in sorted(made, key=lambda pair: page.sentence_at(pair[0].raw_span.start).span):
        span = page.sentence_at(claim.raw_span.start).span
        yield Explained(report.evidence(span.start, span.end), rule, claim)
