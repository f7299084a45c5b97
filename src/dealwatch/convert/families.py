"""Where a value can be one of several classes, its object says which in `type`."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from cattrs import Converter

from dealwatch.convert import scalars
from dealwatch.convert.fields import Hook, Writer, read_class, write_class
from dealwatch.convert.names import TAG_OF, members
from dealwatch.convert.refuse import Refused
from dealwatch.domain.deal import Thing


def tagged_reader(classes: tuple[type[Any], ...], converter: Converter) -> Hook:
    """Return a reader of objects that are one of the classes and say in `type` which."""
    hooks = {TAG_OF[part]: (part, _reader_of_class(part, converter)) for part in classes}

    def read(found: Any, _: Any) -> Any:
        if type(found) is not dict:
            raise Refused.needs("an object", found)
        tag = found.get("type")
        row = hooks.get(tag) if isinstance(tag, str) else None
        if row is None:
            raise (Refused("missing") if tag is None else Refused.needs(f"one of {', '.join(hooks)}", tag)).at("type")
        part, hook = row
        inner = {key: value for key, value in found.items() if key != "type"}
        return _read_value(inner, hook, part) if issubclass(part, StrEnum) else hook(inner, part)

    return read


def tagged_writer(classes: tuple[type[Any], ...], converter: Converter) -> Writer:
    """Return a writer of values of the classes, with their `type`."""
    tags = [TAG_OF[part] for part in classes]
    writers = {part: (TAG_OF[part], _writer_of_class(part, converter)) for part in classes}

    def write(value: Any) -> dict[str, Any]:
        try:
            tag, writer = writers[type(value)]
        except KeyError:
            raise Refused(f"a {type(value).__name__} is no {' or '.join(tags) or 'value of the domain'}") from None
        plain = writer(value)
        return {**(plain if isinstance(plain, dict) else {"value": plain}), "type": tag}

    return write


def _read_value(found: dict[str, Any], hook: Hook, part: type[Any]) -> Any:
    """Read what is no object by itself: it stands under `value`."""
    if found.keys() != {"value"}:
        raise Refused(f"the keys are {', '.join(sorted(found)) or 'none'}, where type and value are needed")
    try:
        return hook(found["value"], part)
    except Refused as refused:
        raise refused.at("value") from None


def _reader_of_class(kind: type[Any], converter: Converter) -> Hook:
    """The reader of just this class, also where its name stands for a family (Thing)."""
    return read_class(kind, converter) if kind is Thing else converter.get_structure_hook(kind)


def _writer_of_class(kind: type[Any], converter: Converter) -> Writer:
    return write_class(kind, converter) if kind is Thing else converter.get_unstructure_hook(kind)


def read_family(kind: Any, converter: Converter) -> Hook:
    """Return the reader of a type whose members stand in one place together (`names.members`)."""
    read = tagged_reader(members(kind) or (), converter)
    if not isinstance(kind, TypeVar):
        return read
    return lambda found, _: scalars.read_text(found) if isinstance(found, str) else read(found, _)  # a Reading of words


def write_family(kind: Any, converter: Converter) -> Writer:
    """Return the writer of a type whose members stand in one place together."""
    write = tagged_writer(members(kind) or (), converter)
    return lambda value: value if type(value) is str else write(value)
