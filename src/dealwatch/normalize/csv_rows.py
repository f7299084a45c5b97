"""A table as the text of a CSV: its titles, and its rows with the number of the line where each ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from dealwatch.errors import ReadError

Row: TypeAlias = Mapping[str, str]
"""A cell by its title; a cell that the line lacks is empty."""


def read_csv(text: str, source: str) -> tuple[Sequence[str], Iterator[tuple[int, Row]]]:
    r"""Read the titles of a CSV, and its rows one at a time. Lines end as any system ends them; `source` is named in errors.

    >>> titles, rows = read_csv("name,kind\r\nAsh Motor,company\rElm,person\n", "names")
    >>> list(titles), [(line, row["name"]) for line, row in rows]
    (['name', 'kind'], [(2, 'Ash Motor'), (3, 'Elm')])

    Raises:
        ReadError: for a title that stands twice, a line with more cells than titles, or an endless cell; it names the line.
    """
    reader = csv.DictReader(io.StringIO(text, newline=None), restval="")
    try:
        titles = tuple(reader.fieldnames or ())
    except csv.Error as error:
        raise ReadError(f"{source}, line {reader.line_num + 1}: {error}") from error
    twice = next((title for place, title in enumerate(titles) if title in titles[:place]), None)
    if twice is not None:
        raise ReadError(f"{source}: the column {twice[:60]!r} stands twice")
    return titles, _rows(reader, source)


def _rows(reader: csv.DictReader[str], source: str) -> Iterator[tuple[int, Row]]:
    try:
        for row in reader:
            if len(row) > len(reader.fieldnames or ()):
                raise ReadError(f"{source}, line {reader.line_num}: it has more cells than there are titles")
            yield reader.line_num, row
    except csv.Error as error:
        raise ReadError(f"{source}, line {reader.line_num + 1}: {error}") from error
