"""How a name is spelt, made equal: letters of other scripts, marks, case, dots and dashes.

Before: a name as a report writes it. After: `legal_forms.py` takes the legal form off, `names.py` compares what is left.
The tables stand in `data/transliteration.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")
_SPACED_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_][.]\s?){2,}(?:[^\W\d_](?![\w/]))?|(?<!\w)[^\W\d_](?:[./][^\W\d_])+(?!\w)")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻ"))


def read_rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of `data/`: cells between tabs, without comments and the row of titles."""
    lines = files("dealwatch.normalize").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    next(rows)
    return rows


@cache
def _letters() -> Mapping[int, str]:
    pairs = (pair.partition("=") for _, cell in read_rows("transliteration.tsv") for pair in cell.split())
    table = {ord(letter): latin for letter, _, latin in pairs}
    hiragana = {code - 0x60: latin for code, latin in table.items() if 0x30A1 <= code <= 0x30F6}
    return table | hiragana


def fold_letters(text: str) -> str:
    """Write a text in small plain letters: no marks, no apostrophes, scripts with an alphabet in Latin letters.

    >>> fold_letters("Škoda"), fold_letters("Газпром"), fold_letters("フォックスコン"), fold_letters("현대")
    ('skoda', 'gazprom', 'fuokusukon', 'hyeondae')
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    letters = _letters()
    small = normalize("NFKC", text).casefold().translate(_APOSTROPHES).translate(letters)
    if small.isascii():
        return small
    return "".join(letter for letter in normalize("NFKD", small).translate(letters) if not combining(letter))


def split_words(text: str) -> list[str]:
    """The words of a name in folded letters; initials with dots make one word, `&` and `+` are "and".

    >>> split_words("J.P. Morgan & Co."), split_words("Ash-Birch p.l.c.")
    (['jp', 'morgan', 'and', 'co'], ['ash', 'birch', 'plc'])
    """
    folded = fold_letters(text).replace("&", " and ").replace("+", " and ")
    if "." in folded or "/" in folded:
        folded = _SPACED_INITIALS.sub(lambda found: f" {''.join(_WORD.findall(found[0]))} ", folded)
    return _WORD.findall(folded)
