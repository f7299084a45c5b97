"""One class <-> one object: a key a field, taken from the class, so that no class needs code of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter

from dealwatch.convert.names import ENTRIES, RENAMED
from dealwatch.convert.refuse import Refused
from dealwatch.errors import DealwatchError

Hook: TypeAlias = Callable[[Any, Any], Any]
"""Reads plain JSON as a value; cattrs gives it the type as well."""

Writer: TypeAlias = Callable[[Any], Any]
"""Turns a value into plain JSON."""


@attrs.frozen
class Row:
    """One field of a class, as JSON has it."""

    name: str
    key: str
    hint: Any
    default: Any


def rows_of(kind: Any) -> list[Row]:
    """Return the fields of a class, or of a generic one with its parameters filled in."""
    origin = get_origin(kind) or kind
    hints = get_type_hints(origin, localns={})  # not the class's own names: a field may be called `type`
    filled = dict(zip(getattr(origin, "__parameters__", ()), get_args(kind), strict=False))
    rows = []
    for field in attrs.fields(origin):
        if field.init:
            key = RENAMED.get((origin, field.name)) or field.name
            rows.append(Row(field.name, key, _fill(hints[field.name], filled), _absence(field)))
    return rows


def _fill(hint: Any, filled: dict[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return filled.get(hint, hint)
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(filled.get(one, one) for one in parameters)] if parameters and filled else hint


def _absence(field: Any) -> Any:
    """The default of a field if it says nothing, so that leaving it out means the same for ever; else REQUIRED."""
    return field.default if field.default in (None, False, (), "") else REQUIRED


REQUIRED: Final = attrs.NOTHING
"""Stands for the default of a field that JSON must always give."""


def read_class(kind: Any, converter: Converter) -> Hook:
    """Return the reader of a class, or of a generic one with its parameters."""
    cls = get_origin(kind) or kind
    rows = rows_of(kind)
    hooks = {row.key: (row.name, row.hint, converter.get_structure_hook(row.hint)) for row in rows}
    required = {row.name: row.key for row in rows if row.default is REQUIRED}
    has_id = cls in ENTRIES

    def read(found: Any, _: Any) -> Any:
        if type(found) is not dict:
            raise Refused.needs("an object", found)
        fields = {}
        for key, part in found.items():
            row = hooks.get(key)
            if row is not None:
                name, hint, hook = row
                try:
                    fields[name] = hook(part, hint)
                except Refused as refused:
                    raise refused.at(key) from None
            elif not (has_id and key == "id"):
                raise Refused(f"{key[:60]!r} is no key of a {cls.__name__}; there are {', '.join(sorted(hooks))}")
        if not required.keys() <= fields.keys():
            raise Refused(f"{next(key for name, key in required.items() if name not in fields)!r} is missing")
        try:
            value = cls(**fields)
        except (DealwatchError, ArithmeticError, ValueError, TypeError, AttributeError) as error:
            raise Refused(str(error)) from error
        if has_id and "id" in found and found["id"] != value.id:
            raise Refused(f"{found['id']!r} is not the id of this content, which is {value.id}: the text was changed").at("id")
        return value

    return read


def write_class(kind: Any, converter: Converter) -> Writer:
    """Return the writer of a class, or of a generic one with its parameters."""
    rows = [(row.name, row.key, row.default, converter.get_unstructure_hook(row.hint)) for row in rows_of(kind)]
    has_id = kind in ENTRIES

    def write(value: Any) -> dict[str, Any]:
        found = {"id": value.id} if has_id else {}
        for name, key, default, writer in rows:
            part = getattr(value, name)
            if part is not default and (type(part) is not type(default) or part != default):
                found[key] = writer(part)
        return found

    return write
