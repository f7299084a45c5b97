"""Report to claims. Before: `reports.py` and `normalize/`. After: `domain/ledger.py`, then `merge/`.

How a report flows here: `tokens` and `paragraphs` cut the text, `sections` tells headline from body and list, `names` finds the
names, `aliases` joins those of one thing, `page` holds it all. On the page work `deals`, `facts`, `plants` and `answers`;
`attribution` tells who says a thing and how firmly. `runner` runs them and any `plugins`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.extract.answers import answers
from dealwatch.extract.deals import deals
from dealwatch.extract.facts import facts
from dealwatch.extract.mentions import names
from dealwatch.extract.plants import plants
from dealwatch.extract.plugins import Extractor
from dealwatch.extract.runner import run
from dealwatch.normalize.context import Context

BUILT_IN: Final[Mapping[str, Extractor]] = MappingProxyType(
    {"names@1": names, "deals@1": deals, "facts@1": facts, "plants@1": plants, "answers@1": answers}
)
"""The extractors that come with dealwatch, by name and version."""


def extract_claims(
    report: Report,
    extractors: Mapping[str, Extractor] = BUILT_IN,
    context: Context | None = None,
    on_error: Literal["keep", "raise"] = "keep",
) -> Ledger:
    """Read one report: return a ledger of the report, its claims and what an extractor could not do.

    `extractors` maps names to callables, such as `{**BUILT_IN, "mine@1": mine}`; each claim bears the name of its own. Without
    a context the report gives it: its language, day and outlet. An extractor that fails loses only its later claims; what it
    said is kept as a Failure, or raised with `on_error="raise"`.

    >>> ledger = extract_claims(Report(text="Ash Paper Inc agreed to buy Birch Ltd.", outlet="Daily Leaf", lang="en"))
    >>> sorted(f"{claim.attribute}: {claim.value}" for claim in ledger.claims if claim.subject.kind == "deal")
    ['acquirer: Ash Paper Inc', 'status: agreed', 'target: Birch Ltd', 'type: acquisition']

    Raises:
        ExtractorError: with `on_error="raise"`, if an extractor fails.
    """
    return run(report, extractors, context or Context.of(report), on_error)
