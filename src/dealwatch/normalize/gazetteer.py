"""A gazetteer: known things with all their names and identifiers, given by the user or by an installed package.

It knows what no comparison of spellings can: that "Hon Hai Precision Industry" is Foxconn, or 日産自動車 Nissan Motor.
dealwatch brings none. A package offers one under the entry-point group `dealwatch.gazetteers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from importlib.metadata import EntryPoint, entry_points
from typing import Final, TypeVar

from attrs import frozen

from dealwatch.domain.words import SubjectKind
from dealwatch.errors import InvalidValue, ReadError
from dealwatch.normalize.csv_rows import Row, read_csv
from dealwatch.normalize.names import fold_name

K = TypeVar("K")

GROUP: Final = "dealwatch.gazetteers"
"""The entry-point group: each entry point is a function without arguments that returns a Gazetteer."""

SCHEMES: Final = ("lei", "isin", "ticker")
"""The identifiers that a gazetteer's own file may have; a row made in code may have any."""


@frozen
class Known:
    """One known thing: its `name`, its other names, its kind, and identifiers as pairs of scheme and value.

    `parent` is the name of the company it belongs to: a relation, never another name of it.

    >>> Known("Ash Motor", aliases=("Ash", "アッシュ自動車"), identifiers=(("ticker", "7777.T"),)).names
    ('Ash Motor', 'Ash', 'アッシュ自動車')

    Raises:
        InvalidValue: for an empty name, alias or identifier.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: SubjectKind = SubjectKind.COMPANY
    identifiers: tuple[tuple[str, str], ...] = ()
    parent: str | None = None

    def __attrs_post_init__(self) -> None:
        for text in (*self.names, *(part for pair in self.identifiers for part in pair)):
            if not text.strip():
                raise InvalidValue(f"a name or identifier of {self.name!r} in a gazetteer is empty; leave it out")

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the main one first."""
        return (self.name, *self.aliases)


@frozen
class Gazetteer:
    """Known things, and which of them a name may be. Two rows may share a name: then both are found.

    >>> motor = Known("Ash Motor", aliases=("Ash",), identifiers=(("ticker", "7777.T"),))
    >>> known = Gazetteer.of([motor, Known("Ash Bank", aliases=("Ash",))])
    >>> [row.name for row in known.find("ASH MOTOR CO., LTD.")], [row.name for row in known.find("Ash")]
    (['Ash Motor'], ['Ash Motor', 'Ash Bank'])
    >>> [row.name for row in known.identified("ticker", "7777.T")]
    ['Ash Motor']
    """

    rows: tuple[Known, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Known]) -> Gazetteer:
        """A gazetteer of some rows, in their order, each once."""
        return cls(tuple(dict.fromkeys(rows)))

    @classmethod
    def from_csv(cls, text: str) -> Gazetteer:
        """Read a CSV with a row of titles: name, and as they are there aliases (`|` between), kind, parent, lei, isin, ticker.

        >>> Gazetteer.from_csv("name,aliases,ticker" + chr(10) + "Ash Motor,Ash|AM,7777.T").find("am")[0].identifiers
        (('ticker', '7777.T'),)

        Raises:
            ReadError: for a column that it does not know, or a row without a name; the message names the line.
        """
        titles, lines = read_csv(text, "gazetteer")
        unknown = sorted(set(titles) - {"name", "aliases", "kind", "parent", *SCHEMES})
        if "name" not in titles or unknown:
            wrong = f"the column {unknown[0]!r} is not known" if unknown else "the column 'name' is missing"
            raise ReadError(f"gazetteer: {wrong}; the columns are name, aliases, kind, parent, {', '.join(SCHEMES)}")
        rows = []
        for line, row in lines:
            try:
                rows.append(_known(row))
            except ValueError as error:
                raise ReadError(f"gazetteer, line {line}: {error}") from error
        return cls.of(rows)

    def __or__(self, other: Gazetteer) -> Gazetteer:
        return Gazetteer.of((*self.rows, *other.rows))

    def __iter__(self) -> Iterator[Known]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Known, ...]]:
        """The rows by each folded name (`fold_name`)."""
        return _index((fold_name(name), row) for row in self.rows for name in row.names)

    @cached_property
    def _by_identifier(self) -> Mapping[tuple[str, str], tuple[Known, ...]]:
        return _index(((scheme, value.upper()), row) for row in self.rows for scheme, value in row.identifiers)

    def find(self, name: str) -> tuple[Known, ...]:
        """The rows that have this name, but for spelling and legal form: none, one, or several, in the order of the rows."""
        return self.by_name.get(fold_name(name), ())

    def same(self, a: str, b: str) -> bool | None:
        """Tell whether two names are of one row (True) or of different rows (False); None where a name is unknown or shared.

        What it tells stands above any comparison of spellings.

        >>> known = Gazetteer.of([Known("Ash Motor", aliases=("Foxash",)), Known("Ash Bank")])
        >>> known.same("Foxash", "ASH MOTOR Co."), known.same("Ash Motor", "Ash Bank"), known.same("Ash Motor", "Birch")
        (True, False, None)
        """
        one, other = self.find(a), self.find(b)
        if len(one) != 1 or len(other) != 1:
            return None
        return one == other

    def identified(self, scheme: str, value: str) -> tuple[Known, ...]:
        """The rows with this identifier, such as `("ticker", "7201.T")`."""
        return self._by_identifier.get((scheme, value.upper()), ())


def installed_gazetteers() -> Mapping[str, Callable[[], Gazetteer]]:
    """What installed packages offer: name -> a function that loads it. Nothing is loaded here, and nothing used unasked.

    >>> isinstance(installed_gazetteers(), dict)
    True
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: partial(_load, point) for point in points}


def _load(point: EntryPoint) -> Gazetteer:
    loaded = point.load()()
    if not isinstance(loaded, Gazetteer):
        raise InvalidValue(f"the gazetteer {point.name!r} of {point.value} is a {type(loaded).__name__}, not a Gazetteer")
    return loaded


def _index(pairs: Iterable[tuple[K, Known]]) -> Mapping[K, tuple[Known, ...]]:
    found: dict[K, dict[Known, None]] = {}
    for key, row in pairs:
        found.setdefault(key, {})[row] = None
    return {key: tuple(rows) for key, rows in found.items()}


def _known(row: Row) -> Known:
    cell = {title: text.strip() for title, text in row.items()}
    return Known(
        name=cell["name"],
        aliases=tuple(alias.strip() for alias in cell.get("aliases", "").split("|") if alias.strip()),
        kind=SubjectKind(cell.get("kind") or "company"),
        identifiers=tuple((scheme, cell[scheme]) for scheme in SCHEMES if cell.get(scheme)),
        parent=cell.get("parent") or None,
    )
