"""From chunks to names: which of them are one thing, what kind of thing it is, and where it is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dealwatch.domain.report import Span
from dealwatch.domain.words import SectionKind, SubjectKind
from dealwatch.extract.aliases import canonical_names
from dealwatch.extract.chunks import find_chunks
from dealwatch.extract.headlines import common_words, forms_of, is_common, is_in_capitals, is_title_case, title_chunks
from dealwatch.extract.kinds import acts, kind_of, looks_like_company, speaks
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Chunk, Named
from dealwatch.extract.paragraphs import Sentence
from dealwatch.extract.tokens import Token

_ASIDE: Final = frozenset((SectionKind.TEASER, SectionKind.REFERENCES))


def name_page(
    text: str,
    tokens: Sequence[Token],
    lower: Sequence[str],
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    language: str | None,
) -> tuple[Named, ...]:
    """Return every name of a text in order of place, with its kind and its fullest form; `lower` are the tokens in lower case."""
    body = [sentence for sentence in sentences if sentence.section.kind in (SectionKind.BODY, SectionKind.POST)]
    aside = [sentence for sentence in sentences if sentence.section.kind in _ASIDE]
    titles = [sentence for sentence in sentences if sentence.section.kind is SectionKind.HEADLINE]
    flashes = [sentence for sentence in body if not lexicon.nouns and _is_flash(tokens, sentence, lexicon)]
    flashing = {sentence.first for sentence in flashes}
    common = common_words(language)
    chunks = find_chunks(tokens, lower, [(s.first, s.last) for s in body if s.first not in flashing], lexicon, common)
    known = forms_of(dict.fromkeys(chunk.text for chunk in chunks), lexicon, common)
    plain: list[tuple[int, int]] = []
    titled: list[Chunk] = []
    for sentence in (*titles, *flashes, *aside):
        if not lexicon.nouns and is_title_case(tokens, sentence.first, sentence.last, lexicon):
            titled += title_chunks(tokens, sentence.first, sentence.last, known, lexicon, common)
        else:
            plain.append((sentence.first, sentence.last))
    chunks += find_chunks(tokens, lower, plain, lexicon, common)
    in_title = len(chunks)
    chunks += titled
    kinds = [kind_of(chunk, lower, lexicon) for chunk in chunks]
    if titled:
        by_fold = {chunk.text.lower(): chunk.text for chunk in reversed(chunks[:in_title])}
        written = [by_fold.get(chunk.text.lower(), chunk.text) for chunk in titled]
        chunks[in_title:] = [
            chunk if chunk.text == text else chunk._replace(text=text) for chunk, text in zip(titled, written, strict=True)
        ]
    if lexicon.nouns:
        chunks, kinds = _without_described(chunks, kinds, lower, lexicon)
        in_title = len(chunks)
    persons = frozenset(chunk.text for chunk, kind in zip(chunks, kinds, strict=True) if kind is SubjectKind.PERSON)
    fullest = canonical_names([chunk.text for chunk in chunks], lexicon, _known_as(chunks, tokens, lower, lexicon), persons)
    votes: defaultdict[str, Counter[SubjectKind]] = defaultdict(Counter)
    for number, (chunk, kind) in enumerate(zip(chunks, kinds, strict=True)):
        if chunk.text not in fullest:
            continue
        counter = votes[fullest[chunk.text]]
        if kind is not None:
            counter[kind] += 1 if kind is SubjectKind.PLANT else 2
        elif _is_firm(chunk, number >= in_title, lower, lexicon, common):
            counter[SubjectKind.COMPANY] += 2 if acts(chunk, lower, lexicon) else 1
    _vote_in_lists(chunks, tokens, fullest, votes, lexicon)
    found = [_named(chunk, tokens, lower, text, fullest[chunk.text], votes, lexicon) for chunk in chunks if chunk.text in fullest]
    return tuple(sorted(found, key=lambda named: (named.span.start, named.span.end)))


def _without_described(
    chunks: Sequence[Chunk], kinds: Sequence[SubjectKind | None], lower: Sequence[str], lexicon: Lexicon
) -> tuple[list[Chunk], list[SubjectKind | None]]:
    """Leave out words that stand behind an article wherever they stand: nouns that no list has, not names, which need none."""
    bare = {
        chunk.text
        for chunk, kind in zip(chunks, kinds, strict=True)
        if kind is not None
        or chunk.last > chunk.first + 1
        or not chunk.first
        or lower[chunk.first - 1] not in lexicon.article
        or chunk.text.lower() in lexicon.news
        or looks_like_company(chunk, lower, lexicon)
    }
    kept = [(chunk, kind) for chunk, kind in zip(chunks, kinds, strict=True) if chunk.text in bare]
    return [chunk for chunk, _ in kept], [kind for _, kind in kept]


def _is_flash(tokens: Sequence[Token], sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence of the body is written as a title: in capitals, or in title case without an end."""
    first, last = sentence.first, sentence.last
    if is_in_capitals(tokens, first, last):
        return True
    return last - first >= 6 and tokens[last - 1].text[-1] not in ".!?…" and is_title_case(tokens, first, last, lexicon)


def _vote_in_lists(
    chunks: Sequence[Chunk],
    tokens: Sequence[Token],
    fullest: dict[str, str],
    votes: dict[str, Counter[SubjectKind]],
    lexicon: Lexicon,
) -> None:
    """What stands in one list with a firm, and is nothing else, is a firm: "Ash, Birch and Oak Inc"."""
    ordered = sorted((chunk for chunk in chunks if chunk.text in fullest), key=lambda chunk: chunk.first)
    joins = {(",",), *((word,) for word in lexicon.joining), *((",", word) for word in lexicon.joining)}
    near = [(left, right) for left, right in pairwise(ordered) if right.first - left.last <= 2]
    listed = [pair for pair in near if tuple([token.text for token in tokens[pair[0].last : pair[1].first]]) in joins]
    for before, after in (*listed, *((right, left) for left, right in reversed(listed))):
        one, other = votes[fullest[before.text]], votes[fullest[after.text]]
        if one[SubjectKind.COMPANY] and not other:
            other[SubjectKind.COMPANY] += 1


def _named(
    chunk: Chunk,
    tokens: Sequence[Token],
    lower: Sequence[str],
    text: str,
    full: str,
    votes: dict[str, Counter[SubjectKind]],
    lexicon: Lexicon,
) -> Named:
    kind = _elected(votes[full])
    start = tokens[chunk.first].start + chunk.offset
    end = tokens[chunk.last - 1].end - chunk.cut
    if kind is SubjectKind.PLANT:
        if chunk.last < len(tokens) and lower[chunk.last] in lexicon.sites:
            end = tokens[chunk.last].end
        full = _site_name(full, lexicon)
    return Named(Span(start, end), kind, full, text[start:end], chunk.ticker)


def _is_firm(chunk: Chunk, titled: bool, lower: Sequence[str], lexicon: Lexicon, common: frozenset[str]) -> bool:
    """Whether the place of a name says that it is a firm's; a common word needs more than another name."""
    if _is_plain_word(chunk, common):
        return speaks(chunk, lower, lexicon) and chunk.text.lower() not in lexicon.openers
    if chunk.first and lower[chunk.first - 1] in lexicon.place_words:
        return False
    owned = chunk.first > 0 and lower[chunk.first - 1] in lexicon.possessives  # "Ash's Birch": as well a product
    return (titled and not owned) or looks_like_company(chunk, lower, lexicon)


def _is_plain_word(chunk: Chunk, common: frozenset[str]) -> bool:
    """Whether a name is one common word that begins with a capital letter: "Day", "Phase"."""
    return chunk.last == chunk.first + 1 and is_common(chunk.text.lower(), common) and not chunk.text[1:].isupper()


def _elected(votes: Counter[SubjectKind]) -> SubjectKind:
    """The kind with most votes; of two, the one voted for first."""
    return max(votes, key=votes.__getitem__) if votes else SubjectKind.OTHER


def _site_name(full: str, lexicon: Lexicon) -> str:
    last = full.rsplit(None, 1)[-1].lower()
    return full if last in lexicon.sites else f"{full} plant"


def _is_short_for(letters: str, name: str) -> bool:
    """Whether letters begin as a name does, or begin its words in order: "OBM" of "PT Oak Birch Mining"."""
    begins = iter(word[0] for word in name.split())
    return letters[0] == name[0] or all(letter in begins for letter in letters)


def _known_as(chunks: Sequence[Chunk], tokens: Sequence[Token], lower: Sequence[str], lexicon: Lexicon) -> list[tuple[str, str]]:
    """The pairs of names that the text itself joins: "Ash Industries, better known as Oak", "Ash Heavy Industries (AHI)"."""
    pairs: list[tuple[str, str]] = []
    for one, other in pairwise(chunks):
        if not 0 < other.first - one.last <= 6:
            continue
        between = lower[one.last : other.first]
        joined = between[0] in lexicon.before_known and any(
            tuple(between[-len(words) :]) == words for words in lexicon.known_phrases
        )
        closed = other.last < len(tokens) and tokens[other.last].text == ")"
        bracket = between in (["("], [".", "("]) and closed and other.text.isupper() and 1 < len(other.text) <= 6
        short = other.text.lower() not in lexicon.places and _is_short_for(other.text.lower(), one.text.lower())
        if joined or (bracket and short):
            pairs.append((one.text, other.text))
    return pairs
