"""Any model that answers in JSON: its answer is checked against our types, and what is wrong goes back to it in words.

The answer is one object, `{"claims": [...]}`, each claim with `quote` (exact words of the report), `subject` (`kind`, `name`),
`attribute`, `value` (tagged as everywhere in dealwatch), and, where they help, `nth` (which occurrence of the quote, from 0),
`raw` (the value as written in it) and `certainty`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from dealwatch.convert.document import converter, decoded
from dealwatch.convert.refuse import Refused
from dealwatch.domain.claim import Claim
from dealwatch.domain.modality import Modality
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import Certainty, SubjectKind
from dealwatch.errors import DealwatchError, ExtractorError
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context

TASK: Final = """Read the report and answer with one JSON object {"claims": [...]}. Each claim has
  "quote": words that stand in the report exactly so; "nth": which occurrence of them, from 0 (leave it out for the first);
  "subject": {"kind": "company" | "plant" | "person" | "other", "name": as the report has it};
  "attribute": such as "headcount", "net_loss", "location", "owner";
  "value": {"type": "money", "amount": "7100000000", "currency": "AUD"} | {"type": "text", "text": "..."}
         | {"type": "quantity", "amount": "3900", "unit": "employees"} | {"type": "undisclosed"};
  "raw": the value as it is written in the quote; "certainty": "certain" | "probable" | "possible" | "unknown".
Claim nothing that the quote does not say."""
"""What a model is told before the report."""

_NEEDED: Final = {"quote", "subject", "attribute", "value"}
_KEYS: Final = {*_NEEDED, "nth", "raw", "certainty"}


def ask_for_claims(report: Report, problems: tuple[str, ...] = ()) -> str:
    """Return the prompt for a model: the task, the report, and what was wrong with its last answer."""
    again = "\n\nYour last answer was not usable:\n" + "\n".join(problems) if problems else ""
    return f"{TASK}{again}\n\nThe report:\n{report.text}"


def from_json(model: Callable[[str], str], tries: int = 2) -> Extractor:
    """Return an extractor that asks a model, up to `tries` times, until its whole answer can be used.

    `model` takes a prompt and returns text. What is usable in the last answer is kept; what is not raises one ExtractorError
    at the end, with the place and the reason of each fault, which the runner keeps as a Failure.
    """

    def extractor(report: Report, context: Context) -> Iterator[Claim]:
        problems: tuple[str, ...] = ()
        claims: list[Claim] = []
        for _ in range(tries):
            claims, problems = _read(model(ask_for_claims(report, problems)), report)
            if not problems:
                break
        yield from claims
        if problems:
            raise ExtractorError(f"the model's answer was not all usable: {'; '.join(problems)}")

    return extractor


def _read(answer: str, report: Report) -> tuple[list[Claim], tuple[str, ...]]:
    """The claims of an answer, and what is wrong in it, each with its place."""
    begin, end = answer.find("{"), answer.rfind("}")
    try:
        found = decoded(answer[begin : end + 1])
    except Refused as refused:
        return [], (f"$: no JSON object ({refused})",)
    rows = found.get("claims") if type(found) is dict else None
    if not isinstance(rows, list):
        return [], ('$: an object with a list "claims" is needed',)
    claims, problems = [], []
    for number, row in enumerate(rows):
        try:
            claims.append(_claim(row, report))
        except Refused as refused:
            problems.append(str(refused.at(number).at("claims").as_load_error()))
        except (DealwatchError, ValueError) as error:
            problems.append(f"$.claims[{number}]: {error}")
    return claims, tuple(problems)


def _claim(row: Any, report: Report) -> Claim:
    if type(row) is not dict:
        raise Refused.needs("an object", row)
    if unknown := row.keys() - _KEYS:
        raise Refused(f"unknown key {min(unknown)!r}; there are {', '.join(sorted(_KEYS))}")
    if missing := _NEEDED - row.keys():
        raise Refused(f"{min(missing)!r} is missing")
    subject, nth = row["subject"], row.get("nth", 0)
    if type(subject) is not dict or subject.keys() != {"kind", "name"}:
        raise Refused('an object of "kind" and "name" is needed').at("subject")
    if type(nth) is not int or nth < 0:
        raise Refused.needs("a count from 0", nth).at("nth")
    said = {key: row[key] for key in ("quote", "attribute", "raw", "certainty") if key in row}
    for key, text in said.items():
        if type(text) is not str:
            raise Refused.needs("a text", text).at(key)
    for key, text in subject.items():
        if type(text) is not str:
            raise Refused.needs("a text", text).at(key).at("subject")
    try:
        value: Value = converter().structure(row["value"], Value)  # type: ignore[arg-type]
    except Refused as refused:
        raise refused.at("value") from None
    return Claim.from_quote(
        report,
        quote=said["quote"],
        nth=nth,
        subject=_subject(report, subject["kind"], subject["name"], said["quote"], nth),
        attribute=said["attribute"],
        value=value,
        raw=said.get("raw"),
        modality=Modality(Certainty(said.get("certainty", Certainty.CERTAIN))),
    )


def _subject(report: Report, kind: str, name: str, quote: str, nth: int) -> Subject:
    """A deal is the mention itself; anything else is a name that must stand in the report."""
    if kind == SubjectKind.DEAL:
        return Subject.quoted(report, kind, quote, nth)
    report.find(name)
    return Subject(kind, name)
