"""A deal tracker's CSV: one row a deal, the status in a vendor's word, and on demand the vendor's column names.

Lost: all but the leading value of each attribute. Cells that a spreadsheet would run as a formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TextIO

import attrs

from dealwatch.domain.deal import Deal, Dossier
from dealwatch.domain.words import Role, Status
from dealwatch.errors import NotFound
from dealwatch.export.rows import DealRow, deal_rows
from dealwatch.export.status import ANNOUNCED, status_as

BUYERS: Final = (Role.ACQUIRER, Role.INVESTOR)
TARGETS: Final = (Role.TARGET, Role.INVESTEE)

FORMULAS: Final = frozenset("=+-@\t\r\n＝＋－＠")
"""How a formula begins; the wide ones are taken for the same by spreadsheets in East Asian locales."""

COLUMNS: Final = (
    *("id", "target", "buyers", "sellers", "others", "asset", "type", "status", "vendor_status", "status_why"),
    *("value", "amount", "currency", "value_why", "stake", "first_said", "rumor_date", "announce_date", "close_date"),
    *("cancel_date", "roots", "claims", "reports", "contradictions"),
)
"""The columns, in their order. `target`, `buyers`, `sellers` and the dates are the words of vendors."""

DATES: Final = {
    "rumor_date": frozenset({Status.CONSIDERED, Status.IN_TALKS}),
    "announce_date": ANNOUNCED,
    "close_date": frozenset({Status.COMPLETED}),
    "cancel_date": frozenset({Status.TERMINATED}),
}
"""A column of a date -> the statuses on whose first saying it is; empty where none of them was said with a day."""


@cache
def columns_of(vendor: str) -> Mapping[str, str]:
    """Return our columns, each with the vendor's name for it; one that the vendor does not have keeps ours behind "dw_".

    >>> names = columns_of("factset")
    >>> names["announce_date"], names["vendor_status"], names["status"]
    ('announceDate', 'status', 'dw_status')

    Raises:
        NotFound: for a vendor whose columns are not known.
    """
    tables: dict[str, dict[str, str]] = tomllib.loads(files("dealwatch.export").joinpath("data/columns.toml").read_text("utf-8"))
    if vendor not in tables:
        raise NotFound(f"no columns of {vendor!r}; there are those of {', '.join(tables)}")
    return MappingProxyType({column: tables[vendor].get(column, f"dw_{column}") for column in COLUMNS})


def tracker_rows(dossier: Dossier, vendor: str = "factset") -> Iterator[dict[str, str]]:
    """Return one row a deal, every cell a text.

    Raises:
        NotFound: for a vendor without a crosswalk.
    """
    for deal, row in zip(dossier.deals, deal_rows(dossier), strict=True):
        cells = {**_cells(row), **_parties(deal), **_dates(deal), "vendor_status": status_as(deal, vendor) or ""}
        if row.status_is_denied:
            cells["status"] = f"not {row.status}"
        yield {column: cells[column] for column in COLUMNS}


def write_tracker(dossier: Dossier, file: TextIO, vendor: str = "factset", *, vendor_columns: bool = False) -> None:
    """Write the tracker as CSV (RFC 4180) to a file that was opened with `newline=""`.

    `vendor_columns` True: under the vendor's column names (`columns_of`).

    Raises:
        NotFound: for a vendor without a crosswalk, or, with `vendor_columns`, without columns.
    """
    names = columns_of(vendor) if vendor_columns else dict(zip(COLUMNS, COLUMNS, strict=True))
    rows = ({names[column]: text for column, text in row.items()} for row in tracker_rows(dossier, vendor))
    write_csv(rows, names.values(), file)


def write_csv(rows: Iterable[dict[str, Any]], columns: Iterable[str], file: TextIO) -> None:
    """Write rows as CSV; None is an empty cell."""
    names = list(columns)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(_written(row[name])) for name in names])


def cell(text: str) -> str:
    """Return a cell that no spreadsheet runs: what begins as a formula gets an apostrophe in front.

    Numbers stay numbers. https://owasp.org/www-community/attacks/CSV_Injection

    >>> cell("=1+1"), cell("-5.5"), cell("Ash")
    ("'=1+1", '-5.5', 'Ash')
    """
    is_number = text[1:].replace(".", "", 1).isdecimal() and text[:1] in "-+"
    return f"'{text}" if text[:1] in FORMULAS and not is_number else text


def _cells(row: DealRow) -> dict[str, str]:
    return {name: _written(part) for name, part in attrs.asdict(row, recurse=False).items()}


def _written(part: object) -> str:
    return "" if part is None else f"{part:f}" if isinstance(part, Decimal) else str(part)


def _dates(deal: Deal) -> dict[str, str]:
    """When each stage was first said, from the deal's path, which is in the order of time."""
    first: dict[str, str] = {}
    for event in deal.timeline:
        for column, statuses in DATES.items():
            if event.said and event.status in statuses and event.period is not None:
                first.setdefault(column, str(event.period))
    return {column: first.get(column, "") for column in DATES}


def _parties(deal: Deal) -> dict[str, str]:
    named: dict[str, list[str]] = {"target": [], "buyers": [], "sellers": [], "others": []}
    for party in deal.parties:
        role = party.role.value
        if role in TARGETS:
            named["target"].append(party.company.name)
        elif role in BUYERS:
            named["buyers"].append(party.company.name)
        elif role is Role.SELLER:
            named["sellers"].append(party.company.name)
        else:
            named["others"].append(f"{party.company} ({role.value})")
    return {column: "; ".join(names) for column, names in named.items()}
