from dealwatch.brief import write_brief as write_brief
from dealwatch.convert import make_converter as make_converter
from dealwatch.domain.attributes import (
    ANNOUNCED as ANNOUNCED,
    ANSWER as ANSWER,
    ASSET as ASSET,
    ASSET_VALUE as ASSET_VALUE,
    ATTRIBUTES as ATTRIBUTES,
    CAPACITY as CAPACITY,
    CAPACITY_CUT as CAPACITY_CUT,
    CAPITAL_LOSS as CAPITAL_LOSS,
    CEO as CEO,
    CLOSURE as CLOSURE,
    CONDITION as CONDITION,
    CONSIDERATION as CONSIDERATION,
    CONTINGENT_LIABILITIES as CONTINGENT_LIABILITIES,
    COUNTRY as COUNTRY,
    CREDITORS as CREDITORS,
    CUSTOMERS as CUSTOMERS,
    DEBT as DEBT,
    EBITDA_BOOST as EBITDA_BOOST,
    EMPLOYER as EMPLOYER,
    ENTERPRISE_VALUE as ENTERPRISE_VALUE,
    EQUITY_VALUE as EQUITY_VALUE,
    EXPECTED_CLOSE as EXPECTED_CLOSE,
    FINANCING_SOUGHT as FINANCING_SOUGHT,
    HEADCOUNT as HEADCOUNT,
    JOB_CUTS as JOB_CUTS,
    JOBS_AT_RISK as JOBS_AT_RISK,
    KIND as KIND,
    LOCATION as LOCATION,
    MARKET_CAP as MARKET_CAP,
    NAMES as NAMES,
    NET_LOSS as NET_LOSS,
    NET_PROCEEDS as NET_PROCEEDS,
    NET_PROFIT as NET_PROFIT,
    NEW_SHARES_VALUE as NEW_SHARES_VALUE,
    OPENED as OPENED,
    OPENING as OPENING,
    OPERATING_PROFIT as OPERATING_PROFIT,
    OWNER as OWNER,
    PARENT as PARENT,
    PART_OF as PART_OF,
    PLANT_CLOSURES as PLANT_CLOSURES,
    PLANTS_TOTAL as PLANTS_TOTAL,
    POSITION as POSITION,
    PREMIUM as PREMIUM,
    PRICE_CUT as PRICE_CUT,
    PRICE_PER_SHARE as PRICE_PER_SHARE,
    PRODUCTION as PRODUCTION,
    PRODUCTS as PRODUCTS,
    PROFIT_CHANGE as PROFIT_CHANGE,
    RELOCATION as RELOCATION,
    REVENUE as REVENUE,
    SALE as SALE,
    STAKE as STAKE,
    STAKE_AFTER as STAKE_AFTER,
    STAKE_BEFORE as STAKE_BEFORE,
    STAKE_VALUE as STAKE_VALUE,
    STATUS as STATUS,
    SUPPLY_VOLUME as SUPPLY_VOLUME,
    TAX_CLAIM as TAX_CLAIM,
    TICKER as TICKER,
    TOTAL_ASSETS as TOTAL_ASSETS,
    TYPE as TYPE,
    UPGRADE as UPGRADE,
    UTILISATION as UTILISATION,
    VALUATION as VALUATION,
    VALUE as VALUE,
    Attribute as Attribute,
)
from dealwatch.domain.attribution import Attribution as Attribution, Link as Link, Root as Root, Source as Source
from dealwatch.domain.bounds import Bounds as Bounds
from dealwatch.domain.claim import Claim as Claim
from dealwatch.domain.dates import Period as Period
from dealwatch.domain.deal import (
    Alternative as Alternative,
    Answer as Answer,
    Change as Change,
    Company as Company,
    Contradiction as Contradiction,
    Copy as Copy,
    Deal as Deal,
    Derivation as Derivation,
    Dossier as Dossier,
    Event as Event,
    Facts as Facts,
    Party as Party,
    Plant as Plant,
    Reconciliation as Reconciliation,
    Resolution as Resolution,
    Side as Side,
    Thing as Thing,
)
from dealwatch.domain.ledger import (
    Decision as Decision,
    Entry as Entry,
    Failure as Failure,
    Ledger as Ledger,
    Override as Override,
    Withdrawal as Withdrawal,
)
from dealwatch.domain.modality import Modality as Modality
from dealwatch.domain.money import Money as Money
from dealwatch.domain.quantity import Quantity as Quantity
from dealwatch.domain.reading import Mention as Mention, Reading as Reading
from dealwatch.domain.report import Evidence as Evidence, Report as Report, Section as Section, Span as Span
from dealwatch.domain.subject import Subject as Subject
from dealwatch.domain.values import Text as Text, Undisclosed as Undisclosed, Value as Value, relation as relation
from dealwatch.domain.words import (
    Certainty as Certainty,
    DealType as DealType,
    Judgement as Judgement,
    Label as Label,
    Mood as Mood,
    Polarity as Polarity,
    Relation as Relation,
    Role as Role,
    Rule as Rule,
    SectionKind as SectionKind,
    SourceKind as SourceKind,
    Stance as Stance,
    Status as Status,
    SubjectKind as SubjectKind,
    TimeKind as TimeKind,
)
from dealwatch.errors import (
    CurrencyMismatch as CurrencyMismatch,
    DealwatchError as DealwatchError,
    EvidenceError as EvidenceError,
    ExtractorError as ExtractorError,
    InvalidValue as InvalidValue,
    LoadError as LoadError,
    MissingExtra as MissingExtra,
    NotFound as NotFound,
    NotOneReading as NotOneReading,
    RateNotFound as RateNotFound,
    ReadError as ReadError,
)
from dealwatch.extract import BUILT_IN as BUILT_IN, extract_claims as extract_claims
from dealwatch.extract.attribution import Said as Said, find_attributions as find_attributions
from dealwatch.extract.plugins import Extractor as Extractor, installed_extractors as installed_extractors
from dealwatch.extract.sections import find_sections as find_sections
from dealwatch.merge import (
    Novelty as Novelty,
    Policy as Policy,
    judge_novelty as judge_novelty,
    resolve_deals as resolve_deals,
)
from dealwatch.merge.changes import compare_dossiers as compare_dossiers
from dealwatch.normalize.audit import Audit as Audit, audit_conversions as audit_conversions
from dealwatch.normalize.context import Context as Context
from dealwatch.normalize.conversion import Conversion as Conversion, convert_money as convert_money
from dealwatch.normalize.dates import find_dates as find_dates, join_ranges as join_ranges, read_date as read_date
from dealwatch.normalize.edtf import read_edtf as read_edtf
from dealwatch.normalize.fiscal import CALENDARS as CALENDARS, FiscalCalendar as FiscalCalendar, WeekCalendar as WeekCalendar
from dealwatch.normalize.gazetteer import (
    Gazetteer as Gazetteer,
    Known as Known,
    installed_gazetteers as installed_gazetteers,
)
from dealwatch.normalize.money import find_money as find_money, read_money as read_money
from dealwatch.normalize.names import NameMatch as NameMatch, compare_names as compare_names
from dealwatch.normalize.quantity import find_quantities as find_quantities, read_quantity as read_quantity
from dealwatch.normalize.rate_sources import EcbRates as EcbRates, HmrcRates as HmrcRates
from dealwatch.normalize.rate_tables import ChainRates as ChainRates, TableRates as TableRates
from dealwatch.normalize.rates import Rate as Rate, Rates as Rates
from dealwatch.reports import read_reports as read_reports
from dealwatch.store import open_store as open_store

__all__: list[str]
__version__: str
