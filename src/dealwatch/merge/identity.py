"""Which names are one thing: companies, plants, people and others across reports.

Two mentions join where one report's form of the one is, folded, a form of the other: the aliases that a report itself gives
("Hon Hai Precision Industry, better known as Foxconn") do most of the work, spelling adds little. A short form that two
different full names share ("Ash" for Ash Motors and Ash Chemicals) joins neither.
Decisions of people come first; a negative one always separates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Final

from attrs import define, field, frozen

from dealwatch.domain.ledger import Decision
from dealwatch.domain.words import Judgement, SubjectKind
from dealwatch.merge.census import Census, Node
from dealwatch.merge.partition import partition
from dealwatch.normalize.gazetteer import Gazetteer, Known
from dealwatch.normalize.names import compare_names, fold_name, sound_of

MAX_BLOCK: Final = 60
"""So many names at most are compared one with another, so that a common beginning costs no more than others."""

_SITE_WORDS: Final = """
plant plants factory facility works mill site complex assembly production manufacturing car vehicle the its a of in
"""
SITE_WORDS: Final = frozenset(_SITE_WORDS.split())
"""Words of a site's name that do not tell it from another site."""


@define(eq=False)
class Entity:
    """A thing: its nodes by rank, the first of which gives it its id, and what it is called."""

    kind: SubjectKind
    nodes: tuple[int, ...]
    id: str
    former_ids: tuple[str, ...]
    name: str
    names: tuple[str, ...]


@frozen(eq=False)
class Identities:
    """The things of a census, and which node is which thing."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[int, int]
    by_name: Mapping[tuple[SubjectKind, str], int] = field(factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """The things by their ids."""
        return {entity.id: entity for entity in self.entities}

    def named(self, kind: SubjectKind, name: str) -> int | None:
        """Return the company or person that a name means, if it can mean only one."""
        return self.by_name.get((kind, fold_name(name)))


def identify(census: Census, decisions: Iterable[Decision], known: Gazetteer | None = None) -> Identities:
    """Return which nodes are one thing; deals are left to `deals.py`.

    What a gazetteer knows stands above spelling: two names of one row are one, two of different rows are not.
    """
    judged = judgements(census, decisions)
    entities: list[Entity] = []
    entity_of: dict[int, int] = {}
    owners: dict[int, int] = {}
    for kind in (SubjectKind.COMPANY, SubjectKind.PERSON, SubjectKind.PLANT, SubjectKind.OTHER, SubjectKind.REPORT):
        members = census.by_kind[kind]
        if not members:
            continue
        place = {node: at for at, node in enumerate(members)}
        if kind is SubjectKind.PLANT:
            owners = {plant: entity_of[company] for plant, company in census.links.get("owner", ()) if company in entity_of}
        joins = _joins(kind, census, members, entity_of, owners)
        apart = [(pair[0], pair[1]) for pair in _sure(judged, Judgement.NEGATIVE, place)]
        if known is not None:
            rows = [_row(census.nodes[number], known) for number in members]
            apart += _different(rows, joins)
            joins = _grouped((row.name,) if row is not None else () for row in rows) + joins
        joins = _sure(judged, Judgement.POSITIVE, place) + joins
        for group in partition(len(members), joins, apart):
            numbers = tuple(members[at] for at in group)
            entity_of.update(dict.fromkeys(numbers, len(entities)))
            entities.append(_entity(kind, numbers, census))
    return Identities(tuple(entities), entity_of, _unambiguous(entities))


def _row(node: Node, known: Gazetteer) -> Known | None:
    """The one row of its kind that a node's name is in; None where it is in none, or may be in several."""
    rows = [row for row in known.find(node.subject.name) if row.kind is node.subject.kind]
    return rows[0] if len(rows) == 1 else None


def _different(rows: Sequence[Known | None], joins: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of members of different rows that the joins would bring together, one for each two rows."""
    classes = partition(len(rows), list(joins))
    found: list[tuple[int, int]] = []
    for members in classes:
        first: dict[str, int] = {}
        for member in members:
            row = rows[member]
            if row is not None:
                first.setdefault(row.name, member)
        if 1 < len(first) <= MAX_BLOCK:
            found += combinations(first.values(), 2)
    return found


def judgements(census: Census, decisions: Iterable[Decision]) -> list[tuple[int, int, Judgement]]:
    """Return the decisions on two mentions that this census has, by node."""
    found = [(decision.a, decision.b, decision.judgement) for decision in decisions]
    if not found:
        return []
    by_id = census.by_id
    return [(by_id[a], by_id[b], judgement) for a, b, judgement in found if a in by_id and b in by_id]


def _sure(judged: list[tuple[int, int, Judgement]], judgement: Judgement, place: Mapping[int, int]) -> list[list[int]]:
    return [[place[a], place[b]] for a, b, found in judged if found is judgement and a in place and b in place]


def _joins(
    kind: SubjectKind, census: Census, members: Sequence[int], entity_of: Mapping[int, int], owners: Mapping[int, int]
) -> list[list[int]]:
    nodes = [census.nodes[number] for number in members]
    match kind:
        case SubjectKind.COMPANY:
            return _company_joins(nodes)
        case SubjectKind.PERSON:
            return _person_joins(nodes, members, census, entity_of)
        case SubjectKind.PLANT:
            return _plant_joins(nodes, [owners.get(number) for number in members], census, members)
        case _:
            return _grouped((node.subject.name.casefold(),) for node in nodes)


# Companies


def _company_joins(nodes: Sequence[Node]) -> list[list[int]]:
    """Equal forms join, but a short form that two different full names share joins neither of them."""
    folded = {form: fold_name(form) or form.casefold() for form in dict.fromkeys(form for node in nodes for form in node.forms)}
    full = [folded[node.subject.name] for node in nodes]
    joins = _grouped((name,) for name in full)
    by_form: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        for form in {folded[form] for form in node.forms} if len(node.forms) > 1 else (full[at],):
            by_form.setdefault(form, []).append(at)
    for form in sorted(by_form):
        if len(by_form[form]) > 1:
            joins += _share(form, by_form[form], full)
    return joins + _spelt_alike(nodes, full)


def _share(form: str, members: list[int], full: Sequence[str]) -> list[list[int]]:
    """Return the joins that one form makes among those that bear it."""
    words = set(form.split())
    longer: dict[str, list[int]] = {}
    for at in members:
        if words < set(full[at].split()):
            longer.setdefault(full[at], []).append(at)
    if len(longer) < 2:
        return [members]
    groups = [sorted(group) for group in partition(len(longer), _nested(list(longer)))]
    if len(groups) == 1:
        return [members]
    names = list(longer)
    extended = {at for group in longer.values() for at in group}
    joins = [[at for name in group for at in longer[names[name]]] for group in groups]
    return [*joins, [at for at in members if at not in extended]]


def _nested(names: list[str]) -> list[list[int]]:
    """Return the pairs of full names of which one says no more than the other, or which are spelt alike."""
    if len(names) > MAX_BLOCK:
        return []
    words = [set(name.split()) for name in names]
    return [
        [a, b]
        for a, b in combinations(range(len(names)), 2)
        if words[a] <= words[b] or words[b] <= words[a] or compare_names(names[a], names[b]).same
    ]


def _spelt_alike(nodes: Sequence[Node], full: Sequence[str]) -> list[list[int]]:
    """Names of different reports that begin alike, in letters or in sound, and are the same but for spelling or script."""
    written = [node.subject.name for node in nodes]
    joins = []
    for key_of, names in ((_beginning, full), (sound_of, written)):
        blocks: dict[str, dict[str, int]] = {}
        for at, name in enumerate(full):
            blocks.setdefault(key_of(name), {}).setdefault(name, at)
        for block in blocks.values():
            if 1 < len(block) <= MAX_BLOCK:
                for a, b in combinations(block.values(), 2):
                    if set(nodes[a].reports).isdisjoint(nodes[b].reports) and compare_names(names[a], names[b]).same:
                        joins.append([a, b])
    return joins


def _beginning(name: str) -> str:
    return name[:4]


# People


def _person_joins(nodes: Sequence[Node], members: Sequence[int], census: Census, entity_of: Mapping[int, int]) -> list[list[int]]:
    """Equal names join; two names of who leads, or works for, one company join where their surnames are spelt alike."""
    joins = _grouped({fold_name(form) or form for form in node.forms} for node in nodes)
    place = {number: at for at, number in enumerate(members)}
    colleagues: dict[int, dict[int, None]] = {}
    for company, person in census.links.get("ceo", ()):
        if person in place and company in entity_of:
            colleagues.setdefault(entity_of[company], {})[place[person]] = None
    for person, company in census.links.get("employer", ()):
        if person in place and company in entity_of:
            colleagues.setdefault(entity_of[company], {})[place[person]] = None
    for group in colleagues.values():
        if 1 < len(group) <= MAX_BLOCK:
            joins += [[a, b] for a, b in combinations(group, 2) if _one_person(nodes[a].subject.name, nodes[b].subject.name)]
    return joins


def _one_person(a: str, b: str) -> bool:
    """Tell whether one name may be the other without the given name, or in another spelling."""
    one, other = fold_name(a).split(), fold_name(b).split()
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return compare_names(shorter[0], longer[-1]).same
    return compare_names(a, b).same


# Plants


def _plant_joins(nodes: Sequence[Node], owners: Sequence[int | None], census: Census, members: Sequence[int]) -> list[list[int]]:
    """Equal places in the names join, unless the plants have different owners."""
    owner_words: dict[int, set[str]] = {}
    for plant, company in census.links.get("owner", ()):
        owner_words.setdefault(plant, set()).update(
            word for form in census.nodes[company].forms for word in fold_name(form).split()
        )
    found: dict[str, list[int]] = {}
    for at, node in enumerate(nodes):
        ignored = SITE_WORDS | owner_words.get(members[at], set())
        keys = {" ".join(word for word in fold_name(form).split() if word not in ignored) for form in node.forms}
        for key in keys or {node.subject.name.casefold()}:
            found.setdefault(key, []).append(at)
    joins = []
    for key in sorted(found.keys() - {""}):
        group = found[key]
        known = {owners[at] for at in group} - {None}
        if len(known) < 2:
            joins.append(group)
        else:
            joins += [[at for at in group if owners[at] == owner] for owner in sorted(x for x in known if x is not None)]
    return joins


def _grouped(keys: Iterable[Iterable[str]]) -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for at, own in enumerate(keys):
        for key in own:
            groups.setdefault(key, []).append(at)
    return [groups[key] for key in sorted(groups) if len(groups[key]) > 1]


# What a thing is called


def _entity(kind: SubjectKind, numbers: tuple[int, ...], census: Census) -> Entity:
    nodes = [census.nodes[number] for number in numbers]
    subject = nodes[0].subject
    if len(nodes) == 1 and len(nodes[0].forms) == 1:
        return Entity(kind, numbers, subject.id, (), subject.name, (subject.name,))
    forms: dict[str, set[str]] = {}
    for node in nodes:
        for form, reports in node.forms.items():
            forms.setdefault(form, set()).update(reports)
    used = {node.subject.name for node in nodes}  # the form that a report itself chose for its claims goes first
    listed = sorted(forms, key=lambda form: (-len(forms[form]), form not in used, form))
    name = _fullest(listed, {form: len(reports) for form, reports in forms.items()})
    ids = tuple(node.subject.id for node in nodes)
    return Entity(kind, numbers, ids[0], tuple(dict.fromkeys(ids[1:])), name, (name, *(form for form in listed if form != name)))


def _fullest(listed: list[str], count: Mapping[str, int]) -> str:
    """The form that most reports have, or a fuller one that begins with it: Ash Motor for Ash, not Ash Motor Co., Ltd."""
    most = listed[0]
    short = fold_name(most)
    fuller = [form for form in listed if fold_name(form).startswith(f"{short} ")]
    if not fuller:
        return most
    return min(fuller, key=lambda form: (-count[form], len(form), form))


def _unambiguous(entities: Sequence[Entity]) -> dict[tuple[SubjectKind, str], int]:
    named: dict[tuple[SubjectKind, str], int] = {}
    twice: set[tuple[SubjectKind, str]] = set()
    for at, entity in enumerate(entities):
        if entity.kind not in (SubjectKind.COMPANY, SubjectKind.PERSON):
            continue
        for form in {(entity.kind, fold_name(name)) for name in entity.names}:
            if named.setdefault(form, at) != at:
                twice.add(form)
    return {form: at for form, at in named.items() if form not in twice}
