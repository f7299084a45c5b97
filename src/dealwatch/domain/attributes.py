"""What can be said of a thing: one table of attributes.

A plugin brings its own through `Policy(attributes=...)`. An attribute that nobody declared has one leading value and is
never listed as a contradiction.
"""

from __future__ import annotations

from typing import Any, Final, Generic, TypeVar

from attrs import frozen

from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import DealType, Role, Stance, Status, SubjectKind, TimeKind

V_co = TypeVar("V_co", covariant=True)

COMPANY, PLANT, DEAL, PERSON, OTHER = (
    SubjectKind.COMPANY,
    SubjectKind.PLANT,
    SubjectKind.DEAL,
    SubjectKind.PERSON,
    SubjectKind.OTHER,
)
ONCE, STATE, FLOW, EVENT = TimeKind.ONCE, TimeKind.STATE, TimeKind.FLOW, TimeKind.EVENT


@frozen
class Attribute(Generic[V_co]):
    """Something that can be claimed of a thing.

    `of`: the kinds of subject it belongs to. `type`: the class of its values (a Money attribute may also be Undisclosed).
    `unit`: the unit of its quantities. `many`: several values stand side by side and do not compete. `whole`: the attribute
    that a part or a percentage is of. `time`: set once, a state, a flow over a period, or an event.
    """

    name: str
    of: tuple[SubjectKind, ...]
    type: type[V_co]
    unit: str | None = None
    many: bool = False
    whole: str | None = None
    time: TimeKind = TimeKind.STATE

    def __str__(self) -> str:
        return self.name


# What a thing is called and how things belong together
NAMES: Final = Attribute("names", (COMPANY, PLANT, PERSON, OTHER), Text, many=True, time=ONCE)
TICKER: Final = Attribute("ticker", (COMPANY,), Text, many=True)
COUNTRY: Final = Attribute("country", (COMPANY,), Text)
KIND: Final = Attribute("kind", (COMPANY, PLANT), Text, many=True)
PARENT: Final = Attribute("parent", (COMPANY,), Subject)
OWNER: Final = Attribute("owner", (PLANT, OTHER), Subject)
PART_OF: Final = Attribute("part_of", (COMPANY, PLANT, OTHER), Subject, many=True)
TIES: Final = frozenset(attribute.name for attribute in (TICKER, COUNTRY, KIND, PARENT, OWNER, PART_OF))
"""Attributes that say what a thing is and what it belongs to; they stand in `thing.ties`, apart from its facts."""
CEO: Final = Attribute("ceo", (COMPANY,), Subject)
POSITION: Final = Attribute("position", (PERSON,), Text, many=True)
EMPLOYER: Final = Attribute("employer", (PERSON,), Subject, many=True)
LOCATION: Final = Attribute("location", (COMPANY, PLANT, OTHER), Text)
OPENED: Final = Attribute("opened", (PLANT, OTHER), Period, time=ONCE)
PRODUCTS: Final = Attribute("products", (COMPANY, PLANT), Text, many=True)

# A deal
TYPE: Final = Attribute("type", (DEAL,), DealType, time=ONCE)
STATUS: Final = Attribute("status", (DEAL,), Status)
VALUE: Final = Attribute("value", (DEAL,), Money)
EQUITY_VALUE: Final = Attribute("equity_value", (DEAL,), Money)
ENTERPRISE_VALUE: Final = Attribute("enterprise_value", (DEAL,), Money)
PRICE_PER_SHARE: Final = Attribute("price_per_share", (DEAL,), Money)
PREMIUM: Final = Attribute("premium", (DEAL,), Quantity, unit="%")
STAKE: Final = Attribute("stake", (DEAL, COMPANY, PERSON), Quantity, unit="%", whole="target")
"""The stake of a deal in its target; what a company or a person holds is counted in "% of Birch Ltd"."""
STAKE_BEFORE: Final = Attribute("stake_before", (DEAL,), Quantity, unit="%")
STAKE_AFTER: Final = Attribute("stake_after", (DEAL,), Quantity, unit="%")
CONSIDERATION: Final = Attribute("consideration", (DEAL,), Text, many=True)
CONDITION: Final = Attribute("condition", (DEAL,), Text, many=True)
ANNOUNCED: Final = Attribute("announced", (DEAL,), Period, time=EVENT)
EXPECTED_CLOSE: Final = Attribute("expected_close", (DEAL,), Period, time=EVENT)
ASSET: Final = Attribute("asset", (DEAL,), Subject)
ANSWER: Final = Attribute("answer", (DEAL,), Stance, many=True, time=EVENT)
SUPPLY_VOLUME: Final = Attribute("supply_volume", (DEAL, COMPANY), Quantity)
FINANCING_SOUGHT: Final = Attribute("financing_sought", (DEAL, COMPANY), Money)
ROLES: Final = {role: Attribute(role.value, (DEAL,), Subject, many=True) for role in Role}

# People and plants of a company or a site
HEADCOUNT: Final = Attribute("headcount", (COMPANY, PLANT), Quantity, unit="employees")
JOB_CUTS: Final = Attribute("job_cuts", (COMPANY, PLANT), Quantity, unit="employees", whole="headcount", time=EVENT)
JOBS_AT_RISK: Final = Attribute("jobs_at_risk", (COMPANY, PLANT), Quantity, unit="employees", whole="headcount")
PLANT_CLOSURES: Final = Attribute("plant_closures", (COMPANY,), Quantity, unit="plants", whole="plants_total", time=EVENT)
PLANTS_TOTAL: Final = Attribute("plants_total", (COMPANY,), Quantity, unit="plants")
CAPACITY: Final = Attribute("capacity", (COMPANY, PLANT), Quantity)
CAPACITY_CUT: Final = Attribute("capacity_cut", (COMPANY, PLANT), Quantity, whole="capacity", time=EVENT)
UTILISATION: Final = Attribute("utilisation", (COMPANY, PLANT), Quantity, unit="%", whole="capacity")
PRODUCTION: Final = Attribute("production", (COMPANY, PLANT), Quantity, time=FLOW)
CUSTOMERS: Final = Attribute("customers", (COMPANY,), Quantity, unit="customers")
CREDITORS: Final = Attribute("creditors", (COMPANY,), Quantity, unit="creditors")

# The five events of a plant, each with a status
CLOSURE: Final = Attribute("closure", (PLANT,), Status, time=EVENT)
OPENING: Final = Attribute("opening", (PLANT,), Status, time=EVENT)
SALE: Final = Attribute("sale", (PLANT,), Status, time=EVENT)
RELOCATION: Final = Attribute("relocation", (PLANT,), Status, time=EVENT)
UPGRADE: Final = Attribute("upgrade", (PLANT,), Status, time=EVENT)

# Money of a company or a thing
REVENUE: Final = Attribute("revenue", (COMPANY,), Money, time=FLOW)
NET_PROFIT: Final = Attribute("net_profit", (COMPANY,), Money, time=FLOW)
NET_LOSS: Final = Attribute("net_loss", (COMPANY,), Money, time=FLOW)
OPERATING_PROFIT: Final = Attribute("operating_profit", (COMPANY,), Money, time=FLOW)
EBITDA: Final = Attribute("ebitda", (COMPANY,), Money, time=FLOW)
PROFIT_CHANGE: Final = Attribute("profit_change", (COMPANY,), Money, time=FLOW)
EBITDA_BOOST: Final = Attribute("ebitda_boost", (COMPANY, DEAL), Money, time=FLOW)
NET_PROCEEDS: Final = Attribute("net_proceeds", (COMPANY, DEAL), Money, time=EVENT)
ASSET_VALUE: Final = Attribute("asset_value", (PLANT, OTHER, COMPANY), Money)
TOTAL_ASSETS: Final = Attribute("total_assets", (COMPANY,), Money)
MARKET_CAP: Final = Attribute("market_cap", (COMPANY,), Money)
VALUATION: Final = Attribute("valuation", (COMPANY,), Money)
STAKE_VALUE: Final = Attribute("stake_value", (COMPANY,), Money)
NEW_SHARES_VALUE: Final = Attribute("new_shares_value", (COMPANY,), Money, time=EVENT)
DEBT: Final = Attribute("debt", (COMPANY,), Money)
CONTINGENT_LIABILITIES: Final = Attribute("contingent_liabilities", (COMPANY,), Money)
TAX_CLAIM: Final = Attribute("tax_claim", (COMPANY,), Money)
CAPITAL_LOSS: Final = Attribute("capital_loss", (COMPANY,), Money, time=FLOW)
PRICE_CUT: Final = Attribute("price_cut", (COMPANY, DEAL), Quantity, unit="%", time=EVENT)


def _declared() -> dict[str, Attribute[Any]]:
    named = {value.name: value for value in globals().values() if isinstance(value, Attribute)}
    return named | {attribute.name: attribute for attribute in ROLES.values()}


ATTRIBUTES: Final[dict[str, Attribute[Any]]] = _declared()
"""Every declared attribute by its name."""
