"""What remains disjoint after reconciliation was tried, and what only seemed to differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dealwatch.domain.deal import Contradiction, Reconciliation, Resolution, Side
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.words import Certainty, Relation
from dealwatch.merge.compare import Stated, arithmetic
from dealwatch.merge.contest import Contest

MISTAKEN: Final[Mapping[str, str]] = {
    "plant_closures": "takes the total for the number to be closed",
    "job_cuts": "takes the whole staff for the number to be cut",
    "jobs_at_risk": "takes the whole staff for the jobs at risk",
    "capacity_cut": "takes the whole capacity for what is to be cut",
}
"""What may have happened where a losing value is that of the whole, by attribute."""


def contradiction_of(thing_id: str, found: Resolution[Any], contest: Contest) -> Contradiction | None:
    """Return the sides that exclude the winner, which stands first; None where none does."""
    opposing = {id(claim) for claim in found.oppose}
    if not opposing:
        return None
    sides = []
    for stated in contest.stated:
        places = [place for place in stated.claims if id(contest.claims[place]) in opposing]
        if places and not _one_speaker(found, contest, places):
            sides.append(
                Side(stated.value, tuple(contest.claims[place] for place in places), contest.roots(places), stated.said)  # type: ignore[arg-type]
            )
    if not sides:
        return None
    first = Side(found.value, found.support, found.roots, found.said)
    return Contradiction(thing_id, found.attribute, (first, *sides), _suspicion(found, sides, contest))


def _one_speaker(found: Resolution[Any], contest: Contest, places: list[int]) -> bool:
    """Possible claims of one speaker do not conflict: "a stake in or jointly operate" is two."""
    claims = [*found.support, *(contest.claims[place] for place in places)]
    supporting = {id(claim) for claim in found.support}
    if any(claim.modality.certainty not in (Certainty.POSSIBLE, Certainty.UNKNOWN) for claim in claims):
        return False
    return {key for place in places for key in contest.traced[place].keys} == {
        key for place, claim in enumerate(contest.claims) if id(claim) in supporting for key in contest.traced[place].keys
    }


def _suspicion(found: Resolution[Any], sides: list[Side], contest: Contest) -> str | None:
    attribute, whole = contest.ground.attribute, contest.ground.whole
    if attribute is None or attribute.whole is None or not isinstance(whole, Quantity | Money):
        return None
    if found.value != whole and any(side.value == whole for side in sides):
        return MISTAKEN.get(attribute.name, f"takes the {_spoken(attribute.whole)} for the {_spoken(attribute.name)}")
    return None


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def reconciliations_of(thing_id: str, found: Resolution[Any], contest: Contest) -> list[Reconciliation]:
    """Return for each other value that arithmetic or containment brings together with the winner how it does."""
    winner = next(at for at, stated in enumerate(contest.stated) if _is(stated, found))
    made = []
    for other in range(len(contest.stated)):
        at, beside, relation = winner, other, contest.relation(winner, other)
        if relation is Relation.REFINED_BY:
            at, beside, relation = other, winner, Relation.REFINES
        one, two = contest.stated[at], contest.stated[beside]
        sentence = None if other == winner else arithmetic(one, two, relation, contest.ground)
        if sentence is not None:
            claims = tuple(contest.claims[place] for place in sorted((*one.claims, *two.claims)))
            made.append(Reconciliation(thing_id, found.attribute, claims, relation, sentence))
    return made


def _is(stated: Stated, found: Resolution[Any]) -> bool:
    return (stated.value, stated.bounds, stated.said) == (found.value, found.bounds, found.said)
