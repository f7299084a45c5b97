"""How things belong together stands apart from what is claimed of them."""

from __future__ import annotations

from decimal import Decimal

from dealwatch import JOB_CUTS, OWNER, PART_OF, STAKE, Change, Quantity, Subject, Text, compare_dossiers, write_brief
from dealwatch.merge import resolve_deals

from .tales import Tale, ledger_of


def the_plant(owner: str = "Ash Corp") -> Tale:
    """A report of a plant, its owner and its kind, and of job cuts there."""
    tale = Tale("Ash Corp cuts 100 jobs at its Elbe plant, a cotton mill in Elmstadt.")
    plant = Subject("plant", "Elbe plant")
    tale.claim(plant, "owner", Subject("company", owner))
    tale.claim(plant, "part_of", Subject("other", "Elmstadt works"))
    tale.claim(plant, "kind", Text("cotton mill"))
    tale.claim(plant, "job_cuts", Quantity(Decimal(100), "employees"))
    return tale


def test_ties_are_no_facts_but_are_found() -> None:
    """Owner, whole and kind stand in `ties`; `fact`, `every` and the dossier find them as they find facts."""
    dossier = resolve_deals(ledger_of(the_plant()))
    [plant] = dossier.plants
    assert (set(plant.facts), set(plant.ties)) == ({"job_cuts"}, {"owner", "part_of", "kind"})
    assert plant.owner is not None
    assert plant.owner.name == "Ash Corp"
    owner, cuts = plant.fact(OWNER), plant.fact(JOB_CUTS)
    assert (str(owner and owner.value), str(cuts and cuts.value)) == ("Ash Corp", "100 employees")
    assert [str(found.value) for found in plant.every(PART_OF)] == ["Elmstadt works"]
    kind = dossier.fact("elbe plant", "kind")
    assert str(kind and kind.value) == "cotton mill"


def test_the_brief_tells_them() -> None:
    """A reader sees the owner beside the facts."""
    assert "Owner: Ash Corp" in write_brief(resolve_deals(ledger_of(the_plant())))


def test_a_tie_that_changes_is_news() -> None:
    """Another owner is a change, as another number would be."""
    before, after = (resolve_deals(ledger_of(the_plant(owner))) for owner in ("Ash Corp", "Birch Ltd"))
    plant = before.plants[0].id
    changed = [(found.before, found.after) for found in compare_dossiers(before, after) if _is(found, plant, "owner")]
    assert [(str(old), str(new)) for old, new in changed] == [("Ash Corp", "Birch Ltd")]


def test_what_is_counted_in_several_units_is_several_facts() -> None:
    """Shares in two firms stand side by side; two values of one firm's share still compete."""
    tale = Tale("Ash Corp owns 12 percent of Birch Ltd and 5 percent of Oak Ltd, not 9 percent of Oak Ltd.")
    ash = Subject("company", "Ash Corp")
    for amount, unit in ((12, "% of Birch Ltd"), (5, "% of Oak Ltd"), (9, "% of Oak Ltd")):
        tale.claim(ash, "stake", Quantity(Decimal(amount), unit))
    dossier = resolve_deals(ledger_of(tale))
    [company] = [company for company in dossier.companies if company.name == "Ash Corp"]
    units = [found.value.unit for found in company.every(STAKE) if isinstance(found.value, Quantity)]
    assert units == ["% of Birch Ltd", "% of Oak Ltd"]


def _is(change: Change, thing_id: str, attribute: str) -> bool:
    return (change.id, change.attribute) == (thing_id, attribute)
