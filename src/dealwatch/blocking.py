"""Blocking: keys under which the reports of one deal meet, for whoever spreads an archive over many tasks.

Two mentions of a deal can only be joined where they share a main party (`merge/`), so a report's keys are its companies, each
with the times around it. Before: a ledger of `extract/`. After: any engine that groups by a key, such as Spark.
"""

from __future__ import annotations

from typing import Final

from dealwatch.domain.ledger import Ledger
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.words import Role, SubjectKind
from dealwatch.errors import InvalidValue
from dealwatch.normalize.names import fold

DAYS: Final = 366
"""Reports no further apart than so many days meet, where nothing else is said."""


def deal_keys(ledger: Ledger, days: int = DAYS) -> dict[str, frozenset[str]]:
    """Return the keys of each report that tells of a deal, by the report's id: empty for a deal that names no company.

    A key is the first weighty word of a party's name and the number of a window of twice `days`. Windows overlap by half, so
    two reports of one company that are at most `days` apart always share a window; a report without a day is in the window "?"
    only. More keys than needed cost work, missing ones part a deal: every party counts, advisors too. Pure: a report's keys
    depend on its own claims.

    >>> from dealwatch import Claim, Report
    >>> report = Report(text="Ash Corp is in talks.", outlet="Daily Leaf")
    >>> talks = Subject.quoted(report, "deal", "is in talks")
    >>> ash = Subject("company", "Ash Corp")
    >>> claim = Claim.from_quote(report, quote="Ash Corp", subject=talks, attribute="acquirer", value=ash)
    >>> deal_keys(Ledger.of([report, claim])) == {report.id: frozenset({"ash ?"})}
    True

    Raises:
        InvalidValue: for less than one day.
    """
    if days < 1:
        raise InvalidValue(f"windows of {days} days hold nothing; give 1 or more")
    words: dict[str, set[str]] = {}
    for claim in ledger.claims:
        if claim.subject.kind == SubjectKind.DEAL:
            found = words.setdefault(claim.report_id, set())
            if claim.attribute in _ROLES and isinstance(claim.value, Subject):
                found.update(fold(claim.value.name).weighty[:1])
    keys = {}
    for report in ledger.reports:
        if report.id in words:
            windows = _windows(report, days)
            keys[report.id] = frozenset(f"{word} {window}" for word in words[report.id] for window in windows)
    return keys


_ROLES: Final = frozenset(str(role) for role in Role)


def _windows(report: Report, days: int) -> tuple[str, ...]:
    if report.day is None:
        return ("?",)
    first = report.day.toordinal() // days
    return (str(first), str(first + 1))
