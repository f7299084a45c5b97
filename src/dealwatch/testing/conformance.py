"""Try an extractor against every rule, and show the smallest report on which it breaks one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from dealwatch.domain.report import Report
from dealwatch.errors import ExtractorError
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context
from dealwatch.testing.corpus import CORPUS, HOSTILE
from dealwatch.testing.rules import RULES, Rule, Trial

_SLOW = "takes_linear_time"


@frozen
class Broken:
    """A rule that an extractor breaks: its name, the smallest report found on which it does, and what happened there."""

    rule: str
    report: Report
    says: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.says}\n    on the report {self.report.text!r:.300}"


def broken_rules(
    extractor: Extractor,
    corpus: Iterable[Report] = CORPUS,
    *,
    attributes: Iterable[str] | None = None,
    deterministic: bool = True,
    context: Context | None = None,
    rules: Iterable[str] = RULES,
) -> tuple[Broken, ...]:
    """Return the rules that an extractor breaks on a corpus and on hostile texts, each once.

    `attributes` are those that it may claim; `deterministic=False` is for a model that answers differently each time.

    >>> broken_rules(lambda report, context: [])
    ()
    """
    reports = tuple(corpus)
    declared = None if attributes is None else frozenset(attributes)
    trial = Trial(extractor, declared, deterministic, others=reports, context=context)
    return tuple(broken for name in rules if (broken := _first(name, RULES[name], trial, reports)))


def check_extractor(
    extractor: Extractor,
    corpus: Iterable[Report] = CORPUS,
    *,
    attributes: Iterable[str] | None = None,
    deterministic: bool = True,
    context: Context | None = None,
) -> None:
    """Refuse an extractor that breaks a rule, with one readable paragraph a rule.

    Raises:
        ExtractorError: naming each broken rule, the smallest report on which it breaks, and what happened.
    """
    broken = broken_rules(extractor, corpus, attributes=attributes, deterministic=deterministic, context=context)
    if broken:
        raise ExtractorError("\n".join((f"the extractor breaks {len(broken)} of {len(RULES)} rules", *map(str, broken))))


def _first(name: str, rule: Rule, trial: Trial, reports: tuple[Report, ...]) -> Broken | None:
    for report in reports if name == _SLOW else (*reports, *HOSTILE):
        happened = next(iter(rule(trial, report)), None)
        if happened is not None:
            broken = Broken(name, report, happened)
            return broken if name == _SLOW else _smallest(broken, rule, trial)
    return None


def _smallest(broken: Broken, rule: Rule, trial: Trial) -> Broken:
    """Cut paragraphs, then sentences, then words off, as long as the rule still breaks.

    What happened is kept as it was seen: an extractor that leaves things to chance need not break the rule again.
    """
    for cut in (r"\n\s*\n", r"(?<=[.!?])\s+", r"\s+"):
        smaller = (
            Broken(broken.rule, report, happened)
            for report in _parts(broken.report, cut)
            if (happened := next(iter(rule(trial, report)), None)) is not None
        )
        broken = next(smaller, broken)
    return broken


def _parts(report: Report, cut: str) -> Iterator[Report]:
    """The stretches of one piece, then of two, and so on up to four."""
    pieces = [piece.span() for piece in re.finditer(rf"(?s).+?(?:{cut}|\Z)", report.text)][:60]
    for length in range(1, min(5, len(pieces))):
        for first in range(len(pieces) - length + 1):
            yield evolve(report, text=report.text[pieces[first][0] : pieces[first + length - 1][1]], sections=())
