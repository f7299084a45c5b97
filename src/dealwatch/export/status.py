"""Our statuses in the words of vendors, and back: total, and never a silent default."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from dealwatch.domain.deal import Deal
from dealwatch.domain.words import Status
from dealwatch.errors import NotFound

ANNOUNCED: Final = frozenset({Status.PROPOSED, Status.AGREED, Status.COMPLETED})


@cache
def crosswalk(vendor: str) -> Mapping[str, str]:
    """Return a vendor's table: one of our statuses, or `terminated_rumour`, -> the vendor's word.

    >>> crosswalk("factset")["in_talks"]
    'Rumor'

    Raises:
        NotFound: for a vendor without a table.
    """
    tables: dict[str, dict[str, str]] = tomllib.loads(files("dealwatch.export").joinpath("data/status.toml").read_text("utf-8"))
    try:
        return tables[vendor]
    except KeyError:
        raise NotFound(f"no crosswalk to {vendor!r}; there are {', '.join(tables)}") from None


def status_as(deal: Deal, vendor: str) -> str | None:
    """Return a deal's status in a vendor's word; None if no status is claimed, "not ..." if it is said not to be so.

    Raises:
        NotFound: for a vendor without a table.
    """
    table, status = crosswalk(vendor), deal.status
    if status is None:
        return None
    was_announced = any(event.status in ANNOUNCED and event.said for event in deal.timeline)
    key = "terminated_rumour" if status.value is Status.TERMINATED and not was_announced else status.value.value
    return table[key] if status.said else f"not {table[key]}"


def statuses_of(word: str, vendor: str) -> frozenset[Status]:
    """Return the statuses that a vendor's word can stand for, never none.

    >>> sorted(statuses_of("Rumor", "factset"))
    [<Status.CONSIDERED: 'considered'>, <Status.IN_TALKS: 'in_talks'>]

    Raises:
        NotFound: for a vendor without a table, and for a word that is not in it: "not Rumor" is no status.
    """
    table = crosswalk(vendor)
    found = frozenset(Status(key.removesuffix("_rumour")) for key, theirs in table.items() if theirs == word)
    if not found:
        raise NotFound(f"{word!r} is no status of {vendor}; there are {', '.join(dict.fromkeys(table.values()))}")
    return found
