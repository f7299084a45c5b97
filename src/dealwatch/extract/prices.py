"""What a deal costs: its amount, its price a share, its stake, or that the terms were not told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Span
from dealwatch.extract.page import Page, Sentence

_LEAST: Final = 1000
_SURE: Final = 0.5
_BREAKS: Final = frozenset((",", ";", ":", "(", ")"))
_WORTH: Final = 14  # words before an amount among which that stands which is worth it
_MOST: Final = 20  # so many amounts of one sentence are weighed


@frozen
class Price:
    """An amount of a deal: the mention, its score, and the attribute that it is of."""

    mention: Mention[Money]
    score: float
    attribute: str


def prices_of(page: Page, sentences: Sequence[Sentence], words: Mapping[str, Mapping[str, float]]) -> list[Price]:
    """The amounts in some sentences that may be the price of a deal, the best first."""
    found = [
        _judged(page, sentence, mention, words, rank)
        for rank, sentence in enumerate(sentences)
        for mention in _amounts_in(page, sentence)
    ]
    return sorted(found, key=lambda price: -price.score)


def _amounts_in(page: Page, sentence: Sentence) -> list[Mention[Money]]:
    """The first amounts of a sentence that are no conversion of another."""
    begin = bisect_left(page.money, sentence.span.start, key=lambda mention: mention.span.start)
    near = page.money[begin : begin + _MOST]
    return [m for m in near if m.converts is None and m.reading and m.span.end <= sentence.span.end]


def _judged(
    page: Page, sentence: Sentence, mention: Mention[Money], words: Mapping[str, Mapping[str, float]], rank: int
) -> Price:
    """Score an amount by the words to its left and right, the nearer the more."""
    first = page.token_at(mention.span.start)
    last = page.token_at(mention.span.end - 1) + 1
    lower = page.lower
    right = lower[last : min(last + 7, sentence.last)]
    score = 0.3 - 0.08 * rank
    for distance, word in enumerate(reversed(lower[max(sentence.first, first - 6) : first])):
        weight = words["left"].get(word, 0.0) * (1.0 - 0.1 * distance)
        score += weight if word not in words["worth"] or _is_worth_of_deal(page, sentence, first, words) else -weight
    valued = words["valued"]
    begin = first - 1
    while begin > sentence.first and lower[begin] in words["hedges"]:
        begin -= 1  # "values it at about"
    if lower[begin] in words["at"] and any(word in valued for word in lower[sentence.first : first]):
        score += 0.4
    for distance, word in enumerate(right[:5]):
        score += words["right"].get(word, 0.0) * (1.0 - 0.15 * distance)
    if _is_per_share(mention, right, words):
        return Price(mention, score, "price_per_share")
    small = abs(mention.reading.candidates[0].amount) < _LEAST  # for a firm: where the words make it a price, it is one share's
    return Price(mention, score if not small or score > _SURE else 0.0, "price_per_share" if small else "value")


def _is_worth_of_deal(page: Page, sentence: Sentence, first: int, words: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether it is a deal that is said to be worth the amount at a token: "the purchase of Ash by Birch is worth $5 million"."""
    for word in reversed(page.lower[max(sentence.first, first - _WORTH) : first]):
        if word in words["worth_of"]:
            return True
        if word in _BREAKS:
            return False
    return False


def _is_per_share(mention: Mention[Money], right: Sequence[str], words: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether an amount is said to be for one share."""
    if mention.per is not None or any(word in words["each"] for word in right[:1]):
        return True
    if any(word in words["apiece"] for word in right[:2]):
        return True
    for index, word in enumerate(right[:2]):
        if word in words["per"] and any(following in words["one_share"] for following in right[index + 1 : index + 3]):
            return True
    return False


def withheld_in(
    page: Page, sentences: Iterable[Sentence], phrases: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[tuple[Span, Span]]:
    """Where it is said that terms are not told: the words themselves, and the sentence around them."""
    for sentence in sentences:
        for at in page.where(phrases.keys(), sentence.first, sentence.last):
            for phrase in phrases[page.plain[at]]:
                end = at + len(phrase)
                if end <= sentence.last and tuple(page.plain[at:end]) == phrase:
                    yield Span(page.tokens[at].start, page.tokens[end - 1].end), sentence.span
