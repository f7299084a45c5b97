"""Reports whose truth is known, because their text was made from their claims; and texts that are made to do harm."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dealwatch.domain.attribution import Attribution
from dealwatch.domain.claim import Claim
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.domain.words import DealType, Status, SubjectKind
from dealwatch.testing.strategies.values import OUTLETS, days

COMPANIES: Final = ("Ash Corp", "Birch Ltd", "Cedar Holdings", "Dogwood Inc", "Elm Paper plc", "Fir Motors AG")

# A sentence, the words that tell of the deal, and what is said in it: attribute -> the part that says it, and its value.
# A value in braces is the drawn part of that name.
SENTENCES: Final[tuple[tuple[str, str, dict[str, tuple[str, Value | str]]], ...]] = (
    (
        "{a} agreed to buy {b} for {money}.",
        "agreed to buy",
        {
            "type": ("agreed to buy", DealType.ACQUISITION),
            "status": ("agreed to buy", Status.AGREED),
            "acquirer": ("{a}", "{a}"),
            "target": ("{b}", "{b}"),
            "value": ("{money}", "{money}"),
        },
    ),
    (
        "{a} completed its acquisition of {b}.",
        "acquisition",
        {
            "type": ("acquisition", DealType.ACQUISITION),
            "status": ("completed", Status.COMPLETED),
            "acquirer": ("{a}", "{a}"),
            "target": ("{b}", "{b}"),
        },
    ),
    (
        "{a} is in talks to acquire {b}.",
        "in talks to acquire",
        {
            "type": ("acquire", DealType.ACQUISITION),
            "status": ("in talks", Status.IN_TALKS),
            "acquirer": ("{a}", "{a}"),
            "target": ("{b}", "{b}"),
        },
    ),
    ("{a} employs {people} people.", "", {"headcount": ("{people}", "{people}")}),
)


@frozen
class Told:
    """A report, and the claims that its text was made from: an extractor that reads English should find them."""

    report: Report
    claims: tuple[Claim, ...]


@st.composite
def told_reports(draw: DrawFn) -> Told:
    """Reports of one to three plain English sentences, with what they say."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
    drawn: list[tuple[str, int, dict[str, str], dict[str, Value]]] = []
    text = ""
    for sentence, _, _ in chosen:
        a, b = draw(st.permutations(COMPANIES))[:2]
        millions, people = draw(st.integers(2, 999)), draw(st.integers(12, 250_000))
        parts = {"a": a, "b": b, "money": f"US${millions} million", "people": f"{people:,}"}
        values: dict[str, Value] = {
            "{a}": Subject(SubjectKind.COMPANY, a),
            "{b}": Subject(SubjectKind.COMPANY, b),
            "{money}": Money(Decimal(millions).scaleb(6), "USD"),
            "{people}": Quantity(Decimal(people), "employees"),
        }
        written = sentence.format_map(parts)
        text += " " * bool(text)
        drawn.append((written, len(text), parts, values))
        text += written
    report = Report(text=text, outlet=draw(st.sampled_from(OUTLETS)), published=draw(days()), lang="en")
    claims = [
        _claim(report, row, words, attribute, part, value)
        for row, (_, words, said) in zip(drawn, chosen, strict=True)
        for attribute, (part, value) in said.items()
    ]
    return Told(report, tuple(claims))


def _claim(
    report: Report,
    row: tuple[str, int, dict[str, str], dict[str, Value]],
    words: str,
    attribute: str,
    part: str,
    value: Value | str,
) -> Claim:
    written, start, parts, values = row
    raw = part.format_map(parts)
    place, deal = start + written.index(raw), start + written.index(words)
    return Claim(
        subject=Subject(SubjectKind.DEAL, words, report.evidence(deal, deal + len(words))) if words else _company(parts["a"]),
        attribute=attribute,
        value=values[value] if isinstance(value, str) and value in values else value,  # type: ignore[arg-type]
        evidence=report.evidence(start, start + len(written)),
        raw_span=Span(place, place + len(raw)),
        attribution=Attribution.own_voice(report),
    )


def _company(name: str) -> Subject:
    return Subject(SubjectKind.COMPANY, name)


HOSTILE: Final = (
    "(",
    "“",
    '"',
    "9",
    "9,",
    "$",
    "$1.",
    "said ",
    "Ash ",
    "A.",
    "-",
    " ",
    "\n",
    "\r\n",
    "\u0301",
    "\u202e",
    "\u200b",
    "\u2028",
    "e\u0301",
    "🌲",
    "👩‍🌾",
    "İ",
    "ﬁ",
    "٣",
    "\ufeff",
    "\x1b[31m",
    "<script>",
    "=1+1",
    "according to ",
    "on Monday, ",
    "million ",
    "Ltd. ",
)
"""Pieces that have made parsers slow, wrong or dangerous: brackets, digits, marks, joiners, folds that change length."""


def hostile_texts(max_repeats: int = 2000) -> SearchStrategy[str]:
    """Long repetitions of one or two such pieces, one behind the other."""
    run = st.tuples(st.sampled_from(HOSTILE), st.integers(1, max_repeats)).map(lambda drawn: drawn[0] * drawn[1])
    return st.lists(run, min_size=1, max_size=4).map("".join)
