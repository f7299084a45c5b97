"""One value <-> one canonical JSON text."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final, TypeVar, cast

from cattrs import Converter

from dealwatch.convert.converter import make_converter
from dealwatch.convert.families import tagged_reader, tagged_writer
from dealwatch.convert.fields import Hook, Writer
from dealwatch.convert.names import TAG_OF, THINGS
from dealwatch.convert.refuse import DuplicateKey, Refused
from dealwatch.domain.deal import Thing
from dealwatch.errors import LoadError

FORMAT: Final = 1
"""The version of the JSON that is written. Every version up to it is read."""

T = TypeVar("T")


@cache
def converter() -> Converter:
    """Return the converter that this package itself uses."""
    return make_converter()


def dump(value: object) -> str:
    """Return the canonical JSON of a domain value: equal values give one text.

    >>> from decimal import Decimal
    >>> from dealwatch.domain.money import Money
    >>> print(dump(Money(Decimal("7.1E9"), "AUD")))
    {"amount":"7100000000","currency":"AUD","format":1,"type":"money"}

    Raises:
        LoadError: for what is no value of the domain, or holds what no file can hold (a lone surrogate).
    """
    kind: Any = type(value)
    try:
        return encoded({**_writer(kind)(value), "format": FORMAT})
    except Refused as refused:
        raise refused.as_load_error() from None


def load(text: str | bytes, kind: type[T]) -> T:
    """Return the value of a JSON text that `dump` wrote.

    >>> from dealwatch.domain.money import Money
    >>> load('{"amount":"5","currency":"AUD","type":"money"}', Money)
    Money(amount=Decimal('5'), currency='AUD')
    >>> load('{"amount":5,"currency":"AUD","type":"money"}', Money)
    Traceback (most recent call last):
    ...
    dealwatch.errors.LoadError: $.amount: 5 where a decimal number in quotes ("670.9E9" or "3900") is needed

    Raises:
        LoadError: with the path to what is wrong: an unknown key, a wrong type, an unknown tag, a value that its class refuses.
    """
    try:
        found = decoded(text)
        if type(found) is not dict:
            raise Refused.needs("an object", found)
        check_format(found)
        found.pop("format", None)
        wanted: Any = kind
        return cast("T", _reader(wanted)(found, wanted))
    except Refused as refused:
        raise refused.as_load_error() from None


def encoded(value: object) -> str:
    """Write plain JSON values in their canonical form: sorted keys, no spaces, no escapes that are not needed.

    Raises:
        Refused: for a lone surrogate.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            f"a lone surrogate stands after {text[max(0, error.start - 20) : error.start]!r}: no file holds it"
        ) from None
    return text


def decoded(text: str | bytes) -> Any:
    """Read JSON without losing anything: a key that stands twice and a number that is no int stay recognisable.

    Raises:
        Refused: for what is no JSON, no UTF-8, or nested beyond all measure.
    """
    try:
        plain = text.decode() if isinstance(text, bytes) else text
        return json.loads(plain, object_pairs_hook=_object, parse_int=_int)
    except UnicodeDecodeError as error:
        raise Refused(f"byte {error.start + 1} is no UTF-8") from None
    except json.JSONDecodeError as error:
        raise Refused(f"no JSON from character {error.pos + 1} on ({error.msg})") from None
    except RecursionError:
        raise Refused("nested deeper than any value of the domain") from None


def check_format(found: dict[str, Any]) -> None:
    """Refuse JSON of a later version.

    Raises:
        Refused: if `format` is there and not a version that this reads.
    """
    version = found.get("format", FORMAT)
    if type(version) is not int or not 1 <= version <= FORMAT:
        raise Refused(f"format {version!r} was written by a later dealwatch; this one reads up to {FORMAT}").at("format")


@cache
def _writer(kind: Any) -> Writer:
    return tagged_writer((kind,) if kind in TAG_OF else (), converter())


@cache
def _reader(kind: Any) -> Hook:
    if kind not in TAG_OF:
        raise LoadError(f"$: a {kind.__name__} is no type of the domain")
    return tagged_reader(THINGS if kind is Thing else (kind,), converter())


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    return DuplicateKey(next(key for place, key in enumerate(keys) if key in keys[:place]))


def _int(digits: str) -> int | float:
    """A whole number; one beyond all measure becomes a float, which is refused where it stands."""
    return int(digits) if len(digits) <= 30 else float(digits)
