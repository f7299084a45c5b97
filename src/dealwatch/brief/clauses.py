"""What a status says of the parties of a deal, and the frame that a modality puts around it.

A clause has a subject and two forms of its verb: "Ash" + "has agreed to buy Birch" for what is said to be so, and "Ash" +
"agree to buy Birch" for what is planned or hangs on a condition. Who does what to whom is in `_ACTS`, by the roles that are
known; where they tell of no doer, the deal itself is the subject (`_ITSELF`), or all its parties together (`_TOGETHER`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from dealwatch.brief.wording import listed
from dealwatch.domain.deal import Deal
from dealwatch.domain.words import DealType, Label, Role, Status


@frozen
class Clause:
    """Who, what they do, and what they would do; `finite` begins with "is", "are", "has" or "have"."""

    subject: str
    finite: str
    infinitive: str

    def told(self, said: bool) -> str:
        """The clause as a statement, or, not `said`, its contrary."""
        verb, _, rest = self.finite.partition(" ")
        return f"{self.subject} {verb} {'' if said else 'not '}{rest}"


@frozen
class _Act:
    """What one side `{a}` does to the other `{b}`: a noun, the noun with its doer, an infinitive, and a participle.

    `{c}` is the share, before what it is a share of.
    """

    doer: tuple[Role, ...]
    other: tuple[Role, ...]
    noun: str
    whole: str
    verb: str
    done: str
    types: tuple[DealType, ...] = ()
    """The types of deal that it is for; none: for all others."""


_BUYERS: Final = (Role.ACQUIRER, Role.INVESTOR)
_BOUGHT: Final = (Role.TARGET, Role.INVESTEE)
_SELLER: Final = (Role.SELLER,)
_STAKE: Final = (DealType.STAKE,)
_MERGER: Final = (DealType.MERGER,)
_SPIN_OFF: Final = (DealType.SPIN_OFF,)
_FUNDING: Final = (
    DealType.FINANCING,
    DealType.JOINT_VENTURE,
    DealType.MANUFACTURING,
    DealType.SUPPLY,
    DealType.PARTNERSHIP,
    DealType.OTHER,
)


def _act(doer: tuple[Role, ...], other: tuple[Role, ...], types: tuple[DealType, ...], *forms: str) -> _Act:
    noun, by, verb, done = forms
    return _Act(doer, other, noun, by, verb, done, types)


# The first whose two sides are known is told. The columns are those of `_Act`.
_ACTS: Final = (
    _act(_BUYERS, _BOUGHT, _MERGER, "a merger with {b}", "a merger of {a} with {b}", "merge with {b}", "merged with {b}"),
    _act(
        (Role.INVESTOR,),
        _BOUGHT,
        _FUNDING,
        "an investment in {b}",
        "an investment in {b} by {a}",
        "invest in {b}",
        "invested in {b}",
    ),
    _act(_BUYERS, _BOUGHT, _STAKE, "a purchase of {c} {b}", "a purchase of {c} {b} by {a}", "buy {c} {b}", "bought {c} {b}"),
    _act(_BUYERS, _BOUGHT, (), "a purchase of {b}", "a purchase of {b} by {a}", "buy {b}", "bought {b}"),
    _act(_SELLER, _BOUGHT, _STAKE, "a sale of {c} {b}", "a sale of {c} {b} by {a}", "sell {c} {b}", "sold {c} {b}"),
    _act(_SELLER, _BOUGHT, _SPIN_OFF, "a spin-off of {b}", "a spin-off of {b} by {a}", "spin off {b}", "spun off {b}"),
    _act(_SELLER, _BOUGHT, (), "a sale of {b}", "a sale of {b} by {a}", "sell {b}", "sold {b}"),
    _act(
        (Role.SUPPLIER,),
        (Role.CUSTOMER,),
        (),
        "a supply deal with {b}",
        "a supply deal of {a} with {b}",
        "supply {b}",
        "completed a supply deal with {b}",
    ),
    _act((Role.LENDER,), (Role.BORROWER,), (), "a loan to {b}", "a loan to {b} by {a}", "lend to {b}", "lent to {b}"),
    _act(
        (Role.LICENSOR,),
        (Role.LICENSEE,),
        (),
        "a licence for {b}",
        "a licence for {b} by {a}",
        "grant a licence to {b}",
        "granted a licence to {b}",
    ),
)
DOERS: Final = frozenset(role for act in _ACTS for role in act.doer if role is not Role.SELLER)
"""The roles of those who do something to another; a seller may be the third."""
_TRADES: Final = (DealType.ACQUISITION, DealType.STAKE, DealType.ASSET_SALE, DealType.SPIN_OFF)
"""The types of deal in which an asset is what is sold."""

_DOES: Final = {  # the finite form, the infinitive
    Status.CONSIDERED: ("{is} considering {noun}", "consider {noun}"),
    Status.IN_TALKS: ("{is} in talks to {verb}", "hold talks to {verb}"),
    Status.PROPOSED: ("{has} proposed to {verb}", "propose to {verb}"),
    Status.AGREED: ("{has} agreed to {verb}", "agree to {verb}"),
    Status.COMPLETED: ("{has} {done}", "{verb}"),
}
_TOGETHER: Final = {
    Status.CONSIDERED: ("{is} considering {noun}", "consider {noun}"),
    Status.IN_TALKS: ("{is} in talks on {noun}", "hold talks on {noun}"),
    Status.AGREED: ("{has} agreed on {noun}", "agree on {noun}"),
    Status.COMPLETED: ("{has} completed {noun}", "complete {noun}"),
}
_ITSELF: Final = {
    Status.CONSIDERED: ("is being considered", "be considered"),
    Status.IN_TALKS: ("is under negotiation", "be negotiated"),
    Status.PROPOSED: ("has been proposed", "be proposed"),
    Status.AGREED: ("has been agreed", "be agreed"),
    Status.COMPLETED: ("has been completed", "be completed"),
    Status.SUSPENDED: ("is suspended", "be suspended"),
    Status.TERMINATED: ("has come to an end without a deal", "come to an end without a deal"),
}

_NOUNS: Final = {  # and how an asset is joined to it; a merger has none
    DealType.ACQUISITION: ("an acquisition", "of"),
    DealType.MERGER: ("a merger", ""),
    DealType.STAKE: ("a stake deal", "in"),
    DealType.JOINT_VENTURE: ("a joint venture", "at"),
    DealType.ASSET_SALE: ("a sale", "of"),
    DealType.MANUFACTURING: ("a manufacturing deal", "at"),
    DealType.SUPPLY: ("a supply deal", "for"),
    DealType.PARTNERSHIP: ("a partnership", "on"),
    DealType.FINANCING: ("a financing", "for"),
    DealType.SPIN_OFF: ("a spin-off", "of"),
    DealType.OTHER: ("a deal", "on"),
}


def clause_of(deal: Deal, status: Status) -> Clause:
    """Say in one clause what a status means for the parties of a deal, each in its role."""
    kind = deal.type.value if deal.type else DealType.OTHER
    for act in _ACTS:
        doers, others = _named(deal, act.doer), _named(deal, act.other) or (_sold(deal, kind) if act.other is _BOUGHT else [])
        sellers = _named(deal, _SELLER) if act.doer is not _SELLER else []
        if doers and others and (kind in act.types or not act.types) and not (sellers and act.types is _MERGER):
            other = f"{listed(others)} from {listed(sellers)}" if sellers else listed(others)
            parts = {"a": listed(doers), "b": other, "c": _stake(deal)}
            noun, whole, verb, done = (form.format(**parts) for form in (act.noun, act.whole, act.verb, act.done))
            if status in _DOES:
                return _clause(doers, _DOES[status], noun=noun, verb=verb, done=done)
            return _clause([whole], _ITSELF[status])
    return _of_all(deal, status, kind)


def _of_all(deal: Deal, status: Status, kind: DealType) -> Clause:
    """The clause where no doer and no other side is known: the parties together, or the deal itself."""
    noun, of = _NOUNS[kind]
    asset = f" {of} {_the_asset(deal)}" if deal.asset and of else ""
    bought, sellers = _named(deal, _BOUGHT), _named(deal, _SELLER)
    everyone = [str(party.company) for party in deal.parties if party.role.value is not Role.ADVISOR]
    if not everyone:
        return _clause([f"{noun}{asset}"], _ITSELF[status])
    if bought == everyone:
        if kind not in _TRADES:
            return _clause([f"{noun} with {listed(bought)}{asset}"], _ITSELF[status])
        what = {DealType.STAKE: f"a purchase of {_stake(deal)}", DealType.SPIN_OFF: "a spin-off of"}.get(kind, "a purchase of")
        return _clause([f"{what} {listed(bought)}"], _ITSELF[status])
    if sellers == everyone and kind in _TRADES:
        what = "a spin-off" if kind is DealType.SPIN_OFF else "a sale"
        return _clause([f"{what} by {listed(sellers)}"], _ITSELF[status])
    if status in _TOGETHER:
        return _clause(everyone, _TOGETHER[status], noun=f"{noun}{asset}")
    between = f"between {listed(everyone)}" if len(everyone) > 1 else f"{'by' if _named(deal, _BUYERS) else 'with'} {everyone[0]}"
    return _clause([f"{noun} {between}{asset}"], _ITSELF[status])


def _clause(subjects: Sequence[str], forms: tuple[str, str], **parts: str) -> Clause:
    several = len(subjects) > 1
    finite, infinitive = (
        form.format(**{"is": "are", "has": "have"} if several else {"is": "is", "has": "has"}, **parts) for form in forms
    )
    return Clause(listed(subjects), finite, infinitive)


def _named(deal: Deal, roles: Sequence[Role]) -> list[str]:
    return [str(party.company) for party in deal.parties if party.role.value in roles]


def _sold(deal: Deal, kind: DealType) -> list[str]:
    return [_the_asset(deal)] if deal.asset and kind in _TRADES else []


def _the_asset(deal: Deal) -> str:
    """The asset; a name that ends in a common noun has an article ("the Elm plant")."""
    name = str(deal.asset)
    bare = name.split()[-1].islower() and not name.lower().startswith(("the ", "a ", "an ", "its ", "their "))
    return f"the {name}" if bare and not name[0].isdecimal() else name


def _stake(deal: Deal) -> str:
    return f"{deal.stake.value.amount.normalize():f} % of" if deal.stake else "a stake in"


def framed(label: Label, who: Sequence[str], clause: Clause, said: bool = True) -> str:
    """Say a clause as firmly as its modality allows, and no firmer; not `said`, its contrary.

    >>> talks = Clause("Ash", "is in talks to buy Birch", "hold talks to buy Birch")
    >>> framed(Label.RUMOURED, ["Nikkei"], talks)
    'It is rumoured, according to Nikkei, that Ash is in talks to buy Birch.'
    >>> framed(Label.PLANNED, ["Nikkei"], talks)
    'The plan, according to Nikkei, is for Ash to hold talks to buy Birch.'
    >>> framed(Label.DENIED, ["Ash", "Birch"], Clause("a purchase", "is suspended", "be suspended"))
    'Ash and Birch deny that a purchase is suspended.'
    """
    names, several = listed(who), len(who) > 1
    no = "" if said else "not "
    match label:
        case Label.ASSERTED:
            text = f"{names} {'say' if several else 'says'} that {clause.told(said)}"
        case Label.REPORTED:
            text = f"according to {names}, {clause.told(said)}"
        case Label.RUMOURED:
            text = f"it is rumoured, according to {names}, that {clause.told(said)}"
        case Label.PLANNED:
            text = f"the plan, according to {names}, is for {clause.subject} {no}to {clause.infinitive}"
        case Label.CONDITIONAL:
            text = f"on a condition only, according to {names}, {clause.subject} would {no}{clause.infinitive}"
        case Label.DENIED:
            text = f"{names} {'deny' if several else 'denies'} that {clause.told(True)}"
    return f"{text[:1].upper()}{text[1:]}."
