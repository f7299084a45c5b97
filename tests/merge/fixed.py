"""One ledger with something of everything, the same in every process."""

from __future__ import annotations

from decimal import Decimal

from dealwatch import Bounds, DealType, Ledger, Money, Period, Quantity, Role, Stance, Status, Subject, Text
from dealwatch.merge import resolve_deals

from .tales import Tale, ledger_of


def fixed_ledger() -> Ledger:
    """Twelve reports of three deals."""
    told = []
    for number in range(12):
        tale = Tale(
            f"One deal, another deal and a third in report {number}.",
            ("Daily Leaf", "Evening Oak", None)[number % 3],
            1 + number % 4,
            number,
        )
        by = ((), ("Oak Wire", "insiders"), ("Ash Corp",), ("Elm Agency", "two people"))[number % 4]
        kind = (DealType.ACQUISITION, DealType.STAKE)[number % 2]
        deal = tale.deal("One deal", kind, (Status.IN_TALKS, Status.AGREED)[number % 2], by)
        tale.claim(deal, "value", Money(Decimal(100 + number % 2), "EUR"), by)
        tale.claim(deal, "answer", Stance.DECLINED_TO_COMMENT, ("Birch Ltd",))
        other = tale.deal("another deal", DealType.SUPPLY, None, by, ((Role.SUPPLIER, "Cedar AG"), (Role.CUSTOMER, "Ash")))
        tale.claim(other, "supply_volume", Quantity(Decimal(number), "tonnes"))
        company = Subject("company", "Ash Corp")
        tale.claim(company, "names", Text("Ash"))
        tale.claim(company, "headcount", Quantity(Decimal(1000), "employees"), bounds=Bounds(Decimal(950), Decimal(1050)))
        tale.claim(company, "job_cuts", Quantity(Decimal(10), "%") if number % 2 else Quantity(Decimal(100), "employees"), by)
        plant = Subject("plant", "Elbe plant")
        tale.claim(plant, "owner", company)
        tale.claim(plant, "opened", Period.year(1961 + number % 2), by)
        told.append(tale)
    return ledger_of(*told)


def fixed_digest() -> str:
    """The digest of its dossier."""
    return resolve_deals(fixed_ledger()).digest()
