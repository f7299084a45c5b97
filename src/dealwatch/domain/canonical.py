"""One text for one value: what ids, digests and ties are made from.

The canonical form of a value depends on nothing but the value: not on the machine, the hash seed, the order in which
things came in, or how a Decimal or a datetime was spelt. It is for comparing and hashing, not for reading back
(that is convert.py's JSON).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final

import attrs

ID_BYTES: Final = 10
"""Length of an id's hash: 80 bits, so that a billion entries collide with a chance of less than one in a million."""

UNHASHED: Final = "dealwatch.unhashed"
"""Metadata key of a field that is not part of the content (such as `observed_at`)."""


NAMED_BY_ID: Final = "_named_by_id"
"""Class flag of what stands by its id where it is part of something else: a report, a claim."""

WRITTEN: Final = "_canonical"
"""Method of a small class of which a ledger has millions: it writes what `fields_written` would, only faster."""

_WRITERS: Final[dict[type[Any], Callable[[Any], str]]] = {}
_CONTENTS: Final[dict[type[Any], Callable[[Any], str]]] = {}


def canonical(value: object) -> str:
    """Return the canonical text of a domain value, or of a tuple, frozenset or plain value inside one.

    >>> canonical((Decimal("1.50"), date(2025, 7, 7), None))
    '(1.5,2025-07-07,~)'

    Raises:
        TypeError: for anything that is not a value of the domain.
    """
    return _writer(type(value))(value)


def content_id(kind: str, value: object) -> str:
    """Return `kind:hash`, the id of a value by its content.

    >>> content_id("money", Decimal(5)) == content_id("money", Decimal("5.00"))
    True
    """
    of = value.__class__
    write = _CONTENTS.get(of)
    if write is None:
        write = _CONTENTS[of] = _fields_writer(of) if attrs.has(of) else canonical
    return f"{kind}:{_hash(write(value))}"


def fields_written(value: object) -> str:
    """Return the canonical text of a value of the domain by its fields, whatever it stands by elsewhere.

    Raises:
        TypeError: for a field that is not a value of the domain.
    """
    return _fields_writer(type(value))(value)


def quoted(text: str) -> str:
    """Return the canonical form of a string.

    >>> quoted("Ash Corp")
    '"Ash Corp"'
    """
    if '"' in text or "\\" in text or "\n" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def digest_of(parts: tuple[str, ...]) -> str:
    """Return one hash of many canonical texts, in the order given."""
    return _hash("\n".join(parts), 16)


def _hash(text: str, size: int = ID_BYTES) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def _writer(kind: type[Any]) -> Callable[[Any], str]:
    """Return the writer of a type, built once."""
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _built(kind)
    return write


def _built(kind: type[Any]) -> Callable[[Any], str]:
    for known, write in _PLAIN:
        if issubclass(kind, known):
            return write
    if not attrs.has(kind):
        raise TypeError(f"{kind.__name__} has no canonical form: it is no type of the domain")
    if getattr(kind, NAMED_BY_ID, False):
        return attrgetter("id")
    own: Callable[[Any], str] | None = getattr(kind, WRITTEN, None)
    if own is not None:
        return own
    return _fields_writer(kind)


def _fields_writer(kind: type[Any]) -> Callable[[Any], str]:
    names = [field.name for field in attrs.fields(kind) if not field.metadata.get(UNHASHED)]
    name = kind.__name__
    if not names:
        return lambda _: f"{name}()"
    if len(names) == 1:  # attrgetter gives a tuple from two names on
        only = attrgetter(names[0])
        return lambda value: f"{name}({canonical(only(value))})"
    parts, known = attrgetter(*names), _WRITERS

    def write(value: object) -> str:
        written = ["~" if part is None else (known.get(part.__class__) or _writer(part.__class__))(part) for part in parts(value)]
        return f"{name}({','.join(written)})"

    return write


def _decimal(value: Decimal) -> str:
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


_PLAIN: tuple[tuple[type[Any] | tuple[type[Any], ...], Callable[[Any], str]], ...] = (
    (type(None), lambda _: "~"),
    (StrEnum, str.__str__),
    (str, quoted),
    (bool, lambda value: "true" if value else "false"),
    (int, str),
    (Decimal, _decimal),
    (datetime, _moment),
    (date, date.isoformat),
    ((tuple, list), lambda value: f"({','.join([canonical(part) for part in value])})" if value else "()"),
    ((frozenset, set), lambda value: "{" + ",".join(sorted(canonical(part) for part in value)) + "}"),
)
