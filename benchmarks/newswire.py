"""Made-up reports in any number: deals between companies that nobody has, told by several outlets, copied, and moved on.

A deal is told about ten times over some months; one company in ten takes part in several deals. The number decides all: report
17 is the same in every run, so a run may be cut anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from dealwatch.domain.report import Report

REPORTS_A_DEAL = 10
FIRST_DAY = date(2024, 1, 1)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


_HEADS = _cut("Ash,Bir,Ced,Dor,Elm,Fir,Gor,Haz,Ilm,Jun,Kel,Lar,Map,Nor,Oak,Pin,Quill,Row,Sal,Tam,Ulm,Vin,Wil,Yew,Zel")
_MIDDLES = _cut("an,be,co,di,er,fo,ga,hi,in,jo,ka,le,mo,ni,or,pa,ro,sa,te,ul,va,we,xi,yo,za")
_ENDS = _cut("bridge,croft,dale,field,ford,gate,ham,holt,ley,mere,mont,port,stead,ton,vale,wick,wood,worth")
_TRADES = _cut("Paper,Motors,Foods,Energy,Steel,Chemicals,Software,Shipping,Textiles,Glass")
_FORMS = _cut("Inc,Corp,Ltd,plc,AG,SA")
_OUTLETS = _cut("Daily Leaf,Evening Oak,Morning Pine,Harbour Post,Mill Gazette,Northern Bell,Valley Times")
_STAGES = (
    "{a} is considering a bid for {b}, two people familiar with the matter said.",
    "{a} is in talks to buy {b} for about ${price} billion, the {other} reported, citing people with knowledge of the talks.",
    "{b} denied that it was in talks with {a}. “We do not comment on rumours,” a spokeswoman for {b} said.",
    "{a} agreed to buy {b} for ${price} billion in cash, the companies said on Monday.",
    "{a} said it had completed the acquisition of {b}. The price was ${price} billion.",
)
_FACTS = (
    "{b} employs about {people},000 workers and reported revenue of ${revenue} million for the year ended March 31, 2024.",
    "{a} could close {few} of its {many} factories if regulators approve, an analyst said.",
    "The {place} plant, opened in 19{year}, employs {hands} people.",
    "Shares of {a} rose {few} percent on the news. {b} declined to comment.",
    "{a} expects the deal to close in the fourth quarter of 2025.",
)


def company(number: int) -> str:
    """Return the name of a company; two numbers below 112,500 never share one."""
    rest, head = divmod(number, len(_HEADS))
    rest, middle = divmod(rest, len(_MIDDLES))
    trade, end = divmod(rest, len(_ENDS))
    word = _HEADS[head] + _MIDDLES[middle] + _ENDS[end]
    return f"{word} {_TRADES[trade % len(_TRADES)]} {_FORMS[number % len(_FORMS)]}"


def newswire(count: int, first: int = 0) -> Iterator[Report]:
    """Make reports, from the number `first` on."""
    for number in range(first, first + count):
        yield report(number)


def report(number: int) -> Report:
    """Make the report of a number: every seventh is a copy of the one before, by another outlet."""
    deal, place = divmod(number, REPORTS_A_DEAL)
    told = place - 1 if place % 7 == 6 else place
    text = story(deal, told)
    day = FIRST_DAY + timedelta(days=deal % 300 + 12 * place)
    return Report(
        text=text,
        outlet=_OUTLETS[number % len(_OUTLETS)],
        published=day,
        lang="en",
        observed_at=datetime.combine(day, time(8), UTC),
    )


def story(deal: int, told: int) -> str:
    """Write the text of a deal's report."""
    chance = Random(f"{deal} {told}")
    fixed = Random(deal)
    a, b = _pair(deal)
    words = {
        "a": a,
        "b": b,
        "price": f"{fixed.randint(1, 40)}.{fixed.randint(1, 9)}",
        "other": fixed.choice(_OUTLETS),
        "people": fixed.randint(2, 90),
        "revenue": fixed.randint(200, 900),
        "place": fixed.choice(_HEADS) + fixed.choice(_ENDS),
        "few": chance.randint(2, 5),
        "many": chance.randint(8, 20),
        "year": fixed.randint(20, 99),
        "hands": fixed.randint(200, 900),
    }
    stage = _STAGES[min(told // 2, len(_STAGES) - 1)]
    facts = chance.sample(_FACTS, 3)
    return "\n\n".join(sentence.format(**words) for sentence in (stage, *facts))


def parties(made: Report) -> tuple[str, str]:
    """Return the buyer and the target of a made-up report's deal: the two companies that its text opens with."""
    first, second = sorted(set(_COMPANY.findall(made.text.partition("\n")[0])), key=made.text.find)
    return (second, first) if " denied " in made.text.partition("\n")[0] else (first, second)


def _pair(deal: int) -> tuple[str, str]:
    buyer = deal if deal % 10 else deal // 10 * 3 % max(1, deal)  # some companies buy more than once
    return company(2 * buyer), company(2 * deal + 1)


_COMPANY = re.compile(rf"[A-Z][a-z]+ (?:{'|'.join(_TRADES)}) (?:{'|'.join(_FORMS)})\b")
