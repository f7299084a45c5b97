"""A conversion in words: what `dealwatch convert` prints.

Before: `conversion.py`. After: the command line. An amount whose sign several currencies share is converted for each of them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention
from dealwatch.errors import InvalidValue, RateNotFound, ReadError
from dealwatch.normalize.context import Context
from dealwatch.normalize.conversion import Conversion, convert_money
from dealwatch.normalize.edtf import read_edtf
from dealwatch.normalize.rates import Rates, shown


def explain_conversion(
    amount: str,
    to: str,
    context: Context,
    *,
    on: date | None = None,
    over: str | None = None,
    calendar: str | None = None,
    closing: bool = False,
    rates: Rates | None = None,
) -> str:
    """Convert an amount as a text writes it, at the rate of a day (`on`) or the mean of a period (`over`), and say how.

    `calendar` names whose fiscal years `over` means; `closing` takes the rate of the period's last day. A hedged amount or a
    range ("about €5 billion", "€5-10 billion") is converted with its bounds. Without `rates` those of the extra `fx` are used.

    >>> from dealwatch.normalize.rate_tables import TableRates
    >>> table = TableRates.of([("2025-03-31", "AUD", "JPY", "93.3")], source="own table")
    >>> print(explain_conversion("A$7.1 billion", "JPY", Context(locale="en"), on=date(2025, 3, 31), rates=table))
    AUD 7,100,000,000 = JPY 662,430,000,000
      rate: 1 AUD = 93.3 JPY of 2025-03-31, own table (published)
      method: the rate of 2025-03-31; shown to eight digits

    Raises:
        ReadError: if the text is no amount of money.
        InvalidValue: if not exactly one of `on` and `over` is given, or `over` is no period.
        NotFound: if nobody's calendar has that name.
        RateNotFound: if no candidate has a rate.
        MissingExtra: without `rates` where the extra `fx` is not installed.
    """
    from dealwatch.normalize.money import read_money

    if (on is None) == (over is None):
        raise InvalidValue("a conversion needs either a day (on) or a period (over)")
    when = on if on is not None else _period(over or "", calendar, context)
    reading, bounds = read_money(amount, context), None
    if not reading:
        hedged = _hedged(amount, context)
        if hedged is None:
            raise ReadError(f"{amount!r} is no amount of money: {reading.rule}")
        reading, bounds = hedged.reading, hedged.bounds
    chosen = [reading.best] if reading.best is not None else [money for money in reading.candidates if money.currency != to]
    blocks, refused = [], []
    for money in chosen:
        try:
            blocks.append(_block(convert_money(money, to, on=when, rates=rates, closing=closing, bounds=bounds)))
        except RateNotFound as error:
            refused.append(str(error))
    if not blocks:
        raise RateNotFound("; ".join(refused) or f"{amount!r} is in {to} already")
    doubt = [f"{amount!r} can be several amounts ({reading.rule}); each is converted:"] if len(chosen) > 1 else []
    return "\n".join((*doubt, *blocks, *(f"left out: {text}" for text in refused)))


def _hedged(amount: str, context: Context) -> Mention[Money] | None:
    """The amount of a text that is a hedged one, or the lower end of a text that is a range."""
    from dealwatch.normalize.money import find_money

    first, *others = find_money(amount, context) or (None,)
    if first is None or first.bounds is None or [other.bounds for other in others] not in ([], [first.bounds]):
        return None
    return first if others or first.hedge else None


def _period(text: str, calendar: str | None, context: Context) -> Period:
    if calendar is not None:
        return context.calendars.of(calendar).calendar.parse(text)
    try:
        return read_edtf(text)
    except InvalidValue as error:
        raise InvalidValue(f"{text!r} is no period of the calendar; for a fiscal year say whose it is (calendar)") from error


def _block(conversion: Conversion) -> str:
    rate, bounds = conversion.rate, conversion.bounds
    denoted = [f"  by its words: {_end(bounds.low, rate.quote)} to {_end(bounds.high, rate.quote)}"] if bounds else []
    return "\n".join(
        (
            f"{_grouped(conversion.original)} = {_grouped(conversion.money)}",
            *denoted,
            f"  rate: 1 {rate.base} = {shown(rate.value)} {rate.quote} of {rate.on}, {rate.source} ({rate.method})",
            f"  method: {conversion.method}; shown to eight digits",
        )
    )


def _grouped(money: Money) -> str:
    return f"{money.currency} {Decimal(shown(money.amount)):,f}"


def _end(amount: Decimal | None, currency: str) -> str:
    return ".." if amount is None else _grouped(Money(amount, currency))
