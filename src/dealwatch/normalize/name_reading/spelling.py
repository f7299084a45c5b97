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

    >>> split_words("J.P. Ashton & Co."), split_words("Ash-Birch p.l.c.")
    (['jp', 'ashton', 'and', 'co'], ['ash', 'birch', 'plc'])
    """
    folded = fold_letters(text).replace("&", " and ").replace("+", " and ")
    if "." in folded or "/" in folded:
        folded = _SPACED_INITIALS.sub(lambda found: f" {''.join(_WORD.findall(found[0]))} ", folded)
    return _WORD.findall(folded)


def is_in_latin(text: str) -> bool:
    """Tell whether a text has no letter of another script."""
    return text.isascii() or all(ord(letter) < 0x250 or not letter.isalpha() for letter in normalize("NFKD", text))


def edits(x: str, y: str) -> int:
    """How many letters are put in, left out, changed or swapped with a neighbour: 0, 1, 2, or 3 for more than 2."""
    start, end, shorter = 0, 0, min(len(x), len(y))
    while start < shorter and x[start] == y[start]:
        start += 1
    while end < shorter - start and x[-1 - end] == y[-1 - end]:
        end += 1
    x, y = x[start : len(x) - end], y[start : len(y) - end]
    if len(x) <= 1 and len(y) <= 1:
        return max(len(x), len(y))
    if abs(len(x) - len(y)) > 2 or len(set(x) - set(y)) > 2 or len(set(y) - set(x)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(y) + 1))
    for i, letter in enumerate(x, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(y, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == y[j - 2] and other == x[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > 2:
            return 3
    return min(row[-1], 3)
