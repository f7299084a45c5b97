"""Legal forms: what kind of company a name says it is, and the name without it.

Before: `spelling.py`. After: `names.py`. The forms stand in `data/legal_forms.tsv` and `data/legal_forms_unspaced.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from dealwatch.normalize.name_reading.spelling import edits, read_rows

ANYWHERE: Final = "*"
"""The country of a form that English texts also use for companies of other countries ("Ash Co., Ltd.")."""

_LONGEST = 6
_LONG = 7


@frozen
class LegalForm:
    """A legal form: its usual abbreviation and the countries that have it, ISO 3166 codes or `ANYWHERE`."""

    name: str
    countries: frozenset[str]
    leads: bool = False

    def may_be(self, other: LegalForm) -> bool:
        """Tell whether one company can have both: they are one form, or forms of one country."""
        return ANYWHERE in self.countries or ANYWHERE in other.countries or bool(self.countries & other.countries)


@cache
def legal_forms() -> Mapping[tuple[str, ...], LegalForm]:
    """Every spelling of every form, as folded words. Source: ISO 20275 and the company acts (see the table)."""
    return {
        tuple(spelling.split()): LegalForm(name, frozenset(countries.split()), place == "both")
        for name, countries, place, spellings in reversed(list(read_rows("legal_forms.tsv")))
        for spelling in spellings.split("|")
    }


def _misspelt(word: str) -> LegalForm | None:
    """The form that a long word is but for one letter: "limted"."""
    if len(word) < _LONG - 1:
        return None
    known = legal_forms()
    return next((known[form,] for form in _long_forms() if form[0] == word[0] and edits(form, word) == 1), None)


@cache
def _long_forms() -> tuple[str, ...]:
    return tuple(sorted(words[0] for words in legal_forms() if len(words) == 1 and len(words[0]) >= _LONG))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in legal_forms())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words, form in legal_forms().items() if form.leads)


@cache
def _unspaced() -> tuple[tuple[str, LegalForm], ...]:
    return tuple(
        (spelling.strip(), LegalForm(name, frozenset(countries.split())))
        for name, countries, spellings in read_rows("legal_forms_unspaced.tsv")
        for spelling in spellings.split("|")
    )


def cut_unspaced(name: str) -> tuple[str, tuple[LegalForm, ...]]:
    """Take a form in its own script, written without a space, off either end: `株式会社アッシュ` gives `アッシュ`."""
    if name.isascii():
        return name, ()
    for spelling, form in _unspaced():
        bare = name.removeprefix(spelling).removesuffix(spelling).strip()
        if bare and bare != name:
            return bare, (form,)
    return name, ()


def cut_legal_forms(words: Sequence[str]) -> tuple[Sequence[str], tuple[LegalForm, ...]]:
    """Take the legal forms off both ends of a name's words; one word always stays.

    >>> cut_legal_forms(["ash", "co", "ltd"])[0], cut_legal_forms(["ooo", "ash"])[0], cut_legal_forms(["limited"])[0]
    (['ash'], ['ash'], ['limited'])
    """
    known, endings, openings = legal_forms(), _last_words(), _first_words()
    found: list[LegalForm] = []
    start, end = 0, len(words)
    while end - start > 1:
        longest = min(_LONGEST, end - start - 1)
        behind = longest if words[end - 1] in endings else 0
        while behind and tuple(words[end - behind : end]) not in known:
            behind -= 1
        if behind:
            found.append(known[tuple(words[end - behind : end])])
            end -= behind
            continue
        before = longest if words[start] in openings else 0
        while before and not ((form := known.get(tuple(words[start : start + before]))) and form.leads):
            before -= 1
        if not before:
            misspelt = None if found else _misspelt(words[end - 1])
            if misspelt is None:
                break
            found.append(misspelt)
            end -= 1
            continue
        found.append(known[tuple(words[start : start + before])])
        start += before
    return words[start:end], tuple(found)
