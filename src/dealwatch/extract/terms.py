"""The terms of a deal beside its price: the stake, the premium, what is paid with, what it hangs on, when it shall close."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from dealwatch.domain import attributes
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Span
from dealwatch.domain.values import Text, Value
from dealwatch.domain.words import DealType
from dealwatch.extract.grammar import Grammar
from dealwatch.extract.matches import Match
from dealwatch.extract.page import Page, Sentence

_MOST: Final = 12  # so many percentages of one sentence are looked at
_REACH: Final = 220  # code points from the trigger within which a stake is the deal's
_LONGEST_CONDITION: Final = 24  # words


@frozen
class Term:
    """A term: of which attribute, its value, where it is written, the words around it, and the set it denotes."""

    attribute: str
    value: Value
    raw: Span
    around: Span
    bounds: Bounds | None = None


def stakes_of(page: Page, grammar: Grammar, match: Match, *, held: bool) -> Iterator[Term]:
    """The share that a match tells of: bought, or held before it (`held`), or before and after ("to 12 pct from 10 pct")."""
    sentence = match.row.sentence.span
    trigger = match.row.items[match.begin]
    for mention in _percents(page, sentence):
        if abs(mention.span.start - trigger.start) > _REACH:
            continue
        first, last = page.token_at(mention.span.start), page.token_at(mention.span.end - 1) + 1
        before, after = page.lower[max(0, first - 4) : first], page.lower[last : last + 5]
        attribute = _stake_attribute(match, before, after, held, grammar.words)
        if attribute:
            yield Term(attribute, mention.reading.candidates[0], mention.span, sentence, mention.bounds)


def _stake_attribute(
    match: Match, before: Sequence[str], after: Sequence[str], held: bool, words: Mapping[str, frozenset[str]]
) -> str:
    """Of which attribute a percentage is; "" where it is no stake."""
    if not words["premium"].isdisjoint((*before, *after[:2])):
        return attributes.PREMIUM.name
    changed = match.type is DealType.STAKE and match.frame.is_noun and not held
    last = before[-1] if before else ""
    told = last not in words["share_of"] or not words["share_to"].isdisjoint(after[:2])  # "von 10 Prozent auf", but "Anteil von"
    if changed and last in words["share_from"] and told:
        return attributes.STAKE_BEFORE.name
    if changed and (last in words["share_to"] or last in words["share_of"]) and words["stake"].isdisjoint(after[:1]):
        return attributes.STAKE_AFTER.name if last in words["share_to"] else attributes.STAKE.name
    if match.type is DealType.STAKE and not held and last in words["or"]:
        return attributes.STAKE.name  # "150,000 shares, or 5 percent"
    if not words["share_nouns"].isdisjoint(after[:4]) or not words["share_of"].isdisjoint(after[:1]):
        return attributes.STAKE_BEFORE.name if held else attributes.STAKE.name
    return ""


def _percents(page: Page, span: Span) -> list[Mention[Quantity]]:
    begin = bisect_left(page.quantities, span.start, key=lambda mention: mention.span.start)
    near = page.quantities[begin : begin + _MOST]
    return [m for m in near if m.span.end <= span.end and m.reading and m.reading.candidates[0].unit == "%"]


def terms_in(page: Page, grammar: Grammar, sentence: Sentence) -> Iterator[Term]:
    """What a sentence says a deal is paid with, hangs on, and when it shall close."""
    first, last, lower = sentence.first, sentence.last, page.plain
    for at in page.where(grammar.considerations.keys() | grammar.conditions.keys(), first, last):
        for phrase, name in grammar.considerations.get(lower[at], ()):
            if _stands(lower, at, last, phrase):
                yield Term(attributes.CONSIDERATION.name, Text(name), _span(page, at, at + len(phrase)), sentence.span)
                break
        behind = next((at + len(words) for words in grammar.conditions.get(lower[at], ()) if _stands(lower, at, last, words)), 0)
        end = _condition_end(lower, behind, last, grammar) if behind else 0
        if end > behind:
            raw = _span(page, behind, end)
            yield Term(attributes.CONDITION.name, Text(" ".join(raw.of(page.text).split())), raw, sentence.span)
    if page.where(grammar.words["closing"], first, last) and page.where(grammar.words["expecting"], first, last):
        yield from _closings(page, sentence)


def _stands(lower: Sequence[str], at: int, last: int, phrase: tuple[str, ...]) -> bool:
    return at + len(phrase) <= last and tuple(lower[at : at + len(phrase)]) == phrase


def _condition_end(lower: Sequence[str], begin: int, last: int, grammar: Grammar) -> int:
    """Where the condition ends: with its clause, or after so many words."""
    end = begin
    while end < min(last, begin + _LONGEST_CONDITION):
        if lower[end] in (".", ";", ",") or lower[end] in grammar.words["finite"] or lower[end] in grammar.words["say"]:
            break
        end += 1
    while end > begin and lower[end - 1] in grammar.words["before_clause"]:
        end -= 1
    return end


def _closings(page: Page, sentence: Sentence) -> Iterator[Term]:
    begin = bisect_left(page.dates, sentence.span.start, key=lambda mention: mention.span.start)
    for mention in page.dates[begin : begin + 3]:
        if mention.span.end > sentence.span.end or not mention.reading:
            continue
        on = page.report.day
        period = mention.reading.candidates[0]
        if on is None or period.last is None or period.last >= on:
            yield Term(attributes.EXPECTED_CLOSE.name, period, mention.span, sentence.span)
            return


def _span(page: Page, first: int, last: int) -> Span:
    return Span(page.tokens[first].start, page.tokens[last - 1].end)
