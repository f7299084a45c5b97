"""How each type of the domain is written to JSON and read back: one row a kind of type, nothing by hand for a class.

An entry of a ledger carries its `id`; it is derived, and an `id` that does not fit the content is refused.
A field that says nothing (null, an empty list, false) is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, get_args, get_origin

import attrs
from cattrs import Converter

from dealwatch.convert import scalars
from dealwatch.convert.families import read_family, write_family
from dealwatch.convert.fields import Hook, Writer, read_class, write_class
from dealwatch.convert.names import TAG_OF, VALUES, is_union, members, without_none
from dealwatch.convert.refuse import Refused
from dealwatch.domain.ledger import Entry, Ledger
from dealwatch.errors import DealwatchError


def make_converter() -> Converter:
    """Return a cattrs converter that knows every domain type; each call gives one of its own, to add hooks to.

    It turns values into plain JSON values and back: `unstructure(claim)`, `structure(found, Claim)`. What is refused is told by
    `dealwatch.convert.load`, with its path; `structure` raises the error beneath it.

    >>> from dealwatch.domain.money import Money
    >>> converter = make_converter()
    >>> converter.unstructure(Money(Decimal("7.1E9"), "AUD"))
    {'amount': '7100000000', 'currency': 'AUD'}
    >>> converter.structure({"amount": "5", "currency": "AUD"}, Money)
    Money(amount=Decimal('5'), currency='AUD')
    """
    converter = Converter(detailed_validation=False)
    for fits, reader, writer in _ROWS:
        converter.register_structure_hook_factory(fits, _bound(reader, converter))
        converter.register_unstructure_hook_factory(fits, _bound(writer, converter))
    for kind, read in _SCALARS:
        converter.register_structure_hook(kind, read)
    converter.register_unstructure_hook(StrEnum, _plain_word)
    return converter


def _bound(make: Callable[[Any, Converter], Any], converter: Converter) -> Callable[[Any], Any]:
    return lambda kind: make(kind, converter)


# Lists, and what may be absent


def _read_list(kind: Any, converter: Converter) -> Hook:
    (inner, *_) = get_args(kind)
    make, hook = get_origin(kind), converter.get_structure_hook(inner)

    def read(found: Any, _: Any) -> Any:
        if type(found) is not list:
            raise Refused.needs("a list", found)
        values = []
        for place, part in enumerate(found):
            try:
                values.append(hook(part, inner))
            except Refused as refused:
                raise refused.at(place) from None
        return make(values)

    return read


def _write_list(kind: Any, converter: Converter) -> Writer:
    writer = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda values: [writer(value) for value in values]


def _write_set(kind: Any, converter: Converter) -> Writer:
    writer = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda values: sorted((writer(value) for value in values), key=repr)


def _read_optional(kind: Any, converter: Converter) -> Hook:
    inner = without_none(kind)
    hook = converter.get_structure_hook(inner)
    return lambda found, _: None if found is None else hook(found, inner)


def _write_optional(kind: Any, converter: Converter) -> Writer:
    writer = converter.get_unstructure_hook(without_none(kind))
    return lambda value: None if value is None else writer(value)


# Words, the ledger, and the class that an attribute's values have


def _read_word(found: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(scalars.read_text(found))
    except ValueError:
        raise Refused(f"{found[:60]!r} is no {kind.__name__}; there are {', '.join(kind)}") from None


def _read_ledger(_: Any, converter: Converter) -> Hook:
    hook = converter.get_structure_hook(tuple[Entry, ...])

    def read(found: Any, _: Any) -> Ledger:
        if type(found) is not dict:
            raise Refused.needs('an object with "entries"', found)
        if found.keys() != {"entries"}:
            raise Refused('a ledger has one key, "entries"')
        try:
            return Ledger.of(hook(found["entries"], tuple[Entry, ...]))
        except Refused as refused:
            raise refused.at("entries") from None
        except DealwatchError as error:
            raise Refused(str(error)).at("entries") from None

    return read


def _write_ledger(_: Any, converter: Converter) -> Writer:
    writer = converter.get_unstructure_hook(tuple[Entry, ...])
    return lambda ledger: {"entries": writer(ledger)}


def _read_class_name(_: Any, __: Converter) -> Hook:
    names = {TAG_OF[kind]: kind for kind in VALUES}

    def read(found: Any, _: Any) -> type[Any]:
        if not isinstance(found, str) or found not in names:
            raise Refused.needs(f"one of {', '.join(names)}", found)
        return names[found]

    return read


def _is_class(kind: Any) -> bool:
    return attrs.has(get_origin(kind) or kind)


def _always(hook: Any) -> Callable[[Any, Converter], Any]:
    return lambda _, __: hook


def _plain_word(word: StrEnum) -> str:
    return word.value


def _is_day_or_moment(kind: Any) -> bool:
    return is_union(kind) and set(get_args(kind)) == {date, datetime}


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


# cattrs finds these by the class before it looks at any row, and its own ones coerce
_SCALARS: Final[tuple[tuple[type[Any], Hook], ...]] = (
    (str, scalars.read_text),
    (int, scalars.read_whole_number),
    (bool, scalars.read_truth),
    (StrEnum, _read_word),
)

_Make = Callable[[Any, Converter], Any]

# Which types, how they are read, how they are written. A row overrules those above it.
_ROWS: Final[tuple[tuple[Callable[[Any], bool], _Make, _Make], ...]] = (
    (lambda kind: kind is Decimal, _always(scalars.read_decimal), _always(scalars.write_decimal)),
    (lambda kind: kind is date, _always(scalars.read_day), _always(scalars.write_time)),
    (lambda kind: kind is datetime, _always(scalars.read_moment), _always(scalars.write_time)),
    (_is_day_or_moment, _always(scalars.read_day_or_moment), _always(scalars.write_time)),
    (_is_list, _read_list, _write_list),
    (lambda kind: get_origin(kind) is frozenset, _read_list, _write_set),
    (lambda kind: get_origin(kind) is type, _read_class_name, _always(lambda kind: TAG_OF[kind])),
    (_is_class, read_class, write_class),
    (lambda kind: kind is Ledger, _read_ledger, _write_ledger),
    (lambda kind: members(kind) is not None, read_family, write_family),
    (lambda kind: is_union(kind) and type(None) in get_args(kind), _read_optional, _write_optional),
)
