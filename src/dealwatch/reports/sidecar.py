"""The sidecar of a folder: `reports.toml` says what its files do not say of themselves.

    ["leaf.txt"]                      # one table a file; "*" describes every file without a table of its own
    outlet = "Daily Leaf"
    published = 2025-07-07            # a date, or a date-time with its offset
    lang = "en-AU"

    ["leaf.txt".inferred]             # what nobody stated, with the reason
    published = "The text says 'yesterday' of a meeting that was held on 6 July 2025."

Other keys: url, title, observed_at, charset (of the file, where it is not UTF-8), sections (a list of kind, start, end,
lang, author; positions in code points). docs/reading-reports.md tells the same at length.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.errors import DealwatchError, ReadError

SIDECAR: Final = "reports.toml"
"""The name of the file beside the reports."""


@frozen
class Described:
    """What a sidecar says of one file; None where it says nothing.

    `inferred` maps a field that nobody stated to the reason why it is nevertheless given.
    """

    outlet: str | None = None
    published: date | datetime | None = None
    lang: str | None = None
    url: str | None = None
    title: str | None = None
    observed_at: datetime | None = None
    charset: str | None = None
    sections: tuple[Section, ...] = ()
    inferred: Mapping[str, str] = field(factory=dict, hash=False)

    def complete(self, report: Report) -> Report:
        """Return the report with what it lacks and this says."""
        missing = {name: getattr(self, name) for name in _REPORT if not getattr(report, name) and getattr(self, name)}
        return evolve(report, **missing) if missing else report


_REPORT: Final = ("outlet", "published", "lang", "url", "title", "observed_at", "sections")
_WORDS: Final = ("outlet", "lang", "url", "title", "charset")


def read_sidecar(folder: Path) -> dict[str, Described]:
    """Read a folder's sidecar: file name -> what is said of it; empty where there is no sidecar.

    Raises:
        ReadError: for what is no TOML, or says what no report has, naming the table and the key.
    """
    path = folder / SIDECAR
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from None
    try:
        tables = tomllib.loads(data.decode().replace("\r\n", "\n"))
        return {name: _described(name, table) for name, table in tables.items()}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, DealwatchError) as error:
        raise ReadError(f"{path}: {error}") from None


def _described(name: str, table: object) -> Described:
    if not isinstance(table, dict):
        raise ReadError(f'{name!r} is no table; write ["{name}"] and its keys below')
    for key, value in table.items():
        expected = _expected(key)
        if expected is None:
            raise ReadError(f"[{name!r}] {key!r} is no key of a report; there are {', '.join(_KEYS)}")
        if not isinstance(value, expected):
            raise ReadError(f"[{name!r}] {key} is {value!r}; it needs {_KEYS[key]}")
    moments = {key: table[key] for key in ("published", "observed_at") if isinstance(table.get(key), datetime)}
    for key, moment in moments.items():
        if moment.utcoffset() is None:
            raise ReadError(f"[{name!r}] {key} {moment.isoformat()} has no offset; write it with one, such as +09:00 or Z")
    inferred = table.get("inferred", {})
    for key, reason in inferred.items():
        if key not in table or key == "inferred" or not isinstance(reason, str) or not reason.strip():
            raise ReadError(f"[{name!r}.inferred] {key!r} needs a key of the file's table and a reason in words")
    sections = tuple(_section(name, row) for row in table.get("sections", ()))
    return Described(**{**table, "sections": sections, "inferred": inferred})


_KEYS: Final = {
    **dict.fromkeys(_WORDS, "a text in quotes"),
    "published": "a date such as 2025-07-07, or a date-time with its offset, without quotes",
    "observed_at": "a date-time with its offset, without quotes",
    "sections": "a list of tables with kind, start and end",
    "inferred": "a table of key = 'reason'",
}


def _expected(key: str) -> type[Any] | None:
    if key in _WORDS:
        return str
    return {"published": date, "observed_at": datetime, "sections": list, "inferred": dict}.get(key)


def _section(name: str, row: object) -> Section:
    if not isinstance(row, dict) or not {"kind", "start", "end"} <= row.keys() <= {"kind", "start", "end", "lang", "author"}:
        raise ReadError(f"[{name!r}] a section has kind, start and end, and may have lang and author; not {row!r}")
    if row["kind"] not in set(SectionKind):
        raise ReadError(f"[{name!r}] {row['kind']!r} is no kind of section; there are {', '.join(SectionKind)}")
    for key, kind in (("start", int), ("end", int), ("lang", str), ("author", str)):
        if key in row and (not isinstance(row[key], kind) or isinstance(row[key], bool)):
            raise ReadError(
                f"[{name!r}] the {key} of a section is {row[key]!r}; it needs {'a number' if kind is int else 'a text'}"
            )
    return Section(SectionKind(row["kind"]), Span(row["start"], row["end"]), row.get("lang"), row.get("author"))
