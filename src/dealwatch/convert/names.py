"""The name of every class of the domain in JSON, and which of them stand in one place together.

A new class of the domain stands here and nowhere else: its fields are read from the class.
"""

from __future__ import annotations

import re
import types
from functools import reduce
from operator import or_
from typing import Any, Final, TypeVar, Union, get_args, get_origin

from dealwatch.domain.attributes import Attribute
from dealwatch.domain.attribution import Attribution, Link, Root, Source
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.deal import (
    Alternative,
    Answer,
    Change,
    Company,
    Contradiction,
    Copy,
    Deal,
    Dossier,
    Event,
    Facts,
    Party,
    Plant,
    Reconciliation,
    Resolution,
    Side,
    Thing,
)
from dealwatch.domain.ledger import Entry, Ledger
from dealwatch.domain.modality import Modality
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Evidence, Section, Span
from dealwatch.domain.values import Value
from dealwatch.domain.words import Role

VALUES: Final[tuple[type[Any], ...]] = get_args(Value)
ENTRIES: Final[tuple[type[Any], ...]] = get_args(Entry)
THINGS: Final[tuple[type[Any], ...]] = (Thing, Company, Plant)
SAYABLE: Final[tuple[type[Any], ...]] = (*VALUES, Role)
"""What the open side of a generic type can hold: the values, and a Role."""

CLASSES: Final[tuple[type[Any], ...]] = (
    *SAYABLE,
    *ENTRIES,
    *THINGS,
    *(Ledger, Dossier, Deal, Party, Facts, Resolution, Alternative, Event, Answer),
    *(Side, Contradiction, Reconciliation, Copy, Change),
    *(Attribute, Attribution, Link, Root, Source, Bounds, Modality, Reading, Mention, Evidence, Section, Span),
)


def _tag(kind: type[Any]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


TAGS: Final[dict[str, type[Any]]] = {_tag(kind): kind for kind in CLASSES}
"""Every `type` that JSON can name."""

TAG_OF: Final[dict[type[Any], str]] = {kind: tag for tag, kind in TAGS.items()}

RENAMED: Final = {(Attribute, "type"): "values"}
"""The one field whose name is the tag's."""


def members(kind: Any) -> tuple[type[Any], ...] | None:
    """Return the classes of a union that is told apart by `type`; None for other types."""
    if kind is Thing:
        return THINGS
    if isinstance(kind, TypeVar):
        return SAYABLE
    if is_union(kind) and all(part in TAG_OF for part in get_args(kind)):
        return get_args(kind)
    return None


def is_union(kind: Any) -> bool:
    """Tell whether a type is a union, in either spelling."""
    return get_origin(kind) in (Union, types.UnionType)


def without_none(kind: Any) -> Any:
    """Return a union without its None."""
    return reduce(or_, (part for part in get_args(kind) if part is not type(None)))
