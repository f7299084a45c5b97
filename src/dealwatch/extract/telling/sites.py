"""The sites that a report talks of: plants, factories, mills, mines, each under one name a report, wherever it is meant.

"Nissan's Oppama plant", "the Nissan Oppama plant", "the Oppama factory" and "the facility" are mentions of one site. A
description is bound only where one site can be meant. The words are those of `site_words`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import evolve, frozen
from babel import Locale

from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.names import Named, is_capital
from dealwatch.extract.page import Page, Sentence
from dealwatch.extract.telling.patterns import POSSESSIVE
from dealwatch.extract.telling.site_words import SiteWords, site_words

_NEAR = 120  # tokens between a site and a description that means it, where the text has several
_REMEMBERED = 40  # mentions among which a description is looked up
_ADJECTIVES = 2  # lower-case words between a possessor and the site's name


@frozen
class SiteMention:
    """A site where it is meant: the tokens `[first, last)` of the words that name it, its name, and how it is named.

    `owner` is the span of whoever has it or of the owner's name in it, `owner_name` the owner's fullest name; `place` that of a
    place before it; `described` says that the words are no name ("the facility").
    """

    span: Span
    first: int
    last: int
    name: str
    noun: int
    owner: Span | None = None
    place: Span | None = None
    owner_name: str | None = None
    described: bool = False


@frozen(eq=False)
class _Seen:
    """A site's words before it is known which site they mean; no key is a description.

    `fallback` is what a description after an owner is called where it means no site named before ("the Ash steel mill").
    `plain` are words without a kind or owner in them; `bare` ones in capitals with nothing around that tells a site from a firm
    ("Ash Warehouse"): they count only where the same site is named otherwise too.
    """

    sentence: Sentence
    first: int
    noun: int
    key: tuple[str, ...]
    plain: bool
    bare: bool
    owner: Span | None
    owner_name: str | None
    place: Span | None
    fallback: str | None = None


@lru_cache(maxsize=8)
def sites_of(page: Page) -> tuple[SiteMention, ...]:
    """Return every mention of a site in order of place.

    >>> from dealwatch.domain.report import Report
    >>> from dealwatch.extract.page import read_page
    >>> page = read_page(Report(text="Ash Ltd may close its Elm plant. The facility, opened in 1961, is the oldest."))
    >>> [(page.text[mention.span.start : mention.span.end], mention.name) for mention in sites_of(page)]
    [('Elm plant', 'Elm plant'), ('The facility', 'Elm plant')]
    """
    words = site_words(page.context.language)
    if words.nouns.isdisjoint(page.lower):
        return ()
    owners = _company_forms(page, words)
    seen = [
        found
        for sentence in page.sentences
        for noun in range(sentence.first, sentence.last)
        if page.lower[noun] in words.nouns or page.lower[noun] in words.loose
        if (found := _seen(page, words, owners, sentence, noun)) is not None
    ]
    sure = {found.key for found in seen if not found.bare}
    seen = [found for found in seen if not found.bare or found.key in sure]
    names = _names(page, words, seen)
    return tuple(_bound(page, words, owners, seen, names))


def _company_forms(page: Page, words: SiteWords) -> dict[str, str]:
    """Every form of a company's name in the report, with its fullest form.

    A name is its owner's too where it only begins the name of a site, or stands just before one ("Nissan" in "the Nissan Oppama
    plant"). What a company has as its site is no company ("Nissan's Oppama plant").
    """
    forms = {named.quote: named.name for named in page.names if named.kind is SubjectKind.COMPANY}
    for named in page.names:
        rest = named.name.removeprefix(f"{named.quote} ") if named.kind is SubjectKind.PLANT else ""
        if rest != named.name and len(rest.split()) > 1:
            forms.setdefault(named.quote, named.quote)
    for one, other in pairwise(page.names):
        if one.kind is SubjectKind.PLANT and other.kind is SubjectKind.PLANT and one.span.end + 1 == other.span.start:
            forms.setdefault(one.quote, one.quote)
    for sentence in page.sentences:
        for noun in range(sentence.first + 1, sentence.last):
            if page.lower[noun] in words.nouns:
                first = _run(page, words, sentence, noun)
                if sentence.first < first < noun and page.lower[first - 1] in POSSESSIVE | words.possessives:
                    forms.pop(page.text[page.tokens[first].start : page.tokens[noun - 1].end], None)
    return forms


def _seen(page: Page, words: SiteWords, owners: dict[str, str], sentence: Sentence, noun: int) -> _Seen | None:
    lower, floor = page.lower, sentence.first
    if _is_other(page, sentence, noun):
        return None
    kind = noun
    while kind > floor and lower[kind - 1] in words.kinds | words.adjectives:
        joined = kind - 2 > floor and lower[kind - 2] in words.kind_joins and lower[kind - 3] in words.kinds
        kind -= 2 if joined else 1
    kind = _behind_name(page, words, sentence, kind)
    if kind > floor and lower[kind - 1] in words.not_sites:
        return None
    run, end, place = _town_and_state(page, words, sentence, kind) or (_run(page, words, sentence, kind), kind, None)
    proper = kind < noun and is_capital(page.tokens[kind].text) and run < kind  # "Perry Nuclear Power Plant": all of it a name
    end = noun if proper else end
    split = 0 if proper else _owner_prefix(page, owners, run, end)
    first = split or run
    key = tuple(lower[first:end])
    if len(key) == 1 and first == floor and page.named(Span(page.tokens[first].start, page.tokens[first].end)) is None:
        return None  # an ordinary word that begins the sentence
    if not key and kind < noun and is_capital(page.tokens[kind].text) and lower[kind] not in page.lexicon.openers:
        first, key = kind, tuple(lower[kind:noun])  # "435 Megawatt Solar Power Plant": a name of such words alone
    if key and first > floor and lower[first] in words.adjectives and page.tokens[first - 1].text.isdigit():
        first, key = first - 1, (lower[first - 1], *key)  # "435 Megawatt ..."
    if split:
        prefix = Span(page.tokens[run].start, page.tokens[split - 1].end)
        found = _seen_of(
            page, words, sentence, noun, first if key else run, key, prefix, owners[prefix.of(page.text)], place, plain=False
        )
        named = not key and (kind < noun or (run > floor and lower[run - 1] in words.determiners))
        called = page.text[page.tokens[run].start : page.tokens[noun].end]
        return evolve(found, fallback=" ".join(called.split())) if named else found
    owner, name, possessed = _possessor(page, words, first, floor)
    if key and not possessed and _described(page, words, first, floor) is None and _is_country(page, key):
        return None  # "U.S. mine production"
    if key and first > floor and lower[first - 1] in words.articles and not key[0].isdigit():
        return None  # "a Superfund site": a kind of site, not the name of one
    if key and lower[noun] not in words.loose:
        return _seen_of(page, words, sentence, noun, first, key, owner, name, place, plain=kind == noun)
    begin = _described(page, words, kind, floor)
    article = kind > floor and lower[kind - 1] in words.articles
    if not key and (possessed or begin is not None or article) and (behind := _place_behind(page, words, sentence, noun)):
        place = Span(page.tokens[behind[0]].start, page.tokens[behind[1] - 1].end)
        key = tuple(lower[behind[0] : behind[1]])
        return _seen_of(page, words, sentence, noun, noun, key, owner, name, place, plain=False)
    if key or not (possessed or begin is not None or lower[noun] in words.loose):
        return None
    return _seen_of(page, words, sentence, noun, kind if begin is None else begin, (), owner, name, None, plain=False)


def _behind_name(page: Page, words: SiteWords, sentence: Sentence, kind: int) -> int:
    """Where the words between a site's name and its noun begin, where they are in no table: "the Elm yogurt plant"."""
    lower, at = page.lower, kind
    for _ in range(_ADJECTIVES if words.kind_endings else 0):
        word = page.tokens[at - 1].text if at > sentence.first else ""
        if not word.islower() or not word.replace("-", "").isalpha() or word.endswith(words.kind_endings):
            break
        if (
            word
            in words.determiners | words.articles | words.possessives | words.place_words | words.not_sites | page.lexicon.openers
        ):
            break
        at -= 1
    first = _run(page, words, sentence, at)
    before = lower[first - 1] if sentence.first < first < at < kind else ""
    return at if before in words.determiners | words.possessives | POSSESSIVE else kind


def is_place_name(page: Page, named: Named, words: SiteWords) -> bool:
    """Whether a name behind "in" is a place's: it is told to be neither a firm's nor a person's, or never stands elsewhere."""
    if named.kind is not SubjectKind.COMPANY:
        return named.kind is SubjectKind.OTHER
    mentions = [other for other in page.names if other.name == named.name]
    return all(_behind_place_word(page, words, page.token_at(other.span.start)) for other in mentions)


def _behind_place_word(page: Page, words: SiteWords, at: int) -> bool:
    """Whether a name stands behind "in", or behind "in the"."""
    before = at - 1 if at and page.lower[at - 1] not in words.determiners else at - 2
    of_part = before > 0 and page.lower[before] in words.direction_of and page.lower[before - 1] in words.parts_of
    return before >= 0 and (of_part or page.lower[before] in words.place_words)


def behind_part(page: Page, words: SiteWords, at: int, last: int) -> int:
    """The token behind "the centre of", or the same one where no part of a place is told."""
    article = at + (at < last and page.lower[at] in words.determiners)
    part = article
    while part < last and (page.lower[part] in words.parts or page.lower[part] in page.lexicon.demonyms):
        part += 1
    if part + 1 < last and page.lower[part] in words.parts_of and page.lower[part + 1] in words.direction_of:
        return part + 2
    return at


def _place_behind(page: Page, words: SiteWords, sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """The tokens of the place behind a site without a name ("its plant in Ghent"); None if none stands there."""
    if noun + 2 >= sentence.last or page.lower[noun + 1] not in words.place_words:
        return None
    first = behind_part(page, words, noun + 2, sentence.last - 1)
    token = page.tokens[first]
    named = page.named(Span(token.start, token.end))
    if named is None or named.span.start != token.start or not is_place_name(page, named, words):
        return None
    if named.quote.lower() in _countries(page.context.language):
        return None
    return first, page.token_at(named.span.end - 1) + 1


@lru_cache(maxsize=8)
def _countries(language: str | None) -> frozenset[str]:
    """The names of all countries, after CLDR: a plant in one is no site that has a name."""
    return frozenset(name.lower() for code, name in Locale.parse(language or "en").territories.items() if len(code) == 2)


def _is_country(page: Page, key: tuple[str, ...]) -> bool:
    place = " ".join(key)
    return place in page.lexicon.places or place in page.lexicon.demonyms


def _is_other(page: Page, sentence: Sentence, noun: int) -> bool:
    """Whether the noun is part of a longer name ("Ash Plant Security Inc"), or of a line in capitals."""
    token = page.tokens[noun]
    if token.text.isupper() and len(token.text) > 1:
        return True
    named = page.named(Span(token.start, token.end))
    return named is not None and named.span.end > token.end


def _seen_of(
    page: Page,
    words: SiteWords,
    sentence: Sentence,
    noun: int,
    first: int,
    key: tuple[str, ...],
    owner: Span | None,
    owner_name: str | None,
    place: Span | None,
    *,
    plain: bool,
) -> _Seen:
    head = page.lower[noun]
    bare = (
        is_capital(page.tokens[noun].text) and owner is None and place is None and not _told(page, words, sentence, first, noun)
    )
    if key:
        key = (*key, words.interchangeable[0] if head in words.interchangeable else head)
    return _Seen(sentence, first, noun, key, plain, bare and bool(key), owner, owner_name, place)


def _told(page: Page, words: SiteWords, sentence: Sentence, first: int, noun: int) -> bool:
    """Whether the words around a name in capitals tell a site: an article before it, a place behind it, a number in it."""
    before = page.lower[first - 1] if first > sentence.first else ""
    behind = page.lower[noun + 1] if noun + 1 < sentence.last else ""
    numbered = any(page.tokens[at].text[0].isdigit() for at in range(first, noun))
    return before in words.determiners | words.possessives or behind in words.place_words | words.directions or numbered


def _run(page: Page, words: SiteWords, sentence: Sentence, end: int) -> int:
    """Where the capitalised words that end before a token begin."""
    lexicon, at = page.lexicon, end
    while at > sentence.first:
        text, low = page.tokens[at - 1].text, page.lower[at - 1]
        if not is_capital(text) or not text[0].isalnum() or low in lexicon.months or low in lexicon.openers:
            break
        if low in words.determiners or low in words.articles or low in words.possessives:
            break
        at -= 1
    return at


def _town_and_state(page: Page, words: SiteWords, sentence: Sentence, end: int) -> tuple[int, int, Span] | None:
    """Where the town begins and ends in "its Elmford, North Dakota, flour plant", and the place with the state."""
    last = end - 1 if end > sentence.first and page.lower[end - 1] == "," else end
    state = _run(page, words, sentence, last)
    if state == last or state - 1 <= sentence.first or page.lower[state - 1] != ",":
        return None
    if page.text[page.tokens[state].start : page.tokens[last - 1].end].lower() not in page.lexicon.places:
        return None
    town = _run(page, words, sentence, state - 1)
    return (town, state - 1, Span(page.tokens[town].start, page.tokens[last - 1].end)) if town < state - 1 else None


def _owner_prefix(page: Page, owners: dict[str, str], first: int, end: int) -> int:
    """Where an owner's name that begins a run of words ends; 0 if none does."""
    for at in range(end, first, -1):
        if page.text[page.tokens[first].start : page.tokens[at - 1].end] in owners:
            return at
    return 0


def _possessor(page: Page, words: SiteWords, first: int, floor: int) -> tuple[Span | None, str | None, bool]:
    """Who has the site, as the words before it say: the span, the company's name if it is one, and whether anybody has it."""
    at = _before_amount(page, first, floor)
    for _ in range(_ADJECTIVES + 1):
        if at <= floor:
            return None, None, False
        low = page.lower[at - 1]
        if low in POSSESSIVE:
            behind = page.tokens[at - 1].start
            thing = page.named(Span(max(0, behind - 1), behind)) or _reference(page, behind)
            if thing is None:
                return None, None, True
            return thing.span, thing.name if thing.kind is SubjectKind.COMPANY else None, True
        if low in words.possessives:
            thing = _reference(page, page.tokens[at - 1].end)
            pronoun = Span(page.tokens[at - 1].start, page.tokens[at - 1].end)
            return (thing.span, thing.name, True) if thing and thing.kind is SubjectKind.COMPANY else (pronoun, None, True)
        if not page.tokens[at - 1].text.islower() or low in words.determiners:
            return None, None, False
        at -= 1
    return None, None, False


def _before_amount(page: Page, at: int, floor: int) -> int:
    """The token before which an amount of money stands that ends here ("its $2 billion Elm plant"), or the same token."""
    if at - 1 <= floor or not any(token.text[0].isdigit() for token in page.tokens[max(floor, at - 2) : at]):
        return at
    end = page.tokens[at - 1].end
    index = bisect_left(page.money, end, key=lambda money: money.span.end)
    if index == len(page.money) or page.money[index].span.end != end:
        return at
    return max(floor, page.token_at(page.money[index].span.start))


def _reference(page: Page, end: int) -> Named | None:
    """The description or pronoun that ends at an offset."""
    at = bisect_left(page.references, end, key=lambda reference: reference.span.end)
    return page.references[at] if at < len(page.references) and page.references[at].span.end == end else None


def _described(page: Page, words: SiteWords, kind: int, floor: int) -> int | None:
    """Where a description such as "the ageing facility" begins; None if no such word stands before the noun."""
    return next(
        (at for at in range(kind - 1, max(floor, kind - 2) - 1, -1) if page.lower[at] in words.determiners | words.possessives),
        None,
    )


def _names(page: Page, words: SiteWords, seen: Sequence[_Seen]) -> dict[tuple[str, ...], str]:
    """The name of each site: of its forms the plainest, that of the most usual noun, the first."""
    ranks = {noun: rank for rank, noun in enumerate(words.interchangeable)}
    best: dict[tuple[str, ...], tuple[tuple[bool, int, int], str]] = {}
    for found in seen:
        if found.key:
            start, end = page.tokens[found.first].start, page.tokens[found.noun].end
            rank = (not found.plain, ranks.get(page.lower[found.noun], 0), start)
            whole = " ".join(page.text[start:end].split())
            text = _called_after(page, words, found.place, found.noun) if found.place else whole
            if found.key not in best or rank < best[found.key][0]:
                best[found.key] = rank, text
    return {key: name for key, (_, name) in best.items()}


def _called_after(page: Page, words: SiteWords, place: Span, noun: int) -> str:
    town = place.of(page.text).partition(",")[0]
    return words.called_after_place.format(place=town, noun=page.tokens[noun].text)


def _bound(
    page: Page, words: SiteWords, owners: dict[str, str], seen: Sequence[_Seen], names: dict[tuple[str, ...], str]
) -> list[SiteMention]:
    """Bind every mention to its site; a description that may mean two is left out."""
    owner_of: dict[str, str] = {}
    for found in seen:
        if found.key and found.owner_name:
            owner_of.setdefault(names[found.key], found.owner_name)
    bare = {key[0]: name for key, name in names.items() if len(key) == 2}
    mentions: list[SiteMention] = []
    recent: deque[tuple[Sentence, str]] = deque(maxlen=_REMEMBERED)
    for found in seen:
        first, noun = found.first, found.noun
        span = Span(page.tokens[first].start, page.tokens[noun].end)
        if found.key:
            name = names[found.key]
        elif page.lower[noun] in words.loose:
            if len(names) != 1:
                continue
            name = next(iter(names.values()))
        else:
            bound = _meant(found, recent, owner_of)
            if found.fallback is not None and (bound is None or owner_of.get(bound) != found.owner_name):
                bound = found.fallback
            if bound is None:
                continue
            name = bound
        recent.append((found.sentence, name))
        mentions.append(
            SiteMention(span, first, noun + 1, name, noun, found.owner, found.place, found.owner_name, described=not found.key)
        )
    covered = {at for mention in mentions for at in range(mention.first, mention.last)}
    for named in page.names:
        at = page.token_at(named.span.start)
        if at and page.lower[at - 1] not in words.place_words:
            continue
        if named.quote not in owners and named.quote.lower() in bare and at not in covered:
            last = page.token_at(named.span.end - 1) + 1
            mentions.append(SiteMention(named.span, at, last, bare[named.quote.lower()], at, described=True))
    return sorted(mentions, key=lambda mention: (mention.first, mention.last))


def _meant(found: _Seen, recent: Iterable[tuple[Sentence, str]], owner_of: dict[str, str]) -> str | None:
    """The one site that a description can mean: named shortly before in the same section, and of the same owner."""
    section = [(sentence, name) for sentence, name in recent if sentence.section == found.sentence.section]
    fitting = [(s, n) for s, n in section if found.owner_name is None or owner_of.get(n, found.owner_name) == found.owner_name]
    if not fitting:
        return None
    if len({name for _, name in fitting}) == 1:
        return fitting[-1][1]
    near = {name for sentence, name in fitting if found.sentence.first - sentence.last < _NEAR}
    return fitting[-1][1] if len(near) == 1 else None
