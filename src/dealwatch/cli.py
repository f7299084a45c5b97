"""The command line: reports in, a brief, a ledger or an answer out.

Results go to standard output, everything else to standard error. Exit code 0: all well; 1: something could not be read or
found, and the rest was done; 2: the command was not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size
from time import sleep
from typing import Final, TypeAlias, TypeVar

from dealwatch.brief import WIDTH, Format, write_brief, write_changes
from dealwatch.brief.wording import printable
from dealwatch.convert import dump, read_ledger, write_ledger
from dealwatch.domain.deal import Deal, Dossier, Resolution
from dealwatch.domain.ledger import Failure, Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.values import Value
from dealwatch.errors import DealwatchError, InvalidValue, NotFound, ReadError
from dealwatch.extract import BUILT_IN, extract_claims
from dealwatch.extract.known import known_names
from dealwatch.extract.plugins import Extractor
from dealwatch.merge import Policy, resolve_deals
from dealwatch.merge.changes import compare_dossiers
from dealwatch.normalize.gazetteer import Gazetteer
from dealwatch.reports import READERS, read_reports

T = TypeVar("T")
LOCALE: Final = "en"
"""The locale of numbers and dates where the command line names none. Only the command line has such a choice to make."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    problems: list[str] = []

    def tell(problem: object) -> None:
        problems.append(str(problem))
        print(f"dealwatch: {problem}", file=sys.stderr)

    try:
        options.run(options, tell)
        sys.stdout.flush()
    except DealwatchError as error:
        tell(error)
    except BrokenPipeError:  # the reader has seen enough, as in `dealwatch extract ... | head`
        sys.stderr.close()
    except KeyboardInterrupt:
        tell("interrupted")
        return 130
    return 1 if problems else 0


Tell = Callable[[object], None]


def _brief(options: argparse.Namespace, tell: Tell) -> None:
    if options.watch:
        _watch(options, tell)
        return
    known = _gazetteer(options)
    ledger = _ledger_of(options.paths, tell) if options.ledger else _extracted(options.paths, tell, _extractors_with(known))
    if not ledger.entries:
        return
    dossier = resolve_deals(ledger, Policy(gazetteer=known), as_of=options.as_of)
    if options.format == "json":
        print(dump(dossier))
    else:
        _print_brief(dossier, options.format, options.locale)


def _print_brief(dossier: Dossier, form: Format, locale: str) -> None:
    """Print a brief: as wide as the terminal and with its headings standing out, or, where it goes elsewhere, plain."""
    shown = sys.stdout.isatty()
    width = min(get_terminal_size().columns, WIDTH) if shown else WIDTH
    print(write_brief(dossier, form, locale, width=width, colour=shown and _has_colours()), end="", flush=True)


def _has_colours() -> bool:
    """Tell whether a terminal may be coloured (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _watch(options: argparse.Namespace, tell: Tell) -> None:
    """Print the brief, then what each new, changed or removed file of the folders changes, until interrupted."""
    if options.ledger or options.as_of or options.format != "text":
        raise InvalidValue("--watch prints text on reports as they come; leave --ledger, --as-of and --format out")
    for folder in options.paths:
        if not Path(folder).exists():
            raise ReadError(f"{folder}: there is no such file or folder")
    known = _gazetteer(options)
    extractors, policy = _extractors_with(known), Policy(gazetteer=known)
    seen: dict[Path, Stamp] = {}
    ledgers: dict[Path, Ledger] = {}
    before: Dossier | None = None
    try:
        while True:
            found = {path: stamp for folder in options.paths for path in _files(Path(folder)) if (stamp := _stamp(path))}
            changed = sorted(path for path in found.keys() | seen.keys() if found.get(path) != seen.get(path))
            for path in changed:
                ledgers.pop(path, None)
                if path in found:
                    ledgers[path] = _extracted([str(path)], tell, extractors)
            if changed:
                after = resolve_deals(Ledger.union(ledgers.values()), policy)
                if before is None:
                    _print_brief(after, "text", options.locale)
                else:
                    news = write_changes(compare_dossiers(before, after), before, after, options.locale)
                    print(f"\n{', '.join(path.name for path in changed)}\n{news or '(nothing new)'}".rstrip(), flush=True)
                before = after
            seen = found
            sleep(options.interval)
    except KeyboardInterrupt:
        return  # that is how it ends


Stamp: TypeAlias = tuple[int, int]
"""When a file was changed, and its size."""


def _stamp(path: Path) -> Stamp | None:
    """What shows that a file has changed; nothing for one that has just gone."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_mtime_ns, stat.st_size


def _files(folder: Path) -> list[Path]:
    """The reports in a folder to its depths, without hidden ones, or the one file."""
    if folder.is_file():
        return [folder]
    return [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READERS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _extract(options: argparse.Namespace, tell: Tell) -> None:
    if options.explain:
        if options.jobs or options.resume:
            raise InvalidValue("--explain reads one report after the other; leave --jobs and --resume out")
        for report in _progress(_reports(options.paths, tell)):
            _explain(report)
        return
    from dealwatch.jobs import SECONDS, extract_all, extracted, unfinished

    if options.jobs and options.gazetteer:
        raise InvalidValue("a gazetteer is read in one process; leave --jobs out")
    if options.limit and not options.jobs:
        raise InvalidValue("--limit is for --jobs: one process cannot cut itself off")
    extractors = _extractors_with(_gazetteer(options))

    reports = _reports(options.paths, tell)
    if options.resume:
        reports = _others(reports, unfinished(options.resume))
    ready = (
        extract_all(reports, options.jobs, seconds=options.limit or SECONDS)
        if options.jobs
        else (extracted(report, extractors) for report in reports)
    )
    with open(options.resume, "ab") if options.resume else nullcontext(sys.stdout.buffer) as out:
        for answer in _progress(ready):
            for failure in answer.failures:
                tell(_failed(failure))
            out.write(answer.lines)
            out.flush()


def _others(reports: Iterable[Report], held: set[str]) -> Iterator[Report]:
    """The reports that are not held yet, each once."""
    for report in reports:
        if report.id not in held:
            held.add(report.id)
            yield report


def _explain(report: Report) -> None:
    from dealwatch.extract.explanation import explain

    print(f"# {report.name}")
    last = None
    for found in explain(report):
        if found.sentence != last:
            last = found.sentence
            print(f"{last.span} {' '.join(last.quote.split())}")
        claim = found.claim
        value = f"{'not ' if claim.modality.is_negative else ''}{claim.value}"
        print(f"    {found.rule}: {claim.subject.kind} {claim.subject} | {claim.attribute} = {value} ({claim.modality.label})")


def _merge(options: argparse.Namespace, tell: Tell) -> None:
    write_ledger(_ledger_of(options.paths, tell), sys.stdout.buffer)


def _why(options: argparse.Namespace, tell: Tell) -> None:
    dossier = resolve_deals(_ledger_of([options.path], tell), as_of=options.as_of)
    for title, found in _asked(dossier, options.field, options.of):
        for line in (title, *_reasons(found, dossier)):
            print(printable(line))


def _asked(dossier: Dossier, field: str, of: Sequence[str]) -> Iterator[tuple[str, Resolution[Value]]]:
    """The resolutions of a field: of the deals that the names find, or of the thing of that name, or of every deal."""
    name = " ".join(of)
    deals: tuple[Deal, ...] = dossier.find(*of) if of else dossier.deals
    found = [(_title(deal), deal.facts[field]) for deal in deals if field in deal.facts]
    if of and (fact := dossier.fact(name, field)):
        found.append((name, fact))
    if not found:
        raise NotFound(f"no {field} is claimed of {name or 'any deal'}; `dealwatch brief --ledger` shows what is")
    yield from found


def _title(deal: Deal) -> str:
    return f"{', '.join(str(party.company) for party in deal.parties)} ({deal.id})"


def _reasons(found: Resolution[Value], dossier: Dossier) -> Iterator[str]:
    yield f"  {found.attribute} = {'' if found.said else 'not '}{found.value}   [{found.rule}]"
    yield f"  {found.why}"
    for word, claims in (("for", found.support), ("against", found.oppose)):
        for claim in claims:
            quote = " ".join(claim.evidence.quote.split())
            value = f"{'not ' if claim.modality.is_negative else ''}{claim.value}"
            yield f"    {word}: {value}, {claim.attribution} {claim.evidence.span} ({claim.modality.label}): “{quote}”"
    if found.runner_up is not None:
        said = "" if found.runner_up != found.value else "not "  # only a status can lose to its own denial
        yield f"  without its support: {said}{found.runner_up}"


def _convert(options: argparse.Namespace, tell: Tell) -> None:
    from dealwatch.normalize.context import Context
    from dealwatch.normalize.conversion_text import explain_conversion

    context = Context(locale=options.locale, on=options.on if isinstance(options.on, date) else None)
    when = {"on": options.on, "over": options.over, "calendar": options.calendar, "closing": options.closing}
    print(explain_conversion(options.amount, options.currency, context, **when))


def _extractors(options: argparse.Namespace, tell: Tell) -> None:
    from dealwatch.extract.plugins import installed_extractors

    for name in sorted(BUILT_IN):
        print(f"{name}  built in")
    for name in sorted(installed_extractors()):
        print(f"{name}  installed")


def _store(options: argparse.Namespace, tell: Tell) -> None:
    from dealwatch.store import open_store

    adds = options.action == "add"
    if adds != bool(options.paths):
        raise InvalidValue("say which reports to add" if adds else f"{options.action} takes the store alone; leave the paths out")
    if options.action == "compact" and not Path(options.store).exists():
        raise ReadError(f"{options.store}: there is no such store")
    with open_store(options.store, read_only=options.action in ("show", "verify")) as store:
        if adds:
            for report in _progress(_reports(options.paths, tell)):
                store.add(_told(extract_claims(report), tell))
        elif options.action == "show":
            write_ledger(store.ledger(), sys.stdout.buffer)
        elif options.action == "compact":
            store.compact()
        else:
            for problem in store.verify():
                tell(problem)


def _reports(paths: Iterable[str], tell: Tell) -> Iterator[Report]:
    return read_reports(paths, on_error=tell)


def _extracted(paths: Iterable[str], tell: Tell, extractors: Mapping[str, Extractor] = BUILT_IN) -> Ledger:
    return Ledger.union(_told(extract_claims(report, extractors), tell) for report in _progress(_reports(paths, tell)))


def _gazetteer(options: argparse.Namespace) -> Gazetteer | None:
    """The things that the user knows, from a CSV file."""
    if options.gazetteer is None:
        return None
    try:
        return Gazetteer.from_csv(Path(options.gazetteer).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{options.gazetteer}: {getattr(error, 'strerror', None) or error}") from None


def _extractors_with(gazetteer: Gazetteer | None) -> Mapping[str, Extractor]:
    return BUILT_IN if gazetteer is None else {**BUILT_IN, "known@1": known_names(gazetteer)}


def _told(ledger: Ledger, tell: Tell) -> Ledger:
    """Tell of the failures in a ledger, which keeps them."""
    for failure in ledger.failures:
        tell(_failed(failure))
    return ledger


def _failed(failure: Failure) -> str:
    return f"{failure.extractor} failed on {failure.report_id}: {failure.error}"


def _ledger_of(paths: Iterable[str], tell: Tell) -> Ledger:
    return Ledger.union(read_ledger(path, on_error=tell) for path in paths)


def _progress(items: Iterator[T]) -> Iterable[T]:
    """Show how far it is, on a terminal and where rich is installed; else be quiet."""
    if not sys.stderr.isatty():
        return items
    try:
        from rich.console import Console
        from rich.progress import track
    except ImportError:
        return items
    return track(items, description="Reading", console=Console(stderr=True), transient=True)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} has no time zone; write {text}T00:00:00+00:00 or the like")
    return moment


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of processes; write 1 or more")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dealwatch",
        description="Read news reports about corporate deals: what is claimed, by whom, how firmly, and what it adds up to.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace, Tell], None], says: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(run=run)
        return made

    brief = command("brief", _brief, "Read reports and say what they add up to, every value with its footnotes.")
    brief.add_argument("paths", nargs="+", metavar="PATH", help="files or folders of reports; - is standard input")
    brief.add_argument("--gazetteer", metavar="FILE", help="names that you know, CSV: name, aliases, kind, lei, isin, ticker")
    brief.add_argument("--ledger", action="store_true", help="the paths are ledgers (NDJSON), not reports")
    brief.add_argument("--watch", action="store_true", help="go on: print what each new, changed or removed file changes")
    brief.add_argument("--interval", type=float, default=2.0, metavar="SECONDS", help="how often --watch looks (default: 2)")
    brief.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    brief.add_argument("--locale", default=LOCALE, help=f"of its numbers and dates, such as de or en_AU (default: {LOCALE})")
    brief.add_argument("--as-of", type=_moment, metavar="TIME", help="what was known by then: 2025-07-06T12:00:00+00:00")

    extract = command("extract", _extract, "Read reports and write their claims as a ledger, NDJSON, one entry a line.")
    extract.add_argument("paths", nargs="+", metavar="PATH", help="files or folders of reports; - is standard input")
    extract.add_argument("--gazetteer", metavar="FILE", help="names that you know, CSV: name, aliases, kind, lei, isin, ticker")
    extract.add_argument("--explain", action="store_true", help="print, sentence by sentence, which rule gave which claim")
    extract.add_argument("--jobs", type=_count, metavar="N", help="so many processes; the output is that of one, byte for byte")
    extract.add_argument("--limit", type=float, metavar="SECONDS", help="of --jobs: cut off what takes longer (default: 60)")
    extract.add_argument("--resume", metavar="FILE", help="add to this ledger what it does not hold yet, instead of printing")

    merge = command("merge", _merge, "Unite ledgers and write the union as NDJSON.")
    merge.add_argument("paths", nargs="+", metavar="LEDGER")

    why = command("why", _why, "Say why a field has its value: the rule, the claims for and against, the runner-up.")
    why.add_argument("path", metavar="LEDGER")
    why.add_argument("field", metavar="FIELD", help="status, type, value, headcount ...")
    why.add_argument("--of", nargs="+", default=[], metavar="NAME", help="parties of the deal, or the name of a company or plant")
    why.add_argument("--as-of", type=_moment, metavar="TIME")

    convert = command("convert", _convert, "Convert an amount with a rate that names its day and its source.")
    convert.add_argument("amount", help='as a text would write it: "¥670.9 billion"')
    convert.add_argument("currency", help="an ISO 4217 code, such as AUD")
    when = convert.add_mutually_exclusive_group(required=True)
    when.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="the day whose rate is used: 2025-03-31")
    when.add_argument("--over", metavar="PERIOD", help="the period whose mean is used: FY2024, 2024-Q3")
    convert.add_argument("--calendar", metavar="NAME", help="whose fiscal years they are: nissan, JP")
    convert.add_argument("--closing", action="store_true", help="the rate of the period's last day, not the mean: debt, assets")
    convert.add_argument("--locale", default=LOCALE, help=f"of the amount (default: {LOCALE})")

    command("extractors", _extractors, "List the extractors: those built in, and those installed beside them.")

    store = command("store", _store, "Keep a ledger in an append-only SQLite file.")
    store.add_argument("action", choices=("add", "show", "compact", "verify"))
    store.add_argument("store", metavar="FILE")
    store.add_argument("paths", nargs="*", metavar="PATH", help="reports to add")
    return parser


if __name__ == "__main__":
    sys.exit(main())
