"""Everything <-> JSON: one canonical text for one value, and a strict way back.

    document.py   dump and load: a value <-> its canonical text
    ndjson.py     a ledger <-> lines: append, concatenate, grep, diff
    converter.py  how each type is written and read: the table of kinds of types
    names.py      what each class is called, and which stand in one place together
    families.py   one of several classes, told apart by `type`
    fields.py     one class, field by field
    scalars.py    texts, numbers and days
    refuse.py     where something is refused, and why
    schema.py     the same types as JSON Schema

Numbers of money are texts, keys are sorted, what is absent is left out, and every object that can be one of several says its
`type`. Reading coerces nothing: an unknown key, a wrong type or an unknown tag is refused with the path to the place.
Before: `domain`, whose values these are. After: `reports`, `store`, `arrow` and `export` write and read through it.
"""

from __future__ import annotations

from dealwatch.convert.converter import make_converter
from dealwatch.convert.document import FORMAT, dump, load
from dealwatch.convert.ndjson import read_entries, read_ledger, write_entries, write_ledger
from dealwatch.convert.schema import json_schema

__all__ = [
    "FORMAT",
    "dump",
    "json_schema",
    "load",
    "make_converter",
    "read_entries",
    "read_ledger",
    "write_entries",
    "write_ledger",
]
