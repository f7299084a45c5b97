"""Sources of bare statements: clones add nothing, and weights are learnt outside the merge."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from dealwatch import Ledger, Quantity, Subject
from dealwatch.merge import Policy, learn_weights, resolve_deals

from .tales import Tale, ledger_of

THINGS = 60


def world(clones: int) -> Ledger:
    """Two careful sources, and a careless one under so many names; each thing has the number 1000 plus its own."""
    chance = Random(7)
    tales = []
    careless = [1000 + at if chance.random() < 0.3 else 5000 + at for at in range(THINGS)]
    for at in range(THINGS):
        numbers = {
            "Daily Leaf": 1000 + at,
            "Evening Oak": 1000 + at if at % 5 else 3000 + at,
            "Elm News": 1000 + at if at % 2 else 4000 + at,
        }
        numbers |= {f"Clone {number}": careless[at] for number in range(clones)}
        for outlet, number in numbers.items():
            tale = Tale(f"{number} at {at}", outlet, None)
            tale.claim(Subject("other", f"dock {at}"), "capacity", Quantity(Decimal(number)))
            tales.append(tale)
    return ledger_of(*tales)


def right(ledger: Ledger, policy: Policy) -> int:
    """How many things get their own number."""
    dossier = resolve_deals(ledger, policy)
    found = [dossier.fact(f"dock {at}", "capacity") for at in range(THINGS)]
    return sum(each is not None and each.value == Quantity(Decimal(1000 + at)) for at, each in enumerate(found))


def test_clones_of_one_outlet_count_once() -> None:
    """However many names it has, the answers stay."""
    assert right(world(1), Policy()) == right(world(2), Policy()) == right(world(12), Policy())


def test_learnt_weights_are_better_than_none_and_immune_to_clones() -> None:
    """The careful source is trusted more, whatever the careless one is called."""
    one, many = world(1), world(12)
    weights = learn_weights(one)
    assert weights["Daily Leaf"] > weights["Elm News"] > weights["Clone 0"]
    assert right(one, Policy(weights=weights)) >= right(one, Policy())
    assert right(many, Policy(weights=learn_weights(many))) == right(one, Policy(weights=weights))


def test_twins_need_twenty_things_and_no_difference() -> None:
    """Nineteen in common, or one that differs, leave two sources."""

    def statements(outlet: str, count: int, last: int = 0) -> list[Tale]:
        found = []
        for at in range(count):
            tale = Tale(f"{at} {last if at == 0 else 0} of it", outlet, None)
            tale.claim(Subject("other", f"dock {at}"), "capacity", Quantity(Decimal(at + (last if at == 0 else 0))))
            found.append(tale)
        return found

    def roots(*tales: Tale) -> int:
        found = resolve_deals(ledger_of(*tales)).fact("dock 5", "capacity")
        assert found is not None
        return len(found.roots)

    assert roots(*statements("A", 20), *statements("B", 20)) == 1
    assert roots(*statements("A", 19), *statements("B", 19)) == 2
    assert roots(*statements("A", 20), *statements("B", 20, last=7)) == 2


def test_what_is_denied_or_told_of_deals_teaches_nothing() -> None:
    """Weights are learnt from what outlets say for themselves of things."""
    tale = Tale("Ash buys Birch. It has no 500 berths.", "Daily Leaf", 1)
    tale.deal("buys")
    tale.claim(Subject("other", "dock"), "capacity", Quantity(Decimal(500)), said=False)
    tale.claim(Subject("other", "dock"), "capacity", Quantity(Decimal(400)), ("Oak Wire",))
    assert learn_weights(ledger_of(tale)) == {}


def test_who_tells_of_deals_is_no_twin() -> None:
    """Its texts are its own, and copies of texts are found by the texts."""

    def outlet(name: str, deals: bool) -> list[Tale]:
        tales = [Tale(f"{at} berths at dock {at}, and a deal.", name, None) for at in range(25)]
        for at, tale in enumerate(tales):
            tale.claim(Subject("other", f"dock {at}"), "capacity", Quantity(Decimal(at)))
        if deals:
            tales[0].deal("a deal")
        return tales

    for deals, roots in ((False, 1), (True, 2)):
        found = resolve_deals(ledger_of(*outlet("A", deals), *outlet("B", deals))).fact("dock 5", "capacity")
        assert found is not None
        assert len(found.roots) == roots
