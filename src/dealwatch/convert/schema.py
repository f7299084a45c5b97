"""The JSON of every type as JSON Schema (2020-12), made by one walk of the same fields that `converter` reads.

Published as docs/schema/dealwatch-1.json. A line of a ledger is an `entry`, a document of `dump` is any of the classes with
its `type`. The schema is a little wider than the reader: that a quote stands in its report, or an id fits its content, only the
reader knows.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, get_args, get_origin

import attrs

from dealwatch.convert import scalars
from dealwatch.convert.document import FORMAT
from dealwatch.convert.fields import REQUIRED, rows_of
from dealwatch.convert.names import CLASSES, ENTRIES, TAG_OF, VALUES, is_union, members, without_none
from dealwatch.domain.deal import Thing
from dealwatch.domain.ledger import Ledger

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
ADDRESS: Final = f"https://dealwatch.example/schema/dealwatch-{FORMAT}.json"


def json_schema() -> Schema:
    """Return the schema of every document: one definition a class, under `$defs`, by its `type`.

    >>> json_schema()["$defs"]["money"]["required"]
    ['amount', 'currency']
    """
    definitions = {TAG_OF[kind]: _definition(kind) for kind in CLASSES}
    definitions |= {f"tagged_{TAG_OF[kind]}": _tagged(kind) for kind in CLASSES}
    return {
        "$schema": DRAFT,
        "$id": ADDRESS,
        "title": "dealwatch",
        "description": "A value of dealwatch: a document of dump(), or a line of a ledger.",
        "oneOf": [*({"$ref": f"#/$defs/tagged_{TAG_OF[kind]}"} for kind in CLASSES), _HEADER],
        "$defs": dict(sorted(definitions.items())),
    }


_HEADER: Final[Schema] = {
    "type": "object",
    "properties": {"format": {"const": FORMAT}, "type": {"const": "ledger"}},
    "required": ["format", "type"],
    "additionalProperties": False,
}
"""The first line of a ledger."""


def _definition(kind: type[Any]) -> Schema:
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [word.value for word in kind], "description": _first_line(kind)}
    if kind is Ledger:
        entries: Schema = {"type": "array", "items": {"oneOf": [_ref(entry, tagged=True) for entry in ENTRIES]}}
        return _object({"entries": entries}, ["entries"], kind)
    rows = rows_of(kind)
    properties = {row.key: _of(row.hint) for row in rows}
    if kind in ENTRIES:
        properties["id"] = {"type": "string"}
    return _object(properties, [row.key for row in rows if row.default is REQUIRED], kind)


def _tagged(kind: type[Any]) -> Schema:
    """The same with its `type`, as it stands where it is one of several; at the top it has the `format` too."""
    plain = {"value": _ref(kind)} if issubclass(kind, StrEnum) else _definition(kind)["properties"]
    required = ["value"] if issubclass(kind, StrEnum) else _definition(kind)["required"]
    properties = {**plain, "type": {"const": TAG_OF[kind]}, "format": {"const": FORMAT}}
    return _object(properties, [*required, "type"], kind)


def _object(properties: Schema, required: list[str], kind: type[Any]) -> Schema:
    return {
        "type": "object",
        "description": _first_line(kind),
        "properties": dict(sorted(properties.items())),
        "required": sorted(required),
        "additionalProperties": False,
    }


def _of(hint: Any) -> Schema:
    plain = _PLAIN.get(hint)
    if plain is not None:
        return plain
    family = members(hint)
    if family is not None:
        tagged: list[Schema] = [_ref(part, tagged=True) for part in family]
        return {"oneOf": [*tagged, {"type": "string"}] if hint is not Thing and not is_union(hint) else tagged}
    origin, parameters = get_origin(hint), get_args(hint)
    if is_union(hint):
        parts = (without_none(hint), type(None)) if type(None) in parameters else parameters
        return {"anyOf": [_of(part) for part in parts]}
    if origin is tuple:
        return {"type": "array", "items": _of(parameters[0])}
    if origin is type:
        return {"enum": [TAG_OF[kind] for kind in VALUES]}
    if isinstance(hint, type) and issubclass(hint, StrEnum) and hint not in TAG_OF:
        return {"enum": [word.value for word in hint]}
    if origin is not None and attrs.has(origin):
        rows = rows_of(hint)
        return _object({row.key: _of(row.hint) for row in rows}, [row.key for row in rows if row.default is REQUIRED], origin)
    return _ref(hint)


def _ref(kind: type[Any], *, tagged: bool = False) -> Schema:
    return {"$ref": f"#/$defs/{'tagged_' if tagged else ''}{TAG_OF[kind]}"}


def _first_line(kind: type[Any]) -> str:
    return (kind.__doc__ or "").strip().partition("\n")[0]


_PLAIN: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Decimal: {"type": "string", "pattern": f"^{scalars.DECIMAL}$"},
    date: {"type": "string", "pattern": f"^{scalars.DATE}$"},
    datetime: {"type": "string", "pattern": f"^{scalars.DATETIME}$"},
}
