"""JSON -> reports: one report or a list of them (.json), or one a line (.ndjson, .jsonl).

A row has the fields of a Report and no others: {"text": "...", "outlet": "Daily Leaf", "published": "2025-07-07"}. What
another program wrote is renamed on the way, for instance with jq. An `id`, and `"type": "report"`, may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from dealwatch.convert.document import check_format, converter, decoded
from dealwatch.convert.ndjson import lines
from dealwatch.convert.refuse import Refused
from dealwatch.domain.report import Report
from dealwatch.errors import ReadError
from dealwatch.reports.sidecar import Described
from dealwatch.reports.text import decode, whole


def read(file: BinaryIO, described: Described | None) -> Iterator[Report | ReadError]:
    """Read a JSON document: one report, or a list of them. A bad one is told by its place, and the others are read."""
    try:
        found = decoded(decode(whole(file), described.charset if described else None))
    except Refused as refused:
        yield ReadError(str(refused.as_load_error()))
        return
    rows = ((f"[{place}]", row) for place, row in enumerate(found)) if isinstance(found, list) else [("", found)]
    for place, row in rows:
        try:
            yield _report(row, described)
        except Refused as refused:
            yield ReadError(str(refused.as_load_error()).replace("$", f"${place}", 1))


def read_lines(file: BinaryIO, described: Described | None) -> Iterator[Report | ReadError]:
    """Read one report a line, of any number of lines. A bad line is told by its number, and the others are read."""
    for number, line, _ in lines(file):
        try:
            row = decoded(line)
            if isinstance(row, dict) and row.get("type") == "ledger":
                yield ReadError(f"line {number}: this is a ledger, not a list of reports; read it with read_ledger")
                return
            yield _report(row, described)
        except Refused as refused:
            yield ReadError(f"line {number}: {refused.as_load_error()}")


def _report(row: Any, described: Described | None) -> Report:
    if type(row) is not dict:
        raise Refused.needs("an object", row)
    check_format(row)
    if row.get("type", "report") != "report":
        raise Refused.needs("report", row["type"]).at("type")
    fields = {key: part for key, part in row.items() if key not in ("format", "type")}
    report: Report = converter().structure(fields, Report)
    return described.complete(report) if described else report
