"""Which locale of CLDR a language tag means: the tag itself, or the nearest one above it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError

from dealwatch.errors import InvalidValue

UNDETERMINED: Final = "und"
"""The tag of a text whose language nobody knows (RFC 5646); CLDR's root has what is written alike everywhere."""


@lru_cache(maxsize=256)
def locale_of(tag: str) -> Locale:
    """The CLDR locale of a tag; a region or variant that CLDR does not have is left off, from the right (RFC 4647, lookup).

    >>> str(locale_of("en_AU")), str(locale_of("en-JP"))
    ('en_AU', 'en')

    Raises:
        InvalidValue: if CLDR has nothing of that language.
    """
    parts = tag.replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    raise InvalidValue(f"{tag!r} is no locale of CLDR; give one such as 'en_AU', or None")


def tag_of(language: str) -> str:
    """The tag under which a report's language is read: its own, or `und` where CLDR does not know it.

    >>> tag_of("en-JP"), tag_of("zxx")
    ('en_JP', 'und')
    """
    try:
        locale_of(language)
    except InvalidValue:
        return UNDETERMINED
    return language.replace("-", "_")
