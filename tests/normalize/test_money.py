"""Amounts of money in running text: what is read, what stays open, what is refused."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.domain.bounds import Bounds
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Mention
from dealwatch.domain.report import Report, Span
from dealwatch.errors import InvalidValue
from dealwatch.normalize.amount_reading.tables import languages
from dealwatch.normalize.amount_reading.vocabulary import vocabulary
from dealwatch.normalize.context import Context
from dealwatch.normalize.money import find_money, read_money

EN = Context(locale="en")
SEEDS = Path(__file__).parents[2] / "seeds"


def one(text: str, locale: str | None = "en") -> Mention[Money]:
    found = find_money(text, Context(locale=locale))
    assert len(found) == 1, [mention.quote for mention in found]
    return found[0]


def said(text: str, locale: str | None = "en") -> list[tuple[str, str]]:
    return [(mention.quote, str(mention.reading.candidates[0])) for mention in find_money(text, Context(locale=locale))]


WORDS = st.sampled_from(
    [
        "Ash",
        "Corp",
        "paid",
        "about",
        "between",
        "and",
        "to",
        "or",
        "up",
        "nearly",
        "$",
        "US$",
        "A$",
        "€",
        "£",
        "¥",
        "EUR",
        "USD",
        "Rs",
        "kr",
        "5",
        "10",
        "1.5",
        "1,234",
        "1.234",
        "12,5",
        "670.9",
        "2024",
        "007",
        "%",
        "million",
        "billion",
        "bn",
        "mln",
        "k",
        "m",
        "dollars",
        "euros",
        "yen",
        "pounds",
        "cents",
        "cent",
        "half",
        "a",
        "share",
        "per",
        "(",
        "",
        ")",
        "-",
        "–",
        ".",
        ",",
        ":",
        "/",
        "\n",
        "\xa0",
        "\u200e",
        "five",
        "twenty",
        "thousand",
        "Mio.",
        "milliards",
        "de",
        "crore",
        "lakh",
        "万",
        "億",
        "円",
        "元",
        "兆",
        "hundred",
        "one",
        "point",
        "zero",
        "-5",
        "$5",
        "5$",
        "€5bn",
        "5-10",
    ]
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=60)
LOCALES = st.sampled_from((None, "en", "en_AU", "de", "fr", "ja", "hi", "sv", "ar", "zh", "tr"))


@given(TEXTS, LOCALES)
@settings(max_examples=250, deadline=None)
def test_a_finder_only_narrows(text: str, locale: str | None) -> None:
    """Law 19: a mention reads as its quote alone does, or its rule ends in the span that supplied what the words lack."""
    context = Context(locale=locale)
    for mention in find_money(text, context):
        alone = read_money(mention.quote, context)
        if mention.reading.rule.endswith(")") and mention.reading.rule[-20:].count("["):
            start, end = mention.reading.rule.rpartition("[")[2].rstrip(")").split(":")
            other = Span(int(start), int(end))
            assert other.end <= len(text)
            assert not other.overlaps(mention.span)
        else:
            assert set(mention.reading.candidates) == set(alone.candidates)


@given(TEXTS, LOCALES)
@settings(max_examples=150, deadline=None)
def test_every_mention_stands_where_it_says(text: str, locale: str | None) -> None:
    """Quotes read back, mentions are in order and apart, and the first candidate lies in the bounds."""
    end = 0
    for mention in find_money(text, Context(locale=locale)):
        assert mention.span.of(text) == mention.quote
        assert mention.span.start >= end
        end = mention.span.end
        assert mention.reading.candidates
        if mention.bounds is not None:
            near = mention.bounds.holds(mention.reading.candidates[0].amount)
            assert near or None in (mention.bounds.low, mention.bounds.high)


@given(st.decimals(min_value=0, max_value="1e15", places=2), st.sampled_from(("A$", "US$", "HK$", "€", "₹", "₩")))
def test_a_sign_of_one_currency_gives_one_candidate(amount: Decimal, sign: str) -> None:
    code = {"A$": "AUD", "US$": "USD", "HK$": "HKD", "€": "EUR", "₹": "INR", "₩": "KRW"}[sign]
    assert read_money(f"{sign}{amount:,}", EN).only == Money(amount, code)


@pytest.mark.parametrize(
    ("locale", "text", "amount", "code"),
    [
        ("en", "$13.6 billion", "13.6E9", "USD"),
        ("en", "22 Billion Yuan", "22E9", "CNY"),
        ("en", "20 mln dlrs", "20E6", "USD"),
        ("en", "Rs 1,200 cr", "1200E7", "INR"),
        ("en", "A$13.5 Million", "13.5E6", "AUD"),
        ("en", "MEUR 12.5", "12.5E6", "EUR"),
        ("en", "KUSD 3", "3000", "USD"),
        ("en", "half a billion dollars", "5E8", "USD"),
        ("en", "a quarter million US dollars", "250000", "USD"),
        ("en", "two and a half million euros", "2.5E6", "EUR"),
        ("en", "six hundred forty one dollars and eighteen cents", "641.18", "USD"),
        ("en", "50 cents", "0.50", "USD"),
        ("en", "20p", "0.20", "GBP"),
        ("en", "75 USD million", "75E6", "USD"),
        ("en", "$10-million", "10E6", "USD"),
        ("en", "US$:12.99", "12.99", "USD"),
        ("en", "20 quid", "20", "GBP"),
        ("en", "35 lakh rupees", "35E5", "INR"),
        ("de", "1,5 Mio. Euro", "1.5E6", "EUR"),
        ("de", "zwei Komma fünf Milliarden Euro", "2.5E9", "EUR"),
        ("de", "einundzwanzig Euro", "21", "EUR"),
        ("fr", "soixante-dix mille won", "70000", "KRW"),
        ("fr", "48,2 millions d'euros", "48.2E6", "EUR"),
        ("fr", "10 000 €", "10000", "EUR"),
        ("es", "1,17 mil millones de euros", "1.17E9", "EUR"),
        ("it", "duecentocinquanta euro", "250", "EUR"),
        ("pt", "R$ 2,5 bilhões", "2.5E9", "BRL"),
        ("sv", "fem kronor och 41 öre", "5.41", "SEK"),
        ("nl", "vijf euro vijftig", "5.50", "EUR"),
        ("ru", "двадцать пять миллионов рублей", "25E6", "RUB"),
        ("tr", "1,17 milyar liradan", "1.17E9", "TRY"),
        ("hi", "35 लाख रुपये", "35E5", "INR"),
        ("ja", "1兆970億円", "1097E9", "JPY"),
        ("ja", "三人民元", "3", "CNY"),
        ("zh", "5306亿新台币", "5306E8", "TWD"),
        ("zh", "五元六角三分", "5.63", "CNY"),
        ("ko", "1백억 5천만 홍콩 달러", "10050000000", "HKD"),
        ("ar", "خمسة وتسعون دولار أمريكي", "95", "USD"),
        ("vi", "10 triệu đồng", "10E6", "VND"),
        ("he", "10 אש״ח", "10000", "ILS"),
        ("en", "R450 million", "450E6", "ZAR"),
        ("en", "$A740 million", "740E6", "AUD"),
        ("en", "P1.5B", "1.5E9", "PHP"),
        ("en", "120 MEUR", "120E6", "EUR"),
        ("en", "28-1/2 cts", "0.285", "USD"),
        ("en", "$2½ billion", "2.5E9", "USD"),
        ("en", "a million and a half dollars", "1.5E6", "USD"),
        ("en", "3 million 200 thousand dollars", "3.2E6", "USD"),
        ("en", "Rs 2 crore 50 lakh", "25E6", "INR"),
        ("en", "45 US cents", "0.45", "USD"),
        ("de", "50,- €", "50", "EUR"),
        ("es", "14 millones 500 mil pesos", "14.5E6", "MXN"),
        ("it", "due miliardi e mezzo di euro", "2.5E9", "EUR"),
        ("pl", "miliard złotych", "1E9", "PLN"),
        ("ru", "миллиард долларов", "1E9", "USD"),
        ("ar", "ملياري دولار", "2E9", "USD"),
        ("ar", "3 ملايين و200 ألف دولار", "3.2E6", "USD"),
        ("hi", "12 हजार 500 करोड़ रुपये", "125E9", "INR"),
        ("hi", "1,015 फ़्रैंक", "1015", "CHF"),
        ("zh", "3000多万元", "3E7", "CNY"),
        ("zh", "新台幣300億元", "3E10", "TWD"),
        ("hu", "félmilliárd forint", "5E8", "HUF"),
        ("sk", "450 miliónov dolárov", "450E6", "USD"),
        ("sl", "3,2 milijarde evrov", "3.2E9", "EUR"),
        ("sr", "12,5 miliona evra", "12.5E6", "EUR"),
        ("lt", "450 mln. JAV dolerių", "450E6", "USD"),
        ("lv", "12,5 miljonus eiro", "12.5E6", "EUR"),
        ("et", "450 miljonit dollarit", "450E6", "USD"),
        ("fa", "۳٫۲ میلیارد دلار", "3.2E9", "USD"),
        ("fa", "۱۵۰ هزار تومان", "1.5E6", "IRR"),
        ("bn", "১,২০০ কোটি টাকা", "12E9", "BDT"),
        ("ms", "12.5 juta ringgit", "12.5E6", "MYR"),
        ("th", "3.2 พันล้านดอลลาร์", "3.2E9", "USD"),
        (None, "1.144.000 €", "1144000", "EUR"),
        (None, "205,68 €", "205.68", "EUR"),
        (None, "419 руб.", "419", "RUB"),
    ],
)
def test_amounts_as_news_writes_them(locale: str | None, text: str, amount: str, code: str) -> None:
    """The whole text is one mention; the first candidate is what a reader of that language takes it for."""
    mention = one(text, locale)
    assert mention.quote == text
    assert mention.reading.candidates[0] == Money(Decimal(amount), code)


@pytest.mark.parametrize(
    "text",
    [
        "about $",
        "1.2.3 EUR",
        "12 3 4 dollars",
        "USD",
        "in 2024 the",
        "+1 212 555 0100",
        "(NYSE: F)",
        "15%",
        "15 percent",
        "TOP 10 deals",
        "10 grand pianos",
        "in 2024-25 dollars",
        "millions of dollars",
        "R2D2 dollars",
        "#5 euros",
        "the dollar fell 3 percent",
        "version 1.2.3",
        "the 2:05 mark",
        "https://t.co/KR4767EKcx",
        "the Feinstein's/54 club",
        "$" * 50,
        "",
    ],
)
def test_what_is_no_amount_is_refused_not_guessed(text: str) -> None:
    assert find_money(text, EN) == ()
    assert not read_money(text, EN)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "several hundred million dollars"),
        ("de", "einige tausend Euro"),
        ("fi", "muutama sata miljoonaa euroa"),
        ("pl", "kilka tysięcy złotych"),
        ("ru", "десятки тысяч долларов"),
        ("ro", "sute de mii de euro"),
        ("hu", "több millió forint"),
        ("vi", "vài trăm nghìn đồng"),
        ("ja", "数億円"),
        ("ko", "수십억원"),
        ("zh", "几十亿美元"),
        ("zh", "单位：万元"),
        ("en", "Y2K"),
        ("en", "R450"),
    ],
)
def test_an_amount_that_is_not_told_is_not_guessed(locale: str, text: str) -> None:
    """Several hundred million is no hundred million; a letter is a currency only before a scale."""
    assert find_money(text, Context(locale=locale)) == ()


def test_more_than_inside_a_number_opens_its_bounds() -> None:
    mention = one("30多亿美元", "zh")
    assert mention.bounds == Bounds(Decimal("3E9"), None, low_closed=False)


@pytest.mark.parametrize(
    ("text", "quote"), [("$300 млн. В году", "$300 млн"), ("$300 млн. в год", "$300 млн."), ("$3 млрд.", "$3 млрд")]
)
def test_the_point_of_a_sentence_is_no_part_of_an_amount(text: str, quote: str) -> None:
    assert one(text, "ru").quote == quote


def test_a_currency_belongs_to_one_amount() -> None:
    assert said("69 TL 41.90 TL", None) == [("69 TL", "TRY 69"), ("41.90 TL", "TRY 41.90")]


def test_a_hyphen_before_digits_is_a_minus_and_a_dash_is_none() -> None:
    assert said("a result of -15€")[0] == ("-15€", "EUR -15")
    assert said("el precio –15 euros por acción–", "es")[0] == ("15 euros", "EUR 15")


def test_an_empty_reading_says_what_is_missing() -> None:
    assert read_money("about $", EN).rule == "no number beside a currency is the whole of the text"


@pytest.mark.parametrize(
    ("locale", "text", "code"),
    [
        ("en_AU", "$5", "AUD"),
        ("en_JM", "$5", "JMD"),
        ("sv", "5 kronor", "SEK"),
        ("nb", "5 kroner", "NOK"),
        ("ja_JP", "¥5", "JPY"),
        ("en_GB", "£5", "GBP"),
    ],
)
def test_the_country_settles_a_shared_sign(locale: str, text: str, code: str) -> None:
    """The other candidates stay listed; the rule names the country."""
    reading = read_money(text, Context(locale=locale))
    assert reading.best == Money(Decimal(5), code)
    assert len(reading.candidates) > 1
    assert " uses " in reading.rule


@pytest.mark.parametrize(
    ("locale", "text"), [("en", "$5"), (None, "$5"), ("en", "5 pounds"), ("es", "5 pesos"), ("fr", "5 francs"), ("en", "¥5")]
)
def test_a_shared_sign_stays_open_where_nothing_decides(locale: str | None, text: str) -> None:
    reading = read_money(text, Context(locale=locale))
    assert reading.best is None
    assert len(reading.candidates) > 1
    assert reading.rule.endswith("nothing decides; the likeliest first")


def test_the_same_rate_elsewhere_in_the_text_settles_a_dollar() -> None:
    """The Australian figures of two conversions agree, so a third, bare "$" at that rate is Australian too, with its reason."""
    text = "a loss of ¥670.9 billion (A$7.1 billion); its seat is worth ¥100 billion ($1.08 billion)"
    *_, last = find_money(text, EN)
    assert last.reading.best == Money(Decimal("1.08E9"), "AUD")
    assert last.reading.candidates[1].currency == "USD"
    assert last.reading.rule.endswith("the text gives AUD at the same rate at [26:39)")


def test_another_rate_settles_nothing() -> None:
    text = "a loss of ¥670.9 billion (A$7.1 billion); its seat is worth ¥100 billion ($0.68 billion)"
    *_, last = find_money(text, EN)
    assert last.reading.candidates[0].currency == "USD"
    assert last.reading.best is None


def test_a_conversion_points_at_its_original() -> None:
    first, second = find_money("It paid ¥670.9 billion (A$7.1 billion).", EN)
    assert second.converts == first.span
    assert first.converts is None


@pytest.mark.parametrize("text", ["It paid €5 million (against €4 million before)", "It paid €5 million ($6 a share was asked)"])
def test_brackets_alone_make_no_conversion_of_the_same_currency(text: str) -> None:
    first, second, *_ = find_money(text, EN)
    assert second.converts is None or first.reading.candidates[0].currency != second.reading.candidates[0].currency


@pytest.mark.parametrize(
    ("locale", "text", "low", "high"),
    [
        ("en", "$5-10 billion", "5E9", "10E9"),
        ("en", "3 to 4 million euros", "3E6", "4E6"),
        ("en", "between $4bn and $5bn", "4E9", "5E9"),
        ("it", "3-4 miliardi di euro", "3E9", "4E9"),
        ("es", "entre 10 y 20 euros", "10", "20"),
        ("es", "entre 4.000 y 5.000 millones de euros", "4E9", "5E9"),
        ("en", "between 800 million and 1.2 billion euros", "800E6", "1.2E9"),
        ("nl", "tussen de 4 en 5 miljard euro", "4E9", "5E9"),
        ("ko", "14000 - 18000원", "14000", "18000"),
    ],
)
def test_a_range_is_two_amounts_that_lend_each_other_what_they_lack(locale: str, text: str, low: str, high: str) -> None:
    first, second = find_money(text, Context(locale=locale))
    assert (first.reading.candidates[0].amount, second.reading.candidates[0].amount) == (Decimal(low), Decimal(high))
    assert first.reading.candidates[0].currency == second.reading.candidates[0].currency
    assert first.bounds == second.bounds == Bounds(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("raised from 40 to 45 cents", ("0.40", "0.45")),
        ("cut from 2.815 to 1.640 billion euros", ("2.815E9", "1.640E9")),
        ("from 800,000 to 1 million euros", ("800000", "1E6")),
        ("rose from €4bn to €5bn", ("4E9", "5E9")),
    ],
)
def test_a_change_from_one_amount_to_another_is_no_range(text: str, amounts: tuple[str, str]) -> None:
    """The first may borrow what it lacks, but each denotes itself alone."""
    first, second = find_money(text, EN)
    assert (first.reading.candidates[0].amount, second.reading.candidates[0].amount) == tuple(map(Decimal, amounts))
    assert first.bounds is None or first.bounds != second.bounds


def test_a_sign_belongs_to_the_number_that_it_touches() -> None:
    assert said("one of four $70,000 grants") == [("$70,000", "USD 70000")]
    assert said("70 dollar 30 rmb") == [("70 dollar", "USD 70"), ("30 rmb", "CNY 30")]


@pytest.mark.parametrize(
    ("text", "hedge", "bounds"),
    [
        ("worth $5.8 billion", None, Bounds(Decimal("5.75E9"), Decimal("5.85E9"))),
        ("worth $5,800", None, None),
        ("about $100", "about", Bounds(Decimal(95), Decimal(105))),
        ("nearly $5 million", "nearly", Bounds(Decimal("4.75E6"), Decimal("5.5E6"))),
        ("more than $5 million", "more than", Bounds(Decimal("5E6"), None, low_closed=False)),
        ("at least $5 million", "at least", Bounds(Decimal("5E6"), None)),
        ("up to $5 million", "up to", Bounds(None, Decimal("5E6"))),
        ("less than $5 million", "less than", Bounds(None, Decimal("5E6"), high_closed=False)),
    ],
)
def test_a_hedge_widens_what_an_amount_denotes(text: str, hedge: str | None, bounds: Bounds | None) -> None:
    mention = one(text)
    assert (mention.hedge.of(text) if mention.hedge else None) == hedge
    assert mention.bounds == bounds


@pytest.mark.parametrize(
    ("text", "unit"), [("$23 a share", "share"), ("$23 per share", "share"), ("$60 a barrel", "barrel"), ("$23 a shark", None)]
)
def test_what_an_amount_is_for(text: str, unit: str | None) -> None:
    assert one(text).per == unit


def test_a_minus_makes_the_amount_negative_and_a_dash_does_not() -> None:
    assert one("-$5 million").reading.candidates[0].amount == Decimal("-5E6")
    assert one("a loss — €5 million").reading.only.amount == Decimal("5E6")
    assert one("(€5)").reading.only.amount == 5


def test_amounts_are_exact_however_long() -> None:
    """Twenty-nine digits and more: Python's default context would round them."""
    assert read_money("€12345678901234567890123456789.01", EN).only.amount == Decimal("12345678901234567890123456789.01")
    assert read_money("€1.2345678901234567890123456789 million", EN).only.amount == Decimal("1234567.8901234567890123456789")


def test_a_number_beyond_any_economy_is_no_amount() -> None:
    assert not read_money("€" + "9" * 60, EN)
    assert find_money("€" + "9" * 1_000_000, EN) == ()


def test_a_report_brings_its_own_context() -> None:
    report = Report(text="Ash Corp paid $5 million.", outlet="Daily Leaf", lang="en-AU")
    (mention,) = find_money(report)
    assert mention.reading.best == Money(Decimal("5E6"), "AUD")


def test_a_text_without_a_context_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a text needs a context"):
        find_money("$5")


def test_the_twelve_amounts_of_the_five_seeds() -> None:
    """All twelve, exactly, and the bare dollar of the third as Australian, because the same text gives A$ at that yen rate."""
    found = [mention for path in sorted(SEEDS.glob("*.txt")) for mention in find_money(path.read_text(encoding="utf-8"), EN)]
    assert [(mention.quote, str(mention.reading.candidates[0])) for mention in found] == [
        ("$13.6 Billion", "USD 13600000000"),
        ("$450", "USD 450"),
        ("A$13.5 Million", "AUD 13500000"),
        ("22 Billion Yuan", "CNY 22000000000"),
        ("$1 Billion", "USD 1000000000"),
        ("¥670.9 billion", "JPY 670900000000"),
        ("A$7.1 billion", "AUD 7100000000"),
        ("¥1.097 trillion", "JPY 1097000000000"),
        ("A$11.5 billion", "AUD 11500000000"),
        ("¥100 billion", "JPY 100000000000"),
        ("$1.08 billion", "AUD 1080000000"),
        ("1288 rubles", "RUB 1288"),
    ]
    assert "the text gives AUD at the same rate at [1546:1559)" in found[10].reading.rule


HOSTILE = {
    "digits": "1",
    "dollars": "$",
    "commas": "1,1,",
    "brackets": "(",
    "dollar ones": "$1 ",
    "ones": "1 ",
    "ranges": "1-",
    "words": "one ",
    "hundreds": "hundred and ",
    "scales": "million ",
    "marks": "\u200e",
    "blanks": " ",
    "hedges": "about ",
    "points": "one point ",
    "myriads": "億",
    "minus": "-",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_time_grows_with_the_text_alone(name: str, locale: str) -> None:
    """Law 20: twice the text takes at most some three times as long; the best of two, so that a busy machine does not matter."""

    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            find_money(text, Context(locale=locale))
            best = min(best, time.process_time() - start)
        return max(best, 0.002)

    once = HOSTILE[name] * (4_000 // len(HOSTILE[name]))
    seconds(once[:100])
    assert seconds(once * 4) / seconds(once) < 10


@pytest.mark.parametrize("language", languages())
def test_every_language_file_can_be_used(language: str) -> None:
    """A file of words compiles, and its first numeral and first currency make an amount."""
    words = vocabulary(language)
    assert words.numerals
    assert words.right
    assert said(f"5 {next(iter(name for name in words.right.values()))[0].text}", language) is not None
