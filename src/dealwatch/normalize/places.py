"""Do two descriptions of a place fit together? "south of Tokyo", "Kanagawa Prefecture", "Yokosuka, Japan", "Canagava".

Before: the words of a report (`location`). After: `merge/`, which asks whether two plants can be one.
A description is an anchor ("Tokyo"), how the place lies to it ("south of"), and what it lies in ("Japan"). Anchors are looked up
in a small table (`data/places.tsv`, `data/countries.tsv`) and in rows of the user's own; what nobody knows is INCOMPARABLE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Final

from attrs import evolve, field, frozen
from attrs.validators import ge, in_, le

from dealwatch.domain.words import Relation
from dealwatch.normalize.name_reading.spelling import read_rows, split_words
from dealwatch.normalize.name_reading.words import country_phrases
from dealwatch.normalize.names import one_misspelt

REACH: Final = 100.0
"""How far "near" and "south of" reach beyond a place, in kilometres."""

_EARTH: Final = 6371.0
_POINTS: Final = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_NEAR: Final = frozenset({"near", "outside", "around", "beside", "by", "off", "nearby", "greater", "suburban"})
_KINDS: Final = frozenset({"prefecture", "province", "state", "county", "city", "region", "district", "municipality", "canton"})
_AREAS: Final = frozenset({"area", "suburb", "suburbs", "outskirts", "vicinity", "metropolitan"})
_SMALL: Final = frozenset(
    {"in", "at", "the", "a", "of", "just", "close", "to", "city", "town", "not", "far", "from", "km", "miles"}
)
_TWO_PLACES: Final = frozenset({"georgia"})  # a country, and a state of another one


@frozen
class Place:
    """A known place: name, kind (city or region), ISO 3166 country, the region it lies in, where it is and how far it reaches.

    `latitude` and `longitude` in degrees, `radius` in kilometres.

    Raises:
        ValueError: for a kind, latitude or longitude that there is none of.
    """

    name: str
    kind: str = field(validator=in_(("city", "region")))
    country: str
    region: str = ""
    latitude: float = field(default=0.0, validator=[ge(-90), le(90)])
    longitude: float = field(default=0.0, validator=[ge(-180), le(180)])
    radius: float = field(default=10.0, validator=ge(0))
    others: tuple[str, ...] = ()


@frozen
class Places:
    """Places by name: rows of one's own before those of the table that ships with the library."""

    own: tuple[Place, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Place]:
        """Every place by each of its folded names; of two with one name the earlier counts."""
        rows = (*self.own, *_shipped())
        return {_joined(name): row for row in reversed(rows) for name in (*row.others, row.name)}

    def add(self, *places: Place) -> Places:
        """The same places and some more, which come before all others."""
        return evolve(self, own=(*places, *self.own))


PLACES: Final = Places()
"""The places that ship with the library; the table is read when first asked."""


@frozen
class PlaceMatch:
    """How two descriptions of a place lie to each other as sets of points, and the rule that says so."""

    relation: Relation
    rule: str

    @property
    def fits(self) -> bool | None:
        """They can be one place; None if nobody can tell."""
        return None if self.relation is Relation.INCOMPARABLE else self.relation is not Relation.DISJOINT


@frozen
class _Spot:
    anchor: str
    lies: str
    within: tuple[str, ...]


def compare_places(a: str, b: str, places: Places = PLACES) -> PlaceMatch:
    """Compare two descriptions of a place. Symmetric but for refines and refined_by, which change sides.

    >>> print(compare_places("Canagava", "Kanagawa Prefecture").rule)
    spelt alike: canagava, kanagawa
    >>> compare_places("south of Tokyo", "Kanagawa")
    PlaceMatch(relation=<Relation.OVERLAP: 'overlap'>, rule='Kanagawa lies 43 km southwest of Tokyo')
    >>> compare_places("Yokosuka", "Japan").relation.value, compare_places("near Tokyo", "Osaka").relation.value
    ('refines', 'disjoint')
    """
    one, other = _read(a), _read(b)
    if not one.anchor or not other.anchor:
        return PlaceMatch(Relation.INCOMPARABLE, "no place is named")
    if (other.anchor, other.lies, other.within) < (one.anchor, one.lies, one.within):
        found = _compare(other, one, places)
        return PlaceMatch(found.relation.converse, found.rule)
    return _compare(one, other, places)


def _compare(one: _Spot, other: _Spot, places: Places) -> PlaceMatch:
    a, b = _place(one, places), _place(other, places)
    if (
        one.anchor == other.anchor
        or (a is not None and a == b)
        or ((a is None or b is None) and one_misspelt(one.anchor, other.anchor))
    ):
        return _same_anchor(one, other, places)
    country_a, country_b = _country(one, a, places), _country(other, b, places)
    if country_a and country_b and country_a != country_b:
        return PlaceMatch(Relation.DISJOINT, f"in two countries: {country_a}, {country_b}")
    for spot, inside, relation in ((one, other, Relation.REFINES), (other, one, Relation.REFINED_BY)):
        if inside.anchor in spot.within and not inside.lies:
            return PlaceMatch(relation, f"the text says that {_called(spot, places)} lies in {_called(inside, places)}")
        if _is_country(inside.anchor) and not inside.lies and (country_a if spot is one else country_b):
            return PlaceMatch(relation, f"{_called(spot, places)} lies in {_called(inside, places)}")
    if a is not None and b is not None:
        return _by_table(one, a, other, b)
    unknown = one.anchor if a is None else other.anchor
    return PlaceMatch(Relation.INCOMPARABLE, f"no table says where {unknown} lies")


def _called(spot: _Spot, places: Places) -> str:
    """The name of a spot for a reader: that of the table, else its own, with a capital."""
    known = places.by_name.get(spot.anchor)
    return known.name if known is not None else spot.anchor.title()


def _same_anchor(one: _Spot, other: _Spot, places: Places) -> PlaceMatch:
    """Compare two descriptions by one place: what it lies in must not differ, and neither the side of it."""
    rule = "one place" if one.anchor == other.anchor else "two names of one place"
    if one.anchor != other.anchor and one_misspelt(one.anchor, other.anchor):
        rule = f"spelt alike: {one.anchor}, {other.anchor}"
    around = [_compare(_Spot(x, "", ()), _Spot(y, "", ()), places).relation for x in one.within for y in other.within]
    if around and not any(found in (Relation.EQUAL, Relation.REFINES, Relation.REFINED_BY) for found in around):
        relation = Relation.DISJOINT if Relation.DISJOINT in around else Relation.INCOMPARABLE
        return PlaceMatch(relation, f"places of one name: in {', '.join(one.within)} and in {', '.join(other.within)}")
    if one.lies == other.lies:
        return PlaceMatch(Relation.EQUAL, rule)
    if not one.lies or not other.lies:
        return PlaceMatch(Relation.OVERLAP, f"{rule}, and beside it")
    if "near" in (one.lies, other.lies):
        return PlaceMatch(Relation.REFINED_BY if one.lies == "near" else Relation.REFINES, f"{rule}; one says on which side")
    apart = _turn(_POINTS.index(one.lies) * 45, _POINTS.index(other.lies) * 45)
    relation = Relation.DISJOINT if apart > 90 else Relation.OVERLAP
    return PlaceMatch(relation, f"{one.lies} and {other.lies} of {rule}")


def _by_table(one: _Spot, a: Place, other: _Spot, b: Place) -> PlaceMatch:
    km = _distance(a, b)
    start, end = (b, a) if other.lies and not one.lies else (a, b)
    said = f"{end.name} lies {km:.0f} km {_POINTS[round(_bearing(start, end) / 45) % 8]} of {start.name}"
    touching = km <= a.radius + b.radius
    if not one.lies and not other.lies:
        if _joined(a.region) == _joined(b.name):
            return PlaceMatch(Relation.REFINES, f"{a.name} lies in {b.name}")
        if _joined(b.region) == _joined(a.name):
            return PlaceMatch(Relation.REFINED_BY, f"{b.name} lies in {a.name}")
        untold = touching and a.kind != b.kind and not (a.region or b.region)
        return PlaceMatch(Relation.INCOMPARABLE if untold else Relation.DISJOINT, said)
    reach = a.radius + b.radius + REACH * (bool(one.lies) + bool(other.lies))
    if km > reach:
        return PlaceMatch(Relation.DISJOINT, said)
    for spot, start, end in ((one, a, b), (other, b, a)):
        if spot.lies in _POINTS and km > start.radius and _turn(_bearing(start, end), _POINTS.index(spot.lies) * 45) > 90:
            return PlaceMatch(Relation.DISJOINT, said)
    return PlaceMatch(Relation.OVERLAP, said)


def _read(text: str) -> _Spot:
    """Take a description apart: "just south of Tokyo, Japan" is (tokyo, south, (japan,))."""
    parts = [split_words(part.replace("-", " ")) for part in text.split(",")]
    parts = [words for words in parts if words]
    if not parts:
        return _Spot("", "", ())
    words, lies = parts[0], ""
    if "of" in words and (points := [word for word in words[: words.index("of")] if word not in _SMALL and not word.isdecimal()]):
        point = "".join(points)
        rest = words[words.index("of") + 1 :]
        if point in _POINTS and (words[0] == "the" or _is_country("".join(rest))):  # a part of it, not what lies beside it
            return _Spot("".join(words), "", (_country_name("".join(rest)), *(("".join(part)) for part in parts[1:])))
        if point in _POINTS:
            lies, words = point, rest
    if not lies and (_NEAR | _AREAS | {"close"}) & set(words):
        lies = "near"
    drop = _SMALL | _NEAR | _AREAS | _KINDS
    anchor = [word for word in words if word not in drop] or words
    within = tuple(name for part in parts[1:] if (name := "".join(word for word in part if word not in _KINDS)))
    return _Spot("".join(anchor), lies, tuple(_country_name(name) for name in within))


def _place(spot: _Spot, places: Places) -> Place | None:
    found = places.by_name.get(spot.anchor)
    if found is not None or _is_country(spot.anchor):
        return found
    alike = {place.name: place for name, place in places.by_name.items() if one_misspelt(name, spot.anchor)}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _country(spot: _Spot, place: Place | None, places: Places) -> str:
    named = [code for name in (spot.anchor, *spot.within) if (code := _countries().get(name))]
    around = [found.country for name in spot.within if (found := places.by_name.get(name))]
    return next((code for code in (*named, *around) if code), place.country if place else "")


def _is_country(name: str) -> bool:
    return name in _countries()


def _country_name(name: str) -> str:
    return _one_name().get(name, name)


@cache
def _countries() -> Mapping[str, str]:
    return {name: code for words, (_, code) in country_phrases().items() if (name := "".join(words)) not in _TWO_PLACES}


@cache
def _one_name() -> Mapping[str, str]:
    return {"".join(words): name for words, (name, _) in country_phrases().items()}


@cache
def _shipped() -> tuple[Place, ...]:
    return tuple(_row(*cells) for cells in read_rows("places.tsv"))


def _row(name: str, kind: str, country: str, region: str, latitude: str, longitude: str, radius: str, others: str = "") -> Place:
    names = tuple(other.strip() for other in others.split(",") if other.strip())
    return Place(name, kind, country, region, float(latitude), float(longitude), float(radius), names)


def _joined(name: str) -> str:
    words: Iterable[str] = split_words(name.replace("-", " "))
    return "".join(word for word in words if word not in _KINDS) or "".join(words)


def _distance(a: Place, b: Place) -> float:
    """The great-circle distance in kilometres (haversine)."""
    p, q = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    return 2 * _EARTH * asin(sqrt(sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(east / 2) ** 2))


def _bearing(a: Place, b: Place) -> float:
    """The direction from one place to another in degrees from north, clockwise."""
    p, q = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    return degrees(atan2(sin(east) * cos(q), cos(p) * sin(q) - sin(p) * cos(q) * cos(east))) % 360


def _turn(one: float, other: float) -> float:
    """The angle between two directions, 0 to 180."""
    turn = abs(one - other) % 360
    return min(turn, 360 - turn)
