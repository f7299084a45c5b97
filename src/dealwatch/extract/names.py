"""Where the names stand: the chunker.

A name is a run of capitalised words with what belongs between them ("Ash & Sons", "Bank of Elm", "Oak (Australia) Ltd"). It
goes over the text twice: the first pass sees which words stand alone inside a sentence, the second uses that to decide
whether "and" joins two words of one name or two names, and whether the first word of a sentence is a name at all.

Longer than most files, on purpose: every rule of where a name ends bears on the others, so they stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from attrs import frozen

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.tokens import Token

_QUOTES: Final = frozenset("\"'“”‘’«»-–—•*·<([")
_CURRENCY: Final = frozenset("$€£¥₹₩")
_LONGEST: Final = 14  # words of one name


@frozen
class Named:
    """A name where it stands: its kind, the fullest form of it in this report, the words at the span, and a code behind it."""

    span: Span
    kind: SubjectKind
    name: str
    quote: str
    ticker: Span | None = None


class Chunk(NamedTuple):
    """A run of tokens `[first, last)` that is one name, before it is known of what."""

    first: int
    last: int
    text: str
    titled: bool = False  # a title stands before it: a person
    opens: bool = False  # it begins with the first word of a sentence
    ticker: Span | None = None
    offset: int = 0  # where it begins in its first token: the Birch of "Ash-Birch"
    cut: int = 0  # how many letters of its last token are no part of it: the "-based" of "Elm-based"


def is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: Ash, iAsh, 3M.

    >>> [is_capital(word) for word in ("Ash", "iAsh", "3M", "d'Ash", "ash", "1961")]
    [True, True, True, True, False, False]
    """
    first = word[0]
    if first.isupper():
        return True
    if len(word) > 2 and word[1] in "'’":  # d'Oak
        return word[2].isupper()
    return len(word) > 1 and (word[1].isupper() and (first.isalpha() or first.isdigit()))


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
class _Scan:
    tokens: Sequence[Token]
    lower: Sequence[str]
    capital: list[bool]
    lexicon: Lexicon
    ordinary: frozenset[str]  # common words of the language
    common: frozenset[str]  # words that the text also writes in lower case
    alone: frozenset[str] | None  # names that stand alone inside a sentence; None in the first pass
    begun: frozenset[str]  # words that begin a name inside a sentence

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

    def _speaks_possessive(self, at: int) -> bool:
        """Whether "'s" and a saying verb stand here, as in "Ash's said": the sign belongs to the name."""
        return (
            at + 1 < len(self.lower) and self.lower[at] in ("'s", "’s") and self.lower[at + 1] in self.lexicon.possessive_speech
        )

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
                return Chunk(index, index + 2, _joined(self.tokens, index, index + 2), False, opens)
            if not self._goes_on_from(index + 1, end):
                return None
        hyphen = _hyphened(low, lex)
        if hyphen and (low[hyphen + 1 :] in lex.place_hyphens or self._is_plain(low[:hyphen])):
            return None
        marked = self._marked(index, end)
        last = index + 1 if hyphen else marked or self._end(index, end)
        if not hyphen and (place := self._place_based(index, last, end)):
            return Chunk(index, last + 1, place, False, opens, cut=len(self.tokens[last].text.rpartition("-")[2]) + 1)
        last = marked or self._before_site(index, self._trimmed(index, last), end)
        if last <= index:
            return None
        text = _joined(self.tokens, index, last)
        if hyphen:
            text = text[:hyphen]
        if len(text) == 1 or (last == index + 1 and low in lex.legal_forms and low not in lex.form_names):
            return None
        titled = index > 0 and self.lower[index - 1] in lex.titles and not opens
        cut = len(self.tokens[index].text) - hyphen if hyphen else 0
        if not cut and (genitive := self._genitive(text)):
            text, cut = text[:-genitive], genitive
        return Chunk(index, last, text, titled, opens, self._ticker(last, end), cut=cut)

    def _genitive(self, text: str) -> int:
        """How many letters of a name only say that it owns what follows: "Eschs Angebot", where "Esch" stands alone too."""
        if self.alone is None:
            return 0
        low = text.lower()
        return next(
            (
                len(end)
                for end in self.lexicon.genitives
                if low.endswith(end) and (low[: -len(end)] in self.alone or low[: -len(end)] in self.begun)
            ),
            0,
        )

    def _marked(self, index: int, end: int) -> int:
        """Where the name ends that a wire sets in angle brackets: "<Ash, Birch and Oak Agency>"; 0 if none begins here."""
        if not index or self.tokens[index - 1].text != "<":
            return 0
        close = next((at for at in range(index, min(end, index + _LONGEST)) if self.tokens[at].text == ">"), 0)
        return close if close > index + 1 else 0

    def _is_plain(self, stem: str) -> bool:
        """Whether what stands before a hyphen is no name, where nouns are joined so: "US-Konzern", "Mega-Fusion"."""
        lex = self.lexicon
        return bool(lex.nouns) and (stem in lex.places or stem in lex.not_names or lex.is_noun(stem))

    def _goes_on_from(self, at: int, end: int) -> bool:
        """Whether a firm's name goes on behind an adjective of a country: "British Birch Plc", "British and Birch Plc"."""
        if self._capital(at + 1, end) and (
            self.lower[at] == "&" or (self.lower[at] in self.lexicon.joining and self._and_joins(at - 1, at, end, False))
        ):
            return True
        return self._names_follow(at, end, self.lexicon.firm_ends)

    def _is_no_name(self, index: int, end: int) -> bool:
        """Whether a month, a title, the mark of a state and their like stand here for themselves, and begin no name."""
        lex, low = self.lexicon, self.lower[index]
        if low in lex.months and not self._names_follow(index + 1, end, lex.firm_ends):
            return True
        if self._is_title(index, end):
            return True
        if low in lex.not_names and not self._names_follow(index + 1, end, lex.legal_forms):
            return True
        return low in lex.state_marks and index > 0 and self.tokens[index - 1].text in ",("

    def _place_based(self, index: int, last: int, end: int) -> str:
        """The place of "New Elm-based" where its second word is cut off the first; "" if that does not stand here."""
        if last >= end or not (hyphen := _hyphened(self.lower[last], self.lexicon)):
            return ""
        place = f"{_joined(self.tokens, index, last)} {self.tokens[last].text[:hyphen]}"
        begins = self.lower[index] in self.lexicon.place_begins
        return place if begins or place.lower() in self.lexicon.places else ""

    def _is_title(self, at: int, end: int) -> bool:
        lex = self.lexicon
        if self.lower[at] not in lex.titles or self.lower[at] in lex.heads:
            return False
        return self._capital(at + 1, end) and self.lower[at + 1] not in lex.legal_forms

    def _end(self, index: int, end: int) -> int:
        """How far the name that begins at the index goes."""
        lex, lower = self.lexicon, self.lower
        closed = False  # a legal form has ended it
        at = index + 1
        end = min(end, index + _LONGEST)
        while at < end:
            low = lower[at]
            if self.capital[at]:
                if self._breaks(at, end) or (closed and not self._form_follows(at, end)):
                    return at
                closed = closed or low in lex.legal_forms
                at += 1
            elif low == "&" and self._capital(at + 1, end):
                at += 2
                closed = closed or lower[at - 1] in lex.legal_forms
            elif low == "." and self._capital(at + 1, end) and self._is_abbreviation(at - 1):
                at += 1
            elif low == "," and at + 1 < end and lower[at + 1] in lex.legal_forms and self._capital(at + 1, end):
                at += 2
                closed = True
            elif low == "(" and (behind := self._bracketed(at, end)):
                at, closed = behind, True
            elif low[0] in "'’" and self._possessive_inside(index, at, end):
                at += 2
                closed = lower[at - 1] in lex.legal_forms
            elif low == "," and self.alone is not None and (behind := self._law_firm(index, at, end)):
                return behind
            elif low in lex.joining and self._capital(at + 1, end) and self._and_joins(index, at, end, closed):
                at += 2
                closed = closed or lower[at - 1] in lex.legal_forms
            elif low in lex.of_words and self._capital(at + 1, end) and self._of_joins(index, at, closed):
                at, closed = at + 2, False
            elif (
                low in lex.of_words
                and at + 2 < end
                and lower[at + 1] in lex.article
                and self._capital(at + 2, end)
                and self._of_joins(index, at, closed)
            ):
                at += 3
            elif low in lex.for_words and self._capital(at + 1, end) and lower[at - 1] in lex.for_heads:
                at += 2
            elif low in lex.small_forms and not closed:
                at, closed = at + 1, True
            elif low in lex.particles and low not in lex.of_words and self._capital(at + 1, end) and not closed:
                at += 2
            elif (
                low.isdigit()
                and self._capital(at + 1, end)
                and not closed
                and (lower[at + 1] in lex.legal_forms or (len(low) < 4 and not self._breaks(at + 1, end)))
            ):
                at += 2
                closed = lower[at - 1] in lex.legal_forms
            else:
                return at
        return at

    def _before_site(self, index: int, last: int, end: int) -> int:
        """Cut the owner off the name of a site ("Ash Oak Hill plant"), where the owner also stands alone."""
        if self.alone is None or last >= end or self.lower[last] not in self.lexicon.sites:
            return last
        for at in range(last - 1, index, -1):
            if _joined(self.tokens, index, at).lower() in self.alone:
                return at
        return last

    def _trimmed(self, index: int, last: int) -> int:
        """Drop what clings to the end and belongs to no name."""
        lex = self.lexicon
        clinging = lex.joining | lex.of_words | lex.article
        while last > index + 1 and (self.tokens[last - 1].text in ".&," or self.lower[last - 1] in clinging):
            last -= 1
        return last

    def _breaks(self, at: int, end: int) -> bool:
        """Whether a capitalised word begins something else."""
        lex, low = self.lexicon, self.lower[at]
        if low in lex.months or self._is_code(at) or (_hyphened(low, lex) and at + 1 < end):
            return True
        if low in lex.titles and low not in lex.heads:
            return self._capital(at + 1, end) or low in lex.ending_titles
        return False

    def _form_follows(self, at: int, end: int) -> bool:
        lex = self.lexicon
        if self.lower[at] in lex.legal_forms:
            return True
        return self.lower[at] in lex.heads and at + 1 < end and self.lower[at + 1] in lex.legal_forms

    def _capital(self, at: int, end: int) -> bool:
        return at < end and self.capital[at]

    def _names_follow(self, at: int, end: int, heads: frozenset[str]) -> bool:
        """Whether capitalised words follow up to one of the heads."""
        for ahead in range(at, min(end, at + _LONGEST)):
            if not self.capital[ahead]:
                return False
            if self.lower[ahead] in heads:
                return True
        return False

    def _is_abbreviation(self, at: int) -> bool:
        word = self.lower[at]
        return len(word) == 1 or word in self.lexicon.legal_forms or word in self.lexicon.abbreviations

    def _bracketed(self, at: int, end: int) -> int:
        """The index behind "(Australia) Ltd" at an opening bracket; 0 if that does not stand there."""
        close = at + 1
        while close < min(end, at + 5) and self.tokens[close].text != ")":
            if not self.capital[close]:
                return 0
            close += 1
        behind = close + 1
        inside = self._capital(behind, end) and self.lower[behind] in self.lexicon.legal_forms
        return behind + 1 if close > at + 1 and inside else 0

    def _possessive_inside(self, index: int, at: int, end: int) -> bool:
        """Whether "'s" belongs to the name: before a bare legal form, or where the left part never stands alone."""
        if not self._capital(at + 1, end):
            return False
        if (
            self.lower[at + 1] in self.lexicon.legal_forms
            or (self.lower[at + 1] in self.lexicon.bare_heads and not self._capital(at + 2, end))
            or self.tokens[at].text.lower() + "|" + self.lower[at - 1] in self.begun
        ):
            return True
        if self.alone is None or _joined(self.tokens, index, at).lower() in self.alone:
            return False
        return at == index + 1 and self._names_follow(at + 1, min(end, at + 4), self.lexicon.legal_forms)

    def _and_joins(self, index: int, at: int, end: int, closed: bool) -> bool:
        lex = self.lexicon
        follows = self.lower[at + 1]
        if follows in lex.joined_heads and (follows != "loan" or self.lower[at - 1] == "savings"):
            return True
        if closed or self.alone is None:
            return False
        left = _joined(self.tokens, index, at).lower()
        if left in lex.places or (at == index + 2 and self.lower[index] in lex.given_names):
            return False
        behind = at + 2
        while behind < end and self.capital[behind] and self.lower[behind - 1] not in lex.legal_forms:
            behind += 1
        if self.lower[at - 1] in lex.heads and not (behind == at + 3 and self.lower[at + 1] in lex.heads):
            return False  # "Ash Bank and Birch Corp" are two, "Ash Minerals and Chemicals Corp" is one
        right = _joined(self.tokens, at + 1, behind).lower()
        ends_well = self.lower[behind - 1] in lex.legal_forms or self.lower[behind - 1] in lex.heads
        return ends_well and right not in self.alone

    def _law_firm(self, index: int, at: int, end: int) -> int:
        """The index behind "Ash, Birch and Oak" where a verb follows and no part stands alone: one firm; 0 otherwise."""
        if at != index + 1 or at + 4 > end or self.lower[at + 2] not in self.lexicon.joining or not self._capital(at + 1, end):
            return 0
        if self.lower[at + 3] in ("co", "company"):
            return at + 4  # "Ash, Birch & Co"
        parts = (self.lower[index], self.lower[at + 1], self.lower[at + 3])
        follows = at + 4 < end and (self.lower[at + 4] in self.lexicon.company_follows or self.lower[at + 4] == "told")
        if not follows or not all(self._capital(place, end) for place in (at + 1, at + 3)) or self.alone is None:
            return 0
        return 0 if any(part in self.alone or part in self.lexicon.places for part in parts[1:]) else at + 4

    def _of_joins(self, index: int, at: int, closed: bool) -> bool:
        lex = self.lexicon
        behind = self.lower[at + 2 : at + 5]
        if "," in behind and any(word in lex.state_marks for word in behind):
            return False  # "Savings Association of Elm, Fla." is of a place
        follows = self.lower[at + 2] if self.lower[at + 1] in lex.article else self.lower[at + 1]
        if closed:
            kinds = all(word in lex.heads for word in self.lower[index : at - 1])  # "Financial Corp of Elm" is no name without it
            return (kinds or follows in lex.of_places) and self.lower[at - 1] in lex.of_forms
        return self.lower[at - 1] in lex.of_heads or follows in lex.of_land  # "Dairy Farmers of America"

    def _is_opener(self, index: int, end: int) -> bool:
        """Whether the first word of a sentence is an ordinary word there."""
        low = self.lower[index]
        if low in self.begun:
            return False
        following = self._capital(index + 1, end)
        if low in self.lexicon.openers:
            return not (low in self.lexicon.opening_names and following)
        lex = self.lexicon
        if following and low in lex.firm_words and low not in lex.heads and self.lower[index + 1] not in lex.firm_ends:
            return True  # "Chipmaker Ash"
        if following and self._is_gerund(low):
            return True  # "Separating Ash Corp will cost"
        if "-" in low and not following and all(part in self.ordinary for part in low.split("-")):
            return True  # "Post-acquisition, it"
        speaks = (
            index + 1 < end and self.lower[index + 1] in lex.company_follows and self.lower[index + 1] not in lex.weak_follows
        )
        follows = index + 1 < end and self.lower[index + 1] in lex.company_follows
        if not self.ordinary and not lex.nouns and not following and not (follows and low not in self.common):
            return True  # in a language without a list of common words or nouns
        return (low in self.common or (low in self.ordinary and not speaks)) and not following

    def _is_gerund(self, low: str) -> bool:
        """Whether a word is the gerund of a common verb, and no word that names of firms begin with."""
        ending = next((ending for ending in self.lexicon.gerunds if low.endswith(ending)), "")
        stem = low[: len(low) - len(ending)]
        return (
            bool(ending) and low not in self.lexicon.heads and len(stem) > 3 and not self.ordinary.isdisjoint((stem, stem + "e"))
        )

    def _is_code(self, at: int) -> bool:
        """Whether a ticker stands here: BMET.O, or the HON of <HON>."""
        tokens = self.tokens
        word = tokens[at].text
        if not word.isupper() or len(word) > 6:
            return False
        if at + 2 < len(tokens) and _dotted(tokens[at : at + 3]):
            return len(tokens[at + 2].text) <= 3
        if at > 1 and _dotted(tokens[at - 2 : at + 1]):
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
        if at + 2 < end and _dotted(tokens[at : at + 3]) and tokens[at + 2].end - tokens[at].start <= 10:
            return Span(tokens[at].start, tokens[at + 2].end)
        bracketed = tokens[at - 1].text == "<" and at + 1 < end and tokens[at + 1].text == ">"
        return Span(tokens[at].start, tokens[at].end) if bracketed and len(tokens[at].text) <= 6 else None


def _without_nouns(lower: Sequence[str], capital: Sequence[bool], lexicon: Lexicon) -> list[bool]:
    """Which words are written as names, where every noun has a capital letter: plain nouns are not, but in a firm's name."""
    found = list(capital)
    for at, low in enumerate(lower):
        if not capital[at] or _hyphened(low, lexicon):
            continue
        named = at > 0 and found[at - 1] and low in lexicon.firm_ends
        found[at] = named or not lexicon.is_noun(low)
        if found[at - 1] and at and not found[at] and lower[at - 1].endswith(lexicon.place_endings):
            found[at - 1] = False  # "Walldorfer Konzern"
    return found


def _dotted(three: Sequence[Token]) -> bool:
    """Whether three tokens are a ticker such as 7201.T, without a blank."""
    code, dot, place = three
    return (
        dot.text == "." and code.end == dot.start and dot.end == place.start and place.text.isupper() and not code.text.islower()
    )


def _hyphened(low: str, lexicon: Lexicon) -> int:
    """How many letters of "Ash-based" are the name; 0 if it is no such word."""
    if "-" not in low:
        return 0
    stem, hyphen, rest = low.rpartition("-")
    return len(stem) if hyphen and stem and rest in lexicon.hyphened else 0


def _joined(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a stretch as the text has them, white space folded to one blank."""
    if last == first + 1:
        return tokens[first].text
    parts = [tokens[first].text]
    for before, token in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        parts.append(token.text if before.end == token.start else f" {token.text}")
    return "".join(parts)
