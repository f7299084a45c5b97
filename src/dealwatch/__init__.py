"""dealwatch reads news reports about corporate deals and tells what is claimed, by whom, on whose authority, and how firmly.

    Report --extract_claims--> Ledger --|--> Ledger --resolve_deals--> Dossier --write_brief--> text, Markdown, HTML
              (extractors)             (union)         (policy, as_of)

It measures reporting, not truth. The tour: `domain/` says what things are, `normalize/` turns words into values,
`extract/` turns a report into claims, `merge/` adds the claims up, `brief/` says it in prose. Each package's docstring names
the step before it and the step after it. The public names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module

# room -> its public names; __init__.pyi tells type checkers the same, and a test that the two agree
_ROOMS = {
    "brief": "write_brief",
    "convert": "make_converter",
    "domain.attributes": (
        "ANNOUNCED ANSWER ASSET ASSET_VALUE ATTRIBUTES Attribute CAPACITY CAPACITY_CUT CAPITAL_LOSS CEO CLOSURE "
        "CONDITION CONSIDERATION CONTINGENT_LIABILITIES COUNTRY CREDITORS CUSTOMERS DEBT EBITDA_BOOST EMPLOYER "
        "ENTERPRISE_VALUE EQUITY_VALUE EXPECTED_CLOSE FINANCING_SOUGHT HEADCOUNT JOBS_AT_RISK JOB_CUTS KIND LOCATION "
        "MARKET_CAP NAMES NET_LOSS NET_PROCEEDS NET_PROFIT NEW_SHARES_VALUE OPENED OPENING OPERATING_PROFIT OWNER "
        "PARENT PART_OF PLANTS_TOTAL PLANT_CLOSURES POSITION PREMIUM PRICE_CUT PRICE_PER_SHARE PRODUCTION PRODUCTS "
        "PROFIT_CHANGE RELOCATION REVENUE SALE STAKE STAKE_AFTER STAKE_BEFORE STAKE_VALUE STATUS SUPPLY_VOLUME "
        "TAX_CLAIM TICKER TOTAL_ASSETS TYPE UPGRADE UTILISATION VALUATION VALUE"
    ),
    "domain.attribution": "Attribution Link Root Source",
    "domain.bounds": "Bounds",
    "domain.claim": "Claim",
    "domain.dates": "Period",
    "domain.deal": (
        "Alternative Answer Change Company Contradiction Copy Deal Derivation Dossier Event Facts Party Plant "
        "Reconciliation Resolution Side Thing"
    ),
    "domain.ledger": "Decision Entry Failure Ledger Override Withdrawal",
    "domain.modality": "Modality",
    "domain.money": "Money",
    "domain.quantity": "Quantity",
    "domain.reading": "Mention Reading",
    "domain.report": "Evidence Report Section Span",
    "domain.subject": "Subject",
    "domain.values": "Text Undisclosed Value relation",
    "domain.words": (
        "Certainty DealType Judgement Label Mood Polarity Relation Role Rule SectionKind SourceKind Stance Status "
        "SubjectKind TimeKind"
    ),
    "errors": (
        "CurrencyMismatch DealwatchError EvidenceError ExtractorError InvalidValue LoadError MissingExtra NotFound "
        "NotOneReading RateNotFound ReadError"
    ),
    "extract": "BUILT_IN extract_claims",
    "extract.attribution": "Said find_attributions",
    "extract.plugins": "Extractor installed_extractors",
    "extract.sections": "find_sections",
    "merge": "Novelty Policy judge_novelty resolve_deals",
    "merge.changes": "compare_dossiers",
    "normalize.audit": "Audit audit_conversions",
    "normalize.context": "Context",
    "normalize.conversion": "Conversion convert_money",
    "normalize.dates": "find_dates join_ranges read_date",
    "normalize.edtf": "read_edtf",
    "normalize.fiscal": "CALENDARS FiscalCalendar WeekCalendar",
    "normalize.gazetteer": "Gazetteer Known installed_gazetteers",
    "normalize.money": "find_money read_money",
    "normalize.names": "NameMatch compare_names",
    "normalize.quantity": "find_quantities read_quantity",
    "normalize.rate_sources": "EcbRates HmrcRates",
    "normalize.rate_tables": "ChainRates TableRates",
    "normalize.rates": "Rate Rates",
    "reports": "read_reports",
    "store": "open_store",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = sorted(_ROOM_OF)  # pyright: ignore[reportUnsupportedDunderAll]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    room = _ROOM_OF.get(name)
    if room is None:
        raise AttributeError(f"dealwatch has no public name {name!r}")
    value: object = getattr(import_module(f"dealwatch.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
