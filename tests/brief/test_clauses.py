"""Every status of every kind of deal is right English for every set of roles, and says who does what to whom.

`clauses.txt` holds all of them, to be read; `python -m tests.brief.test_clauses` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from dealwatch import Company, Deal, DealType, Facts, Label, Party, Plant, Quantity, Resolution, Role, Rule, Status
from dealwatch.brief.clauses import Clause, clause_of, framed

GOLDEN = Path(__file__).with_name("clauses.txt")
ROLES: tuple[tuple[tuple[str, Role], ...], ...] = (
    (),
    (("Ash", Role.PARTNER),),
    (("Ash", Role.PARTNER), ("Birch", Role.PARTNER)),
    (("Birch", Role.TARGET), ("Ash", Role.ACQUIRER)),
    (("Ash", Role.ACQUIRER), ("Birch", Role.TARGET), ("Cedar", Role.SELLER)),
    (("Birch", Role.TARGET), ("Cedar", Role.SELLER)),
    (("Birch", Role.TARGET),),
    (("Ash", Role.ACQUIRER),),
    (("Cedar", Role.SELLER),),
    (("Ash", Role.ACQUIRER), ("Cedar", Role.SELLER)),
    (("Ash", Role.INVESTOR), ("Elm", Role.INVESTOR), ("Birch", Role.INVESTEE)),
    (("Ash", Role.SUPPLIER), ("Birch", Role.CUSTOMER)),
    (("Ash", Role.SUPPLIER),),
    (("Ash", Role.LENDER), ("Birch", Role.BORROWER)),
    (("Ash", Role.LICENSOR), ("Birch", Role.LICENSEE)),
    (("Ash", Role.ADVISOR),),
)


def deal_of(kind: DealType, roles: tuple[tuple[str, Role], ...], asset: str | None = None, stake: int | None = None) -> Deal:
    """A deal of a kind between companies in roles."""

    def sure(attribute: str, value: object) -> Resolution[object]:
        return Resolution(attribute, value, Rule.ONLY_VALUE, "one value", ())

    parties = tuple(Party(Company(id=name, name=name), sure("role", role)) for name, role in roles)  # type: ignore[arg-type]
    facts = [sure("type", kind)] + ([sure("stake", Quantity(Decimal(stake), "%"))] if stake else [])
    plant = Plant(id="plant", name=asset) if asset else None
    return Deal("deal", (), parties=parties, facts=Facts(tuple(facts)), asset=plant)  # type: ignore[arg-type]


def all_clauses() -> Iterator[tuple[tuple[tuple[str, Role], ...], DealType, str | None, Status, Clause]]:
    """Every clause there is, for these sets of roles."""
    for roles, kind, asset, status in product(ROLES, DealType, (None, "Elm plant"), Status):
        if asset and status not in (Status.AGREED, Status.SUSPENDED):
            continue  # it stands in the same place as there
        yield roles, kind, asset, status, clause_of(deal_of(kind, roles, asset), status)


def written() -> str:
    """All clauses as text, each once under the roles that it is for."""
    parts: list[str] = []
    seen = set()
    heading = None
    for roles, _, _, _, clause in all_clauses():
        if heading != roles:
            heading = roles
            parts.append(f"\n{', '.join(f'{name} {role}' for name, role in roles) or 'nobody'}\n")
        line = f"    {clause.told(True)} | {clause.infinitive}\n"
        if line not in seen:
            seen.add(line)
            parts.append(line)
    return "".join(parts).lstrip()


def test_all_clauses_are_those_that_were_read() -> None:
    """A change to the tables shows in the file that a person reads."""
    assert GOLDEN.read_text(encoding="utf-8") == written()


def test_a_clause_is_whole_and_agrees_with_its_subject() -> None:
    """No gap is left, every party but an advisor is named once, and the verb agrees in number."""
    for roles, _, _, _, clause in all_clauses():
        told = clause.told(True)
        assert not re.search(r"[{}]|  |\ba a\b| $", f"{told}|{clause.infinitive}")
        assert [told.count(name) for name, role in roles if role is not Role.ADVISOR] == [
            1 for _, role in roles if role is not Role.ADVISOR
        ]
        several = {name for name, _ in roles} & set(re.findall(r"\w+", clause.subject)) and " and " in clause.subject
        plural = bool(several) and not clause.subject.startswith(("a ", "an "))
        assert clause.finite.split()[0] in (("are", "have") if plural else ("is", "has"))


@pytest.mark.parametrize(
    ("kind", "roles", "asset", "stake", "status", "told"),
    [
        (DealType.ACQUISITION, ROLES[5], None, None, Status.AGREED, "Cedar has agreed to sell Birch"),
        (DealType.ACQUISITION, ROLES[4], None, None, Status.IN_TALKS, "Ash is in talks to buy Birch from Cedar"),
        (DealType.STAKE, ROLES[3], None, 20, Status.COMPLETED, "Ash has bought 20 % of Birch"),
        (
            DealType.MERGER,
            ROLES[3],
            None,
            None,
            Status.TERMINATED,
            "a merger of Ash with Birch has come to an end without a deal",
        ),
        (DealType.SUPPLY, ROLES[11], None, None, Status.AGREED, "Ash has agreed to supply Birch"),
        (
            DealType.ASSET_SALE,
            ROLES[8],
            "headquarters",
            None,
            Status.CONSIDERED,
            "Cedar is considering a sale of the headquarters",
        ),
        (DealType.ASSET_SALE, ROLES[7], "Brazilian Mines", None, Status.AGREED, "Ash has agreed to buy Brazilian Mines"),
        (DealType.SPIN_OFF, ROLES[6], None, None, Status.PROPOSED, "a spin-off of Birch has been proposed"),
        (DealType.FINANCING, ROLES[10], None, None, Status.AGREED, "Ash and Elm have agreed to invest in Birch"),
    ],
)
def test_each_party_stands_in_its_role(
    kind: DealType, roles: tuple[tuple[str, Role], ...], asset: str | None, stake: int | None, status: Status, told: str
) -> None:
    """Buyer, seller, target, supplier and investor are told as what they are."""
    assert told == clause_of(deal_of(kind, roles, asset, stake), status).told(True)


TALKS = Clause("Ash", "is in talks to buy Birch", "hold talks to buy Birch")


@pytest.mark.parametrize(
    ("label", "said", "sentence"),
    [
        (Label.ASSERTED, True, "Oak says that Ash is in talks to buy Birch."),
        (Label.ASSERTED, False, "Oak says that Ash is not in talks to buy Birch."),
        (Label.REPORTED, True, "According to Oak, Ash is in talks to buy Birch."),
        (Label.REPORTED, False, "According to Oak, Ash is not in talks to buy Birch."),
        (Label.RUMOURED, True, "It is rumoured, according to Oak, that Ash is in talks to buy Birch."),
        (Label.PLANNED, True, "The plan, according to Oak, is for Ash to hold talks to buy Birch."),
        (Label.PLANNED, False, "The plan, according to Oak, is for Ash not to hold talks to buy Birch."),
        (Label.CONDITIONAL, True, "On a condition only, according to Oak, Ash would hold talks to buy Birch."),
        (Label.DENIED, False, "Oak denies that Ash is in talks to buy Birch."),
    ],
)
def test_a_frame_is_as_firm_as_its_label(label: Label, said: bool, sentence: str) -> None:
    """A plan is told as a plan and a condition as one, with a verb that has not happened yet."""
    assert sentence == framed(label, ["Oak"], TALKS, said)


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")
