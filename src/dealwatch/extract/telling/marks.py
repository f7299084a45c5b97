"""The mentions of a page as the patterns see them: which tokens are amounts, dates, companies, sites, people, models."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, TypeAlias

from attrs import evolve, frozen

from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Span
from dealwatch.domain.words import SubjectKind
from dealwatch.extract.names import Named, is_capital
from dealwatch.extract.page import Page
from dealwatch.extract.telling.patterns import Line
from dealwatch.extract.telling.whose import SubjectWords, Thing

Amount: TypeAlias = Money | Quantity | Period
"""What a value with a number in it can be."""

_BLANKS: Final = 2  # between a bracket and what stands in it
_OPENING: Final = frozenset("([")
_CLOSING: Final = frozenset(")]")
_NOT_COUNTED: Final = frozenset(("pct", "percent", "pct-owned", "percent-owned"))  # "its 23 pct-owned Ash Mines" is no count
_WHOLE_REACH: Final = 4
_GOODS: Final = 10  # words that goods have at most
_FLOWS: Final = frozenset((None, "year", "quarter"))  # an amount a year may be sales, one a share or a tonne is a price


@frozen(eq=False)
class Value:
    """A value that stands in the text: its kinds, its tokens `[first, last)`, and what it may be.

    `begin` is where it begins with its hedge ("about"), `end` where it ends with a conversion in brackets or with the whole
    that it is a part of ("20,000 of its 133,000 employees"). `mention` is None for words (a person, models): then the span
    tells all, and for a company its name. `whole` is the span of what it is a part of.
    """

    kinds: tuple[str, ...]
    first: int
    last: int
    begin: int
    end: int
    span: Span
    mention: Mention[Money] | Mention[Quantity] | Mention[Period] | None = None
    name: str | None = None
    whole: Span | None = None

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """The ranges of tokens that it may be taken to have, the widest first."""
        wide, narrow = self.end, self.last
        return tuple(dict.fromkeys(((self.begin, wide), (self.first, wide), (self.begin, narrow), (self.first, narrow))))


@frozen(eq=False)
class Marks:
    """Where the values and things of a page begin and end, by kind and token."""

    starts: Mapping[str, Mapping[int, int]]
    ends: Mapping[str, Mapping[int, int]]
    solid: frozenset[int]

    def line(self, page: Page, number: int) -> Line:
        """A sentence as the matcher sees it."""
        sentence = page.sentences[number]
        return Line(page.lower, sentence.first, sentence.last, self.starts, self.ends, self.solid)


def values_of(
    page: Page,
    units: Mapping[str, tuple[str, ...]],
    parts: Collection[str],
    wanted: Collection[str] = frozenset(("money", "date")),
    counted: Set[str] | None = None,
) -> list[Value]:
    """The amounts and dates of a page in order; `units` says which kinds a unit is of.

    Employees are people too. `parts` are the words between a part and its whole: 20,000 of its 133,000 employees. Money,
    dates and bare numbers are read only where they are wanted, quantities only where one of their kinds is, if `counted` says
    which these are.
    """
    all_money = page.money if "money" in wanted else ()
    money = [_value(page, ("money",), m) for m in all_money if m.reading and m.per in _FLOWS and m.converts is None]
    quantities = page.quantities if counted is None or not counted.isdisjoint(wanted) else ()
    told = [(units.get(_thing_counted(m), ()), m) for m in quantities if m.reading]
    plain = [(kinds, m) for kinds, m in told if kinds and (kinds == ("percent",) or _NOT_COUNTED.isdisjoint(m.quote.split()))]
    dates = [_value(page, ("date",), m) for m in page.dates if m.reading] if "date" in wanted else []
    values = [*money, *(_value(page, kinds, m) for kinds, m in plain), *dates]
    if "number" in wanted:
        values += [_value(page, ("number",), m) for m in _bare_numbers(page)]
    return sorted(_with_wholes(page, values, parts), key=lambda value: (value.first, value.last))


def _bare_numbers(page: Page) -> Iterator[Mention[Quantity]]:
    """The numbers that are no part of an amount, a quantity or a date."""
    from dealwatch.normalize.quantity import find_numbers

    taken = sorted(mention.span for mentions in (page.money, page.quantities, page.dates) for mention in mentions)
    for number in find_numbers(page.report, page.context):
        at = bisect_left(taken, number.span.end, key=lambda span: span.start)
        if at == 0 or taken[at - 1].end <= number.span.start:
            yield number


def _thing_counted(mention: Mention[Quantity]) -> str:
    """The unit without the time it is for: the barrels of barrels/day."""
    return (mention.reading.candidates[0].unit or "").partition("/")[0]


def within(values: Sequence[Value], first: int, last: int) -> list[Value]:
    """Of values in order, those that stand in the tokens `[first, last)`."""
    begin = bisect_left(values, first, key=lambda value: value.first)
    end = bisect_left(values, last, key=lambda value: value.first)
    return [value for value in values[begin:end] if value.last <= last]


def marks_of(page: Page, things: Iterable[Thing], values: Sequence[Value]) -> Marks:
    """Index values and things by the tokens where they stand; a number is solid even if nobody knows what it counts."""
    starts: dict[str, dict[int, int]] = {}
    ends: dict[str, dict[int, int]] = {}
    solid = {at for at, token in enumerate(page.tokens) if token.text[0].isdigit()}

    def mark(kind: str, first: int, last: int) -> None:
        starts.setdefault(kind, {})[first] = last
        ends.setdefault(kind, {})[last] = first

    for value in values:
        for kind in value.kinds:
            mark(kind, value.begin, value.end)
            mark(kind, value.first, value.last)
        if value.kinds == ("date",):
            solid.difference_update(range(value.first, value.last))
    for value in values:
        if value.mention and value.kinds != ("date",):
            solid.update(range(value.first, value.last))
    for thing in things:
        for kind in _KINDS_OF_THING.get(thing.kind, ()):
            mark(kind, thing.first, thing.last)
    return Marks(starts, ends, frozenset(solid))


_KINDS_OF_THING: Final = {
    SubjectKind.COMPANY: ("company", "thing", "holder", "held"),
    SubjectKind.PERSON: ("holder",),
    SubjectKind.PLANT: ("site", "thing"),
    SubjectKind.OTHER: ("property",),
}


def _value(page: Page, kinds: tuple[str, ...], mention: Mention[Money] | Mention[Quantity] | Mention[Period]) -> Value:
    first, last = page.token_at(mention.span.start), page.token_at(mention.span.end - 1) + 1
    begin = page.token_at(mention.hedge.start) if mention.hedge and mention.hedge.start < mention.span.start else first
    return Value(kinds, first, last, begin, _behind_conversion(page, mention, last), mention.span, mention)


def _behind_conversion(page: Page, mention: object, last: int) -> int:
    """Behind "(A$7.1 billion)", where that follows an amount of money."""
    if last + 2 >= len(page.tokens) or page.tokens[last].text not in _OPENING or not _is_money(mention):
        return last
    bracket = page.tokens[last].end
    at = bisect_left(page.money, bracket, key=lambda money: money.span.start)
    if at == len(page.money) or page.money[at].span.start - bracket > _BLANKS:
        return last
    behind = page.token_at(page.money[at].span.end - 1) + 1
    return behind + 1 if behind < len(page.tokens) and page.tokens[behind].text in _CLOSING else last


def _is_money(mention: object) -> bool:
    return isinstance(mention, Mention) and bool(mention.reading) and isinstance(mention.reading.candidates[0], Money)


def _with_wholes(page: Page, values: list[Value], parts: Collection[str]) -> list[Value]:
    """Let "20,000" in "20,000 of its 133,000 employees" reach to the end of the whole."""
    begins = {value.first: value for value in values if value.mention and value.kinds != ("date",)}
    found: list[Value] = []
    for value in values:
        whole = None
        if value.first in begins and value.end == value.last < len(page.lower) and page.lower[value.end] in parts:
            near = range(value.end + 1, min(value.end + 1 + _WHOLE_REACH, len(page.tokens)))
            whole = next((begins[at] for at in near if at in begins), None)
        if whole is not None and set(whole.kinds) & set(value.kinds):
            found.append(evolve(value, end=whole.end, whole=whole.span))
        else:
            found.append(value)
    return found


def people_of(page: Page) -> list[Value]:
    """The names that may be a person's where a post stands beside them.

    A capitalised word before them is a given name ("Jun Skei", where "Jun" is read as a month).
    """
    found: list[Value] = []
    full_names = _full_names(page)
    for named in page.names:
        if not _may_be_person(page, named):
            continue
        first, last = page.token_at(named.span.start), page.token_at(named.span.end - 1) + 1
        if last - first == 1 and _is_given_name(page, first - 1, page.sentence_at(named.span.start).first):
            first -= 1
        span = Span(page.tokens[first].start, named.span.end)
        full = full_names.get(named.quote)
        if named.kind is SubjectKind.PERSON or last - first in (2, 3) or full:
            found.append(Value(("person",), first, last, first, last, span, name=full))
    for at, token in enumerate(page.tokens if full_names else ()):
        full = full_names.get(token.text)
        if full and page.named(Span(token.start, token.end)) is None:  # a common word, had the full name not been told
            found.append(Value(("person",), at, at + 1, at, at + 1, Span(token.start, token.end), name=full))
    return sorted(found, key=lambda value: (value.first, value.last))


def _full_names(page: Page) -> dict[str, str]:
    """The full name of each family name that only one person of the page can have: the Jo Doe of "Doe"."""
    names = {named.quote for named in page.names if len(named.quote.split()) in (2, 3) and _may_be_person(page, named)}
    by_family: dict[str, set[str]] = {}
    for name in names:
        by_family.setdefault(name.rpartition(" ")[2], set()).add(name)
    return {family: next(iter(full)) for family, full in by_family.items() if len(full) == 1}


def _may_be_person(page: Page, named: Named) -> bool:
    """Whether a name can be a person's: also one that was taken for a firm's, if nothing in it says so."""
    if named.kind is SubjectKind.PERSON:
        return True
    words = named.quote.lower().split()
    firm = any(word in page.lexicon.heads or word in page.lexicon.legal_forms for word in words)
    return not firm and " ".join(words) not in page.lexicon.places


def _is_given_name(page: Page, at: int, floor: int) -> bool:
    """Whether a capitalised word that is in no name stands at a token."""
    if at < floor or not is_capital(page.tokens[at].text) or not page.tokens[at].text.isalpha():
        return False
    taken = page.named(Span(page.tokens[at].start, page.tokens[at].end)) is not None
    return not taken and page.lower[at] not in page.lexicon.openers and page.lower[at] not in page.lexicon.titles


def models_of(page: Page, number: int, joining: Collection[str]) -> list[Value]:
    """The lists of capitalised names in a sentence ("the Nissan Note and Aura"), which may be what a site makes."""
    sentence, tokens = page.sentences[number], page.tokens
    found: list[Value] = []
    at = sentence.first
    while at < sentence.last:
        first = at
        while (step := _model_step(page, at, sentence.last, joining if at > first else ())) > 0:
            at += step
        if at > first:
            found.append(Value(("models",), first, at, first, at, Span(tokens[first].start, tokens[at - 1].end)))
        at += 1
    return found


def goods_of(page: Page, number: int, words: SubjectWords) -> list[Value]:
    """What is made, in lower case or not: the noun phrases behind "a maker of" and "which makes"."""
    sentence = page.sentences[number]
    found: list[Value] = []
    for at in range(sentence.first + 1, sentence.last):
        word = page.lower[at - 1]
        if word in words.makes or (word in words.parts and at > sentence.first + 1 and page.lower[at - 2] in words.makers):
            last = _goods_end(page, words, at, sentence.last)
            if last > at:
                found.append(Value(("goods",), at, last, at, last, Span(page.tokens[at].start, page.tokens[last - 1].end)))
    return found


def _goods_end(page: Page, words: SubjectWords, first: int, end: int) -> int:
    """Where the noun phrase of goods ends that begins at a token; the same token where none does.

    A comma goes on only in a list that ends in "and"; a number is no name of goods.
    """
    last = first
    if page.lower[first] in words.goods_openers or page.lower[first] in words.joining:
        return first
    for at in range(first, min(first + _GOODS, end)):
        word = page.lower[at]
        if word == "," and _list_goes_on(page, words, at + 1, end):
            continue
        if word in words.joining and word != ",":
            continue
        if _ends_goods(words, word):
            break
        last = at + 1
    return last


def _ends_goods(words: SubjectWords, word: str) -> bool:
    return not word[0].isalpha() or any(word in ending for ending in (words.prepositions, words.relatives, words.goods_stops))


def _list_goes_on(page: Page, words: SubjectWords, at: int, end: int) -> bool:
    for word in page.lower[at : min(at + _GOODS, end)]:
        if word in words.joining and word != ",":
            return True
        if word != "," and _ends_goods(words, word):
            return False
    return False


def _model_step(page: Page, at: int, end: int, joining: Collection[str]) -> int:
    """How many tokens of a list of models go on at a token; 0 where it ends; nothing joins before it has begun."""
    if at >= end:
        return 0
    if _is_model(page, at) or (joining and page.tokens[at].text.isdigit()):
        return 1
    behind = at
    while behind < min(at + 2, end) and page.lower[behind] in joining:
        behind += 1
    return behind - at if at < behind < end and _is_model(page, behind) else 0


def _is_model(page: Page, at: int) -> bool:
    text, low, lexicon = page.tokens[at].text, page.lower[at], page.lexicon
    ordinary = low in lexicon.demonyms or low in lexicon.months or low in lexicon.openers or low in lexicon.places
    code = low in lexicon.not_names and (text.isupper() or text[:-1].isupper())
    return is_capital(text) and not ordinary and not code and low.rpartition("-")[2] not in lexicon.hyphened
