"""What a ledger adds up to, valid in form only: what it really adds up to is for `merge/` to say."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dealwatch.domain import deal as deals, words
from dealwatch.domain.attributes import ATTRIBUTES
from dealwatch.domain.attribution import Root
from dealwatch.testing.strategies.ledger import claims, reports, sources
from dealwatch.testing.strategies.values import bounds, days, ids, moments, names, periods, texts, values

T = TypeVar("T")


def few(drawn: SearchStrategy[T], most: int = 1) -> SearchStrategy[tuple[T, ...]]:
    """None to `most` of them."""
    return st.lists(drawn, max_size=most).map(tuple)


def roots() -> SearchStrategy[Root]:
    """An original source, and who heard it."""
    return st.builds(Root, sources(), st.none() | sources())


def alternatives(drawn: SearchStrategy[Any] | None = None) -> SearchStrategy[deals.Alternative[Any]]:
    """A value that did not win."""
    value = values() if drawn is None else drawn
    relation = st.sampled_from(words.Relation)
    return st.builds(deals.Alternative, value, relation, few(claims()), few(roots()), st.none() | bounds(), st.booleans())


def resolutions(drawn: SearchStrategy[Any] | None = None) -> SearchStrategy[deals.Resolution[Any]]:
    """A value with its rule, its claims and the alternatives."""
    value = values() if drawn is None else drawn
    return st.builds(
        deals.Resolution,
        attribute=st.sampled_from(sorted(ATTRIBUTES)),
        value=value,
        rule=st.sampled_from(words.Rule),
        why=texts(),
        support=few(claims()),
        oppose=few(claims()),
        roots=few(roots()),
        known_since=st.none() | days() | moments(),
        valid=st.none() | periods(),
        bounds=st.none() | bounds(),
        alternatives=few(alternatives(value)),
        runner_up=st.none() | value,
        is_open=st.booleans(),
        said=st.booleans(),
    )


def facts() -> SearchStrategy[deals.Facts]:
    """The resolutions of a thing."""
    return st.builds(deals.Facts, few(resolutions(), 2))


def _known() -> dict[str, SearchStrategy[Any]]:
    return {"name": names(), "names": few(names(), 2), "former_ids": few(ids("company")), "facts": facts(), "ties": facts()}


def companies() -> SearchStrategy[deals.Company]:
    """Companies."""
    return st.builds(deals.Company, id=ids("company"), **_known())


def plants() -> SearchStrategy[deals.Plant]:
    """Plants, with or without an owner."""
    return st.builds(deals.Plant, id=ids("plant"), owner=st.none() | companies(), **_known())


def things() -> SearchStrategy[deals.Thing]:
    """Companies, plants, and what is neither."""
    kind = st.sampled_from([words.SubjectKind.OTHER, words.SubjectKind.PERSON])
    return companies() | plants() | st.builds(deals.Thing, kind=kind, id=ids("other"), **_known())


def parties() -> SearchStrategy[deals.Party]:
    """A company in a role."""
    return st.builds(deals.Party, things(), resolutions(st.sampled_from(words.Role)))


def events() -> SearchStrategy[deals.Event]:
    """A step of a deal's path."""
    return st.builds(deals.Event, st.none() | periods(), st.sampled_from(words.Status), few(claims()), st.booleans())


def answers() -> SearchStrategy[deals.Answer]:
    """What a party answered."""
    return st.builds(deals.Answer, sources(), st.sampled_from(words.Stance), st.booleans(), few(claims()))


def sides() -> SearchStrategy[deals.Side]:
    """One side of a contradiction."""
    return st.builds(deals.Side, values(), few(claims()), few(roots()), st.booleans())


def contradictions() -> SearchStrategy[deals.Contradiction]:
    """Two sides that exclude one another."""
    attribute = st.sampled_from(sorted(ATTRIBUTES))
    return st.builds(deals.Contradiction, ids("company"), attribute, st.tuples(sides(), sides()), st.none() | texts())


def reconciliations() -> SearchStrategy[deals.Reconciliation]:
    """Claims that only seem to differ."""
    attribute, relation = st.sampled_from(sorted(ATTRIBUTES)), st.sampled_from(words.Relation)
    return st.builds(deals.Reconciliation, ids("company"), attribute, few(claims(), 2), relation, texts())


def copies() -> SearchStrategy[deals.Copy]:
    """A report that derives from another."""
    return st.builds(deals.Copy, ids("report"), ids("report"), st.sampled_from(deals.Derivation), texts())


def some_deals() -> SearchStrategy[deals.Deal]:
    """A transaction."""
    return st.builds(
        deals.Deal,
        id=ids("deal"),
        claims=few(claims()),
        former_ids=few(ids("deal")),
        parties=few(parties()),
        asset=st.none() | things(),
        facts=facts(),
        timeline=few(events()),
        answers=few(answers()),
        roots=few(roots()),
        contradictions=few(contradictions()),
    )


def dossiers() -> SearchStrategy[deals.Dossier]:
    """Deals, companies, plants, other things, and the reports."""
    return st.builds(
        deals.Dossier,
        deals=few(some_deals()),
        companies=few(companies()),
        plants=few(plants()),
        others=few(things()),
        contradictions=few(contradictions()),
        reconciliations=few(reconciliations()),
        copies=few(copies()),
        reports=few(reports()),
    )


def changes() -> SearchStrategy[deals.Change]:
    """What one dossier says that an earlier one did not."""
    attribute, value = st.sampled_from(sorted(ATTRIBUTES)), st.none() | values()
    return st.builds(deals.Change, ids("deal"), attribute, value, value, few(claims()))
