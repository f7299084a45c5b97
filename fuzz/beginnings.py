"""What each target begins from: made-up inputs of its kind, from which the fuzzer grows its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dealwatch.convert import dump, write_ledger
from dealwatch.domain.report import Report
from dealwatch.extract import extract_claims
from dealwatch.merge import resolve_deals
from dealwatch.store import open_store

NEWS: Final = (
    'Ash Motor Corp is in talks to buy 30% of Birch Ltd for $5-10 billion (A$7.1 billion), the Daily Leaf reported on Friday, '
    'citing people familiar with the matter.\n\nIt plans to close seven of its 17 plants by fiscal 2027 and to cut about 3,900 jobs. '
    '"We do not comment on rumours," said Ana Elm, the chief executive of Birch. The companies did not deny it either.\n',
    "Die Ahorn AG übernimmt 51 Prozent der Birke GmbH für rund 1,08 Milliarden Euro, sagte ein Sprecher am 7. Juli 2025.",
    "L'Orme SA négocie l'achat de Bouleau SAS, selon Les Feuilles, pour 3,5 milliards d'euros au premier trimestre 2026.",
    "フォレスト自動車は追浜工場を6709億円で売却する方向で検討していると、2025年7月7日に関係者が明らかにした。",
    "Ash to sell Birch\n- Ash shares fall 3%\n- Read more: Elm in merger talks\n\nDaily Leaf: \"the deal is off\", two sources told Elm News.",
    "اشترت شركة الدردار ٣٠٪ من البتولا مقابل ١٫٥ مليار دولار في ٧ يوليو ٢٠٢٥",
)  # fmt: skip
MONEY: Final = ("$5.8 billion", "US$ 1,234.56", "3 million 200 thousand rupees", "¥670.9 billion (A$7.1 billion)", "5,5 Mio. EUR",
                "28-1/2 cts", "6709億円", "Rs 12,34,567", "R450 million", "less than half a billion pounds", "١٫٥ مليار دولار")  # fmt: skip
DATES: Final = ("7 July 2025", "07/08/2025", "last December", "fiscal 2027", "Q3 FY2023", "the six months ended 30 September",
                "令和7年7月7日", "1447-01-12", "by the end of next month", "2025-W27-1", "7. Juli 2025", "between May and June")  # fmt: skip
AMOUNTS: Final = (
    "about 3,900 workers",
    "seven of its 17 global assembly plants",
    "30%",
    "half a million tonnes",
    "two and a half dozen",
)
NAMES: Final = (
    "Ash Motor Co., Ltd.\nASH MOTORS CORPORATION",
    "フォレスト自動車\nForest Motor",
    "Ash Capital VII\nAsh Capital VIII",
    "AM\nAsh Motor",
)
PAGE: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ash buys Birch</title>'
    '<meta property="article:published_time" content="2025-07-07T08:00:00+09:00"><meta property="og:site_name" content="Daily Leaf">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ash buys Birch","datePublished":"2025-07-07"}</script></head>'
    "<body><nav>Home</nav><article><h1>Ash buys Birch</h1><p>Ash Corp agreed to buy Birch Ltd for $5 billion.</p></article></body></html>"
)
FEEDS: Final = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Daily Leaf</title><language>en</language><item><title>Ash buys Birch</title>'
    "<link>https://leaf.example/1</link><pubDate>Mon, 07 Jul 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;For $5bn&lt;/p&gt;"
    "</description></item></channel></rss>",
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Leaf</title><entry><title>Ash buys Birch</title>'
    '<updated>2025-07-07T08:00:00Z</updated><content type="html">Ash buys</content></entry></feed>',
)
ROWS: Final = (
    '{"text":"Ash Corp is in talks with Birch Ltd.","outlet":"Daily Leaf","published":"2025-07-07","lang":"en"}',
    '{"format":1,"type":"report","text":"Ash\\ud83d\\ude00","observed_at":"2025-07-07T08:00:00+09:00","sections":[]}',
)
SIDECARS: Final = (
    '["*"]\nlang = "en"\n["one.txt"]\npublished = 2025-07-07\noutlet = "Daily Leaf"\ncharset = "utf-8"\n["one.txt".inferred]\nlang = "x"',
)


def beginnings(name: str) -> tuple[bytes, ...]:
    """Return what the target of this name begins from."""
    if name == "store":
        return (_store(),)
    if name in ("value", "ledger"):
        return tuple(text.encode() for text in _dumped(name))
    return tuple(text.encode() for text in TEXTS[name])


def _dumped(name: str) -> tuple[str, ...]:
    ledger = extract_claims(Report(text=NEWS[0], outlet="Daily Leaf", published=date(2025, 7, 7), lang="en"))
    if name == "ledger":
        file = BytesIO()
        write_ledger(ledger, file)
        return (file.getvalue().decode(),)
    claims = ledger.claims[:4]
    values = (ledger, resolve_deals(ledger), claims[0], claims[0].modality, *(claim.value for claim in claims))
    return tuple(dump(value) for value in values)


def _in_languages(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each text behind a byte that chooses its language."""
    return tuple(f"{chr(at % 23)}{text}" for text in texts for at in (0, 2, 6, 10))


def _store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "one.store")
        with open_store(path) as store:
            store.add(extract_claims(Report(text="Ash Corp agreed to buy Birch Ltd.", lang="en")))
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()


TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "read_money": _in_languages(MONEY),
    "read_date": _in_languages(DATES),
    "read_quantity": _in_languages(AMOUNTS),
    "read_edtf": ("2004-06-11?", "2025-Q3", "198X", "../2028-03-31", "[1667,1668..1672]", "Y2025S3", "2025-23/2026-41"),
    **dict.fromkeys(("find_money", "find_dates", "find_quantities"), _in_languages((*NEWS, " ".join(MONEY), " ".join(DATES)))),
    **dict.fromkeys(("find_attributions", "extract_claims"), _in_languages(NEWS)),
    "compare_names": NAMES,
    "txt": NEWS,
    "html": (PAGE,),
    "rss": FEEDS,
    "json": (*ROWS, f"[{','.join(ROWS)}]"),
    "ndjson": ("\n".join(ROWS),),
    "sidecar": SIDECARS,
    "gazetteer": ("name,aliases,kind,parent,lei,isin,ticker\nAsh Motor,Ash|AM,company,,,,7777.T\n",),
    "rates": ("date,base,quote,rate\n2025-07-04,EUR,USD,1.25\n",),
}
