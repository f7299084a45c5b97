"""Names in titles, where every word begins with a capital: what the body names, and what is no common word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Chunk, is_capital
from dealwatch.extract.tokens import Token

_ENDINGS: Final = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
_CAPITALS: Final = 5  # so many words with a capital outweigh one without it in a title
_INFLECTED: Final = tuple({ending for ending, _ in _ENDINGS})
_LONGEST: Final = 4  # words of a firm's name that are all common
_PREFIXES: Final = ("re", "under", "over", "un", "mis")


@lru_cache(maxsize=8)
def common_words(language: str | None) -> frozenset[str]:
    """The common words of a language; without a file, none."""
    file = resources.files("dealwatch.extract") / "data" / "words" / f"{language or 'en'}.txt"
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_title_case(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether nearly every long word of a line begins with a capital letter, but for such as "with" and "after"."""
    long = _long_words(tokens, first, last)
    capital = sum([word[0].isupper() for word in long])
    if capital < 2 or capital * 4 < len(long) * 3:
        return False
    small = sum([not word[0].isupper() and word not in lexicon.openers for word in long])
    return small * _CAPITALS <= capital


def is_in_capitals(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether nearly every word of a line is in capitals, as in a flash of a wire."""
    long = _long_words(tokens, first, last)
    return len(long) >= 3 and sum(map(str.isupper, long)) * 4 >= len(long) * 3


def _long_words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [text for text, _, _ in tokens[first:last] if len(text) > 3 and text[0].isalpha()]


def forms_of(known: Iterable[str], lexicon: Lexicon, common: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """The forms under which a title may name what the body names, by their first word: without legal form, and cut short."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for name in known:
        words = tuple(word.strip(",") for word in name.lower().split())
        bare = len(words)
        while bare > 1 and words[bare - 1].strip(".") in lexicon.legal_forms:
            bare -= 1
        for length in range(len(words), 0, -1):
            if (
                length >= bare
                or (length == 1 and words[0] not in common)
                or (length > 1 and words[length - 1] not in ("and", "of", "&"))
            ):
                forms.setdefault(words[0], []).append(words[:length])
    for listed in forms.values():
        listed.sort(key=len, reverse=True)
    return forms


def title_chunks(
    tokens: Sequence[Token],
    first: int,
    last: int,
    forms: Mapping[str, Sequence[tuple[str, ...]]],
    lexicon: Lexicon,
    common: frozenset[str],
) -> list[Chunk]:
    """Return the names of a title in title case or capitals.

    `forms` are those of the body's names; the longest one that stands here is taken. What else is no common word is a name, with
    the words of firms that follow it ("Elm Bank").
    """
    lower = [token.text.lower() for token in tokens[first:last]]
    found: list[Chunk] = []
    index = first
    while index < last:
        end = first + _known_end(lower, index - first, forms)
        if end <= index and common:
            end = _unknown_end(tokens, index, last, lower, first, lexicon, common)
        if end > index:
            text = " ".join(token.text for token in tokens[index:end])
            found.append(Chunk(index, end, text, opens=index == first))
            index = end
        else:
            index += 1
    return found


def _known_end(lower: Sequence[str], at: int, forms: Mapping[str, Sequence[tuple[str, ...]]]) -> int:
    for words in forms.get(lower[at], ()):
        if tuple(lower[at : at + len(words)]) == words:
            return at + len(words)
    return 0


def is_common(word: str, common: frozenset[str]) -> bool:
    """Tell whether a word in lower case, its plain form, or each part of it around a hyphen is common.

    >>> common = frozenset(("affirm", "pay"))
    >>> [is_common(word, common) for word in ("pays", "affirmed", "reaffirms", "pay-affirming", "birch")]
    [True, True, True, True, False]
    """
    if _is_form(word, common):
        return True
    if any(word.startswith(prefix) and _is_form(word[len(prefix) :], common) for prefix in _PREFIXES if len(word) > 6):
        return True
    return "-" in word and all(_is_form(part, common) for part in word.split("-"))


def _is_form(word: str, common: frozenset[str]) -> bool:
    """Whether a word is common, or an inflected form of a common word."""
    if word in common or not word.endswith(_INFLECTED):
        return word in common
    return any(word.endswith(ending) and word[: -len(ending)] + plain in common for ending, plain in _ENDINGS)


def _unknown_end(
    tokens: Sequence[Token], index: int, last: int, lower: Sequence[str], first: int, lexicon: Lexicon, common: frozenset[str]
) -> int:
    """The end of a name that the body does not have; the index itself where none begins."""

    def plain(at: int) -> bool:
        low = lower[at - first]
        return (
            is_common(low, common)
            or low in lexicon.openers
            or low in lexicon.not_names
            or low in lexicon.months
            or low in lexicon.demonyms
        )

    def named_by(at: int) -> bool:
        """Whether a common word is a name here: "United Airlines", "Alphabet's", "Strategy Retains"."""
        low = lower[at - first]
        if (
            low in lexicon.openers
            or low in lexicon.firm_words
            or low in lexicon.demonyms
            or low in lexicon.not_names
            or at + 1 >= last
        ):
            return False
        following = lower[at + 1 - first]
        opens = at == first or lower[at - 1 - first] in lexicon.before_names
        if following in ("'s", "’s"):
            return low not in lexicon.heads
        if not opens or not is_capital(tokens[at + 1].text):
            return False
        return following in lexicon.strong_heads or (not plain(at + 1) and following not in lexicon.places and at + 2 < last)

    coded = tokens[index - 1].text == "<" if index > first else False
    if not is_capital(tokens[index].text) or coded or len(tokens[index].text) < 2 or tokens[index].text[0].isdigit():
        return index
    headed = _headed_end(tokens, index, last, lower, first, lexicon)
    if headed:
        return headed
    low = lower[index - first]
    if (plain(index) and not named_by(index)) or ("-" in low and low.rpartition("-")[2] in lexicon.hyphened):
        return index
    end = index + 1
    while end < last and is_capital(tokens[end].text):
        low = lower[end - first]
        if "-" in low and low.rpartition("-")[2] in lexicon.hyphened:
            break
        if tokens[end].start > tokens[end - 1].end + 1 or (
            plain(end) and low not in lexicon.heads and low not in lexicon.legal_forms
        ):
            break
        end += 1
    return end


def _headed_end(tokens: Sequence[Token], index: int, last: int, lower: Sequence[str], first: int, lexicon: Lexicon) -> int:
    """The end of a name of common words that a firm's word ends, where a firm may stand: "ELM WORLD AIRLINES TO BUY"; 0 without.

    It opens the title or follows a verb, a comma or "for", and a verb, a sign or the end follows it.
    """
    before = lower[index - 1 - first] if index > first else ","
    if before not in lexicon.before_names and before not in lexicon.company_follows and before not in (",", "*"):
        return 0
    end = index
    while end < min(last, index + _LONGEST) and is_capital(tokens[end].text):
        low = lower[end - first]
        opens = low in lexicon.openers and low not in lexicon.heads
        if opens or low in lexicon.company_follows or low in lexicon.not_names:
            return 0
        end += 1
        if end > index + 1 and (low in lexicon.title_heads or low in lexicon.legal_forms):
            break
    else:
        return 0
    following = lower[end - first] if end < last else ","
    while end < last and following in lexicon.legal_forms:
        end += 1
        following = lower[end - first] if end < last else ","
    ends = not following[0].isalpha() or following in lexicon.company_follows or following in lexicon.title_follows
    return end if ends else 0
