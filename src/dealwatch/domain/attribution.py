"""Who says so: the chain from the outlet to whoever knew it."""

from __future__ import annotations

from attrs import frozen

from dealwatch.domain.canonical import canonical, quoted
from dealwatch.domain.dates import Period
from dealwatch.domain.report import Evidence, Report
from dealwatch.domain.words import SourceKind
from dealwatch.errors import InvalidValue


@frozen
class Source:
    """Somebody or something that says a thing; an anonymous one is named by its description ("two people ...").

    Raises:
        InvalidValue: if the name is empty.
    """

    name: str
    kind: SourceKind

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValue("a source has a name; an anonymous one has its description")

    def __str__(self) -> str:
        return self.name

    def _canonical(self) -> str:
        return f"Source({quoted(self.name)},{self.kind})"

    @property
    def named_together(self) -> tuple[Source, ...]:
        """Those whom the name lists in one breath, or this source alone; whether they are known is for the merge to say.

        >>> [str(source) for source in Source("Ash, Birch and Cedar", SourceKind.COMPANY).named_together]
        ['Ash', 'Birch', 'Cedar']
        """
        names = self.name.replace(" & ", " and ").replace(",", " and ").split(" and ")
        parts = tuple(Source(name.strip(), self.kind) for name in names if name.strip())
        return parts if len(parts) > 1 else (self,)


@frozen
class Link:
    """One step of a chain: the source, the words that name it, and when it said so, where that is told."""

    source: Source
    evidence: Evidence | None = None
    said_on: Period | None = None

    def _canonical(self) -> str:
        evidence = "~" if self.evidence is None else self.evidence._canonical()
        return f"Link({self.source._canonical()},{evidence},{canonical(self.said_on)})"


@frozen
class Attribution:
    """The outlet, and the links that its report names, outermost first; no link means the outlet's own voice.

    "... according to two people familiar with the matter cited by Reuters", in the Daily Leaf:

    >>> people = Source("two people familiar with the matter", SourceKind.ANONYMOUS)
    >>> relay = Source("Reuters", SourceKind.AGENCY)
    >>> chain = Attribution(Source("Daily Leaf", SourceKind.OUTLET), (Link(relay), Link(people)))
    >>> print(chain)
    Daily Leaf < Reuters < two people familiar with the matter
    >>> chain.root.name
    'two people familiar with the matter'
    """

    outlet: Source
    links: tuple[Link, ...] = ()

    def _canonical(self) -> str:
        return f"Attribution({self.outlet._canonical()},({','.join([link._canonical() for link in self.links])}))"

    @classmethod
    def own_voice(cls, report: Report) -> Attribution:
        """The attribution of what a report says without naming a source."""
        return cls(Source(report.name, SourceKind.OUTLET))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the links, outermost first; empty for the outlet's own voice."""
        return tuple(link.source for link in self.links)

    @property
    def root(self) -> Source:
        """The far end of the chain, who knew it: the last link's source, or the outlet."""
        return self.links[-1].source if self.links else self.outlet

    def __str__(self) -> str:
        return " < ".join(source.name for source in (self.outlet, *self.sources))


@frozen
class Root:
    """An original source, and the relay that heard it: the nearest named link before it, or the outlet.

    `via` is None where the root is the outlet itself.
    """

    source: Source
    via: Source | None = None

    def __str__(self) -> str:
        return f"{self.source} via {self.via}" if self.via else self.source.name
