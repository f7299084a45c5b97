"""Legal forms: what kind of company a name says it is, and the name without it.

Before: `spelling.py`. After: `names.py`. The forms stand in `data/legal_forms.tsv` and `data/legal_forms_unspaced.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from dealwatch.normalize.spelling import read_rows

ANYWHERE: Final = "*"
"""The country of a form that English texts also use for companies of other countries ("Ash Co., Ltd.")."""

_LONGEST = 6


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
    known, found = legal_forms(), []
    while len(words) > 1:
        longest = min(_LONGEST, len(words) - 1)
        behind = next((n for n in range(longest, 0, -1) if tuple(words[-n:]) in known), 0)
        if behind:
            found.append(known[tuple(words[-behind:])])
            words = words[:-behind]
            continue
        before = next((n for n in range(longest, 0, -1) if (form := known.get(tuple(words[:n]))) and form.leads), 0)
        if before:
            found.append(known[tuple(words[:before])])
            words = words[before:]
            continue
        break
    return words, tuple(found)
