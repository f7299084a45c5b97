"""The two passes over a text: the first sees which words stand alone inside a sentence, the second knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from dealwatch.extract.chunks.begins import Begins
from dealwatch.extract.chunks.written import hyphened, joined
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Chunk, is_capital
from dealwatch.extract.tokens import Token

_QUOTES: Final = frozenset("\"'“”‘’«»-–—•*·<([")


def find_chunks(
    tokens: Sequence[Token],
    lower: Sequence[str],
    ranges: Iterable[tuple[int, int]],
    lexicon: Lexicon,
    ordinary: frozenset[str] = frozenset(),
) -> list[Chunk]:
    """Return the names in the sentences that the ranges of tokens are, in order of place.

    `lower` are the tokens' texts in lower case, `ordinary` common words.
    """
    ranges = list(ranges)
    if not ranges:
        return []
    scan = _Scan.over(tokens, lower, lexicon, ordinary)
    first_pass = [chunk for begin, end in ranges for chunk in scan.chunks(begin, end)]
    scan = scan.knowing(first_pass)
    return [chunk for begin, end in ranges for chunk in scan.chunks(begin, end)]


@frozen(eq=False)
class _Scan(Begins):
    @classmethod
    def over(cls, tokens: Sequence[Token], lower: Sequence[str], lexicon: Lexicon, ordinary: frozenset[str]) -> _Scan:
        texts = [token.text for token in tokens]
        words = set(texts)
        common = frozenset([word for word in words if word[0].islower()])
        capitals = {word for word in words if not word.islower() and is_capital(word)}
        capital = [text in capitals for text in texts]
        if lexicon.nouns:
            capital = _without_nouns(lower, capital, lexicon)
        return cls(tokens, lower, capital, lexicon, ordinary, common, None, frozenset())

    def knowing(self, chunks: Sequence[Chunk]) -> _Scan:
        inside = [chunk for chunk in chunks if not chunk.opens]
        begun = frozenset(self.lower[chunk.first] for chunk in inside)
        ends = self.lexicon.firm_ends
        full = [chunk for chunk in chunks if chunk.last > chunk.first + 1 and self.lower[chunk.last - 1] in ends]
        begun |= {self.lower[chunk.first] for chunk in full}  # "Ash Paper Inc" makes a later "Ash" a name
        speaking = [chunk for chunk in chunks if self._speaks_possessive(chunk.last)]
        begun |= {f"{self.lower[chunk.last]}|{self.lower[chunk.last - 1]}" for chunk in speaking}
        behind_and = {chunk.first for chunk in inside if chunk.first and self._joined_on(chunk)}
        alone = frozenset(chunk.text.lower() for chunk in chunks if chunk.first not in behind_and)
        return _Scan(self.tokens, self.lower, self.capital, self.lexicon, self.ordinary, self.common, alone, begun)

    def _joined_on(self, chunk: Chunk) -> bool:
        """Whether a name stands behind "and", or between a comma and "and": it may be a part of one ("Ash, Birch and Oak")."""
        before, after = self.lower[chunk.first - 1], self.lower[chunk.last] if chunk.last < len(self.lower) else ""
        joining = self.lexicon.joining
        return before in joining or (before == "," and after in joining)

    def chunks(self, begin: int, end: int) -> list[Chunk]:
        found: list[Chunk] = []
        index = begin
        opens = True
        while True:
            begun, index = index, self._next_capital(index, end)
            if index == end:
                return found
            opens = self._still_opens(begun, index, opens)
            pair = self._pair(index) if self.alone is not None and "-" in self.lower[index] else None
            if pair is not None:
                found.extend(pair)
                index += 1
                continue
            chunk = self._chunk(index, end, opens)
            opens = False
            if chunk is None:
                index += 1
                continue
            found.append(chunk)
            index = chunk.last

    def _next_capital(self, begin: int, end: int) -> int:
        """The next capitalised token in `[begin, end)`, or the end."""
        try:
            return self.capital.index(True, begin, end)
        except ValueError:
            return end

    def _still_opens(self, begin: int, at: int, opens: bool) -> bool:
        """Whether a sentence, or what stands behind a colon, begins at a token: between are quotation marks only."""
        while at > begin:
            at -= 1
            if self.lower[at] == ":":
                return True
            if self.lower[at] not in _QUOTES:
                return False
        return opens

    def _pair(self, index: int) -> tuple[Chunk, Chunk] | None:
        """The two names of "Ash-Birch merger", where both also stand alone."""
        one, hyphen, other = self.tokens[index].text.partition("-")
        if not hyphen or self.alone is None or not other or one.lower() not in self.alone or other.lower() not in self.alone:
            return None
        return Chunk(index, index + 1, one, cut=len(other) + 1), Chunk(index, index + 1, other, offset=len(one) + 1)

    def _chunk(self, index: int, end: int, opens: bool) -> Chunk | None:
        """The chunk that begins at a capitalised token, if one does."""
        lex, low = self.lexicon, self.lower[index]
        if self._is_code(index) or self._is_amount(index) or (opens and self._is_opener(index, end)):
            return None
        if (low in lex.no_names and self._is_no_name(index, end)) or (low in lex.articles and not opens):
            return None
        if low in lex.demonyms:
            if index + 1 < end and self.lower[index + 1] in lex.states:
                return Chunk(index, index + 2, joined(self.tokens, index, index + 2), False, opens)
            if not self._goes_on_from(index + 1, end):
                return None
        hyphen = hyphened(low, lex)
        if hyphen and (low[hyphen + 1 :] in lex.place_hyphens or self._is_plain(low[:hyphen])):
            return None
        marked = self._marked(index, end)
        last = index + 1 if hyphen else marked or self._end(index, end)
        if not hyphen and (place := self._place_based(index, last, end)):
            return Chunk(index, last + 1, place, False, opens, cut=len(self.tokens[last].text.rpartition("-")[2]) + 1)
        last = marked or self._before_site(index, self._trimmed(index, last), end)
        if last <= index:
            return None
        text = joined(self.tokens, index, last)
        if hyphen:
            text = text[:hyphen]
        if len(text) == 1 or (last == index + 1 and low in lex.legal_forms and low not in lex.form_names):
            return None
        titled = index > 0 and self.lower[index - 1] in lex.titles and not opens
        cut = len(self.tokens[index].text) - hyphen if hyphen else 0
        if not cut and (genitive := self._genitive(text)):
            text, cut = text[:-genitive], genitive
        return Chunk(index, last, text, titled, opens, self._ticker(last, end), cut=cut)


def _without_nouns(lower: Sequence[str], capital: Sequence[bool], lexicon: Lexicon) -> list[bool]:
    """Which words are written as names, where every noun has a capital letter: plain nouns are not, but in a firm's name."""
    found = list(capital)
    for at, low in enumerate(lower):
        if not capital[at] or hyphened(low, lexicon):
            continue
        named = at > 0 and found[at - 1] and low in lexicon.firm_ends
        found[at] = named or not lexicon.is_noun(low)
        if found[at - 1] and at and not found[at] and lower[at - 1].endswith(lexicon.place_endings):
            found[at - 1] = False  # "Walldorfer Konzern"
    return found
