"""Plain text -> one report, and the decoding that all readers share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dealwatch.domain.report import MAX_TEXT, Report
from dealwatch.errors import ReadError
from dealwatch.reports.sidecar import Described

MAX_BYTES = 4 * MAX_TEXT
"""The largest file that is read whole. Line by line (.ndjson) a file may be of any size."""


def read(file: BinaryIO, described: Described | None) -> Iterator[Report]:
    """Read one report: its text is the file's, code point by code point; only a byte order mark is not text."""
    text = decode(whole(file), described.charset if described else None)
    report = Report(text=text)
    yield described.complete(report) if described else report


def whole(file: BinaryIO) -> bytes:
    """Read a file that must fit in memory.

    Raises:
        ReadError: if it is larger than a report can be.
    """
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it, one report a file or a line")
    return data


def decode(data: bytes, charset: str | None = None) -> str:
    r"""Decode bytes as the declared charset, else as UTF-8; line ends stay as they are.

    >>> decode(b"\xef\xbb\xbfAsh\r\nBirch")
    'Ash\r\nBirch'

    Raises:
        ReadError: for bytes that are not of the charset, an unknown charset, a NUL, or no text at all.
    """
    try:
        text = data.decode(charset or "utf-8")
    except LookupError:
        raise ReadError(f"{charset!r} is no known charset") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = "UTF-8" if charset is None else charset
        advice = "" if charset else "; convert the file, or name its charset in reports.toml"
        raise ReadError(
            f"byte {error.start + 1} (line {line}) is 0x{data[error.start]:02X}, which is no {name}{advice}"
        ) from None
    except UnicodeError as error:
        raise ReadError(f"this cannot be read as {charset} ({error})") from None
    text = text.removeprefix("\ufeff")
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise ReadError(f"character {nul + 1} (line {line}) is NUL: this is not text, or it is UTF-16; convert it to UTF-8")
    if not text.strip():
        raise ReadError("the file holds no text")
    return text
