"""One spelling for comparing: case, blanks, dashes and marks folded, each code point to one, so that every offset stays."""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "\u200e"
"""What every invisible mark of direction folds to; it takes no room and may stand anywhere."""

_FOLDS: Final = (
    (" ", "\u00a0\u202f\u2009\u2007\u2008\u2005\u2006\u2002\u2003\u200a\u3000\u205f"),
    ("-", "\u2212\u2013\u2014\u2010\u2011\u2012\u2015\ufe63\uff0d"),
    ("~", "\u301c\uff5e\u223c"),
    ("'", "\u2019\u02bc\u02bb\u2018"),
    ('"', "\u05f4\u201c\u201d"),
    (MARK, "\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff\u00ad"),
    ("i", "\u0130"),  # the one letter whose lower case is two code points
    ("$", "\uff04\ufe69"),
    ("¥", "\uffe5"),
    ("£", "\uffe1"),
    ("₩", "\uffe6"),
    ("%", "\uff05\u066a"),
    ("(", "\uff08"),
    (")", "\uff09"),
)
_FOLD_OF: Final = {sign: to for to, signs in _FOLDS for sign in signs}
_SIGNS: Final = re.compile(f"[{re.escape(''.join(_FOLD_OF))}]")


def fold(text: str) -> str:
    r"""Fold a text to a spelling of the same length.

    >>> fold("10\u00a0Mio.\u00a0\u20ac \u2013 \u0130")
    '10 mio. € - i'
    """
    plain = text if text.isascii() else _SIGNS.sub(lambda found: _FOLD_OF[found[0]], text)
    return plain.lower().replace("\n", " ").replace("\t", " ").replace("\r", " ")


def bare(text: str) -> str:
    r"""Fold a whole expression: also without marks, and trimmed.

    >>> bare(" \u200f10 EUR")
    '10 eur'
    """
    return fold(text).replace(MARK, "").strip(" ")
