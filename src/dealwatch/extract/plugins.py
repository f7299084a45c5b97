"""Other people's extractors: a callable with a name, found by its entry point, run like the built-in ones.

An extractor is any callable `(report, context) -> Iterable[Claim]`. A package offers one under the entry-point group
`dealwatch.extractors`, named `name@version`. Nothing is found or loaded before `installed_extractors()` is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Final, TypeAlias, cast

from attrs import frozen

from dealwatch.domain.claim import Claim
from dealwatch.domain.report import Report
from dealwatch.errors import ExtractorError
from dealwatch.normalize.context import Context

GROUP: Final = "dealwatch.extractors"
"""The entry-point group under which a package offers extractors."""

Extractor: TypeAlias = Callable[[Report, Context], Iterable[Claim]]
"""Anything that gives the claims of a report in a context."""


@frozen(repr=False)
class InstalledExtractors(Mapping[str, Extractor]):
    """The installed extractors by name; each is loaded when it is first asked for."""

    points: Mapping[str, EntryPoint]

    def __getitem__(self, name: str) -> Extractor:
        point = self.points[name]
        try:
            found = point.load()
        except Exception as error:
            raise ExtractorError(f"the extractor {name} ({point.value}) cannot be loaded: {error!r}") from error
        if not callable(found):
            raise ExtractorError(f"the extractor {name} ({point.value}) is no callable but a {type(found).__name__}")
        return cast("Extractor", found)

    def __iter__(self) -> Iterator[str]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    def __repr__(self) -> str:
        return f"<InstalledExtractors {', '.join(self.points) or 'none'}>"


def installed_extractors() -> Mapping[str, Extractor]:
    """Return the extractors that installed packages offer, by name, in the order of their names.

    Asking for one that cannot be loaded raises an ExtractorError.

    >>> all("@" in name or name for name in installed_extractors())
    True

    Raises:
        ExtractorError: if two packages offer the same name.
    """
    points: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        present = points.get(point.name)
        if present is not None and present.value != point.value:
            raise ExtractorError(f"two installed packages offer the extractor {point.name}: {present.value} and {point.value}")
        points[point.name] = point
    return InstalledExtractors(points)
