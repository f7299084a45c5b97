"""How the words of a text are written: capitals, tickers, hyphens; what every step of the chunker asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from dealwatch.domain.report import Span
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.tokens import Token

LONGEST: Final = 14
"""How many words a name has at most."""

_CURRENCY: Final = frozenset("$€£¥₹₩")


@frozen(eq=False)
class Written:
    """The tokens of a text, which of them are written as names, and what is known of them so far."""

    tokens: Sequence[Token]
    lower: Sequence[str]
    capital: list[bool]
    lexicon: Lexicon
    ordinary: frozenset[str]  # common words of the language
    common: frozenset[str]  # words that the text also writes in lower case
    alone: frozenset[str] | None  # names that stand alone inside a sentence; None in the first pass
    begun: frozenset[str]  # words that begin a name inside a sentence

    def _capital(self, at: int, end: int) -> bool:
        return at < end and self.capital[at]

    def _names_follow(self, at: int, end: int, heads: frozenset[str]) -> bool:
        """Whether capitalised words follow up to one of the heads."""
        for ahead in range(at, min(end, at + LONGEST)):
            if not self.capital[ahead]:
                return False
            if self.lower[ahead] in heads:
                return True
        return False

    def _is_code(self, at: int) -> bool:
        """Whether a ticker stands here: BMET.O, or the HON of <HON>."""
        tokens = self.tokens
        word = tokens[at].text
        if not word.isupper() or len(word) > 6:
            return False
        if at + 2 < len(tokens) and is_dotted(tokens[at : at + 3]):
            return len(tokens[at + 2].text) <= 3
        if at > 1 and is_dotted(tokens[at - 2 : at + 1]):
            return len(word) <= 3
        return 0 < at < len(tokens) - 1 and tokens[at - 1].text == "<" and tokens[at + 1].text in (">", ".")

    def _is_amount(self, at: int) -> bool:
        """Whether a sign of a currency is written to the token: the A740 of "$A740 million"."""
        return at > 0 and self.lower[at - 1] in _CURRENCY and self.tokens[at - 1].end == self.tokens[at].start

    def _ticker(self, at: int, end: int) -> Span | None:
        """The code that stands behind a name: "<HON>", "(7201.T)", "BMET.O"."""
        tokens = self.tokens
        if at < end and tokens[at].text in "<(":
            at += 1
        if at >= end or not (tokens[at].text.isupper() or tokens[at].text.isdigit()):
            return None
        if at + 2 < end and is_dotted(tokens[at : at + 3]) and tokens[at + 2].end - tokens[at].start <= 10:
            return Span(tokens[at].start, tokens[at + 2].end)
        bracketed = tokens[at - 1].text == "<" and at + 1 < end and tokens[at + 1].text == ">"
        return Span(tokens[at].start, tokens[at].end) if bracketed and len(tokens[at].text) <= 6 else None

    def _speaks_possessive(self, at: int) -> bool:
        """Whether "'s" and a saying verb stand here, as in "Ash's said": the sign belongs to the name."""
        return (
            at + 1 < len(self.lower) and self.lower[at] in ("'s", "’s") and self.lower[at + 1] in self.lexicon.possessive_speech
        )

    def _is_title(self, at: int, end: int) -> bool:
        lex = self.lexicon
        if self.lower[at] not in lex.titles or self.lower[at] in lex.heads:
            return False
        return self._capital(at + 1, end) and self.lower[at + 1] not in lex.legal_forms


def is_dotted(three: Sequence[Token]) -> bool:
    """Whether three tokens are a ticker such as 7201.T, without a blank."""
    code, dot, place = three
    return (
        dot.text == "." and code.end == dot.start and dot.end == place.start and place.text.isupper() and not code.text.islower()
    )


def hyphened(low: str, lexicon: Lexicon) -> int:
    """How many letters of "Ash-based" are the name; 0 if it is no such word."""
    if "-" not in low:
        return 0
    stem, hyphen, rest = low.rpartition("-")
    return len(stem) if hyphen and stem and rest in lexicon.hyphened else 0


def joined(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a stretch as the text has them, white space folded to one blank."""
    if last == first + 1:
        return tokens[first].text
    parts = [tokens[first].text]
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        parts.append(token.text if before.end == token.start else f" {token.text}")
    return "".join(parts)
