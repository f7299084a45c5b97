"""What is fuzzed: each reader and loader, given any bytes, answers or refuses in one sentence (a DealwatchError).

A target also holds its reader to what it promises: quotes read back, names compare alike both ways, what is loaded can be
written and loaded again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any, Final

from dealwatch.convert import dump, load, read_ledger, write_ledger
from dealwatch.convert.names import TAGS
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Report
from dealwatch.errors import DealwatchError
from dealwatch.extract import extract_claims
from dealwatch.extract.attribution import find_attributions
from dealwatch.extract.sections import find_sections
from dealwatch.merge import resolve_deals
from dealwatch.normalize.context import Context
from dealwatch.normalize.dates import find_dates, read_date
from dealwatch.normalize.edtf import read_edtf
from dealwatch.normalize.gazetteer import Gazetteer
from dealwatch.normalize.money import find_money, read_money
from dealwatch.normalize.names import compare_names
from dealwatch.normalize.quantity import find_quantities, read_quantity
from dealwatch.normalize.rate_tables import TableRates
from dealwatch.reports import SIDECAR, read_reports
from dealwatch.store import open_store

LANGUAGES: Final = (
    *(
        "en",
        "en_AU",
        "de",
        "fr",
        "it",
        "es",
        "ja",
        "ko",
        "zh",
        "zh_Hant",
        "ar",
        "fa",
        "hi",
        "bn",
        "th",
        "he",
        "ru",
        "pt_BR",
        "tr",
    ),
    *("pl", "sv", "vi", None),
)
FOLDER: Final = Path(mkdtemp(prefix="dealwatch-fuzz-"))


def _text(data: bytes) -> str:
    """Any text, lone surrogates among it."""
    return data.decode("utf-8", "surrogateescape")


def _context(data: bytes) -> Context:
    """The first byte chooses the language."""
    return Context(locale=LANGUAGES[(data[0] if data else 0) % len(LANGUAGES)], on=date(2025, 7, 7))


def _reads(read: Callable[[str, Context], object]) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        read(_text(data[1:]), _context(data))

    return target


def _finds(find: Callable[[str, Context], tuple[Mention[Any], ...]]) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        text = _text(data[1:])
        for mention in find(text, _context(data)):
            assert text[mention.span.start : mention.span.end] == mention.quote
            assert mention.reading.candidates, "a mention of nothing"

    return target


def _report(data: bytes) -> Report:
    lang = _context(data).locale
    return Report(text=_text(data[1:]), outlet="Daily Leaf", published=date(2025, 7, 7), lang=lang and lang.replace("_", "-"))


def _names(data: bytes) -> None:
    a, _, b = _text(data).partition("\n")
    assert compare_names(a, b) == compare_names(b, a)
    assert compare_names(a, a).same


def _attributions(data: bytes) -> None:
    report = _report(data)
    for said in find_attributions(report):
        assert report.proves(said.content)
        assert report.proves(said.cue)
    find_sections(report)


def _claims(data: bytes) -> None:
    ledger = extract_claims(_report(data), on_error="raise")
    file = BytesIO()
    write_ledger(ledger, file)
    file.seek(0)
    assert read_ledger(file).digest() == ledger.digest()
    resolve_deals(ledger)


def _files(suffix: str) -> Callable[[bytes], None]:
    """A file of any bytes; what is wrong with it is told, and never raised."""

    def target(data: bytes) -> None:
        path = FOLDER / f"one{suffix}"
        path.write_bytes(data)
        for report in read_reports(path, on_error=lambda error: None):
            assert report.text

    return target


def _sidecar(data: bytes) -> None:
    folder = FOLDER / "described"
    folder.mkdir(exist_ok=True)
    (folder / "one.txt").write_text("Ash Corp is in talks with Birch Ltd.")
    (folder / SIDECAR).write_bytes(data)
    list(read_reports(folder, on_error=lambda error: None))


def _value(data: bytes) -> None:
    """JSON of any kind: what it can be loaded as, it is written as again."""
    for tag, kind in TAGS.items():
        if tag.encode() in data:
            with suppress(DealwatchError):
                found = load(data, kind)
                assert load(dump(found), kind) == found


def _ledger(data: bytes) -> None:
    ledger = read_ledger(BytesIO(data), on_error=lambda error: None)
    file = BytesIO()
    write_ledger(ledger, file)
    file.seek(0)
    assert read_ledger(file).digest() == ledger.digest()
    resolve_deals(ledger)
    read_ledger(BytesIO(data))


def _store(data: bytes) -> None:
    path = FOLDER / "one.store"
    path.write_bytes(data)
    try:
        with open_store(path, read_only=True) as store:
            store.ledger()
            list(store.verify())
    finally:
        for file in FOLDER.glob("one.store*"):
            file.unlink()


def _refusing(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """A refusal is an answer, if it is one sentence that says something."""

    def refusing(data: bytes) -> None:
        try:
            target(data)
        except DealwatchError as error:
            assert str(error).strip(), f"{type(error).__name__} that says nothing"

    return refusing


TARGETS: Final = MappingProxyType(
    {
        name: _refusing(target)
        for name, target in {
            "read_money": _reads(read_money),
            "read_date": _reads(read_date),
            "read_quantity": _reads(read_quantity),
            "read_edtf": lambda data: (read_edtf(_text(data)), None)[1],
            "find_money": _finds(find_money),
            "find_dates": _finds(find_dates),
            "find_quantities": _finds(find_quantities),
            "find_attributions": _attributions,
            "compare_names": _names,
            "extract_claims": _claims,
            "txt": _files(".txt"),
            "html": _files(".html"),
            "rss": _files(".rss"),
            "json": _files(".json"),
            "ndjson": _files(".ndjson"),
            "sidecar": _sidecar,
            "value": _value,
            "ledger": _ledger,
            "store": _store,
            "gazetteer": lambda data: (Gazetteer.from_csv(_text(data)), None)[1],
            "rates": lambda data: (TableRates.from_csv(_text(data)), None)[1],
        }.items()
    }
)
