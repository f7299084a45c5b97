"""How a value is said: numbers and dates in a locale, and verbs that are never firmer than the claim.

The two tables below are the whole of it: what a status says of the parties (`_PURCHASE`, `_JOINT`), and the frame that a
modality puts around it (`_FRAMES`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.dates import Period
from dealwatch.domain.deal import Deal
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.values import Text, Undisclosed, Value
from dealwatch.domain.words import DealType, Label, Role, Stance, Status

BUYERS: Final = (Role.ACQUIRER, Role.INVESTOR)
BOUGHT: Final = (Role.TARGET, Role.INVESTEE)

_FRAMES: Final = {
    Label.ASSERTED: "{who} {says} that {clause}",
    Label.REPORTED: "according to {who}, {clause}",
    Label.RUMOURED: "it is rumoured, according to {who}, that {clause}",
    Label.PLANNED: "the plan, according to {who}, is that {clause}",
    Label.CONDITIONAL: "on a condition only, according to {who}, {clause}",
    Label.DENIED: "{who} {denies} that {clause}",
}

_PURCHASE: Final = {  # buyer, bought
    Status.CONSIDERED: "{a} {is_a} considering a purchase of {b}",
    Status.IN_TALKS: "{a} {is_a} in talks to buy {b}",
    Status.PROPOSED: "{a} {has_a} proposed to buy {b}",
    Status.AGREED: "{a} {has_a} agreed to buy {b}",
    Status.COMPLETED: "{a} {has_a} bought {b}",
    Status.SUSPENDED: "a purchase of {b} by {a} is suspended",
    Status.TERMINATED: "a purchase of {b} by {a} has come to an end without a deal",
}
_JOINT: Final = {  # all parties, the kind of deal
    Status.CONSIDERED: "{a} {is_a} considering {kind}",
    Status.IN_TALKS: "{a} {is_a} in talks on {kind}",
    Status.PROPOSED: "{kind} between {a} has been proposed",
    Status.AGREED: "{a} {has_a} agreed on {kind}",
    Status.COMPLETED: "{kind} between {a} has been completed",
    Status.SUSPENDED: "{kind} between {a} is suspended",
    Status.TERMINATED: "{kind} between {a} has come to an end without a deal",
}

KIND_OF_DEAL: Final = {
    DealType.ACQUISITION: "an acquisition",
    DealType.MERGER: "a merger",
    DealType.STAKE: "a stake",
    DealType.JOINT_VENTURE: "a joint venture",
    DealType.ASSET_SALE: "an asset sale",
    DealType.MANUFACTURING: "manufacturing",
    DealType.SUPPLY: "supply",
    DealType.PARTNERSHIP: "a partnership",
    DealType.FINANCING: "financing",
    DealType.SPIN_OFF: "a spin-off",
    DealType.OTHER: "a deal",
}

STATUS_WORDS: Final = {
    Status.CONSIDERED: "considered",
    Status.IN_TALKS: "in talks",
    Status.PROPOSED: "proposed",
    Status.AGREED: "agreed",
    Status.COMPLETED: "completed",
    Status.SUSPENDED: "suspended",
    Status.TERMINATED: "ended without a deal",
}

ANSWERS: Final = {  # what a party did, and what it did not do
    Stance.CONFIRMED: ("confirmed it", "did not confirm it"),
    Stance.DENIED: ("denied it", "did not deny it"),
    Stance.DECLINED_TO_COMMENT: ("declined to comment", "did not decline to comment"),
    Stance.NOT_OUR_ANNOUNCEMENT: ("said that it had announced nothing of the kind", "did not say that it had announced nothing"),
    Stance.UNREACHED: ("could not be reached", "was reached"),
}


def framed(label: Label, who: Sequence[str], clause: str) -> str:
    """Say a clause as firmly as its modality allows, and no firmer.

    >>> framed(Label.RUMOURED, ["Nikkei"], "Ash is in talks to buy Birch")
    'It is rumoured, according to Nikkei, that Ash is in talks to buy Birch.'
    >>> framed(Label.DENIED, ["Ash", "Birch"], "a deal is near")
    'Ash and Birch deny that a deal is near.'
    """
    several = len(who) > 1
    said = _FRAMES[label].format(
        who=listed(who), says="say" if several else "says", denies="deny" if several else "denies", clause=clause
    )
    return f"{said[:1].upper()}{said[1:]}."


def clause_of(deal: Deal, status: Status) -> str:
    """Say in one clause what a status means for the parties of a deal."""
    buyers, bought = _named(deal, BUYERS), _named(deal, BOUGHT)
    sellers = _named(deal, (Role.SELLER,))
    things = bought or ([str(deal.asset)] if deal.asset else [])
    kind = deal.type.value if deal.type else DealType.OTHER
    if buyers and things:
        what = _stake_in(deal, listed(things)) if kind is DealType.STAKE else listed(things)
        said = _filled(_PURCHASE[status], buyers, b=what)
        return f"{said} from {listed(sellers)}" if sellers and status.stage is not None else said
    everyone = [str(party.company) for party in deal.parties]
    noun = KIND_OF_DEAL[kind]
    if deal.asset:
        noun = (
            f"{noun} at {deal.asset}" if kind in (DealType.MANUFACTURING, DealType.JOINT_VENTURE) else f"{noun} of {deal.asset}"
        )
    template = _JOINT[status]
    if len(everyone) == 1:
        template = template.replace(" between {a}", " of {a}")
    return _filled(template, everyone or ["somebody"], kind=noun)


def _stake_in(deal: Deal, what: str) -> str:
    size = f"{deal.stake.value.amount.normalize():f} % of" if deal.stake else "a stake in"
    return f"{size} {what}"


def _filled(template: str, subjects: Sequence[str], **parts: str) -> str:
    several = len(subjects) > 1
    return template.format(a=listed(subjects), is_a="are" if several else "is", has_a="have" if several else "has", **parts)


def _named(deal: Deal, roles: Sequence[Role]) -> list[str]:
    return [str(party.company) for party in deal.parties if party.role.value in roles]


def listed(names: Sequence[str]) -> str:
    """Join names as English does.

    >>> listed(["Ash", "Birch", "Cedar"])
    'Ash, Birch and Cedar'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def counted(count: int, noun: str) -> str:
    """Write a count with its noun.

    >>> counted(1, "report"), counted(5, "report")
    ('1 report', '5 reports')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def value_in_words(value: Value, locale: str, bounds: Bounds | None = None) -> str:
    """Write a value for a reader: numbers and dates in the locale, closed words in English.

    >>> from decimal import Decimal
    >>> value_in_words(Money(Decimal("670.9E9"), "JPY"), "en"), value_in_words(Quantity(Decimal(40), "%"), "en")
    ('JPY 670,900,000,000', '40 %')
    """
    match value:
        case Money():
            said = format_currency(value.amount, value.currency, "¤¤ #,##0.##", locale=locale, currency_digits=False)
        case Quantity():
            said = f"{format_decimal(value.amount, '#,##0.######', locale=locale)} {value.unit or ''}".strip()
        case Period():
            return period_in_words(value, locale)
        case Status():
            return STATUS_WORDS[value]
        case DealType():
            return KIND_OF_DEAL[value]
        case Stance():
            return ANSWERS[value][0]
        case Undisclosed():
            return "not disclosed"
        case Text():
            return value.text
        case _:
            return str(value)
    return said if bounds is None or bounds.holds(value.amount) else f"{said} (not itself: {bounds})"


def day_in_words(moment: date | datetime | None, locale: str) -> str:
    """Write a day; "no date" where it is unknown."""
    if moment is None:
        return "no date"
    return format_date(moment, "long", locale=locale)


def period_in_words(period: Period, locale: str) -> str:
    """Write a period as shortly as it can be said.

    >>> period_in_words(Period.month(2025, 5), "en"), period_in_words(Period(None, date(2028, 3, 31)), "en")
    ('May 2025', 'until March 31, 2028')
    """
    first, last = period.first, period.last
    if first is None or last is None:
        return f"until {day_in_words(last, locale)}" if first is None else f"from {day_in_words(first, locale)}"
    if first == last:
        return day_in_words(first, locale)
    if period == Period.year(first.year):
        return str(first.year)
    if period == Period.month(first.year, first.month):
        return format_skeleton("yMMMM", datetime(first.year, first.month, 1), locale=locale)
    if "/" not in str(period):
        return str(period)
    return f"{day_in_words(first, locale)} to {day_in_words(last, locale)}"
